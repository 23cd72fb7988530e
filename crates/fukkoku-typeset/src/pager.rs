//! The pen on a page: slabs placed one below the other, pages turned, headings noted.

use super::length::Length;
use super::line::{Line, Style};
use super::page::{Mark, OutlineEntry, Owner, Page, Shape};
use super::sheet::{Frame, Sheet};

/// Whether a page may end behind a slab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    /// Not if it can be helped.
    WithNext,
    /// Yes.
    Free,
}

/// A piece of the flow that no page tears apart: a line, as a rule.
#[derive(Clone, Debug)]
pub(crate) struct Slab {
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
pub(crate) struct HeadingStart {
    /// 1 for the outermost.
    pub level: u8,
    /// As printed.
    pub title: String,
}

/// Pages that are filled, without running heads and numbers.
#[derive(Debug, Default)]
pub(crate) struct Filled {
    /// The pages.
    pub pages: Vec<Page>,
    /// What stands at the head of each.
    pub heads: Vec<Head>,
    /// Headings; pages count from the first of these.
    pub outline: Vec<OutlineEntry>,
}

/// What a running head says: the chapter, and the section in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Head {
    /// The last heading of the first level.
    pub chapter: String,
    /// The last heading of the second.
    pub section: String,
}

/// Fills pages.
pub(crate) struct Pager {
    sheet: Sheet,
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

impl Pager {
    /// An empty page of a sheet.
    pub(crate) fn new(sheet: Sheet) -> Pager {
        let (pages, heads, outline) = (Vec::new(), Vec::new(), Vec::new());
        let frame = sheet.upright();
        let mut pager = Pager { sheet, frame, pages, heads, outline, y: 0, now: Head::default() };
        pager.turn(frame);
        pager
    }

    /// Goes back to upright pages.
    pub(crate) fn turn_upright(&mut self) {
        if self.frame != self.sheet.upright() {
            self.turn(self.sheet.upright());
        }
    }

    /// Slabs that belong together, and `follow` more of height that must fit below them.
    pub(crate) fn place_chain(&mut self, chain: Vec<Slab>, follow: Length) {
        let height: Length = chain.iter().map(|slab| slab.before + slab.height).sum::<Length>() + follow;
        if self.y + height > self.frame.height() && !self.at_top() {
            self.turn(self.frame);
        }
        for slab in chain {
            self.place_slab(slab);
        }
    }

    /// A slab, on the next page if this one is full.
    pub(crate) fn place_slab(&mut self, slab: Slab) {
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
    pub(crate) fn frame(&self) -> Frame {
        self.frame
    }

    /// Height that is left.
    pub(crate) fn room(&self) -> Length {
        self.frame.height() - self.y
    }

    /// Where the next mark goes, from the upper edge of the page.
    pub(crate) fn top(&self) -> Length {
        self.frame.top + self.y
    }

    /// Whether nothing stands on the page yet.
    pub(crate) fn at_top(&self) -> bool {
        self.y == 0
    }

    /// Uses up some height.
    pub(crate) fn advance(&mut self, height: Length) {
        self.y += height;
    }

    /// Puts marks on the page.
    pub(crate) fn add(&mut self, marks: impl IntoIterator<Item = Mark>) {
        if let Some(page) = self.pages.last_mut() {
            page.marks.extend(marks);
        }
    }

    /// Begins a page. One on which nothing stands is used instead.
    pub(crate) fn turn(&mut self, frame: Frame) {
        if self.pages.last().is_some_and(|page| page.marks.is_empty()) {
            self.pages.pop();
            self.heads.pop();
        }
        self.frame = frame;
        self.y = 0;
        self.pages.push(Page { width: frame.page_width, height: frame.page_height, marks: Vec::new() });
        self.heads.push(self.now.clone());
    }

    /// Ends the last page.
    pub(crate) fn finish(mut self) -> Filled {
        if self.pages.len() > 1 && self.pages.last().is_some_and(|page| page.marks.is_empty()) {
            self.pages.pop();
            self.heads.pop();
        }
        Filled { pages: self.pages, heads: self.heads, outline: self.outline }
    }
}

/// The marks of a line in a box as high as the leading.
pub(crate) fn line_marks(line: &Line, owner: Owner, style: Style, x: Length, y: Length) -> Vec<Mark> {
    let y = y + (style.leading - style.size) / 2;
    line.runs(x, y, style.size).into_iter().map(|run| Mark { owner, shape: Shape::Run(run) }).collect()
}
