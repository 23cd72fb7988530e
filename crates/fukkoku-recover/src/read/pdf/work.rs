//! How much there is to do on a page, found out before it is done.
//!
//! The interpreter of a page cannot be stopped where nothing is drawn, and a form can be drawn again and again by forms that are
//! drawn again and again. So what a page would have interpreted is added up first.

use super::limits::Sizes;
use hayro_interpret::hayro_syntax::content::{TypedIter, ops::TypedInstruction};
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream, String as PdfString};
use hayro_interpret::hayro_syntax::page::{Page, Resources};
use std::collections::BTreeMap;

/// Most bytes of content that are interpreted for a page, each form as often as it is drawn.
const MOST_CONTENT: usize = 32 << 20;
/// Most bytes of content of all pages: their content stays in memory.
const MOST_OF_PAGES: usize = 256 << 20;
/// Most bytes of text that one operator shows. The interpreter lays out all of them before it says a word.
const MOST_SHOWN: usize = 1 << 17;
/// Most forms that one content draws, each as often as it does.
const MOST_DRAWN: usize = 50_000;
/// Most bytes of text that clip what is drawn after them: their outlines are kept until the end of the text.
const MOST_CLIPPING: usize = 1 << 15;
/// Modes of text from which on it clips.
const CLIPPING: f64 = 4.0;
/// Deepest forms within forms that the interpreter follows.
const DEEPEST_FORMS: usize = 50;

/// Most elements of a path that is drawn at once: all are kept until it is.
const MOST_OF_PATH: usize = 250_000;
/// Bytes that an element of a path takes at least: a box of eleven bytes has five.
const LEAST_OF_ELEMENT: usize = 2;

/// What is known of a page before it is interpreted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Work {
    /// It can be done.
    Bearable,
    /// Part of its content is missing or cannot be unpacked; the rest can be done.
    Broken,
    /// It is more than is done for a page.
    TooMuch,
}

/// A page to interpret.
pub(super) struct Task {
    /// Whether it can be done.
    pub(super) work: Work,
    /// Its content, as far as it can be unpacked; nothing if it is too much.
    pub(super) content: Vec<u8>,
    /// Whether it draws pictures.
    pub(super) pictures: bool,
}

/// Adds up the work of pages.
pub(super) struct Worker<'s> {
    sizes: &'s Sizes,
    /// Bytes left for the pages to come.
    left: usize,
    forms: BTreeMap<ObjectIdentifier, Form>,
}

/// What is known of a form.
struct Form {
    /// Bytes of its own content.
    own: usize,
    /// Forms that it draws, each as often as it does.
    inner: Vec<ObjectIdentifier>,
    /// Whether it draws pictures.
    pictures: bool,
    /// Whether nothing of it is missing.
    whole: bool,
}

/// What a content draws.
struct Drawn<'a> {
    /// Forms, each as often as it does.
    forms: Vec<Stream<'a>>,
    pictures: bool,
    /// Nothing that it names is missing.
    whole: bool,
}

impl<'s> Worker<'s> {
    pub(super) fn new(sizes: &'s Sizes) -> Self {
        Self { sizes, left: MOST_OF_PAGES, forms: BTreeMap::new() }
    }

    /// What a page would cost.
    pub(super) fn task(&mut self, page: &Page<'_>) -> Task {
        self.bearable(page).unwrap_or(Task { work: Work::TooMuch, content: vec![], pictures: false })
    }

    /// `None` if it is too much.
    fn bearable(&mut self, page: &Page<'_>) -> Option<Task> {
        let (contents, mut whole) = contents(page.raw());
        let own = contents.iter().fold(0_usize, |sum, stream| sum.saturating_add(self.sizes.of(stream)));
        if own > MOST_CONTENT.min(self.left) {
            return None;
        }
        self.left -= own;
        let mut content = Vec::new();
        for stream in &contents {
            let data = self.sizes.data(stream);
            whole &= data.is_some() && self.sizes.is_whole(stream);
            content.extend_from_slice(&data.unwrap_or_default());
            // What ends a stream ends a word.
            content.push(b'\n');
        }
        let resources = page.resources();
        let mut drawn = drawn(&content, resources)?;
        drawn.forms.extend(appearances(page.raw()));
        let ids: Vec<ObjectIdentifier> = drawn.forms.iter().map(Stream::obj_id).collect();
        self.learn(drawn.forms.into_iter().map(|stream| (stream, resources.clone())).collect());
        let reached = self.reached(&ids);
        if own.saturating_add(drawn_out(&reached, &ids)) > MOST_CONTENT {
            return None;
        }
        whole &= drawn.whole && reached.values().all(|form| form.whole);
        let pictures = drawn.pictures || reached.values().any(|form| form.pictures);
        Some(Task { work: if whole { Work::Bearable } else { Work::Broken }, content, pictures })
    }

    /// Learns what forms draw, and what those draw.
    fn learn<'a>(&mut self, mut open: Vec<(Stream<'a>, Resources<'a>)>) {
        while let Some((stream, outer)) = open.pop() {
            let id = stream.obj_id();
            if self.forms.contains_key(&id) {
                continue;
            }
            let content = self.sizes.data(&stream);
            let whole = content.is_some() && self.sizes.is_whole(&stream);
            let resources = stream.dict().get::<Dict<'_>>("Resources").map_or(outer, Resources::new);
            let Some(drawn) = drawn(&content.unwrap_or_default(), &resources) else {
                self.forms.insert(id, Form { own: usize::MAX, inner: vec![], pictures: false, whole });
                continue;
            };
            let form = Form {
                own: self.sizes.of(&stream),
                inner: drawn.forms.iter().map(Stream::obj_id).collect(),
                pictures: drawn.pictures,
                whole: whole && drawn.whole,
            };
            self.forms.insert(id, form);
            open.extend(drawn.forms.into_iter().map(|inner| (inner, resources.clone())));
        }
    }

    /// Some forms and all that they draw.
    fn reached(&self, drawn: &[ObjectIdentifier]) -> BTreeMap<ObjectIdentifier, &Form> {
        let mut reached = BTreeMap::new();
        let mut open = drawn.to_vec();
        while let Some(id) = open.pop() {
            if let Some(form) = self.forms.get(&id)
                && reached.insert(id, form).is_none()
            {
                open.extend(&form.inner);
            }
        }
        reached
    }
}

/// Bytes of some forms with all that they draw.
fn drawn_out(reached: &BTreeMap<ObjectIdentifier, &Form>, drawn: &[ObjectIdentifier]) -> usize {
    // Level by level, as a form may draw itself.
    let mut totals: BTreeMap<ObjectIdentifier, usize> = BTreeMap::new();
    let sum = |totals: &BTreeMap<ObjectIdentifier, usize>, drawn: &[ObjectIdentifier]| {
        drawn.iter().fold(0_usize, |sum, id| sum.saturating_add(totals.get(id).copied().unwrap_or_default()))
    };
    for _ in 0..DEEPEST_FORMS {
        let next = reached.iter().map(|(id, form)| (*id, form.own.saturating_add(sum(&totals, &form.inner)))).collect();
        if next == totals {
            break;
        }
        totals = next;
    }
    sum(&totals, drawn)
}

/// What a content draws; `None` if it shows more at once than is laid out, or draws more than is kept.
fn drawn<'a>(content: &[u8], resources: &Resources<'a>) -> Option<Drawn<'a>> {
    let mut drawn = Drawn { forms: vec![], pictures: false, whole: true };
    let holds = |mark: &[u8]| content.windows(mark.len()).any(|window| window == mark);
    let long = content.len() > MOST_OF_PATH * LEAST_OF_ELEMENT || longest_string(content) > MOST_SHOWN;
    if !long && !holds(b"Do") && !holds(b"Tr") {
        return Some(drawn);
    }
    let (mut clips, mut clipping, mut path) = (false, 0, 0);
    let mut operators = TypedIter::new(content);
    while let Some(operator) = operators.next() {
        match &operator {
            TypedInstruction::XObject(name) => {
                drawn.add(resources.get_x_object(name.0));
                if drawn.forms.len() > MOST_DRAWN {
                    return None;
                }
            }
            TypedInstruction::TextRenderingMode(mode) => clips = mode.0.as_f64() >= CLIPPING,
            TypedInstruction::EndText(_) => clipping = 0,
            other => {
                let shown = shown(other);
                clipping += if clips { shown } else { 0 };
                path = laid(path, other);
                if shown > MOST_SHOWN || clipping > MOST_CLIPPING || path > MOST_OF_PATH {
                    return None;
                }
            }
        }
    }
    Some(drawn)
}

impl<'a> Drawn<'a> {
    /// Adds what a name leads to.
    fn add(&mut self, named: Option<Stream<'a>>) {
        match named {
            Some(stream) if stream.dict().get::<Name<'_>>("Subtype").as_deref() == Some(b"Image") => {
                self.pictures = true;
            }
            Some(stream) => self.forms.push(stream),
            None => self.whole = false,
        }
    }
}

/// How many elements the path that is being laid has after an operator; painting ends it.
fn laid(path: usize, operator: &TypedInstruction<'_, '_>) -> usize {
    match operator {
        TypedInstruction::MoveTo(_)
        | TypedInstruction::LineTo(_)
        | TypedInstruction::CubicTo(_)
        | TypedInstruction::CubicStartTo(_)
        | TypedInstruction::CubicEndTo(_)
        | TypedInstruction::ClosePath(_) => path + 1,
        TypedInstruction::RectPath(_) => path + 5,
        TypedInstruction::StrokePath(_)
        | TypedInstruction::CloseAndStrokePath(_)
        | TypedInstruction::FillPathNonZero(_)
        | TypedInstruction::FillPathNonZeroCompatibility(_)
        | TypedInstruction::FillPathEvenOdd(_)
        | TypedInstruction::FillAndStrokeNonZero(_)
        | TypedInstruction::FillAndStrokeEvenOdd(_)
        | TypedInstruction::CloseFillAndStrokeNonZero(_)
        | TypedInstruction::CloseFillAndStrokeEvenOdd(_)
        | TypedInstruction::EndPath(_) => 0,
        _ => path,
    }
}

/// The streams of a page's content, and whether none is missing.
fn contents<'a>(page: &Dict<'a>) -> (Vec<Stream<'a>>, bool) {
    if let Some(stream) = page.get::<Stream<'_>>("Contents") {
        return (vec![stream], true);
    }
    let Some(array) = page.get::<Array<'_>>("Contents") else {
        return (vec![], !page.contains_key("Contents"));
    };
    let streams: Vec<Stream<'a>> = array.iter::<Object<'_>>().filter_map(Object::into_stream).collect();
    let whole = streams.len() == array.raw_iter().count();
    (streams, whole)
}

/// What the annotations of a page look like.
fn appearances<'a>(page: &Dict<'a>) -> Vec<Stream<'a>> {
    let Some(all) = page.get::<Array<'_>>("Annots") else { return vec![] };
    let look = |annotation: Dict<'a>| match annotation.get::<Dict<'_>>("AP")?.get::<Object<'_>>("N")? {
        Object::Stream(stream) => Some(stream),
        Object::Dict(states) => {
            let state = annotation.get::<Name<'_>>("AS").and_then(|state| states.get::<Stream<'_>>(state));
            state.or_else(|| states.get::<Stream<'_>>("Off"))
        }
        _ => None,
    };
    all.iter::<Dict<'_>>().filter_map(look).collect()
}

/// Bytes of text that an operator shows.
fn shown(operator: &TypedInstruction<'_, '_>) -> usize {
    let length = |text: &PdfString<'_>| text.as_bytes().len();
    match operator {
        TypedInstruction::ShowText(text) => length(text.0),
        TypedInstruction::NextLineAndShowText(text) => length(text.0),
        TypedInstruction::ShowTextWithParameters(text) => length(text.2),
        TypedInstruction::ShowTexts(texts) => {
            texts.0.iter::<Object<'_>>().filter_map(Object::into_string).map(|text| length(&text)).sum()
        }
        _ => 0,
    }
}

/// Longest stretch between brackets of text: an upper bound of what is shown at once.
fn longest_string(content: &[u8]) -> usize {
    let (mut longest, mut since) = (0, None);
    for (at, byte) in content.iter().enumerate() {
        match byte {
            b'(' | b'[' | b'<' => since = since.or(Some(at)),
            b')' | b']' | b'>' => longest = longest.max(since.take().map_or(0, |since| at - since)),
            _ => {}
        }
    }
    longest.max(since.map_or(0, |since| content.len() - since))
}
