//! Decides where a syntax error is shown: a bracket, quote or comma that is missing is noticed where
//! the text stops making sense, which may be far behind it.

use super::position::Position;
use super::yaml;

/// What the parser of YAML says of a quote whose end it does not find.
const QUOTE: &str = "while scanning a quoted scalar";
/// What it says of a key.
const KEY: &str = "while scanning a simple key";
/// What it says of brackets.
const BRACKETS: &[&str] = &[
    "while parsing a flow sequence",
    "while parsing a flow mapping",
];
/// What it says within brackets of something that cannot stand there.
const NODE: &str = "while parsing a flow node";
/// So many texts in quotes are looked at in front of a mistake.
const QUOTES: usize = 200;

/// Where the bracket or quote of a text of YAML is that is most likely not closed, if `message`, the
/// parser's own, tells of a mistake that was noticed at `noticed` and comes of that.
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
    // What is further in may belong to the brackets, and lack a comma.
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

/// Where the key is behind which the parser of YAML did not find a colon.
pub(super) fn key(text: &str, message: &str) -> Option<Position> {
    context(text, message, KEY)
}

/// Where something is missing in a text of JSON, if it is in front of the line at which that was
/// noticed.
pub(super) fn in_json(text: &str, noticed: Position) -> Option<Position> {
    let at = offset(text, noticed).min(text.len());
    let before = match text.as_bytes().get(at) {
        // A key where there should be none: the brackets in front of it are open.
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

/// Where the bracket of a text of JSON was opened that is not closed, if that is what was noticed:
/// the text ends, or another kind of bracket is closed. Where a closing bracket stands further out
/// than the line of its opening one, it most likely belongs to another one.
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

/// A bracket that was opened.
struct Open {
    /// The byte at which it is.
    at: usize,
    /// Which one it is.
    char: char,
    /// The blanks in front of its line.
    indentation: usize,
}

/// The position behind `what` in `… while parsing a flow sequence at line 3 column 10`.
fn context(text: &str, message: &str, what: &str) -> Option<Position> {
    let (_, rest) = message.split_once(what)?;
    let (line, column) = rest.strip_prefix(" at line ")?.split_once(" column ")?;
    let column = column.split(|char: char| !char.is_ascii_digit()).next()?;
    Some(yaml::counted(
        text,
        line.parse().ok()?,
        column.parse().ok()?,
    ))
}

/// The quote that begins a text of several lines which ends on the last line: its end is most likely
/// the start of another one. If that goes unnoticed for a while, what is within quotes and what is
/// between them have changed their places, until here.
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

/// The last bracket that is open.
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

/// The last quote of the last line. What is behind a quote may look like a comment, as half of a
/// `$ref` does: then the mistake is noticed one line later.
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

/// The byte at a position.
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
