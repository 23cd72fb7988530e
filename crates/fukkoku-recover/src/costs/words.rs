//! What words with areas cost: laying them over columns, lines into rows, labels over rows and columns.

/// Laying the words of a line over columns.
pub(crate) mod place {
    use crate::costs::Total;

    /// A border where one space stands: happens where the column before is full.
    pub(crate) const TIGHT_BORDER: Total = 1_200;
    /// A border inside a word: the column before is full to the last character.
    pub(crate) const NO_SPACE: Total = 3_000;
    /// Two spaces inside a cell: full-width spaces become several.
    pub(crate) const WIDE_INSIDE: Total = 2_000;
    /// More: nearly always a border.
    pub(crate) const GAP_INSIDE: Total = 5_000;
    /// Two numbers in one cell.
    pub(crate) const TWO_NUMBERS: Total = 4_000;
    /// Each character away from the column.
    pub(crate) const AWAY: Total = 800;
    /// Each character beyond the neighbour's edge.
    pub(crate) const BEYOND: Total = 1_000;
    /// Off the edge at which the column is aligned.
    pub(crate) const OFF_EDGE: Total = 500;
    /// Most that a distance costs: lines may be displaced as a whole.
    pub(crate) const MOST: Total = 12_000;
}

/// Displaced blocks of a page.
pub(crate) mod block {
    use crate::costs::Total;

    /// Each column of a further block stands elsewhere.
    pub(crate) const COLUMN: Total = 1_500;
    /// A column that takes the place of another further down, each nat that this tells.
    pub(crate) const EMPTY: Total = 2_000;
    /// A label without a column or a column without a label, in relation to what it costs in the header.
    pub(crate) const LABELS: Total = 2_500;
    /// What fewer columns must save.
    pub(crate) const OTHER: Total = 4_000;
}

/// Joining pieces into cells.
pub(crate) mod cell {
    use crate::costs::Total;

    /// The first piece stands below the first line of a row that is level at the top, each line (two count).
    pub(crate) const LATE: Total = 2_500;
    /// A line without a piece between two of a cell that is level at the top.
    pub(crate) const HOLE: Total = 3_000;
    /// The middle of the cell is off the middle of its row, each line.
    pub(crate) const OFF_MIDDLE: Total = 2_200;
    /// The line before is not full and nothing tells why it ended.
    pub(crate) const SHORT_LINE: Total = 4_000;
    /// It is nearly full: a word that may not be cut, or a mark that may not begin a line.
    pub(crate) const NEARLY_FULL: Total = 1_000;
    /// A new paragraph by its bullet.
    pub(crate) const BULLET: Total = 300;
    /// A number under a number: each has its own row.
    pub(crate) const NUMBERS: Total = 8_000;
    /// A date under something in a column of dates; a numbered item under another.
    pub(crate) const DATES: Total = 5_000;
    /// A piece that begins with digits as its cell did.
    pub(crate) const AGAIN: Total = 1_500;
    /// A cell that begins with what cannot begin one.
    pub(crate) const BAD_START: Total = 6_000;
    /// A cell that ends inside a bracket or after a comma.
    pub(crate) const BAD_END: Total = 3_000;
    /// A cell that ends with a cut number.
    pub(crate) const CUT_NUMBER: Total = 5_000;
    /// A cell of words in a column of numbers.
    pub(crate) const NO_NUMBER: Total = 1_500;
}

/// Reading a header.
pub(crate) mod header {
    use crate::costs::Total;

    /// A label that is neither level with the top nor in the middle, and has no parent: each line off.
    pub(crate) const UNEVEN: Total = 4_000;
    /// A column without a label.
    pub(crate) const NO_LABEL: Total = 4_000;
    /// A parent: headers have few.
    pub(crate) const PARENT: Total = 1_000;
    /// Each character that a parent stands off the middle of its columns.
    pub(crate) const OFF_MIDDLE: Total = 400;
}

/// Dividing lines into rows.
pub(crate) mod row {
    use crate::costs::Total;

    /// Any row: few rows are better than many, all else being equal.
    pub(crate) const ROW: Total = 1_000;
    /// A line that fills all columns behind one that does: seldom do all cells of a row go on in the same line.
    pub(crate) const ALL_AGAIN: Total = 6_000;
    /// A row that a page cuts.
    pub(crate) const CUT_BY_PAGE: Total = 3_000;
}

/// Laying stacks of labels over columns.
pub(crate) mod stack {
    use crate::costs::Total;

    /// Each character between it and its column.
    pub(crate) const APART: Total = 200;
    /// Each character that it is off the middle of its column.
    pub(crate) const OFF_MIDDLE: Total = 30;
    /// A column without a label.
    pub(crate) const NO_LABEL: Total = 3_000;
    /// A stack that is no label of a column: a parent between its columns.
    pub(crate) const NO_COLUMN: Total = 2_500;
    /// What is taken off where it stands higher than those beside it.
    pub(crate) const HIGHER: Total = 2_000;
    /// Two stacks of one character each over one column: a spread label.
    pub(crate) const SPREAD: Total = 700;
}

/// Labels that cover rows.
pub(crate) mod stub {
    use crate::costs::Total;

    /// Any label.
    pub(crate) const LABEL: Total = 400;
    /// Rows that no label covers.
    pub(crate) const NO_LABEL: Total = 4_000;
    /// A new upright label right under another: labels have a gap between them more often than not.
    pub(crate) const NO_GAP: Total = 500;
    /// An upright label that ends as most labels of the column do.
    pub(crate) const USUAL_END: Total = -1_500;
    /// An upright label that begins with a bracket.
    pub(crate) const BRACKET: Total = 4_000;
    /// A line without a character inside an upright label, from the third.
    pub(crate) const GAP: Total = 1_500;
    /// An upright label that begins below its row's first line, each line.
    pub(crate) const LATE: Total = 2_000;
}
