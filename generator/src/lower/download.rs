//! Decides which operations download a file although their response is described as a string or not
//! at all.

use heck::ToSnakeCase;

use crate::openapi::Operation;

/// Last words of paths that denote the contents of an item rather than its metadata.
const NAMES: [&str; 6] = ["archive", "content", "download", "export", "file", "raw"];

/// Returns whether a `GET` operation whose response is declared as a JSON string downloads a file,
/// judging by its path or by the commands in the document.
pub(super) fn is(operation: &Operation<'_>, named: &str) -> bool {
    let named = matches!(named, "content" | "download" | "raw");
    let saved = || operation.samples.iter().any(|sample| is_saved(sample));
    operation.method == "get" && (named || saved())
}

/// Returns whether the last segment of a path names a download.
pub(super) fn is_named(last: &str) -> bool {
    let snake = last.to_snake_case();
    let mut words = snake.split('_');
    let ends = [words.next(), words.next_back()];
    ends.into_iter().flatten().any(|word| NAMES.contains(&word))
}

/// Returns whether a `curl` command saves the response to a file.
fn is_saved(sample: &str) -> bool {
    let mut words = sample.split_whitespace();
    words.any(|word| matches!(word, "-o" | "-O" | "--output" | "--remote-name" | ">"))
}
