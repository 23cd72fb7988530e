//! Layers that are off as the file opens. The interpreter leaves out what stands in them; here it is found out what that was.
//!
//! The interpreter learns which layers are off from the catalog alone. So a page is looked at again with the catalog of another
//! file, in which none is off, or one: what appears and disappears tells what stands in which.

use super::imprint::text;
use crate::sheet::{Glyph, LayersOff, Length, Sheet};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, ObjRef, String as PdfString};
use hayro_interpret::hayro_syntax::xref::XRef;
use std::collections::BTreeMap;

/// Most layers of a file that are looked at one by one: each is another look at the page.
const MOST_NAMED: usize = 16;
/// Most glyphs of all pages that are looked at for the names of layers. Beyond, characters are counted and no layer is named.
const MOST_LOOKED_AT: usize = 1_000_000;
/// Most characters of a name.
const LONGEST_NAME: usize = 40;

/// The layers of a file that are off, and files that stand in for it.
pub(super) struct Layers {
    /// No layer is off.
    shown: Pdf,
    /// Only the layer of this name is off.
    without: Vec<(String, Pdf)>,
    /// How many glyphs may still be looked at for names.
    left: usize,
}

impl Layers {
    /// `None` if no layer is off.
    pub(super) fn of(pdf: &Pdf) -> Option<Self> {
        let off = off(pdf)?;
        let without = off.iter().take(MOST_NAMED).filter_map(|layer| Some((name(pdf, *layer)?, stand_in(&[*layer])?)));
        Some(Self { shown: stand_in(&[])?, without: without.collect(), left: MOST_LOOKED_AT })
    }

    /// What of a page stands in layers that are off; `look` reads the page with the layers of another file.
    pub(super) fn left_out(&mut self, sheet: &Sheet, mut look: impl FnMut(&XRef) -> Sheet) -> LayersOff {
        let shown = look(self.shown.xref());
        // What is not drawn when its layer is on is no loss.
        let count = if shown.hidden { 0 } else { missing(&shown.glyphs, &sheet.glyphs) };
        let mut names = Vec::new();
        if count > 0 {
            for (name, without) in &self.without {
                if self.left < shown.glyphs.len() {
                    break;
                }
                self.left -= shown.glyphs.len();
                let rest = look(without.xref());
                if !names.contains(name) && (rest.hidden || missing(&shown.glyphs, &rest.glyphs) > 0) {
                    names.push(name.clone());
                }
            }
        }
        LayersOff { count, names }
    }
}

/// How many of some glyphs are not among others.
fn missing(all: &[Glyph], among: &[Glyph]) -> usize {
    let key = |glyph: &Glyph| -> (char, Length, Length) { (glyph.c, glyph.area.x0, glyph.area.top) };
    let mut found: BTreeMap<(char, Length, Length), usize> = BTreeMap::new();
    among.iter().for_each(|glyph| *found.entry(key(glyph)).or_default() += 1);
    let mut is_missing = |glyph: &&Glyph| match found.get_mut(&key(glyph)) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    all.iter().filter(|glyph| is_missing(glyph)).count()
}

/// The layers that are off, in the order of the file's list; `None` if all are on.
fn off(pdf: &Pdf) -> Option<Vec<ObjRef>> {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
    let properties = catalog.get::<Dict<'_>>("OCProperties")?;
    let settings = properties.get::<Dict<'_>>("D")?;
    let list = |of: &Dict<'_>, key: &str| -> Vec<ObjRef> {
        let listed = of.get::<Array<'_>>(key);
        listed.map_or_else(Vec::new, |list| list.raw_iter().filter_map(|item| item.as_obj_ref()).collect())
    };
    let mut off: BTreeMap<(u32, i32), ObjRef> = BTreeMap::new();
    let key = |layer: &ObjRef| (layer.obj_number, layer.gen_number);
    if settings.get::<Name<'_>>("BaseState").as_deref() == Some(b"OFF") {
        off.extend(list(&properties, "OCGs").into_iter().map(|layer| (key(&layer), layer)));
    }
    for layer in list(&settings, "ON") {
        off.remove(&key(&layer));
    }
    off.extend(list(&settings, "OFF").into_iter().map(|layer| (key(&layer), layer)));
    Some(off.into_values().collect::<Vec<_>>()).filter(|off| !off.is_empty())
}

/// What a layer is called.
fn name(pdf: &Pdf, layer: ObjRef) -> Option<String> {
    let name = pdf.xref().get::<Dict<'_>>(layer.into())?.get::<PdfString<'_>>("Name")?;
    let name = text(name.as_bytes())?;
    let short: String = name.chars().take(LONGEST_NAME).collect();
    Some(if short.len() < name.len() { short + "…" } else { short })
}

/// A file in which these layers are off and nothing else is.
fn stand_in(off: &[ObjRef]) -> Option<Pdf> {
    let off: String = off.iter().map(|layer| format!("{} {} R ", layer.obj_number, layer.gen_number)).collect();
    let objects = [
        format!("<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [{off}] /D << /OFF [{off}] >> >> >>"),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>".to_owned(),
    ];
    let (mut file, mut list) = ("%PDF-1.7\n".to_owned(), "xref\n0 4\n0000000000 65535 f \n".to_owned());
    for (at, object) in objects.iter().enumerate() {
        list += &format!("{:010} 00000 n \n", file.len());
        file += &format!("{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let start = file.len();
    file += &format!("{list}trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    Pdf::new(file.into_bytes()).ok()
}
