//! Digits of the other width than the rest of the text.

use super::found::Found;
use super::letters::{Letter, digit, letters, span, text};
use crate::document::{Content, Document, Element};
use crate::finding::{Code, Finding, Wording};
use fukkoku_recover::source::Source;

/// Numbers whose digits are of the other width than nearly all in the text, or of both (FK604). Tables have their own habits.
pub(super) fn numerals(source: &Source, document: &Document) -> Found {
    let prose =
        |element: &&Element| matches!(element.content, Content::Heading(_) | Content::Paragraph(_) | Content::Note(_));
    let numbers: Vec<Vec<Letter>> =
        document.elements.iter().filter(prose).flat_map(|element| numbers(&letters(source, &element.spans))).collect();
    let full = numbers.iter().filter(|number| is_full(number[0])).count();
    let half = numbers.len() - full;
    let rare = |number: &[Letter]| {
        let (own, other) = if is_full(number[0]) { (full, half) } else { (half, full) };
        own * 5 < other
    };
    let mixed = |number: &[Letter]| number.iter().any(|letter| is_full(*letter) != is_full(number[0]));
    let odd = numbers.iter().filter(|number| rare(number) || mixed(number));
    odd.map(|number| told(source, number, mixed(number))).collect()
}

fn is_full(letter: Letter) -> bool {
    !letter.c.is_ascii()
}

/// Runs of digits; those beside a Latin letter belong to a name.
fn numbers(letters: &[Letter]) -> Vec<Vec<Letter>> {
    let mut found: Vec<Vec<Letter>> = Vec::new();
    let mut name = false;
    let mut open = false;
    for letter in letters {
        let is_digit = digit(letter.c).is_some();
        match found.last_mut().filter(|_| open) {
            _ if !is_digit || name => {}
            Some(run) => run.push(*letter),
            None => found.push(vec![*letter]),
        }
        open = is_digit && !name;
        name = letter.c.is_ascii_alphabetic() || (name && is_digit);
    }
    found
}

fn told(source: &Source, number: &[Letter], mixed: bool) -> Finding {
    let printed = text(number);
    let (english, japanese) = match (mixed, is_full(number[0])) {
        (true, _) => (
            format!("number 「{printed}」 is printed in full- and half-width digits"),
            format!("「{printed}」に全角と半角の数字が混在"),
        ),
        (false, true) => (
            format!("number 「{printed}」 is full-width, the others of the text are half-width"),
            format!("「{printed}」が全角（ほかの数字は半角）"),
        ),
        (false, false) => (
            format!("number 「{printed}」 is half-width, the others of the text are full-width"),
            format!("「{printed}」が半角（ほかの数字は全角）"),
        ),
    };
    Finding::at(source, Code::FK604, span(number[0], number[number.len() - 1]), Wording { english, japanese })
}
