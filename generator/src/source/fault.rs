//! Errors of files that cannot be read or parsed.

use super::span::Position;

/// The error if a file cannot be read or parsed.
#[derive(Clone, Debug)]
pub struct ParseError {
    /// The kind of error.
    pub fault: Fault,
    /// The message.
    pub message: String,
    /// The position of the error. The start of the file if the file could not be read.
    pub position: Position,
}

/// The kind of a [`ParseError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The file could not be read.
    Unreadable,
    /// The file exceeds a limit.
    TooLarge,
    /// The file is neither YAML nor JSON.
    Syntax,
}

impl ParseError {
    /// Creates the error for a file that could not be read.
    pub(super) fn unreadable(message: impl Into<String>) -> Self {
        Self {
            fault: Fault::Unreadable,
            ..Self::new(message, 1, 1)
        }
    }

    /// Creates the error for a file that exceeds a limit.
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

/// Removes `at line 4 column 6` from a message, because the diagnostic already shows the position.
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
