//! Running heads and page numbers.

use super::design::Binding;
use super::length::Length;
use super::line::{Align, Measure, compose, width_of};
use super::page::{Mark, Owner, Page};
use super::pager::{Head, line_marks};
use super::sheet::{FOOT_GAP, FURNITURE, Frame, GUTTER, HAIRLINE, HEAD_GAP, Sheet};

/// On which side of an open book a page lies.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// Pages are not bound.
    Any,
    /// Left: even numbers.
    Left,
    /// Right: odd numbers.
    Right,
}

impl Side {
    /// The side of a page, counted from 0.
    pub(crate) fn of(page: usize, binding: Binding) -> Side {
        match binding {
            Binding::Single => Side::Any,
            Binding::Facing if page.is_multiple_of(2) => Side::Right,
            Binding::Facing => Side::Left,
        }
    }
}

/// Puts a number and, if there is one, a running head on a page; moves all of it away from the binding.
pub(crate) fn furnish(page: &mut Page, head: Option<&Head>, number: &str, side: Side, sheet: Sheet) {
    let frame = frame_of(page, sheet);
    let mut marks = head.map(|head| running_head(head, side, frame)).unwrap_or_default();
    marks.append(&mut page.marks);
    marks.extend(page_number(number, side, frame));
    page.marks = marks;
    shift(page, side, sheet);
}

/// Moves what stands on an upright page away from the binding.
pub(crate) fn shift(page: &mut Page, side: Side, sheet: Sheet) {
    let gutter = match side {
        _ if page.width != sheet.upright().page_width => 0,
        Side::Any => 0,
        Side::Left => -GUTTER,
        Side::Right => GUTTER,
    };
    if gutter != 0 {
        page.marks = std::mem::take(&mut page.marks).into_iter().map(|mark| mark.shifted(gutter, 0)).collect();
    }
}

fn frame_of(page: &Page, sheet: Sheet) -> Frame {
    let frame = sheet.upright();
    if page.width == frame.page_width { frame } else { sheet.of_width(page.width) }
}

/// Chapter on the left, section on the right, a rule below; of bound pages each on its outer side.
fn running_head(head: &Head, side: Side, frame: Frame) -> Vec<Mark> {
    let (left, width, y) = (frame.left(), frame.width, frame.top - HEAD_GAP);
    let gap = 2 * FURNITURE.size;
    let section = width_of(&head.section, FURNITURE);
    let mut marks = Vec::new();
    match side {
        Side::Any => {
            // The section takes what it needs, but leaves the chapter half of the width if that needs it.
            let room = (width - gap - section).max((width - gap) / 2);
            let start = fitted(&head.chapter, room);
            let end = fitted(&head.section, width - gap - start.width);
            marks.extend(furniture(&start, left, y));
            marks.extend(furniture(&end, left + width - end.width, y));
        }
        Side::Left => marks.extend(furniture(&fitted(&head.chapter, width), left, y)),
        Side::Right => {
            let end = fitted(if head.section.is_empty() { &head.chapter } else { &head.section }, width);
            marks.extend(furniture(&end, left + width - end.width, y));
        }
    }
    marks.push(Mark { owner: Owner::Pagination, ..Mark::rule(left, y + 12_000, width, HAIRLINE) });
    marks
}

fn page_number(number: &str, side: Side, frame: Frame) -> Vec<Mark> {
    let text = fitted(number, frame.width);
    let y = frame.page_height - frame.bottom + FOOT_GAP;
    let x = match side {
        Side::Any => (frame.page_width - text.width) / 2,
        Side::Left => frame.left(),
        Side::Right => frame.left() + frame.width - text.width,
    };
    furniture(&text, x, y)
}

/// A text and its width.
struct Fitted {
    text: String,
    width: Length,
}

/// As much of a text as fits, with `…` where some is left out.
fn fitted(text: &str, width: Length) -> Fitted {
    let whole = width_of(text, FURNITURE);
    if whole <= width {
        return Fitted { text: text.to_owned(), width: whole };
    }
    let most = (width / FURNITURE.size - 1).max(1) as usize;
    let text: String = text.chars().take(most).chain(['…']).collect();
    Fitted { width: width_of(&text, FURNITURE), text }
}

fn furniture(text: &Fitted, x: Length, y: Length) -> Vec<Mark> {
    let lines = compose(&text.text, FURNITURE, Measure::all(Length::MAX / 4000), Align::Left);
    lines.iter().flat_map(|line| line_marks(line, Owner::Pagination, FURNITURE, x, y)).collect()
}
