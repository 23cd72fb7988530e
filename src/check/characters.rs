//! Characters that not every machine shows or reads: half-width kana, machine-dependent ones, those outside JIS X 0213.

use super::found::Found;
use crate::document::Document;
use crate::finding::{Code, Finding, Wording};
use fukkoku_quantity::width::is_selector;
use fukkoku_recover::source::{Source, Span};
use std::collections::{BTreeMap, HashMap};

/// What code page 932 adds to Shift_JIS: circled numbers, Roman numerals, units, abbreviations, IBM's kanji.
const MACHINE_DEPENDENT: &str = "№℡ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ∑∟∮⊿①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳〝〟㈱㈲㈹㊤㊥㊦㊧㊨㌃㌍㌔㌘㌢㌣㌦㌧㌫㌶㌻㍉㍊㍍㍑㍗㍻㍼㍽㍾㎎㎏㎜㎝㎞㎡㏄㏍丨仡仼伀伃伹 \
                        佖侊侒侔侚俉俍俿倞倢偀偂偆偰傔僘僴兊兤冝冾凬刕劜劦劯勀勛匀匇匤卲厓厲叝咊咜咩哿喆坙坥垬埇埈增墲夋奓奛奝奣妤妺孖寀寘寬尞岦岺峵崧嵂嵓嵭嶸嶹巐弡弴彅彧德忞恝悅悊惕惞惲愑愠愰愷憘戓抦揵摠 \
                        撝擎敎昀昉昕昞昤昮昱昻晗晙晥晳暙暠暲暿曺曻朎杦枻柀栁桄桒棈棏楨榘槢樰橆橫橳橾櫢櫤毖氿汜汯沆泚洄浯涇涖涬淏淲淸淼渧渹渼湜溿澈澵濵瀅瀇瀨炅炫炻焄焏煆煇煜燁燾犱犾猤獷玽珉珒珖珣珵琇琦琩琪 \
                        琮瑢璉璟甁甯畯皂皛皜皞皦睆砡硎硤硺礰禔禛竑竧竫箞絈絜綠綷緖繒纊罇羡茁荢荿菇菶葈蒴蓜蕓蕙蕫薰蠇裵褜訒訷詹誧誾諟諶譓譿賰賴贒赶軏遧郞鄕鄧釗釚釞釤釥釭釮鈆鈊鈐鈹鈺鈼鉀鉎鉑鉙鉧鉷鉸銈銧鋐鋓 \
                        鋕鋗鋙鋠鋧鋹鋻鋿錂錝錞錡錥鍈鍗鍰鎤鏆鏞鏸鐱鑅鑈閒隝隯霳霻靃靍靏靑靕顗顥餧馞驎髙髜魲魵鮏鮱鮻鰀鵫鵰鸙黑朗隆﨎﨏塚﨑晴﨓﨔凞猪益礼神祥福靖精羽﨟蘒﨡諸﨣﨤逸都﨧﨨﨩飯飼館鶴＂＇￤";

/// A bit for each code point up to U+FFFF, then for each from U+20000 to U+2A6DF: whether JIS X 0213:2004 has it.
const JIS_X_0213: &[u8] = include_bytes!("jisx0213.bin");

/// Bytes of the bitmap that cover the first plane.
const FIRST_PLANE: usize = 0x2000;

/// Marks that code page 932 maps to other code points than JIS; the same marks in print.
const SAME_MARKS: &str = "～－∥￠￡￢―￤＇＂";

/// Runs of half-width kana (FK603).
pub(super) fn half_width_kana(source: &Source, _: &Document) -> Found {
    let half = |c: char| matches!(c, '\u{FF61}'..='\u{FF9F}');
    let mut findings = Found::default();
    for span in runs(source, half) {
        let printed = source.slice(span);
        let full = fukkoku_quantity::width::text(printed);
        let english = format!("half-width kana 「{printed}」: expected full-width 「{full}」");
        let japanese = format!("半角カナ「{printed}」。全角の「{full}」が望ましい");
        findings.push(Finding::at(source, Code::FK603, span, Wording { english, japanese }));
    }
    findings
}

/// Longest stretches of characters of a kind.
fn runs(source: &Source, wanted: impl Fn(char) -> bool) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for (offset, c) in source.text.char_indices().filter(|(_, c)| wanted(*c)) {
        let end = offset + c.len_utf8();
        match found.last_mut() {
            Some(last) if last.end == offset => last.end = end,
            _ => found.push(Span::new(offset, end)),
        }
    }
    found
}

/// Machine-dependent characters (FK605), each told once, at its first place.
pub(super) fn machine_dependent(source: &Source, _: &Document) -> Found {
    let told = |c: char, count: usize| Wording {
        english: format!(
            "machine-dependent character 「{c}」, {}: not in Shift_JIS, write it otherwise in data",
            times(count)
        ),
        japanese: format!("機種依存文字「{c}」（{count}か所）。データでは別の表記が望ましい"),
    };
    each_once(source, Code::FK605, is_machine_dependent, told)
}

/// Characters outside JIS X 0213 (FK606), each told once, at its first place.
pub(super) fn outside_jis(source: &Source, _: &Document) -> Found {
    let told = |c: char, count: usize| {
        let shown = if crate::finding::render::is_hidden(c) { String::new() } else { format!("「{c}」 ") };
        Wording {
            english: format!("character {shown}U+{:04X}, {}: not in JIS X 0213", c as u32, times(count)),
            japanese: format!("JIS X 0213にない文字{shown}U+{:04X}（{count}か所）", c as u32),
        }
    };
    let wanted = |c: char| !in_jis_x_0213(c) && !MACHINE_DEPENDENT.contains(c) && !is_selector(c);
    each_once(source, Code::FK606, wanted, told)
}

/// Letters whose shape a variation selector chooses (FK606): the letter is told, each once, at its first place.
pub(super) fn selected(source: &Source, _: &Document) -> Found {
    let mut found: BTreeMap<(char, char), (usize, usize)> = BTreeMap::new();
    let mut before: Option<(usize, char)> = None;
    for (offset, c) in source.text.char_indices() {
        if let Some((start, letter)) = before.filter(|_| is_selector(c)) {
            found.entry((letter, c)).or_insert((start, 0)).1 += 1;
        }
        before = Some((offset, c));
    }
    let finding = |((letter, selector), (first, count)): ((char, char), (usize, usize))| {
        let code = selector as u32;
        let english = format!(
            "「{letter}」 in the shape that U+{code:04X} chooses, {}: JIS X 0213 has the letter without its shapes, and so has the edition",
            times(count)
        );
        let japanese = format!(
            "「{letter}」の異体字（字形選択子U+{code:04X}、{count}か所）。JIS X 0213では字形を区別できず、report.pdfも標準の字形とした"
        );
        let span = Span::new(first, first + letter.len_utf8() + selector.len_utf8());
        Finding::at(source, Code::FK606, span, Wording { english, japanese })
    };
    found.into_iter().map(finding).collect()
}

/// Whether code page 932 adds a character to Shift_JIS.
pub(crate) fn is_machine_dependent(c: char) -> bool {
    MACHINE_DEPENDENT.contains(c) && !c.is_whitespace()
}

fn times(count: usize) -> String {
    if count == 1 { "once".to_owned() } else { format!("{count} times") }
}

fn each_once(
    source: &Source,
    code: Code,
    wanted: impl Fn(char) -> bool,
    told: impl Fn(char, usize) -> Wording,
) -> Found {
    // A text has few different characters: each is judged once.
    let mut found: HashMap<char, (usize, usize)> = HashMap::new();
    for (offset, c) in source.text.char_indices().filter(|(_, c)| !c.is_ascii()) {
        found.entry(c).or_insert((offset, 0)).1 += 1;
    }
    let found: BTreeMap<char, (usize, usize)> = found.into_iter().filter(|(c, _)| wanted(*c)).collect();
    let finding = |(c, (first, count)): (char, (usize, usize))| {
        Finding::at(source, code, Span::new(first, first + c.len_utf8()), told(c, count))
    };
    found.into_iter().map(finding).collect()
}

/// Whether JIS X 0213 has a character; private-use and undecodable ones are told as such (FK101, FK102).
fn in_jis_x_0213(c: char) -> bool {
    let code = c as usize;
    let told_elsewhere =
        matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. | '\u{FFFD}' | '\u{FEFF}') || c.is_control();
    let bit = match code {
        0..=0xFFFF => Some(code),
        0x20000..=0x2A6DF => Some(FIRST_PLANE * 8 + code - 0x20000),
        _ => None,
    };
    let has = |bit: usize| JIS_X_0213.get(bit / 8).is_some_and(|byte| byte >> (bit % 8) & 1 == 1);
    told_elsewhere || SAME_MARKS.contains(c) || bit.is_some_and(has)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standards_have_what_they_have() {
        for (c, dependent, jis, why) in [
            ('①', true, true, "NEC row 13, in JIS X 0213 too"),
            ('㈱', true, true, "an abbreviation"),
            ('髙', true, false, "IBM's ladder-shaped 高 is not in the standard"),
            ('‣', false, false, "a bullet of neither"),
            ('𠮷', false, false, "outside"),
            ('𠀋', false, true, "plane 2, in the standard"),
            ('～', false, true, "the same mark as 〜"),
            ('亜', false, true, "the first kanji"),
        ] {
            assert_eq!((MACHINE_DEPENDENT.contains(c), in_jis_x_0213(c)), (dependent, jis), "{c}: {why}");
        }
    }
}
