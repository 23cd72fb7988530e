//! Names that every system can hold: of inputs as they stand in outputs, and of the folders that reports are written to.

use fukkoku_recover::source::ReportId;
use std::path::{Component, Path};
use unicode_normalization::UnicodeNormalization;

/// Name of the manifest.
pub(crate) const MANIFEST: &str = "manifest.jsonl";

/// Longest name of a file or folder, in bytes, on the systems in use.
const LONGEST: usize = 255;
/// What Windows takes for a device, whatever extension follows.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];
/// The same, a digit after it.
const NUMBERED_DEVICES: [&str; 2] = ["com", "lpt"];

/// A path as text with `/`: names only, odd bytes as `%XX`.
pub(super) fn portable(path: &Path) -> String {
    let parts = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(portable_name(name.as_encoded_bytes())),
        Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => None,
    });
    parts.collect::<Vec<_>>().join("/")
}

fn portable_name(bytes: &[u8]) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    match std::str::from_utf8(bytes) {
        Ok(name) if !name.contains(is_forbidden) => name.to_owned(),
        _ => bytes.iter().map(|&byte| if plain(byte) { char::from(byte).to_string() } else { percent(byte) }).collect(),
    }
}

/// What stands in no name on some system.
fn is_forbidden(c: char) -> bool {
    c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
}

fn percent(byte: u8) -> String {
    format!("%{byte:02X}")
}

/// The folder, below the output folder, that the report of this name is written to: its id, in names that every system can hold.
///
/// `...txt` has the id `..` and goes to `%2E%2E`; `con.txt` goes to `%63on`; nothing goes where the manifest stands.
pub(crate) fn folder_of(name: &str) -> String {
    let id = ReportId::of(name).to_string();
    let parts = id.split('/').enumerate().map(|(place, part)| match place {
        0 if part.eq_ignore_ascii_case(MANIFEST) => first_escaped(part),
        _ => holdable(part),
    });
    parts.collect::<Vec<_>>().join("/")
}

/// One name as every system can hold it: devices, dots and blanks at the end escaped, what is too long cut, with its hash.
fn holdable(part: &str) -> String {
    let kept = part.trim_end_matches(['.', ' ']);
    let ending: String = part[kept.len()..].bytes().map(percent).collect();
    let name = if is_device(kept) { first_escaped(kept) } else { kept.to_owned() };
    shortened(name + &ending)
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let is_number = |rest: &str| rest.chars().count() == 1 && "0123456789¹²³".contains(rest);
    DEVICES.contains(&stem.as_str())
        || NUMBERED_DEVICES.iter().any(|device| stem.strip_prefix(device).is_some_and(is_number))
}

/// The first byte as `%XX`; only for names that begin with an ASCII character.
fn first_escaped(name: &str) -> String {
    name.bytes().next().map(percent).unwrap_or_default() + name.get(1..).unwrap_or_default()
}

fn shortened(name: String) -> String {
    if name.len() <= LONGEST {
        return name;
    }
    let hash = format!("~{}", &blake3::hash(name.as_bytes()).to_hex()[..16]);
    let mut end = border_before(&name, LONGEST - hash.len());
    // No escape is cut.
    while name[..end].bytes().rev().take(2).any(|byte| byte == b'%') {
        end -= 1;
    }
    name[..end].to_owned() + &hash
}

/// The last border of characters at or before a byte.
fn border_before(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// Whether a relative path is one that [`folder_of`] and the writers make: such names only, none empty, none a dot.
pub(super) fn is_holdable(relative: &str) -> bool {
    relative.split('/').all(|part| !part.is_empty() && !part.contains(is_forbidden) && holdable(part) == part)
}

/// What two names have in common that are one name on some system: those that differ by case or normal form.
pub(super) fn folded(name: &str) -> String {
    name.nfc().collect::<String>().to_lowercase().nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_go_to_folders_that_every_system_can_hold() {
        let long = "長".repeat(80) + ":.txt";
        for (path, expected, why) in [
            ("a/b.txt", "a/b", "as it is"),
            ("町の報告.txt", "町の報告", "as it is"),
            ("...txt", "%2E%2E", "would be the folder above"),
            ("..txt", "%2E", "would be the folder itself"),
            ("a/...txt", "a/%2E%2E", "deeper"),
            ("a..txt", "a%2E", "Windows drops a dot at the end"),
            ("a .txt", "a%20", "and a blank"),
            ("con.txt", "%63on", "a device"),
            ("NUL.tar.txt", "%4EUL.tar", "a device with an extension"),
            ("com1.txt", "%63om1", "a device with a number"),
            ("COM¹.txt", "%43OM¹", "the same in small"),
            ("com10.txt", "com10", "no device"),
            ("console.txt", "console", "no device"),
            ("manifest.jsonl.txt", "%6Danifest.jsonl", "where the manifest stands"),
            ("a/manifest.jsonl.txt", "a/manifest.jsonl", "elsewhere"),
            (".txt", ".txt", "no stem"),
            ("a\\b.txt", "a%5Cb", "no separator on Windows"),
            ("C:x.txt", "C%3Ax", "no drive"),
        ] {
            let folder = folder_of(&portable(Path::new(path)));
            assert_eq!(folder, expected, "{path:?}: {why}");
            assert!(is_holdable(&folder), "{folder:?}");
        }
        let folder = folder_of(&portable(Path::new(&long)));
        assert!(folder.len() <= LONGEST && is_holdable(&folder), "{folder}");
    }

    #[test]
    fn ten_thousand_names_lead_below_the_output_folder() {
        let pieces: [&[u8]; 20] = [
            b".",
            b"..",
            b"/",
            b"//",
            b"%",
            b"%2E",
            b"\n",
            b"\x1b",
            b"\\",
            b":",
            b" ",
            b"con",
            b"NUL",
            b"manifest.jsonl",
            b"a",
            b"~",
            b"\xff",
            "長".as_bytes(),
            "\u{202e}".as_bytes(),
            b"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        ];
        let mut seed: u64 = 1;
        for _ in 0..10_000 {
            let mut name = Vec::new();
            for _ in 0..9 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                name.extend_from_slice(pieces[usize::try_from(seed >> 33).unwrap_or_default() % pieces.len()]);
            }
            #[cfg(unix)]
            let path = std::path::PathBuf::from(<std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(&name));
            #[cfg(not(unix))]
            let path = std::path::PathBuf::from(String::from_utf8_lossy(&name).into_owned());
            let folder = folder_of(&portable(&path));
            assert!(folder.is_empty() || is_holdable(&folder), "{path:?} goes to {folder:?}");
            assert!(Path::new(&folder).components().all(|part| matches!(part, Component::Normal(_))), "{path:?}");
        }
    }

    #[test]
    fn what_no_run_has_written_is_not_holdable() {
        for path in [
            "",
            ".",
            "..",
            "../a",
            "a/..",
            "a/../b",
            "/a",
            "a//b",
            "a/",
            "C:/a",
            "a\\b",
            "a\0",
            "a\n",
            "nul",
            "a/con.csv",
            "a.",
            "a /b",
        ] {
            assert!(!is_holdable(path), "{path:?}");
        }
        assert!(!is_holdable(&"a".repeat(256)));
    }

    #[test]
    fn names_that_are_one_somewhere_fold_together() {
        for (one, other) in [("A/B", "a/b"), ("か\u{3099}", "が"), ("É", "e\u{301}")] {
            assert_eq!(folded(one), folded(other));
        }
    }
}
