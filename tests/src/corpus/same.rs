//! Compares JSON values by their meaning.

use serde_json::Value;

/// Returns the first difference between an example and the encoded value, with its JSON Pointer.
///
/// Numbers are compared by value. The order of members is ignored. `null` is the same as a missing
/// member, and a missing member is the same as an empty array or object that is encoded for it.
#[must_use]
pub fn difference(sent: &Value, back: &Value) -> Option<String> {
    at(sent, back, "")
}

fn at(sent: &Value, back: &Value, place: &str) -> Option<String> {
    match (sent, back) {
        (Value::Object(left), Value::Object(right)) => {
            let added = right.keys().filter(|key| !left.contains_key(*key));
            left.keys().chain(added).find_map(|key| {
                let place = format!("{place}/{key}");
                let left = left.get(key).unwrap_or(&Value::Null);
                let right = right.get(key).unwrap_or(&Value::Null);
                if left.is_null() && is_empty(right) {
                    return None;
                }
                at(left, right, &place)
            })
        }
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => {
            let items = left.iter().zip(right).enumerate();
            items
                .map(|(index, (left, right))| at(left, right, &format!("{place}/{index}")))
                .find_map(|found| found)
        }
        (Value::Number(left), Value::Number(right))
            if left == right || left.as_f64() == right.as_f64() =>
        {
            None
        }
        _ if sent == back => None,
        _ => Some(format!("{place}: {} became {}", brief(sent), brief(back))),
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    }
}

fn brief(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() <= 80 {
        return text;
    }
    text.chars().take(77).chain("...".chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_says_the_same_is_the_same() {
        let sent = json!({ "a": 1.0, "b": null, "c": [1, { "d": null }] });
        let back = json!({ "c": [1, {}], "a": 1, "e": [], "f": {} });
        assert_eq!(difference(&sent, &back), None);
    }

    #[test]
    fn a_difference_is_told_with_its_place() {
        let sent = json!({ "a": [{ "b": 1 }] });
        assert_eq!(
            difference(&sent, &json!({ "a": [{ "b": "1" }] })),
            Some("/a/0/b: 1 became \"1\"".to_owned())
        );
        assert_eq!(
            difference(&sent, &json!({})),
            Some("/a: [{\"b\":1}] became null".to_owned())
        );
        assert_eq!(
            difference(&json!([]), &Value::Null),
            Some(": [] became null".to_owned())
        );
    }
}
