//! What the text around a date has fixed.

use super::super::{Era, FiscalYear};
use super::dated::{Anchor, Dated};
use super::point::Unit;

/// What the text around a date has fixed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The era of years printed without one.
    pub era: Option<Era>,
    /// The Western year of months printed without one.
    pub year: Option<i32>,
    /// The date last named: what 同年 and 翌日 refer to.
    pub date: Option<Anchor>,
    /// The fiscal year of a row or column.
    pub fiscal_year: Option<FiscalYear>,
    /// What a lone number counts: 年 or 年度.
    pub unit: Unit,
}

impl Context {
    /// Years are of this era.
    pub fn of_era(era: Era) -> Self {
        Self { era: Some(era), ..Self::default() }
    }

    /// Keeps a date for 同年 and its like, and its era.
    pub fn remember(&mut self, dated: &Dated) {
        self.date = dated.anchor.or(self.date);
        self.fiscal_year = dated.fiscal_year();
        self.era = dated.era.or(self.era);
    }

    pub(super) fn current_year(&self) -> Option<i32> {
        self.date.map(|date| date.year).or(self.year).or(self.fiscal_year.map(|year| year.0))
    }

    pub(super) fn current_fiscal_year(&self) -> Option<i32> {
        let of_date = self.date.map(|date| date.year - i32::from(date.month.is_some_and(|month| month < 4)));
        self.fiscal_year.map(|year| year.0).or(of_date).or(self.year)
    }
}
