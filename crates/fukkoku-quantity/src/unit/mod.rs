//! Units: their spellings, their scale, and where tables state them.

mod measure;
mod noted;
mod spelled;
mod spellings;

pub use measure::Measure;
pub use noted::{Noted, alone, is_note, noted, stated};
pub use spelled::Unit;
