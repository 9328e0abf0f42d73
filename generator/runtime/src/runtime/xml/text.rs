//! The text of a document: its encoding and its characters (XML 1.0, 2.2 and 4.3.3).

use std::borrow::Cow;

/// Whether a body is XML rather than JSON: only XML begins with `<`.
pub(super) fn is_xml(body: &[u8]) -> bool {
    let text = match body {
        // The byte order marks of UTF-8 and UTF-16.
        [0xEF, 0xBB, 0xBF, rest @ ..] | [0xFE, 0xFF, 0, rest @ ..] | [0xFF, 0xFE, rest @ ..] => {
            rest
        }
        body => body,
    };
    text.trim_ascii_start().first() == Some(&b'<')
}

/// The encoding that the declaration at the start of a document names.
pub(super) fn declared(body: &[u8]) -> Option<String> {
    let end = body.iter().position(|byte| *byte == b'>')?;
    let start = str::from_utf8(body.get(..end)?).ok()?;
    let start = start.trim_start_matches('\u{feff}').trim_start();
    let (_, value) = start.strip_prefix("<?xml")?.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next()?;
    value.get(1..)?.split(quote).next().map(str::to_owned)
}

/// Whether a charset is UTF-8 or a subset of it.
pub(super) fn is_utf8(charset: &str) -> bool {
    let names = ["utf-8", "utf8", "us-ascii", "ascii"];
    names.iter().any(|name| charset.eq_ignore_ascii_case(name))
}

/// A body in UTF-8, or in UTF-16 if it begins with a byte order mark.
pub(super) fn utf8(body: &[u8]) -> Result<Cow<'_, str>, String> {
    if body.starts_with(&[0xFE, 0xFF]) || body.starts_with(&[0xFF, 0xFE]) {
        let text = super::decoded(body, "utf-16");
        return Ok(text.unwrap_or_default().into());
    }
    let text = str::from_utf8(body).map_err(|error| {
        let at = error.valid_up_to();
        let valid = body.get(..at).unwrap_or_default();
        let (line, column) = place(str::from_utf8(valid).unwrap_or_default(), at);
        format!("invalid XML: invalid UTF-8 at line {line} column {column}")
    })?;
    Ok(text.trim_start_matches('\u{feff}').into())
}

/// The line and the column of a place, both counted from 1.
pub(super) fn place(text: &str, at: usize) -> (usize, usize) {
    let before = text.as_bytes().get(..at).unwrap_or(text.as_bytes());
    let lines = before.split(|byte| *byte == b'\n');
    lines.fold((0, 1), |(count, _), line| (count + 1, line.len() + 1))
}

/// Whether a document may contain a character (XML 1.0, 2.2).
pub(super) fn is_allowed(char: char) -> bool {
    match char {
        '\t' | '\n' | '\r' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        char => char >= ' ',
    }
}

/// Whether a string is a name without a prefix (Namespaces in XML 1.0, 4).
pub(super) fn is_name(text: &str) -> bool {
    let is_start = |char: char| char.is_alphabetic() || char == '_';
    text.starts_with(is_start)
        && text
            .chars()
            .all(|char| is_start(char) || char.is_numeric() || "-.\u{b7}".contains(char))
}
