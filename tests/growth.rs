//! Work grows with the input, whatever it holds: counted in instructions, as valgrind sees them; without valgrind, said and skipped.

use std::process::Command;

/// What lines of a report may look like to whatever reads tables, by their number.
type Shape = (&'static str, fn(usize) -> String);

const SHAPES: [Shape; 8] = [
    ("two words", |_| "あ い".to_owned()),
    ("two words and three", |at| if at % 2 == 0 { "あ い" } else { "あ い う" }.to_owned()),
    ("a head and a row by turns", |at| if at % 3 == 0 { "区分 備考" } else { "東町 12 あ" }.to_owned()),
    ("heads of groups", |at| if at % 2 == 0 { "東 1 2" } else { "（学校）" }.to_owned()),
    ("boxes with fewer cells", |at| if at % 2 == 0 { "│町│村│市│" } else { "│町   │市│" }.to_owned()),
    ("boxes under one cell", |at| if at % 2 == 0 { "│あ│い│" } else { "│　├─┤" }.to_owned()),
    ("bars", |_| "あ|".repeat(100)),
    ("tabs", |at| if at % 5 == 0 { "終わり".to_owned() } else { format!("駅\t{at}\t人") }),
];

/// Instructions of a conversion of so many lines of a shape.
fn instructions(shape: fn(usize) -> String, lines: usize) -> Option<f64> {
    let folder = std::env::temp_dir().join(format!("fukkoku-growth-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("report.txt");
    std::fs::write(&path, (0..lines).map(|at| shape(at) + "\n").collect::<String>()).unwrap();
    let ran = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null", env!("CARGO_BIN_EXE_fukkoku")])
        .args(["dump", "--stage", "blocks"])
        .arg(&path)
        .output();
    std::fs::remove_dir_all(&folder).unwrap();
    let ran = ran.ok()?;
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let told = String::from_utf8_lossy(&ran.stderr).into_owned();
    let counted = told.lines().find_map(|line| line.split_once("Collected :")).expect("a count is reported");
    Some(counted.1.trim().parse().unwrap())
}

#[test]
fn four_times_the_lines_cost_four_times_the_work() {
    for (name, shape) in SHAPES {
        let Some(start) = instructions(shape, 1) else {
            eprintln!("skipped: no valgrind here");
            return;
        };
        let of = |lines: usize| instructions(shape, lines).expect("valgrind ran before") - start;
        let (small, large) = (of(500), of(2_000));
        assert!(large < small * 5.0, "{name}: {small:.0} instructions for 500 lines, {large:.0} for 2,000");
    }
}
