//! The device that a page is interpreted on: it keeps glyphs and rules and draws nothing.

use super::cover::Covers;
use super::double::undoubled;
use super::meaning::{Meanings, Shapes};
use crate::sheet::{Area, Axis, Glyph, LayersOff, Length, Rule, Setting, Sheet, UNKNOWN};
use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask};
use std::panic::resume_unwind;

/// Most glyphs and path elements of a page. The interpreter has no way to say stop; a form that calls itself over and over would
/// never end.
const MOST_OPERATIONS: usize = 1_000_000;
/// Most characters of a page that are kept, and most lines, pale ones and areas: tables are sought among all pairs of lines.
const MOST_GLYPHS: usize = 100_000;
const MOST_RULES: usize = 20_000;
/// Most areas of another colour than the paper. Beyond, white type counts as seen: looking among them would take too long.
const MOST_GROUNDS: usize = 2_000;
/// Longest side of a page, in points: that of the largest paper there is in a PDF. What stands farther out is not read.
const LONGEST_SIDE: f64 = 14_400.0;
/// Thickness, in points, up to which a filled box is a rule: what spreadsheets draw their borders with.
const THICKEST_BOX: f64 = 3.0;
/// Width, in points, over which a stroke is an area.
const WIDEST_STROKE: f64 = 6.0;
/// Thickness, in points, up to which an image is a rule.
const THICKEST_IMAGE: f64 = 2.0;
/// Sides, in points, up to which a box is a dot of a dotted line, which counts both ways.
const LARGEST_DOT: f64 = 2.0;
/// What a stroke may deviate from its axis, in points.
const SLANT: f64 = 0.8;
/// Luma from which a colour is that of the paper.
const PAPER: u32 = 248;
/// Size, in points, below which type is not meant to be read.
const SMALLEST_TYPE: f64 = 0.5;
/// What the interpretation of a page ends with when it holds too much.
pub(super) struct Stop;

/// Notes what a page holds.
pub(super) struct Keeper<'m, 'p> {
    pdf: &'p Pdf,
    meanings: &'m mut Meanings,
    bounds: Rect,
    clips: Vec<Rect>,
    covers: Covers,
    glyphs: Vec<Glyph>,
    /// Those of a layer that is not drawn.
    hidden: Vec<Glyph>,
    /// How many are too small or too large to be read.
    unreadable: usize,
    /// Those in the colour of the paper, on nothing else.
    white: Vec<Glyph>,
    /// How many characters stand outside the page, or are cut off.
    outside: usize,
    unknown: usize,
    rules: Vec<Rule>,
    /// Lines in the colour of the paper: they show over a coloured area only.
    pale: Vec<(Rule, Point)>,
    fills: Vec<Rect>,
    /// Areas that may have another colour than the paper.
    grounds: Vec<Rect>,
    /// How many pictures were drawn, and the area that they cover.
    pub(super) pictures: usize,
    picture: f64,
    operations: usize,
    /// The last character drawn was a blank.
    blank: bool,
    shapes: Shapes,
    /// Something was left out.
    cut: bool,
}

impl<'m, 'p> Keeper<'m, 'p> {
    pub(super) fn new(pdf: &'p Pdf, page: Rect, meanings: &'m mut Meanings) -> Self {
        let bounds = page.intersect(Rect::new(0.0, 0.0, LONGEST_SIDE, LONGEST_SIDE));
        Self {
            pdf,
            meanings,
            bounds,
            clips: vec![],
            covers: Covers::default(),
            glyphs: vec![],
            hidden: vec![],
            unreadable: 0,
            white: vec![],
            outside: 0,
            unknown: 0,
            rules: vec![],
            pale: vec![],
            fills: vec![],
            grounds: vec![],
            pictures: 0,
            picture: 0.0,
            operations: 0,
            blank: false,
            shapes: Shapes::default(),
            cut: page.width() > LONGEST_SIDE || page.height() > LONGEST_SIDE,
        }
    }

    /// What was noted.
    pub(super) fn sheet(mut self, number: usize) -> Sheet {
        let mut rules = self.rules;
        let shows = |at: &Point| self.fills.iter().any(|fill| fill.contains(*at));
        rules.extend(self.pale.iter().filter(|(_, at)| shows(at)).map(|(rule, _)| *rule));
        if self.glyphs.is_empty() {
            self.hidden.append(&mut self.white);
        }
        let hidden = self.glyphs.is_empty() && !self.hidden.is_empty();
        let covered = self.covers.covered(&self.glyphs);
        let unseen = if hidden { 0 } else { self.hidden.len() };
        let (glyphs, drawn) = undoubled(if hidden { self.hidden } else { self.glyphs });
        // Under what is seen, white type is its rim or shadow.
        let white = self.white.iter().filter(|glyph| !drawn.holds(glyph)).count();
        let page = self.bounds.area().max(1.0);
        Sheet {
            number,
            width: length(self.bounds.width()),
            height: length(self.bounds.height()),
            glyphs,
            rules,
            unknown: self.unknown,
            picture: (self.picture / page * 100.0).clamp(0.0, 100.0) as u8,
            hidden,
            unseen: unseen + self.unreadable,
            white,
            outside: self.outside,
            off: LayersOff::default(),
            covered,
            cut: self.cut,
            doubtful: self.shapes.are_doubtful(),
        }
    }

    fn count(&mut self, operations: usize) {
        self.operations += operations;
        if self.operations > MOST_OPERATIONS {
            resume_unwind(Box::new(Stop));
        }
    }

    fn clip(&self) -> Rect {
        self.clips.last().copied().unwrap_or(self.bounds)
    }

    /// A rule between two points that differ on one axis only.
    fn rule(&mut self, from: Point, to: Point, pale: bool) {
        let clip = self.clip();
        let (across, down) = ((to.x - from.x).abs(), (to.y - from.y).abs());
        let (axis, at, ends, bounds, sides) = if down <= SLANT && across >= down {
            (Axis::Across, from.y.midpoint(to.y), (from.x, to.x), (clip.x0, clip.x1), (clip.y0, clip.y1))
        } else if across <= SLANT {
            (Axis::Down, from.x.midpoint(to.x), (from.y, to.y), (clip.y0, clip.y1), (clip.x0, clip.x1))
        } else {
            return;
        };
        let (from, to) = (ends.0.min(ends.1).max(bounds.0), ends.0.max(ends.1).min(bounds.1));
        if !(at >= sides.0 - SLANT && at <= sides.1 + SLANT && from < to) {
            return;
        }
        let rule = Rule { axis, at: length(at), from: length(from), to: length(to) };
        let kept = if pale { self.pale.len() } else { self.rules.len() };
        if kept >= MOST_RULES {
            self.cut = true;
            return;
        }
        if pale {
            let middle = from.midpoint(to);
            let place = if axis == Axis::Across { Point::new(middle, at) } else { Point::new(at, middle) };
            self.pale.push((rule, place));
        } else {
            self.rules.push(rule);
        }
    }

    /// A box that is filled: a rule if thin, an area else.
    fn filled(&mut self, area: Rect, pale: bool, thickest: f64) {
        let (width, height) = (area.width(), area.height());
        let (x, y) = (area.x0.midpoint(area.x1), area.y0.midpoint(area.y1));
        let dot = width <= LARGEST_DOT && height <= LARGEST_DOT;
        if height <= thickest && (width > height || dot) {
            self.rule(Point::new(area.x0, y), Point::new(area.x1, y), pale);
        }
        if width <= thickest && (height > width || dot) {
            self.rule(Point::new(x, area.y0), Point::new(x, area.y1), pale);
        }
        if width > thickest && height > thickest && !pale && self.fills.len() < MOST_RULES {
            self.fills.push(area);
        }
    }

    fn stroked(&mut self, path: &BezPath, transform: Affine, width: f64, pale: bool) {
        let scale = transform.determinant().abs().sqrt();
        if width * scale > WIDEST_STROKE {
            if !pale {
                let half = width / 2.0;
                self.ground(transform.transform_rect_bbox(path.control_box().inflate(half, half)));
            }
            return;
        }
        let (mut start, mut last) = (Point::ZERO, Point::ZERO);
        for element in path.elements() {
            let next = match element {
                PathEl::MoveTo(point) => {
                    start = transform * *point;
                    last = start;
                    continue;
                }
                PathEl::LineTo(point) => transform * *point,
                PathEl::QuadTo(_, point) | PathEl::CurveTo(_, _, point) => {
                    last = transform * *point;
                    continue;
                }
                PathEl::ClosePath => start,
            };
            self.rule(last, next, pale);
            last = next;
        }
    }

    /// Whether something may show behind what stands here.
    fn has_ground(&self, at: Point) -> bool {
        self.grounds.len() >= MOST_GROUNDS || self.grounds.iter().rev().any(|ground| ground.contains(at))
    }

    fn ground(&mut self, area: Rect) {
        if self.grounds.len() < MOST_GROUNDS {
            self.grounds.push(area.intersect(self.clip()));
        }
    }

    fn glyph(&mut self, drawn: &Drawn<'_>, place: &Place, sight: Sight) {
        let meant = self.meanings.of(self.pdf, drawn);
        let middle = place.area.center();
        let slack = place.size / 2.0;
        let mut unknown = [0; 4];
        let text = if meant.is_empty() { UNKNOWN.encode_utf8(&mut unknown) } else { meant.as_str() };
        if !self.clip().inflate(slack, slack).contains(middle) {
            if sight != Sight::Hidden && !self.cut {
                self.outside += text.chars().filter(|c| !c.is_whitespace()).count();
            }
            return;
        }
        let sight = if sight == Sight::White && self.has_ground(middle) { Sight::Seen } else { sight };
        if sight == Sight::Seen && !meant.is_empty() {
            self.shapes.note(drawn, &meant);
        }
        let into = match sight {
            Sight::Seen => &mut self.glyphs,
            Sight::White => &mut self.white,
            Sight::Hidden => &mut self.hidden,
        };
        if into.len() >= MOST_GLYPHS {
            self.cut = true;
            return;
        }
        self.unknown += usize::from(meant.is_empty() && sight == Sight::Seen);
        let count = text.chars().count() as f64;
        for (at, c) in text.chars().enumerate() {
            if c.is_whitespace() {
                self.blank = true;
                continue;
            }
            let part = place.area.width() / count;
            let mut area = place.area;
            if place.setting == Setting::Level {
                area.x0 += part * at as f64;
                area.x1 = area.x0 + part;
            }
            into.push(Glyph {
                c,
                area: rounded(area),
                size: length(place.size),
                setting: place.setting,
                spaced: self.blank,
            });
            self.blank = false;
        }
    }
}

/// Whether a glyph can be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sight {
    /// It can.
    Seen,
    /// It is as light as the paper.
    White,
    /// It is not drawn.
    Hidden,
}

/// Where a glyph stands.
#[derive(Clone, Copy)]
struct Place {
    area: Rect,
    size: f64,
    setting: Setting,
    origin: Point,
}

/// Farthest place from the corner of a page, in hundredths of a point: a hundred times as much still is a length.
const FARTHEST: f64 = LONGEST_SIDE * 200.0;

/// Hundredths of a point; what is no number or out of reach stands at the border of what can be said.
fn length(points: f64) -> Length {
    (points * 100.0).round().clamp(-FARTHEST, FARTHEST) as Length
}

fn rounded(area: Rect) -> Area {
    Area { x0: length(area.x0), top: length(area.y0), x1: length(area.x1), bottom: length(area.y1) }
}

/// Whether what is painted cannot be seen at all, and whether it is as light as the paper.
fn seen(paint: &Paint<'_>) -> (bool, bool) {
    match paint {
        Paint::Color(color) => {
            let [red, green, blue, alpha] = color.to_rgba().to_rgba8().map(u32::from);
            (alpha > 0, (299 * red + 587 * green + 114 * blue) / 1000 > PAPER)
        }
        Paint::Pattern(_) => (true, false),
    }
}

impl<'a> Device<'a> for Keeper<'_, '_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.count(path.elements().len());
        let (seen, pale) = seen(&props.paint);
        if !seen {
            return;
        }
        if !pale && matches!(mode, DrawMode::Fill(_) | DrawMode::FillAndStroke(..)) {
            self.ground(props.transform.transform_rect_bbox(path.control_box()));
        }
        if matches!(mode, DrawMode::Fill(_) | DrawMode::FillAndStroke(..)) {
            for area in boxes(path, props.transform) {
                self.filled(area, pale, THICKEST_BOX);
            }
        }
        if let DrawMode::Stroke(stroke) | DrawMode::FillAndStroke(_, stroke) = mode {
            self.stroked(path, props.transform, f64::from(stroke.line_width), pale);
        }
    }

    fn push_clip_path(&mut self, path: &ClipPath) {
        self.count(path.path.elements().len());
        let clip = self.clip().intersect(path.path.bounding_box());
        self.clips.push(clip);
        // Three corners of a box make no box.
        let full = path.path.area().abs() >= path.path.bounding_box().area() * 0.99;
        self.covers.push_clip(full && boxes(&path.path, Affine::IDENTITY).len() == 1);
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
        self.covers.pop_clip();
    }

    fn push_transparency_group(&mut self, opacity: f32, mask: Option<SoftMask<'a>>, blend: BlendMode) {
        self.covers.push_group(opacity, mask.is_some(), blend);
    }

    fn pop_transparency_group(&mut self) {
        self.covers.pop_group();
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.count(run.glyphs().len());
        self.blank &= !run.glyphs().is_empty();
        let vertical = run.writing_mode() == hayro_interpret::hayro_cmap::WritingMode::Vertical;
        let sight = match (mode, seen(&props.paint)) {
            (DrawMode::Invisible, _) | (_, (false, _)) => Sight::Hidden,
            (_, (true, true)) => Sight::White,
            (_, (true, false)) => Sight::Seen,
        };
        let places: Vec<Place> = run
            .glyphs()
            .iter()
            .map(|glyph| {
                let advance = match &**glyph {
                    _ if vertical => None,
                    Drawn::Outline(outline) => outline.advance_width(),
                    Drawn::Type3(type3) => type3.advance_width(),
                };
                place(props.transform * glyph.transform(), f64::from(advance.unwrap_or(1000.0)), vertical)
            })
            .collect();
        for (at, glyph) in run.glyphs().iter().enumerate() {
            let mut place = places[at];
            if !place.area.is_finite() || !(SMALLEST_TYPE..=LONGEST_SIDE).contains(&place.size) {
                self.unreadable += 1;
                continue;
            }
            // Type that stands in for one that is not embedded is stretched: what follows tells the true advance.
            if let (Setting::Level, Some(next)) = (place.setting, places.get(at + 1)) {
                let advance = next.origin.x - place.origin.x;
                if advance > place.size * 0.1 && place.origin.x + advance < place.area.x1 {
                    place.area.x1 = place.origin.x + advance;
                }
            }
            self.glyph(glyph, &place, sight);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.count(1);
        let pixels = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let area = props.transform.transform_rect_bbox(pixels);
        if area.width() <= THICKEST_IMAGE || area.height() <= THICKEST_IMAGE {
            self.filled(area, false, THICKEST_IMAGE);
        } else {
            self.pictures += 1;
            self.ground(area);
            let shown = area.intersect(self.clip());
            self.covers.picture(&image, props.transform, rounded(shown), self.glyphs.len());
            self.picture += shown.area().max(0.0);
        }
    }
}

/// The place of a glyph: from its matrix, which maps 1/1000 em to the page.
fn place(matrix: Affine, advance: f64, vertical: bool) -> Place {
    let [a, b, c, d, x, y] = matrix.as_coeffs();
    // The upright axis tells the size: the other is stretched where one font stands in for another.
    let size = c.hypot(d) * 1000.0;
    let breadth = a.hypot(b) * 1000.0;
    let stretch = if breadth > size * 1.05 { size / breadth } else { 1.0 };
    let area = matrix.transform_rect_bbox(Rect::new(0.0, -120.0, advance * stretch, 880.0));
    let setting = match () {
        () if vertical => Setting::Upright,
        () if b.abs() > a.abs() => Setting::Turned,
        () => Setting::Level,
    };
    Place { area, size, setting, origin: Point::new(x, y) }
}

/// The bounding boxes of the subpaths of a path that are boxes.
fn boxes(path: &BezPath, transform: Affine) -> Vec<Rect> {
    let mut found = Vec::new();
    let mut corners: Vec<Point> = Vec::new();
    let mut straight = true;
    let mut close = |corners: &mut Vec<Point>, straight: &mut bool| {
        found.extend(
            Some(&*corners).filter(|corners| *straight && corners.len() >= 2).and_then(|points| as_box(points)),
        );
        corners.clear();
        *straight = true;
    };
    for element in path.elements() {
        match element {
            PathEl::MoveTo(point) => {
                close(&mut corners, &mut straight);
                corners.push(transform * *point);
            }
            PathEl::LineTo(point) => corners.push(transform * *point),
            PathEl::QuadTo(..) | PathEl::CurveTo(..) => straight = false,
            PathEl::ClosePath => {}
        }
    }
    close(&mut corners, &mut straight);
    found
}

/// The box whose sides the points follow; any thin shape is the box around it.
fn as_box(points: &[Point]) -> Option<Rect> {
    let first = points.first()?;
    let around = points.iter().skip(1).fold(Rect::from_points(*first, *first), |all, point| all.union_pt(*point));
    let near = |value: f64, one: f64, other: f64| (value - one).abs() < SLANT || (value - other).abs() < SLANT;
    let corner = |point: &Point| near(point.x, around.x0, around.x1) && near(point.y, around.y0, around.y1);
    points.iter().all(corner).then_some(around)
}
