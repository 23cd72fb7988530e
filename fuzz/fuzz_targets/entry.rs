//! Dates of entries lie on the characters of the text.

#![no_main]

use fukkoku_quantity::{FiscalYear, date};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for found in date::find_entry_dates(text, FiscalYear(2000)) {
        assert_eq!(text[found.range], found.printed);
    }
});
