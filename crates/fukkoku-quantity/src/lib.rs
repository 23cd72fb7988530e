//! Values: numbers, dates, periods, widths. Imports nothing of the rest of the program.

pub mod calendar;
pub mod contact;
pub mod date;
mod decimal;
mod flag;
mod folded;
pub mod normalize;
pub mod number;
mod numeral;
pub mod prose;
mod types;
pub mod unit;
pub mod width;

pub use calendar::Era;
pub use decimal::{Decimal, MAX_SCALE};
pub use flag::{Flag, Refusal, Strictness};
pub use types::{Day, FiscalYear, Period, Status};
