//! JSON against a JSON Schema: as much of draft 7 as the schema of SARIF uses; a keyword it does not know is a failure, not a pass.

use serde_json::Value;

/// Keywords that say nothing about what is valid, or only how a text looks.
const REMARKS: [&str; 9] =
    ["$schema", "$id", "id", "title", "description", "default", "definitions", "format", "additionalProperties"];

/// What is wrong with a value, each with its path.
pub(crate) fn faults(root: &Value, schema: &Value, value: &Value, path: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (keyword, rule) in schema.as_object().unwrap() {
        let told: Vec<String> = match keyword.as_str() {
            "$ref" => faults(root, referred(root, rule.as_str().unwrap()), value, path),
            "type" => told(has_type(rule, value), path, &format!("expected {rule}")),
            "enum" => {
                told(rule.as_array().unwrap().contains(value), path, &format!("expected one of {rule}, found {value}"))
            }
            "required" => missing(rule, value, path),
            "properties" => properties(root, schema, rule, value, path),
            "items" => items(root, rule, value, path),
            "minItems" => {
                told(length(value).is_none_or(|length| length >= rule.as_u64().unwrap()), path, "too few items")
            }
            "uniqueItems" => told(is_unique(value), path, "an item twice"),
            "minimum" => told(value.as_i64().is_none_or(|number| number >= rule.as_i64().unwrap()), path, "too small"),
            "maximum" => told(value.as_f64().is_none_or(|number| number <= rule.as_f64().unwrap()), path, "too large"),
            "pattern" => vec![],
            "anyOf" => {
                let any = rule.as_array().unwrap().iter().any(|rule| faults(root, rule, value, path).is_empty());
                told(any, path, "fits none of the alternatives")
            }
            "oneOf" => {
                let fitting = rule.as_array().unwrap().iter().filter(|rule| faults(root, rule, value, path).is_empty());
                told(fitting.count() == 1, path, "fits not exactly one of the alternatives")
            }
            "allOf" => rule.as_array().unwrap().iter().flat_map(|rule| faults(root, rule, value, path)).collect(),
            "not" => told(!faults(root, rule, value, path).is_empty(), path, "fits what it must not"),
            other => told(REMARKS.contains(&other), path, &format!("unknown keyword {other}")),
        };
        found.extend(told);
    }
    found
}

fn told(fits: bool, path: &str, fault: &str) -> Vec<String> {
    if fits { vec![] } else { vec![format!("{path}: {fault}")] }
}

fn referred<'a>(root: &'a Value, reference: &str) -> &'a Value {
    root.pointer(reference.strip_prefix('#').unwrap()).unwrap_or_else(|| panic!("{reference}"))
}

fn has_type(rule: &Value, value: &Value) -> bool {
    let is = |name: &str| match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "null" => value.is_null(),
        other => panic!("{other}"),
    };
    match rule {
        Value::String(name) => is(name),
        Value::Array(names) => names.iter().any(|name| is(name.as_str().unwrap())),
        other => panic!("{other}"),
    }
}

fn missing(rule: &Value, value: &Value, path: &str) -> Vec<String> {
    let Some(object) = value.as_object() else { return vec![] };
    let names = rule.as_array().unwrap().iter().map(|name| name.as_str().unwrap());
    names.filter(|name| !object.contains_key(*name)).map(|name| format!("{path}: lacks {name}")).collect()
}

fn properties(root: &Value, schema: &Value, rule: &Value, value: &Value, path: &str) -> Vec<String> {
    let Some(object) = value.as_object() else { return vec![] };
    let mut found = Vec::new();
    for (name, member) in object {
        let below = format!("{path}/{name}");
        match (rule.get(name), schema.get("additionalProperties")) {
            (Some(rule), _) => found.extend(faults(root, rule, member, &below)),
            (None, Some(Value::Bool(false))) => found.push(format!("{below}: not allowed")),
            (None, Some(rule @ Value::Object(_))) => found.extend(faults(root, rule, member, &below)),
            (None, _) => {}
        }
    }
    found
}

fn items(root: &Value, rule: &Value, value: &Value, path: &str) -> Vec<String> {
    let Some(list) = value.as_array() else { return vec![] };
    let each = list.iter().enumerate();
    each.flat_map(|(index, item)| faults(root, rule, item, &format!("{path}/{index}"))).collect()
}

fn length(value: &Value) -> Option<u64> {
    value.as_array().map(|list| list.len() as u64)
}

fn is_unique(value: &Value) -> bool {
    let Some(list) = value.as_array() else { return true };
    (1..list.len()).all(|index| !list[..index].contains(&list[index]))
}
