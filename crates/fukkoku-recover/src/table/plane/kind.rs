//! What a piece of a cell looks like.

/// Looks of a piece that tell where cells begin and end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// `1,234`, `△ 5.6`, `－`, `…`, `x`.
    Number,
    /// Digits and Latin letters: a telephone number, a date of points.
    Code,
    /// Anything else.
    Words,
}

/// The kind of `text`.
pub fn kind(text: &str) -> Kind {
    let bare = text.chars().filter(|c| !c.is_whitespace());
    let digits = bare.clone().filter(|c| is_digit(*c)).count();
    // `7.` before `25` is half a date.
    let whole = digits > 0 && !text.trim_end().ends_with(['.', '．']);
    if is_symbol(text) || whole && bare.clone().all(|c| is_digit(c) || is_mark(c)) {
        return Kind::Number;
    }
    let code = digits > 0 && bare.clone().all(|c| is_digit(c) || is_mark(c) || c.is_ascii() || c == '元');
    if code { Kind::Code } else { Kind::Words }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn is_mark(c: char) -> bool {
    ",.，．%％+＋▲△▼−－".contains(c)
}

/// A mark that stands for a number.
fn is_symbol(text: &str) -> bool {
    matches!(text.trim(), "－" | "-" | "―" | "‐" | "−" | "…" | "..." | "x" | "X" | "ｘ" | "Ｘ" | "･･･" | "***")
}

/// Three digits and nothing else: what follows a space that parts thousands.
pub fn is_group(text: &str) -> bool {
    text.chars().count() == 3 && text.chars().all(is_digit)
}

/// A number whose last group of digits after a comma is too short: it goes on in the next line.
pub fn is_cut_number(text: &str) -> bool {
    let text = text.trim();
    let digits = |part: &str| part.chars().filter(|c| is_digit(*c)).count();
    match text.rsplit_once([',', '，']) {
        Some((_, last)) => !last.contains(['.', '．']) && digits(last) < 3,
        None => text.ends_with([',', '，', '.', '．']),
    }
}

/// Whether a cell cannot begin with `text`: a mark or small letter that stands behind another.
pub fn cannot_begin(text: &str) -> bool {
    text.starts_with(|c| "、。，）」』】〕〉》・ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々ゝ；：？！".contains(c))
        && text.chars().count() > 0
        && !(text.starts_with('・') && text.chars().count() > 4)
}

/// Whether a cell cannot end with `text`.
pub fn cannot_end(text: &str) -> bool {
    text.ends_with(|c| "、（「『【〔〈《(～・".contains(c))
}

/// Whether `text` opens a paragraph by a bullet.
pub fn has_bullet(text: &str) -> bool {
    text.starts_with(|c| "‣•●○◆◇■□▪▶►※".contains(c)) || text.starts_with('・') && text.chars().count() > 4
}

/// An era alone: its year stands on the next line.
pub fn is_era(text: &str) -> bool {
    matches!(text.trim(), "明治" | "大正" | "昭和" | "平成" | "令和")
}

/// Whether `text` begins like a date: an era and a year, 同年, a year or month of digits.
pub fn is_date(text: &str) -> bool {
    let text = text.trim();
    let eras = ["明治", "大正", "昭和", "平成", "令和"];
    let after = eras.iter().find_map(|era| text.strip_prefix(era)).map(str::trim_start);
    let counted = |text: &str| {
        let rest = text.trim_start_matches(is_digit).trim_start();
        rest.len() < text.len() && rest.starts_with(['年', '月'])
    };
    after.is_some_and(|rest| rest.starts_with(is_digit) || rest.starts_with('元'))
        || text.starts_with("同年")
        || text.starts_with("同月")
        || counted(text)
}

/// Whether `text` begins with a number of its own: `3 題`, `（２）題`.
pub fn is_numbered(text: &str) -> bool {
    let text = text.trim().trim_start_matches(['（', '(']);
    let rest = text.trim_start_matches(is_digit);
    rest.len() < text.len() && rest.starts_with([' ', '　', '．', '）', ')', '　']) && !rest.trim().is_empty()
}

/// How many brackets are open after `text`, from `depth`.
pub fn depth(text: &str, depth: i32) -> i32 {
    text.chars().fold(depth, |depth, c| match c {
        '(' | '（' | '「' | '<' => depth + 1,
        ')' | '）' | '」' | '>' => depth - 1,
        _ => depth,
    })
}

/// Whether `text` names a total.
pub fn is_total(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    matches!(bare.as_str(), "計" | "合計" | "総計" | "総数" | "総合計" | "小計" | "累計")
        || bare.starts_with("合計") && bare.chars().count() <= 6
}

/// How many characters the label of a total must stand off the second label column to be of the first; `None` for a subtotal
/// and all else.
pub fn is_grand_total(text: &str) -> Option<usize> {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    match bare.as_str() {
        "小計" => None,
        "計" => Some(2),
        _ if is_total(&bare) => Some(1),
        _ => None,
    }
}

/// The class of a first character, coarse enough to be learned from few rows.
pub fn opening(text: &str) -> char {
    match text.chars().next() {
        None => ' ',
        Some(c) if is_digit(c) => '0',
        Some(c) if c.is_ascii_alphabetic() => 'a',
        Some('（' | '(') => '(',
        Some('ァ'..='ヿ') => 'ア',
        Some('ぁ'..='ん') => 'あ',
        Some(c) => c,
    }
}
