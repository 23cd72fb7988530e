//! No text panics as a number of any column.

#![no_main]

use fukkoku_quantity::normalize;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for context in ["text", "int_table", "decimal_table", "statistics", "accounts", "prose", "phone", "postal", "code", "address"] {
        normalize::number(text, context);
    }
});
