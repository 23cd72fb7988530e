//! Layers that are off, and text under pictures.

use super::*;

/// A paper whose layers 下書き and 別案 are off and 本文 is on; the resources that name them `/A`, `/B` and `/C`.
fn layered(settings: &str) -> (Paper, String) {
    let mut paper = sound();
    let title = |name: &str| name.encode_utf16().map(|unit| format!("{unit:04X}")).collect::<String>();
    let mut layer = |name: &str| paper.add(format!("<< /Type /OCG /Name <FEFF{}> >>", title(name)));
    let (a, b, c) = (layer("下書き"), layer("別案"), layer("本文"));
    let settings = settings.replace("A!", &format!("{a} 0 R")).replace("B!", &format!("{b} 0 R"));
    let settings = settings.replace("C!", &format!("{c} 0 R"));
    paper.catalog = format!("/OCProperties << /OCGs [{a} 0 R {b} 0 R {c} 0 R] /D << {settings} >> >>");
    let member = |policy: &str, groups: String| format!("<< /Type /OCMD /OCGs [{groups}] /P /{policy} >>");
    let both = format!("{a} 0 R {c} 0 R");
    let all = paper.add(member("AllOn", both.clone()));
    let any = paper.add(member("AnyOn", both));
    (paper, format!("/Properties << /A {a} 0 R /B {b} 0 R /C {c} 0 R /All {all} 0 R /Any {any} 0 R >>"))
}

const OFF: &str = "/OFF [A! B!]";

/// A file with a page of a content beside a sound page.
fn page_of(settings: &str, content: &str) -> Vec<u8> {
    let (mut paper, resources) = layered(settings);
    paper.page_with(format!("{}{content}", text(72, 600, "見える")), &resources);
    paper.file()
}

/// The English messages of a code.
fn told(file: &[u8], code: &str) -> Vec<String> {
    let report = read_report("a.pdf", file, &Options::default()).unwrap();
    let findings = report.checked.findings.into_iter().filter(|finding| finding.code.to_string() == code);
    findings.map(|finding| finding.message).collect()
}

fn inside(layer: &str, line: &str) -> String {
    format!("/OC /{layer} BDC {} EMC ", text(72, 500, line))
}

#[test]
fn layers_that_are_off_are_left_out_and_told() {
    let two = format!("{}/OC /B BDC {} EMC", inside("A", "案の一"), text(72, 400, "二つ目"));
    let nested = format!("/OC /A BDC /Span BMC {} EMC EMC {}", text(72, 400, "奥の字"), text(72, 300, "後の字"));
    for (name, settings, content, expected) in [
        ("off", OFF, inside("A", "案の一"), Some("3 characters stand in layers that are off (「下書き」)")),
        ("two", OFF, two, Some("6 characters stand in layers that are off (「下書き」, 「別案」)")),
        ("nested", OFF, nested, Some("3 characters stand in layers that are off (「下書き」)")),
        ("on", OFF, inside("C", "案の一"), None),
        ("all off but one", "/BaseState /OFF /ON [C!]", inside("C", "案の一"), None),
        ("all off", "/BaseState /OFF", inside("C", "案"), Some("1 character stands in layers that are off (「本文」)")),
        (
            "both must be on",
            OFF,
            inside("All", "案の一"),
            Some("3 characters stand in layers that are off (「下書き」)"),
        ),
        ("one must be on", OFF, inside("Any", "案の一"), None),
        ("none off", "/ON [A!]", inside("A", "案の一"), None),
    ] {
        let file = page_of(settings, &content);
        let found = told(&file, "FK111");
        assert_eq!(found.len(), usize::from(expected.is_some()), "{name}: {found:?}");
        assert!(expected.is_none_or(|expected| found[0].contains(expected)), "{name}: {found:?}");
        let (text, _) = read(&file).unwrap();
        assert!(text.contains("見える") && text.contains("案") == expected.is_none(), "{name}: {text}");
        assert_eq!(text.contains("後の字"), name == "nested", "{text}");
    }
}

#[test]
fn forms_of_a_layer_that_is_off_are_left_out() {
    let (mut paper, resources) = layered(OFF);
    let layer = resources.split(' ').nth(3).unwrap().to_owned();
    let entries = format!(
        "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /OC {layer} 0 R /Resources << /Font << /F 3 0 R >> >>"
    );
    let form = paper.stream(&entries, text(72, 500, "案の一"));
    paper.page_with(format!("{}/X Do", text(72, 600, "見える")), &format!("/XObject << /X {form} 0 R >>"));
    let file = paper.file();
    assert_eq!(read(&file).map(|(text, codes)| (text.contains('案'), codes)), Ok((false, vec!["FK111".to_owned()])));
    assert!(told(&file, "FK111")[0].contains("page 2: 3 characters"));
}

#[test]
fn marked_content_without_an_end_is_borne() {
    let content = "/OC /A BDC ".repeat(100_000);
    let file = page_of(OFF, &format!("{content}{}", text(72, 500, "案の一")));
    assert_eq!(told(&file, "FK111").len(), 1);
    assert!(told(&page_of(OFF, &"EMC ".repeat(100_000)), "FK111").is_empty());
}

/// A page on which text is drawn, then a picture with its own entries, within what comes before and after.
fn under(entries: &str, before: &str, after: &str) -> Vec<u8> {
    let mut paper = sound();
    let image = paper.stream(
        &format!(
            "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 {entries}"
        ),
        [128],
    );
    let content = format!("{}{}{before} /I Do {after}", text(72, 600, "見える"), text(72, 500, "下の字"));
    let resources = format!("/XObject << /I {image} 0 R >> /ExtGState << /H << /ca 0.5 >> /M << /BM /Multiply >> >>");
    paper.page_with(content, &resources);
    paper.file()
}

#[test]
fn text_under_a_picture_is_read_and_told() {
    let place = "q 200 0 0 40 60 490 cm";
    let again = format!("Q {}", text(72, 500, "下の字"));
    for (name, entries, before, after, expected) in [
        ("covered", "", place.to_owned(), "Q", true),
        ("turned", "", "q 0 40 -200 0 260 490 cm".to_owned(), "Q", true),
        ("in a box", "", format!("q 60 490 100 30 re W n {place}"), "Q Q", true),
        ("cut by a box", "", format!("q 60 490 15 30 re W n {place}"), "Q Q", false),
        ("cut by a triangle", "", format!("q 0 0 m 595 0 l 0 842 l h W n {place}"), "Q Q", false),
        ("aslant", "", "q 200 50 -50 200 60 400 cm".to_owned(), "Q", false),
        ("elsewhere", "", "q 200 0 0 40 60 400 cm".to_owned(), "Q", false),
        ("with a mask", "/Mask [0 9]", place.to_owned(), "Q", false),
        ("half through", "", format!("/H gs {place}"), "Q", false),
        ("multiplied", "", format!("/M gs {place}"), "Q", false),
        ("a stencil", "/ImageMask true", place.to_owned(), "Q", false),
        ("once more over it", "", place.to_owned(), again.as_str(), false),
    ] {
        let file = under(entries, &before, after);
        let found = told(&file, "FK112");
        assert_eq!(found.len(), usize::from(expected), "{name}: {found:?}");
        assert!(found.iter().all(|told| told.contains("page 2: 3 characters stand under a picture")), "{found:?}");
        assert!(read(&file).unwrap().0.contains("下の字"), "{name}");
    }
}

/// The papers that trigger FK111 and FK112, kept for `tests/findings.rs`.
#[test]
fn fixtures_of_layers_are_what_the_builder_writes() {
    for (code, file) in
        [("FK111", page_of(OFF, &inside("A", "案の一"))), ("FK112", under("", "q 200 0 0 40 60 490 cm", "Q"))]
    {
        golden(&root().join("fixtures/findings").join(code).join("report.pdf"), &file);
    }
}
