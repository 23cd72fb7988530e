//! stub
use super::page::Length;
use super::pages::Pager;
use super::sheet::Frame;
use super::structure::{NodeId, Structure};
use crate::document::Table;

/// A table.
#[derive(Clone, Debug)]
pub struct Grid {
    /// Page
    pub frame: Frame,
}
impl Grid {
    /// new
    pub fn new(_table: &Table, _node: NodeId, _structure: &mut Structure) -> Option<Grid> {
        None
    }
    /// least
    pub fn least_height(&self) -> Length {
        0
    }
    /// place
    pub fn place(&self, _pager: &mut Pager) {}
}
