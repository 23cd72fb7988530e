//! What each piece of evidence costs when columns are counted, in tenths; each with its reason.

/// A cost.
pub(super) type Cost = i32;

/// A column in which a row has nothing.
pub(super) const EMPTY: Cost = 10;
/// Words in a column of figures: `廃止` may stand there.
pub(super) const WORD_AS_FIGURE: Cost = 30;
/// A figure in a column of words: years and codes are labels, amounts are not.
pub(super) const FIGURE_AS_WORD: Cost = 40;
/// A figure with decimals among those without, and the other way round.
pub(super) const OTHER_DECIMALS: Cost = 15;
/// A percent sign where the others have none, and the other way round.
pub(super) const OTHER_SIGN: Cost = 10;
/// A digit more or less than most figures of the column have.
pub(super) const OTHER_LENGTH: Cost = 5;
/// … at most.
pub(super) const OTHER_LENGTH_MOST: Cost = 20;
/// Blanks between words part a row into as many cells as there are columns.
pub(super) const PARTED: Cost = 10;
/// … and one of them is no figure, or none of words, as the others of its column are.
pub(super) const PARTED_OTHERWISE: Cost = 2;
/// A row with more cells than columns.
pub(super) const NO_PLACE: Cost = 80;
/// A column: fewer are the better explanation.
pub(super) const COLUMN: Cost = 5;

/// Words of several characters with a blank between them are one label.
pub(super) const JOIN_WORDS: Cost = 40;
/// The same where one of them has one character: `款 金額` are two, `有 無` one.
pub(super) const JOIN_HALF: Cost = 25;
/// Characters with blanks between them are one label: it was spread over its column.
pub(super) const JOIN_SPREAD: Cost = 0;
/// … and end like no label.
pub(super) const SPREAD_ENDS_ODDLY: Cost = 10;
/// … and one ends within it.
pub(super) const SPREAD_OVER_END: Cost = 4;
/// One character is a label, and not one of those that often are.
pub(super) const SINGLE_LABEL: Cost = 8;
/// A label goes on in the next line, and has both to itself.
pub(super) const JOIN_LINES: Cost = 2;
/// … and shares one of them with others.
pub(super) const JOIN_LINES_AMID: Cost = 20;
/// … with a bracket, as a unit or a remark does.
pub(super) const JOIN_BRACKET: Cost = 2;
/// … behind a blank line.
pub(super) const JOIN_BRACKET_BELOW: Cost = 12;
/// A label goes on behind a blank line.
pub(super) const JOIN_PARAGRAPHS: Cost = 60;
/// A label of more characters than fit into most columns.
pub(super) const LONG_LABEL: Cost = 4;
/// A label that is as long as a title.
pub(super) const TITLE_AS_LABEL: Cost = 14;
/// Two labels between characters that are spread alike, and the first ends like a label.
pub(super) const CUT_SPREAD_AT_END: Cost = 1;
/// … and it does not.
pub(super) const CUT_SPREAD: Cost = 10;
/// A label that stands over a part of another column, at either side.
pub(super) const BESIDE_COLUMN: Cost = 6;
/// Two labels at a line end that no blank line follows.
pub(super) const CUT_LINES: Cost = 6;
/// … before a bracket.
pub(super) const CUT_BRACKET: Cost = 20;
/// The column of labels has no label of its own.
pub(super) const NO_STUB_HEAD: Cost = 20;
/// The labels are one more than the columns of the rows.
pub(super) const EXTRA_COLUMN: Cost = 3;
/// A line of labels right above is none of the header's.
pub(super) const UNUSED: Cost = 7;
/// The same without a blank line between.
pub(super) const UNUSED_CLOSE: Cost = 25;
/// … for each further one above that.
pub(super) const UNUSED_MORE: Cost = 5;
/// Labels behind a body that cost more are none of its own.
pub(super) const MOST_BELOW: Cost = 30;
/// Labels over groups of columns that cost more are none.
pub(super) const MOST_OVER: Cost = 30;
/// The same behind a body.
pub(super) const MOST_OVER_BELOW: Cost = 10;
/// A header that costs no more leaves little doubt, labels of several lines apart.
pub(super) const FAIR: Cost = 4;
/// A header that costs more is none.
pub(super) const MOST_FOR_HEADER: Cost = 60;
