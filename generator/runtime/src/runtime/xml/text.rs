//! The text of a document: its encoding and its characters (XML 1.0, 2.2 and 4.3.3).

use std::borrow::Cow;

/// The namespace of the prefix `xml` (Namespaces in XML 1.0, 3).
pub(super) const XML: &str = "http://www.w3.org/XML/1998/namespace";

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

/// Whether a body that is not in UTF-16 is in UTF-8, given its charset: UTF-8 or a subset of it. Some writers declare
/// UTF-16 because their strings are in UTF-16.
pub(super) fn is_utf8(charset: &str) -> bool {
    let names = [
        "utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be",
    ];
    names.iter().any(|name| charset.eq_ignore_ascii_case(name))
}

/// A body in UTF-16: one that begins with a byte order mark, or with `<` in two bytes.
pub(super) fn utf16(body: &[u8]) -> Option<Result<String, String>> {
    let (body, is_big) = match body {
        [0xFE, 0xFF, rest @ ..] => (rest, true),
        [0xFF, 0xFE, rest @ ..] => (rest, false),
        [b'<', 0, ..] => (body, false),
        _ => return None,
    };
    let (pairs, rest) = body.as_chunks();
    let units = pairs.iter().map(|pair| {
        if is_big {
            u16::from_be_bytes(*pair)
        } else {
            u16::from_le_bytes(*pair)
        }
    });
    let mut text = String::with_capacity(body.len());
    for char in char::decode_utf16(units) {
        match char {
            Ok(char) => text.push(char),
            Err(_) => return Some(Err(invalid("UTF-16", &text))),
        }
    }
    if !rest.is_empty() {
        return Some(Err(invalid("UTF-16", &text)));
    }
    Some(Ok(text))
}

/// The problem of a body that is not in its encoding behind this text.
fn invalid(encoding: &str, valid: &str) -> String {
    let (line, column) = place(valid, valid.len());
    format!("invalid XML: invalid {encoding} at line {line} column {column}")
}

/// A body in UTF-8.
pub(super) fn utf8(body: &[u8]) -> Result<Cow<'_, str>, String> {
    let text = str::from_utf8(body).map_err(|error| {
        let valid = body.get(..error.valid_up_to()).unwrap_or_default();
        invalid("UTF-8", str::from_utf8(valid).unwrap_or_default())
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

/// Whether a string is a name without a prefix (XML 1.0, 2.3; Namespaces in XML 1.0, 4).
pub(super) fn is_name(text: &str) -> bool {
    text.starts_with(is_name_start) && text.chars().all(is_name_char)
}

fn is_name_start(char: char) -> bool {
    matches!(char,
        'A'..='Z' | '_' | 'a'..='z'
        | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
        | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}'
        | '\u{2070}'..='\u{218f}' | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}'
        | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}')
}

fn is_name_char(char: char) -> bool {
    is_name_start(char)
        || matches!(char,
            '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}
