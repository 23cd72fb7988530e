//! Years and periods that heads name: printed in full, with the era of a neighbour, as numbers alone, as months of a year.

use super::cells::row_label;
use super::years::{Carried, Counting, NamedYear, counting};
use fukkoku_quantity::date::{Anchor, Context, Dated, Unit, read_label};
use fukkoku_quantity::prose::{self, Value};
use fukkoku_quantity::{Day, Era, FiscalYear, width};
use fukkoku_recover::block::PrintedTable;

/// What is known about the years of a table before its heads are read.
#[derive(Clone, Debug, Default)]
pub(super) struct Hints {
    /// What the report and the tables before fixed.
    carried: Carried,
    /// The last date or period that the captions name.
    named: Option<Dated>,
    /// What a year without its word is.
    counting: Option<Counting>,
}

impl Hints {
    /// Looks at the captions above a table, the nearest last, and at the head of its labels.
    pub(super) fn of(captions: &[String], stub: &str, carried: Carried) -> Self {
        let years = |caption: &String| {
            let found = prose::find(caption, &mut Context::default()).into_iter().rev();
            found
                .into_iter()
                .find_map(|found| if let Value::Dated(Ok(dated)) = found.reading { Some(dated) } else { None })
        };
        let nearest = captions.iter().rev().find_map(|caption| Some((caption, years(caption)?)));
        let fiscal = |text: &str| text.contains("年度").then_some(Counting::Fiscal);
        let counting = counting(stub).or_else(|| nearest.as_ref().and_then(|(caption, _)| fiscal(caption)));
        Self { carried, counting, named: nearest.map(|(_, dated)| dated) }
    }

    /// What months, halves and 前年度 are of: the one year that the captions name, or the label above.
    fn context(&self, above: Option<&NamedYear>) -> Context {
        let unit = if self.counting == Some(Counting::Fiscal) { Unit::Fiscal } else { Unit::Year };
        let fiscal = above.and_then(|year| year.fiscal).or_else(|| self.named.as_ref().and_then(Dated::fiscal_year));
        let calendar = || {
            let whole = |start: Day, end: Day| {
                (start.year == end.year && (start.month, end.month) == (1, 12)).then_some(start.year)
            };
            let of = |start: Option<Day>, end: Option<Day>| whole(start?, end?);
            above
                .and_then(|year| of(year.period.start, year.period.end))
                .or_else(|| self.named.as_ref().and_then(|dated| of(dated.period.start, dated.period.end)))
        };
        let year = if fiscal.is_none() { calendar() } else { None };
        let date = year.map(|year| Anchor { year, month: None, day: None });
        Context { fiscal_year: fiscal, year, date, unit, era: None }
    }

    /// The era in which years without one end.
    fn latest(&self) -> Option<Era> {
        self.named.as_ref().and_then(|dated| dated.era).or(self.carried.latest())
    }

    /// First and last year that the captions name, where that is more than one.
    fn range(&self) -> Option<(i32, i32)> {
        let Dated { period, .. } = self.named.as_ref()?;
        let (start, end) = (period.start?, period.end?);
        // A fiscal year ends in March of the next.
        let last = end.fiscal_year().0.min(end.year);
        (last > start.year).then_some((start.year, last))
    }
}

/// Reads what the labels of a header name, column by column; of a path the narrower: April below 令和5年度.
pub(super) fn of_columns(paths: &[Vec<String>], hints: &Hints) -> Vec<Option<NamedYear>> {
    let levels = paths.iter().map(Vec::len).max().unwrap_or(0);
    let mut years: Vec<Option<NamedYear>> = vec![None; paths.len()];
    for level in 0..levels {
        let labels: Vec<&str> = paths.iter().map(|path| path.get(level).map_or("", String::as_str)).collect();
        let found = of_labels(&labels, &years, hints);
        years = years.into_iter().zip(found).map(|(above, below)| narrower(above, below)).collect();
    }
    years
}

fn narrower(above: Option<NamedYear>, below: Option<NamedYear>) -> Option<NamedYear> {
    match (above, below) {
        (Some(above), Some(below)) => {
            let contains = |day: Option<Day>| day.is_some_and(|day| above.period.contains(day));
            let within = contains(below.period.start) && contains(below.period.end);
            Some(if within { NamedYear { fiscal: below.fiscal.or(above.fiscal), ..below } } else { above })
        }
        (above, below) => above.or(below),
    }
}

/// Reads the years that labels count, across or down: `２７年度 … ３０年度 元年度 ２年度`. `None` where a label names none.
///
/// - **Era**: that of the label before, or the next one where the count falls back. Before the first printed era, and where none is
///   printed, the last label is of the report's own era, and going left a count that grows belongs to the era before.
/// - **Numbers alone** are years where they rise by one and the captions name first and last: `30 元 2 3`, or are Western.
pub(super) fn of_labels(labels: &[&str], above: &[Option<NamedYear>], hints: &Hints) -> Vec<Option<NamedYear>> {
    let context = |index: usize| hints.context(above.get(index).and_then(Option::as_ref));
    let mut years: Vec<Option<NamedYear>> =
        labels.iter().enumerate().map(|(index, label)| named(read_label(label, &context(index))?)).collect();
    to_the_right(labels, &mut years);
    to_the_left(labels, &mut years, hints);
    if years.iter().all(Option::is_none) { alone(labels, hints) } else { years }
}

/// Rows whose labels are dates, though no head says so: `令和4年度`, `5年度`. None where they are the fewer.
pub(super) fn of_rows(raw: &PrintedTable, column: usize, hints: &Hints) -> Vec<Option<NamedYear>> {
    let labels: Vec<String> = raw.rows.iter().map(|row| row_label(row, column)).collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let years = of_labels(&labels, &[], hints);
    let found = years.iter().flatten().count();
    if found > 1 && found * 100 >= labels.len() * SHARE_OF_YEARS { years } else { vec![None; labels.len()] }
}

/// Share of rows, in percent, that makes their labels years.
const SHARE_OF_YEARS: usize = 60;

fn named(dated: Dated) -> Option<NamedYear> {
    let fiscal = dated.fiscal_year();
    dated.period.start.and(dated.period.end)?;
    Some(NamedYear { fiscal, period: dated.period, era: dated.era })
}

fn first_year(year: &NamedYear) -> i32 {
    year.period.start.map_or(0, |day| day.fiscal_year().0.max(day.year - i32::from(year.fiscal.is_some())))
}

/// A year printed without era, read in one.
fn elided(label: &str, era: Era) -> Option<NamedYear> {
    if !label.contains('年') {
        return None;
    }
    read_label(label, &Context::of_era(era)).and_then(named)
}

fn to_the_right(labels: &[&str], years: &mut [Option<NamedYear>]) {
    let mut before: Option<(Era, i32)> = None;
    for (label, year) in labels.iter().zip(years) {
        if let (None, Some((era, last))) = (*year, before) {
            let fits = |year: &NamedYear| first_year(year) >= last;
            *year = [Some(era), era.next()].into_iter().flatten().filter_map(|era| elided(label, era)).find(fits);
        }
        before = year.and_then(|year| Some((year.era?, first_year(&year)))).or(before);
    }
}

fn to_the_left(labels: &[&str], years: &mut [Option<NamedYear>], hints: &Hints) {
    let mut era = hints.latest();
    let mut after: Option<i32> = None;
    for (label, year) in labels.iter().zip(years).rev() {
        if year.is_none() {
            let candidates = std::iter::successors(era, |era| previous(*era));
            let fits = |year: &NamedYear| {
                after.is_none_or(|after| first_year(year) <= after) && !too_late(year, &hints.carried)
            };
            *year = candidates.filter_map(|era| elided(label, era)).find(fits);
        }
        if let Some(year) = year {
            era = year.era.or(era);
            after = Some(first_year(year));
        }
    }
}

fn previous(era: Era) -> Option<Era> {
    Era::ALL.into_iter().find(|other| other.next() == Some(era))
}

/// A plan may look a few years ahead, not further.
fn too_late(year: &NamedYear, carried: &Carried) -> bool {
    carried.as_of.is_some_and(|day| first_year(year) > day.year + 10)
}

/// Fewest numbers in a row that are years by themselves.
const FEWEST_ALONE: usize = 2;

/// `2019 2020 2021`, `30 元 2 3`: numbers that rise by one and nothing else beside them but words.
fn alone(labels: &[&str], hints: &Hints) -> Vec<Option<NamedYear>> {
    let counts: Vec<Option<i32>> = labels.iter().map(|label| count(label)).collect();
    let numbers: Vec<i32> = counts.iter().flatten().copied().collect();
    let none = vec![None; labels.len()];
    if numbers.len() < FEWEST_ALONE {
        return none;
    }
    let western = numbers.iter().all(|year| (1900..2100).contains(year)) && evenly(&numbers);
    let named = if western { Some(numbers) } else { hints.range().and_then(|range| in_eras(&numbers, range)) };
    let Some(named) = named else { return none };
    let mut named = named.into_iter();
    let fiscal = hints.counting == Some(Counting::Fiscal);
    let year = |year: i32| {
        let period = |start, end| fukkoku_quantity::Period::closed(start, end);
        let calendar = period(Day { year, month: 1, day: 1 }, Day { year, month: 12, day: 31 });
        let start = Day { year, month: 4, day: 1 };
        NamedYear {
            fiscal: fiscal.then_some(FiscalYear(year)),
            period: if fiscal { FiscalYear(year).period() } else { calendar },
            era: if western { None } else { Era::of(if fiscal { start } else { Day { month: 12, day: 31, ..start } }) },
        }
    };
    counts.into_iter().map(|count| count.and_then(|_| named.next()).map(year)).collect()
}

/// A label that is a number alone; 元 is the first.
fn count(label: &str) -> Option<i32> {
    let folded = width::value(label.trim());
    let bare = folded.trim_start_matches('\'');
    match bare {
        "元" => Some(1),
        _ if bare.len() <= 4 && bare.bytes().all(|b| b.is_ascii_digit()) => bare.parse().ok(),
        _ => None,
    }
}

/// Rising or falling by the same step.
fn evenly(numbers: &[i32]) -> bool {
    let mut steps = numbers.windows(2).map(|pair| pair[1] - pair[0]);
    let first = steps.next().unwrap_or(0);
    first != 0 && steps.all(|step| step == first)
}

/// Counts of eras that run from the first to the last year of a range, year by year.
fn in_eras(counts: &[i32], (first, last): (i32, i32)) -> Option<Vec<i32>> {
    let years: Vec<i32> = (first..=last).collect();
    let counted = |(count, year): (&i32, &i32)| {
        // In the year of a change both counts are right.
        let day = |month| Day { year: *year, month, day: 1 };
        [day(1), day(12)].into_iter().filter_map(|day| Era::of(day)?.count(*year)).any(|found| found as i32 == *count)
    };
    (years.len() == counts.len() && counts.iter().zip(&years).all(counted)).then_some(years)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hints(caption: &str) -> Hints {
        Hints::of(&[caption.to_owned()], "区分", Carried::default())
    }

    fn told(labels: &[&str], hints: &Hints) -> Vec<String> {
        let paths: Vec<Vec<String>> =
            labels.iter().map(|label| label.split('／').map(str::to_owned).collect()).collect();
        let show = |year: Option<NamedYear>| match year {
            Some(NamedYear { fiscal: Some(year), .. }) => format!("FY{}", year.0),
            Some(year) => year.period.start.zip(year.period.end).map_or(String::new(), |(a, b)| format!("{a}/{b}")),
            None => "-".to_owned(),
        };
        of_columns(&paths, hints).into_iter().map(show).collect()
    }

    #[test]
    fn years_across_end_in_the_era_of_the_report() {
        let carried = Carried { era: None, as_of: Some(Day { year: 2024, month: 4, day: 1 }) };
        let hints = Hints::of(&[], "科目", carried);
        let found = told(&["科目", "２７年度", "３０年度", "元年度", "６年度（参考）"], &hints);
        assert_eq!(found, ["-", "FY2015", "FY2018", "FY2019", "FY2024"]);
    }

    #[test]
    fn heads_name_years() {
        for (labels, caption, expected, why) in [
            (&["令和４年度", "５年度", "６年度"][..], "", &["FY2022", "FY2023", "FY2024"][..], "the era of the first"),
            (&["平成30年度", "令和元年度", "２年度"], "", &["FY2018", "FY2019", "FY2020"], "over the change"),
            (&["平成29年度", "30年度", "元年度"], "", &["FY2017", "FY2018", "FY2019"], "the count falls back"),
            (&["28年度", "29年度", "令和元年度"], "", &["FY2016", "FY2017", "FY2019"], "the era before the first"),
            (
                &["令和5年度決算額", "6年度予算額", "増減"],
                "",
                &["FY2023", "FY2024", "-"],
                "with words, and a difference",
            ),
            (&["4年度", "5年度"], "", &["-", "-"], "no era is guessed"),
            (&["4年度", "5年度"], "決算（令和4年度～5年度）", &["FY2022", "FY2023"], "the caption has it"),
            (
                &["2019", "2020", "2021", "増減"],
                "",
                &["2019-01-01/2019-12-31", "2020-01-01/2020-12-31", "2021-01-01/2021-12-31", "-"],
                "Western years",
            ),
            (&["2019", "2020"], "年度別の件数（2019～2020年度）", &["FY2019", "FY2020"], "fiscal ones"),
            (
                &["30", "元", "2", "3"],
                "受診状況（平成30年度～令和3年度）",
                &["FY2018", "FY2019", "FY2020", "FY2021"],
                "numbers that fill the range of the caption",
            ),
            (&["30", "元", "2", "3"], "", &["-", "-", "-", "-"], "numbers alone"),
            (&["1", "2", "3"], "学年別（令和3年度～令和5年度）", &["-", "-", "-"], "classes of a school"),
            (&["令和5年度／4月", "令和5年度／3月"], "", &["FY2023", "FY2023"], "months below a year are within it"),
            (
                &["4月", "5月"],
                "月別（令和5年度）",
                &["2023-04-01/2023-04-30", "2023-05-01/2023-05-31"],
                "of the caption",
            ),
            (&["4月", "5月"], "月別", &["-", "-"], "of no year"),
            (&["本年度予算額", "前年度予算額", "比較"], "令和6年度予算", &["FY2024", "FY2023", "-"], "relative"),
            (&["1号", "2号", "3級", "65歳以上"], "令和6年度", &["-", "-", "-", "-"], "no years"),
        ] {
            assert_eq!(told(labels, &hints(caption)), expected, "{labels:?} below {caption:?}: {why}");
        }
    }
}
