//! No text panics as a date.

#![no_main]

use fukkoku_quantity::normalize;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for context in ["", "era=平成", "fy=2009", "date=1962-07-01"] {
        normalize::date(text, context);
    }
});
