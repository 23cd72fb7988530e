//! Many reports: finding inputs, the names of their outputs, threads, the manifest, writing.
//!
//! With the command line the only place that touches files. Every path below the output folder is made by [`OutputRoot::place`].

mod input;
mod journal;
mod manifest;
mod name;
mod open;
mod place;
mod queue;
mod store;

pub use input::{Input, InputError, inputs, read};
pub use journal::Journal;
pub use manifest::{Counts, Line, MANIFEST, Output, ProfileUsed, Status};
pub use name::folder_of;
pub use open::plain_file;
pub use place::{OutputRoot, PlaceError, resolved};
pub use queue::{Fell, in_order};
pub use store::{StoreError, is_intact, remove_stale, write_whole};
