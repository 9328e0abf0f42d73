//! Decides where a syntax error is shown. A missing bracket, quote or comma is only detected where
//! the text stops making sense, which may be far from the mistake.

use super::span::Position;
use super::span::counted;

/// The context in a message of the YAML parser about an unclosed quote.
const QUOTE: &str = "while scanning a quoted scalar";
/// The context in a message about a key without a colon.
const KEY: &str = "while scanning a simple key";
/// The contexts in messages about unclosed brackets.
const BRACKETS: &[&str] = &[
    "while parsing a flow sequence",
    "while parsing a flow mapping",
];
/// The context in a message about an unexpected token within brackets.
const NODE: &str = "while parsing a flow node";
/// The maximum number of quotes or brackets that are searched before the mistake.
const QUOTES: usize = 200;

/// Returns the position of the bracket or quote in YAML text that is probably not closed.
/// `message` is the parser's error, detected at `noticed`. Returns `None` if the error has another
/// cause.
pub(super) fn in_yaml(text: &str, message: &str, noticed: Position) -> Option<Position> {
    if let Some(open) = context(text, message, QUOTE) {
        return Some(open);
    }
    let at = offset(text, noticed);
    let before = text.get(..at)?;
    if let Some(open) = quote(before) {
        return Some(position(text, open));
    }
    let opened = BRACKETS
        .iter()
        .find_map(|what| context(text, message, what));
    let in_flow = message.contains(NODE);
    let open = opened.or_else(|| Some(position(text, bracket(before).filter(|_| in_flow)?)))?;
    // Lines that are indented further may belong to the brackets and only lack a comma.
    let behind = text.lines().skip(noticed.line.saturating_sub(1));
    let blank = behind
        .clone()
        .take_while(|line| line.trim().is_empty())
        .count();
    if behind.count() == blank {
        return Some(open);
    }
    let all = (noticed.line + blank + 1).saturating_sub(open.line);
    let lines = text.lines().skip(open.line.saturating_sub(1)).take(all);
    let mut indentations = lines
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start().len());
    let own = indentations.next()?;
    indentations.any(|other| other <= own).then_some(open)
}

/// Returns the position of the key for which the YAML parser found no colon.
pub(super) fn key(text: &str, message: &str) -> Option<Position> {
    context(text, message, KEY)
}

/// Returns the position in JSON text where something is missing, if that is on an earlier line
/// than the position where the error was detected.
pub(super) fn in_json(text: &str, noticed: Position) -> Option<Position> {
    let at = offset(text, noticed).min(text.len());
    let before = match text.as_bytes().get(at) {
        // The error is an unexpected key: the brackets before it are not closed.
        Some(b':') => {
            let key = text.get(..at)?.trim_end().strip_suffix('"')?;
            key.get(..key.rfind('"')?)?
        }
        _ => text.get(..at)?,
    };
    let last = before.trim_end();
    before
        .get(last.len()..)?
        .contains('\n')
        .then(|| position(text, last.len().saturating_sub(1)))
}

/// Returns the position of the unclosed bracket in JSON text. Returns `None` if neither the text
/// ends nor a bracket of the wrong kind is closed at `noticed`. A closing bracket that is indented
/// less than the line of its opening bracket probably belongs to another one.
pub(super) fn bracket_of_json(text: &str, noticed: Position, ends: bool) -> Option<Position> {
    let end = offset(text, noticed).min(text.len());
    let mut open: Vec<Open> = Vec::new();
    let mut misplaced = None;
    let (mut in_string, mut escaped) = (false, false);
    let (mut indentation, mut blank) = (0, true);
    for (at, char) in text.get(..end)?.char_indices() {
        match char {
            _ if escaped => escaped = false,
            '\\' if in_string => escaped = true,
            '"' => in_string = !in_string,
            _ if in_string => {}
            '\n' => (indentation, blank) = (0, true),
            ' ' | '\t' if blank => indentation += 1,
            '{' | '[' => open.push(Open {
                at,
                char,
                indentation,
            }),
            '}' | ']' => {
                let last = open.pop()?;
                if blank && indentation < last.indentation {
                    misplaced.get_or_insert(last.at);
                }
            }
            _ => {}
        }
        blank &= matches!(char, ' ' | '\t' | '\n' | '\r');
    }
    let last = open.last()?;
    let found = text.get(end..).and_then(|rest| rest.chars().next());
    let other = match last.char {
        '{' => ']',
        _ => '}',
    };
    if in_string || !(ends || found == Some(other)) {
        return None;
    }
    let at = if ends { misplaced } else { None };
    Some(position(text, at.unwrap_or(last.at)))
}

/// An open bracket.
struct Open {
    /// The byte offset of the bracket.
    at: usize,
    /// The bracket itself.
    char: char,
    /// The indentation of its line.
    indentation: usize,
}

/// Parses the position after `what` in messages such as
/// `… while parsing a flow sequence at line 3 column 10`.
fn context(text: &str, message: &str, what: &str) -> Option<Position> {
    let (_, rest) = message.split_once(what)?;
    let (line, column) = rest.strip_prefix(" at line ")?.split_once(" column ")?;
    let column = column.split(|char: char| !char.is_ascii_digit()).next()?;
    Some(counted(text, line.parse().ok()?, column.parse().ok()?))
}

/// Finds the quote that opens a string of several lines which ends on the last line. The quote that
/// ends it is probably the start of another string. If the missing quote went undetected for
/// several strings, their insides and the text between them are swapped up to this point.
fn quote(before: &str) -> Option<usize> {
    let last = last_quote(before)?;
    let kind = char::from(*before.as_bytes().get(last)?);
    let mut end = last;
    for _ in 0..QUOTES {
        let open = before.get(..end)?.rfind(kind)?;
        let front = before.get(..open)?;
        let begins = front.ends_with([' ', '[', '{', ',', '\n'])
            && front
                .trim_end_matches(' ')
                .ends_with([':', '-', '[', '{', ',', '\n']);
        let over_lines = before.get(open..end)?.contains('\n');
        match (begins, over_lines) {
            (true, true) => return Some(open),
            (true, false) => return None,
            (false, _) => end = front.rfind(kind)?,
        }
    }
    None
}

/// Finds the last bracket that is still open.
fn bracket(before: &str) -> Option<usize> {
    let mut closed = 0;
    let brackets = before.rmatch_indices(['[', '{', ']', '}']);
    for (at, bracket) in brackets.take(QUOTES) {
        match (bracket, closed) {
            ("]" | "}", _) => closed += 1,
            (_, 0) => return Some(at),
            _ => closed -= 1,
        }
    }
    None
}

/// Finds the last quote of the last line. The text after a quote may look like a comment, such as
/// the rest of a `$ref`. The mistake is then detected one line later.
fn last_quote(before: &str) -> Option<usize> {
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    if let Some(at) = before.get(line..)?.rfind(['"', '\'']) {
        return Some(line + at);
    }
    let before = before.get(..line)?.trim_end();
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let last = before.get(line..)?;
    let comment = last.find("\"#").or_else(|| last.find("'#"))?;
    Some(line + comment)
}

/// Returns the byte offset of a position.
fn offset(text: &str, position: Position) -> usize {
    let mut start = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        if index + 1 == position.line {
            let mut chars = line.char_indices().map(|(at, _)| at);
            let inside = chars.nth(position.column.saturating_sub(1));
            return start + inside.unwrap_or(line.len());
        }
        start += line.len();
    }
    text.len()
}

fn position(text: &str, at: usize) -> Position {
    let before = text.get(..at).unwrap_or(text);
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    Position {
        line: before.matches('\n').count() + 1,
        column: before.get(line..).unwrap_or_default().chars().count() + 1,
    }
}
