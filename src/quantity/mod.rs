//! Values: numbers, dates, periods, widths. Imports nothing of the rest of the program.

pub mod calendar;
pub mod date;
mod decimal;
mod flag;
mod folded;
pub mod normalize;
mod numeral;
mod types;
pub mod width;

pub use calendar::Era;
pub use decimal::{Decimal, MAX_SCALE};
pub use flag::{Flag, Refusal, Strictness};
pub use types::{Day, FiscalYear, Period, Status};
