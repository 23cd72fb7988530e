//! An observation: one statement of a cell. [`COLUMNS`] is the one list of what there is to say about it.
//!
//! CSV, data package and schema read that list; a column is added or renamed here and nowhere else.

use crate::document::{Amount, Cell, Column as TableColumn, ColumnKind, Entry, NamedPeriod, Row, Table};
use fukkoku_quantity::{Day, Decimal, Period};
use std::borrow::Cow;
use std::fmt;

/// A column of tidy data.
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: FieldType,
    /// What it is, in English.
    pub english: &'static str,
    /// What it is, in Japanese.
    pub japanese: &'static str,
    /// Its value for an observation.
    pub get: for<'a> fn(&Observation<'a>) -> Datum<'a>,
}

/// What a column holds, in the words of Table Schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldType {
    /// Text.
    String,
    /// A whole number.
    Integer,
    /// An exact decimal number.
    Number,
    /// An ISO day.
    Date,
}

impl FieldType {
    /// The word of Table Schema.
    pub fn word(self) -> &'static str {
        match self {
            FieldType::String => "string",
            FieldType::Integer => "integer",
            FieldType::Number => "number",
            FieldType::Date => "date",
        }
    }
}

/// A value of a column; its `Display` is what a CSV holds, nothing where there is no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Datum<'a> {
    /// Text; empty if there is none.
    Text(Cow<'a, str>),
    /// A whole number.
    Integer(Option<i64>),
    /// An exact decimal number.
    Number(Option<Decimal>),
    /// A day.
    Day(Option<Day>),
}

impl<'a> Datum<'a> {
    fn text(text: &'a str) -> Self {
        Datum::Text(Cow::Borrowed(text))
    }

    fn optional(text: Option<&'a str>) -> Self {
        Datum::text(text.unwrap_or_default())
    }

    fn count(count: usize) -> Self {
        Datum::Integer(i64::try_from(count).ok())
    }
}

impl fmt::Display for Datum<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Datum::Text(text) => f.write_str(text),
            Datum::Integer(Some(number)) => number.fmt(f),
            Datum::Number(Some(number)) => number.fmt(f),
            Datum::Day(Some(day)) => day.fmt(f),
            Datum::Integer(None) | Datum::Number(None) | Datum::Day(None) => Ok(()),
        }
    }
}

/// The columns, in order.
pub const COLUMNS: [Column; 26] = [
    Column {
        name: "report",
        kind: FieldType::String,
        english: "Path of the input without its extension.",
        japanese: "報告書",
        get: |at| Datum::text(at.report),
    },
    Column {
        name: "table",
        kind: FieldType::String,
        english: "Id of the table.",
        japanese: "表のＩＤ",
        get: |at| Datum::text(&at.table.id),
    },
    Column {
        name: "row",
        kind: FieldType::Integer,
        english: "Body row, from 1.",
        japanese: "行番号",
        get: |at| Datum::count(at.number),
    },
    Column {
        name: "column",
        kind: FieldType::Integer,
        english: "Printed column, from 1.",
        japanese: "列番号",
        get: |at| Datum::count(at.cell.column + 1),
    },
    Column {
        name: "entry",
        kind: FieldType::Integer,
        english: "Statement of the cell, from 1.",
        japanese: "セル内の項目番号",
        get: |at| Datum::count(at.entry_number),
    },
    Column {
        name: "row_label",
        kind: FieldType::String,
        english: "Label of the row, the era made explicit.",
        japanese: "行の見出し（元号を補う）",
        get: |at| Datum::text(at.label),
    },
    Column {
        name: "column_label",
        kind: FieldType::String,
        english: "Label of the column, the era made explicit.",
        japanese: "列の見出し（元号を補う）",
        get: |at| Datum::text(&at.column.label),
    },
    Column {
        name: "row_group",
        kind: FieldType::String,
        english: "Text of the row-spanning cell that covers the row.",
        japanese: "行をまとめる見出し",
        get: |at| Datum::optional(at.row.group.as_deref()),
    },
    Column {
        name: "fiscal_year",
        kind: FieldType::Integer,
        english: "Fiscal year that row or column names.",
        japanese: "年度（西暦）",
        get: |at| Datum::Integer(at.fiscal_year()),
    },
    Column {
        name: "period_start",
        kind: FieldType::Date,
        english: "First day of the row's or column's period.",
        japanese: "期間の初日",
        get: |at| Datum::Day(at.period().and_then(|period| period.start)),
    },
    Column {
        name: "period_end",
        kind: FieldType::Date,
        english: "Last day of it.",
        japanese: "期間の末日",
        get: |at| Datum::Day(at.period().and_then(|period| period.end)),
    },
    Column {
        name: "text",
        kind: FieldType::String,
        english: "The entry, width-normalised, bullet removed.",
        japanese: "項目の文字",
        get: |at| Datum::text(&at.entry.text),
    },
    Column {
        name: "date",
        kind: FieldType::String,
        english: "Its date as EDTF.",
        japanese: "項目の日付（EDTF）",
        get: |at| Datum::optional(at.date().map(|date| date.edtf.as_str())),
    },
    Column {
        name: "date_start",
        kind: FieldType::Date,
        english: "First day of the date.",
        japanese: "日付の初日",
        get: |at| Datum::Day(at.date().and_then(|date| date.start)),
    },
    Column {
        name: "date_end",
        kind: FieldType::Date,
        english: "Last day of the date.",
        japanese: "日付の末日",
        get: |at| Datum::Day(at.date().and_then(|date| date.end)),
    },
    Column {
        name: "value",
        kind: FieldType::Number,
        english: "Exact number, in the printed unit.",
        japanese: "数値",
        get: |at| Datum::Number(at.amount().map(|amount| amount.value)),
    },
    Column {
        name: "unit",
        kind: FieldType::String,
        english: "Printed unit.",
        japanese: "単位",
        get: |at| Datum::optional(at.amount().and_then(|amount| amount.unit())),
    },
    Column {
        name: "base_value",
        kind: FieldType::Number,
        english: "The number in the base unit.",
        japanese: "基本単位の数値",
        get: |at| Datum::Number(at.amount().map(|amount| amount.base_value)),
    },
    Column {
        name: "base_unit",
        kind: FieldType::String,
        english: "The base unit.",
        japanese: "基本単位",
        get: |at| Datum::optional(at.amount().and_then(|amount| amount.base_unit())),
    },
    Column {
        name: "status",
        kind: FieldType::String,
        english: "What kind of value it is.",
        japanese: "値の種類",
        get: |at| Datum::text(at.entry.status.word()),
    },
    Column {
        name: "printed",
        kind: FieldType::String,
        english: "The source characters.",
        japanese: "原文",
        get: |at| Datum::text(&at.entry.printed),
    },
    Column {
        name: "page",
        kind: FieldType::Integer,
        english: "Page, from 1.",
        japanese: "頁",
        get: |at| Datum::count(at.row.page),
    },
    Column {
        name: "line_first",
        kind: FieldType::Integer,
        english: "First line of the input file, from 1.",
        japanese: "原文の最初の行",
        get: |at| Datum::count(at.entry.line_first),
    },
    Column {
        name: "line_last",
        kind: FieldType::Integer,
        english: "Last line.",
        japanese: "原文の最後の行",
        get: |at| Datum::count(at.entry.line_last),
    },
    Column {
        name: "confidence",
        kind: FieldType::Number,
        english: "How sure row and column are, 0.00–1.00.",
        japanese: "行と列の確かさ",
        get: |at| Datum::Number(Some(at.confidence())),
    },
    Column {
        name: "findings",
        kind: FieldType::String,
        english: "Codes of findings, separated by spaces.",
        japanese: "検出事項のコード",
        get: |at| Datum::Text(at.findings().into()),
    },
];

/// Columns that together name an observation.
pub const PRIMARY_KEY: [&str; 5] = ["report", "table", "row", "column", "entry"];

/// One statement of a cell, with all that stands around it.
#[derive(Clone, Copy)]
pub struct Observation<'a> {
    report: &'a str,
    table: &'a Table,
    row: &'a Row,
    /// The label of its row; where labels of columns repeat, as in a list that is folded, that of its own part of the row.
    label: &'a str,
    number: usize,
    cell: &'a Cell,
    column: &'a TableColumn,
    entry: &'a Entry,
    entry_number: usize,
}

impl<'a> Observation<'a> {
    fn period(&self) -> Option<Period> {
        self.row.period.or(self.column.period)
    }

    fn fiscal_year(&self) -> Option<i64> {
        self.row.fiscal_year.or(self.column.fiscal_year).map(|year| i64::from(year.0))
    }

    fn date(&self) -> Option<&'a NamedPeriod> {
        self.entry.date.as_deref()
    }

    fn amount(&self) -> Option<&'a Amount> {
        self.entry.amount.as_ref()
    }

    fn confidence(&self) -> Decimal {
        Decimal::new(i128::from(self.cell.confidence.0), 2)
    }

    fn findings(&self) -> String {
        self.entry.findings.iter().map(|code| code.id()).collect::<Vec<&str>>().join(" ")
    }
}

/// All observations of a table, row by row; labels are none.
pub fn observations<'a>(table: &'a Table, report: &'a str) -> impl Iterator<Item = Observation<'a>> {
    table.rows.iter().enumerate().flat_map(move |(index, row)| {
        let mut label = row.label.as_str();
        row.cells.iter().flat_map(move |cell| {
            if begins_part(table, cell.column) && !cell.text.is_empty() {
                label = &cell.text;
            }
            of_cell(table, report, (index + 1, row, label), cell)
        })
    })
}

/// Whether a column is named as the first is, and holds labels as that does: a list that is folded begins again.
fn begins_part(table: &Table, column: usize) -> bool {
    let (Some(first), Some(own)) = (table.columns.first(), table.columns.get(column)) else { return false };
    column > 0 && !first.path.is_empty() && first.path == own.path && own.kind != ColumnKind::Number
}

fn of_cell<'a>(
    table: &'a Table,
    report: &'a str,
    (number, row, label): (usize, &'a Row, &'a str),
    cell: &'a Cell,
) -> impl Iterator<Item = Observation<'a>> {
    let column = table.columns.get(cell.column);
    let column = column.filter(|column| !matches!(column.kind, ColumnKind::Label | ColumnKind::Group));
    column.into_iter().flat_map(move |column| {
        cell.entries.iter().enumerate().map(move |(at, entry)| Observation {
            report,
            table,
            row,
            label,
            number,
            cell,
            column,
            entry,
            entry_number: at + 1,
        })
    })
}
