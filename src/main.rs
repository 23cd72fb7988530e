//! harness
use fukkoku::read::scan::scan;
use fukkoku::recover::{recover, block::BlockKind};
use fukkoku::source::{Encoding, Source};
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let text = std::fs::read_to_string(&args[1]).unwrap();
    let source = Source::new("x".into(), String::new(), Encoding{name:"UTF-8".into(),evidence:String::new(),replaced:0}, text);
    let pages = scan(&source);
    let blocks = recover(&source, &pages);
    let mut n = 0;
    let mut covered = vec![0u8; source.text.len()];
    for b in &blocks {
        for s in &b.spans { for x in covered[s.start..s.end].iter_mut() { *x += 1; } }
        match &b.kind {
            BlockKind::Heading{level,number,title,subtitle,..} => println!("H{level} {number:?} {:?} {:?}", title.printed, subtitle.as_ref().map(|t|&t.printed)),
            BlockKind::Paragraph{role,caption,text} => println!("P {role:?} {:?} {:?}", caption.as_ref().map(|c|&c.printed), text.printed),
            BlockKind::List(items) => for i in items { println!("L {} {:?}", i.marker, i.text.printed); },
            BlockKind::Note{marker,text} => println!("N {marker} {:?}", text.printed),
            BlockKind::Contact(l) => println!("C {:?}", l.iter().map(|t|&t.printed).collect::<Vec<_>>()),
            BlockKind::Furniture{role,text} => println!("F {role:?} {:?}", text.printed),
            BlockKind::Unrecognized(l) => println!("U {:?}", l.len()),
            BlockKind::Table(t) => {
                println!("T {} x {}", t.rows.len(), t.columns);
                if args.len() < 3 { continue }
                n += 1;
                let mut w = csv::Writer::from_path(format!("{}/t{n}.csv", args[2])).unwrap();
                let cell = |c: &Option<fukkoku::recover::table::RawCell>| c.as_ref().map(|c| c.paragraphs.iter().map(|p| p.printed.clone()).collect::<Vec<_>>().join(" ")).unwrap_or_default();
                w.write_record(t.header.iter().map(|c| cell(&Some(c.clone())))).unwrap();
                for r in &t.rows { w.write_record(r.cells.iter().map(cell)).unwrap(); }
            }
        }
    }
    for (i,c) in source.text.char_indices() { let want = u8::from(!c.is_whitespace()); if covered[i] < want || covered[i] > 1 { println!("COVER {} {c:?} {:?}", covered[i], source.place(i)); } }
}
