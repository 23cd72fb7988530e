//! What a file may cost, found out before it is spent.
//!
//! All limits are counts, so that the same file is refused or cut on every machine. What breaks a limit of the file is refused as
//! a whole; a page that breaks one of a page is left out and said to be.

use super::refusal::{MOST_FILTERS, MOST_NESTED, MOST_UNPACKED, PdfError};
use super::unpack::{TooMuch, Unpacked, inflated, unpacked};
use super::{sealed, trailer};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier, Stream};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Most bytes of one stream.
const MOST_OF_ONE: usize = 64 << 20;
/// Most bytes of the streams that list or hold other objects.
const MOST_OF_OBJECTS: usize = 64 << 20;
/// Longest row, in bytes, that a predictor may ask for.
const LONGEST_ROW: u64 = 1 << 20;
/// Length from which on a stream that comes as nothing has lost something.
const LEAST_PACKED: u32 = 64;
/// Deepest arrays and dictionaries that are looked into.
const DEEPEST: usize = 64;
/// What stands before the data of a stream of objects and hardly before any other.
const OF_OBJECTS: [&[u8]; 3] = [b"/ObjStm", b"/First", b"#"];
/// What stands before the data of a list of objects.
const OF_LISTS: [&[u8]; 3] = [b"/XRef", b"/W ", b"/W["];

/// How long each stream is once it is unpacked, by its object.
#[derive(Debug, Default)]
pub(super) struct Sizes {
    unpacked: BTreeMap<ObjectIdentifier, Unpacked>,
    /// Those with a filter that nobody knows: what they hold cannot be read.
    sealed: BTreeSet<ObjectIdentifier>,
}

impl Sizes {
    /// The unpacked length of a stream.
    pub(super) fn of(&self, stream: &Stream<'_>) -> usize {
        self.unpacked.get(&stream.obj_id()).map_or(MOST_OF_ONE, |unpacked| unpacked.length)
    }

    /// What a stream holds, unpacked; `None` if that cannot be done.
    pub(super) fn data<'a>(&self, stream: &Stream<'a>) -> Option<Cow<'a, [u8]>> {
        if self.sealed.contains(&stream.obj_id()) { None } else { stream.decoded_data().ok() }
    }

    /// Whether a stream ends where it should.
    pub(super) fn is_whole(&self, stream: &Stream<'_>) -> bool {
        self.unpacked.get(&stream.obj_id()).is_some_and(|unpacked| unpacked.whole)
    }
}

/// Looks at the streams that are unpacked while a file is opened: those that list its objects, and those that hold them.
///
/// Nothing is known yet of the file, so this reads its bytes: what stands before each `stream` tells which ones these may be.
///
/// - **Errors**: more than a file of this size can need.
pub(super) fn before_opening(bytes: &[u8], password: &str) -> Result<(), PdfError> {
    let is_encrypted = trailer::encryption(bytes).is_some();
    let mut encrypted = Vec::new();
    let mut left = MOST_OF_OBJECTS.min((1 << 24) + bytes.len() * 16);
    let mut from = 0;
    while let Some(at) = position(&bytes[from..], b"stream").map(|at| from + at) {
        let (before, start) = (&bytes[from..at], at + b"stream".len());
        from = start;
        if before.ends_with(b"end") {
            continue;
        }
        // Only what stands in the object itself, unless a comment or the like could hide where it begins.
        let object = before.windows(3).rposition(|window| window == b"obj").map_or(0, |at| at + 3);
        let own = if before.contains(&b'%') { before } else { &before[object..] };
        let holds = |marks: &[&[u8]]| marks.iter().any(|mark| position(own, mark).is_some());
        if !holds(&OF_LISTS) && !holds(&OF_OBJECTS) || position(own, b"/Image").is_some() {
            continue;
        }
        if digits_after(own, b"/Columns") > LONGEST_ROW.ilog10() as usize + 1 {
            return Err(PdfError::Unpacks { object: number(before) });
        }
        if is_encrypted && holds(&OF_OBJECTS) {
            encrypted.push(sealed::Place { object: number(before), at: at - before.len() + head(before) });
        }
        // Lists of objects are never encrypted.
        if !is_encrypted || holds(&OF_LISTS) {
            let data = bytes[start..].strip_prefix(b"\r").unwrap_or(&bytes[start..]);
            let data = data.strip_prefix(b"\n").unwrap_or(data);
            let inflated =
                inflated(data, left, None).map_err(|TooMuch| PdfError::Unpacks { object: number(before) })?;
            left -= inflated.length;
        }
    }
    sealed::measured(bytes, password, &encrypted, left)
}

fn position(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let first = *wanted.first()?;
    let mut from = 0;
    loop {
        let at = from + bytes.get(from..)?.iter().position(|byte| *byte == first)?;
        if bytes[at..].starts_with(wanted) {
            return Some(at);
        }
        from = at + 1;
    }
}

/// How many digits the number behind a key has.
fn digits_after(bytes: &[u8], key: &[u8]) -> usize {
    let Some(at) = position(bytes, key) else { return 0 };
    let value = bytes[at + key.len()..].iter().skip_while(|byte| byte.is_ascii_whitespace());
    value.take_while(|byte| byte.is_ascii_digit()).count()
}

/// Where the last object begins in what stands before its data: at its number.
fn head(before: &[u8]) -> usize {
    let Some(end) = before.windows(4).rposition(|window| window == b" obj") else { return 0 };
    // Generation, a blank, number.
    let word = |end: usize| before[..end].iter().rposition(u8::is_ascii_whitespace).map_or(0, |at| at + 1);
    let generation = word(end);
    word(generation.saturating_sub(1))
}

/// The number of the object whose dictionary ends here; 0 if none is to be seen.
fn number(before: &[u8]) -> u32 {
    let text = String::from_utf8_lossy(&before[head(before)..]);
    text.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or_default()
}

/// Measures all streams that are no pictures.
///
/// - **Errors**: more filters, a longer row or more bytes than are unpacked, with the number of the object.
pub(super) fn measured(pdf: &Pdf) -> Result<Sizes, PdfError> {
    let mut pictures = Vec::new();
    let mut uses = Uses::default();
    let mut sizes = Sizes::default();
    let mut left = MOST_UNPACKED;
    for object in pdf.objects() {
        uses.note(&object);
        let Object::Stream(stream) = object else { continue };
        match stream.dict().get::<Name<'_>>("Subtype").as_deref() {
            Some(b"Image") => pictures.push(stream),
            _ => left -= sizes.add(&stream, left)?,
        }
    }
    if uses.nested > MOST_NESTED {
        return Err(PdfError::Nested);
    }
    // What says that it is a picture and is used as something else is unpacked like all others.
    let others = uses.others();
    for stream in pictures.iter().filter(|stream| others.contains(&stream.obj_id())) {
        left -= sizes.add(stream, left)?;
    }
    Ok(sizes)
}

impl Sizes {
    fn add(&mut self, stream: &Stream<'_>, left: usize) -> Result<usize, PdfError> {
        let (id, filters) = (stream.obj_id(), stream.filters());
        let object = id.obj_number;
        if filters.len() > MOST_FILTERS {
            return Err(PdfError::Filters { found: filters.len(), object });
        }
        if longest_row(stream.dict()) > LONGEST_ROW {
            return Err(PdfError::Unpacks { object });
        }
        if filters.len() < filters_told(stream.dict()) {
            self.sealed.insert(id);
        }
        let most = left.min(MOST_OF_ONE);
        let data = stream.raw_data();
        let mut unpacked = unpacked(&data, &filters, most).map_err(|TooMuch| PdfError::Unpacks { object })?;
        // What cannot be decrypted comes as nothing.
        unpacked.whole &=
            !data.is_empty() || stream.dict().get::<u32>("Length").is_none_or(|length| length < LEAST_PACKED);
        self.unpacked.insert(id, unpacked);
        Ok(unpacked.length)
    }
}

/// How many filters a stream says that it has, known or not.
fn filters_told(dict: &Dict<'_>) -> usize {
    let told = ["F", "Filter"].into_iter().filter_map(|key| match dict.get::<Object<'_>>(key)? {
        Object::Name(_) => Some(1),
        Object::Array(array) => Some(array.raw_iter().count()),
        _ => None,
    });
    told.max().unwrap_or_default()
}

/// Bytes of the longest row that a predictor of a stream asks for; room for it is made before a byte is read.
fn longest_row(dict: &Dict<'_>) -> u64 {
    let row = |parameters: &Dict<'_>| {
        let value = |key: &str, usual: u64| parameters.get::<u32>(key).map_or(usual, u64::from);
        if parameters.contains_key("Columns") && parameters.get::<u32>("Columns").is_none() {
            return u64::MAX;
        }
        value("Columns", 1).saturating_mul(value("Colors", 1)).saturating_mul(value("BitsPerComponent", 8)) / 8
    };
    let found = ["DecodeParms", "DP"].into_iter().filter_map(|key| match dict.get::<Object<'_>>(key)? {
        Object::Dict(parameters) => Some(row(&parameters)),
        Object::Array(array) => array.iter::<Dict<'_>>().take(MOST_FILTERS + 1).map(|each| row(&each)).max(),
        _ => None,
    });
    found.max().unwrap_or_default()
}

/// Keys under which pictures are told: what is told elsewhere is taken for something else.
const FOR_PICTURES: [&[u8]; 5] = [b"XObject", b"SMask", b"Mask", b"Thumb", b"Image"];

/// What objects are used as.
#[derive(Default)]
struct Uses {
    /// Told under a key that is not one for pictures.
    others: BTreeSet<ObjectIdentifier>,
    /// Told as tables of pictures.
    tables: BTreeSet<ObjectIdentifier>,
    /// Dictionaries that hold references only, as such tables do.
    lists: Vec<(ObjectIdentifier, Vec<ObjectIdentifier>)>,
    /// How many functions and colour spaces are made of others.
    nested: usize,
}

impl Uses {
    fn note(&mut self, object: &Object<'_>) {
        self.nested += usize::from(is_nested(object));
        match object {
            Object::Stream(stream) => self.dict(stream.dict(), DEEPEST),
            Object::Dict(dict) => {
                let told: Option<Vec<ObjectIdentifier>> =
                    dict.entries().map(|(_, value)| value.as_obj_ref().map(Into::into)).collect();
                match (told, dict.obj_id()) {
                    (Some(told), Some(own)) if !dict.contains_key("XObject") => self.lists.push((own, told)),
                    _ => self.dict(dict, DEEPEST),
                }
            }
            Object::Array(array) => self.array(array, DEEPEST),
            Object::Null(_) | Object::Boolean(_) | Object::Number(_) | Object::String(_) | Object::Name(_) => {}
        }
    }

    fn dict(&mut self, dict: &Dict<'_>, depth: usize) {
        for (key, value) in dict.entries() {
            match value {
                MaybeRef::Ref(id) if &*key == b"XObject" => drop(self.tables.insert(id.into())),
                MaybeRef::NotRef(Object::Dict(_)) if &*key == b"XObject" => {}
                MaybeRef::Ref(_) if FOR_PICTURES.contains(&&*key) => {}
                other => self.value(other, depth),
            }
        }
    }

    fn array(&mut self, array: &Array<'_>, depth: usize) {
        array.raw_iter().for_each(|value| self.value(value, depth));
    }

    fn value(&mut self, value: MaybeRef<Object<'_>>, depth: usize) {
        match value {
            MaybeRef::Ref(id) => drop(self.others.insert(id.into())),
            MaybeRef::NotRef(Object::Dict(inner)) if depth > 0 => self.dict(&inner, depth - 1),
            MaybeRef::NotRef(Object::Array(inner)) if depth > 0 => self.array(&inner, depth - 1),
            MaybeRef::NotRef(_) => {}
        }
    }

    /// What is used as something else than a picture.
    fn others(self) -> BTreeSet<ObjectIdentifier> {
        let Self { mut others, tables, lists, .. } = self;
        // A table of pictures may be one of other things too.
        let (as_tables, rest): (Vec<_>, Vec<_>) = lists.into_iter().partition(|(own, _)| tables.contains(own));
        others.extend(rest.into_iter().flat_map(|(_, told)| told));
        let told: Vec<_> = as_tables.into_iter().filter(|(own, _)| others.contains(own)).collect();
        others.extend(told.into_iter().flat_map(|(_, told)| told));
        others
    }
}

/// Whether a function is made of functions that are made of functions, or a colour space of one that is.
fn is_nested(object: &Object<'_>) -> bool {
    match object {
        Object::Dict(dict) => {
            let is_stitched = |dict: &Dict<'_>| dict.get::<u8>("FunctionType") == Some(3);
            let parts = || dict.get::<Array<'_>>("Functions");
            is_stitched(dict) && parts().is_some_and(|parts| parts.iter::<Dict<'_>>().any(|part| is_stitched(&part)))
        }
        Object::Array(array) => is_space(array) && array.iter::<Array<'_>>().any(|inner| is_space(&inner)),
        _ => false,
    }
}

fn is_space(array: &Array<'_>) -> bool {
    let first = array.iter::<Name<'_>>().next();
    first.is_some_and(|name| matches!(&*name, b"Indexed" | b"I" | b"Separation" | b"DeviceN" | b"Pattern"))
}
