//! harness
use fukkoku::read::scan::scan;
use fukkoku::recover::table::{recover, region};
use fukkoku::source::{Encoding, Source};
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let text = std::fs::read_to_string(&args[1]).unwrap();
    let source = Source::new(
        "x".into(),
        String::new(),
        Encoding { name: "UTF-8".into(), evidence: String::new(), replaced: 0 },
        text,
    );
    let pages = scan(&source);
    for p in &pages {
        eprintln!("page {} lines {} head {:?}", p.number, p.lines.len(), p.running_head.map(|l| source.slice(l.span)));
    }
    let lines: Vec<_> = pages.iter().flat_map(|p| p.lines.iter().copied()).collect();
    let mut at = 0;
    let mut n = 0;
    while at < lines.len() {
        if region::may_begin(&source, &lines, at) {
            let end = region::end(&source, &lines, at);
            eprintln!(
                "region {}-{} {:?}",
                source.line_of(lines[at].span.start),
                source.line_of(lines[end - 1].span.start),
                source.slice(lines[at].span)
            );
            if end > at + 2 {
                if let Some(t) = recover(&source, &lines[at..end], true) {
                    n += 1;
                    let mut w = csv::Writer::from_path(format!("{}/t{n}.csv", args[2])).unwrap();
                    let cell = |c: &Option<fukkoku::recover::table::RawCell>| {
                        c.as_ref()
                            .map(|c| c.paragraphs.iter().map(|p| p.printed.clone()).collect::<Vec<_>>().join(" "))
                            .unwrap_or_default()
                    };
                    w.write_record(t.header.iter().map(|c| cell(&Some(c.clone())))).unwrap();
                    for r in &t.rows {
                        w.write_record(r.cells.iter().map(cell)).unwrap();
                    }
                    at = end;
                    continue;
                }
            }
        }
        at += 1;
    }
}
