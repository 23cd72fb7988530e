//! What a reader may choose about the edition.

/// What a reader may choose; the default is what `convert` makes without options.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Design {
    /// Size of its pages.
    pub paper: Paper,
    /// How its pages lie.
    pub binding: Binding,
    /// Whether tables that can be drawn are drawn.
    pub charts: Charts,
    /// What becomes of a comma or full stop for which a line has no room.
    pub punctuation: Punctuation,
}

/// Size of an upright page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 148 × 210 mm.
    A5,
    /// 182 × 257 mm: B5 of JIS P 0138, which is larger than that of ISO 216.
    B5,
}

/// How pages lie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Binding {
    /// One after the other, all alike.
    #[default]
    Single,
    /// Bound on the left: odd pages on the right, the inner margin wider, numbers and heads outside.
    Facing,
}

/// Whether tables that can be drawn are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Charts {
    /// Yes, behind the table.
    #[default]
    Drawn,
    /// No.
    Omitted,
}

/// What becomes of a comma or full stop for which a line has no room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Punctuation {
    /// The line is squeezed, or its last words go over to the next.
    #[default]
    Inside,
    /// It hangs in the margin (ぶら下げ).
    Hanging,
}
