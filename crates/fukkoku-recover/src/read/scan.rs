//! Lines and pages of flattened text; running heads and page numbers, found by repetition.

use crate::look::{digit, is_bullet, is_wide_digit};
use crate::page::{Gap, Line, Page};
use crate::source::{Flavour, Source, Span};

/// Splits a report into pages.
///
/// A page ends at four line ends or a form feed. Where the extractor's page gaps were cleaned away, the next page begins
/// with one space after a single line end, even in mid-sentence; such text begins with a space itself.
/// Text that is lined up by spaces has form feeds for pages, and any number of blank lines inside them.
pub fn scan(source: &Source) -> Vec<Page> {
    let mut lines = split_lines(source);
    if is_lined_up(source) {
        keep_form_feeds(source, &mut lines);
    } else if begins_indented(source) {
        mark_joined_pages(source, &mut lines);
    }
    let mut pages = into_pages(lines);
    find_running_heads(source, &mut pages);
    find_page_numbers(source, &mut pages);
    pages
}

fn is_lined_up(source: &Source) -> bool {
    source.flavour == Flavour::Layout && source.text.contains('\x0c')
}

/// Blank lines end no page.
fn keep_form_feeds(source: &Source, lines: &mut [Line]) {
    for at in 1..lines.len() {
        let between = Span::new(lines[at - 1].span.end, lines[at].span.start);
        if lines[at - 1].gap == Gap::Page && !source.slice(between).contains('\x0c') {
            lines[at - 1].gap = Gap::Paragraph;
        }
    }
}

fn split_lines(source: &Source) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let (mut start, mut ends, mut page) = (0, 0, false);
    for (at, c) in source.text.char_indices().chain([(source.text.len(), '\n')]) {
        if c != '\n' && c != '\x0c' {
            continue;
        }
        if at > start {
            if let Some(last) = lines.last_mut() {
                last.gap = gap(ends, page);
            }
            lines.push(Line { span: Span::new(start, at), gap: Gap::Line, page: 0 });
            (ends, page) = (0, false);
        }
        ends += usize::from(c == '\n');
        page |= c == '\x0c';
        start = at + 1;
    }
    if let Some(last) = lines.last_mut() {
        last.gap = Gap::Page;
    }
    lines
}

fn gap(line_ends: usize, form_feed: bool) -> Gap {
    match line_ends {
        _ if form_feed => Gap::Page,
        0 | 1 => Gap::Line,
        2 | 3 => Gap::Paragraph,
        _ => Gap::Page,
    }
}

fn begins_indented(source: &Source) -> bool {
    let mut chars = source.text.chars();
    chars.next() == Some(' ') && chars.next().is_some_and(|c| !c.is_whitespace())
}

/// In text that begins with a space: a page begins where one space opens a line of running text after a single line end.
fn mark_joined_pages(source: &Source, lines: &mut [Line]) {
    if let Some(first) = lines.first_mut() {
        first.span.start += 1;
    }
    for at in 1..lines.len() {
        if !opens_with_one_space(source.slice(lines[at].span)) {
            continue;
        }
        match lines[at - 1].gap {
            Gap::Line if follows_wide_text(source, lines, at) => {
                lines[at - 1].gap = Gap::Page;
                lines[at].span.start += 1;
            }
            Gap::Line if at >= 2 && lines[at - 2].gap == Gap::Page => lines[at].span.start += 1,
            Gap::Same | Gap::Line | Gap::Paragraph | Gap::Page => {}
        }
    }
}

fn opens_with_one_space(text: &str) -> bool {
    text.strip_prefix(' ').and_then(|rest| rest.chars().next()).is_some_and(|c| c != ' ')
}

/// Running text is set with a blank line after every line; a table's narrow lines are not, and hold several pieces.
fn follows_wide_text(source: &Source, lines: &[Line], at: usize) -> bool {
    at >= 2
        && lines[at - 2].gap == Gap::Paragraph
        && !source.slice(lines[at - 1].span).starts_with(' ')
        && is_running_text(source.slice(lines[at - 1].span))
        && is_running_text(source.slice(lines[at].span))
}

fn is_running_text(line: &str) -> bool {
    let text = line.trim();
    let heading = text.starts_with('（') && text.chars().nth(1).is_some_and(is_wide_digit);
    let piece = !text.contains(' ') || text.chars().count() >= 30;
    piece && !text.starts_with(is_bullet) && (heading || text.ends_with('。') || text.chars().count() >= 25)
}

fn into_pages(lines: Vec<Line>) -> Vec<Page> {
    let mut pages = vec![Page { number: 1, ..Page::default() }];
    for mut line in lines {
        let number = pages.len();
        line.page = number;
        let ends = line.gap == Gap::Page;
        if let Some(page) = pages.last_mut() {
            page.lines.push(line);
        }
        if ends {
            pages.push(Page { number: number + 1, ..Page::default() });
        }
    }
    pages.retain(|page| !page.lines.is_empty());
    for (index, page) in pages.iter_mut().enumerate() {
        page.number = index + 1;
        page.lines.iter_mut().for_each(|line| line.page = index + 1);
    }
    pages
}

/// The first line of a page is a running head if it opens another page too, equals the line after it, or equals the very
/// first line of the report.
fn find_running_heads(source: &Source, pages: &mut [Page]) {
    // The width of a gap differs from page to page.
    let key = |line: &Line| source.slice(line.span).split_whitespace().collect::<Vec<_>>().join(" ");
    let firsts: Vec<Option<String>> =
        pages.iter().map(|page| page.lines.iter().map(key).find(|text| !text.is_empty())).collect();
    let opening: Vec<String> =
        pages.iter().flat_map(|page| page.lines.iter().map(key)).filter(|text| looks_like_title(text)).collect();
    // The head of the first page is told from a title only where pages are certain.
    let skipped = usize::from(!is_lined_up(source));
    for (index, page) in pages.iter_mut().enumerate().skip(skipped) {
        let Some(first) = &firsts[index] else { continue };
        let Some(at) = page.lines.iter().position(|line| !source.slice(line.span).trim().is_empty()) else { continue };
        // A table's header recurs too, but no blank line follows it.
        if is_lined_up(source) && page.lines[at].gap < Gap::Paragraph {
            continue;
        }
        let recurs = firsts.iter().filter(|other| other.as_ref() == Some(first)).count() > 1;
        let doubled = index > 0 && page.lines.get(at + 1).is_some_and(|next| key(next) == *first);
        let heading = index > 0 && opening.iter().filter(|title| *title == first).count() > 1;
        if (recurs || doubled || heading) && looks_like_title(first) {
            page.running_head = Some(page.lines.remove(at));
        }
    }
}

fn looks_like_title(text: &str) -> bool {
    (2..=60).contains(&text.chars().count())
        && !text.contains('。')
        && !text.starts_with(|c| is_bullet(c) || "※（【".contains(c))
}

/// A lone number that ends a page, where pages that have one count upwards.
fn find_page_numbers(source: &Source, pages: &mut [Page]) {
    let mut found = Vec::new();
    for page in pages.iter() {
        let last = page.lines.iter().rposition(|line| !source.slice(line.span).trim().is_empty());
        // In lined-up text a page number stands apart; a row that holds one number does not.
        let last = last.filter(|&at| !is_lined_up(source) || at == 0 || page.lines[at - 1].gap == Gap::Paragraph);
        let number = last.and_then(|at| printed_page_number(source.slice(page.lines[at].span)).map(|n| (at, n)));
        found.push(number);
    }
    let numbers: Vec<u32> = found.iter().flatten().map(|&(_, number)| number).collect();
    let ascending = numbers.windows(2).all(|pair| pair[0] < pair[1]);
    let enough = if is_lined_up(source) { 1 } else { 3 };
    if numbers.len() < enough || !ascending || numbers.len() * 2 < pages.len() {
        return;
    }
    for (page, number) in pages.iter_mut().zip(found) {
        if let Some((at, _)) = number {
            page.page_number = Some(page.lines.remove(at));
        }
    }
}

fn printed_page_number(text: &str) -> Option<u32> {
    // A table's row may hold a year and empty cells only: those leave more than one space.
    if text.ends_with("  ") {
        return None;
    }
    let bare = text.trim().trim_matches(|c: char| matches!(c, '-' | '－' | '―' | '‐' | '−' | '(' | ')' | ' '));
    let digits: Option<Vec<u32>> = bare.chars().map(digit).collect();
    let digits = digits.filter(|digits| (1..=4).contains(&digits.len()))?;
    Some(digits.into_iter().fold(0, |number, digit| number * 10 + digit))
}
