//! The contact block: office, address, postal code, telephone numbers as fields.

use crate::document::{Contact, ContactField};
use fukkoku_quantity::{contact, width};
use fukkoku_recover::source::Text;

/// Words that open a line of a contact block, and the field they announce.
const LABELS: [(&str, &str); 14] = [
    ("所在地", "address"),
    ("住所", "address"),
    ("電話番号", "telephone"),
    ("電話", "telephone"),
    ("TEL", "telephone"),
    ("Tel", "telephone"),
    ("FAX", "facsimile"),
    ("Fax", "facsimile"),
    ("ファクス", "facsimile"),
    ("ファックス", "facsimile"),
    ("E-mail", "email"),
    ("メールアドレス", "email"),
    ("URL", "url"),
    ("ホームページ", "url"),
];

/// Reads the lines of a contact block. A line that no label opens is the office's name.
pub(super) fn read(lines: &[Text]) -> Contact {
    Contact {
        lines: lines.iter().map(|line| line.printed.clone()).collect(),
        fields: lines.iter().flat_map(|line| fields(&line.printed)).collect(),
    }
}

fn fields(line: &str) -> Vec<ContactField> {
    let folded = width::text(line);
    let text = folded.trim();
    let found = LABELS.iter().find_map(|(label, kind)| text.strip_prefix(label).map(|rest| (*label, *kind, rest)));
    match found {
        Some((_, "address", rest)) => address(rest),
        Some((label, kind @ ("telephone" | "facsimile"), rest)) => phones(label, kind, rest),
        Some((label, kind, rest)) => {
            vec![field(kind, Some(label), value_of(rest), value_of(rest))]
        }
        None if text.starts_with('〒') => address(text),
        None => vec![field("name", None, text, text)],
    }
}

fn value_of(rest: &str) -> &str {
    rest.trim_start_matches([' ', '　', '：', ':'])
}

fn field(kind: &str, label: Option<&str>, value: &str, printed: &str) -> ContactField {
    ContactField {
        field: kind.to_owned(),
        label: label.map(str::to_owned),
        value: value.to_owned(),
        printed: printed.to_owned(),
    }
}

/// `〒123-4567 緑川県…`: postal code and address.
fn address(rest: &str) -> Vec<ContactField> {
    let rest = value_of(rest);
    let mut fields = Vec::new();
    let mut place = rest;
    if let Some(after) = rest.strip_prefix('〒') {
        let code_length =
            after.trim_start().find(|c: char| !(c.is_ascii_digit() || c == '-')).unwrap_or(after.trim_start().len());
        let (code, tail) = after.trim_start().split_at(code_length);
        if let Ok(value) = contact::postal(code) {
            fields.push(field("postal_code", None, &value, code));
            place = tail.trim_start();
        }
    }
    if !place.is_empty() {
        let value = contact::address(place).unwrap_or_else(|_| place.to_owned());
        fields.push(field("address", None, &value, place));
    }
    fields
}

/// `03-3715-1111（代表）・ 03-5722-9270（直通）`: several numbers, each with its remark.
fn phones(label: &str, kind: &str, rest: &str) -> Vec<ContactField> {
    let mut fields = Vec::new();
    for part in value_of(rest).split(['・', '、', '/', '／']) {
        let part = part.trim();
        let (number, remark) =
            part.split_once(['（', '(']).filter(|(number, _)| !number.trim().is_empty()).unwrap_or((part, ""));
        let remark = remark.trim_end_matches(['）', ')']);
        if let Ok(value) = contact::phone(number.trim()) {
            let label = if remark.is_empty() { label } else { remark };
            fields.push(field(kind, Some(label), &value, number.trim()));
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::fields;

    #[test]
    fn a_contact_block_becomes_fields() {
        for (line, expected) in [
            ("情報政策部情報課", vec![("name", "情報政策部情報課")]),
            (
                "所在地 〒100-0001 架空県架空市本町二丁目１９番１５号",
                vec![("postal_code", "1000001"), ("address", "架空県架空市本町2-19-15")],
            ),
            (
                "電話番号  03-3715-1111（代表）・ 03-5722-9270（直通）",
                vec![("telephone", "(03)3715-1111"), ("telephone", "(03)5722-9270")],
            ),
        ] {
            let fields = fields(line);
            let found: Vec<(&str, &str)> =
                fields.iter().map(|field| (field.field.as_str(), field.value.as_str())).collect();
            assert_eq!(found, expected, "{line}");
        }
    }
}
