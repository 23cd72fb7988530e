//! What cannot be read of a PDF, page by page: FK103 to FK112.

use super::found::Found;
use crate::document::Document;
use crate::finding::{Code, Finding, Wording};
use fukkoku_recover::sheet::{Flaw, LayersOff, UNKNOWN};
use fukkoku_recover::source::{Flawed, Source, Span};

/// One finding a page and kind, in the order of the pages.
pub(super) fn paper(source: &Source, _: &Document) -> Found {
    source.flaws.iter().map(|flawed| finding(source, flawed)).collect()
}

fn finding(source: &Source, flawed: &Flawed) -> Finding {
    let page = flawed.place.map_or(0, |place| place.page);
    let (code, wording) = told(&flawed.flaw, page);
    let areas: Vec<_> = flawed.place.into_iter().collect();
    let unknown = matches!(flawed.flaw, Flaw::Unknown(_)).then(|| first_unknown(source, flawed.line)).flatten();
    let finding = match unknown {
        Some(span) => Finding::at(source, code, span, wording),
        None => Finding::on_line(flawed.line, code, wording),
    };
    Finding { areas, ..finding }
}

/// The first character without a meaning from a line on.
fn first_unknown(source: &Source, line: usize) -> Option<Span> {
    let start = source.line_span(line).start;
    let at = start + source.text.get(start..)?.find(UNKNOWN)?;
    Some(Span::new(at, at + UNKNOWN.len_utf8()))
}

/// The code and the words of a flaw.
fn told(flaw: &Flaw, page: u32) -> (Code, Wording) {
    let (code, english, japanese) = match flaw {
        Flaw::Unknown(count) => (
            Code::FK103,
            format!("page {page}: the PDF does not tell what {} mean; shown as 〓", characters(*count)),
            format!("{page}ページの{count}字は、何の文字かがPDFに記録されていない。〓とした"),
        ),
        Flaw::Picture(share) => (
            Code::FK104,
            format!("page {page}: a picture covers {share} % of it, and it holds no text; nothing of it is read"),
            format!("{page}ページは画像（紙面の{share}％）で、文字がない。読み取っていない"),
        ),
        Flaw::Hidden => (
            Code::FK105,
            format!(
                "page {page}: its text is a layer that is not drawn, as text recognition makes it; it may hold errors"
            ),
            format!("{page}ページの文字は、文字認識などによる透明な文字。認識の誤りがあり得る"),
        ),
        Flaw::Unseen(count) => (
            Code::FK105,
            format!("page {page}: {} in it are not drawn; left out", characters(*count)),
            format!("{page}ページの{count}字は透明で、印刷されない。読み取っていない"),
        ),
        Flaw::White(count) => (
            Code::FK105,
            format!("page {page}: {} in it are white on white; left out", characters(*count)),
            format!("{page}ページの{count}字は白地に白で、見えない。読み取っていない"),
        ),
        Flaw::Outside(count) => (
            Code::FK109,
            format!("page {page}: {} outside the page or cut off are left out", characters(*count)),
            format!("{page}ページの{count}字は、紙面や枠の外にあって印刷されない。読み取っていない"),
        ),
        Flaw::Off(off) => return layers(off, page),
        Flaw::Covered(count) => (
            Code::FK112,
            format!("page {page}: {} under a picture; nobody sees them on paper, and they are read", stand(*count)),
            format!("{page}ページの{count}字は画像の下にあって、印刷すると見えない。読み取りは行った"),
        ),
        Flaw::Cut => (
            Code::FK106,
            format!("page {page}: it is broken, or holds more than is read of a page; part of it is missing here"),
            format!("{page}ページは壊れているか、読み取りの上限を超える。一部または全部が欠けている"),
        ),
        Flaw::Repaired => (
            Code::FK107,
            "the PDF is damaged: its list of objects is missing or broken and was made anew; parts may be missing"
                .to_owned(),
            "PDFが壊れている。オブジェクトの一覧を作り直して読んだので、欠けた部分があり得る".to_owned(),
        ),
        Flaw::Lost { found, told } => (
            Code::FK107,
            format!("the PDF is damaged: it says that it has {told} pages, but {found} were found"),
            format!("PDFが壊れている。{told}ページあるはずが、{found}ページしか見つからない"),
        ),
        Flaw::Restricted => (
            Code::FK110,
            "the owner of the PDF does not allow that its text is taken out; it was read all the same".to_owned(),
            "PDFの所有者は文字の抽出を許可していない。読み取りは行った".to_owned(),
        ),
        Flaw::Doubtful => (
            Code::FK108,
            format!("page {page}: the PDF says the same character of many shapes; what is read is not what is seen"),
            format!("{page}ページでは、違う字形が同じ文字と記録されている。読み取った文字は紙面と違う"),
        ),
    };
    (code, Wording { english, japanese })
}

/// What stands in layers that are off.
fn layers(off: &LayersOff, page: u32) -> (Code, Wording) {
    let names: Vec<String> = off.names.iter().map(|name| format!("「{name}」")).collect();
    let of = if names.is_empty() { String::new() } else { format!(" ({})", names.join(", ")) };
    let which = if names.is_empty() { String::new() } else { format!("（{}）", names.concat()) };
    let (count, standing) = (off.count, stand(off.count));
    let wording = Wording {
        english: format!("page {page}: {standing} in layers that are off{of}; left out"),
        japanese: format!("{page}ページの{count}字は、非表示のレイヤー{which}にあって印刷されない。読み取っていない"),
    };
    (Code::FK111, wording)
}

fn stand(count: usize) -> String {
    if count == 1 { "1 character stands".to_owned() } else { format!("{count} characters stand") }
}

fn characters(count: usize) -> String {
    if count == 1 { "1 character".to_owned() } else { format!("{count} characters") }
}
