//! Values: numbers, dates, periods, widths. Imports nothing of the rest of the program.

pub mod calendar;
mod decimal;
mod flag;
mod folded;
mod types;
pub mod width;

pub use calendar::Era;
pub use decimal::{Decimal, MAX_SCALE};
pub use flag::{Flag, Refusal, Strictness};
pub use types::{Day, FiscalYear, Period, Status};
