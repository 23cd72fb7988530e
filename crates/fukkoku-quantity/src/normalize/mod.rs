//! `fukkoku normalize`: one line, one answer, in the words of the published vectors.

mod answer;
mod filter;

pub use answer::{DateAnswer, NumberAnswer, date, number};
pub use filter::{As, Form, MAX_LINE, Options, Outcome, run};

#[cfg(test)]
mod tests;
