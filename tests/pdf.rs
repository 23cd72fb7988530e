//! What must hold of every PDF, whatever it shows.

use fukkoku::edition::{Attachment, Pdf, Relationship, layout};
use fukkoku_typeset::Design;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::{BTreeMap, BTreeSet};

fn attachments() -> Vec<Attachment> {
    let bytes = "区分,額\n甲,1\n".as_bytes().to_vec();
    let file = |name: &str, mime: &str| Attachment {
        name: name.into(),
        mime: mime.into(),
        bytes: bytes.clone(),
        relationship: Relationship::Data,
        description: "表のデータ".into(),
    };
    vec![file("tables/表1.csv", "text/csv"), file("document.json", "application/json")]
}

fn write(document: &fukkoku::document::Document, attachments: Vec<Attachment>) -> Pdf {
    fukkoku::edition::write(&layout(document, &[], Design::default()), attachments)
}

fn editions() -> Vec<(&'static str, Pdf)> {
    crate::reports::hard().into_iter().map(|(name, document)| (name, write(&document, attachments()))).collect()
}

fn load(edition: &Pdf) -> Document {
    Document::load_mem(&edition.bytes).expect("a PDF")
}

#[test]
fn the_same_bytes_again_and_on_any_thread() {
    let first = editions();
    let threads: Vec<_> = (0..2).map(|_| std::thread::spawn(editions)).collect();
    for again in threads.into_iter().map(|thread| thread.join().unwrap()).chain([editions()]) {
        for ((name, one), (_, other)) in first.iter().zip(&again) {
            assert!(one == other, "{name} differs");
        }
    }
}

#[test]
fn every_marked_content_belongs_to_one_part() {
    for (name, edition) in editions() {
        let pdf = load(&edition);
        let pages: Vec<ObjectId> = pdf.get_pages().into_values().collect();
        let mut owned: BTreeMap<(ObjectId, i64), usize> = BTreeMap::new();
        for object in pdf.objects.values().filter_map(|object| object.as_dict().ok()) {
            for kid in kids(object).iter().filter_map(|kid| kid.as_dict().ok()).filter(|kid| kid.has_type(b"MCR")) {
                let place = (
                    kid.get(b"Pg").and_then(Object::as_reference).unwrap(),
                    kid.get(b"MCID").and_then(Object::as_i64).unwrap(),
                );
                *owned.entry(place).or_default() += 1;
            }
        }
        assert!(owned.values().all(|count| *count == 1), "{name}: a part of a page belongs to two elements");
        let drawn: BTreeSet<(ObjectId, i64)> =
            pages.iter().flat_map(|page| marked(&pdf, *page).into_iter().map(|id| (*page, id))).collect();
        assert_eq!(owned.into_keys().collect::<BTreeSet<_>>(), drawn, "{name}");
    }
}

fn kids(object: &Dictionary) -> Vec<Object> {
    if !object.has_type(b"StructElem") {
        return Vec::new();
    }
    object.get(b"K").and_then(Object::as_array).cloned().unwrap_or_default()
}

/// Numbers of the marked contents of a page, each of which must be there once; all else must be an artifact.
fn marked(pdf: &Document, page: ObjectId) -> Vec<i64> {
    let content = pdf.get_and_decode_page_content(page).unwrap();
    let mut numbers = Vec::new();
    let mut depth = 0;
    for operation in &content.operations {
        match operation.operator.as_str() {
            "BDC" => {
                depth += 1;
                let entries = operation.operands[1].as_dict().unwrap();
                numbers.extend(entries.get(b"MCID").and_then(Object::as_i64).ok());
            }
            "EMC" => depth -= 1,
            "TJ" => {
                assert!(depth > 0, "text outside of the structure");
                let codes = operation.operands[0].as_array().unwrap().iter().filter_map(|item| item.as_str().ok());
                codes.for_each(|code| assert_ne!(code, [0, 0], "the font's sign for a missing character"));
            }
            "f" => assert!(depth > 0, "a mark outside of the structure"),
            _ => {}
        }
    }
    let unique: BTreeSet<i64> = numbers.iter().copied().collect();
    assert_eq!((unique.len(), depth), (numbers.len(), 0));
    numbers
}

#[test]
fn every_font_is_a_subset_and_embedded() {
    for (name, edition) in editions() {
        let pdf = load(&edition);
        let dictionaries = pdf.objects.values().filter_map(|object| object.as_dict().ok());
        let mut seen = 0;
        for descriptor in dictionaries.filter(|object| object.has_type(b"FontDescriptor")) {
            let font =
                String::from_utf8_lossy(descriptor.get(b"FontName").and_then(Object::as_name).unwrap()).into_owned();
            let (tag, _) = font.split_once('+').expect("a subset");
            assert!(tag.len() == 6 && tag.bytes().all(|letter| letter.is_ascii_uppercase()), "{name}: {font}");
            let program = descriptor.get(b"FontFile2").and_then(Object::as_reference).unwrap();
            assert!(pdf.get_object(program).and_then(Object::as_stream).is_ok_and(|stream| stream.content.len() > 100));
            seen += 1;
        }
        assert!(seen > 0, "{name}");
    }
}

#[test]
fn the_outline_follows_the_headings() {
    let headings = [(1, "１ 甲"), (2, "（１）乙"), (3, "【丙】"), (2, "（２）丁"), (1, "２ 戊"), (3, "【己】")];
    let contents = headings.iter().map(|(level, text)| crate::reports::heading(*level, text)).collect();
    let pdf = load(&write(&crate::reports::document(contents), Vec::new()));
    let root = pdf.catalog().unwrap().get(b"Outlines").and_then(Object::as_reference).unwrap();
    let mut found = Vec::new();
    walk(&pdf, root, 0, &mut found);
    let wanted = [
        (1, "目次"),
        (1, "１ 甲"),
        (2, "（１）乙"),
        (3, "【丙】"),
        (2, "（２）丁"),
        (1, "２ 戊"),
        (2, "【己】"),
        (1, "奥付"),
    ];
    assert_eq!(found, wanted.map(|(depth, title)| (depth, title.to_owned())));
}

fn walk(pdf: &Document, item: ObjectId, depth: usize, found: &mut Vec<(usize, String)>) {
    let mut next = pdf.get_dictionary(item).unwrap().get(b"First").and_then(Object::as_reference).ok();
    while let Some(id) = next {
        let item = pdf.get_dictionary(id).unwrap();
        let title = item.get(b"Title").and_then(Object::as_str).unwrap();
        let units: Vec<u16> = title[2..].chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
        found.push((depth + 1, String::from_utf16(&units).unwrap()));
        walk(pdf, id, depth + 1, found);
        next = item.get(b"Next").and_then(Object::as_reference).ok();
    }
}

#[test]
fn files_are_attached_unchanged() {
    let pdf = load(&write(&crate::reports::document(vec![]), attachments()));
    let files = pdf.catalog().unwrap().get(b"AF").and_then(Object::as_array).unwrap();
    assert_eq!(files.len(), 2);
    for file in files {
        let file = pdf.get_dictionary(file.as_reference().unwrap()).unwrap();
        let stream =
            file.get(b"EF").and_then(Object::as_dict).unwrap().get(b"F").and_then(Object::as_reference).unwrap();
        let stream = pdf.get_object(stream).and_then(Object::as_stream).unwrap();
        assert_eq!(stream.decompressed_content().unwrap(), attachments()[0].bytes);
    }
}

/// A wrapped or vertical cell is extracted whole, and 〓 as the character that is meant.
#[test]
fn cells_and_missing_characters_are_written_beside_their_glyphs() {
    let row = |text: &str| vec!["甲".to_owned(), text.to_owned()];
    let long = "・図書館協議会規則の策定 ・資料収集方針の改正".repeat(4);
    let table = crate::reports::plain(&[row("見出し"), row(&long), row("\u{e000}")]);
    let pdf = load(&write(&crate::reports::document(vec![table]), Vec::new()));
    let page = *pdf.get_pages().get(&2).unwrap();
    let content = pdf.get_and_decode_page_content(page).unwrap();
    let entries = content.operations.iter().filter(|operation| operation.operator == "BDC");
    let texts: Vec<String> = entries
        .filter_map(|operation| {
            operation.operands[1].as_dict().unwrap().get(b"ActualText").and_then(Object::as_str).ok()
        })
        .map(|text| text[2..].chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect::<Vec<u16>>())
        .map(|units| String::from_utf16(&units).unwrap())
        .collect();
    assert_eq!(texts, [long, "\u{e000}".to_owned()]);
}
