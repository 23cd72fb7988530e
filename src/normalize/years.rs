//! Fiscal years of rows and columns: the era is printed once and carried on.

use crate::document::Quantity;
use fukkoku_quantity::date::{Context, Unit, read, read_fiscal_year};
use fukkoku_quantity::{Day, Era, FiscalYear, Period, width};

/// What earlier parts of the report fixed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Carried {
    /// Era of the last row of the last table of years.
    pub era: Option<Era>,
    /// The day for which the report speaks (`令和６年４月１日現在`).
    pub as_of: Option<Day>,
}

impl Carried {
    /// Keeps the day of a note with 現在.
    pub(super) fn as_of(&mut self, quantities: &[Quantity]) {
        self.as_of = quantities.iter().find_map(|quantity| quantity.start).or(self.as_of);
    }

    /// The era in which the report was written, as far as known.
    pub(super) fn latest(&self) -> Option<Era> {
        self.as_of.and_then(Era::of).or(self.era)
    }
}

/// A year that a label names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NamedYear {
    /// Fiscal, if the label or its header says 年度.
    pub fiscal: Option<FiscalYear>,
    /// Its days.
    pub period: Period,
    /// Its era, to be carried on.
    pub era: Option<Era>,
}

/// What the years of a stub count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counting {
    /// 年度
    Fiscal,
    /// 年
    Calendar,
}

/// What the header of a stub counts, if it counts years.
pub(super) fn counting(header: &str) -> Option<Counting> {
    match () {
        () if header.contains("年度") => Some(Counting::Fiscal),
        () if matches!(header, "年" | "年次" | "西暦" | "和暦" | "年号" | "年別") => {
            Some(Counting::Calendar)
        }
        () => None,
    }
}

/// Reads the year labels of rows, top to bottom. `None` where a label is no year.
///
/// The era stands at its first row only: `昭和37`, `38` … `63`, `平成元`, `2`. A count that falls back to 1 or 2 without an
/// era begins the next one.
pub(super) fn of_rows(labels: &[&str], counting: Counting, first: Option<Era>) -> Vec<Option<NamedYear>> {
    let mut era = first;
    let mut last: Option<i32> = None;
    let mut years = Vec::with_capacity(labels.len());
    for label in labels {
        let mut found = year(label, counting, era);
        if let (Some(year), Some(before), Some(now)) = (found, last, era) {
            let fell_back = first_year(&year) < before && year.era == Some(now);
            found = if fell_back {
                now.next().and_then(|next| self::year(label, counting, Some(next))).or(found)
            } else {
                found
            };
        }
        if let Some(year) = found {
            era = year.era.or(era);
            last = Some(first_year(&year));
        }
        years.push(found);
    }
    years
}

fn first_year(year: &NamedYear) -> i32 {
    year.period.start.map_or(0, |day| day.year)
}

fn year(label: &str, counting: Counting, era: Option<Era>) -> Option<NamedYear> {
    let bare = without_remark(label);
    match counting {
        Counting::Fiscal => {
            let (fiscal, dated) = read_fiscal_year(&bare, era).ok()?;
            Some(NamedYear { fiscal: Some(fiscal), period: fiscal.period(), era: dated.era })
        }
        Counting::Calendar => {
            let dated = read(&bare, &Context { era, unit: Unit::Year, ..Context::default() }).ok()?;
            Some(NamedYear { fiscal: dated.fiscal_year(), period: dated.period, era: dated.era })
        }
    }
}

/// `6年度（参考）` without what stands in brackets behind it.
fn without_remark(label: &str) -> String {
    let folded = width::text(label);
    let cut = folded.find(['（', '(']).filter(|&at| at > 0).unwrap_or(folded.len());
    folded[..cut].trim().to_owned()
}

/// `38` under 昭和 is `昭和38`; a label that names its era, or no year, stays.
pub(super) fn explicit_label(label: &str, year: Option<&NamedYear>) -> String {
    let Some(era) = year.and_then(|year| year.era) else { return label.to_owned() };
    let bare = label.trim_start();
    if bare.starts_with(|c: char| c.is_numeric()) || bare.starts_with('元') {
        format!("{}{bare}", era.name())
    } else {
        label.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fiscal(years: &[Option<NamedYear>]) -> Vec<Option<i32>> {
        years.iter().map(|year| year.and_then(|year| year.fiscal).map(|year| year.0)).collect()
    }

    #[test]
    fn the_era_is_carried_down_the_rows() {
        let rows = of_rows(&["昭和62", "63", "平成元", "2", "計"], Counting::Fiscal, None);
        assert_eq!(fiscal(&rows), [Some(1987), Some(1988), Some(1989), Some(1990), None]);
        let rows = of_rows(&["27", "30", "2"], Counting::Fiscal, Some(Era::Heisei));
        assert_eq!(fiscal(&rows), [Some(2015), Some(2018), Some(2020)], "a count that falls back begins the next era");
        let rows = of_rows(&["27"], Counting::Fiscal, None);
        assert_eq!(fiscal(&rows), [None], "no era is guessed");
    }

    #[test]
    fn labels_get_their_era() {
        let rows = of_rows(&["昭和37", "38", "平成元", "元"], Counting::Fiscal, None);
        let labels: Vec<String> = ["昭和37", "38", "平成元", "元"]
            .iter()
            .zip(&rows)
            .map(|(label, year)| explicit_label(label, year.as_ref()))
            .collect();
        assert_eq!(labels, ["昭和37", "昭和38", "平成元", "平成元"]);
    }
}
