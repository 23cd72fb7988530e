//! The same term spelled in two ways: found by the form of the words, so in any vocabulary.

use super::found::Found;
use super::letters::{Letter, letters, span};
use crate::document::{Content, Document};
use crate::finding::{Code, Finding, Wording};
use fukkoku_recover::source::{Source, Span};
use std::collections::{BTreeMap, HashMap};

/// Kanji that stand for each other in compounds, in the reading they share or as the older form of a character.
const INTERCHANGEABLE: [(char, char); 23] = [
    ('働', '動'),
    ('附', '付'),
    ('註', '注'),
    ('廻', '回'),
    ('篇', '編'),
    ('聯', '連'),
    ('劃', '画'),
    ('稀', '希'),
    ('燈', '灯'),
    ('龍', '竜'),
    ('濱', '浜'),
    ('國', '国'),
    ('學', '学'),
    ('澤', '沢'),
    ('齊', '斉'),
    ('邊', '辺'),
    ('廣', '広'),
    ('會', '会'),
    ('區', '区'),
    ('體', '体'),
    ('驛', '駅'),
    ('圖', '図'),
    ('收', '収'),
];

/// Words of official prose that are written in kanji or in kana.
const KANJI_OR_KANA: [(&str, &str); 21] = [
    ("と共に", "とともに"),
    ("及び", "および"),
    ("並びに", "ならびに"),
    ("又は", "または"),
    ("若しくは", "もしくは"),
    ("更に", "さらに"),
    ("更なる", "さらなる"),
    ("様々", "さまざま"),
    ("全て", "すべて"),
    ("既に", "すでに"),
    ("従って", "したがって"),
    ("併せて", "あわせて"),
    ("概ね", "おおむね"),
    ("但し", "ただし"),
    ("出来る", "できる"),
    ("予め", "あらかじめ"),
    ("下さい", "ください"),
    ("頂く", "いただく"),
    ("殆ど", "ほとんど"),
    ("速やか", "すみやか"),
    ("分かり", "わかり"),
];

/// Kana that end the first part of a compound noun: 取り組み, 問い合わせ. し and に are left out: they are words too.
const OKURIGANA: &str = "きぎちみりびいえけげせめべじ";

/// What may follow a noun.
const PARTICLES: &str = "をがはのへと、。」）)・";

/// Where a spelling occurs.
type Places = BTreeMap<String, Vec<Span>>;

/// Spelling variants (FK607), each told once, at the first place of the rarer spelling.
///
/// The texts are gone through one by one: their letters with their places take many times their bytes.
pub(super) fn variants(source: &Source, document: &Document) -> Found {
    let mut seen = Seen::default();
    let of_words = Words::of(KANJI_OR_KANA.iter().flat_map(|(kanji, kana)| [*kanji, *kana]));
    for spans in texts(document) {
        seen.text(&letters(source, spans), &of_words);
    }
    let mut pairs = long_marks(&seen.katakana);
    pairs.extend(kanji_pairs(&seen.kanji));
    pairs.extend(okurigana(&seen.nouns));
    let mut places = |word: &str| (word.to_owned(), seen.words.remove(word).unwrap_or_default());
    pairs.extend(KANJI_OR_KANA.iter().map(|(kanji, kana)| (places(kanji), places(kana))));
    pairs.iter().filter_map(|(a, b)| told(source, a, b)).collect()
}

/// The places of all that is no furniture, cell by cell in tables.
fn texts(document: &Document) -> impl Iterator<Item = &[Span]> {
    document.elements.iter().flat_map(|element| {
        let (table, other) = match &element.content {
            Content::Table(table) => (Some(table), None),
            Content::Furniture(_) => (None, None),
            _ => (None, Some(element.spans.as_slice())),
        };
        let cells = table.into_iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells);
        cells.map(|cell| &*cell.spans).filter(|spans| !spans.is_empty()).chain(other)
    })
}

/// What was seen of words that have several spellings.
#[derive(Default)]
struct Seen {
    /// Runs of katakana.
    katakana: Places,
    /// Two kanji, of which one is interchangeable.
    kanji: Places,
    /// Two kanji as a noun, by how they are written.
    nouns: BTreeMap<(char, char), Places>,
    /// Words that are looked for.
    words: HashMap<&'static str, Vec<Span>>,
}

impl Seen {
    fn text(&mut self, text: &[Letter], of_words: &Words) {
        runs(text, |c| matches!(c, 'ァ'..='ヺ' | 'ー'), &mut self.katakana);
        pairs(text, &mut self.kanji);
        nouns(text, &mut self.nouns);
        of_words.find(text, &mut self.words);
    }
}

/// Runs of letters of a kind, with their places.
fn runs(text: &[Letter], wanted: impl Fn(char) -> bool, found: &mut Places) {
    for run in text.chunk_by(|a, b| wanted(a.c) == wanted(b.c)) {
        if let Some(&first) = run.first().filter(|letter| wanted(letter.c)) {
            let word = run.iter().map(|letter| letter.c).collect();
            found.entry(word).or_default().push(span(first, run[run.len() - 1]));
        }
    }
}

type Spelling = (String, Vec<Span>);

/// サーバ and サーバー, alone or as the first part of サーバールーム.
fn long_marks(words: &Places) -> Vec<(Spelling, Spelling)> {
    let mut found = Vec::new();
    for (short, places) in words.iter().filter(|(word, _)| word.chars().count() >= 3 && !word.ends_with('ー')) {
        let long = format!("{short}ー");
        let with_mark: Vec<Span> = words
            .range(long.clone()..)
            .take_while(|(word, _)| word.starts_with(&long))
            .filter(|(word, _)| word.chars().count() != long.chars().count() + 1)
            .flat_map(|(_, places)| places.iter().copied())
            .collect();
        if !with_mark.is_empty() {
            found.push(((short.clone(), places.clone()), (long, with_mark)));
        }
    }
    found
}

/// Two kanji, of which one is interchangeable.
fn pairs(text: &[Letter], words: &mut Places) {
    let known = |c: char| INTERCHANGEABLE.iter().any(|(a, b)| *a == c || *b == c);
    for (index, pair) in text.windows(2).enumerate() {
        // 寄附金 and 交付金 share no word: the first of two kanji counts only where it begins one.
        let begins = index == 0 || !is_kanji(text[index - 1].c);
        if is_kanji(pair[0].c) && is_kanji(pair[1].c) && (known(pair[1].c) || (begins && known(pair[0].c))) {
            words.entry(pair.iter().map(|letter| letter.c).collect()).or_default().push(span(pair[0], pair[1]));
        }
    }
}

/// 稼働 and 稼動.
fn kanji_pairs(words: &Places) -> Vec<(Spelling, Spelling)> {
    let mut found = Vec::new();
    for (word, places) in words {
        for (a, b) in INTERCHANGEABLE {
            let other: String = word.chars().map(|c| if c == a { b } else { c }).collect();
            if let Some(theirs) = words.get(&other).filter(|_| other != *word) {
                found.push(((word.clone(), places.clone()), (other, theirs.clone())));
            }
        }
    }
    found
}

fn is_kanji(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '々' | '\u{3400}'..='\u{4DBF}')
}

/// The nouns of a text that are two kanji.
fn nouns(text: &[Letter], forms: &mut BTreeMap<(char, char), Places>) {
    for start in 0..text.len() {
        let alone = start == 0 || !is_kanji(text[start - 1].c);
        if let Some((key, end)) = alone.then(|| noun(&text[start..])).flatten() {
            let word = text[start..start + end].iter().map(|letter| letter.c).collect();
            let place = span(text[start], text[start + end - 1]);
            forms.entry(key).or_default().entry(word).or_default().push(place);
        }
    }
}

/// 取組 and 取組み and 取り組み: the same two kanji as a noun, with and without the kana between and behind.
fn okurigana(forms: &BTreeMap<(char, char), Places>) -> Vec<(Spelling, Spelling)> {
    let mut found = Vec::new();
    // Most nouns have one form.
    for places in forms.values().filter(|places| places.len() > 1) {
        let mut spellings: Vec<Spelling> = places.iter().map(|(word, places)| (word.clone(), places.clone())).collect();
        spellings.sort_by_key(|(word, places)| (std::cmp::Reverse(places.len()), word.clone()));
        let mut spellings = spellings.into_iter();
        let Some(usual) = spellings.next() else { continue };
        found.extend(spellings.map(|rare| (rare, usual.clone())));
    }
    found
}

/// Two kanji with a kana of okurigana behind each, or none, before a particle: the kanji and how many letters they are.
fn noun(letters: &[Letter]) -> Option<((char, char), usize)> {
    let kana = |at: usize| usize::from(letters.get(at).is_some_and(|letter| OKURIGANA.contains(letter.c)));
    let first = letters.first().filter(|letter| is_kanji(letter.c))?;
    let middle = 1 + kana(1);
    let second = letters.get(middle).filter(|letter| is_kanji(letter.c))?;
    let end = middle + 1 + kana(middle + 1);
    let ends = letters.get(end).is_none_or(|letter| PARTICLES.contains(letter.c));
    ends.then_some(((first.c, second.c), end))
}

/// Words that are looked for, by their first letter.
struct Words(HashMap<char, Vec<&'static str>>);

impl Words {
    fn of(words: impl Iterator<Item = &'static str>) -> Self {
        let mut by_first: HashMap<char, Vec<&str>> = HashMap::new();
        for word in words {
            by_first.entry(word.chars().next().unwrap_or_default()).or_default().push(word);
        }
        Self(by_first)
    }

    /// Their places in a text.
    fn find(&self, text: &[Letter], found: &mut HashMap<&'static str, Vec<Span>>) {
        for at in 0..text.len() {
            for word in self.0.get(&text[at].c).into_iter().flatten() {
                let length = word.chars().count();
                let here =
                    text.get(at..at + length).filter(|letters| word.chars().eq(letters.iter().map(|letter| letter.c)));
                if let Some(letters) = here {
                    found.entry(*word).or_default().push(span(letters[0], letters[length - 1]));
                }
            }
        }
    }
}

/// The rarer of two spellings, where both occur.
fn told(source: &Source, a: &Spelling, b: &Spelling) -> Option<Finding> {
    let (rare, usual) = if a.1.len() <= b.1.len() { (a, b) } else { (b, a) };
    let (first, other) = (rare.1.iter().min()?, usual.1.iter().min()?);
    let (few, many) = (rare.1.len(), usual.1.len());
    let line = source.line_of(other.start);
    let english = format!("「{}」 ({few}×) is also spelled 「{}」 ({many}×, first on line {line})", rare.0, usual.0);
    let japanese = format!("表記ゆれ：「{}」（{few}か所）と「{}」（{many}か所、最初は{line}行目）", rare.0, usual.0);
    Some(Finding::at(source, Code::FK607, *first, Wording { english, japanese }))
}
