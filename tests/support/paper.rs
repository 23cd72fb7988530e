//! Small PDFs, written by hand: each part as a test wants it, broken if it wants that.

use super::cipher::Key;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::io::Write;

/// A PDF in the making; its first objects are catalog, page tree and a font of Japanese.
pub(crate) struct Paper {
    objects: Vec<Vec<u8>>,
    pages: Vec<usize>,
    /// Entries of the catalog and of the page tree, added to the usual ones.
    pub(crate) catalog: String,
    pub(crate) tree: String,
    /// Entries of the trailer, likewise.
    pub(crate) trailer: String,
}

/// What every page has.
pub(crate) const PAGE: &str = "/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]";
/// The usual font of a page.
const FONT: &str = "/Font << /F 3 0 R >>";

impl Paper {
    pub(crate) fn new() -> Self {
        let none = String::new;
        let mut paper =
            Self { objects: vec![vec![], vec![]], pages: vec![], catalog: none(), tree: none(), trailer: none() };
        paper.add(
            "<< /Type /Font /Subtype /Type0 /BaseFont /Mincho /Encoding /UniJIS-UTF16-H /DescendantFonts [<< /Type /Font \
             /Subtype /CIDFontType0 /BaseFont /Mincho /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 5 >> \
             /FontDescriptor << /Type /FontDescriptor /FontName /Mincho /Flags 4 /FontBBox [0 -120 1000 880] /Ascent 880 \
             /Descent -120 /ItalicAngle 0 /CapHeight 700 /StemV 80 >> >>] >>",
        );
        paper
    }

    /// Adds an object; its number.
    pub(crate) fn add(&mut self, object: impl AsRef<[u8]>) -> usize {
        self.objects.push(object.as_ref().to_vec());
        self.objects.len()
    }

    /// Adds a stream as it is.
    pub(crate) fn stream(&mut self, entries: &str, data: impl AsRef<[u8]>) -> usize {
        let data = data.as_ref();
        let head = format!("<< /Length {} {entries} >>\nstream\n", data.len());
        self.add([head.as_bytes(), data, b"\nendstream"].concat())
    }

    /// Adds a page with its own entries.
    pub(crate) fn page_of(&mut self, entries: &str) -> usize {
        let page = self.add(format!("<< {PAGE} {entries} >>"));
        self.pages.push(page);
        page
    }

    /// Adds a page of a content, with the usual font and further resources.
    pub(crate) fn page_with(&mut self, content: impl AsRef<[u8]>, resources: &str) -> usize {
        let content = self.stream("", content);
        self.page_of(&format!("/Contents {content} 0 R /Resources << {FONT} {resources} >>"))
    }

    /// Adds a page of a content.
    pub(crate) fn page(&mut self, content: impl AsRef<[u8]>) -> usize {
        self.page_with(content, "")
    }

    /// The number of the next object.
    pub(crate) fn next(&self) -> usize {
        self.objects.len() + 1
    }

    /// The file, encrypted; it opens without a password.
    pub(crate) fn locked(mut self, permissions: i32) -> Vec<u8> {
        let key = Key::new(permissions);
        let (mark, end) = (b"\nstream\n", b"\nendstream");
        for (at, object) in self.objects.iter_mut().enumerate() {
            let Some(start) = object.windows(mark.len()).position(|window| window == mark) else { continue };
            let data = start + mark.len()..object.len() - end.len();
            let encrypted = key.encrypted(at + 1, &object[data.clone()]);
            object[data].copy_from_slice(&encrypted);
        }
        self.trailer = key.trailer(permissions);
        self.file()
    }

    /// The file, with its list of objects.
    pub(crate) fn file(mut self) -> Vec<u8> {
        let kids: Vec<String> = self.pages.iter().map(|page| format!("{page} 0 R")).collect();
        let count = if self.tree.contains("/Count") { String::new() } else { format!("/Count {}", kids.len()) };
        let kids = if self.tree.contains("/Kids") { String::new() } else { format!("/Kids [{}]", kids.join(" ")) };
        self.objects[0] = format!("<< /Type /Catalog /Pages 2 0 R {} >>", self.catalog).into_bytes();
        self.objects[1] = format!("<< /Type /Pages {kids} {count} {} >>", self.tree).into_bytes();
        let mut file = b"%PDF-1.7\n".to_vec();
        let mut places = Vec::new();
        for (at, object) in self.objects.iter().enumerate() {
            places.push(file.len());
            file.extend(format!("{} 0 obj\n", at + 1).into_bytes());
            file.extend(object);
            file.extend(b"\nendobj\n");
        }
        let list = file.len();
        file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).into_bytes());
        places.iter().for_each(|place| file.extend(format!("{place:010} 00000 n \n").into_bytes()));
        let size = places.len() + 1;
        let entries = if self.trailer.is_empty() { String::new() } else { format!("{} ", self.trailer) };
        file.extend(
            format!("trailer\n<< /Size {size} /Root 1 0 R {entries}>>\nstartxref\n{list}\n%%EOF\n").into_bytes(),
        );
        file
    }
}

/// What shows a line of text at a place.
pub(crate) fn text(x: i32, y: i32, line: &str) -> String {
    sized(x, y, 10, line)
}

/// The same, in type of a size.
pub(crate) fn sized(x: i32, y: i32, size: i32, line: &str) -> String {
    let codes: String = line.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    format!("BT /F {size} Tf {x} {y} Td <{codes}> Tj ET\n")
}

/// A PDF of pages with a line each.
pub(crate) fn of_lines(lines: &[&str]) -> Vec<u8> {
    let mut paper = Paper::new();
    for line in lines {
        paper.page(text(72, 700, line));
    }
    paper.file()
}

/// Deflated.
pub(crate) fn deflated(data: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

/// A TrueType font of so many glyphs without outlines, which does not say what they mean.
pub(crate) fn font(glyphs: u16) -> Vec<u8> {
    let words = |words: &[u16]| words.iter().flat_map(|word| word.to_be_bytes()).collect::<Vec<u8>>();
    let mut head = words(&[1, 0, 1, 0, 0, 0, 0x5F0F, 0x3CF5, 0, 1000, 0, 0, 0, 0, 0, 0, 0, 0]);
    head.extend(words(&[0, 0, 1000, 1000, 0, 8, 2, 0, 0]));
    let hhea = words(&[1, 0, 880, 65416, 0, 1000, 0, 0, 1000, 1, 0, 0, 0, 0, 0, 0, 0, glyphs]);
    let maxp = words(&[1, 0, glyphs, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
    let hmtx = words(&[1000, 0].repeat(usize::from(glyphs)));
    let loca = words(&vec![0; usize::from(glyphs) + 1]);
    let tables: [(&[u8; 4], Vec<u8>); 6] =
        [(b"glyf", vec![0; 4]), (b"head", head), (b"hhea", hhea), (b"hmtx", hmtx), (b"loca", loca), (b"maxp", maxp)];
    let mut file = words(&[1, 0, 6, 64, 2, 32]);
    let mut body: Vec<u8> = Vec::new();
    for (name, table) in &tables {
        let place = (12 + 16 * tables.len() + body.len()) as u32;
        file.extend(*name);
        [0, place, table.len() as u32].iter().for_each(|number| file.extend(number.to_be_bytes()));
        body.extend(table);
        body.resize(body.len().next_multiple_of(4), 0);
    }
    file.extend(body);
    file
}

/// A page whose only text is in an embedded font, of the glyphs 1 to 20; `map` is what it says they mean, if anything.
pub(crate) fn in_embedded_font(paper: &mut Paper, map: Option<&str>) {
    let program = paper.stream("", font(24));
    let map = map.map(|map| {
        let text = format!(
            "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n{map}\nendcmap"
        );
        paper.stream("", text)
    });
    let map = map.map(|map| format!("/ToUnicode {map} 0 R")).unwrap_or_default();
    let font = paper.add(format!(
        "<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Own /Encoding /Identity-H {map} /DescendantFonts [<< /Type /Font \
         /Subtype /CIDFontType2 /BaseFont /ABCDEF+Own /CIDToGIDMap /Identity /CIDSystemInfo << /Registry (Adobe) /Ordering \
         (Identity) /Supplement 0 >> /FontDescriptor << /Type /FontDescriptor /FontName /ABCDEF+Own /Flags 4 /FontBBox [0 0 \
         1000 1000] /Ascent 880 /Descent -120 /ItalicAngle 0 /CapHeight 700 /StemV 80 /FontFile2 {program} 0 R >> >>] >>"
    ));
    let codes: String = (1..=20).map(|code| format!("{code:04X}")).collect();
    let content = paper.stream("", format!("BT /G 10 Tf 72 700 Td <{codes}> Tj ET"));
    paper.page_of(&format!("/Contents {content} 0 R /Resources << /Font << /F 3 0 R /G {font} 0 R >> >>"));
}

/// Fills the page with a picture called `/I`: what shows it, and its resource.
pub(crate) fn picture(paper: &mut Paper) -> (&'static str, String) {
    let entries = "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8";
    let image = paper.stream(entries, [128]);
    ("q 595 0 0 842 0 0 cm /I Do Q\n", format!("/XObject << /I {image} 0 R >>"))
}
