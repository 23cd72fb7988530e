//! What flags and settings may say, and their limits: one reader for both.

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use fukkoku::finding::Language;
use fukkoku::write::{FORMATS, Format};
use fukkoku_recover::read::decode;
use fukkoku_typeset::design::{Binding, Paper};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

/// Largest file that is read, in bytes, unless another limit is asked for: 64 MiB.
pub(super) const MAX_BYTES: u64 = 64 << 20;
/// Limits that may be asked for.
pub(super) const MAX_BYTES_RANGE: RangeInclusive<u64> = 1..=u64::MAX;
/// How many threads may be asked for.
pub(super) const JOBS_RANGE: RangeInclusive<u64> = 1..=1024;

/// Language of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// English.
    En,
    /// 日本語
    Ja,
}

impl From<Lang> for Language {
    fn from(word: Lang) -> Self {
        match word {
            Lang::En => Language::English,
            Lang::Ja => Language::Japanese,
        }
    }
}

/// A paper by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PaperName {
    /// 210 × 297 mm.
    A4,
    /// 148 × 210 mm.
    A5,
    /// 182 × 257 mm (JIS).
    B5,
}

impl From<PaperName> for Paper {
    fn from(word: PaperName) -> Self {
        match word {
            PaperName::A4 => Paper::A4,
            PaperName::A5 => Paper::A5,
            PaperName::B5 => Paper::B5,
        }
    }
}

/// A binding by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum BindingName {
    /// All alike.
    Single,
    /// Odd pages on the right.
    Facing,
}

impl From<BindingName> for Binding {
    fn from(word: BindingName) -> Self {
        match word {
            BindingName::Single => Binding::Single,
            BindingName::Facing => Binding::Facing,
        }
    }
}

/// A file, and who names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// Where it is.
    pub path: PathBuf,
    /// A flag, or file, line and column of a setting.
    pub said_by: String,
}

impl Named {
    /// The file that a flag names.
    pub(super) fn by_flag(path: &Path, flag: &str) -> Self {
        Self { path: path.to_owned(), said_by: flag.to_owned() }
    }
}

/// Which profile is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ProfileName {
    /// The first that recognises the report.
    Detect,
    /// None.
    None,
    /// A TOML file.
    File(Named),
    /// The one of this id, and who says so.
    Id {
        /// As written.
        id: String,
        /// `--profile`, or file, line and column of a setting.
        said_by: String,
    },
}

impl ProfileName {
    /// Reads `none`, a file or an id.
    pub(super) fn read(text: &str, said_by: &str) -> Self {
        let said_by = said_by.to_owned();
        match text {
            "none" => ProfileName::None,
            file if file.ends_with(".toml") || file.contains('/') => {
                ProfileName::File(Named { path: PathBuf::from(file), said_by })
            }
            id => ProfileName::Id { id: id.to_owned(), said_by },
        }
    }
}

/// Which encoding the inputs have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum EncodingName {
    /// As each input tells.
    Detect,
    /// This one.
    Named(String),
}

impl EncodingName {
    /// Reads a label; names what is expected otherwise.
    pub(super) fn read(label: &str) -> Result<Self, &'static str> {
        let known = decode::is_encoding(label);
        if known {
            Ok(EncodingName::Named(label.to_owned()))
        } else {
            Err("UTF-8, UTF-16, CP932, EUC-JP or ISO-2022-JP")
        }
    }

    /// The same for the command line.
    pub(super) fn flag(label: &str) -> Result<Self, String> {
        EncodingName::read(label).map_err(|expected| format!("expected {expected}"))
    }
}

/// The format of this name.
pub(super) fn format_named(name: &str) -> Option<Format> {
    FORMATS.iter().find(|row| row.name == name).map(|row| row.format)
}

/// Names of all formats, for messages.
pub(super) fn format_names() -> String {
    FORMATS.map(|row| row.name).join(", ")
}

/// Reads one name of `--formats`.
pub(super) fn format_parser() -> impl TypedValueParser<Value = Format> {
    let names = PossibleValuesParser::new(FORMATS.iter().map(|row| PossibleValue::new(row.name).help(row.about)));
    names.try_map(|name| format_named(&name).ok_or("no format"))
}
