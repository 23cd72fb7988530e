//! A table as read.

use super::lattice::Step;
use super::place::State;
use crate::costs::Cost;

/// A reading of a table: its cost, and for each piece the state taken and its rivals.
pub(super) struct Reading {
    /// Total cost.
    pub(super) cost: Cost,
    /// One a piece.
    pub(super) steps: Vec<Step<State>>,
}

/// A reading without rivals.
pub(super) struct Path {
    /// Total cost.
    pub(super) cost: Cost,
    /// One a piece.
    pub(super) states: Vec<State>,
}
