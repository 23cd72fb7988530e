//! Where a header may end.

use super::class::is_line_of_numbers;
use super::piece::Piece;
use super::place::Shape;

/// Most lines of a header.
const LONGEST_HEADER: usize = 20;

/// Where the header may end: where a repeated one ends, before the first key, at line starts up to the first line of numbers.
pub(super) struct Ends {
    /// Before the first key.
    pub(super) keyed: Option<usize>,
    /// Without keys.
    pub(super) free: Vec<usize>,
}

impl Ends {
    pub(super) fn of(pieces: &[Piece], keys: &[bool], starts: &[usize], repeated: Option<usize>) -> Self {
        let from = starts.last().map_or(0, |last| last + 1);
        let first = (from..keys.len()).find(|&at| keys[at]);
        if let Some(end) = repeated {
            return Self { keyed: first.map(|_| end), free: vec![end] };
        }
        let starts: Vec<usize> = (from..pieces.len()).filter(|&at| pieces[at].line_start).collect();
        let numbers = starts.iter().position(|&start| is_line_of_numbers(pieces, start));
        let last = numbers.unwrap_or(starts.len().saturating_sub(1)).min(LONGEST_HEADER);
        let free = starts.into_iter().take(last + 1).collect();
        Self { keyed: first, free }
    }

    pub(super) fn of_shape(&self, shape: &Shape) -> &[usize] {
        if shape.keyed { self.keyed.as_slice() } else { &self.free }
    }

    pub(super) fn longest(&self, shape: &Shape) -> usize {
        self.of_shape(shape).last().copied().unwrap_or(0)
    }
}
