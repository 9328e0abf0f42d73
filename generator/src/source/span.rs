//! Positions and spans in the text of a file.

/// A position in a file. Both numbers start at 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column in characters.
    pub column: usize,
}

impl Position {
    /// The start of a file.
    pub const START: Self = Self { line: 1, column: 1 };
}

/// A part of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The position of the first character.
    pub start: Position,
    /// The column after the last character. Equals the start column if the end is unknown.
    pub end: usize,
}

impl From<Position> for Span {
    fn from(start: Position) -> Self {
        Self {
            start,
            end: start.column,
        }
    }
}

/// Converts a position of the YAML parser to ours. The parser also treats U+0085, U+2028 and U+2029
/// as line breaks, as in YAML 1.1 (4.2), and counts one more line at the end of the file.
pub(super) fn counted(text: &str, line: usize, column: usize) -> Position {
    let more = ['\u{85}', '\u{2028}', '\u{2029}'];
    if !text.contains(more) {
        return Position { line, column }.min(end(text));
    }
    let mut at = Position::START;
    let mut left = line.saturating_sub(1);
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next().filter(|_| left > 0) {
        let ends = char == '\n' || char == '\r' && chars.peek() != Some(&'\n');
        left -= usize::from(ends || more.contains(&char));
        at = if ends {
            Position {
                line: at.line + 1,
                column: 1,
            }
        } else {
            Position {
                column: at.column + 1,
                ..at
            }
        };
    }
    Position {
        column: at.column + column.saturating_sub(1),
        ..at
    }
    .min(end(text))
}

/// The position of the end of a file.
pub(super) fn end(text: &str) -> Position {
    let line = text.split(['\n', '\r']).next_back().unwrap_or_default();
    // CR LF is a single line break.
    let ends = text.matches(['\n', '\r']).count() - text.matches("\r\n").count();
    Position {
        line: ends + 1,
        column: line.chars().count() + 1,
    }
}
