//! Text and lists as a long report holds them by the hundred thousand: most are short, or say what their neighbour says.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};
use std::borrow::{Borrow, Cow};
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// Bytes of the longest text that is held where it stands: a figure of seven full-width characters.
const SHORT: usize = 22;

/// A text that does not change: a short one without memory of its own, a long one shared with its copies.
#[derive(Clone)]
pub struct Words(Held);

#[derive(Clone)]
enum Held {
    Short(u8, [u8; SHORT]),
    Long(Arc<str>),
}

impl Words {
    /// Its characters.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            // They were text when they were put in.
            Held::Short(length, bytes) => {
                bytes.get(..usize::from(*length)).and_then(|own| std::str::from_utf8(own).ok()).unwrap_or_default()
            }
            Held::Long(text) => text,
        }
    }

    /// The same text; where `other` has it, in the same memory.
    pub(crate) fn shared(self, other: &Words) -> Words {
        if self == *other { other.clone() } else { self }
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        let mut bytes = [0; SHORT];
        match (bytes.get_mut(..text.len()), u8::try_from(text.len())) {
            (Some(own), Ok(length)) => {
                own.copy_from_slice(text.as_bytes());
                Words(Held::Short(length, bytes))
            }
            _ => Words(Held::Long(text.into())),
        }
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl From<Cow<'_, str>> for Words {
    fn from(text: Cow<'_, str>) -> Self {
        text.as_ref().into()
    }
}

impl Default for Words {
    fn default() -> Self {
        "".into()
    }
}

impl Deref for Words {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl Borrow<str> for Words {
    fn borrow(&self) -> &str {
        self
    }
}

impl AsRef<str> for Words {
    fn as_ref(&self) -> &str {
        self
    }
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Words {}

impl PartialEq<str> for Words {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Words {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.as_str(), f)
    }
}

impl Serialize for Words {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl JsonSchema for Words {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        String::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        String::json_schema(generator)
    }
}

/// Some of a kind, most often one, which is held where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Few<T> {
    /// One.
    One(T),
    /// None, or several.
    Many(Box<[T]>),
}

impl<T> Few<T> {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl<T> Default for Few<T> {
    fn default() -> Self {
        Few::Many(Box::new([]))
    }
}

impl<T> From<Vec<T>> for Few<T> {
    fn from(mut all: Vec<T>) -> Self {
        match (all.len(), all.pop()) {
            (1, Some(one)) => Few::One(one),
            (_, last) => {
                all.extend(last);
                Few::Many(all.into_boxed_slice())
            }
        }
    }
}

impl<T> Deref for Few<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match self {
            Few::One(one) => std::slice::from_ref(one),
            Few::Many(all) => all,
        }
    }
}

impl<'a, T> IntoIterator for &'a Few<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: Serialize> Serialize for Few<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }
}

impl<T: JsonSchema> JsonSchema for Few<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Vec::<T>::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Vec::<T>::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::{Few, Words};

    #[test]
    fn a_text_is_what_was_put_in() {
        for text in
            ["", "1,234", "１２，３４５．６", "一二三四五六七", "一二三四五六七八", "平成三十年度決算の概要（続き）"]
        {
            assert_eq!(Words::from(text), text);
            assert_eq!(Words::from("x").shared(&Words::from(text)), "x");
            assert_eq!(Words::from(text).shared(&Words::from(text)), text);
        }
        assert_eq!(size_of::<Words>(), 24);
        assert_eq!(size_of::<Option<Words>>(), 24);
    }

    #[test]
    fn a_list_is_what_was_put_in() {
        for all in [vec![], vec![1], vec![1, 2], vec![1, 2, 3]] {
            assert_eq!(*Few::from(all.clone()), all[..]);
            assert_eq!(Few::from(all.clone()).is_empty(), all.is_empty());
        }
    }
}
