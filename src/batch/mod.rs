//! Many reports: finding inputs, the names of their outputs, threads, the manifest, writing.
//!
//! With the command line the only place that touches files. Every path below the output folder is made by [`OutputRoot::place`],
//! every file there is written and removed from its `spot`, and every file, of ours or of others, is opened in `open`: a plain
//! one, of a bounded size, without waiting. A run that writes holds the folder ([`Hold`]).

mod hold;
mod input;
mod journal;
mod list;
mod manifest;
mod mode;
mod name;
mod only;
mod open;
mod place;
mod queue;
mod spot;
mod store;
mod tree;
mod walk;

pub(crate) use hold::{Access, Hold, Waiting};
pub(crate) use input::{Input, Listing, read};
pub(crate) use journal::Journal;
pub(crate) use list::{inputs, paths_of_list};
pub(crate) use manifest::{Counts, Line, Output, ProfileUsed, Status};
pub(crate) use name::{MANIFEST, folder_of};
pub(crate) use only::Only;
pub(crate) use open::{Limit, ReadError, own_file, plain_file, plain_text, whole};
pub(crate) use place::{OutputRoot, resolved};
pub(crate) use queue::{Fell, in_order};
pub(crate) use store::{
    Removal, StoreError, flush_folders, is_intact, refuse_named, remove_leftovers, remove_stale, write_filled,
    write_named, write_whole,
};
pub(crate) use tree::Belongs;
