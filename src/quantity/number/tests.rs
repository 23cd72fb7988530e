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
    ] {
        let found = read(printed, &NumberContext::of(column)).ok().and_then(|number| number.value);
        assert_eq!(found.map(|value| value.to_string()).as_deref(), expected, "{printed:?}: {why}");
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
