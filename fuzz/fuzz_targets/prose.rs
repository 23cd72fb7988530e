//! Values found lie on the characters of the text.

#![no_main]

use fukkoku_quantity::{date::Context, prose};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let found = prose::find(text, &mut Context::default());
    assert!(found.iter().all(|found| text[found.range.clone()] == found.printed));
});
