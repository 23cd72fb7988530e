//! Line composition: text to lines of placed characters, squeezed (oikomi) or stretched (oidashi) to fill them.

use super::breaks::{Break, breaks, is_digit};
use super::class::Class;
use super::font::{Face, Family, draw};
use super::page::{Direction, Glyph, Length, Run};
use std::collections::{BTreeMap, BTreeSet};

/// Fonts and sizes of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// The fonts.
    pub family: Family,
    /// Size of an em.
    pub size: Length,
    /// Distance from line to line.
    pub leading: Length,
}

/// What happens to the rest of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Spread over the line, except for the last.
    Justify,
    /// Left free.
    Left,
}

/// Room for lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Width of the first line.
    pub first: Length,
    /// Width of the others.
    pub rest: Length,
}

impl Measure {
    /// The same width for all lines.
    pub fn all(width: Length) -> Self {
        Self { first: width, rest: width }
    }
}

/// A composed line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its characters, left to right.
    pub places: Vec<Place>,
    /// From its start to the end of its last character.
    pub width: Length,
}

/// A character in its place on a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The font.
    pub face: Face,
    /// The character.
    pub glyph: Glyph,
    /// Where it ends.
    pub end: Length,
}

/// A character with what is known of it before the lines are made; widths in 1/1000 em.
#[derive(Clone, Copy)]
struct Atom {
    means: char,
    shows: char,
    face: Face,
    id: u16,
    width: Length,
    class: Class,
}

/// A place between two characters; widths in 1/1000 em.
#[derive(Clone, Copy)]
struct Joint {
    allowed: Break,
    /// Natural space, negative where half-em blanks fall away.
    space: Length,
    /// How much it can shrink.
    shrink: Length,
    /// How it stretches.
    stretch: Stretch,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stretch {
    Rigid,
    /// A space, which stretches first.
    Space,
    /// Between full-width characters.
    Even,
}

/// The text as atoms with the joints before them.
struct Paragraph {
    atoms: Vec<Atom>,
    joints: Vec<Joint>,
}

/// Sets a text in lines; an empty text gives no line.
pub fn compose(text: &str, style: Style, measure: Measure, align: Align) -> Vec<Line> {
    let paragraph = Paragraph::new(text, style.family);
    let mut lines = Vec::new();
    let mut start = 0;
    for end in paragraph.ends(measure, style.size.max(1), align) {
        let width = if start == 0 { measure.first } else { measure.rest };
        let justify = if end < paragraph.atoms.len() { align } else { Align::Left };
        lines.push(paragraph.line(start, end, width, style.size, justify));
        start = paragraph.skip_spaces(end);
    }
    lines
}

/// Width of a text on one line.
pub fn width_of(text: &str, style: Style) -> Length {
    extent(text, style.family).whole * style.size / 1000
}

/// Widths of a text in 1/1000 em.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// On one line.
    pub whole: Length,
    /// Of the widest piece that no line may tear apart.
    pub word: Length,
}

/// Measures a text.
pub fn extent(text: &str, family: Family) -> Extent {
    let paragraph = Paragraph::new(text, family);
    let end = paragraph.atoms.len();
    let breaks = (1..end).filter(|at| paragraph.joints[*at].allowed == Break::Yes).chain([end]);
    let pieces = breaks.scan(0, |start, end| Some(paragraph.natural(std::mem::replace(start, end), end)));
    Extent { whole: paragraph.natural(0, end), word: pieces.max().unwrap_or(0) }
}

impl Atom {
    fn new(c: char, family: Family) -> Atom {
        let means = if matches!(c, '\t' | '\n' | '\r') { ' ' } else { c };
        let drawn = draw(family, means);
        let class = Class::of(means);
        let width = if means == ' ' { SPACE } else { drawn.width };
        Atom { means, shows: drawn.shows, face: drawn.face, id: drawn.glyph, width, class }
    }

    fn is_full(self) -> bool {
        self.width >= 1000 && matches!(self.face, Face::Mincho | Face::Gothic)
    }

    fn blank_behind(self) -> bool {
        self.is_full() && self.class.blank_behind()
    }

    fn blank_before(self) -> bool {
        self.is_full() && self.class == Class::Opening
    }

    fn is_letter(self) -> bool {
        self.class == Class::Western && self.means.is_alphanumeric()
    }
}

/// Width of the half-width space, and of the space between Japanese and Western text.
const SPACE: Length = 250;
/// The blank half of a bracket, a comma, a full stop.
const HALF: Length = 500;

impl Joint {
    fn between(before: Atom, after: Atom, allowed: Break) -> Joint {
        let space = natural_space(before, after);
        Joint { allowed, space, shrink: shrinkable(before, after, space), stretch: stretchable(before, after, allowed) }
    }
}

fn natural_space(before: Atom, after: Atom) -> Length {
    if before.blank_behind() && (after.blank_before() || after.blank_behind()) {
        return -HALF;
    }
    if before.blank_before() && after.blank_before() {
        return -HALF;
    }
    let mixed = before.class.spaced_from_western() && after.is_letter()
        || before.is_letter() && after.class.spaced_from_western();
    if mixed { SPACE } else { 0 }
}

fn shrinkable(before: Atom, after: Atom, space: Length) -> Length {
    match space {
        SPACE => SPACE / 2,
        0 if before.blank_behind() && before.class != Class::FullStop => HALF,
        0 if after.blank_before() => HALF,
        0 if before.class == Class::WesternSpace => SPACE / 3,
        _ => 0,
    }
}

fn stretchable(before: Atom, after: Atom, allowed: Break) -> Stretch {
    let rigid = before.class.never_last()
        || matches!(after.class, Class::Closing | Class::Comma | Class::FullStop | Class::Postfix)
        || before.class == Class::Western && after.class == Class::Western
        || is_digit(before.means) && is_digit(after.means)
        || before.class == Class::Inseparable && after.class == Class::Inseparable;
    match allowed {
        _ if before.class == Class::WesternSpace => Stretch::Space,
        _ if rigid => Stretch::Rigid,
        _ => Stretch::Even,
    }
}

/// What a way of ending a line costs; the unit is 1/1000 em of stretch at each joint.
fn cost(room: Length, shrink: Length, joints: Length, allowed: Break) -> Length {
    let reluctance = if allowed == Break::Reluctant { RELUCTANCE } else { 0 };
    let strain = if room >= 0 { room / joints.max(1) } else { -room * SQUEEZE / shrink.max(1) };
    reluctance + strain
}

/// The last line may be short, but not a single character.
fn last_line_cost(width: Length, start: usize) -> Length {
    if start > 0 && width < 2_000 { RELUCTANCE } else { 0 }
}

/// For justified text the last few places, for other text the best one.
fn choice(mut found: Vec<(Length, usize)>, align: Align) -> Vec<(Length, usize)> {
    match align {
        Align::Justify => found.split_off(found.len().saturating_sub(CHOICES)),
        Align::Left => found.into_iter().rev().min_by_key(|place| place.0).into_iter().collect(),
    }
}

/// How many ways of ending a line are weighed.
const CHOICES: usize = 8;
/// Cost of a line that ends where no line should.
const EMERGENCY: Length = 2_000;
/// Cost of tearing a date.
const RELUCTANCE: Length = 60;
/// Cost of squeezing all that can be squeezed.
const SQUEEZE: Length = 60;
/// Spaces wider than this per joint look worse than a ragged line.
const WIDEST_STRETCH: Length = 400;

impl Paragraph {
    fn new(text: &str, family: Family) -> Paragraph {
        let characters: Vec<char> = text.chars().filter(|c| !is_invisible(*c)).collect();
        let atoms: Vec<Atom> = characters.iter().map(|c| Atom::new(*c, family)).collect();
        let rigid = Joint { allowed: Break::No, space: 0, shrink: 0, stretch: Stretch::Rigid };
        let inner = atoms.windows(2).zip(breaks(&characters).into_iter().skip(1));
        let inner = inner.map(|(pair, allowed)| Joint::between(pair[0], pair[1], allowed));
        let joints = std::iter::once(rigid).chain(inner).collect();
        Paragraph { atoms, joints }
    }

    fn skip_spaces(&self, mut at: usize) -> usize {
        while self.atoms.get(at).is_some_and(|atom| atom.class == Class::WesternSpace) {
            at += 1;
        }
        at
    }

    /// Natural width of the atoms from `start` to `end`, the blank before an opening bracket at line start left out.
    fn natural(&self, start: usize, end: usize) -> Length {
        let Some(first) = self.atoms.get(start) else { return 0 };
        let inner: Length = (start + 1..end).map(|at| self.atoms[at].width + self.joints[at].space).sum();
        first.width + inner - head_blank(*first)
    }

    /// Where the lines end. Justified text is broken so that the paragraph as a whole is set evenly, other text line by line.
    fn ends(&self, measure: Measure, size: Length, align: Align) -> Vec<usize> {
        let total = self.atoms.len();
        // Ways to end a line, by the place where the next one begins: cost so far, where this line began and ended.
        let mut ways: BTreeMap<usize, (Length, usize, usize)> = BTreeMap::from([(0, (0, 0, 0))]);
        let mut open = BTreeSet::from([0]);
        while let Some(start) = open.pop_first().filter(|start| *start < total) {
            let so_far = ways.get(&start).map_or(0, |way| way.0);
            let width = if start == 0 { measure.first } else { measure.rest };
            for (cost, end) in self.line_ends(start, width * 1000 / size, align) {
                let next = self.skip_spaces(end);
                let way = (so_far + cost * cost, start, end);
                if ways.get(&next).is_none_or(|known| way.0 <= known.0) {
                    ways.insert(next, way);
                    open.insert(next);
                }
            }
        }
        let mut ends = Vec::new();
        let mut at = total;
        while let Some((_, start, end)) = ways.get(&at).filter(|_| at > 0) {
            ends.push(*end);
            at = *start;
        }
        ends.reverse();
        ends
    }

    /// Places to end a line of `measure` (1/1000 em) that begins at `start`, with their costs: at least one, behind `start`.
    fn line_ends(&self, start: usize, measure: Length, align: Align) -> Vec<(Length, usize)> {
        let mut width = self.natural(start, start + 1);
        let (mut shrink, mut joints) = (0, 0);
        let mut found: Vec<(Length, usize)> = Vec::new();
        let mut fitting = start + 1;
        for end in start + 1.. {
            // `width` is that of start..end; a blank behind the last character may fall away.
            let (room, slack) = (measure - width, shrink + self.tail_blank(end));
            if room + slack < 0 && !found.is_empty() || room + shrink < -4 * HALF {
                break;
            }
            if room >= 0 {
                fitting = end;
            }
            let allowed = self.joints.get(end).map_or(Break::Yes, |joint| joint.allowed);
            if end == self.atoms.len() && room + slack >= 0 {
                found.push((
                    if room >= 0 { last_line_cost(width, start) } else { cost(room, slack, joints, allowed) },
                    end,
                ));
                break;
            }
            if allowed > Break::No && room + slack >= 0 {
                found.push((cost(room, slack, joints, allowed), end));
            }
            let (Some(atom), Some(joint)) = (self.atoms.get(end), self.joints.get(end)) else { break };
            width += atom.width + joint.space;
            shrink += joint.shrink;
            joints += Length::from(joint.stretch != Stretch::Rigid);
        }
        if found.is_empty() {
            found.push((EMERGENCY, fitting));
        }
        choice(found, align)
    }

    fn tail_blank(&self, end: usize) -> Length {
        let last = end.checked_sub(1).and_then(|at| self.atoms.get(at));
        match last {
            Some(atom) if atom.blank_behind() => HALF,
            Some(atom) if atom.class == Class::WesternSpace => atom.width,
            _ => 0,
        }
    }

    fn line(&self, start: usize, end: usize, width: Length, size: Length, align: Align) -> Line {
        let last = (start..end).rev().find(|at| self.atoms[*at].class != Class::WesternSpace).map_or(start, |at| at);
        let end = (last + 1).max(start + 1);
        let natural = self.natural(start, end) * size / 1000;
        let spaces = self.adjusted(start, end, width - natural, size, align);
        let mut places = Vec::with_capacity(end - start);
        let mut pen = -head_blank(self.atoms[start]) * size / 1000;
        for (at, space) in (start..end).zip(spaces) {
            pen += space;
            let atom = self.atoms[at];
            let glyph = Glyph { id: atom.id, at: pen, shows: atom.shows, means: atom.means };
            pen += atom.width * size / 1000;
            places.push(Place { face: atom.face, glyph, end: pen });
        }
        Line { places, width: pen }
    }

    /// The space before each atom, spread so that `room` is used up.
    fn adjusted(&self, start: usize, end: usize, room: Length, size: Length, align: Align) -> Vec<Length> {
        let joints = self.joints.get(start..end).unwrap_or_default();
        let mut spaces: Vec<Length> = joints.iter().map(|joint| joint.space * size / 1000).collect();
        if let Some(first) = spaces.first_mut() {
            *first = 0;
        }
        if room < 0 {
            let needed = -room - self.tail_blank(end) * size / 1000;
            spread(&mut spaces, joints, -needed.max(0), |joint| joint.shrink);
        } else if align == Align::Justify {
            stretch(&mut spaces, joints, room, size);
        }
        spaces
    }
}

/// Widens spaces first, by half an em at most, then everything alike.
fn stretch(spaces: &mut [Length], joints: &[Joint], room: Length, size: Length) {
    let weight = |kind: Stretch| move |joint: &Joint| Length::from(joint.stretch == kind);
    let count = |kind: Stretch| joints.iter().skip(1).map(weight(kind)).sum::<Length>();
    let first = room.min(count(Stretch::Space) * size / 4);
    if (room - first) > count(Stretch::Even) * size * WIDEST_STRETCH / 1000 {
        return;
    }
    spread(spaces, joints, first, weight(Stretch::Space));
    spread(spaces, joints, room - first, weight(Stretch::Even));
}

/// Adds `amount` to the spaces in proportion to the weights of their joints, exactly.
fn spread(spaces: &mut [Length], joints: &[Joint], amount: Length, weight: impl Fn(&Joint) -> Length) {
    let total: Length = joints.iter().skip(1).map(&weight).sum();
    if total == 0 {
        return;
    }
    let (mut seen, mut given) = (0, 0);
    for (space, joint) in spaces.iter_mut().zip(joints).skip(1) {
        seen += weight(joint);
        let due = amount * seen / total;
        *space += due - given;
        given = due;
    }
}

fn head_blank(atom: Atom) -> Length {
    if atom.blank_before() { HALF } else { 0 }
}

/// Marks without a shape of their own: variation selectors, joiners, directions.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

impl Line {
    /// The line as runs, its em boxes' upper left corner at `x`, `y`.
    pub fn runs(&self, x: Length, y: Length, size: Length) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for place in &self.places {
            let begin = x + place.glyph.at;
            match runs.last_mut().filter(|run| run.face == place.face) {
                Some(run) => {
                    run.glyphs.push(Glyph { at: begin - run.x, ..place.glyph });
                    run.extent = x + place.end - run.x;
                }
                None => {
                    end_before(runs.last_mut(), begin);
                    let glyphs = vec![Glyph { at: 0, ..place.glyph }];
                    let extent = place.end - place.glyph.at;
                    let (face, direction) = (place.face, Direction::Horizontal);
                    runs.push(Run { face, size, direction, x: begin, y, extent, glyphs });
                }
            }
        }
        runs
    }
}

/// A blank that was squeezed out belongs to no box.
fn end_before(run: Option<&mut Run>, x: Length) {
    if let Some(run) = run {
        run.extent = run.extent.min(x - run.x);
    }
}
