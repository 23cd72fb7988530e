//! Marked-content sequences: the marks of a page in groups, each of one part of the structure, with the text beside its
//! glyphs where those do not tell it.
//!
//! Sequences are never nested: a program that loses count at an inner end would lose the rest of the paragraph.

use super::font::Fonts;
use crate::length::Length;
use crate::page::{Direction, Fill, Glyph, Layout, Mark, Owner, Page, Run, Shape};
use crate::structure::{NodeId, Role};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What is drawn between one begin and its end.
pub(crate) struct Sequence<'a> {
    /// What it belongs to.
    pub owner: Owner,
    /// The text, where glyphs do not tell it or programs would mix it up.
    pub text: Option<String>,
    /// What is drawn, in order.
    pub parts: Vec<Part<'a>>,
}

/// One drawn thing.
pub(crate) enum Part<'a> {
    /// Characters.
    Run(Cow<'a, Run>),
    /// A rectangle.
    Fill(&'a Fill),
}

/// The sequences of all pages.
pub(crate) fn sequences<'a>(layout: &'a Layout, fonts: &Fonts) -> Vec<Vec<Sequence<'a>>> {
    let texts = Texts::of(layout);
    layout.pages.iter().map(|page| of_page(page, &texts, fonts)).collect()
}

/// The sequences of a page that belong to the structure, each with its number (MCID).
pub(crate) fn numbered<'a, 'b>(page: &'b [Sequence<'a>]) -> impl Iterator<Item = (i64, NodeId)> + use<'a, 'b> {
    let nodes = page.iter().filter_map(|sequence| match sequence.owner {
        Owner::Node(node) => Some(node),
        Owner::Pagination | Owner::Decoration => None,
    });
    (0..).zip(nodes)
}

fn of_page<'a>(page: &'a Page, texts: &Texts<'_>, fonts: &Fonts) -> Vec<Sequence<'a>> {
    let drawn: Vec<&Mark> = drawn(page).collect();
    let groups = drawn.chunk_by(|one, next| one.owner == next.owner);
    groups.flat_map(|group| of_group(group, texts, fonts)).collect()
}

/// Links are places, not drawn.
fn drawn(page: &Page) -> impl Iterator<Item = &Mark> {
    page.marks.iter().filter(|mark| !matches!(mark.shape, Shape::Link(_)))
}

fn of_group<'a>(group: &[&'a Mark], texts: &Texts<'_>, fonts: &Fonts) -> Vec<Sequence<'a>> {
    let Some(first) = group.first() else { return Vec::new() };
    let owner = first.owner;
    let whole = texts.beside(owner, group).map(str::to_owned);
    if whole.is_some() || matches!(owner, Owner::Pagination | Owner::Decoration) {
        let parts = group.iter().filter_map(|mark| part(mark)).collect();
        return vec![Sequence { owner, text: whole, parts }];
    }
    let mut found: Vec<Sequence<'a>> = Vec::new();
    for (text, part) in group.iter().flat_map(|mark| pieces(mark, fonts)) {
        match found.last_mut() {
            Some(last) if last.text.is_none() && text.is_none() => last.parts.push(part),
            _ => found.push(Sequence { owner, text, parts: vec![part] }),
        }
    }
    found
}

fn part(mark: &Mark) -> Option<Part<'_>> {
    match &mark.shape {
        Shape::Run(run) => Some(Part::Run(Cow::Borrowed(run))),
        Shape::Fill(fill) => Some(Part::Fill(fill)),
        Shape::Link(_) => None,
    }
}

/// A mark in pieces, each with the text that must be written beside it, if any.
fn pieces<'a>(mark: &'a Mark, fonts: &Fonts) -> Vec<(Option<String>, Part<'a>)> {
    let Shape::Run(run) = &mark.shape else { return part(mark).map(|part| (None, part)).into_iter().collect() };
    let tells = |glyph: &Glyph| fonts.tells(run, glyph);
    if is_loose(run) {
        return vec![(Some(text_of(&run.glyphs)), Part::Run(Cow::Borrowed(run)))];
    }
    if run.glyphs.iter().all(tells) {
        return vec![(None, Part::Run(Cow::Borrowed(run)))];
    }
    let same = run.glyphs.chunk_by(|one, next| tells(one) && tells(next));
    same.map(|glyphs| {
        (Some(text_of(glyphs)).filter(|_| !glyphs.iter().all(tells)), Part::Run(Cow::Owned(cut(run, glyphs))))
    })
    .collect()
}

fn text_of(glyphs: &[Glyph]) -> String {
    glyphs.iter().map(|glyph| glyph.means).collect()
}

/// The part of a run that holds some of its glyphs.
fn cut(run: &Run, glyphs: &[Glyph]) -> Run {
    let start = glyphs.first().map_or(0, |glyph| glyph.at);
    let glyphs = glyphs.iter().map(|glyph| Glyph { at: glyph.at - start, ..*glyph }).collect();
    let (x, y) = match run.direction {
        Direction::Horizontal => (run.x + start, run.y),
        Direction::Vertical => (run.x, run.y + start),
    };
    Run { x, y, glyphs, extent: run.extent - start, ..*run }
}

/// Gaps wider than this, in 1/1000 em, are taken for spaces by programs that extract text.
const LOOSE: Length = 80;

/// Whether the characters of a run were spread so far that its text must be written beside it.
fn is_loose(run: &Run) -> bool {
    let gap = |pair: &[Glyph]| (pair[1].at - pair[0].at) * 1000 - run.face.width(pair[0].id) * run.size;
    run.direction == Direction::Horizontal && run.glyphs.windows(2).any(|pair| gap(pair) > LOOSE * run.size)
}

/// The texts of cells that stand on one page in one piece.
struct Texts<'a>(BTreeMap<NodeId, &'a str>);

impl<'a> Texts<'a> {
    fn of(layout: &'a Layout) -> Self {
        let mut pieces: BTreeMap<NodeId, usize> = BTreeMap::new();
        for page in &layout.pages {
            let owners: Vec<Owner> = drawn(page).map(|mark| mark.owner).collect();
            for group in owners.chunk_by(PartialEq::eq) {
                if let Some(Owner::Node(node)) = group.first() {
                    *pieces.entry(*node).or_default() += 1;
                }
            }
        }
        let whole = pieces.into_iter().filter(|(_, count)| *count == 1).map(|(node, _)| node);
        let cell = |node: NodeId| layout.structure.nodes.get(node.0).filter(|node| node.role != Role::Figure);
        let text = |node: NodeId| Some((node, cell(node)?.text.as_deref()?));
        Texts(whole.filter_map(text).collect())
    }

    /// The text of a cell of several lines or of vertical text: programs that extract text mix up the lines of neighbours.
    fn beside(&self, owner: Owner, group: &[&Mark]) -> Option<&'a str> {
        let Owner::Node(node) = owner else { return None };
        let runs = || {
            group.iter().filter_map(|mark| match &mark.shape {
                Shape::Run(run) => Some(run),
                Shape::Fill(_) | Shape::Link(_) => None,
            })
        };
        let first = runs().next()?;
        let is_one_line = runs().all(|run| run.y == first.y && run.direction == Direction::Horizontal);
        if is_one_line { None } else { self.0.get(&node).copied() }
    }
}
