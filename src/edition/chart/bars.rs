//! A budget by year: a bar for each year, parted into its items.

use super::name::name;
use crate::document::{Column, ColumnKind, Row, RowRole, Table};
use fukkoku_quantity::Decimal;
use fukkoku_typeset::length::Length;
use fukkoku_typeset::manuscript::Figure;
use fukkoku_typeset::page::Area;
use fukkoku_typeset::pen::Pen;
use fukkoku_typeset::sheet::{HAIRLINE, LEGEND};

/// Greys of the items from the bottom up; neighbours differ in print.
const GREYS: [u8; 7] = [20, 78, 45, 92, 62, 35, 85];
/// Height of the highest bar.
const TALLEST: Length = 150_000;
/// Width of the names of the items.
const NAMES: Length = 130_000;
/// Smallest share of the highest bar, in thousandths, that an item is drawn for on its own.
const LEAST_SHARE: i128 = 15;
/// Name of all others together.
const OTHERS: &str = "その他";

/// What the bars show.
struct Bars {
    /// Names of the years, as printed.
    years: Vec<String>,
    unit: String,
    /// Items, largest last year first.
    items: Vec<Item>,
}

/// An item: its amount in each year, in units of the least decimal place.
struct Item {
    name: String,
    amounts: Vec<i128>,
}

/// The bars of a table with a column for each fiscal year and a row that adds up those above it.
pub(super) fn chart(table: &Table, width: Length) -> Option<Figure> {
    let (bars, scale) = Bars::of(table)?;
    let mut pen = Pen::default();
    let height = bars.draw(&mut pen, width, scale);
    let title = format!("{}　年度ごとの内訳（単位：{}）", name(table), bars.unit);
    Some(Figure { title, text: bars.text(name(table), scale), height, shapes: pen.shapes })
}

impl Bars {
    /// The bars, and how many decimal places their amounts have.
    fn of(table: &Table) -> Option<(Self, u32)> {
        let total = table.rows.iter().position(|row| row.role == RowRole::Total)?;
        let rows: Vec<&Row> = table.rows.iter().take(total).filter(|row| row.role == RowRole::Body).collect();
        let is_year = |column: &Column| column.kind == ColumnKind::Number && column.fiscal_year.is_some();
        let years: Vec<usize> = (0..table.columns.len()).filter(|at| is_year(&table.columns[*at])).collect();
        let unit = table.columns.get(*years.first()?)?.unit.clone()?;
        let same_unit = years.iter().all(|at| table.columns[*at].unit.as_ref() == Some(&unit));
        if rows.len() < 2 || years.len() < 2 || !same_unit {
            return None;
        }
        let amounts = rows.iter().flat_map(|row| years.iter().filter_map(|at| amount(row, *at)));
        let scale = amounts.map(|amount| amount.scale).max()?;
        let items: Option<Vec<Item>> = rows.iter().map(|row| item(row, &years, scale)).collect();
        let names = years.iter().map(|at| table.columns[*at].path.last().cloned().unwrap_or_default()).collect();
        let bars = Bars { years: names, unit, items: gathered(items?, years.len()) };
        (bars.highest() > 0).then_some((bars, scale))
    }

    fn sum(&self, year: usize) -> i128 {
        self.items.iter().map(|item| item.amounts[year]).sum()
    }

    fn highest(&self) -> i128 {
        (0..self.years.len()).map(|year| self.sum(year)).max().unwrap_or(0)
    }

    /// Draws it; returns its height.
    fn draw(&self, pen: &mut Pen, width: Length, scale: u32) -> Length {
        let step = (width - NAMES) / self.years.len() as Length;
        let bar = step * 3 / 5;
        let top = LEGEND.leading + 2_000;
        let base = top + TALLEST;
        let high = |amount: i128| (amount * i128::from(TALLEST) / self.highest().max(1)) as Length;
        for (year, name) in self.years.iter().enumerate() {
            let x = year as Length * step + (step - bar) / 2;
            let mut sum = 0;
            for (at, item) in self.items.iter().enumerate() {
                let (lower, upper) = (high(sum), high(sum + item.amounts[year]));
                sum += item.amounts[year];
                let area = Area { x, y: base - upper, width: bar, height: upper - lower };
                if area.height > 0 {
                    pen.framed(area, GREYS[at % GREYS.len()], HAIRLINE / 2);
                }
            }
            pen.centred(&Decimal::new(sum, scale).with_commas(), x + bar / 2, base - high(sum) - LEGEND.leading, width);
            pen.centred(name, x + bar / 2, base + 2_000, width);
        }
        pen.fill(Area { x: 0, y: base, width: width - NAMES, height: HAIRLINE }, 0);
        self.legend(pen, width - NAMES + LEGEND.size, base);
        base + 2_000 + LEGEND.leading
    }

    /// Names of the items in the order of the bars, from the bottom up.
    fn legend(&self, pen: &mut Pen, x: Length, base: Length) {
        let side = LEGEND.size;
        for (at, item) in self.items.iter().enumerate() {
            let y = base - (at as Length + 1) * (LEGEND.leading + 2_000);
            let square = Area { x, y: y + (LEGEND.leading - side) / 2, width: side, height: side };
            pen.framed(square, GREYS[at % GREYS.len()], HAIRLINE / 2);
            pen.name(&item.name, Area { x: x + side * 3 / 2, y, width: NAMES - 3 * side, height: LEGEND.leading });
        }
    }

    fn text(&self, name: &str, scale: u32) -> String {
        let years: Vec<String> = self
            .years
            .iter()
            .enumerate()
            .map(|(at, year)| format!("{year}は{}{}", Decimal::new(self.sum(at), scale).with_commas(), self.unit))
            .collect();
        let items: Vec<&str> = self.items.iter().map(|item| item.name.as_str()).collect();
        format!("「{name}」の積み上げ棒グラフ。{}。内訳は下から{}。", years.join("、"), items.join("、"))
    }
}

fn amount(row: &Row, column: usize) -> Option<Decimal> {
    let cell = row.cells.iter().find(|cell| cell.column == column)?;
    Some(cell.entries.first()?.amount.as_ref()?.value)
}

/// `None` if an amount is negative: it cannot be stacked.
fn item(row: &Row, years: &[usize], scale: u32) -> Option<Item> {
    let whole = |at: &usize| match amount(row, *at) {
        None => Some(0),
        Some(amount) => Some(amount.with_scale(scale)?.coefficient).filter(|amount| (0..1 << 80).contains(amount)),
    };
    let amounts: Option<Vec<i128>> = years.iter().map(whole).collect();
    Some(Item { name: row.label.clone(), amounts: amounts? })
}

/// The largest items, and all others in one; largest at the bottom.
fn gathered(items: Vec<Item>, years: usize) -> Vec<Item> {
    let sum = |item: &Item| item.amounts.iter().sum::<i128>();
    let highest = (0..years).map(|year| items.iter().map(|item| item.amounts[year]).sum::<i128>()).max().unwrap_or(0);
    let mut items = items;
    items.sort_by_key(|item| std::cmp::Reverse(sum(item)));
    let small = |item: &Item| item.amounts.iter().all(|amount| amount * 1000 < highest * LEAST_SHARE);
    let first_small = items.iter().position(small).unwrap_or(items.len()).min(GREYS.len() - 1);
    let rest = items.split_off(first_small);
    let others: Vec<i128> = (0..years).map(|year| rest.iter().map(|item| item.amounts[year]).sum()).collect();
    if others.iter().any(|amount| *amount > 0) {
        let name = if rest.len() == 1 { rest[0].name.clone() } else { OTHERS.to_owned() };
        items.push(Item { name, amounts: others });
    }
    items
}
