//! Days of the Gregorian calendar, and the five eras counted by it.

use super::types::{Day, FiscalYear, Period};

impl Day {
    /// The day, if the calendar has it.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        let fits = (1..=9999).contains(&year) && (1..=12).contains(&month);
        let fits = fits && (1..=days_in_month(year, month)).contains(&day);
        fits.then_some(Self { year, month: month as u8, day: day as u8 })
    }

    /// The following day.
    pub fn next(self) -> Self {
        let (year, month, day) = (self.year, self.month, self.day);
        if u32::from(day) < days_in_month(year, u32::from(month)) {
            return Self { day: day + 1, ..self };
        }
        if month < 12 { Self { year, month: month + 1, day: 1 } } else { Self { year: year + 1, month: 1, day: 1 } }
    }

    /// The day before.
    pub fn previous(self) -> Self {
        if self.day > 1 {
            return Self { day: self.day - 1, ..self };
        }
        let (year, month) = if self.month > 1 { (self.year, self.month - 1) } else { (self.year - 1, 12) };
        Self { year, month, day: days_in_month(year, u32::from(month)) as u8 }
    }

    /// Days since 1 March of year 0; differences of it are differences in days.
    pub fn number(self) -> i64 {
        let month = i64::from(self.month);
        let year = i64::from(self.year) - i64::from(month <= 2);
        let month_of_year = (month + 9) % 12;
        year * 365 + year.div_euclid(4) - year.div_euclid(100)
            + year.div_euclid(400)
            + (month_of_year * 153 + 2) / 5
            + i64::from(self.day)
            - 1
    }

    /// 0 for Sunday (日) to 6 for Saturday (土).
    pub fn weekday(self) -> u8 {
        (self.number() + 3).rem_euclid(7) as u8
    }

    /// The fiscal year that holds the day.
    pub fn fiscal_year(self) -> FiscalYear {
        FiscalYear(self.year - i32::from(self.month < 4))
    }
}

/// 28 to 31.
pub fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

impl Period {
    /// Both ends known.
    pub fn closed(start: Day, end: Day) -> Self {
        Self { start: Some(start), end: Some(end) }
    }

    /// Whether a day lies in it.
    pub fn contains(&self, day: Day) -> bool {
        self.start.is_none_or(|start| start <= day) && self.end.is_none_or(|end| day <= end)
    }

    /// Whether the two have a day in common.
    pub fn overlaps(&self, other: &Period) -> bool {
        let before = |a: Option<Day>, b: Option<Day>| matches!((a, b), (Some(a), Some(b)) if a < b);
        !before(self.end, other.start) && !before(other.end, self.start)
    }
}

/// An era of JIS X 0301:2019.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Era {
    /// 明治
    Meiji,
    /// 大正
    Taisho,
    /// 昭和
    Showa,
    /// 平成
    Heisei,
    /// 令和
    Reiwa,
}

/// A row of the table of eras.
struct EraRow {
    era: Era,
    name: &'static str,
    letter: char,
    first: Day,
    last: Option<Day>,
}

const fn day(year: i32, month: u8, day: u8) -> Day {
    Day { year, month, day }
}

/// JIS X 0301:2019, annex: the day of a change belongs to the new era.
const ERAS: [EraRow; 5] = [
    EraRow { era: Era::Meiji, name: "明治", letter: 'M', first: day(1868, 1, 25), last: Some(day(1912, 7, 29)) },
    EraRow { era: Era::Taisho, name: "大正", letter: 'T', first: day(1912, 7, 30), last: Some(day(1926, 12, 24)) },
    EraRow { era: Era::Showa, name: "昭和", letter: 'S', first: day(1926, 12, 25), last: Some(day(1989, 1, 7)) },
    EraRow { era: Era::Heisei, name: "平成", letter: 'H', first: day(1989, 1, 8), last: Some(day(2019, 4, 30)) },
    EraRow { era: Era::Reiwa, name: "令和", letter: 'R', first: day(2019, 5, 1), last: None },
];

/// The first day on which Japan counted by the Gregorian calendar.
pub const FIRST_GREGORIAN: Day = day(1873, 1, 1);

impl Era {
    /// All, oldest first.
    pub const ALL: [Era; 5] = [Era::Meiji, Era::Taisho, Era::Showa, Era::Heisei, Era::Reiwa];

    /// Their names, oldest first.
    pub const NAMES: [&'static str; 5] = [ERAS[0].name, ERAS[1].name, ERAS[2].name, ERAS[3].name, ERAS[4].name];

    fn row(self) -> &'static EraRow {
        &ERAS[self as usize]
    }

    /// 明治 … 令和.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// M T S H R.
    pub fn letter(self) -> char {
        self.row().letter
    }

    /// 明 大 昭 平 令.
    pub fn short_name(self) -> &'static str {
        let name = self.name();
        name.char_indices().nth(1).map_or(name, |(at, _)| &name[..at])
    }

    /// From its name in full, first character, or letter in either case.
    pub fn from_name(name: &str) -> Option<Self> {
        let row = ERAS.iter().find(|row| {
            row.name == name
                || row.era.short_name() == name
                || (name.len() == 1 && name.starts_with([row.letter, row.letter.to_ascii_lowercase()]))
        });
        row.map(|row| row.era)
    }

    /// First to last day; 令和 is open.
    pub fn period(self) -> Period {
        Period { start: Some(self.row().first), end: self.row().last }
    }

    /// The era after it.
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self as usize + 1).copied()
    }

    /// The Western year of its year `count` (1 for 元年), without regard to its end.
    pub fn western(self, count: u32) -> i32 {
        self.row().first.year - 1 + count as i32
    }

    /// The era of a day from 1868-01-25 on.
    pub fn of(day: Day) -> Option<Self> {
        Self::ALL.into_iter().find(|era| era.period().contains(day))
    }

    /// The year of this era in which a Western year falls; `None` before 元年.
    pub fn count(self, western: i32) -> Option<u32> {
        u32::try_from(western - self.row().first.year + 1).ok().filter(|count| *count > 0)
    }
}

impl FiscalYear {
    /// As printed with its era: `昭和37`, `平成元`; the era is that of its 1 April.
    pub fn with_era(self) -> String {
        let era = Era::of(Day { year: self.0, month: 4, day: 1 });
        match era.and_then(|era| Some((era, era.count(self.0)?))) {
            Some((era, 1)) => format!("{}元", era.name()),
            Some((era, count)) => format!("{}{count}", era.name()),
            None => self.0.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays() {
        for (year, month, date, expected, why) in [
            (2024, 4, 1, 1, "令和6年4月1日 was a Monday"),
            (1962, 9, 1, 6, "a Saturday"),
            (2000, 2, 29, 2, "leap day of a century year, a Tuesday"),
        ] {
            assert_eq!(day(year, month, date).weekday(), expected, "{why}");
        }
    }

    #[test]
    fn days_follow_each_other_from_meiji_to_2100() {
        let mut today = day(1868, 1, 25);
        while today < day(2101, 1, 1) {
            let tomorrow = today.next();
            assert_eq!(tomorrow.previous(), today, "back and forth");
            assert_eq!(tomorrow.number(), today.number() + 1, "numbers ascend by one");
            today = tomorrow;
        }
    }
}
