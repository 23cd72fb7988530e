//! The answer to one line, in the words of the published vectors.

use super::super::date::{self, Anchor, Context, Dated};
use super::super::number::{self, Column, NumberContext};
use super::super::unit::Unit;
use super::super::{Day, Era, FiscalYear, Flag, Refusal};

/// An answer for a date, in the words of the vectors.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateAnswer {
    /// `ok` or `error`.
    pub status: &'static str,
    /// First day, or hour; empty if open or refused.
    pub start: String,
    /// Last day, or hour; empty if open or refused.
    pub end: String,
    /// Empty for hours and where refused.
    pub edtf: String,
    /// Empty where there is none.
    pub estat_time: String,
    /// What is odd about it.
    pub flags: Vec<&'static str>,
    /// Why it was refused; empty otherwise.
    pub message: String,
    strict: bool,
}

impl DateAnswer {
    /// No answer, and why.
    pub(super) fn refused(flags: Vec<&'static str>, message: String) -> Self {
        Self { status: "error", flags, message, ..Self::default() }
    }

    /// Whether `--strict` takes it.
    pub fn is_strict(&self) -> bool {
        self.strict && self.status != "error"
    }
}

/// Reads a date; `context` is a `;`-joined list such as `era=平成;fy=2009`.
pub fn date(input: &str, context: &str) -> DateAnswer {
    answer_date(input, date_context(context).as_ref())
}

fn answer_date(input: &str, context: Result<&Context, &Refusal>) -> DateAnswer {
    let read = context.map_err(Refusal::clone).and_then(|context| date::read(input, context));
    match read {
        Ok(dated) => {
            let (start, end) = ends(&dated);
            DateAnswer {
                status: "ok",
                start,
                end,
                strict: dated.is_strict(),
                flags: words(&dated.flags),
                edtf: dated.edtf,
                estat_time: dated.estat.map(|code| code.to_string()).unwrap_or_default(),
                message: String::new(),
            }
        }
        Err(refusal) => DateAnswer::refused(refusal.flag.map(Flag::word).into_iter().collect(), refusal.message),
    }
}

/// Both ends as words, days, hours or both; an open end is empty.
pub(super) fn ends(dated: &Dated) -> (String, String) {
    let hours = dated.clock.map_or((None, None), |hours| (hours.start, hours.end));
    (moment(dated.period.start, hours.0), moment(dated.period.end, hours.1))
}

/// A day, a time of day, or both as ISO 8601 joins them.
fn moment(day: Option<Day>, minutes: Option<u32>) -> String {
    match (day, minutes.map(date::hour_text)) {
        (Some(day), Some(time)) => format!("{day}T{time}"),
        (Some(day), None) => day.to_string(),
        (None, time) => time.unwrap_or_default(),
    }
}

/// A context text read once, for both kinds of lines.
pub(super) struct Contexts {
    pub(super) date: Result<Context, Refusal>,
    pub(super) number: Result<NumberContext, Refusal>,
}

impl Contexts {
    pub(super) fn read(text: &str) -> Self {
        Self { date: date_context(text), number: number_context(text) }
    }

    pub(super) fn date(&self, input: &str) -> DateAnswer {
        answer_date(input, self.date.as_ref())
    }

    pub(super) fn number(&self, input: &str) -> NumberAnswer {
        answer_number(input, self.number.as_ref())
    }
}

pub(super) fn words(flags: &[Flag]) -> Vec<&'static str> {
    flags.iter().map(|flag| flag.word()).collect()
}

/// `era=平成`, `year=2024`, `date=1962-07`, `fy=2024`, `unit=年度`, joined by `;`.
fn date_context(text: &str) -> Result<Context, Refusal> {
    let mut context = Context::default();
    for item in text.split(';').map(str::trim).filter(|item| !item.is_empty()) {
        let unknown = || Refusal::plain(format!("expected era=, year=, date=, fy= or unit=, found {item:?}"));
        let (key, value) = item.split_once('=').ok_or_else(unknown)?;
        match key.trim() {
            "era" => context.era = Some(Era::from_name(value.trim()).ok_or_else(unknown)?),
            "year" => context.year = Some(value.trim().parse().map_err(|_| unknown())?),
            "date" => context.date = Some(Anchor::parse(value.trim()).ok_or_else(unknown)?),
            "fy" => context.fiscal_year = Some(FiscalYear(value.trim().parse().map_err(|_| unknown())?)),
            "unit" => context.unit = if value.trim() == "年度" { date::Unit::Fiscal } else { date::Unit::Year },
            _ => return Err(unknown()),
        }
    }
    Ok(context)
}

/// An answer for a number, in the words of the vectors.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NumberAnswer {
    /// `number`, `nil` …, `error`.
    pub status: &'static str,
    /// As printed, sign resolved; empty where there is none.
    pub value: String,
    /// Base unit: 円 for 千円.
    pub unit: String,
    /// In the base unit.
    pub base_value: String,
    /// What is odd about it.
    pub flags: Vec<&'static str>,
    /// Why it was refused; empty otherwise.
    pub message: String,
    strict: bool,
}

impl NumberAnswer {
    /// No answer, and why.
    pub(super) fn refused(flags: Vec<&'static str>, message: String) -> Self {
        Self { status: "error", flags, message, ..Self::default() }
    }

    /// Whether `--strict` takes it.
    pub fn is_strict(&self) -> bool {
        self.strict && self.status != "error"
    }
}

/// Reads a number; `context` is a kind of column such as `int_table`, or `header_unit=千円`.
pub fn number(input: &str, context: &str) -> NumberAnswer {
    answer_number(input, number_context(context).as_ref())
}

fn answer_number(input: &str, context: Result<&NumberContext, &Refusal>) -> NumberAnswer {
    let read = context.map_err(Refusal::clone).and_then(|context| number::read(input, context));
    match read {
        Ok(number) => NumberAnswer {
            status: number.reading.word(),
            unit: number.base_unit().unwrap_or_default().to_owned(),
            base_value: number.base_value.map(|value| value.trimmed().to_string()).unwrap_or_default(),
            strict: number.is_strict(),
            flags: words(&number.flags),
            value: number.text,
            message: String::new(),
        },
        Err(refusal) => NumberAnswer::refused(refusal.flag.map(Flag::word).into_iter().collect(), refusal.message),
    }
}

/// Kinds of columns by the words of the contract.
const COLUMNS: &[(&str, Column)] = &[
    ("text", Column::Text),
    ("int_table", Column::IntTable),
    ("decimal_table", Column::DecimalTable),
    ("statistics", Column::Statistics),
    ("accounts", Column::Accounts),
    ("prose", Column::Prose),
    ("phone", Column::Phone),
    ("postal", Column::Postal),
    ("code", Column::Code),
    ("address", Column::Address),
];

fn number_context(text: &str) -> Result<NumberContext, Refusal> {
    let mut context = NumberContext::default();
    let mut column = None;
    for item in text.split(';').map(str::trim).filter(|item| !item.is_empty()) {
        if let Some(unit) = item.strip_prefix("header_unit=") {
            let unit = Unit::read(unit).unwrap_or_else(|| Unit::plain(unit));
            context = NumberContext::with_unit(unit);
            continue;
        }
        let found = COLUMNS.iter().find(|(word, _)| *word == item);
        column = Some(found.ok_or_else(|| Refusal::plain(format!("no kind of column is called {item:?}")))?.1);
    }
    context.column = column.unwrap_or(context.column);
    Ok(context)
}
