use super::super::{FiscalYear, Flag};
use super::*;

#[test]
fn row_dates_take_the_era_of_their_fiscal_year() {
    for (printed, row, expected, why) in [
        ("38.2", 1962, "1963-02", "February belongs to the fiscal year before"),
        ("31.4", 2019, "2019-04", "平成31 beside 令和元"),
        ("元.2", 1988, "1989-02", "平成元 beside 昭和63"),
        ("元.4", 1989, "1989-04", ""),
        ("01.05", 2019, "2019-05", ""),
        ("19.7～10", 2007, "2007-07/2007-10", ""),
        ("28.07～29.01", 2016, "2016-07/2017-01", ""),
        ("29.01～03", 2016, "2017-01/2017-03", ""),
        ("63.3", 1988, "1988-03", "outside of its row, answered as printed"),
        ("16.2", 2004, "2004-02", "outside of its row, answered as printed"),
        ("2.03", 2019, "2020-03", ""),
    ] {
        let read = read_in_fiscal_year(printed, FiscalYear(row)).unwrap();
        assert_eq!(read.edtf, expected, "{printed} in {row}: {why}");
    }
}

#[test]
fn finds_the_dates_of_entries() {
    for (text, row, expected) in [
        ("‣情報セキュリティ監査 (住民記録、住基ネット… 17.2)", 2004, vec!["2005-02"]),
        ("総務課機械計算(組織改正 44.4)", 1969, vec!["1969-04"]),
        ("‣…（基幹系システム28.07～29.01）", 2016, vec!["2016-07/2017-01"]),
        ("‣運用開始（試行運用：29.07、本格運用： 29.11）", 2017, vec!["2017-07", "2017-11"]),
        ("IBM S360-M20 <16K>(42.7)", 1967, vec!["1967-07"]),
        ("‣IBM4381 <32M×2>(元.4)、", 1989, vec!["1989-04"]),
        ("IBM2096<24G>(21.5）", 2009, vec!["2009-05"]),
        ("IBM9672 <1.5G>(13.2)", 2000, vec!["2001-02"]),
        ("4M→8M,12M(58.12)", 1983, vec!["1983-12"]),
        ("体育館<1,200㎡>", 2000, vec![]),
        ("東分館改修<12万冊>（63.01）", 1987, vec!["1988-01"]),
        ("‣監査実施（内部情報システム(人事課関連)05.07～12）", 2023, vec!["2023-07/2023-12"]),
        ("‣監査実施（施設（集会・スポーツ）予約システム03.07～10）", 2021, vec!["2021-07/2021-10"]),
        ("2IBM2096（昭和38年2月）", 1962, vec!["1963-02"]),
    ] {
        let found = find_entry_dates(text, FiscalYear(row));
        let read: Vec<_> = found.iter().map(|date| date.reading.as_ref().unwrap().edtf.as_str()).collect();
        assert_eq!(read, expected, "{text}");
        assert!(found.iter().all(|date| text[date.range.clone()] == date.printed));
    }
}

#[test]
fn labels_of_fiscal_year_rows() {
    let mut era = None;
    for (label, expected) in [
        ("昭和\n37", 1962),
        ("38", 1963),
        ("平成\n元", 1989),
        ("2", 1990),
        ("令和 元", 2019),
        ("2", 2020),
        ("2021", 2021),
    ] {
        let (year, dated) = read_fiscal_year(label, era).unwrap();
        assert_eq!(year, FiscalYear(expected), "{label}");
        era = dated.era.or(era);
    }
    assert!(read_fiscal_year("計", era).is_err(), "a total is no year");
}

#[test]
fn both_calendars_in_one_date() {
    for (printed, expected, why) in [
        ("H28(2016).3.31", Ok("2016-03-31"), "the Western year in between"),
        ("平成28（2016）.3", Ok("2016-03"), "up to the month"),
        ("H28(2015).3.31", Err(Flag::CalendarMismatch), "they contradict each other"),
        ("平成31年・令和元年", Ok("2019"), "two names of one year"),
        ("平成31年度／令和元年度", Ok("2019-04/2020-03"), "of one fiscal year"),
        ("昭和63年・平成元年", Err(Flag::Unparsable), "two years, two values"),
        ("2021-04-01/2022-03-31", Ok("2021-04-01/2022-03-31"), "a period of ISO 8601"),
        ("2009-04/2013-03", Ok("2009-04/2013-03"), "of months"),
        ("2021/4/1", Ok("2021-04-01"), "a slash divides the parts of a date"),
        ("平\n成\n二\n十\n一\n年\n度", Ok("2009-04/2010-03"), "an upright label"),
        ("S0109", Ok("1926-09"), "compact, not the year 109"),
        ("R10501", Err(Flag::Unparsable), "five digits can be cut in two ways"),
    ] {
        let read = read(printed, &Context::default());
        let read = read.as_ref().map(|dated| dated.edtf.as_str()).map_err(|refusal| refusal.flag);
        assert_eq!(read, expected.map_err(Some), "{printed}: {why}");
    }
}

#[test]
fn parts_that_stand_elsewhere() {
    let fiscal = Context { fiscal_year: Some(FiscalYear(2009)), ..Context::default() };
    let year = Context { year: Some(2024), ..Context::default() };
    let nothing = Context::default();
    for (printed, context, expected, why) in [
        ("10月～3月", &fiscal, Ok("2009-10/2010-03"), "March of a fiscal year follows its October"),
        ("10～3月", &fiscal, Ok("2009-10/2010-03"), "the word of the first month elided"),
        ("10月～3月", &year, Err(Flag::Reversed), "in a calendar year it does not"),
        ("上期", &fiscal, Ok("2009-04/2009-09"), "half of the fiscal year of the heading"),
        ("第４四半期", &fiscal, Ok("2010-01/2010-03"), "its last quarter"),
        ("第2四半期", &year, Ok("2024-04/2024-06"), "a quarter of a calendar year"),
        ("年度末", &fiscal, Ok("2010-03-31~"), "as 令和6年度末 is read"),
        ("上期", &nothing, Err(Flag::NoYear), "of no year"),
        ("4/1", &year, Ok("2024-04-01"), "month and day, the year being known"),
        ("4/1", &nothing, Err(Flag::NoEra), "or year and month, if it is not"),
        ("21.7", &year, Err(Flag::NoEra), "21 is no month"),
        ("1998～02年", &nothing, Ok("1998/2002"), "the century moves on like an era"),
        ("2012～09年", &nothing, Err(Flag::Reversed), "but not by a hundred years"),
        ("平成24年度～現在", &nothing, Ok("2012-04/.."), "until now is open"),
        ("平成21年度・22年度", &nothing, Ok("2009-04/2011-03"), "years listed in a cell"),
        ("令和6年度初", &nothing, Ok("2024-04-01~"), "the beginning"),
    ] {
        let read = read(printed, context);
        let read = read.as_ref().map(|dated| dated.edtf.as_str()).map_err(|refusal| refusal.flag);
        assert_eq!(read, expected.map_err(Some), "{printed}: {why}");
    }
}

#[test]
fn words_of_old_and_of_offices() {
    for (printed, expected, why) in [
        ("令和6会計年度", Ok("2024-04/2025-03"), "the word of the law"),
        ("昭和二十五會計年度", Ok("1950-04/1951-03"), "in old letters"),
        ("平成21至24年度", Ok("2009-04/2013-03"), "至 for a dash"),
        ("自令和6年4月1日 至令和7年3月31日", Ok("2024-04-01/2025-03-31"), "as accounts are headed"),
        ("自令和6年4月1日", Ok("2024-04-01/.."), "the end stands elsewhere"),
        ("令和元年（2019年）度", Ok("2019-04/2020-03"), "年度 parted by brackets"),
        ("昭和丗七年九月朔日", Ok("1962-09-01"), "the first of a month"),
        ("明治卅八年五月晦日", Ok("1905-05-31"), "the last"),
        ("昭和三年大晦日", Ok("1928-12-31"), "of a year"),
        ("令和6年3・4月", Ok("2024-03/2024-04"), "months listed"),
        ("令和6年4月13日（土）・14日（日）", Ok("2024-04-13/2024-04-14"), "days listed"),
        ("令和6年3月・5月", Err(Flag::List), "not upon each other"),
        ("令　和　６　年　度", Ok("2024-04/2025-03"), "letters set apart"),
        ("\u{F9A8}和６年４月１日", Ok("2024-04-01"), "令 of an old Korean set"),
        ("令\u{E0100}和6年", Ok("2024"), "a shape chosen"),
        ("令和6年5月6日（月・振休）", Ok("2024-05-06"), "a day off"),
        ("令和6年5月3日（祝・金）", Ok("2024-05-03"), "the other way round"),
        ("令和6年5月3日（木・祝）", Err(Flag::CalendarMismatch), "a Friday"),
    ] {
        let read = read(printed, &Context::default());
        let read = read.as_ref().map(|dated| dated.edtf.as_str()).map_err(|refusal| refusal.flag);
        assert_eq!(read, expected.map_err(Some), "{printed}: {why}");
    }
}

#[test]
fn times_behind_a_day() {
    for (printed, start, end, why) in [
        ("令和6年4月1日（月）午前10時", "2024-04-01 10:00", "2024-04-01 10:00", "an hour"),
        ("R6.4.1 9:00～12:00", "2024-04-01 09:00", "2024-04-01 12:00", "from and to"),
        ("令和6年4月1日午後1時～3時", "2024-04-01 13:00", "2024-04-01 15:00", "午後 serves both"),
        ("令和6年4月1日13時から", "2024-04-01 13:00", "2024-04-01 13:00", "its end is not printed"),
        ("令和6年8月11日24時", "2024-08-11 24:00", "2024-08-11 24:00", "the end of the day"),
        ("令和6年8月11日25時30分", "2024-08-12 01:30", "2024-08-12 01:30", "of the night that follows"),
        ("令和6年8月11日17:00～26:00", "2024-08-11 17:00", "2024-08-12 02:00", "until then"),
        ("令和6年4月1日9時から4月2日17時まで", "2024-04-01 09:00", "2024-04-02 17:00", "over two days"),
    ] {
        let dated = read(printed, &Context::default()).unwrap();
        let hours = dated.clock.unwrap();
        let shown =
            |day: Option<crate::Day>, minutes: Option<u32>| format!("{} {}", day.unwrap(), hour_text(minutes.unwrap()));
        let found = (shown(dated.period.start, hours.start), shown(dated.period.end, hours.end));
        assert_eq!(found, (start.to_owned(), end.to_owned()), "{printed}: {why}");
    }
    assert!(read("令和6年4月1日31時", &Context::default()).is_err(), "no night is so long");
}

#[test]
fn numbers_cut_by_a_line_end() {
    for (printed, expected, why) in [
        ("平成２\n８年３月", Ok(("2016-03", vec![Flag::LineWrap])), "as the booklet cuts them"),
        ("平成1\n2年4月1\n0日", Ok(("2000-04-10", vec![Flag::LineWrap])), "twice"),
        ("２\n８年３月", Err(Some(Flag::NoEra)), "joined, it still lacks its era"),
        ("平成21\n24", Err(Some(Flag::Unparsable)), "two numbers without a word may be two cells"),
        ("昭和37年\n9月1日", Ok(("1962-09-01", vec![Flag::LineWrap])), "no digits beside the line end"),
    ] {
        let read = read(printed, &Context::default());
        let read =
            read.as_ref().map(|dated| (dated.edtf.as_str(), dated.flags.clone())).map_err(|refusal| refusal.flag);
        assert_eq!(read, expected, "{printed:?}: {why}");
    }
}
