//! Whether the separators of an Arabic numeral stand where they make sense.

/// How the separators of an Arabic numeral stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// `1284`
    Plain,
    /// `1,284`
    Grouped,
    /// `12.5` or `1,284.5`, with its places.
    Point {
        /// Digits after the point.
        places: u32,
        /// The digits before the point could be the first group of thousands.
        like_group: bool,
    },
    /// `12.345.678`
    Points,
    /// `12,34`
    Bad,
}

/// Judges the separators: groups of three after the first, at most one point. One walk over the digits.
pub(super) fn shape(text: &str) -> Shape {
    let mut run = Run::default();
    let mut places = None;
    let mut points = true;
    for byte in text.bytes() {
        match (byte, places) {
            (b'0'..=b'9', None) => run.digit(),
            (b'0'..=b'9', Some(count)) => places = Some(count + 1),
            (b',', None) => run.comma(),
            (b'.', None) => places = Some(0),
            // `12.345.678`: every group after the first of three.
            (b'.', Some(3)) => (run.again, places) = (true, Some(0)),
            _ => points = false,
        }
    }
    let zero = text.starts_with('0');
    match places {
        _ if !points || !run.fits(zero) => Shape::Bad,
        None if run.grouped => Shape::Grouped,
        None => Shape::Plain,
        Some(places) if run.again => {
            let groups = places == 3 && !run.grouped && run.digits <= 3 && !zero;
            if groups { Shape::Points } else { Shape::Bad }
        }
        Some(places) => Shape::Point { places, like_group: run.digits <= 3 && !zero },
    }
}

/// What [`shape`] has seen before the point.
#[derive(Default)]
struct Run {
    /// Digits since the last comma.
    digits: u32,
    grouped: bool,
    /// A group that is no thousand has ended.
    bad: bool,
    /// A second point stands after the first.
    again: bool,
}

impl Run {
    fn digit(&mut self) {
        self.digits += 1;
    }

    fn comma(&mut self) {
        self.bad |= if self.grouped { self.digits != 3 } else { !(1..=3).contains(&self.digits) };
        (self.digits, self.grouped) = (0, true);
    }

    fn fits(&self, zero: bool) -> bool {
        !self.bad && !(self.grouped && (zero || self.digits != 3))
    }
}
