//! `docs/RESOURCE/METHOD.md`: the last part of a method's documentation, with an example call and
//! an example response.
//!
//! The method includes the file with `include_str!`. rustdoc treats it like the rest of the
//! documentation, and tests its example. But the compiler does not have to parse it, and it does
//! not separate the methods in the source file.

mod contract;

use serde_json::Value;

use crate::model::{Example, Operation};
use crate::rust::name::OperationName;

use super::example;
use crate::rust::context::Emit;
use crate::rust::file::{File, text};
use crate::rust::items::{docs, operation};

/// One file per operation.
pub(in crate::rust) fn emit(cx: Emit<'_>) -> Vec<File> {
    let operations = cx.api.operations.iter().zip(cx.names.operations());
    let files = operations.map(|(operation, name)| {
        let path = format!("docs/{}", operation::page_path(cx, operation, name));
        text(&path, page(cx, operation, name))
    });
    files.collect()
}

fn page(cx: Emit<'_>, operation: &Operation, name: &OperationName) -> String {
    let mut lines = contract::sections(cx, operation, name);
    lines.extend(["# Example", "", "```no_run"].map(str::to_owned));
    lines.extend(example::doc_test(cx, operation, name));
    lines.push("```".to_owned());
    if let Some(example) = &operation.example {
        lines.extend(answer(example));
    }
    lines.join("\n") + "\n"
}

/// An example response as indented JSON, with long arrays and strings cut, and whether it is whole.
pub(in crate::rust) fn shortened(example: &Example) -> Option<(String, bool)> {
    let mut json = example.json.clone();
    let whole = shorten(&mut json);
    let text = serde_json::to_string_pretty(&json).ok()?;
    Some((docs::visible(&text), whole))
}

fn answer(example: &Example) -> Vec<String> {
    let Some((json, whole)) = shortened(example) else {
        return Vec::new();
    };
    let intro = match (example.documented, whole) {
        (true, true) => "Example response from the API documentation:",
        (true, false) => "Example response from the API documentation, shortened:",
        (false, _) => "Example response:",
    };
    let open = ["", intro, "", "```json"].map(str::to_owned).into_iter();
    let lines = json.lines().map(str::to_owned);
    open.chain(lines).chain(["```".to_owned()]).collect()
}

/// The maximum number of items of an array, and of characters of a string, in an example response.
const ENOUGH: (usize, usize) = (8, 240);

/// Cuts long arrays and strings. Returns whether the value was short enough.
fn shorten(value: &mut Value) -> bool {
    let mut whole = true;
    match value {
        Value::Array(items) => {
            whole = items.len() <= ENOUGH.0;
            items.truncate(ENOUGH.0);
            for item in items {
                whole &= shorten(item);
            }
        }
        Value::Object(members) => {
            for (_, member) in members {
                whole &= shorten(member);
            }
        }
        Value::String(text) => {
            if let Some((end, _)) = text.char_indices().nth(ENOUGH.1) {
                text.truncate(end);
                text.push('…');
                whole = false;
            }
        }
        _ => {}
    }
    whole
}
