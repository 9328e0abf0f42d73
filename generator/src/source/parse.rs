//! From a file to a tree: encodings, the two syntaxes, YAML's merge keys.

use std::path::Path;

use serde::de::DeserializeSeed;

use super::node::{Node, NodeSeed};
use super::position::Position;

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
    /// It is neither YAML nor JSON.
    Syntax,
}

impl ParseError {
    fn unreadable(error: &std::io::Error) -> Self {
        Self {
            fault: Fault::Unreadable,
            message: format!("the file cannot be read: {error}"),
            position: Position::START,
        }
    }

    fn new(message: impl Into<String>, line: usize, column: usize) -> Self {
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
pub(super) fn read(path: &Path) -> Result<(String, Option<&'static str>), ParseError> {
    let bytes = std::fs::read(path).map_err(|error| ParseError::unreadable(&error))?;
    Ok(match bytes.as_slice() {
        [0xEF, 0xBB, 0xBF, ..] | [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] => decode_marked(&bytes),
        _ => match String::from_utf8(bytes) {
            Ok(text) => (text, None),
            // ISO 8859-1: each byte is the code point of the same number.
            Err(error) => {
                let text = error
                    .as_bytes()
                    .iter()
                    .map(|byte| char::from(*byte))
                    .collect();
                (
                    text,
                    Some("the file is not UTF-8; it is read as ISO 8859-1"),
                )
            }
        },
    })
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

/// The tree of a YAML or JSON text.
///
/// What looks like JSON is read as JSON, which is several times faster and allows tabs; YAML has
/// its turn if that fails, since a flow mapping starts with `{` too.
pub(super) fn parse(text: &str) -> Result<Node, ParseError> {
    let json = text
        .trim_start()
        .starts_with(['{', '['])
        .then(|| parse_json(text));
    match json {
        Some(Ok(node)) => Ok(node),
        Some(Err(json)) => parse_yaml(text).map_err(|_| json),
        None => parse_yaml(text),
    }
}

fn parse_json(text: &str) -> Result<Node, ParseError> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    NodeSeed
        .deserialize(&mut deserializer)
        .and_then(|node| deserializer.end().map(|()| node))
        .map_err(|error| {
            let (line, column) = (error.line(), error.column());
            ParseError::new(without_position(&error.to_string()), line, column)
        })
}

fn parse_yaml(text: &str) -> Result<Node, ParseError> {
    let mut documents = serde_yaml::Deserializer::from_str(text);
    let Some(first) = documents.next() else {
        return Err(ParseError::new("the file is empty", 1, 1));
    };
    let mut node = NodeSeed
        .deserialize(first)
        .map_err(|error| yaml_error(&error))?;
    if documents.next().is_some() {
        return Err(ParseError::new(
            "the file holds more than one YAML document",
            1,
            1,
        ));
    }
    merge(&mut node);
    Ok(node)
}

fn yaml_error(error: &serde_yaml::Error) -> ParseError {
    let (line, column) = error
        .location()
        .map_or((1, 1), |location| (location.line(), location.column()));
    ParseError::new(without_position(&error.to_string()), line, column)
}

/// A message without `at line 4 column 6`, which stands in front of it already.
fn without_position(message: &str) -> String {
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

/// Resolves `<<` keys (YAML 1.1's merge type, which OpenAPI documents use): members of the merged
/// mappings appear where the mapping has no such key itself; an earlier one in a list wins.
fn merge(node: &mut Node) {
    match node {
        Node::Array(items) => items.iter_mut().for_each(merge),
        Node::Object(map) => {
            map.values_mut().for_each(merge);
            let sources = match map.get("<<") {
                Some(source @ Node::Object(_)) => vec![source.clone()],
                Some(Node::Array(items)) if items.iter().all(|item| item.as_object().is_some()) => {
                    items.clone()
                }
                _ => return,
            };
            map.remove("<<");
            for source in &sources {
                for (key, member) in source.as_object().into_iter().flat_map(super::Map::iter) {
                    if map.get(key).is_none() {
                        map.insert(key.to_owned(), member.clone());
                    }
                }
            }
        }
        _ => {}
    }
}
