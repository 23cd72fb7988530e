use fukkoku::quantity::normalize;
use std::io::BufRead;
fn main() {
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        let (input, ctx) = line.split_once('|').unwrap_or((&line, ""));
        let a = normalize::date(&input.replace("\\n", "\n"), ctx);
        println!("{line}\t{} {}..{} {} {} {:?} {}", a.status, a.start, a.end, a.edtf, a.estat_time, a.flags, a.message);
    }
}
