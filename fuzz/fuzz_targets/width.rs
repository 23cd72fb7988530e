//! Changes reported lie on the characters of the source.

#![no_main]

use fukkoku_quantity::width::{Profile, changes};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for profile in [Profile::Text, Profile::Value] {
        let (_, changes) = changes(text, profile);
        assert!(changes.iter().all(|change| text[change.range.clone()] == change.before));
    }
});
