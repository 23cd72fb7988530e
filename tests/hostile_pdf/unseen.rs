//! Text that is not what is seen, is not seen, or is not to be taken out; and the papers that trigger each finding of reading.

use super::*;

#[test]
fn text_that_is_not_what_is_seen() {
    let of_font = |map: Option<&str>| made(|paper| in_embedded_font(paper, map));
    let all = "1 beginbfrange <0001> <0014> [<3042> <3042> <3042> <3042> <3042> <3042> <3042> <3042> <3042> <3042> <3042> <3042> \
               <3042> <3042> <3042> <3042> <3042> <3042> <3042> <3042>] endbfrange";
    let scan = |over: &str| {
        let mut paper = Paper::new();
        let (shows, resource) = picture(&mut paper);
        paper.page_with(format!("{shows}{over}"), &resource);
        paper
    };
    let unseen = format!("3 Tr {}", text(72, 700, "透明な文字"));
    let mut mixed = scan("");
    mixed.page(text(72, 700, "健全な頁"));
    check_all(vec![
        ("no meaning", of_font(None), Read("〓〓〓", &["FK103"])),
        (
            "meanings of nothing",
            of_font(Some("1 beginbfrange <0001> <0014> <E000> endbfrange")),
            Read("〓〓〓", &["FK103"]),
        ),
        ("one meaning for all", of_font(Some(all)), Read("あああ", &["FK108"])),
        ("meanings", of_font(Some("1 beginbfrange <0001> <0014> <3041> endbfrange")), Read("ぁあぃ", &[])),
        (
            "a map without an end",
            of_font(Some(&"1 beginbfrange <0001> <FFFF> <3041> endbfrange ".repeat(20_000))),
            Read("ぁあぃ", &[]),
        ),
        (
            "a font that is none",
            made(|paper| {
                in_embedded_font(paper, None);
                let broken = paper.stream("", &font(24)[..100]);
                let at = paper.add(format!("<< /Type /Font /Subtype /TrueType /BaseFont /X /FontDescriptor << /Type /FontDescriptor /FontName /X /Flags 32 /FontFile2 {broken} 0 R >> >>"));
                paper.page_with(
                    "BT /F 10 Tf 72 600 Td <5E83> Tj /H 10 Tf (abc) Tj ET",
                    &format!("/Font << /F 3 0 R /H {at} 0 R >>"),
                );
            }),
            Read("健全な頁", &["FK103"]),
        ),
        (
            "a font of no kind",
            made(|paper| {
                let font = paper.add("<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H >>");
                paper.page_with(
                    "BT /H 10 Tf 72 600 Td <30423042> Tj ET",
                    &format!("/Font << /F 3 0 R /H {font} 0 R >>"),
                );
            }),
            Read("健全な頁", &["FK106"]),
        ),
        (
            "a scan",
            scan("").file(),
            Refused("found 1 pages that are pictures only; recognise their text first (for example with OCRmyPDF)"),
        ),
        ("a scan among others", mixed.file(), Read("健全な頁", &["FK104"])),
        ("a scan with recognised text", scan(&unseen).file(), Read("透明な文字", &["FK105"])),
        ("unseen text beside", with_page(format!("{}{unseen}", text(72, 600, "見える"))), Read("見える", &["FK105"])),
        (
            "nothing at all",
            {
                let mut paper = Paper::new();
                paper.page("");
                paper.file()
            },
            Refused("found 1 pages without any"),
        ),
    ]);
    let (text, _) = read(&with_page(format!("{}{unseen}", text(72, 600, "見える")))).unwrap();
    assert!(!text.contains("透明"), "{text}");
}

#[test]
fn text_that_nobody_sees_is_kept_apart() {
    let seen = text(72, 600, "見える");
    let white = format!("1 g {}", text(72, 500, "白い文字"));
    let outside = text(-200, 500, "外の文字") + &text(72, 900, "上の文字");
    let box_of = |colour: &str| format!("{colour} rg 60 490 200 30 re f ");
    let clipped = format!("q 60 490 25 30 re W n {} Q", text(72, 500, "切れた文字"));
    check_all(vec![
        ("white on white", with_page(format!("{seen}{white}")), Read("見える", &["FK105"])),
        ("white on a white box", with_page(format!("{seen}{}{white}", box_of("1 1 1"))), Read("見える", &["FK105"])),
        ("white on blue", with_page(format!("{seen}{}{white}", box_of("0 0 1"))), Read("白い文字", &[])),
        (
            "white on a picture",
            made(|paper| {
                let (shows, resource) = picture(paper);
                paper.page_with(format!("{shows}{seen}{white}"), &resource);
            }),
            Read("白い文字", &[]),
        ),
        ("white with a black rim", with_page(format!("{seen}0 G 2 Tr {white}")), Read("白い文字", &[])),
        ("nothing but white", with_page(white.clone()), Read("白い文字", &["FK105"])),
        ("a white shadow", with_page(format!("{white}0 g {}", text(72, 500, "白い文字"))), Read("白い文字", &[])),
        ("outside the page", with_page(format!("{seen}{outside}")), Read("見える", &["FK109"])),
        ("cut off", with_page(format!("{seen}{clipped}")), Read("切", &["FK109"])),
        ("too small", with_page(format!("{seen}BT /F 0.1 Tf 72 500 Td <3042> Tj ET")), Read("見える", &["FK105"])),
    ]);
    for hidden in [&white, &outside] {
        let (text, _) = read(&with_page(format!("{seen}{hidden}"))).unwrap();
        assert!(!text.contains("文字"), "{text}");
    }
}

/// Permissions without bits 5 and 10: nothing may be taken out.
const NOTHING: i32 = -4 & !(1 << 4) & !(1 << 9);

#[test]
fn encrypted_files_are_read_within_the_same_limits() {
    let objects = |data: &[u8], packing: &str| {
        let mut paper = sound();
        paper.stream(&format!("/Type /ObjStm /N 1 /First 5 {packing}"), data);
        paper.locked(-4)
    };
    let flate = "/Filter /FlateDecode";
    check_all(vec![
        ("encrypted", sound().locked(-4), Read("健全な頁", &[])),
        ("nothing allowed", sound().locked(NOTHING), Read("健全な頁", &["FK110"])),
        ("packed objects", objects(&deflated(b"9 0  (a)"), flate), Read("健全な頁", &[])),
        ("objects in 70 MB", objects(&deflated(&vec![b' '; 70 << 20]), flate), Refused("in object 6")),
        ("objects that are damaged", objects(&[0xFF; 200_000], flate), Refused("in object 6")),
    ]);
}

/// The papers that trigger the findings of FK103 to FK110, kept for `tests/findings.rs`.
#[test]
fn fixtures_are_what_the_builder_writes() {
    let of_font = |map: Option<&str>| made(|paper| in_embedded_font(paper, map));
    let all = format!("1 beginbfrange <0001> <0014> [{}] endbfrange", "<3042> ".repeat(20));
    let file = made(|_| {});
    let start = file.windows(6).position(|window| window == b"\nxref\n").unwrap() + 1;
    let mut scan = sound();
    let (shows, resource) = picture(&mut scan);
    scan.page_with(shows, &resource);
    scan.page_with(format!("{shows}3 Tr {}", text(72, 700, "透明な文字")), &resource);
    let scan = scan.file();
    let both = replaced(&with_page(""), "/Count 2", "/Count 9")[..].to_vec();
    let both = both[..both.windows(6).position(|window| window == b"\nxref\n").unwrap_or(start)].to_vec();
    for (code, file) in [
        ("FK103", of_font(None)),
        ("FK104", scan.clone()),
        ("FK105", scan),
        ("FK106", made(|paper| levels(paper, 30, "q Q"))),
        ("FK107", both),
        ("FK108", of_font(Some(&all))),
        ("FK109", with_page(text(72, 600, "紙面の中") + &text(72, 880, "紙面の外"))),
        ("FK110", sound().locked(NOTHING)),
    ] {
        golden(&root().join("fixtures/findings").join(code).join("report.pdf"), &file);
    }
}
