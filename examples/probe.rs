use fukkoku::quantity::{normalize, width};
use std::io::BufRead;
fn main() {
    let what = std::env::args().nth(1).unwrap();
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        let (input, ctx) = line.split_once('|').unwrap_or((&line, ""));
        let input = input.replace("\\n", "\n");
        match what.as_str() {
            "d" => {
                let a = normalize::date(&input, ctx);
                println!(
                    "{line}\t{} {}..{} {} {} {:?} {}",
                    a.status, a.start, a.end, a.edtf, a.estat_time, a.flags, a.message
                );
            }
            "n" => {
                let a = normalize::number(&input, ctx);
                println!(
                    "{line}\t{} {} {} base={} {:?} strict={} {}",
                    a.status,
                    a.value,
                    a.unit,
                    a.base_value,
                    a.flags,
                    a.is_strict(),
                    a.message
                );
            }
            _ => println!("{line}\t[{}]\t[{}]", width::text(&input), width::value(&input)),
        }
    }
}
