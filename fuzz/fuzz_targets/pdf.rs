//! A PDF is refused or read; what is read has every character in one element.

#![no_main]

use fukkoku_recover::read::ranges::PageRanges;
use fukkoku_recover::sheet::Rules;
use fukkoku_recover::{Reading, read, recover};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let pages = PageRanges::default();
    let reading = Reading { encoding: None, password: "", pages: &pages, rules: Rules::Read };
    let Ok((source, pages)) = read("a.pdf", &[b"%PDF-1.7\n", bytes].concat(), reading) else { return };
    let mut owners = vec![0u8; source.text.len()];
    for span in recover(&source, &pages).iter().flat_map(|block| &block.spans) {
        owners[span.start..span.end].iter_mut().for_each(|count| *count += 1);
    }
    for (at, c) in source.text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        assert_eq!(owners[at], 1, "{c:?} at {at}");
    }
});
