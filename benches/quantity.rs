//! Speed of the value grammars; read the ratios to `chars()` of the same run, not the absolute figures.

#![allow(missing_docs, clippy::unwrap_used)]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use fukkoku_quantity::date::Context;
use fukkoku_quantity::normalize::{As, Form, Options, run};
use fukkoku_quantity::{prose, width};
use std::hint::black_box;

const DATES: &str = "昭和37年9月1日\nＨ２１．４．１\n令和６年４月１日現在\n平成21～24年度\n昭和５２年度～５６年度\nR06.04.01\n平成28年（2016年）3月31日\n2021-04-01\n令和元年度\n平成21年7月～22年1月\n";
const NUMBERS: &str =
    "１，５４７，３７０\n1,913,453\n△ 1,234\n－\n1億2,345万6千円\n98.6\n806046\n1,547,370千円\n…\n二千二十四\n";
const PROSE: &str = "昭和３７年当時増大しつつあった事務処理の効率化を図るため、同年９月総務課に機械計算係を設置し、パンチ・カード・システムを導入したのが機械化の始まりである。これを機に昭和３７年度を初年度とする第一次総合事務機械化計画（昭和３７年度～４１年度）を策定し、①機械化対象業務の増大に対応した。\n";

/// Lists of one spelling each: the mixed lists above must not owe their speed to the easy lines.
const LISTS: &[(&str, As, &str)] = &[
    ("dates 昭和37年9月1日", As::Date, "昭和37年9月1日\n平成12年12月31日\n"),
    ("dates Ｈ２１．４．１", As::Date, "Ｈ２１．４．１\n令和６年４月１日\n"),
    ("dates S37.9", As::Date, "S37.9\nH21.4\nR6.10\n"),
    ("dates 2021-04-01", As::Date, "2021-04-01\n2019/4/1\n"),
    ("dates 昭和三十七年", As::Date, "昭和三十七年九月一日\n平成二十一年度\n"),
    ("dates 平成21～24年度", As::Date, "平成21～24年度\n令和元～3年度\n平成21年7月～22年1月\n"),
    ("dates 平成21年度", As::Date, "平成21年度\n令和元年度\n"),
    ("numbers 1,234,567", As::Number, "1,234,567\n806,046\n"),
    ("numbers １，２３４，５６７", As::Number, "１，２３４，５６７\n８０６，０４６\n"),
    ("numbers 806046", As::Number, "806046\n1284\n"),
    ("numbers △ 1,234", As::Number, "△ 1,234\n▲５\n-0.3\n"),
    ("numbers －", As::Number, "－\n…\n0\n"),
    ("numbers 98.6%", As::Number, "98.6%\n12.5％\n"),
    ("numbers 1,547,370千円", As::Number, "1,547,370千円\n278,635人\n"),
    ("numbers 一億二千三百万", As::Number, "一億二千三百万\n二千二十四\n一九六二\n"),
    ("numbers 1億2,345万6千円", As::Number, "1億2,345万6千円\n3億2千万\n"),
];

fn filter(text: &str, kind: As) {
    let options = Options { kind, form: Form::Plain, strict: false, context: String::new() };
    run(text.as_bytes(), std::io::sink(), std::io::sink(), &options).unwrap();
}

fn speed(c: &mut Criterion) {
    let mut measure = |name: &str, sample: &str, work: &dyn Fn(&str)| {
        let text = sample.repeat((1 << 18) / sample.len());
        let mut group = c.benchmark_group("quantity");
        group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(10);
        group.bench_function(name, |b| b.iter(|| work(black_box(&text))));
        group.finish();
    };
    measure("chars", PROSE, &|text| assert!(text.chars().map(u32::from).fold(0, u32::wrapping_add) > 0));
    measure("width text", PROSE, &|text| assert!(!width::text(text).is_empty()));
    measure("width value", PROSE, &|text| assert!(!width::value(text).is_empty()));
    measure("normalize dates", DATES, &|text| filter(text, As::Date));
    measure("normalize numbers", NUMBERS, &|text| filter(text, As::Number));
    for (name, kind, sample) in LISTS {
        measure(name, sample, &|text| filter(text, *kind));
    }
    measure("normalize text", PROSE, &|text| filter(text, As::Text));
    measure("find in prose", PROSE, &|text| assert!(!prose::find(text, &mut Context::default()).is_empty()));
}

criterion_group!(benches, speed);
criterion_main!(benches);
