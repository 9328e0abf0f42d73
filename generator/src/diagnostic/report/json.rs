//! Diagnostics for tools.

use serde_json::{Value, json};

use crate::diagnostic::located::Located;
use crate::source::Span;

pub(super) fn text(located: &[Located]) -> String {
    let lines = located.iter().map(|one| {
        let related = one.related.iter().map(|related| {
            let mut value = place(&related.path.display().to_string(), related.span);
            put(&mut value, "pointer", &related.pointer);
            put(&mut value, "message", &related.why);
            value
        });
        let related: Vec<Value> = related.collect();
        let mut value = json!({
            "reason": "diagnostic",
            "code": one.code.text(),
            "severity": one.severity.to_string(),
            "message": one.message,
        });
        if let (Value::Object(value), Value::Object(place)) =
            (&mut value, place(&one.path.display().to_string(), one.span))
        {
            value.extend(place);
        }
        put(&mut value, "pointer", &one.pointer);
        put(&mut value, "help", &one.help);
        put(&mut value, "related", &related);
        format!("{value}\n")
    });
    lines.collect()
}

fn place(path: &str, span: Span) -> Value {
    json!({
        "file": path,
        "line": span.start.line,
        "column": span.start.column,
        "end_column": span.end,
    })
}

fn put(value: &mut Value, key: &str, member: &impl serde::Serialize) {
    if let Value::Object(members) = value {
        members.insert(key.to_owned(), json!(member));
    }
}
