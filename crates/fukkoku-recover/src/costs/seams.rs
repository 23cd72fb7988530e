//! What the pieces of a stream and the seams between them cost.

use super::unit::Cost;

/// The line end is of the kind that the extractor computes from the layout.
pub(crate) const GAP_AS_COMPUTED: Cost = 50;
/// It is of the other kind; measured: 1.6 % of line ends inside cells, 0.5 % at cell borders.
pub(crate) const GAP_OTHERWISE: Cost = 2_500;
/// The same where cells are centred: their first lines are not level, so the step is unknown.
pub(crate) const GAP_OTHERWISE_CENTRED: Cost = 800;
/// The same in a header: its lines are set in the middle of their columns and begin anywhere.
pub(crate) const GAP_OTHERWISE_HEADER: Cost = 500;
/// A row border of the other kind: the step after a one-line row is near the extractor's threshold.
pub(crate) const GAP_OTHERWISE_ROW: Cost = 1_600;

/// A cell border on a line although the left cell has several lines: cells are level at their first line.
pub(crate) const BORDER_AFTER_LINES: Cost = 5_000;
/// A cell border at a line end although the left cell has one line.
pub(crate) const BREAK_AFTER_ONE_LINE: Cost = 4_000;
/// A row border within a line: only vertical text may leave one.
pub(crate) const ROW_ON_SAME_LINE: Cost = 8_000;
/// A centred cell has as many lines as its neighbour where the line end says otherwise.
pub(crate) const CENTRED_LINES: Cost = 4_000;
/// Centred cells are the exception where rows have keys.
pub(crate) const CENTRED_KEYED: Cost = 12_000;

/// A cell ends without the space that ends its paragraph.
pub(crate) const NO_END_SPACE: Cost = 3_000;
/// The same in a header, whose lines are seldom full.
pub(crate) const NO_END_SPACE_HEADER: Cost = 5_000;
/// The same with an unexpected blank line: a full line loses its space and shows its paragraph end this way.
pub(crate) const FULL_LINE: Cost = 1_000;
/// In a document that writes no end spaces nothing is missing.
pub(crate) const NO_END_SPACES_WRITTEN: Cost = 0;

/// An empty piece inside a cell.
pub(crate) const EMPTY_INSIDE: Cost = 5_200;
/// A space inside a cell that ends no paragraph: between two numbers (those are two cells), where a script changes (where such
/// spaces stand), between Japanese characters (where they do not), between a word of letters and a Japanese one.
pub(crate) const INNER_SPACES: [Cost; 4] = [6_500, 1_700, 3_300, 1_000];
/// … learned from the column, at least.
pub(crate) const INNER_SPACES_LEAST: [Cost; 4] = [4_000, 700, 3_100, 500];
/// … and at most.
pub(crate) const INNER_SPACES_MOST: [Cost; 4] = [7_500, 2_700, 4_300, 1_200];
/// … in a document that writes a space wherever a script changes.
pub(crate) const INNER_SPACE_WRITTEN: Cost = 300;
/// … between two groups of three digits, where thousands are parted so.
pub(crate) const INNER_SPACE_THOUSANDS: Cost = 1_200;
/// … and a cell border there.
pub(crate) const BORDER_AT_WRITTEN_SPACE: Cost = 1_500;
/// … before a bullet.
pub(crate) const INNER_SPACE_BULLET: Cost = 4_000;
/// … after a key of the row.
pub(crate) const INNER_SPACE_KEY: Cost = 7_000;
/// … inside an open bracket.
pub(crate) const INNER_SPACE_OPEN: Cost = 300;
/// A header label goes on in the next line, in a document that would not show its end.
pub(crate) const HEADER_WRAP_UNWRITTEN: Cost = 800;
/// A further paragraph inside a header label.
pub(crate) const HEADER_PARAGRAPH: Cost = 900;
/// A space inside a header cell.
pub(crate) const INNER_SPACE_HEADER: Cost = 4_000;

/// A cell ends inside an open bracket.
pub(crate) const BORDER_IN_BRACKET: Cost = 2_200;
/// A cell begins with a closing bracket, or with a character that begins no line.
pub(crate) const BORDER_AT_CLOSING: Cost = 2_500;
/// A border cuts a number from what it counts.
pub(crate) const BORDER_IN_FIGURE: Cost = 5_000;
/// A border cuts year, month and day, which may have columns of their own.
pub(crate) const BORDER_IN_DATE: Cost = 2_000;

/// A column without a piece in the middle of a row.
pub(crate) const COLUMN_MISSING: Cost = 6_000;
/// … at its beginning: a row without its label.
pub(crate) const LABEL_MISSING: Cost = 9_000;
/// … at the end of a row.
pub(crate) const COLUMN_MISSING_AT_END: Cost = 7_000;
/// … beside the label of a total, which may cover two columns.
pub(crate) const COLUMN_MISSING_AT_TOTAL: Cost = 2_000;
/// … under a merged cell: its continuation writes nothing.
pub(crate) const COLUMN_COVERED: Cost = 800;
/// … under a merged label of a stub: that is how such tables go on.
pub(crate) const STUB_COVERED: Cost = 150;
/// … under a merged cell after it was seen to end.
pub(crate) const COLUMN_COVERED_AFTER_END: Cost = 3_800;
/// … where the document writes no end spaces: empty cells leave no trace.
pub(crate) const COLUMN_MISSING_UNWRITTEN: Cost = 2_000;
/// … at the beginning of a row there.
pub(crate) const LABEL_MISSING_UNWRITTEN: Cost = 5_000;
/// An explicit empty cell ends a running merge.
pub(crate) const MERGE_ENDS: Cost = 1_700;
/// The column of merged labels begins anew in this row with text.
pub(crate) const MERGE_BEGINS: Cost = 200;

/// Vertical text in a column that is set horizontally, or the other way round.
pub(crate) const DIRECTION: Cost = 3_000;
/// A row without a key in a table that has keys.
pub(crate) const ROW_WITHOUT_KEY: Cost = 9_000;
/// A row that begins with the next key.
pub(crate) const ROW_WITH_KEY: Cost = -2_000;
/// A key that begins no row.
pub(crate) const KEY_WITHOUT_ROW: Cost = 4_000;
/// An empty piece at the end of a page that is no cell: the first, and each further one.
pub(crate) const TAIL_FIRST: Cost = 700;
/// Each further one.
pub(crate) const TAIL_NEXT: Cost = 300;
/// The row goes on after a page break, its cells once more from the left.
pub(crate) const ROW_OVER_PAGE: Cost = 4_000;

/// A line that wraps although it is shorter than the column: for each em beyond three.
pub(crate) const SHORT_WRAP_EM: Cost = 500;
/// … at most.
pub(crate) const SHORT_WRAP_MOST: Cost = 2_500;
/// A line end inside a value, or between a value and words.
pub(crate) const WRAPPED_VALUE: Cost = 2_500;
/// A line wider than its column, at most.
pub(crate) const WIDE_LINE_MOST: Cost = 4_000;
/// A further paragraph in a cell, before anything is learned.
pub(crate) const PARAGRAPH: Cost = 900;
/// Content unlike the rest of its column, at most (kind of content).
pub(crate) const CLASS_MOST: Cost = 4_000;
/// Content like the rest of its column, at most: else a reading could buy columns with it.
pub(crate) const CLASS_LEAST: Cost = -1_000;
/// Content unlike the rest (characters), at most.
pub(crate) const CHARACTERS_MOST: Cost = 3_000;
/// Content like the rest (characters), at most.
pub(crate) const CHARACTERS_LEAST: Cost = -1_000;
/// A header cell more than the header has pieces.
pub(crate) const HEADER_CELL_LACKS: Cost = 20_000;
/// A header cell is nothing but a remark in brackets: that belongs to the label before it.
pub(crate) const HEADER_CELL_BRACKETED: Cost = 5_000;
/// A reading that costs more than this for each piece explains nothing. Tables of 33 reports cost −320 to 160, ragged lines 1,500.
pub(crate) const HOPELESS_A_PIECE: Cost = 800;
/// A label reads like the cells below it.
pub(crate) const HEADER_LIKE_ROW: Cost = 8_000;
/// A parent in a header: most headers have none.
pub(crate) const HEADER_PARENT: Cost = 700;
/// Pieces of the body that decide about the shape, header aside.
pub(crate) const PROBED_SHAPES: usize = 12;
/// A stub column whose labels cover several rows: most tables have none.
pub(crate) const STUB_MERGED: Cost = 9_000;
/// A second one.
pub(crate) const STUB_MERGED_TWICE: Cost = 14_000;
/// A cell begins with a bracket at a line's beginning: more often the second line of a label.
pub(crate) const BORDER_AT_BRACKET: Cost = 1_500;
/// A label alone on a line above the header, in a document that would not show its end.
pub(crate) const LEADING_LABEL_UNWRITTEN: Cost = 3_000;

/// The table ends before a line, which might be one more row.
pub(crate) const OUTSIDE_BEGINS: Cost = 7_000;
/// … after a blank line with a space of its own, or a page end.
pub(crate) const OUTSIDE_PARTED: Cost = 4_000;
/// … before a sentence of so many characters.
pub(crate) const SENTENCE: usize = 12;
/// … before a sentence.
pub(crate) const OUTSIDE_SENTENCE: Cost = 1_500;
/// Each piece behind the table: dearer than a piece that fits.
pub(crate) const OUTSIDE_PIECE: Cost = 700;
/// … once it is known what columns hold, and pieces that fit cost less than nothing.
pub(crate) const OUTSIDE_PIECE_LEARNED: Cost = 1_500;
/// A label alone on a line above the header's others belongs to it …
pub(crate) const LEADING_LABEL: Cost = 1_200;
/// … and is longer than six em: for each more.
pub(crate) const LEADING_LABEL_EM: Cost = 400;

/// The lower labels follow the last line of an upper one on its line.
pub(crate) const LEVEL_WITH_CHILDREN: Cost = 1_500;
/// The first column of numbers stands under a parent: rows need a label.
pub(crate) const PARENT_OF_FIRST: Cost = 2_000;
/// The labels of rows stand under a parent.
pub(crate) const PARENT_OF_STUB: Cost = 600;
/// Words and numbers stand under one parent.
pub(crate) const PARENT_OF_MIXED: Cost = 3_000;
/// Each child of a parent beyond four.
pub(crate) const PARENT_OF_MANY: Cost = 400;
/// Two children of a parent have the same label.
pub(crate) const CHILDREN_ALIKE: Cost = 4_000;
/// Neighbouring parents have children of the same labels: what such headers are for.
pub(crate) const GROUPS_ALIKE: Cost = 2_500;
/// A whole before its parts.
pub(crate) const WHOLE_FIRST: Cost = 900;
/// A whole among its parts.
pub(crate) const WHOLE_INSIDE: Cost = 1_500;

/// How much cheaper a total that is the sum of its parts makes a reading; by chance hardly any is.
pub(crate) const TOTAL_HOLDS: Cost = 1_500;
/// So many of them count at most: a long table shall not outweigh everything else.
pub(crate) const TOTALS_COUNTED: usize = 8;
