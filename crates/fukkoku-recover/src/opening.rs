//! How a line of running text opens: heading, bullet, note, or nothing special.
//!
//! Grammar of openings; each is told by its first characters alone.

use crate::look::{bullet, is_bracketed_heading, is_numbered_heading};

/// What the first characters of a line say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opening {
    /// `１ 題`, `第１章 題`.
    Section,
    /// `（１）題`.
    Subsection,
    /// `【題】`.
    Label,
    /// `・ …`.
    Bullet,
    /// `※ …`, `（注）…`, or a line all in brackets.
    Note,
    /// `（参考）…`: the caption of a quotation.
    Quotation,
    /// `所在地 …`, `電話 …`, `〒…`.
    Contact,
    /// Anything else.
    Plain,
}

/// Longest heading, in characters; a longer line is a sentence.
const LONGEST_HEADING: usize = 120;

/// How `line` opens.
pub(crate) fn opening(line: &str) -> Opening {
    let text = line.trim();
    match () {
        () if is_heading_text(text) && (is_numbered_heading(text) || is_chapter(text)) => Opening::Section,
        () if text.starts_with("（参考）") && text != "（参考）" => Opening::Quotation,
        () if is_heading_text(text) && is_bracketed_heading(text) => Opening::Subsection,
        () if text.starts_with('【') && text.contains('】') && is_heading_text(text) => Opening::Label,
        () if bullet(text).is_some() => Opening::Bullet,
        () if note_marker(text).is_some() || is_all_bracketed(text) => Opening::Note,
        () if is_contact(text) => Opening::Contact,
        () => Opening::Plain,
    }
}

fn is_heading_text(text: &str) -> bool {
    text.chars().count() <= LONGEST_HEADING && !text.ends_with('。')
}

fn is_chapter(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('第') else { return false };
    let unit = rest.trim_start_matches(|c: char| c.is_numeric() || "一二三四五六七八九十".contains(c));
    unit.len() < rest.len()
        && ["章", "節", "部", "編"].iter().any(|word| {
            unit.strip_prefix(word).is_some_and(|title| title.starts_with([' ', '　']) && !title.contains('、'))
        })
}

/// The marker of a remark that opens `text`.
pub(crate) fn note_marker(text: &str) -> Option<&str> {
    if text.starts_with('※') {
        let end = text.char_indices().find(|&(_, c)| c != '※' && !c.is_numeric()).map_or(text.len(), |(at, _)| at);
        return text.get(..end);
    }
    let marks = ["（注）", "(注)", "注）", "注)", "（注", "備考", "資料：", "資料:", "出典", "注："];
    marks.into_iter().find(|mark| text.starts_with(mark) && text != *mark)
}

/// One or more bracketed remarks and nothing else: `（…を除く） （単位 千円）`.
pub(crate) fn is_all_bracketed(text: &str) -> bool {
    let mut depth = 0_i32;
    let mut any = false;
    for c in text.chars() {
        match c {
            '（' | '(' => {
                depth += 1;
                any = true;
            }
            '）' | ')' => depth -= 1,
            ' ' | '　' => {}
            _ if depth <= 0 => return false,
            _ => {}
        }
    }
    any && depth == 0
}

/// The number of a heading without its brackets, and where the title begins.
pub(crate) fn heading_number(text: &str, level: u8) -> (Option<String>, usize) {
    let end = match level {
        1 => text.find([' ', '　', '．']).map(|at| (0, at, at)),
        2 => text.find('）').map(|at| ('（'.len_utf8(), at, at + '）'.len_utf8())),
        _ => None,
    };
    let Some((from, to, after)) = end else { return (None, 0) };
    let number = text.get(from..to).unwrap_or_default().to_owned();
    let rest = text.get(after..).unwrap_or_default();
    (Some(number), text.len() - rest.trim_start_matches([' ', '　', '．']).len())
}

fn is_contact(text: &str) -> bool {
    let words = [
        "所在地",
        "住所",
        "電話",
        "ＴＥＬ",
        "TEL",
        "Tel",
        "ＦＡＸ",
        "FAX",
        "Fax",
        "ファクス",
        "ファックス",
        "〒",
        "E-mail",
        "Ｅメール",
        "メールアドレス",
        "ＵＲＬ",
        "URL",
        "問い合わせ先",
        "問合せ先",
    ];
    let labelled = words.iter().find_map(|word| text.strip_prefix(word));
    labelled.is_some_and(|rest| {
        rest.is_empty()
            || rest.starts_with([' ', '　', '：', ':', '番', '／', '・', '（', '('])
            || rest.starts_with(|c: char| c.is_numeric())
    }) && !text.ends_with('。')
}
