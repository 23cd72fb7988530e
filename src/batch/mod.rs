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

pub(crate) use input::{Input, InputError, inputs, read};
pub(crate) use journal::Journal;
pub(crate) use manifest::{Counts, Line, Output, ProfileUsed, Status};
pub(crate) use name::{MANIFEST, folder_of};
pub(crate) use open::plain_file;
pub(crate) use place::{OutputRoot, PlaceError, resolved};
pub(crate) use queue::{Fell, in_order};
pub(crate) use store::{StoreError, is_intact, remove_stale, write_whole};
