//! The filter answers every line.

#![no_main]

use fukkoku_quantity::normalize::{As, Form, Options, run};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &[u8]| {
    for kind in [As::Date, As::Number, As::Text, As::Value] {
        let options = Options { kind, form: Form::Ndjson, strict: true, context: String::new() };
        let outcome = run(text, std::io::sink(), std::io::sink(), &options).expect("memory does not fail");
        assert!(outcome.refused <= outcome.lines);
    }
});
