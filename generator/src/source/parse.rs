//! From bytes to a tree: encodings and the two syntaxes.

use super::budget::{Budget, too_deep, too_many};
use super::node::Node;
use super::position::Position;
use super::unclosed;
use super::yaml;

/// Why a file could not be read or parsed.
#[derive(Clone, Debug)]
pub struct ParseError {
    /// Whether it could not be read, or not be parsed.
    pub fault: Fault,
    /// What is wrong.
    pub message: String,
    /// Where; the start of the file if it could not be read at all.
    pub position: Position,
}

/// What went wrong with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It could not be read.
    Unreadable,
    /// It has more than is read.
    TooLarge,
    /// It is neither YAML nor JSON.
    Syntax,
}

impl ParseError {
    /// A file that could not be read at all.
    pub(super) fn unreadable(message: impl Into<String>) -> Self {
        Self {
            fault: Fault::Unreadable,
            ..Self::new(message, 1, 1)
        }
    }

    /// More than is read.
    pub(super) fn too_large(message: impl Into<String>, line: usize, column: usize) -> Self {
        Self {
            fault: Fault::TooLarge,
            ..Self::new(message, line, column)
        }
    }

    pub(super) fn new(message: impl Into<String>, line: usize, column: usize) -> Self {
        Self {
            fault: Fault::Syntax,
            message: message.into(),
            position: Position {
                line: line.max(1),
                column: column.max(1),
            },
        }
    }
}

/// The text of a file, without a byte order mark; and what is to be said of its encoding.
pub(super) fn decode(bytes: Vec<u8>) -> (String, Option<&'static str>) {
    match bytes.as_slice() {
        [0xEF, 0xBB, 0xBF, ..] | [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] => decode_marked(&bytes),
        _ => match String::from_utf8(bytes) {
            Ok(text) => (text, None),
            // ISO 8859-1: each byte is the code point of the same number.
            Err(error) => {
                let bytes = error.as_bytes().iter();
                let text = bytes.map(|byte| char::from(*byte)).collect();
                let notice = "the file is not UTF-8; it is read as ISO 8859-1";
                (text, Some(notice))
            }
        },
    }
}

/// Text behind a byte order mark (YAML 1.2, 5.2).
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

/// What a text was parsed to.
pub(super) struct Parsed {
    /// The tree.
    pub(super) node: Node,
    /// Why a text that looks like JSON was read as YAML.
    pub(super) not_json: Option<ParseError>,
}

/// The tree of a YAML or JSON text.
///
/// What looks like JSON is read as JSON, which is several times faster and allows tabs; YAML has
/// its turn if that fails, since a flow mapping starts with `{` too.
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
    // What is too large or too deep is that in any syntax.
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
            "this is never closed; detected on line {}: {message}",
            noticed.line
        );
        return made(message, open.line, open.column);
    }
    let missing = unclosed::in_json(text, noticed);
    let Position { line, column } = missing.unwrap_or(noticed);
    made(message, line, column)
}

/// The parser counts columns in bytes, and a line break belongs to the line behind it.
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

/// A message without `at line 4 column 6`, which stands in front of it already.
pub(super) fn without_position(message: &str) -> String {
    let mut kept = String::new();
    let mut rest = message;
    while let Some((before, after)) = rest.split_once(" at line ") {
        kept.push_str(before);
        let numbers = |char: char| char.is_ascii_digit() || char == ' ';
        let after = after.trim_start_matches(numbers);
        rest = after
            .strip_prefix("column")
            .map_or(after, |after| after.trim_start_matches(numbers));
    }
    kept + rest
}
