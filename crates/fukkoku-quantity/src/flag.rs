//! What is odd about a value, and what a strict reader makes of it.

use std::fmt;

/// What `--strict` does with a value that carries a flag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strictness {
    /// Answered all the same: the meaning is certain, only the spelling is odd.
    Tolerated,
    /// Refused: the value is a guess, however likely.
    Refused,
}

/// Writes the enum, its words and its strictness from one table.
macro_rules! flags {
    ($($(#[$doc:meta])+ $name:ident $word:literal $strict:ident,)+) => {
        /// One oddity of a value; [`Flag::word`] gives the word of the published vectors.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Flag { $($(#[$doc])+ $name,)+ }

        impl Flag {
            /// Every flag, in the order of the table.
            pub const ALL: &'static [Flag] = &[$(Flag::$name,)+];

            /// The word written into data.
            pub fn word(self) -> &'static str {
                match self { $(Flag::$name => $word,)+ }
            }

            /// What a strict reader does with it.
            pub fn strictness(self) -> Strictness {
                match self { $(Flag::$name => Strictness::$strict,)+ }
            }
        }
    };
}

flags! {
    // Dates: answered.
    /// After the last day of its era (平成32年度).
    Overrun "overrun" Refused,
    /// Before the first day of its era (令和元年4月).
    Underrun "underrun" Refused,
    /// `S370901`: digits without separators.
    Compact "compact" Tolerated,
    /// `r6.4.1`: the era's letter in lower case.
    LowercaseAbbrev "lowercase_abbrev" Tolerated,
    /// 廿, 卅, 卌: numerals that a reader need not know.
    Optional "optional" Tolerated,
    /// 頃, 末, 上旬, 約: not exact.
    Approx "approx" Tolerated,
    /// 推定: not certain.
    Uncertain "uncertain" Tolerated,
    /// `21、22年度`: years listed, not spanned.
    List "list" Tolerated,
    /// A long mark (U+30FC) where a dash is meant.
    SuspiciousDash "suspicious_dash" Tolerated,
    /// `平成30～2年度`: the end has moved on to the next era.
    EraRollover "era_rollover" Tolerated,
    /// No beginning is printed.
    OpenStart "open_start" Tolerated,
    /// No end is printed.
    OpenEnd "open_end" Tolerated,
    /// Split by a hard line end.
    LineWrap "line_wrap" Tolerated,
    // Dates: refused.
    /// Before 1873 the calendar followed the moon.
    Lunisolar "lunisolar" Refused,
    /// No calendar counts a year 0.
    YearZero "year_zero" Refused,
    /// A month other than 1 to 12.
    InvalidMonth "invalid_month" Refused,
    /// A day that the calendar does not have.
    InvalidDate "invalid_date" Refused,
    /// The end lies before the start.
    Reversed "reversed" Refused,
    /// A year without an era, and none is known from the text around it.
    NoEra "no_era" Refused,
    /// A month or day without a year, and none is known from the text around it.
    NoYear "no_year" Refused,
    /// 同年 with nothing before it.
    NoAntecedent "no_antecedent" Refused,
    /// Era and Western year, or date and weekday, contradict each other.
    CalendarMismatch "calendar_mismatch" Refused,
    /// No rule fits.
    Unparsable "unparsable" Refused,
    /// 午後12時 may be noon or midnight.
    AmbiguousNoon "ambiguous_noon" Refused,
    /// An hour, a minute or a number too large.
    OutOfRange "out_of_range" Refused,
    /// Brackets nested deeper than 64.
    TooDeep "too_deep" Refused,
    // Numbers.
    /// A blank between the digits.
    InnerSpace "inner_space" Refused,
    /// A separator other than the comma.
    OddSeparator "odd_separator" Refused,
    /// Commas not at thousands.
    BadGrouping "bad_grouping" Refused,
    /// A zero before the number.
    LeadingZero "leading_zero" Refused,
    /// Three digits after a point among integers.
    AmbiguousDecimalPoint "ambiguous_decimal_point" Refused,
    /// A fraction among integers.
    DecimalInIntColumn "decimal_in_int_column" Refused,
    /// A dash that is not usual as a minus sign.
    OddDash "odd_dash" Refused,
    /// A dash that is not usual as the mark of nothing.
    OddDashMark "odd_dash" Tolerated,
    /// Dots other than `…`.
    OddDots "odd_dots" Tolerated,
    /// A letter that looks like x.
    OddX "odd_x" Tolerated,
    /// `-0`.
    NegZero "neg_zero" Tolerated,
    /// Brackets read as a minus sign.
    BracketNegative "bracket_negative" Refused,
    /// A figure in brackets: of-which or for reference.
    Bracketed "bracketed" Refused,
    /// A word where a symbol is usual.
    Word "word" Tolerated,
    /// Same as above.
    Ditto "ditto" Refused,
    /// `p`: provisional.
    Provisional "provisional" Refused,
    /// `r`: revised.
    Revised "revised" Refused,
    /// `#`: part of another figure.
    OfWhich "of_which" Refused,
    /// A footnote mark beside the figure.
    Footnote "footnote" Refused,
    /// 仟, 伍: forms of legal documents beyond 壱弐参拾.
    Formal "formal" Tolerated,
    /// Numerals in an order that makes no number.
    Malformed "malformed" Refused,
    /// 約, 余: the figure is not exact.
    ApproxFigure "approx" Refused,
    /// 以上, 未満: the figure is a bound.
    Bound "bound" Refused,
    /// ㌫, ㎞: a unit in one character that not every machine has.
    MachineDependentUnit "machine_dependent_unit" Tolerated,
    /// ⑳, Ⅳ: a character that not every machine has.
    MachineDependent "machine_dependent" Tolerated,
}

impl fmt::Display for Flag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// Why a value was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The reason as a word; absent where the text is merely not such a value.
    pub flag: Option<Flag>,
    /// What was expected and what was found, in English.
    pub message: String,
}

impl Refusal {
    /// A refusal with a flag.
    pub fn new(flag: Flag, message: impl Into<String>) -> Self {
        Self { flag: Some(flag), message: message.into() }
    }

    /// A refusal of a text that is no such value at all.
    pub fn plain(message: impl Into<String>) -> Self {
        Self { flag: None, message: message.into() }
    }
}

/// Text as a message shows it: quoted, no more than its beginning.
pub(super) fn shown(text: &str) -> String {
    const MOST: usize = 40;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{:?}…", &text[..end]),
        None => format!("{text:?}"),
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Refusal {}
