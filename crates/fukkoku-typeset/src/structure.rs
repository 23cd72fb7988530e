//! The logical structure of the typeset report: what a screen reader walks through.

/// A place in [`Structure::nodes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub usize);

/// What a header cell is the header of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Of its row.
    Row,
    /// Of its column.
    Column,
}

/// What a part of the report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The whole.
    Document,
    /// A heading of a level from 1 to 6, no level skipped.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// Text quoted from elsewhere.
    Quotation,
    /// A list.
    List,
    /// An item of a list.
    Item,
    /// The bullet of an item.
    Label,
    /// The text of an item.
    Body,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// A header cell.
    Header(Scope),
    /// A cell.
    Data,
    /// A remark.
    Note,
    /// The title of a table or the source of a quotation.
    Caption,
    /// The table of contents.
    Contents,
    /// An entry of it.
    ContentsItem,
    /// What names another place.
    Reference,
    /// What leads to another place.
    Link,
    /// A place that holds an attached file.
    Attachment,
    /// A drawing; its text says what it shows.
    Figure,
}

/// A part of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub role: Role,
    /// What it is part of; only the first node has none.
    pub parent: Option<NodeId>,
    /// Its parts in reading order.
    pub children: Vec<NodeId>,
    /// Rows that a cell covers.
    pub row_span: usize,
    /// Columns that a cell covers.
    pub column_span: usize,
    /// The whole text of a cell, whose lines stand among those of other cells; what a figure shows.
    pub text: Option<String>,
    /// The table whose data this part shows.
    pub data: Option<String>,
}

/// All parts; the first is the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Structure {
    /// The parts, parents before children.
    pub nodes: Vec<Node>,
}

impl Structure {
    /// The node that all others hang from.
    pub const ROOT: NodeId = NodeId(0);

    /// A document without parts.
    pub fn new() -> Self {
        Self { nodes: vec![Node::new(Role::Document, None)] }
    }

    /// Adds a part at the end of its parent.
    pub fn add(&mut self, parent: NodeId, role: Role) -> NodeId {
        self.push(Node::new(role, Some(parent)))
    }

    /// Adds a cell that covers some rows and columns.
    pub fn add_cell(&mut self, parent: NodeId, role: Role, spans: (usize, usize), text: String) -> NodeId {
        let (row_span, column_span) = spans;
        self.push(Node { row_span, column_span, text: Some(text), ..Node::new(role, Some(parent)) })
    }

    /// Adds a drawing that can also be read.
    pub fn add_figure(&mut self, parent: NodeId, text: String) -> NodeId {
        self.push(Node { text: Some(text), ..Node::new(Role::Figure, Some(parent)) })
    }

    /// Adds a table, whose data has an id.
    pub fn add_table(&mut self, parent: NodeId, id: &str) -> NodeId {
        self.push(Node { data: Some(id.to_owned()), ..Node::new(Role::Table, Some(parent)) })
    }

    /// Number of parts of the document itself.
    pub fn outermost(&self) -> usize {
        self.nodes.first().map_or(0, |root| root.children.len())
    }

    /// Moves the parts of the document from `first` on before all others: they were made last, but are read first.
    pub fn bring_to_front(&mut self, first: usize) {
        if let Some(root) = self.nodes.first_mut() {
            let count = root.children.len().saturating_sub(first);
            root.children.rotate_right(count);
        }
    }

    fn push(&mut self, node: Node) -> NodeId {
        let id = NodeId(self.nodes.len());
        if let Some(parent) = node.parent.and_then(|parent| self.nodes.get_mut(parent.0)) {
            parent.children.push(id);
        }
        self.nodes.push(node);
        id
    }
}

impl Default for Structure {
    fn default() -> Self {
        Self::new()
    }
}

impl Node {
    fn new(role: Role, parent: Option<NodeId>) -> Self {
        Self { role, parent, children: Vec::new(), row_span: 1, column_span: 1, text: None, data: None }
    }
}
