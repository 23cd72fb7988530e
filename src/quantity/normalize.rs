//! `fukkoku normalize`: one line, one answer.

use super::date::{self, Anchor, Context, Unit, clock};
use super::{Day, Era, FiscalYear, Flag, Refusal, Strictness};

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
    /// Whether `--strict` takes it.
    pub fn is_strict(&self) -> bool {
        self.strict && self.status != "error"
    }
}

/// Reads a date; `context` is a `;`-joined list such as `era=平成;fy=2009`.
pub fn date(input: &str, context: &str) -> DateAnswer {
    let context = match date_context(context) {
        Ok(context) => context,
        Err(refusal) => return refused_date(&refusal),
    };
    match date::read(input, &context) {
        Ok(dated) => {
            let (start, end) = match dated.clock {
                Some(hours) => (hours.start.map(clock::hour_text), hours.end.map(clock::hour_text)),
                None => (
                    dated.period.start.map(|day| Day::to_string(&day)),
                    dated.period.end.map(|day| Day::to_string(&day)),
                ),
            };
            DateAnswer {
                status: "ok",
                start: start.unwrap_or_default(),
                end: end.unwrap_or_default(),
                strict: dated.is_strict(),
                flags: words(&dated.flags),
                edtf: dated.edtf,
                estat_time: dated.estat.unwrap_or_default(),
                message: String::new(),
            }
        }
        Err(refusal) => refused_date(&refusal),
    }
}

fn refused_date(refusal: &Refusal) -> DateAnswer {
    DateAnswer {
        status: "error",
        flags: refusal.flag.map(Flag::word).into_iter().collect(),
        message: refusal.message.clone(),
        ..DateAnswer::default()
    }
}

fn words(flags: &[Flag]) -> Vec<&'static str> {
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
            "unit" => context.unit = if value.trim() == "年度" { Unit::Fiscal } else { Unit::Year },
            _ => return Err(unknown()),
        }
    }
    Ok(context)
}

#[allow(unused)]
fn unused() -> Strictness {
    Strictness::Tolerated
}

/// An answer for a number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NumberAnswer {
    /// status
    pub status: &'static str,
    /// value
    pub value: String,
    /// unit
    pub unit: String,
    /// base
    pub base_value: String,
    /// flags
    pub flags: Vec<&'static str>,
    /// message
    pub message: String,
    strict: bool,
}
impl NumberAnswer {
    /// strict
    pub fn is_strict(&self) -> bool {
        self.strict
    }
}
/// number
pub fn number(_input: &str, _context: &str) -> NumberAnswer {
    NumberAnswer::default()
}
