//! A line opens a block by its first characters (`opening`), `prose` tells how far the block goes.

use super::stood::{Search, Stood};
use crate::block::{Block, BlockKind, FurnitureRole, ParagraphRole, PrintedTable, spans};
use crate::contents;
use crate::opening::{self, Opening, heading_number, opening};
use crate::page::{Gap, Line};
use crate::prose::{self, Habits, Run, is_blank, item, trimmed};
use crate::sizes::Sizes;
use crate::source::{Source, Text};
use crate::table::stream::{self, Recovered};
use std::collections::BTreeMap;

/// Most single labels above a header's first line of several.
const MOST_LEADING: usize = 8;

pub(super) struct Walk<'a> {
    pub(super) source: &'a Source,
    pub(super) lines: &'a [Line],
    pub(super) habits: Habits,
    pub(super) sizes: Sizes,
    /// Stretches that are laid out in columns, by the line that they begin on.
    pub(super) stood: BTreeMap<usize, Stood>,
    /// The search for more of them.
    pub(super) search: Option<Search<'a>>,
    pub(super) blocks: Vec<Block>,
    /// Caption of the quotation that the following paragraphs belong to.
    pub(super) quoting: Option<Text>,
}

impl Walk<'_> {
    pub(super) fn all(&mut self) {
        let mut at = 0;
        while at < self.lines.len() {
            at = self.block(at);
        }
    }

    /// Takes the block that begins at line `at`; returns the line after it.
    fn block(&mut self, at: usize) -> usize {
        if is_blank(self.source, &self.lines[at]) {
            return at + 1;
        }
        if let Some(end) = self.contents(at).or_else(|| self.table(at)) {
            return end;
        }
        let found = opening(self.slice(at));
        if !matches!(found, Opening::Plain) {
            self.quoting = None;
        }
        match found {
            Opening::Section => self.heading(at, 1),
            Opening::Subsection => self.heading(at, 2),
            Opening::Label => self.heading(at, 3),
            Opening::Bullet => self.list(at),
            Opening::Note => self.note(at),
            Opening::Quotation => self.quotation(at),
            Opening::Contact => self.contact(at),
            Opening::Plain => self.paragraph(at),
        }
    }

    fn slice(&self, at: usize) -> &str {
        self.source.slice(self.lines[at].span)
    }

    fn run(&self, at: usize) -> Run {
        let begins_other = |next: usize| opening(self.slice(next)) != Opening::Plain || self.may_begin_table(next);
        // What is known to be a table is no part of a paragraph, whatever the line above it looks like.
        let end = self.stood.range(at + 1..).next().map_or(self.lines.len(), |(next, _)| *next);
        prose::run(self.source, &self.lines[..end], at, &self.habits, begins_other)
    }

    fn push<'a>(&mut self, kind: BlockKind, at: usize, texts: impl IntoIterator<Item = &'a Text>) {
        self.blocks.push(Block::new(kind, self.lines[at].page, texts));
    }

    fn may_begin_table(&self, at: usize) -> bool {
        self.stood.contains_key(&at)
            || self.source.flavour.is_stream() && stream::region::may_begin(self.source, self.lines, at)
    }

    /// Takes the table at line `at`, if there is one.
    fn table(&mut self, at: usize) -> Option<usize> {
        self.search_at(at);
        let stood = self.stood.remove(&at)?;
        self.quoting = None;
        if stood.hopeless {
            self.unrecognized(at, stood.end);
        }
        stood.tables.into_iter().for_each(|table| self.push_table(table, at));
        Some(stood.end)
    }

    fn push_table(&mut self, raw: PrintedTable, at: usize) {
        let headers = raw.repeated.iter().map(|text| (FurnitureRole::TableHeader, text));
        let readings = raw.readings.iter().map(|text| (FurnitureRole::Reading, text));
        let copies = raw.copies.iter().map(|text| (FurnitureRole::Overprint, text));
        let rules = raw.rules.iter().map(|text| (FurnitureRole::Rule, text));
        for (role, text) in headers.chain(readings).chain(copies).chain(rules) {
            self.push(BlockKind::Furniture { role, text: text.clone() }, at, [text]);
        }
        let spans = spans(raw.texts());
        self.blocks.push(Block { kind: BlockKind::Table(Box::new(raw)), page: self.lines[at].page, spans });
    }

    /// Takes the contents at line `at`, if there are any.
    fn contents(&mut self, at: usize) -> Option<usize> {
        let found = contents::contents(self.source, self.lines, at, |line| self.stood.contains_key(&line))?;
        self.quoting = None;
        self.push(BlockKind::Contents { title: found.title, entries: found.entries }, at, &found.texts);
        Some(found.end)
    }

    fn unrecognized(&mut self, at: usize, end: usize) {
        let filled = self.lines[at..end].iter().filter(|line| !is_blank(self.source, line));
        let texts: Vec<Text> = filled.map(|line| trimmed(self.source, line.span)).collect();
        self.push(BlockKind::Unrecognized(texts.clone()), at, &texts);
    }

    fn heading(&mut self, at: usize, level: u8) -> usize {
        let run = self.run(at);
        let next = run.lines[run.lines.len() - 1] + 1;
        let (number, offset) = heading_number(&run.text.printed, level);
        let title = run.text.slice(offset..run.text.printed.len());
        let subtitle = self.subtitle(next);
        let texts: Vec<Text> = std::iter::once(&run.text).chain(&subtitle).cloned().collect();
        let after = next + usize::from(subtitle.is_some());
        self.push(BlockKind::Heading { level, number, title, text: run.text, subtitle }, at, &texts);
        after
    }

    /// A short line close under a heading.
    fn subtitle(&self, at: usize) -> Option<Text> {
        let line = self.lines.get(at)?;
        let text = trimmed(self.source, line.span);
        let close = self.lines[at - 1].gap == Gap::Line && line.gap >= Gap::Paragraph;
        let short = (1..=20).contains(&text.printed.chars().count()) && !text.printed.contains(['。', ' ']);
        (close && short && opening(&text.printed) == Opening::Plain).then_some(text)
    }

    fn list(&mut self, at: usize) -> usize {
        let mut items = Vec::new();
        let mut texts = Vec::new();
        let mut next = at;
        while next < self.lines.len() {
            if is_blank(self.source, &self.lines[next]) {
                next += 1;
                continue;
            }
            if opening(self.slice(next)) != Opening::Bullet {
                break;
            }
            let run = self.run(next);
            next = run.lines[run.lines.len() - 1] + 1;
            items.push(item(&run.text));
            texts.push(run.text);
        }
        self.push(BlockKind::List(items), at, &texts);
        next
    }

    fn note(&mut self, at: usize) -> usize {
        let run = self.run(at);
        let marker = opening::note_marker(&run.text.printed).unwrap_or_default().to_owned();
        let next = run.lines[run.lines.len() - 1] + 1;
        self.push(BlockKind::Note { marker, text: run.text.clone() }, at, [&run.text]);
        next
    }

    fn quotation(&mut self, at: usize) -> usize {
        let run = self.run(at);
        let next = run.lines[run.lines.len() - 1] + 1;
        self.quoting = Some(run.text);
        match (next..self.lines.len()).find(|&next| !is_blank(self.source, &self.lines[next])) {
            Some(body) if opening(self.slice(body)) == Opening::Plain => self.paragraph(body),
            _ => {
                let text = self.quoting.take().unwrap_or_default();
                self.push(BlockKind::Note { marker: String::new(), text: text.clone() }, at, [&text]);
                next
            }
        }
    }

    fn paragraph(&mut self, at: usize) -> usize {
        let run = self.run(at);
        let next = run.lines[run.lines.len() - 1] + 1;
        if self.opens_contact(at, next, &run) {
            return self.contact(at);
        }
        if let Some(head) = self.sizes.head(self.source, self.lines, at) {
            let (level, text) = (head.level, head.text);
            let title = text.clone();
            let kind = BlockKind::Heading { level, number: None, title, text: text.clone(), subtitle: None };
            self.quoting = None;
            self.push(kind, at, [&text]);
            return head.end;
        }
        // The caption belongs to the first paragraph of the quotation.
        let quoted = self.quoting.is_some();
        let caption = self.quoting.as_mut().map(std::mem::take).filter(|text| !text.is_empty());
        let role = if quoted { ParagraphRole::Quotation } else { ParagraphRole::Body };
        let texts: Vec<Text> = caption.iter().chain([&run.text]).cloned().collect();
        self.push(BlockKind::Paragraph { role, caption, text: run.text }, at, &texts);
        next
    }

    /// An office's name right above its address.
    fn opens_contact(&self, at: usize, next: usize, run: &Run) -> bool {
        let short = run.text.printed.chars().count() <= 30 && !run.text.printed.contains('。');
        let follows = (next..self.lines.len()).find(|&line| !is_blank(self.source, &self.lines[line]));
        short
            && self.lines[at].gap != Gap::Page
            && follows.is_some_and(|line| opening(self.slice(line)) == Opening::Contact)
    }

    fn contact(&mut self, at: usize) -> usize {
        let mut texts = Vec::new();
        let mut next = at;
        while next < self.lines.len() {
            let blank = is_blank(self.source, &self.lines[next]);
            if !blank && next > at && opening(self.slice(next)) != Opening::Contact {
                break;
            }
            if !blank {
                let run = self.run(next);
                next = run.lines[run.lines.len() - 1];
                texts.push(run.text);
            }
            next += 1;
        }
        self.push(BlockKind::Contact(texts.clone()), at, &texts);
        next
    }
}

impl Walk<'_> {
    /// Searches for a table at line `at`; where labels stand above it that are none of its own, it begins further down.
    fn search_at(&mut self, at: usize) {
        let Some(last) = self.search.as_ref().map(|search| search.last) else { return };
        if last.is_some_and(|last| last >= at) || self.stood.contains_key(&at) {
            return;
        }
        let Some((lead, end)) = self.lead(at).and_then(|lead| Some((lead, self.region(at, at + lead)?))) else {
            return;
        };
        let recovered = stream::recover(self.source, &self.lines[at..end], lead, self.habits.end_spaces);
        let (taken, tables, hopeless) = match recovered {
            Recovered::Nothing => return,
            Recovered::Hopeless => (lead..end - at, vec![], true),
            Recovered::Table(table, taken) => (taken, vec![*table], false),
        };
        let stood = Stood { end: at + taken.end, tables, hopeless, tried: Some((at..end, lead)) };
        let begin = at + taken.start;
        self.stood.insert(begin, stood.clone());
        if let Some(search) = &mut self.search {
            search.last = Some(begin);
            search.found.insert(begin, stood);
        }
    }

    /// Where the stretch ends that may be a table from line `start` on, seen from line `at`; `None` if it is not worth a search.
    fn region(&mut self, at: usize, start: usize) -> Option<usize> {
        let search = self.search.as_mut()?;
        if !search.region.contains(&start) {
            search.region = start..stream::region::end(self.source, self.lines, start);
        }
        let end = search.region.end;
        let end = self.stood.range(at..end).next().map_or(end, |(next, _)| *next);
        search.is_worth_its_cost(&(at..end)).then_some(end)
    }

    /// How many single labels stand at `at` above a line that may begin a table; `None` if no such line follows.
    fn lead(&self, at: usize) -> Option<usize> {
        let begins = |line: usize| stream::region::may_begin(self.source, self.lines, line);
        let single = |line: usize| {
            let text = self.slice(line);
            opening(text) == Opening::Plain && stream::region::may_lead(text) && self.lines[line].gap != Gap::Page
        };
        let lead = (0..=MOST_LEADING)
            .find(|&lead| at + lead >= self.lines.len() || !single(at + lead) || begins(at + lead))?;
        (at + lead < self.lines.len() && begins(at + lead)).then_some(lead)
    }
}
