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

/// Adds up the work of pages.
pub(super) struct Worker<'s> {
    sizes: &'s Sizes,
    /// Bytes left for the pages to come.
    left: usize,
    /// By form: own bytes and what it draws.
    forms: BTreeMap<ObjectIdentifier, (usize, Vec<ObjectIdentifier>)>,
}

impl<'s> Worker<'s> {
    pub(super) fn new(sizes: &'s Sizes) -> Self {
        Self { sizes, left: MOST_OF_PAGES, forms: BTreeMap::new() }
    }

    /// What a page would cost.
    pub(super) fn work(&mut self, page: &Page<'_>) -> Work {
        let (contents, whole) = contents(page.raw());
        let own = contents.iter().fold(0_usize, |sum, stream| sum.saturating_add(self.sizes.of(stream)));
        if own > MOST_CONTENT.min(self.left) {
            return Work::TooMuch;
        }
        self.left -= own;
        let whole = whole && contents.iter().all(|stream| self.sizes.is_whole(stream) && stream.decoded_data().is_ok());
        let resources = page.resources();
        let Some(mut drawn) = self.drawn(page.page_stream().unwrap_or_default(), resources) else {
            return Work::TooMuch;
        };
        drawn.extend(appearances(page.raw()));
        let ids: Vec<ObjectIdentifier> = drawn.iter().map(Stream::obj_id).collect();
        self.learn(drawn.into_iter().map(|stream| (stream, resources.clone())).collect());
        match () {
            () if own.saturating_add(self.drawn_out(&ids)) > MOST_CONTENT => Work::TooMuch,
            () if whole => Work::Bearable,
            () => Work::Broken,
        }
    }

    /// The forms that a content draws, each as often as it does; `None` if it shows more at once than is laid out.
    fn drawn<'a>(&self, content: &[u8], resources: &Resources<'a>) -> Option<Vec<Stream<'a>>> {
        let draws = self.sizes.forms && content.windows(2).any(|pair| pair == b"Do");
        let has_modes = content.windows(2).any(|pair| pair == b"Tr");
        if !draws && !has_modes && longest_string(content) <= MOST_SHOWN {
            return Some(vec![]);
        }
        let mut found = Vec::new();
        let (mut clips, mut clipping) = (false, 0);
        let mut operators = TypedIter::new(content);
        while let Some(operator) = operators.next() {
            match &operator {
                TypedInstruction::XObject(name) => {
                    let is_form =
                        |stream: &Stream<'_>| stream.dict().get::<Name<'_>>("Subtype").as_deref() != Some(b"Image");
                    found.extend(resources.get_x_object(name.0).filter(is_form));
                    if found.len() > MOST_DRAWN {
                        return None;
                    }
                }
                TypedInstruction::TextRenderingMode(mode) => clips = mode.0.as_f64() >= CLIPPING,
                TypedInstruction::EndText(_) => clipping = 0,
                other => {
                    let shown = shown(other);
                    clipping += if clips { shown } else { 0 };
                    if shown > MOST_SHOWN || clipping > MOST_CLIPPING {
                        return None;
                    }
                }
            }
        }
        Some(found)
    }

    /// Learns what forms draw, and what those draw.
    fn learn<'a>(&mut self, mut open: Vec<(Stream<'a>, Resources<'a>)>) {
        while let Some((stream, outer)) = open.pop() {
            let id = stream.obj_id();
            if self.forms.contains_key(&id) {
                continue;
            }
            let own = self.sizes.of(&stream);
            let content = stream.decoded_data().unwrap_or_default();
            let resources = stream.dict().get::<Dict<'_>>("Resources").map_or(outer, Resources::new);
            let drawn = self.drawn(&content, &resources);
            let learnt =
                drawn.as_ref().map_or((usize::MAX, vec![]), |drawn| (own, drawn.iter().map(Stream::obj_id).collect()));
            self.forms.insert(id, learnt);
            open.extend(drawn.into_iter().flatten().map(|inner| (inner, resources.clone())));
        }
    }

    /// Bytes of some forms with all that they draw.
    fn drawn_out(&self, drawn: &[ObjectIdentifier]) -> usize {
        let mut reached: BTreeMap<ObjectIdentifier, &(usize, Vec<ObjectIdentifier>)> = BTreeMap::new();
        let mut open = drawn.to_vec();
        while let Some(id) = open.pop() {
            if let Some(form) = self.forms.get(&id)
                && reached.insert(id, form).is_none()
            {
                open.extend(&form.1);
            }
        }
        // Level by level, as a form may draw itself.
        let mut totals: BTreeMap<ObjectIdentifier, usize> = BTreeMap::new();
        let sum = |totals: &BTreeMap<ObjectIdentifier, usize>, drawn: &[ObjectIdentifier]| {
            drawn.iter().fold(0_usize, |sum, id| sum.saturating_add(totals.get(id).copied().unwrap_or_default()))
        };
        for _ in 0..DEEPEST_FORMS {
            let next =
                reached.iter().map(|(id, (own, inner))| (*id, own.saturating_add(sum(&totals, inner)))).collect();
            if next == totals {
                break;
            }
            totals = next;
        }
        sum(&totals, drawn)
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
