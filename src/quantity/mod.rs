//! Values: numbers, dates, periods, widths. Imports nothing of the rest of the program.

mod types;
pub use types::{Day, Decimal, FiscalYear, Period, Status};
