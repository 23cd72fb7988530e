//! JSON Schemas of what is no type of Rust: the lines of tidy files.

use super::observation::{COLUMNS, FieldType};
use fukkoku_quantity::Status;
use serde_json::{Map, Value, json};

/// One line of `tidy/*.csv`, as an object.
pub fn tidy() -> Value {
    let properties: Map<String, Value> = COLUMNS
        .iter()
        .map(|column| {
            let mut field = field(column.name, column.kind);
            if let Some(object) = field.as_object_mut() {
                object.insert("description".to_owned(), json!(column.english));
            }
            (column.name.to_owned(), field)
        })
        .collect();
    let names: Vec<&str> = COLUMNS.iter().map(|column| column.name).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Observation",
        "description": "One line of a tidy file.",
        "type": "object",
        "properties": properties,
        "required": names,
    })
}

/// What a field of a CSV may hold: where there is no value, nothing.
fn field(name: &str, kind: FieldType) -> Value {
    match kind {
        FieldType::String if name == "status" => {
            let schema = schemars::schema_for!(Status);
            json!({"oneOf": schema.get("oneOf")})
        }
        FieldType::String => json!({"type": "string"}),
        FieldType::Integer => json!({"type": ["integer", "null"]}),
        FieldType::Number => json!({"type": "string", "pattern": "^(-?[0-9]+(\\.[0-9]+)?)?$"}),
        FieldType::Date => json!({"type": ["string", "null"], "format": "date"}),
    }
}
