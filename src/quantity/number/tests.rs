use super::*;

#[test]
fn figures_in_columns() {
    for (printed, column, expected, why) in [
        ("１２，３４５", Column::IntTable, Some("12345"), "full-width digits and comma"),
        ("△ 678", Column::Accounts, Some("-678"), "△ is a minus sign"),
        ("", Column::IntTable, None, "empty is not zero"),
        ("－", Column::Accounts, None, "nothing is not zero"),
        ("一５", Column::Accounts, None, "kanji one typed for a dash"),
        ("((5))", Column::Accounts, None, "nested brackets"),
        ("1,234千円", Column::Accounts, Some("1234"), "not scaled"),
        ("12,34", Column::IntTable, None, "commas not at thousands"),
        ("1e5", Column::IntTable, None, "no exponent in these reports"),
        (".5", Column::DecimalTable, Some("0.5"), "the zero left out"),
        ("△.5", Column::DecimalTable, Some("-0.5"), "with a sign"),
        ("5.", Column::DecimalTable, None, "a point without places"),
        (".5.6", Column::DecimalTable, None, "two points"),
        ("1’234", Column::IntTable, Some("1234"), "an odd separator, flagged"),
        ("5一", Column::Accounts, None, "digits of two scripts"),
        ("廿一円¹", Column::Accounts, Some("21"), "a footnote after kanji"),
    ] {
        let found = read(printed, &NumberContext::of(column)).ok().and_then(|number| number.value);
        assert_eq!(found.map(|value| value.to_string()).as_deref(), expected, "{printed:?}: {why}");
    }
}

#[test]
fn texts_of_unknown_kind() {
    for (printed, expected, why) in [
        ("一・二三", (Reading::Number, "1.23"), "a positional decimal"),
        ("一・二億", (Reading::Number, "120000000"), "as a factor"),
        ("二・三人", (Reading::Approx, ""), "but people are whole"),
        ("二、三人", (Reading::Approx, ""), "two or three"),
        ("1日当たり5件", (Reading::Number, "5"), "a rate"),
        ("1日当たり", (Reading::Label, ""), "nothing is counted"),
        ("二千〇九", (Reading::Number, "2009"), "a zero in the place left out"),
        ("1億.5", (Reading::Label, ""), "no decimal after a unit"),
        ("10千円", (Reading::Number, "10"), "a scale that belongs to the unit"),
        ("5千円", (Reading::Number, "5000"), "a numeral"),
        ("三分の一", (Reading::Fraction, "1/3"), ""),
        ("1½", (Reading::Fraction, "1 1/2"), ""),
        ("1人～3人", (Reading::Interval, "1/3"), ""),
    ] {
        let context = NumberContext::of(Column::Prose);
        let found = read(printed, &context).unwrap();
        let text = if found.reading == Reading::Label { "" } else { found.text.as_str() };
        assert_eq!((found.reading, text), expected, "{printed}: {why}");
    }
}

#[test]
fn what_is_odd_is_flagged() {
    for (printed, column, expected, why) in [
        ("一５", Column::Accounts, None, "no numeral at all, so nothing is malformed"),
        (",123", Column::IntTable, Some(Flag::BadGrouping), "a group is missing"),
        ("1234,567", Column::IntTable, Some(Flag::BadGrouping), "the first group has four digits"),
        ("十十", Column::Text, Some(Flag::Malformed), ""),
    ] {
        let refusal = read(printed, &NumberContext::of(column)).unwrap_err();
        assert_eq!(refusal.flag, expected, "{printed}: {why}");
    }
}

#[test]
fn legends_override_symbols() {
    let legend = Legend::read("注：「－」は不詳、「x」は該当なしを示す。");
    let context = NumberContext { column: Column::Statistics, legend, ..NumberContext::default() };
    assert_eq!(read("－", &context).unwrap().reading, Reading::Unknown);
    assert_eq!(read("x", &context).unwrap().reading, Reading::Nil);
    assert_eq!(
        read("…", &context).unwrap().reading,
        Reading::Unknown,
        "what the legend does not name keeps its meaning"
    );
}
