//! Parses the bytes of a file: detects the encoding and the syntax.

use super::budget::{Budget, too_deep, too_many};
use super::fault::{Fault, ParseError, without_position};
use super::node::Node;
use super::span::Position;
use super::unclosed;
use super::yaml;

/// Decodes the text of a file and removes its byte order mark. The message is set if the encoding
/// had to be assumed.
pub(super) fn decode(bytes: Vec<u8>) -> (String, Option<&'static str>) {
    match bytes.as_slice() {
        [0xEF, 0xBB, 0xBF, ..] | [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] => decode_marked(&bytes),
        _ => match String::from_utf8(bytes) {
            Ok(text) => (text, None),
            // In ISO 8859-1, each byte is a code point of the same value.
            Err(error) => {
                let bytes = error.as_bytes().iter();
                let text = bytes.map(|byte| char::from(*byte)).collect();
                let notice = "the file is not UTF-8; it is read as ISO 8859-1";
                (text, Some(notice))
            }
        },
    }
}

/// Decodes text that starts with a byte order mark (YAML 1.2, 5.2).
fn decode_marked(bytes: &[u8]) -> (String, Option<&'static str>) {
    let wide = |unit: fn([u8; 2]) -> u16| {
        let pairs = bytes.get(2..).unwrap_or_default().chunks_exact(2);
        let units: Vec<u16> = pairs
            .filter_map(|pair| Some(unit(pair.try_into().ok()?)))
            .collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xFE, 0xFF, ..] => (wide(u16::from_be_bytes), None),
        [0xFF, 0xFE, ..] => (wide(u16::from_le_bytes), None),
        _ => (
            String::from_utf8_lossy(bytes.get(3..).unwrap_or_default()).into_owned(),
            None,
        ),
    }
}

/// The result of parsing a file.
pub(super) struct Parsed {
    /// The tree.
    pub(super) node: Node,
    /// The JSON error, if the input looks like JSON but was parsed as YAML.
    pub(super) not_json: Option<ParseError>,
}

/// Parses YAML or JSON.
///
/// Input that looks like JSON is first parsed as JSON, which is several times faster and allows
/// tabs. If that fails, it is parsed as YAML, because a flow mapping also starts with `{`.
pub(super) fn parse(text: &str, budget: &Budget) -> Result<Parsed, ParseError> {
    let of_yaml = |node, not_json| Parsed { node, not_json };
    if !text.trim_start().starts_with(['{', '[']) {
        return yaml::parse(text, budget).map(|node| of_yaml(node, None));
    }
    let left = budget.left();
    let json = match Node::read_json(text, budget) {
        Ok(node) => return Ok(of_yaml(node, None)),
        Err(error) => json_error(text, &error, budget),
    };
    // Input that exceeds a limit does so in either syntax.
    if json.fault == Fault::TooLarge {
        return Err(json);
    }
    budget.restore(left);
    match yaml::parse(text, budget) {
        Ok(node) => Ok(of_yaml(node, Some(json))),
        Err(yaml) if yaml.fault == Fault::TooLarge => Err(yaml),
        Err(_) => Err(json),
    }
}

fn json_error(text: &str, error: &serde_json::Error, budget: &Budget) -> ParseError {
    let message = without_position(&error.to_string());
    let made = if budget.is_spent() || message == too_deep() || message == too_many() {
        ParseError::too_large
    } else {
        ParseError::new
    };
    let noticed = json_position(text, error);
    if let Some(open) = unclosed::bracket_of_json(text, noticed, error.is_eof()) {
        let message = format!(
            "this bracket is never closed; detected on line {}: {message}",
            noticed.line
        );
        return made(message, open.line, open.column);
    }
    let missing = unclosed::in_json(text, noticed);
    let Position { line, column } = missing.unwrap_or(noticed);
    made(message, line, column)
}

/// Converts a position of `serde_json`, which counts columns in bytes and assigns a line break to
/// the line after it.
fn json_position(text: &str, error: &serde_json::Error) -> Position {
    let mut lines = text.split('\n').skip(error.line().saturating_sub(2));
    let before = lines.next().filter(|_| error.line() > 1);
    if let (0, Some(before)) = (error.column(), before) {
        return Position {
            line: error.line() - 1,
            column: before.chars().count() + 1,
        };
    }
    let line = if error.line() > 1 {
        lines.next()
    } else {
        text.split('\n').next()
    };
    let front = line.and_then(|line| line.get(..error.column().saturating_sub(1)));
    Position {
        line: error.line(),
        column: front.map_or(error.column(), |front| front.chars().count() + 1),
    }
}
