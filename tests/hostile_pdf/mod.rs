//! Broken and hostile PDFs: refused in words, or read as far as they can be and told where not. None hangs, falls or fills the memory.

use crate::support::paper::{Paper, deflated, font, in_embedded_font, of_lines, picture, text};
use crate::support::{bytes, golden, root, scratch};
use fukkoku::{Options, read_report};
use std::fs;
use std::process::Command;

mod layers;
mod unseen;

/// What must become of a file.
enum Fate {
    /// Refused with exit code 3, in words that hold these.
    Refused(&'static str),
    /// Read: its text holds the first, its findings are of these codes and no other of FK1.
    Read(&'static str, &'static [&'static str]),
}
use Fate::{Read, Refused};

/// Reads a file; its text and the codes of what was found in reading, each once, or what is said of it.
fn read(file: &[u8]) -> Result<(String, Vec<String>), String> {
    let report = read_report("a.pdf", file, &Options::default()).map_err(|error| error.to_string())?;
    let mut codes: Vec<String> = report.checked.findings.iter().map(|finding| finding.code.to_string()).collect();
    codes.retain(|code| code.starts_with("FK1"));
    codes.sort();
    codes.dedup();
    Ok((report.source.text, codes))
}

/// What is wrong about what became of a file; empty if nothing.
fn wrong(name: &str, file: &[u8], fate: &Fate) -> String {
    match (fate, read(file)) {
        (Refused(says), Err(said)) if said.contains(says) => String::new(),
        (Read(holds, codes), Ok((text, found))) if text.contains(holds) && found == *codes => String::new(),
        (_, found) => format!("{name}: {:.300}\n", format!("{found:?}")),
    }
}

fn check_all(cases: Vec<(&str, Vec<u8>, Fate)>) {
    let wrong: String = cases.iter().map(|(name, file, fate)| wrong(name, file, fate)).collect();
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// A paper with one sound page.
fn sound() -> Paper {
    let mut paper = Paper::new();
    paper.page(text(72, 700, "健全な頁"));
    paper
}

/// A file with one sound page and what is done to it.
fn made<T>(change: impl FnOnce(&mut Paper) -> T) -> Vec<u8> {
    let mut paper = sound();
    change(&mut paper);
    paper.file()
}

/// A file with some bytes replaced.
fn replaced(file: &[u8], from: &str, to: &str) -> Vec<u8> {
    let at = file.windows(from.len()).rposition(|window| window == from.as_bytes()).unwrap();
    [&file[..at], to.as_bytes(), &file[at + from.len()..]].concat()
}

#[test]
fn lists_of_objects_that_are_wrong() {
    let file = made(|_| {});
    let list = file.windows(5).rposition(|window| window == b"xref\n").unwrap();
    let start = file.windows(6).position(|window| window == b"\nxref\n").unwrap() + 1;
    let loops = replaced(&file, "/Root 1 0 R", &format!("/Root 1 0 R /Prev {start} /XRefStm {start}"));
    let content = text(72, 700, "改訂");
    let object = format!("4 0 obj\n<< /Length {} >>\nstream\n{content}\nendstream\nendobj\n", content.len());
    let (place, list_of_update) = (file.len(), file.len() + object.len());
    let update = format!(
        "{object}xref\n4 1\n{place:010} 00000 n \ntrailer\n<< /Size 9 /Root 1 0 R /Prev {start} >>\nstartxref\n{list_of_update}\n%%EOF\n"
    );
    check_all(vec![
        ("sound", file.clone(), Read("健全な頁", &[])),
        ("no list", file[..start].to_vec(), Read("健全な頁", &["FK107"])),
        ("a list elsewhere", replaced(&file, &format!("{start}\n%%EOF"), "77777\n%%EOF"), Read("健全な頁", &["FK107"])),
        ("a list that leads back to itself", loops, Read("健全な頁", &[])),
        ("places that are wrong", replaced(&file, "0000000009 00000 n", "0000000100 00000 n"), Read("健全な頁", &[])),
        ("a mail header before", [b"From: a@example.jp\r\n\r\n", &file[..]].concat(), Read("健全な頁", &["FK107"])),
        ("two heads", [b"%PDF-1.4\n", &file[..]].concat(), Read("健全な頁", &["FK107"])),
        ("an update", [&file[..], update.as_bytes()].concat(), Read("改訂", &[])),
        ("nothing but a head", b"%PDF-1.7\n".to_vec(), Refused("pages cannot be found")),
        ("cut before the list", file[..list - 200].to_vec(), Refused("pages cannot be found")),
    ]);
}

#[test]
fn trees_of_pages_that_have_no_end() {
    let deep = made(|paper| {
        let first = paper.next();
        let of = |at: usize| format!("<< /Type /Pages /Kids [{} 0 R] /Count 1 >>", first + at + 1);
        for at in 0..20_000 {
            paper.add(of(at));
        }
        paper.add(of(20_000));
        paper.tree = format!("/Kids [4 0 R 5 0 R {first} 0 R]");
    });
    let nested = |open: &str, close: &str, depth: usize| {
        made(|paper| paper.add(format!("{}{}", open.repeat(depth), close.repeat(depth))))
    };
    let functions = made(|paper| {
        let first = paper.next();
        (0..50_000).for_each(|at| {
            paper.add(format!(
                "<< /FunctionType 3 /Domain [0 1] /Functions [{} 0 R] /Bounds [] /Encode [0 1] >>",
                first + at + 1
            ));
        });
        let page = format!("/ColorSpace << /C [/Separation /X /DeviceGray {first} 0 R] >>");
        paper.page_with("/C cs 0.5 scn 10 10 30 30 re f", &page);
    });
    check_all(vec![
        (
            "a tree that holds itself",
            made(|paper| paper.tree = "/Kids [5 0 R 2 0 R]".to_owned()),
            Read("健全な頁", &[]),
        ),
        ("10^9 pages", made(|paper| paper.tree = "/Count 1000000000".to_owned()), Read("健全な頁", &["FK107"])),
        (
            "the same page 10^5 times",
            made(|paper| paper.tree = format!("/Kids [{}] /Count 1", "5 0 R ".repeat(100_000))),
            Read("健全な頁", &[]),
        ),
        ("20,000 levels", deep, Read("健全な頁", &[])),
        ("arrays 10^6 deep", nested("[", "]", 1_000_000), Read("健全な頁", &[])),
        ("dictionaries 10^5 deep", nested("<< /A ", ">>", 100_000), Read("健全な頁", &[])),
        ("functions of functions", functions, Refused("made of others at most 1000 times")),
        (
            "a length that is its own",
            made(|paper| {
                let own = paper.next();
                paper.add(format!("<< /Length {own} 0 R >>\nstream\nq Q\nendstream"));
                paper.page_of(&format!("/Contents {own} 0 R"));
            }),
            Read("健全な頁", &[]),
        ),
        (
            "6,000 pages",
            {
                let mut paper = Paper::new();
                for _ in 0..6_000 {
                    paper.page_of("");
                }
                paper.file()
            },
            Refused("at most 5000 pages, found 6000"),
        ),
    ]);
}

#[test]
fn streams_that_become_too_much() {
    let zeros = deflated(&vec![b' '; 70 << 20]);
    let flate = "/Filter /FlateDecode";
    let content = |entries: &str, data: &[u8]| {
        made(|paper| {
            let content = paper.stream(entries, data);
            paper.page_of(&format!("/Contents {content} 0 R"));
        })
    };
    let many = "/Filter [".to_owned() + &"/ASCIIHexDecode ".repeat(100) + "]";
    check_all(vec![
        ("70 MB of blanks", content(flate, &zeros), Refused("unpack to at most 256 MB, found more in object 6")),
        ("packed twice", content("/Filter [/FlateDecode /FlateDecode]", &deflated(&zeros)), Refused("in object 6")),
        ("called a picture", content(&format!("{flate} /Subtype /Image"), &zeros), Refused("in object 6")),
        (
            "a picture",
            made(|paper| {
                let image = paper.stream(&format!("{flate} /Subtype /Image /Width 9000 /Height 9000"), &zeros);
                paper.page_with("q 9 0 0 9 0 0 cm /I Do Q", &format!("/XObject << /I {image} 0 R >>"));
            }),
            Read("健全な頁", &[]),
        ),
        ("runs", content("/Filter /RunLengthDecode", &[129, 0].repeat(1 << 20)), Refused("in object 6")),
        ("a hundred filters", content(&many, b"41>"), Refused("at most 8 times, found object 6 packed 100 times")),
        (
            "a filter that nobody knows",
            content("/Filter /Own", text(72, 600, "塊").as_bytes()),
            Read("健全な頁", &["FK106"]),
        ),
        (
            "a form with a filter that nobody knows",
            made(|paper| {
                let form = paper.stream("/Filter [/Own] /Type /XObject /Subtype /Form /BBox [0 0 9 9]", "q Q");
                paper.page_with("/X Do", &format!("/XObject << /X {form} 0 R >>"));
            }),
            Read("健全な頁", &["FK106"]),
        ),
        ("a form that is not there", made(|paper| paper.page("/X Do")), Read("健全な頁", &["FK106"])),
        (
            "a picture that is none",
            made(|paper| {
                let image = paper.stream("/Type /XObject /Subtype /Image /Filter /DCTDecode", "abc");
                paper.page_with("q 500 0 0 500 0 0 cm /I Do Q", &format!("/XObject << /I {image} 0 R >>"));
            }),
            Read("健全な頁", &["FK106"]),
        ),
        (
            "a picture with a filter that nobody knows",
            made(|paper| {
                let entries = "/Type /XObject /Subtype /Image /Width 9 /Height 9 /Filter /Own";
                let image = paper.stream(entries, "abc");
                paper.page_with("q 500 0 0 500 0 0 cm /I Do Q", &format!("/XObject << /I {image} 0 R >>"));
            }),
            Read("健全な頁", &["FK104"]),
        ),
        (
            "a row of 10^9 columns",
            content(&format!("{flate} /DecodeParms << /Predictor 12 /Columns 1000000000 >>"), &deflated(b"abc")),
            Refused("in object 6"),
        ),
        (
            "objects in 70 MB",
            made(|paper| paper.stream(&format!("/Type /ObjStm /N 1000000000 /First 10 {flate}"), &zeros)),
            Refused("in object 6"),
        ),
        (
            "10^9 objects in few bytes",
            made(|paper| paper.stream("/Type /ObjStm /N 1000000000 /First 10", b"7 0 8 1 null null")),
            Read("健全な頁", &[]),
        ),
        (
            "a list of 70 MB",
            made(|paper| paper.stream(&format!("/Type /XRef /Size 70000000 /W [0 1 0] {flate}"), &zeros)),
            Refused("in object 6"),
        ),
        (
            "one content for many pages",
            made(|paper| {
                let content = paper.stream(flate, deflated(&vec![b' '; 30 << 20]));
                for _ in 0..100 {
                    paper.page_of(&format!("/Contents {content} 0 R"));
                }
            }),
            Read("健全な頁", &["FK106"]),
        ),
    ]);
}

/// A page after which a sound one must still be read.
fn with_page(content: impl AsRef<[u8]>) -> Vec<u8> {
    made(|paper| paper.page(content))
}

/// Forms of ten calls of the next one each, so many levels deep; the last holds some content.
fn levels(paper: &mut Paper, depth: usize, content: &str) {
    let first = paper.next();
    for at in 0..depth {
        let entries = format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 500 500] /Resources << /XObject << /X {} 0 R >> >>",
            first + at + 1
        );
        paper.stream(&entries, "/X Do ".repeat(10));
    }
    paper.stream("/Type /XObject /Subtype /Form /BBox [0 0 500 500]", content);
    paper.page_with("/X Do", &format!("/XObject << /X {first} 0 R >>"));
}

/// A file of 22 kB with a path of 2,500,000 elements.
fn in_one_path() -> Vec<u8> {
    let content = deflated("0 0 m 9 9 l ".repeat(1_250_000).as_bytes());
    made(|paper| {
        let content = paper.stream("/Filter /FlateDecode", content);
        paper.page_of(&format!("/Contents {content} 0 R"));
    })
}

/// A font of drawings whose only glyph shows itself, and draws a form that shows it.
fn in_itself() -> Vec<u8> {
    made(|paper| {
        let font = paper.next();
        let resources = format!("/Font << /T {font} 0 R >> /XObject << /X {} 0 R >>", font + 2);
        paper.add(format!(
            "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 97 /LastChar 97 \
             /Widths [1000] /Encoding << /Differences [97 /own] >> /CharProcs << /own {} 0 R >> /Resources << {resources} >> >>",
            font + 1
        ));
        let shows = "1000 0 d0 BT /T 1000 Tf (aaaaaaaaaa) Tj ET /X Do";
        paper.stream("", shows);
        paper.stream(
            &format!("/Type /XObject /Subtype /Form /BBox [0 0 500 500] /Resources << {resources} >>"),
            "BT /T 10 Tf (aaaaaaaaaa) Tj ET /X Do",
        );
        paper.page_with("BT /T 10 Tf 72 600 Td (a) Tj ET /X Do", &resources);
    })
}

/// A page in a font whose codes a map of its own tells, which is built on itself.
fn in_map(body: &str) -> Vec<u8> {
    made(|paper| {
        let map = paper.next();
        let entries = format!(
            "/Type /CMap /CMapName /Own /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /UseCMap {map} 0 R"
        );
        paper.stream(
            &entries,
            format!("begincmap /Own usecmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n{body}\nendcmap"),
        );
        let program = paper.stream("", font(24));
        let font = paper.add(format!(
            "<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Own /Encoding {map} 0 R /DescendantFonts [<< /Type /Font /Subtype \
             /CIDFontType2 /BaseFont /ABCDEF+Own /CIDToGIDMap /Identity /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) \
             /Supplement 0 >> /FontDescriptor << /Type /FontDescriptor /FontName /ABCDEF+Own /Flags 4 /FontBBox [0 0 1000 1000] \
             /Ascent 880 /Descent -120 /ItalicAngle 0 /CapHeight 700 /StemV 80 /FontFile2 {program} 0 R >> >>] >>"
        ));
        paper.page_with("BT /G 10 Tf 72 700 Td <00010002> Tj ET", &format!("/Font << /G {font} 0 R >>"));
    })
}

#[test]
fn maps_of_codes_that_have_no_end() {
    let codes: String = (0..200_000).map(|code| format!("<{:04X}> {}\n", code % 65_536, code % 24)).collect();
    check_all(vec![
        (
            "a map built on itself",
            in_map("1 begincidrange <0000> <0017> 0 endcidrange"),
            Read("健全な頁", &["FK103", "FK106"]),
        ),
        (
            "a map of 200,000 codes",
            in_map(&format!("200000 begincidchar\n{codes}endcidchar")),
            Read("健全な頁", &["FK103", "FK106"]),
        ),
        (
            "a map of one range of 10^9",
            in_map("1 begincidrange <00000000> <FFFFFFFF> 0 endcidrange"),
            Read("健全な頁", &["FK103", "FK106"]),
        ),
    ]);
}

#[test]
fn pages_that_have_no_end() {
    let itself = |calls: usize| {
        made(|paper| {
            let own = paper.next();
            let entries = format!(
                "/Type /XObject /Subtype /Form /BBox [0 0 500 500] /Resources << /XObject << /X {own} 0 R >> >>"
            );
            paper.stream(&entries, "/X Do ".repeat(calls));
            paper.page_with("/X Do", &format!("/XObject << /X {own} 0 R >>"));
        })
    };
    let long = text(72, 600, &"長".repeat(100_000));
    check_all(vec![
        ("10^30 forms", made(|paper| levels(paper, 30, "0 0 9 9 re f")), Read("健全な頁", &["FK106"])),
        ("10^9 forms that draw nothing", made(|paper| levels(paper, 9, "q Q")), Read("健全な頁", &["FK106"])),
        ("1,000 forms", made(|paper| levels(paper, 3, "0 0 9 9 re f")), Read("健全な頁", &[])),
        ("a form in itself", itself(1), Read("健全な頁", &["FK106"])),
        ("a form twice in itself", itself(2), Read("健全な頁", &["FK106"])),
        ("10^6 states", with_page("q ".repeat(1_000_000)), Read("健全な頁", &[])),
        ("40 MB of nothing", with_page("q Q ".repeat(10 << 20)), Read("健全な頁", &["FK106"])),
        ("arrays in a content", with_page("[".repeat(200_000)), Read("健全な頁", &[])),
        ("a line of 10^5 characters", with_page(long), Read("健全な頁", &["FK106"])),
        (
            "text that clips",
            with_page(format!("BT /F 10 Tf 7 Tr 9 9 Td {} ET", "<30423042> Tj ".repeat(10_000))),
            Read("健全な頁", &["FK106"]),
        ),
        ("many operations", with_page("0 0 m 9 9 l ".repeat(600_000) + "S"), Read("健全な頁", &["FK106"])),
        ("a long path", with_page("0 0 m 9 9 l ".repeat(100_000) + "S"), Read("健全な頁", &[])),
        ("2,500,000 elements of a path", in_one_path(), Read("健全な頁", &["FK106"])),
        (
            "2,500,000 elements that are not drawn",
            with_page("0 0 1 1 re q ".repeat(500_000)),
            Read("健全な頁", &["FK106"]),
        ),
        ("a font in its own glyphs", in_itself(), Read("健全な頁", &["FK103", "FK106"])),
        (
            "a cut content",
            made(|paper| {
                let packed = deflated(text(72, 600, "切れた頁は途中まで").repeat(40).as_bytes());
                let content = paper.stream("/Filter /FlateDecode", &packed[..packed.len() - 30]);
                paper.page_of(&format!("/Contents {content} 0 R /Resources << /Font << /F 3 0 R >> >>"));
            }),
            Read("切れた頁は途中まで", &["FK106"]),
        ),
        ("a content that is not there", made(|paper| paper.page_of("/Contents 99 0 R")), Read("健全な頁", &["FK106"])),
        (
            "a content elsewhere",
            made(|paper| {
                let content = paper.stream("/F (http://example.jp/a)", "q Q");
                paper.page_of(&format!("/Contents {content} 0 R"));
            }),
            Read("健全な頁", &["FK106"]),
        ),
    ]);
}

#[test]
fn places_that_are_none() {
    let sized = |area: &str, content: &str| {
        made(|paper| {
            let page = paper.page_with(content, "");
            let content = page - 1;
            paper.page_of(&format!("/MediaBox {area} /Contents {content} 0 R /Resources << /Font << /F 3 0 R >> >>"));
        })
    };
    let far = "q 1e38 0 0 1e38 1e38 1e38 cm 0 0 1 1 re f 0 0 m 1 1 l S BT /F 10 Tf <3042> Tj ET Q 0 0 0 0 0 0 cm 0 0 1 1 re f \
               BT /F 1e30 Tf 1 1 Td <3042> Tj ET BT /F 0 Tf <3042> Tj ET 1e400 -1e400 m 9 9 l S";
    let grid = |step: usize, count: usize| -> String {
        (0..count).map(|at| format!("{0} 0 m {0} 800 l 0 {0} m 500 {0} l S ", at * step % 500)).collect()
    };
    let dots: String = (0..50_000).map(|at| format!("{} {} m {} {1} l S ", at % 500, at / 100, at % 500 + 1)).collect();
    let bold = text(72, 600, "二重打ち") + &text(73, 600, "二重打ち").replace("73 600", "72.3 600");
    check_all(vec![
        ("far away", with_page(far), Read("健全な頁", &["FK105"])),
        ("a page without a size", sized("[0 0 0 0]", ""), Read("健全な頁", &[])),
        ("a page of no numbers", sized("[/A (b) null 1e39]", ""), Read("健全な頁", &["FK107"])),
        ("a page of 350 m", sized("[0 0 1000000 1000000]", &text(72, 600, "広い")), Read("健全な頁", &["FK106"])),
        ("drawn twice", with_page(bold), Read("二重打ち", &[])),
        ("a fine grid", with_page(grid(1, 500)), Read("健全な頁", &[])),
        ("too many lines", with_page(dots), Read("健全な頁", &["FK106"])),
    ]);
    let twice = read(&with_page(text(72, 600, "二重") + &text(72, 600, "二重"))).unwrap().0;
    assert_eq!(twice.matches('重').count(), 1);
}

#[test]
fn what_a_file_wants_to_do_is_not_done() {
    let file = made(|paper| {
        paper.catalog = "/OpenAction << /S /JavaScript /JS (app.launchURL\\('http://example.jp'\\)) >> /AcroForm << /XFA (<!DOCTYPE a \
                         [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>) >> /AA << /WC << /S /Launch /F (calc.exe) >> >>"
            .to_owned();
        paper.page_of("/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (http://example.jp) >> >>]");
    });
    let locked = |version: &str| {
        let encrypt = format!(
            "/Root 1 0 R /ID [(0123456789abcdef) (0123456789abcdef)] /Encrypt << /Filter /Standard {version} /P -4 /O ({0}) /U ({0}) >>",
            "o".repeat(32)
        );
        replaced(&made(|_| {}), "/Root 1 0 R", &encrypt)
    };
    check_all(vec![
        ("actions", file, Read("健全な頁", &[])),
        ("a password", locked("/V 1 /R 2"), Refused("found one that needs one; give it with --password")),
        ("another encryption", locked("/V 9 /R 9"), Refused("found another encryption")),
    ]);
}

#[test]
fn a_file_that_is_cut_or_changed_anywhere_is_read_or_refused() {
    let whole = bytes("input/johoka-r06.pdf");
    let pages = |text: &str| text.matches('\x0c').count();
    let all = pages(&read(&whole).unwrap().0);
    for percent in (1..100).step_by(7) {
        match read(&whole[..whole.len() * percent / 100]) {
            Ok((text, codes)) => {
                assert!(pages(&text) <= all && codes.contains(&"FK107".to_owned()), "{percent} %: {codes:?}")
            }
            Err(said) => assert!(said.starts_with("expected a PDF"), "{percent} %: {said}"),
        }
    }
    let small = of_lines(&["一頁目の本文である。", "二頁目の本文である。"]);
    (0..small.len()).step_by(9).for_each(|end| drop(read(&small[..end])));
    // A fixed sequence: the same changes in every run.
    let mut state: u64 = 0x5EED;
    let mut next = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for _ in 0..400 {
        let mut changed = small.clone();
        for _ in 0..=next(8) {
            let at = next(changed.len());
            changed[at] = b"0 9/<>[]()%R\n\xff"[next(14)];
        }
        drop(read(&changed));
    }
}

#[test]
fn refusals_have_their_exit_code_and_name_the_file() {
    let folder = scratch("hostile");
    let many = "/Filter [".to_owned() + &"/ASCIIHexDecode ".repeat(9) + "]";
    let file = made(|paper| paper.stream(&many, b"41>"));
    fs::write(folder.join("a.pdf"), file).unwrap();
    fs::write(folder.join("b.pdf"), made(|paper| levels(paper, 30, "q Q"))).unwrap();
    for (name, code, says) in [
        ("a.pdf", 3, "a.pdf: expected a PDF whose parts are packed at most 8 times, found object 6 packed 9 times"),
        ("b.pdf", 1, "error[FK106]: page 2: it is broken, or holds more than is read of a page"),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_fukkoku"))
            .args(["check", name, "--fail-on", "error"])
            .current_dir(&folder)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        assert_eq!(output.status.code(), Some(code), "{said}");
        assert!(said.contains(says), "{said}");
    }
}
