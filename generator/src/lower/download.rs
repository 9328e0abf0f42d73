//! Decides which operations download a file that their description calls a text, or nothing at all.

use heck::ToSnakeCase;

use crate::openapi::Operation;

/// Last words of paths that stand for the bytes of a thing, not for what is known of it.
const NAMES: [&str; 6] = ["archive", "content", "download", "export", "file", "raw"];

/// Whether a `GET` of which a JSON text is said to come back downloads a file: by its path, or by the
/// calls that the document shows.
pub(super) fn is(operation: &Operation<'_>, named: &str) -> bool {
    let named = matches!(named, "content" | "download" | "raw");
    let saved = || operation.samples.iter().any(|sample| is_saved(sample));
    operation.method == "get" && (named || saved())
}

/// Whether the last word of a path names what is downloaded.
pub(super) fn is_named(last: &str) -> bool {
    let snake = last.to_snake_case();
    let mut words = snake.split('_');
    let ends = [words.next(), words.next_back()];
    ends.into_iter().flatten().any(|word| NAMES.contains(&word))
}

/// Whether a call of `curl` writes what comes back to a file.
fn is_saved(sample: &str) -> bool {
    let mut words = sample.split_whitespace();
    words.any(|word| matches!(word, "-o" | "-O" | "--output" | "--remote-name" | ">"))
}
