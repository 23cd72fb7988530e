//! Findings for people and for machines that read build logs: one file a form.

mod batch;
mod github;
mod human;
mod json;
mod junit;
mod sarif;
mod visible;

pub use batch::Batch;
pub use github::github;
pub use human::{Paint, human};
pub use json::json;
pub use junit::junit;
pub use sarif::sarif;
pub use visible::{defused, is_hidden, visible, visible_json, visible_line};
