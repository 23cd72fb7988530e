//! Dates, periods and amounts in running text.

use crate::document::{Quantity, QuantityKind};
use fukkoku_quantity::Flag;
use fukkoku_quantity::date::{Context, Dated, Kind};
use fukkoku_quantity::number::Number;
use fukkoku_quantity::prose::{self, Found, Value};
use fukkoku_recover::source::{Source, Text};

/// Every date, period and amount of a text, in order. What the calendar refuses is no quantity.
pub(super) fn find(source: &Source, text: &Text, context: &mut Context) -> Vec<Quantity> {
    prose::find(&text.printed, context).into_iter().filter_map(|found| quantity(source, text, &found)).collect()
}

fn quantity(source: &Source, text: &Text, found: &Found) -> Option<Quantity> {
    let lines = text.slice(found.range.clone()).lines(source).unwrap_or((0, 0));
    let base = Quantity {
        printed: found.printed.clone(),
        kind: QuantityKind::Amount,
        start: None,
        end: None,
        edtf: None,
        value: None,
        unit: None,
        base_value: None,
        base_unit: None,
        flags: vec![],
        offset: found.range.start,
        line_first: lines.0,
        line_last: lines.1,
    };
    match &found.reading {
        Value::Dated(Ok(dated)) => dated_quantity(dated, base),
        Value::Dated(Err(_)) => None,
        Value::Amount(number) => Some(amount_quantity(number, base)),
    }
}

fn dated_quantity(dated: &Dated, base: Quantity) -> Option<Quantity> {
    let kind = match dated.kind {
        Kind::Day | Kind::Month | Kind::Year => QuantityKind::Date,
        Kind::FiscalYear | Kind::Part | Kind::FiscalRange | Kind::Range => QuantityKind::Period,
        Kind::Time => return None,
    };
    Some(Quantity {
        kind,
        start: dated.period.start,
        end: dated.period.end,
        edtf: Some(dated.edtf.clone()),
        flags: words(&dated.flags),
        ..base
    })
}

fn amount_quantity(number: &Number, base: Quantity) -> Quantity {
    Quantity {
        value: number.value,
        unit: number.unit.as_ref().map(|unit| unit.printed.clone()),
        base_value: number.base_value,
        base_unit: number.base_unit().map(str::to_owned),
        flags: words(&number.flags),
        ..base
    }
}

fn words(flags: &[Flag]) -> Vec<String> {
    flags.iter().map(|flag| flag.word().to_owned()).collect()
}
