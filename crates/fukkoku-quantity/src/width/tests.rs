use super::table::{RADICALS, ROWS};
use super::*;

#[test]
fn folds_by_profile() {
    for (printed, in_prose, in_cell, why) in [
        ("", "", "", "nothing stays nothing"),
        ("サーバ－室", "サーバー室", "サーバー室", "a dash after katakana is a long mark"),
        ("０９０ー１２３４", "090-1234", "090-1234", "a long mark between digits is a hyphen"),
        ("デ―タ", "データ", "データ", "a dash of U+2015 inside katakana"),
        ("サーバ—", "サーバー", "サーバー", "and U+2014 at the end"),
        ("システム――概要", "システム――概要", "システム――概要", "a double dash parts two words"),
        ("システム―概要", "システム―概要", "システム―概要", "so does one before an ideograph"),
        ("‒", "‒", "-", "a figure dash is a dash"),
        ("－", "－", "-", "a dash alone stays a dash"),
        ("－５", "-5", "-5", "a sign"),
        ("３−５", "3-5", "3-5", "U+2212 between digits"),
        ("ﾜﾞｦﾞ", "ヷヺ", "ヷヺ", "rare voiced kana are composed"),
        ("10⁻²", "10⁻²", "10^-2", "raised signs and digits share one caret"),
        ("ﾃﾞ-ﾀ", "データ", "データ", "a hyphen typed among half-width kana"),
        ("ｻｰﾊﾞ-", "サーバー", "サーバー", "at the end too"),
        ("カ-ド", "カ-ド", "カ-ド", "among full-width kana it may be a hyphen"),
        ("ｶﾅ-A", "カナ-A", "カナ-A", "before a letter it is one"),
        ("ｶﾅ-1", "カナ-1", "カナ-1", "before a digit too"),
        ("　合　　計　", "　合　　計　", "合計", "letter-spaced heading"),
        ("①、②", "①、②", "(1)、(2)", "circled digits are marks, not digits"),
    ] {
        assert_eq!(text(printed), in_prose, "{printed:?} in prose: {why}");
        assert_eq!(value(printed), in_cell, "{printed:?} in a cell: {why}");
    }
}

#[test]
fn reports_changes() {
    let (folded, changes) = changes("Ａｶﾞ", Profile::Text);
    assert_eq!(folded, "Aガ");
    let seen: Vec<_> =
        changes.iter().map(|change| (change.range.clone(), change.after.as_str(), change.rule)).collect();
    assert_eq!(seen, [(0..3, "A", "width"), (3..9, "ガ", "voicing")]);
}

#[test]
fn changes_lie_on_characters_where_something_was_dropped() {
    for (printed, in_prose, in_cell, why) in [
        ("ﾃ\u{E0100}ﾞ", "テ\u{E0100}゛", "テ゛", "a variation selector between kana and mark"),
        ("ﾃ\u{200B}ﾞ", "テ゛", "テ゛", "a character without width"),
        ("ヿ゛", "ヿ゛", "コト゛", "a character written as two"),
        ("カ゛", "ガ", "ガ", "neighbours are composed"),
    ] {
        for (profile, expected) in [(Profile::Text, in_prose), (Profile::Value, in_cell)] {
            let (folded, changes) = changes(printed, profile);
            assert_eq!(folded, expected, "{printed:?}: {why}");
            assert!(changes.iter().all(|change| printed[change.range.clone()] == change.before), "{printed:?}: {why}");
        }
    }
}

#[test]
fn rows_ascend() {
    assert!(ROWS.is_sorted_by(|a, b| a.0 < b.0), "the table is searched by halves");
    assert!(RADICALS.is_sorted_by(|a, b| a.0 < b.0), "the table is searched by halves");
}
