//! A profile drafted from a report: what the program found by itself, written as facts that a person can correct.
//!
//! With the draft a report comes out as without it. What would say more than was found stands behind a `#` without a blank.

mod guess;
mod toml;

use self::toml::{commented, list, plain, quoted};
use crate::document::{Column, ColumnKind, Document, Table};
use fukkoku_quantity::unit::Unit;
use fukkoku_recover::source::{ReportId, Source};
use std::fmt::Write;

/// Most strings by which a drafted profile recognises its reports.
const RECOGNISE: usize = 3;

/// Drafts a profile from a report that was read without one.
pub fn draft(source: &Source, document: &Document) -> String {
    let mut out = String::new();
    let tables: Vec<&Table> = document.tables().collect();
    head(source, document, &mut out);
    if tables.is_empty() {
        out.push_str("\n# No table was found in this report.\n");
    }
    for (index, table) in tables.iter().enumerate() {
        let labels = labels(table);
        let _ = writeln!(out, "\n# Table {}{}.", index + 1, place(table));
        let twin = tables[..index].iter().position(|other| self::labels(other) == labels);
        match twin {
            _ if labels.is_empty() => out.push_str("# It has no header, so a profile cannot know it.\n"),
            Some(twin) => {
                let _ = writeln!(
                    out,
                    "# Its header is that of table {}; the facts stated there are used for it too.",
                    twin + 1
                );
            }
            None => facts(table, &labels, &mut out),
        }
    }
    out
}

/// What a profile says about the report as a whole.
fn head(source: &Source, document: &Document, out: &mut String) {
    let id = id(&source.name);
    let title = guess::title(document).unwrap_or_else(|| id.clone());
    let words = guess::recognise(source, document, RECOGNISE);
    let _ = write!(
        out,
        "# A profile, drafted from {} by 'fukkoku profile init'.\n\
         # It states what was found in the report, so with it the report comes out as without. Correct what is wrong, add what\n\
         # you know. Lines that begin with '#' and no blank are facts that may be true: take the '#' away to state them.\n\
         # 'fukkoku profile check FILE' names mistakes; 'fukkoku convert INPUT --profile FILE' uses it; in input/profiles/ it is\n\
         # used for all reports that it recognises.\n\n\
         # Name on the command line and in outputs: lower-case letters, digits, '-'.\n\
         id = {}\n\n\
         # What kind of report it is, for people.\n\
         title = {}\n\n",
        plain(&source.name),
        quoted(&id),
        quoted(&title),
    );
    match words.is_empty() {
        true => out.push_str("# Strings that all occur in such a report. Found none; without them the profile is only used when named.\n"),
        false => out.push_str(
            "# A report that holds all these strings is of this kind. Keep those that stand in every year's edition, and\n\
             # only there.\n",
        ),
    }
    let _ = writeln!(out, "recognise = {}", list(&words));
}

/// The id that a file name gives: `人口/Jinko R06.txt` is `jinko-r06`.
fn id(name: &str) -> String {
    let path = ReportId::of(name);
    let path = path.as_str();
    let stem = path.rsplit('/').next().unwrap_or_default().to_lowercase();
    let words = stem.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let id = words.collect::<Vec<_>>().join("-");
    if id.is_empty() { "report".to_owned() } else { id }
}

/// Where a table stands and how large it is.
fn place(table: &Table) -> String {
    let title = table.title.as_ref().map(|title| format!(" 「{}」", plain(title))).unwrap_or_default();
    let first = table.header.iter().chain(&table.rows).map(|row| row.line_first).find(|&line| line > 0).unwrap_or(0);
    let last = table.rows.iter().map(|row| row.line_last).max().unwrap_or(first);
    format!("{title}: lines {first}–{last}, {} rows, {} columns", table.rows.len(), table.columns.len())
}

/// The header's labels, each once.
fn labels(table: &Table) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    for name in table.columns.iter().map(Column::name).filter(|name| !name.is_empty()) {
        if !labels.contains(&name) {
            labels.push(name);
        }
    }
    labels
}

/// What is stated about a table.
fn facts(table: &Table, labels: &[String], out: &mut String) {
    let _ = writeln!(out, "[[table]]\n# Name of its files: tables/ID.csv, tidy/ID.csv.\nid = {}", quoted(&table.id));
    let _ =
        writeln!(out, "# Labels by which the table is known; those that change from year to year are better left out.");
    let _ = writeln!(out, "header = {}", list(labels));
    era(table, out);
    columns(table, out);
    units(table, out);
    keys(table, out);
    sums(table, out);
}

/// The era of the first row: stated where it is known from elsewhere, proposed where it is not known.
fn era(table: &Table, out: &mut String) {
    match guess::era(table) {
        guess::FirstEra::Printed | guess::FirstEra::NoYears => {}
        guess::FirstEra::Carried(era) => {
            let _ = writeln!(
                out,
                "# Era of the first row, which prints none; taken from the table before.\nera = {}",
                quoted(&era)
            );
        }
        guess::FirstEra::Unknown => {
            out.push_str(
                "# The era of the first row is printed nowhere; state it, or the years stay blank.\n#era = \"昭和\"\n",
            );
        }
    }
}

fn columns(table: &Table, out: &mut String) {
    out.push_str(
        "# What each printed column holds: label, group (spans rows), text, number, date; year or fiscal-year for rows that are\n\
         # years; \"\" leaves it to the program.\ncolumns = [\n",
    );
    for (index, column) in table.columns.iter().enumerate() {
        let kind = match column.kind {
            ColumnKind::Label => guess::type_of_label(table),
            ColumnKind::Group => "group",
            ColumnKind::Text => "text",
            ColumnKind::Number => "number",
            ColumnKind::Date => "date",
        };
        let _ = writeln!(out, "  {}, # {} {}", quoted(kind), index + 1, plain(&column.name()));
    }
    out.push_str("]\n");
}

fn units(table: &Table, out: &mut String) {
    if table.columns.iter().all(|column| column.kind != ColumnKind::Number) {
        return;
    }
    if table.columns.iter().all(|column| column.unit.is_none()) {
        out.push_str("# Unit of all its numbers, if it is printed nowhere.\n#unit = \"千円\"\n");
        return;
    }
    let note = table.unit_note.as_ref().map(|note| format!("; above the table stands 「{}」", plain(note)));
    let _ = writeln!(out, "# Unit of the numbers in each column{}.\nunits = [", note.unwrap_or_default());
    for (index, column) in table.columns.iter().enumerate() {
        let unit = column.unit.as_deref().filter(|unit| Unit::read(unit).is_some()).unwrap_or_default();
        let _ = writeln!(out, "  {}, # {} {}", quoted(unit), index + 1, plain(&column.name()));
    }
    out.push_str("]\n");
}

/// The columns that name a row: stated if they tell the rows apart, else proposed.
fn keys(table: &Table, out: &mut String) {
    let of_kind = |kind: ColumnKind| {
        let places = (0..table.columns.len()).filter(move |&column| table.columns[column].kind == kind);
        places.map(|column| guess::column_name(table, column).map_or((column + 1).to_string(), |name| quoted(&name)))
    };
    let labels: Vec<String> = of_kind(ColumnKind::Label).collect();
    if labels.is_empty() {
        return;
    }
    out.push_str("# Columns that name a row, by name or number; rows that they do not tell apart become a finding.\n");
    if guess::labels_differ(table) {
        let _ = writeln!(out, "keys = [{}]", labels.join(", "));
    } else {
        let all: Vec<String> = of_kind(ColumnKind::Group).chain(labels).collect();
        let _ = writeln!(out, "#keys = [{}]", all.join(", "));
    }
}

/// Totals that were found, as facts to be stated.
fn sums(table: &Table, out: &mut String) {
    let found: Vec<(String, Vec<String>)> =
        guess::row_sums(table).into_iter().chain(guess::column_sums(table)).collect();
    if !found.is_empty() {
        out.push_str(
            "# Sums that were found. Stated ones are always checked, also where no label says that it is a total.\n",
        );
    }
    for (total, parts) in found {
        out.push_str(&commented(&format!("[[table.sum]]\ntotal = {}\nparts = {}\n", quoted(&total), list(&parts))));
    }
}

#[cfg(test)]
mod tests {
    use super::id;

    #[test]
    fn a_file_name_gives_an_id() {
        for (name, expected, why) in [
            ("a/Jinko R06.txt", "jinko-r06", "blanks and capitals"),
            ("johoka-r06.txt", "johoka-r06", "as it is"),
            ("人口.txt", "report", "no letter that an id may have"),
            ("令和6年度_v2.txt", "6-v2", "what is left"),
        ] {
            assert_eq!(id(name), expected, "{why}");
        }
    }
}
