//! No text panics as a unit note or legend.

#![no_main]

use fukkoku_quantity::{number::Legend, unit};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    unit::stated(text);
    Legend::read(text);
});
