//! Values as a whole: every day of five eras, anything a keyboard can type, hostile input in time.

use fukkoku_quantity::date::{self, Context};
use fukkoku_quantity::normalize::{As, Form, MAX_LINE, Options, run};
use fukkoku_quantity::number::{self, Column, NumberContext};
use fukkoku_quantity::{Day, Era, Flag, normalize, prose, width};
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// A day in every spelling of its era, and what is odd about each.
fn printed(day: Day) -> Vec<(String, Option<Flag>)> {
    let era = Era::of(day).unwrap();
    let count = era.count(day.year).unwrap();
    let year = if count == 1 { "元".to_owned() } else { count.to_string() };
    let (name, short, letter) = (era.name(), era.short_name(), era.letter());
    let (month, date) = (u32::from(day.month), u32::from(day.day));
    let ligature = ["㍾", "㍽", "㍼", "㍻", "㋿"][era as usize];
    let plain = format!("{name}{year}年{month}月{date}日");
    let positional = |number: u32| number.to_string().chars().map(|c| KANJI[c as usize - '0' as usize]).collect();
    let in_kanji =
        |digits: &dyn Fn(u32) -> String| format!("{name}{}年{}月{}日", digits(count), digits(month), digits(date));
    let dotted = format!("{letter}{year}.{month}.{date}");
    let tolerated = [
        (format!("{letter}{count:02}{month:02}{date:02}"), Some(Flag::Compact)),
        (dotted.to_ascii_lowercase(), Some(Flag::LowercaseAbbrev)),
    ];
    let certain = [
        full_width(&plain),
        full_width(&dotted),
        format!("{name} {year} 年 {month} 月 {date} 日"),
        format!("{name}{count:02}年{month:02}月{date:02}日"),
        format!("{ligature}{year}年{month}月{date}日"),
        format!("{letter}{count}年{month}月{date}日"),
        format!("{letter}{count:02}.{month:02}.{date:02}"),
        format!("{short}{count:02}.{month:02}.{date:02}"),
        format!("{short}{count}・{month}・{date}"),
        format!("{letter}{count}/{month}/{date}"),
        format!("{letter}{count}-{month}-{date}"),
        format!("{plain}現在"),
        format!("{name}{year}年（{}年）{month}月{date}日", day.year),
        in_kanji(&|number| kanji(number.into())),
        in_kanji(&positional),
        in_kanji(&|number| formal(number.into())),
        plain,
        dotted,
    ];
    certain.into_iter().map(|text| (text, None)).chain(tolerated).collect()
}

const KANJI: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// 大字: 壱弐参 and 拾.
fn formal(value: u64) -> String {
    kanji(value).replace('一', "壱").replace('二', "弐").replace('三', "参").replace('十', "拾")
}

fn full_width(text: &str) -> String {
    let full = |c: char| if c.is_ascii_graphic() { char::from_u32(c as u32 + 0xFEE0).unwrap() } else { c };
    text.chars().map(full).collect()
}

#[test]
fn every_day_from_meiji_to_2100_in_every_spelling() {
    let mut today = Day { year: 1868, month: 1, day: 25 };
    while today.year <= 2100 {
        for (text, flag) in printed(today) {
            match date::read(&text, &Context::default()) {
                Ok(dated) => {
                    assert!(today.year >= 1873, "{text} is lunisolar");
                    let flags: Vec<_> = flag.into_iter().collect();
                    assert_eq!((dated.edtf, dated.flags), (today.to_string(), flags), "{text}");
                }
                Err(refusal) => {
                    assert!(today.year < 1873 && refusal.flag == Some(Flag::Lunisolar), "{text}: {refusal}");
                }
            }
        }
        today = today.next();
    }
}

#[test]
fn every_day_of_an_era_beyond_its_end_is_answered_with_a_flag() {
    for era in Era::ALL {
        let Some(last) = era.period().end else { continue };
        let mut today = last.next();
        while today.year <= 2100 {
            let text = format!("{}{}年{}月{}日", era.name(), era.count(today.year).unwrap(), today.month, today.day);
            let dated = date::read(&text, &Context::default()).unwrap();
            assert_eq!((dated.edtf, dated.flags), (today.to_string(), vec![Flag::Overrun]), "{text}");
            today = today.next();
        }
    }
}

/// Whole numbers as a report may print them.
fn spellings(value: u64) -> Vec<String> {
    let plain = value.to_string();
    let grouped = group(&plain);
    vec![full_width(&plain), full_width(&grouped), kanji(value), formal(value), mixed(value), plain, grouped]
}

fn group(plain: &str) -> String {
    let head = (plain.len() + 2) % 3 + 1;
    let tail = plain.as_bytes()[head..].chunks(3).map(|three| format!(",{}", std::str::from_utf8(three).unwrap()));
    plain[..head].to_owned() + &tail.collect::<String>()
}

const LARGE: [&str; 5] = ["", "万", "億", "兆", "京"];

fn by_large_units(value: u64, part: impl Fn(u64) -> String) -> String {
    let sections = (0..5).rev().map(|at| (value / 10_000u64.pow(at as u32) % 10_000, LARGE[at]));
    sections.filter(|(section, _)| *section > 0).map(|(section, unit)| part(section) + unit).collect()
}

fn kanji(value: u64) -> String {
    let digit = |d: u64| "〇一二三四五六七八九".chars().nth(d as usize).unwrap().to_string();
    let small = |section: u64| {
        let parts = [(1000, "千"), (100, "百"), (10, "十")].map(|(unit, name)| match section / unit % 10 {
            0 => String::new(),
            1 => name.to_owned(),
            d => digit(d) + name,
        });
        parts.concat() + &if section.is_multiple_of(10) { String::new() } else { digit(section % 10) }
    };
    if value == 0 { "〇".to_owned() } else { by_large_units(value, small) }
}

fn mixed(value: u64) -> String {
    if value == 0 { "0".to_owned() } else { by_large_units(value, |section| section.to_string()) }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(62), ..ProptestConfig::default() })]

    #[test]
    fn whole_numbers_come_back(value in 0u64..u64::MAX) {
        for text in spellings(value) {
            let read = number::read(&text, &NumberContext::of(Column::Text)).map(|number| number.text);
            prop_assert_eq!(read, Ok(value.to_string()), "{}", text);
        }
    }

    #[test]
    fn small_numbers_come_back(value in 0u64..100_000) {
        for text in spellings(value) {
            let read = number::read(&text, &NumberContext::of(Column::Text)).map(|number| number.text);
            prop_assert_eq!(read, Ok(value.to_string()), "{}", text);
        }
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,60}") {
        everything(&text);
    }

    #[test]
    fn no_likely_text_panics(text in "[0-9０-９元年月日度同翌前明大昭平令MTSHR.,，．～〜－（）()、・第約数十百千万億〇一二三割分円%％△▲…ｶﾞﾟ゛ \n㍻①〒/:時から まで末]{0,40}") {
        everything(&text);
    }

    #[test]
    fn folding_twice_changes_nothing_more_in_prose(text in "[ｱ-ﾟァ-ヶＡ-Ｚａ-ｚ０-９（）、。0-9A-Z]{0,30}") {
        let once = width::text(&text).into_owned();
        prop_assert_eq!(width::text(&once).into_owned(), once);
    }
}

/// Every reader on one text; spans must lie on its characters.
fn everything(text: &str) {
    for context in ["", "era=平成", "fy=2009", "date=1962-07-01"] {
        normalize::date(text, context);
    }
    for context in [
        "text",
        "int_table",
        "decimal_table",
        "statistics",
        "accounts",
        "prose",
        "phone",
        "postal",
        "code",
        "address",
        "header_unit=千円",
    ] {
        normalize::number(text, context);
    }
    for profile in [width::Profile::Text, width::Profile::Value] {
        let (_, changes) = width::changes(text, profile);
        assert!(changes.iter().all(|change| text[change.range.clone()] == change.before));
    }
    let found = prose::find(text, &mut Context::default());
    assert!(found.iter().all(|found| text[found.range.clone()] == found.printed));
    for found in date::find_entry_dates(text, fukkoku_quantity::FiscalYear(2000)) {
        assert_eq!(text[found.range], found.printed);
    }
    fukkoku_quantity::unit::stated(text);
}

/// Repeated, each of these once sent a reader back and forth, or may.
const HOSTILE: &[&str] = &[
    "9",
    "(",
    "（",
    "九",
    "十",
    "1,",
    "1.",
    "～",
    "令和",
    "令和6年",
    "同",
    "約",
    "数",
    "一・",
    "1万",
    "第",
    "<",
    " ",
    "\n",
    "1 ",
    "1～",
    "平成2～",
    "ｶﾞ",
    "゛",
    "－",
    "注",
    "²",
    "1日当たり",
    "元.1)",
    "(1.1",
    "三分の",
    "¥",
    "△",
    "A",
    "S3",
    "年度",
    "12:",
    "8時",
    "2024(",
    "1/",
    "1人～",
    "一・二",
    "二千〇",
    ".5",
    "平成31年・",
    "元",
];

#[test]
fn hostile_input_is_answered_in_time() {
    let many = 1 << 18;
    for unit in HOSTILE {
        let text = unit.repeat(many / unit.len());
        let start = Instant::now();
        everything(&text);
        assert!(start.elapsed() < Duration::from_secs(10), "{unit:?} repeated took {:?}", start.elapsed());
    }
    assert_eq!(normalize::date(&("(".repeat(200) + "令和6年" + &")".repeat(200)), "").flags, ["too_deep"]);
    assert_eq!(normalize::date("9999年", "").edtf, "9999");
    assert_eq!(normalize::date("9999年度", "").flags, ["invalid_date"], "its March would be in the year 10000");
}

/// Reads what stands in `FUKKOKU_HOSTILE` bytes of each hostile text; a child of the test below.
#[test]
#[ignore = "run by the test of linear time"]
fn hostile_input_is_read_once() {
    let bytes: usize = std::env::var("FUKKOKU_HOSTILE").map_or(0, |bytes| bytes.parse().unwrap());
    for unit in HOSTILE {
        everything(&unit.repeat(bytes / unit.len()));
    }
}

/// Four times the text takes four times the instructions, as valgrind counts them; a quadratic reader would take
/// sixteen.
#[test]
#[ignore = "needs valgrind and several minutes"]
fn hostile_input_takes_linear_time() {
    let instructions = |bytes: usize| -> f64 {
        let child = std::process::Command::new("valgrind")
            .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
            .arg(std::env::current_exe().unwrap())
            .args(["--exact", "hostile_input_is_read_once", "--ignored", "--test-threads=1"])
            .env("FUKKOKU_HOSTILE", bytes.to_string())
            .output()
            .expect("valgrind is installed");
        assert!(child.status.success(), "the child failed");
        let report = String::from_utf8_lossy(&child.stderr).into_owned();
        let counted = report.lines().find_map(|line| line.split_once("Collected :")).expect("a count is reported");
        counted.1.trim().parse().unwrap()
    };
    let (small, large) = (instructions(1 << 18), instructions(1 << 20));
    let ratio = large / small;
    println!("{small:.0} instructions for 256 KiB, {large:.0} for 1 MiB: {ratio:.2}");
    assert!(ratio < 5.0, "four times the text took {ratio:.2} times the instructions");
}

/// A filter over one text; output, messages, refused lines.
fn filtered(text: &[u8], kind: As) -> (Vec<u8>, String, usize) {
    let (mut output, mut messages) = (Vec::new(), Vec::new());
    let options = Options { kind, form: Form::Plain, strict: false, context: String::new() };
    let outcome = run(text, &mut output, &mut messages, &options).unwrap();
    (output, String::from_utf8(messages).unwrap(), outcome.refused)
}

#[test]
fn long_lines_are_refused_in_few_words() {
    let brackets = "(".repeat(1 << 20);
    let groups = "123.".repeat(1 << 18) + "456";
    for (text, why) in [
        ("9".repeat(10_000), "a number of 10,000 digits"),
        ("9".repeat(1 << 20), "a megabyte of digits"),
        (brackets, "nested brackets"),
        (groups, "a megabyte of groups has no reading"),
        ("△".repeat(1 << 18), "signs"),
        ("昭和37年".repeat(1 << 16), "dates without end"),
    ] {
        for kind in [As::Date, As::Number] {
            let (output, messages, refused) = filtered(format!("{text}\n37\n").as_bytes(), kind);
            assert!(output.len() < 40 && messages.len() < 500, "{why}: {} bytes", output.len() + messages.len());
            assert!(refused >= 1, "{why}");
        }
    }
}

#[test]
fn a_line_beyond_the_limit_is_refused_unread() {
    let mut text = vec![b'9'; MAX_LINE + 1];
    text.extend(b"\n37\n");
    let (output, messages, refused) = filtered(&text, As::Number);
    assert_eq!((output.as_slice(), refused), (b"\n37\n".as_slice(), 1), "the next line is answered");
    assert_eq!(messages, "line 1: the line is longer than 16 MiB\n");
}
