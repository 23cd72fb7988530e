//! Words parted into labels: where one may end, and what tells that two lines are one label.

use super::token::{Joint, Token, is_single};
use super::weights::{
    CUT_BRACKET, CUT_LINES, CUT_SPREAD, CUT_SPREAD_AT_END, Cost, JOIN_BRACKET, JOIN_BRACKET_BELOW, JOIN_HALF,
    JOIN_LINES, JOIN_LINES_AMID, JOIN_PARAGRAPHS, JOIN_SPREAD, JOIN_WORDS, LONG_LABEL, SINGLE_LABEL, SPREAD_ENDS_ODDLY,
    SPREAD_OVER_END, TITLE_AS_LABEL,
};
use crate::look;
use crate::source::Span;
use std::ops::Range;

/// Most tokens of a label.
const MOST_TOKENS: usize = 12;
/// A label of more characters seldom fits.
const LONGEST_LABEL: usize = 14;
/// Most characters of a label that is spread over its column.
const LONGEST_SPREAD: usize = 6;
/// What labels that are spread end with: amounts, rates, counts, names, costs, kinds, years, totals, days, persons, population,
/// offices, differences.
const LABEL_ENDS: &str = "額比率数名費分度計日者金源考項目号料税類較入出支別口門減";
/// Labels of one character.
const SINGLE_LABELS: &str = "計款項目節級区年月日男女名";
/// Fewest characters of a title.
pub(super) const SHORTEST_TITLE: usize = 5;
/// A title is longer than any label.
const LONGEST_OF_ALL: usize = 18;

/// A label: one span a line.
#[derive(Clone, Debug)]
pub(super) struct Label {
    pub(super) text: String,
    pub(super) spans: Vec<Span>,
    /// First column, and how many it stands over.
    pub(super) columns: Range<usize>,
}

/// Tokens parted into labels.
pub(super) struct Parted {
    /// Where each label begins, and the end.
    pub(super) cuts: Vec<usize>,
    pub(super) cost: Cost,
}

pub(super) fn split(tokens: &[Token], count: usize) -> Option<Parted> {
    split_over(tokens, count, |_, _| 0)
}

/// The same where each label stands in its place: `place` is what it costs that some of the tokens are the n-th label.
pub(super) fn split_over(
    tokens: &[Token],
    count: usize,
    place: impl Fn(Range<usize>, usize) -> Cost,
) -> Option<Parted> {
    let many = tokens.len();
    if count == 0 || many < count || many > count * MOST_TOKENS {
        return None;
    }
    // What it costs that the tokens from one on, so many, are a label.
    let own: Vec<Vec<Cost>> = (0..many).map(|start| costs_from(tokens, start)).collect();
    // `best[end]`: the least cost of the tokens before `end` as `made` labels; `from` leads back.
    let mut best = vec![Cost::MAX; many + 1];
    best[0] = 0;
    let mut from: Vec<Vec<usize>> = Vec::with_capacity(count);
    for label in 0..count {
        let mut next = vec![Cost::MAX; many + 1];
        let mut back = vec![0; many + 1];
        for start in (0..many).filter(|&start| best[start] < Cost::MAX) {
            for (more, own) in own[start].iter().enumerate() {
                let end = start + more + 1;
                let cost = best[start] + own + place(start..end, label);
                if cost < next[end] {
                    (next[end], back[end]) = (cost, start);
                }
            }
        }
        best = next;
        from.push(back);
    }
    let cost = best[many];
    (cost < Cost::MAX).then(|| {
        let mut cuts = vec![many];
        for back in from.iter().rev() {
            cuts.push(back[cuts[cuts.len() - 1]]);
        }
        cuts.reverse();
        Parted { cuts, cost }
    })
}

/// What it costs that a label begins at a token, by how many more it holds.
fn costs_from(tokens: &[Token], start: usize) -> Vec<Cost> {
    let cut = if start == 0 { 0 } else { cut_cost(tokens, start) };
    let mut joined = 0;
    let ends = start + 1..=tokens.len().min(start + MOST_TOKENS);
    ends.map(|end| {
        joined += if end > start + 1 { join_cost(tokens, end - 1) } else { 0 };
        cut + joined + whole_cost(tokens, start..end)
    })
    .collect()
}

fn is_bracket(token: &Token) -> bool {
    token.text.starts_with(['（', '(', '〔', '［'])
}

/// Whether both are levels of an account, the lower behind the upper.
pub(super) fn are_levels(left: &Token, right: &Token) -> bool {
    let level = |token: &Token| look::LEVELS.find(token.text).filter(|_| is_single(token.text));
    level(left).zip(level(right)).is_some_and(|(left, right)| left < right)
}

/// Whether the tokens on both sides of a line end have their lines to themselves, as the lines of a wrapped label do.
fn are_alone(tokens: &[Token], at: usize) -> bool {
    let begins = |at: usize| tokens.get(at).is_none_or(|token| matches!(token.joint, Joint::Line | Joint::Paragraph));
    begins(at - 1) && begins(at + 1)
}

/// Whether a character ends labels, before another: `増減` is one, and no part of `増減額` is.
fn ends_label(last: &Token, next: Option<&Token>) -> bool {
    let goes_on = last.text == "減" && next.is_some_and(|next| ["額", "率", "数"].contains(&next.text));
    LABEL_ENDS.contains(last.text) && !goes_on
}

/// A line of its own above labels that share theirs: a title, as the labels of one row seldom are.
fn reads_as_title(first: &Token) -> bool {
    first.text.chars().count() >= SHORTEST_TITLE
}

/// `男 女 計`: labels of their own wherever they stand.
fn are_sexes(left: &Token, right: &Token) -> bool {
    matches!((left.text, right.text), ("男", "女" | "計") | ("女", "男" | "計"))
}

/// A level of an account with anything but the word that it begins: `項目`.
fn is_level_alone(left: &Token, right: &Token) -> bool {
    look::LEVELS.contains(left.text) && !matches!((left.text, right.text), ("項" | "科", "目") | ("目", "的"))
}

fn join_cost(tokens: &[Token], at: usize) -> Cost {
    let (left, right) = (&tokens[at - 1], &tokens[at]);
    match right.joint {
        _ if are_levels(left, right) || are_sexes(left, right) => JOIN_WORDS,
        Joint::Paragraph if is_bracket(right) => JOIN_BRACKET_BELOW,
        Joint::Paragraph => JOIN_PARAGRAPHS,
        Joint::Line if is_bracket(right) => JOIN_BRACKET,
        Joint::Line if are_alone(tokens, at) => JOIN_LINES,
        Joint::Line => JOIN_LINES_AMID,
        Joint::Blank if is_bracket(right) => JOIN_HALF,
        Joint::Blank | Joint::Column => JOIN_WORDS,
        Joint::Half => JOIN_HALF,
        Joint::Spread if is_level_alone(left, right) => JOIN_HALF,
        Joint::Spread => JOIN_SPREAD,
    }
}

fn cut_cost(tokens: &[Token], at: usize) -> Cost {
    let (left, right) = (&tokens[at - 1], &tokens[at]);
    match right.joint {
        _ if are_levels(left, right) || are_sexes(left, right) => 0,
        Joint::Line | Joint::Paragraph if is_bracket(right) => CUT_BRACKET,
        Joint::Line if are_alone(tokens, at) => CUT_LINES,
        Joint::Line if at == 1 && reads_as_title(left) => CUT_LINES,
        Joint::Spread if is_level_alone(left, right) => 0,
        // `款 予 算 額`: the level of an account names the first column.
        Joint::Spread if at == 1 && look::LEVELS.contains(left.text) => CUT_SPREAD_AT_END,
        Joint::Spread if ends_label(left, Some(right)) || look::total(right.text).is_some() => CUT_SPREAD_AT_END,
        Joint::Spread => CUT_SPREAD,
        Joint::Line | Joint::Paragraph | Joint::Blank | Joint::Half | Joint::Column => 0,
    }
}

/// What a label costs as a whole.
fn whole_cost(all: &[Token], own: Range<usize>) -> Cost {
    let among_spread = |at: usize| all.get(at).is_some_and(|token| token.joint == Joint::Spread);
    let amid = among_spread(own.start) || among_spread(own.end);
    let next = all.get(own.end);
    let tokens = &all[own];
    let length: usize = tokens.iter().map(|token| token.text.chars().count()).sum();
    let long = match length {
        _ if length > LONGEST_OF_ALL => TITLE_AS_LABEL,
        _ if length > LONGEST_LABEL => LONG_LABEL,
        _ => 0,
    };
    let spread = tokens.iter().all(|token| is_single(token.text));
    let Some((last, inner)) = tokens.split_last().filter(|_| spread) else { return long };
    if inner.is_empty() {
        return if SINGLE_LABELS.contains(last.text) || !amid { 0 } else { SINGLE_LABEL };
    }
    let odd = if ends_label(last, next) { 0 } else { SPREAD_ENDS_ODDLY };
    let longer = if length > LONGEST_SPREAD { SPREAD_ENDS_ODDLY } else { 0 };
    let ends = (1..inner.len()).filter(|&at| ends_label(&inner[at], tokens.get(at + 1))).count();
    odd + longer + SPREAD_OVER_END * ends as Cost
}

pub(super) fn named(tokens: &[Token], cuts: &[usize], missing: usize) -> Vec<Label> {
    let label = |(at, cut): (usize, &[usize])| {
        let mut label = Label { text: String::new(), spans: vec![], columns: at + missing..at + missing + 1 };
        for token in &tokens[cut[0]..cut[1]] {
            label.text.push_str(token.text);
            match label.spans.last_mut().filter(|_| !matches!(token.joint, Joint::Line | Joint::Paragraph)) {
                Some(span) => span.end = token.span.end,
                None => label.spans.push(token.span),
            }
        }
        label
    };
    cuts.windows(2).enumerate().map(label).collect()
}
