//! Breaking the flow into pages.

use super::font::GETA;
use super::line::{Align, Line, Measure, Style, compose, width_of};
use super::page::{Glyph, Layout, Length, Mark, OutlineEntry, Owner, Page, Shape};
use super::sheet::{BOTTOM, FOOT_GAP, FURNITURE, Frame, HAIRLINE, HEAD_GAP, TOP};
use super::structure::Structure;
use super::table::Grid;
use std::collections::BTreeSet;

/// Whether a page may end behind a slab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Not if it can be helped.
    WithNext,
    /// Yes.
    Free,
}

/// A piece of the flow that no page tears apart: a line, as a rule.
#[derive(Clone, Debug)]
pub struct Slab {
    /// Space above, which falls away at the top of a page.
    pub before: Length,
    /// Its own height.
    pub height: Length,
    /// What stands in it, measured from its upper left corner.
    pub marks: Vec<Mark>,
    /// Whether a page may end behind it.
    pub keep: Keep,
    /// The heading that begins with it.
    pub heading: Option<HeadingStart>,
}

/// A heading for the outline and the running head.
#[derive(Clone, Debug)]
pub struct HeadingStart {
    /// 1 for the outermost.
    pub level: u8,
    /// As printed.
    pub title: String,
}

/// A piece of the flow.
#[derive(Clone, Debug)]
pub enum Piece {
    /// A line.
    Slab(Slab),
    /// A table, which breaks between its rows.
    Table(Box<Grid>),
}

/// Fills pages.
pub struct Pager {
    frame: Frame,
    pages: Vec<Page>,
    /// Running head of each page.
    heads: Vec<Head>,
    outline: Vec<OutlineEntry>,
    /// From the upper edge of the text to the first free place.
    y: Length,
    /// Where the flow stands.
    now: Head,
}

/// What a running head says: the chapter on the left, the section on the right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Head {
    chapter: String,
    section: String,
}

impl Pager {
    /// Places all pieces.
    pub fn fill(pieces: Vec<Piece>, title: String, structure: Structure) -> Layout {
        let (pages, heads, outline) = (Vec::new(), Vec::new(), Vec::new());
        let mut pager = Pager { frame: Frame::UPRIGHT, pages, heads, outline, y: 0, now: Head::default() };
        pager.turn(Frame::UPRIGHT);
        let mut pieces = pieces.into_iter().peekable();
        let mut chain: Vec<Slab> = Vec::new();
        while let Some(piece) = pieces.next() {
            match piece {
                Piece::Slab(slab) => {
                    let goes_on = slab.keep == Keep::WithNext && pieces.peek().is_some();
                    chain.push(slab);
                    if !goes_on {
                        pager.place_chain(std::mem::take(&mut chain), 0);
                    }
                }
                Piece::Table(grid) => pager.place_with_lead(std::mem::take(&mut chain), &grid),
            }
        }
        pager.place_chain(chain, 0);
        pager.finish(title, structure)
    }

    /// A table, and the heading or caption that must stand above it.
    fn place_with_lead(&mut self, lead: Vec<Slab>, grid: &Grid) {
        if grid.frame != self.frame {
            self.turn(grid.frame);
        }
        self.place_chain(lead, grid.least_height());
        grid.place(self);
        if self.frame != Frame::UPRIGHT {
            self.turn(Frame::UPRIGHT);
        }
    }

    /// Slabs that belong together, and `follow` more of height that must fit below them.
    fn place_chain(&mut self, chain: Vec<Slab>, follow: Length) {
        let height: Length = chain.iter().map(|slab| slab.before + slab.height).sum::<Length>() + follow;
        if self.y + height > self.frame.height() && !self.at_top() {
            self.turn(self.frame);
        }
        for slab in chain {
            self.place_slab(slab);
        }
    }

    fn place_slab(&mut self, slab: Slab) {
        if self.y + slab.before + slab.height > self.frame.height() && !self.at_top() {
            self.turn(self.frame);
        }
        if !self.at_top() {
            self.y += slab.before;
        }
        let y = self.top();
        if let Some(heading) = slab.heading {
            self.note_heading(heading, y);
        }
        let x = self.frame.left();
        self.add(slab.marks.into_iter().map(|mark| mark.shifted(x, y)));
        self.y += slab.height;
    }

    fn note_heading(&mut self, heading: HeadingStart, y: Length) {
        let page = self.pages.len().saturating_sub(1);
        match heading.level {
            0 | 1 => self.now = Head { chapter: heading.title.clone(), section: String::new() },
            2 => self.now.section.clone_from(&heading.title),
            _ => {}
        }
        let at_top = self.at_top();
        let goes_on = |head: &&mut Head| at_top || head.section.is_empty() && head.chapter == self.now.chapter;
        if let Some(head) = self.heads.last_mut().filter(goes_on) {
            head.clone_from(&self.now);
        }
        self.outline.push(OutlineEntry { level: heading.level, title: heading.title, page, y });
    }

    /// The page's frame.
    pub fn frame(&self) -> Frame {
        self.frame
    }

    /// Height that is left.
    pub fn room(&self) -> Length {
        self.frame.height() - self.y
    }

    /// Where the next mark goes, from the upper edge of the page.
    pub fn top(&self) -> Length {
        TOP + self.y
    }

    /// Whether nothing stands on the page yet.
    pub fn at_top(&self) -> bool {
        self.y == 0
    }

    /// Uses up some height.
    pub fn advance(&mut self, height: Length) {
        self.y += height;
    }

    /// Puts marks on the page.
    pub fn add(&mut self, marks: impl IntoIterator<Item = Mark>) {
        if let Some(page) = self.pages.last_mut() {
            page.marks.extend(marks);
        }
    }

    /// Begins a page. One on which nothing stands is used instead.
    pub fn turn(&mut self, frame: Frame) {
        if self.pages.last().is_some_and(|page| page.marks.is_empty()) {
            self.pages.pop();
            self.heads.pop();
        }
        self.frame = frame;
        self.y = 0;
        self.pages.push(Page { width: frame.page_width, height: frame.page_height, marks: Vec::new() });
        self.heads.push(self.now.clone());
    }

    fn finish(mut self, title: String, structure: Structure) -> Layout {
        if self.pages.len() > 1 && self.pages.last().is_some_and(|page| page.marks.is_empty()) {
            self.pages.pop();
        }
        for (number, (page, head)) in self.pages.iter_mut().zip(&self.heads).enumerate() {
            let body = std::mem::take(&mut page.marks);
            page.marks = running_head(page, head, &title, number);
            page.marks.extend(body);
            page.marks.extend(page_number(page, number + 1));
        }
        let missing = missing(&self.pages);
        Layout { title, pages: self.pages, structure, outline: self.outline, missing }
    }
}

/// Chapter on the left, section on the right, a rule below; nothing on the first page.
fn running_head(page: &Page, head: &Head, title: &str, number: usize) -> Vec<Mark> {
    if number == 0 {
        return Vec::new();
    }
    let left = side(page);
    let width = page.width - 2 * left;
    let y = TOP - HEAD_GAP;
    let half = width / 2 - FURNITURE.size;
    let chapter = if head.chapter.is_empty() { title } else { &head.chapter };
    let section = first_line(&head.section, half);
    let mut marks = furniture(&first_line(chapter, half), left, y);
    marks.extend(furniture(&section, left + width - section.width, y));
    marks.push(Mark { owner: Owner::Pagination, ..Mark::rule(left, y + 12_000, width, HAIRLINE) });
    marks
}

fn page_number(page: &Page, number: usize) -> Vec<Mark> {
    let text = Fitted::new(format!("{number}"));
    let y = page.height - BOTTOM + FOOT_GAP;
    let x = (page.width - text.width) / 2;
    furniture(&text, x, y)
}

fn side(page: &Page) -> Length {
    let frame = if page.width == Frame::UPRIGHT.page_width { Frame::UPRIGHT } else { Frame::across(0) };
    frame.left()
}

struct Fitted {
    text: String,
    width: Length,
}

impl Fitted {
    fn new(text: String) -> Self {
        let width = width_of(&text, FURNITURE);
        Self { text, width }
    }
}

/// As much of a text as fits, with `…` where some is left out.
fn first_line(text: &str, width: Length) -> Fitted {
    let whole = Fitted::new(text.to_owned());
    if whole.width <= width {
        return whole;
    }
    let most = (width / FURNITURE.size.max(1) - 1).max(1) as usize;
    Fitted::new(text.chars().take(most).chain(['…']).collect())
}

fn furniture(text: &Fitted, x: Length, y: Length) -> Vec<Mark> {
    let lines = compose(&text.text, FURNITURE, Measure::all(Length::MAX / 4000), Align::Left);
    lines.iter().flat_map(|line| line_marks(line, Owner::Pagination, FURNITURE, x, y)).collect()
}

/// The marks of a line in a box as high as the leading.
pub fn line_marks(line: &Line, owner: Owner, style: Style, x: Length, y: Length) -> Vec<Mark> {
    let y = y + (style.leading - style.size) / 2;
    line.runs(x, y, style.size).into_iter().map(|run| Mark { owner, shape: Shape::Run(run) }).collect()
}

fn missing(pages: &[Page]) -> Vec<char> {
    let marks = pages.iter().flat_map(|page| &page.marks);
    let glyphs = marks.flat_map(|mark| match &mark.shape {
        Shape::Run(run) => run.glyphs.as_slice(),
        Shape::Fill(_) => &[],
    });
    let absent = |glyph: &&Glyph| glyph.shows == GETA && glyph.means != GETA;
    glyphs.filter(absent).map(|glyph| glyph.means).collect::<BTreeSet<char>>().into_iter().collect()
}
