//! Parses YAML with `serde_yaml`.

use serde::de::DeserializeSeed;

use super::budget::{Budget, DEPTH, Overspent, too_deep, too_many};
use super::fault::{ParseError, without_position};
use super::node::{Node, NodeSeed};
use super::position;
use super::span::{Position, counted};
use super::unclosed;

/// The estimated number of open collections above which their real depth is checked. The parser
/// takes quadratic time for open collections, but prose with unmatched brackets easily reaches a
/// few hundred in this estimate.
const OPEN: usize = 5_000;

/// The maximum number of nodes in a file. The parser keeps all its events in memory, and they take
/// more memory than the tree. The largest published documents have a third of this number.
const NODES: usize = 2_000_000;

/// The end of the parser's message about a key that is not a scalar.
const KEY: &str = "expected a scalar as the key of a mapping";

/// Parses YAML. A file of only comments is `null`.
pub(super) fn parse(text: &str, budget: &Budget) -> Result<Node, ParseError> {
    bounds(text)?;
    let mut documents = serde_yaml::Deserializer::from_str(text);
    let Some(first) = documents.next() else {
        return Ok(Node::Null);
    };
    let node = NodeSeed::new(budget).deserialize(first);
    let mut node = node.map_err(|error| parse_error(text, &error, budget))?;
    if documents.next().is_some() {
        let message = "the file contains more than one YAML document";
        return Err(ParseError::new(message, second_document(text), 1));
    }
    merge(&mut node);
    Ok(node)
}

/// Rejects files that would take the parser too much time or memory.
fn bounds(text: &str) -> Result<(), ParseError> {
    let mut scan = Scan::default();
    let mut known_flat = false;
    for (at, byte) in text.bytes().enumerate() {
        scan.byte(byte, text.as_bytes().get(at + 1).copied());
        if scan.open.max(scan.entries) > OPEN && !known_flat {
            match position::deeper(text, DEPTH) {
                Ok(None) => known_flat = true,
                Ok(Some(at)) => {
                    return Err(ParseError::too_large(too_deep(), at.line, at.column));
                }
                Err(()) => {
                    let message =
                        format!("more than {OPEN} arrays and objects are open at this point");
                    return Err(too_large(message, text, at));
                }
            }
        }
        if scan.nodes > NODES {
            let message = format!("at this point, the file has more than {NODES} nodes");
            return Err(too_large(message, text, at));
        }
    }
    Ok(())
}

/// An estimate of the number of nodes in a file. It ignores quotes, because it is only an upper
/// bound.
#[derive(Default)]
struct Scan {
    /// The number of open brackets of flow collections.
    open: usize,
    nodes: usize,
    /// The number of `-` and `?` at the start of the line. Each one opens a block collection.
    entries: usize,
    /// Whether the line has any other content.
    content: bool,
}

impl Scan {
    fn byte(&mut self, byte: u8, next: Option<u8>) {
        match byte {
            b'\n' => {
                // An empty line is not a node.
                self.nodes += usize::from(self.content);
                (self.entries, self.content) = (0, false);
            }
            b'-' | b'?' if !self.content && next.is_none_or(|next| next.is_ascii_whitespace()) => {
                self.entries += 1;
                self.nodes += 1;
            }
            b'[' | b'{' => (self.open, self.nodes) = (self.open + 1, self.nodes + 1),
            b']' | b'}' => self.open = self.open.saturating_sub(1),
            b',' => self.nodes += 1,
            _ => {}
        }
        let entry =
            matches!(byte, b'-' | b'?') && next.is_none_or(|next| next.is_ascii_whitespace());
        self.content |= !entry && !byte.is_ascii_whitespace();
    }
}

/// Creates the error for a file that exceeds a limit at the byte `at`.
fn too_large(message: String, text: &str, at: usize) -> ParseError {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    let line = before.split(|byte| *byte == b'\n').count();
    let start = before.iter().rposition(|byte| *byte == b'\n');
    let start = start.map_or(0, |end| end + 1);
    let column = text.get(start..at).unwrap_or_default().chars().count() + 1;
    ParseError::too_large(message, line, column)
}

fn parse_error(text: &str, error: &serde_yaml::Error, budget: &Budget) -> ParseError {
    let at = error.location();
    let at = at.map_or(Position::START, |at| counted(text, at.line(), at.column()));
    let Position { line, column } = at;
    let message = without_position(&error.to_string());
    // The parser enforces its own limits on depth and on expanded aliases.
    let message = match message.as_str() {
        "recursion limit exceeded" => too_deep(),
        "repetition limit exceeded" => Overspent.to_string(),
        // The message starts with the path to the node.
        _ if message.ends_with(&too_many()) => too_many(),
        _ if message.ends_with(KEY) => {
            let message =
                "a key must be a string, a number, a boolean or null, not an array or an object";
            return ParseError::new(message, line, column);
        }
        _ if budget.is_spent() || message == too_deep() => message,
        _ => return syntax_error(text, &error.to_string(), at),
    };
    ParseError::too_large(message, line, column)
}

/// Creates the error for a mistake detected at `noticed`. It points to the probable cause.
fn syntax_error(text: &str, message: &str, noticed: Position) -> ParseError {
    let said = in_words(without_position(message));
    if let Some(tab) = tab(text, noticed.line) {
        let message = "the line is indented with a tab; YAML allows only spaces";
        return ParseError::new(message, tab.line, tab.column);
    }
    let noticed = unclosed::key(text, message).unwrap_or(noticed);
    match unclosed::in_yaml(text, message, noticed) {
        Some(open) if open != noticed => {
            let message = format!(
                "this bracket or quote is never closed; detected on line {}: {said}",
                noticed.line
            );
            ParseError::new(message, open.line, open.column)
        }
        _ => ParseError::new(said, noticed.line, noticed.column),
    }
}

/// The mistakes that are made most often, as the parser calls them, and in the words of YAML documents.
const MISTAKES: &[(&str, &str)] = &[
    (
        "did not find expected ',' or ']'",
        "expected `,` or `]` in an array",
    ),
    (
        "did not find expected ',' or '}'",
        "expected `,` or `}` in an object",
    ),
    (
        "did not find expected key",
        "expected a key, or the end of the object; check the indentation",
    ),
    (
        "did not find expected '-' indicator",
        "expected `-`, or the end of the array; check the indentation",
    ),
    (
        "mapping values are not allowed in this context",
        "`:` is not allowed here; quote a value that contains `: `, or correct the indentation",
    ),
    ("did not find expected node content", "expected a value"),
    ("could not find expected ':'", "expected `:` after the key"),
    (
        "found character that cannot start any token",
        "a value cannot start with this character; quote the value",
    ),
    (
        "unknown anchor",
        "the alias refers to an anchor that is not defined before it; quote a string that starts with `*`",
    ),
];

/// Replaces the parser's words for a mistake, if they are known.
fn in_words(said: String) -> String {
    let known = MISTAKES.iter().find(|(words, _)| said.starts_with(words));
    known.map_or(said, |(_, ours)| (*ours).to_owned())
}

/// Finds a tab in the indentation of the line of an error or of the line before it.
fn tab(text: &str, line: usize) -> Option<Position> {
    let lines = text
        .lines()
        .enumerate()
        .skip(line.saturating_sub(2))
        .take(2);
    let mut tabs = lines.filter_map(|(index, text)| {
        let indentation = text.chars().take_while(|char| matches!(char, ' ' | '\t'));
        let column = indentation.into_iter().position(|char| char == '\t')? + 1;
        let is_blank = text.trim().is_empty() || text.trim().starts_with('#');
        let line = index + 1;
        (!is_blank).then_some(Position { line, column })
    });
    tabs.next()
}

/// The line of the second document in a file (YAML 1.2, 9.2).
fn second_document(text: &str) -> usize {
    let is_marker = |line: &str| line == "---" || line.starts_with("--- ");
    let has_content = |line: &&str| !line.is_empty() && !line.starts_with(['#', '%']);
    let first = text.lines().position(|line| has_content(&line));
    let lines = text.lines().enumerate().skip(first.unwrap_or_default() + 1);
    let mut markers = lines.filter(|(_, line)| is_marker(line));
    markers.next().map_or(1, |(index, _)| index + 1)
}

/// Resolves `<<` keys (YAML 1.1's merge type, which OpenAPI documents use). The keys of the mapping
/// itself take precedence over those of merged mappings, and earlier merged mappings take
/// precedence over later ones.
fn merge(node: &mut Node) {
    match node {
        Node::Array(items) => items.iter_mut().for_each(merge),
        Node::Object(map) => {
            map.values_mut().for_each(merge);
            let is_source = match map.get("<<") {
                Some(Node::Array(items)) => items.iter().all(|item| item.as_object().is_some()),
                Some(source) => source.as_object().is_some(),
                None => false,
            };
            let sources = match is_source.then(|| map.remove("<<")).flatten() {
                Some(Node::Array(items)) => items,
                Some(source) => vec![source],
                None => return,
            };
            for source in sources {
                let Node::Object(source) = source else {
                    continue;
                };
                for (key, member) in source {
                    if map.get(&key).is_none() {
                        map.insert(key, member);
                    }
                }
            }
        }
        _ => {}
    }
}
