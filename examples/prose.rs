use fukkoku::quantity::{
    date::Context,
    prose::{Value, find},
};
use std::io::BufRead;
fn main() {
    let mut c = Context::default();
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        let text: String = serde_json::from_str(&line).unwrap();
        let out: Vec<_> = find(&text, &mut c)
            .into_iter()
            .map(|f| {
                let (k, m) = match f.reading {
                    Value::Dated(Ok(d)) => ("D", d.edtf),
                    Value::Dated(Err(e)) => ("E", e.to_string()),
                    Value::Amount(n) => ("A", format!("{} {}", n.text, n.base_unit().unwrap_or(""))),
                };
                serde_json::json!([k, f.printed, m])
            })
            .collect();
        println!("{}", serde_json::Value::from(out));
    }
}
