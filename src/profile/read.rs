//! Reads a profile: known keys only, every value checked, every mistake told.

use super::facts::{COLUMN_TYPES, ColumnType, Key, Profile, SumFacts, TableFacts};
use super::faults::{Faults, ProfileErrors};
use fukkoku_quantity::Era;
use fukkoku_quantity::unit::Unit;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Keys of a profile, of a table, of a sum.
const PROFILE_KEYS: [&str; 4] = ["id", "title", "recognise", "table"];
const TABLE_KEYS: [&str; 8] = ["id", "header", "era", "unit", "columns", "units", "keys", "sum"];
const SUM_KEYS: [&str; 2] = ["total", "parts"];

/// A value with the byte of the profile at which it stands.
struct At<T> {
    value: T,
    at: usize,
}

/// A TOML table with the byte at which it begins.
type Section<'t, 'i> = At<&'t DeTable<'i>>;

/// Reads a profile.
///
/// - **Errors**: bad TOML, unknown or missing keys, values that are none: all of them, with line and column.
pub fn parse(name: &str, text: &str) -> Result<Profile, ProfileErrors> {
    let mut faults = Faults::new(name, text);
    let (whole, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        faults.note(error.span().map_or(0, |span| span.start), error.message());
    }
    if !errors.is_empty() {
        // What else is wrong is only known once it is TOML.
        return faults.finish(Profile::default());
    }
    let profile = profile(&mut faults, &At { value: whole.get_ref(), at: 0 }, text);
    faults.finish(profile)
}

fn profile(faults: &mut Faults, section: &Section, text: &str) -> Profile {
    known_keys(faults, section, &PROFILE_KEYS);
    Profile {
        id: id(faults, section),
        title: required(faults, section, "title").map(|title| title.value).unwrap_or_default(),
        recognise: values(strings(faults, section, "recognise").map(|(words, _)| words)),
        table: sections(faults, section, "table").iter().map(|table| table_facts(faults, table)).collect(),
        text: text.to_owned(),
    }
}

fn table_facts(faults: &mut Faults, section: &Section) -> TableFacts {
    known_keys(faults, section, &TABLE_KEYS);
    let columns = columns(faults, section);
    let units = units(faults, section, columns.len());
    TableFacts {
        id: id(faults, section),
        header: header(faults, section),
        era: named(faults, section, "era", "an era such as \"昭和\"", |era| Era::from_name(era).is_some()),
        unit: named(faults, section, "unit", UNIT, is_unit),
        keys: keys(faults, section, &columns),
        sums: sections(faults, section, "sum").iter().filter_map(|sum| sum_facts(faults, sum)).collect(),
        columns,
        units,
    }
}

/// What a unit looks like, for messages.
const UNIT: &str = "a unit such as \"千円\"";

fn is_unit(text: &str) -> bool {
    Unit::read(text).is_some()
}

fn known_keys(faults: &mut Faults, section: &Section, known: &[&str]) {
    for (key, _) in section.value.iter() {
        if !known.contains(&key.get_ref().as_ref()) {
            let message = format!("unknown field `{}`, expected one of {}", key.get_ref(), known.join(", "));
            faults.note(key.span().start, message);
        }
    }
}

/// Names files: lower-case letters, digits, `-`.
fn id(faults: &mut Faults, section: &Section) -> String {
    let Some(id) = required(faults, section, "id") else { return String::new() };
    let is_id = !id.value.is_empty()
        && id.value.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if !is_id {
        faults.expected(id.at, "an id of lower-case letters, digits and '-'", &format!("\"{}\"", id.value));
    }
    id.value
}

fn header(faults: &mut Faults, section: &Section) -> Vec<String> {
    let Some((labels, at)) = strings(faults, section, "header") else {
        if !section.value.contains_key("header") {
            faults.note(section.at, "missing field `header`: labels by which the table is known");
        }
        return vec![];
    };
    if labels.is_empty() {
        faults.expected(at, "labels by which the table is known", "none");
    }
    values(Some(labels))
}

/// What the columns hold; `""` states nothing.
fn columns(faults: &mut Faults, section: &Section) -> Vec<Option<ColumnType>> {
    let (words, _) = strings(faults, section, "columns").unwrap_or_default();
    let read = |word: At<String>| {
        let found = COLUMN_TYPES.iter().find(|(name, _)| *name == word.value).map(|(_, kind)| *kind);
        if found.is_none() && !word.value.is_empty() {
            let names: Vec<&str> = COLUMN_TYPES.iter().map(|(name, _)| *name).collect();
            let expected = format!("a type of column ({}, or \"\" to state none)", names.join(", "));
            faults.expected(word.at, &expected, &format!("\"{}\"", word.value));
        }
        found
    };
    words.into_iter().map(read).collect()
}

/// The units of the columns; `""` states none.
fn units(faults: &mut Faults, section: &Section, columns: usize) -> Vec<Option<String>> {
    let (words, at) = strings(faults, section, "units").unwrap_or_default();
    if columns > 0 && !words.is_empty() && words.len() != columns {
        faults.expected(at, &format!("{columns} units, as there are columns"), &words.len().to_string());
    }
    let read = |word: At<String>| {
        if !word.value.is_empty() && !is_unit(&word.value) {
            faults.expected(word.at, &format!("{UNIT}, or \"\" to state none"), &format!("\"{}\"", word.value));
        }
        Some(word.value).filter(|unit| !unit.is_empty())
    };
    words.into_iter().map(read).collect()
}

/// Columns that name a row: names, or numbers from 1.
fn keys(faults: &mut Faults, section: &Section, columns: &[Option<ColumnType>]) -> Vec<Key> {
    let (items, _) = array(faults, section, "keys", "columns").unwrap_or_default();
    items.into_iter().filter_map(|item| key(faults, item, columns)).collect()
}

fn key(faults: &mut Faults, item: &Spanned<DeValue>, columns: &[Option<ColumnType>]) -> Option<Key> {
    let at = item.span().start;
    let number = match item.get_ref() {
        DeValue::String(name) if !name.is_empty() => return Some(Key::Name(name.to_string())),
        DeValue::Integer(number) => usize::from_str_radix(number.as_str(), number.radix()).ok(),
        DeValue::String(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Array(_)
        | DeValue::Table(_) => {
            faults.expected(at, "the name of a column or its number", &what(item.get_ref()));
            return None;
        }
    };
    let last = if columns.is_empty() { usize::MAX } else { columns.len() };
    let Some(number) = number.filter(|number| (1..=last).contains(number)) else {
        let upto = if columns.is_empty() { "up".to_owned() } else { format!("to {last}") };
        faults.expected(at, &format!("the number of a column, from 1 {upto}"), &what(item.get_ref()));
        return None;
    };
    let kind = columns.get(number - 1).copied().flatten();
    if kind.is_some_and(|kind| matches!(kind, ColumnType::Number | ColumnType::Text | ColumnType::Date)) {
        faults.expected(at, "a column of labels", &format!("column {number}, which `columns` says holds none"));
    }
    Some(Key::Number(number))
}

fn sum_facts(faults: &mut Faults, section: &Section) -> Option<SumFacts> {
    known_keys(faults, section, &SUM_KEYS);
    let total = required(faults, section, "total");
    let Some((parts, at)) = strings(faults, section, "parts") else {
        if !section.value.contains_key("parts") {
            faults.note(section.at, "missing field `parts`: labels of what adds up to the total");
        }
        return None;
    };
    if parts.is_empty() {
        faults.expected(at, "labels of what adds up to the total", "none");
    }
    let total = total?.value;
    for (index, part) in parts.iter().enumerate() {
        if part.value == total || parts[..index].iter().any(|other| other.value == part.value) {
            faults.note(part.at, format!("\"{}\" stands twice in this sum", part.value));
        }
    }
    Some(SumFacts { total, parts: values(Some(parts)) })
}

/// A string that must be there.
fn required(faults: &mut Faults, section: &Section, key: &str) -> Option<At<String>> {
    if !section.value.contains_key(key) {
        faults.note(section.at, format!("missing field `{key}`"));
    }
    string(faults, section, key)
}

/// A string that fits, if it is there.
fn named(
    faults: &mut Faults,
    section: &Section,
    key: &str,
    expected: &str,
    fits: impl Fn(&str) -> bool,
) -> Option<String> {
    let found = string(faults, section, key)?;
    if !fits(&found.value) {
        faults.expected(found.at, expected, &format!("\"{}\"", found.value));
    }
    Some(found.value)
}

fn string(faults: &mut Faults, section: &Section, key: &str) -> Option<At<String>> {
    section.value.get(key).and_then(|value| text(faults, value))
}

fn text(faults: &mut Faults, value: &Spanned<DeValue>) -> Option<At<String>> {
    let at = value.span().start;
    let found = value.get_ref().as_str().map(|text| At { value: text.to_owned(), at });
    if found.is_none() {
        faults.expected(at, "a string", &what(value.get_ref()));
    }
    found
}

/// A list of strings, and where it stands.
fn strings(faults: &mut Faults, section: &Section, key: &str) -> Option<(Vec<At<String>>, usize)> {
    let (items, at) = array(faults, section, key, "strings")?;
    Some((items.into_iter().filter_map(|item| text(faults, item)).collect(), at))
}

/// A list, and where it stands.
fn array<'t, 'i>(
    faults: &mut Faults,
    section: &Section<'t, 'i>,
    key: &str,
    of: &str,
) -> Option<(Vec<&'t Spanned<DeValue<'i>>>, usize)> {
    let value = section.value.get(key)?;
    let at = value.span().start;
    let found = value.get_ref().as_array();
    if found.is_none() {
        faults.expected(at, &format!("a list of {of}"), &what(value.get_ref()));
    }
    Some((found?.iter().collect(), at))
}

/// The tables of a list of tables.
fn sections<'t, 'i>(faults: &mut Faults, section: &Section<'t, 'i>, key: &str) -> Vec<Section<'t, 'i>> {
    let (items, _) = array(faults, section, key, "tables").unwrap_or_default();
    let mut found = Vec::with_capacity(items.len());
    for item in items {
        let at = item.span().start;
        match item.get_ref().as_table() {
            Some(value) => found.push(At { value, at }),
            None => faults.expected(at, "a table", &what(item.get_ref())),
        }
    }
    found
}

fn values(found: Option<Vec<At<String>>>) -> Vec<String> {
    found.unwrap_or_default().into_iter().map(|word| word.value).collect()
}

/// What a value is, for messages.
fn what(value: &DeValue) -> String {
    match value {
        DeValue::String(text) => format!("\"{text}\""),
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::Float(number) => number.as_str().to_owned(),
        DeValue::Boolean(_) | DeValue::Datetime(_) => format!("a {}", value.type_str()),
        DeValue::Array(_) => "a list".to_owned(),
        DeValue::Table(_) => "a table".to_owned(),
    }
}

#[cfg(test)]
mod tests;
