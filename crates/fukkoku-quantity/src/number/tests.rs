use super::super::Flag;
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
        ("1,234①", Column::Statistics, Some("1234"), "a circled footnote"),
        ("1,234※1", Column::Statistics, Some("1234"), "a numbered mark"),
        ("1,234**", Column::Statistics, Some("1234"), "a second footnote is marked twice"),
        ("12(3)", Column::Statistics, None, "two figures in one cell"),
        ("（ 1,234 ）", Column::Statistics, Some("1234"), "blanks inside brackets"),
        ("マイナス5", Column::Accounts, Some("-5"), "the sign in words"),
        ("‒5", Column::Accounts, Some("-5"), "a figure dash, flagged"),
        ("―――", Column::Statistics, None, "a long dash is nothing too"),
        ("1時間20分", Column::Statistics, Some("80"), "no decimal is a third of an hour: in minutes"),
        ("8時間30分", Column::Statistics, Some("8.5"), "half an hour comes out"),
        ("五厘", Column::Statistics, Some("0.005"), "a thousandth alone"),
        ("±0", Column::Statistics, Some("0"), "nothing is the same with both signs"),
        ("±5", Column::Statistics, None, "a margin is no figure"),
        ("▼12.5", Column::DecimalTable, Some("-12.5"), "a filled triangle upside down"),
        ("[△1,234]", Column::Accounts, Some("-1234"), "square brackets do not mean minus"),
        ("〔1,234〕", Column::Accounts, Some("1234"), "nor do these"),
        ("＜５６７＞", Column::IntTable, Some("567"), "pointed ones"),
        ("([5])", Column::Statistics, None, "brackets of two kinds are nested all the same"),
        ("／", Column::Statistics, None, "a struck-out cell has no figure"),
        ("1234円50銭", Column::Accounts, Some("1234.5"), "a hundred 銭 are a yen"),
        ("2時間15分30秒", Column::Statistics, Some("8130"), "no decimal of an hour: in seconds"),
        ("1時間半", Column::Statistics, Some("1.5"), "half an hour more"),
        ("3年半", Column::Statistics, Some("3.5"), "half a year"),
        ("5m30cm", Column::DecimalTable, Some("5.3"), "no cubic metres"),
        ("2kg500g", Column::DecimalTable, Some("2.5"), ""),
        ("1億 2,345万円", Column::Accounts, Some("123450000"), "a blank between the sections"),
        ("1億2,345 万円", Column::Accounts, Some("123450000"), "or before 万"),
        ("12億 300", Column::Accounts, None, "what is behind the blank may be another figure"),
        ("12㏊", Column::DecimalTable, Some("12"), "a unit in one character"),
        ("5㌔㍍", Column::DecimalTable, Some("5"), "in two"),
        ("14.67k㎡", Column::DecimalTable, Some("14.67"), "a unit of two characters"),
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
