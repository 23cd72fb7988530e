//! `fukkoku.toml`: settings of a project. Each key has the name of the flag that it stands for, and takes what that takes.

use super::asked::Asked;
use super::session::Failure;
use super::words::{EncodingName, JOBS_RANGE, MAX_BYTES_RANGE, Named, ProfileName, format_named, format_names};
use crate::batch::{self, Limit};
use clap::ValueEnum;
use fukkoku::write::Format;
use fukkoku_typeset::design::{Charts, Punctuation};
use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The file that is read if no other is named and it is there.
pub(super) const SETTINGS: &str = "fukkoku.toml";

/// A value and the place that it stands at.
struct Value<'a> {
    item: &'a Spanned<DeValue<'a>>,
    /// File, line and column.
    place: String,
}

/// What is wrong at a byte of the file.
struct Fault {
    at: usize,
    message: String,
}

/// Takes the value of a key.
type Take = fn(&mut Asked, &Value) -> Result<(), Fault>;

/// All keys, in the order in which they are told.
const KEYS: [(&str, Take); 13] = [
    ("output", |asked, value| path(value).map(|path| asked.output = Some(path))),
    ("formats", |asked, value| formats(value).map(|formats| asked.formats = Some(formats))),
    ("profile", |asked, value| profile(value).map(|profile| asked.profile = Some(profile))),
    ("encoding", |asked, value| encoding(value).map(|encoding| asked.encoding = Some(encoding))),
    ("jobs", |asked, value| number(value, JOBS_RANGE).map(|jobs| asked.jobs = Some(jobs))),
    ("fail-on", |asked, value| word(value).map(|severity| asked.fail_on = Some(severity))),
    ("paper", |asked, value| word(value).map(|paper| asked.paper = Some(paper))),
    ("binding", |asked, value| word(value).map(|binding| asked.binding = Some(binding))),
    ("charts", |asked, value| chosen(value, Charts::Drawn, Charts::Omitted).map(|charts| asked.charts = Some(charts))),
    ("hanging", |asked, value| {
        chosen(value, Punctuation::Hanging, Punctuation::Inside).map(|marks| asked.punctuation = Some(marks))
    }),
    ("max-bytes", |asked, value| number(value, MAX_BYTES_RANGE).map(|most| asked.max_bytes = Some(most))),
    ("lang", |asked, value| word(value).map(|lang| asked.lang = Some(lang))),
    ("accept", |asked, value| named(value).map(|file| asked.accept = Some(file))),
];

/// Reads a settings file; without a name, `fukkoku.toml` if there is one.
///
/// - **Errors**: a file that is none or cannot be read; all that is wrong in it, each with line and column.
pub(super) fn load(given: Option<&Path>) -> Result<Asked, Failure> {
    let path = given.unwrap_or(Path::new(SETTINGS));
    // A link that leads nowhere is there, and cannot be read.
    if given.is_none() && path.symlink_metadata().is_err() {
        return Ok(Asked::default());
    }
    let text = batch::plain_text(path, Limit::NOTE).map_err(|error| Failure::Usage(error.to_string()))?;
    read(&path.display().to_string(), &text).map_err(Failure::Mistakes)
}

/// Reads the text of a settings file.
fn read(name: &str, text: &str) -> Result<Asked, Vec<String>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut asked = Asked::default();
    let mut faults: Vec<Fault> = errors
        .iter()
        .map(|error| Fault { at: error.span().map_or(0, |span| span.start), message: error.message().to_owned() })
        .collect();
    if faults.is_empty() {
        for (key, item) in table.get_ref().iter() {
            let value = Value { item, place: place(name, text, item.span().start) };
            let known = KEYS.iter().find(|(known, _)| *known == key.get_ref().as_ref());
            let read = known.map_or_else(|| Err(unknown(key)), |(_, read)| read(&mut asked, &value));
            faults.extend(read.err());
        }
    }
    faults.sort_by_key(|fault| fault.at);
    let told: Vec<String> =
        faults.iter().map(|fault| format!("{}: {}", place(name, text, fault.at), fault.message)).collect();
    if told.is_empty() { Ok(asked) } else { Err(told) }
}

/// File, line and column of a byte.
fn place(name: &str, text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or_default();
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    format!("{name}:{}:{column}", before.matches('\n').count() + 1)
}

fn unknown(key: &Spanned<std::borrow::Cow<str>>) -> Fault {
    let known = KEYS.map(|(key, _)| key).join(", ");
    Fault { at: key.span().start, message: format!("expected a key among {known}, found '{}'", key.get_ref()) }
}

fn expected(item: &Spanned<DeValue>, what: &str) -> Fault {
    let found = match item.get_ref() {
        DeValue::String(text) => format!("\"{}\"", shortened(text)),
        DeValue::Integer(number) => number.to_string(),
        DeValue::Float(number) => number.as_str().to_owned(),
        DeValue::Boolean(value) => value.to_string(),
        DeValue::Datetime(day) => day.to_string(),
        DeValue::Array(_) => "a list".to_owned(),
        DeValue::Table(_) => "a table".to_owned(),
    };
    Fault { at: item.span().start, message: format!("expected {what}, found {found}") }
}

/// So much of a value that it is known again.
fn shortened(text: &str) -> String {
    const SHOWN: usize = 60;
    let shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() { shown + "…" } else { shown }
}

fn text<'a>(value: &'a Value, what: &str) -> Result<&'a str, Fault> {
    let text = value.item.get_ref().as_str().filter(|text| !text.is_empty());
    text.ok_or_else(|| expected(value.item, what))
}

fn path(value: &Value) -> Result<PathBuf, Fault> {
    const WHAT: &str = "a path as a string";
    match text(value, WHAT)? {
        // No system has such a name.
        path if path.contains('\0') => Err(expected(value.item, WHAT)),
        path => Ok(PathBuf::from(path)),
    }
}

fn named(value: &Value) -> Result<Named, Fault> {
    path(value).map(|path| Named { path, said_by: value.place.clone() })
}

fn profile(value: &Value) -> Result<ProfileName, Fault> {
    text(value, "a profile: its id, a TOML file, or \"none\"").map(|text| ProfileName::read(text, &value.place))
}

fn encoding(value: &Value) -> Result<EncodingName, Fault> {
    let label = text(value, "the name of an encoding as a string")?;
    EncodingName::read(label).map_err(|what| expected(value.item, what))
}

/// One of the words that a flag takes.
fn word<T: ValueEnum>(value: &Value) -> Result<T, Fault> {
    let names: Vec<String> =
        T::value_variants().iter().filter_map(T::to_possible_value).map(|word| word.get_name().to_owned()).collect();
    let what = format!("one of {}", names.join(", "));
    T::from_str(text(value, &what)?, true).map_err(|_| expected(value.item, &what))
}

fn chosen<T>(value: &Value, yes: T, no: T) -> Result<T, Fault> {
    let found = value.item.get_ref().as_bool().ok_or_else(|| expected(value.item, "true or false"))?;
    Ok(if found { yes } else { no })
}

fn number(value: &Value, range: RangeInclusive<u64>) -> Result<u64, Fault> {
    let found = value.item.get_ref().as_integer();
    let found = found.and_then(|number| u64::from_str_radix(number.as_str(), number.radix()).ok());
    let what = match *range.end() {
        u64::MAX => format!("a whole number from {}", range.start()),
        end => format!("a whole number from {} to {end}", range.start()),
    };
    found.filter(|number| range.contains(number)).ok_or_else(|| expected(value.item, &what))
}

fn formats(value: &Value) -> Result<Vec<Format>, Fault> {
    let what = format!("a list of formats among {}", format_names());
    let items = value.item.get_ref().as_array().filter(|items| !items.is_empty());
    let items = items.ok_or_else(|| expected(value.item, &what))?;
    let one = |item: &Spanned<DeValue>| {
        let found = item.get_ref().as_str().and_then(format_named);
        found.ok_or_else(|| expected(item, &format!("one of {}", format_names())))
    };
    let chosen: BTreeSet<Format> = items.iter().map(one).collect::<Result<_, _>>()?;
    Ok(chosen.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_setting_cannot_take_is_told_with_its_place() {
        for (text, says) in [
            ("fail-on = \"eror\"", "s.toml:1:11: expected one of error, warning, never, found \"eror\""),
            ("formats = [\"json\",\n \"jsno\"]", "s.toml:2:2: expected one of json, "),
            ("formats = []", "s.toml:1:11: expected a list of formats among json, "),
            ("formats = \"json\"", "found \"json\""),
            ("paper = \"A6\"", "s.toml:1:9: expected one of a4, a5, b5, found \"A6\""),
            ("binding = 2", "expected one of single, facing, found 2"),
            ("lang = \"de\"", "expected one of en, ja, found \"de\""),
            ("jobs = 0", "s.toml:1:8: expected a whole number from 1 to 1024, found 0"),
            ("jobs = 1025", "found 1025"),
            ("jobs = \"2\"", "found \"2\""),
            ("jobs = -1", "found -1"),
            ("max-bytes = 0", "expected a whole number from 1, found 0"),
            ("max-bytes = 1.5", "found 1.5"),
            ("max-bytes = 99999999999999999999", "found 99999999999999999999"),
            ("charts = \"no\"", "expected true or false, found \"no\""),
            ("hanging = 1", "expected true or false, found 1"),
            ("encoding = \"klingon\"", "expected UTF-8, UTF-16, CP932, EUC-JP or ISO-2022-JP, found \"klingon\""),
            ("output = \"\"", "expected a path as a string, found \"\""),
            ("accept = [1]", "expected a path as a string, found a list"),
            ("profile = { id = 1 }", "found a table"),
            ("\n colour = 1", "s.toml:2:2: expected a key among output, "),
            ("a = 1\nb = 1", "s.toml:2:1: expected a key"),
            ("jobs 1", "s.toml:1:"),
            ("jobs = 1\njobs = 2", "s.toml:2:1: "),
        ] {
            let told = read("s.toml", text);
            assert!(told.as_ref().is_err_and(|told| told.join("\n").contains(says)), "{text}: {told:?}");
        }
    }

    #[test]
    fn settings_are_read() {
        let text = "output = \"o\"\nformats = [\"pdf\", \"json\", \"pdf\"]\njobs = 1024\nmax-bytes = 0x10\nfail-on = \"Error\"\n\
                    encoding = \"cp932\"\nprofile = \"none\"\nlang = \"ja\"\ncharts = false\nhanging = true\nbinding = \"facing\"";
        let asked = read("s.toml", text).unwrap();
        assert_eq!(asked.formats, Some(vec![Format::Json, Format::Pdf]));
        assert_eq!((asked.jobs, asked.max_bytes), (Some(1024), Some(16)));
        assert_eq!((asked.charts, asked.punctuation), (Some(Charts::Omitted), Some(Punctuation::Hanging)));
        assert_eq!(asked.profile, Some(ProfileName::None));
    }
}
