//! A diagnostic with resolved positions, and its one-line form.

use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};

use crate::source::{FileId, Pointer, Position, Sources, Span};

use super::code::Code;
use super::problem::{Diagnostic, Place};
use super::severity::Severity;

/// The maximum length of printed text, in characters. Names in documents can be arbitrarily long.
const LONGEST: usize = 2_000;

/// A diagnostic with resolved positions. The order is that of the positions. All strings are free
/// of control characters, even if names in the document have some.
///
/// `Display` writes `path:line:column: error[E0107]: message`, followed by indented lines with the
/// details.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Located {
    /// The path of the file.
    pub path: PathBuf,
    /// The position in the file.
    pub span: Span,
    /// The severity.
    pub severity: Severity,
    /// The kind of diagnostic.
    pub code: Code,
    /// The problem, without place and help text.
    pub message: String,
    /// The JSON Pointer of the node, if the diagnostic points to one.
    pub pointer: Option<String>,
    /// Related places.
    pub related: Vec<Related>,
    /// The instruction for fixing the problem.
    pub help: Option<String>,
    /// The file, if it is part of the document.
    pub(super) file: Option<FileId>,
}

/// A place that is related to a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Related {
    /// The path of the file.
    pub path: PathBuf,
    /// The position in the file.
    pub span: Span,
    /// The relation to the diagnostic.
    pub why: String,
    /// The JSON Pointer of the node, if the place is one.
    pub pointer: Option<String>,
    pub(super) file: Option<FileId>,
}

impl Located {
    pub(super) fn new(
        diagnostic: &Diagnostic,
        sources: &Sources,
        spans: &HashMap<Pointer, Span>,
    ) -> Self {
        let (path, span, file) = locate(&diagnostic.place, sources, spans);
        let related = diagnostic.related.iter().map(|(place, why)| {
            let (path, span, file) = locate(place, sources, spans);
            Related {
                path,
                span,
                why: shown(why),
                pointer: pointer(place),
                file,
            }
        });
        Self {
            path,
            span,
            severity: diagnostic.severity,
            code: diagnostic.code,
            message: shown(&diagnostic.message),
            pointer: pointer(&diagnostic.place),
            related: related.collect(),
            help: diagnostic.help.as_deref().map(shown),
            file,
        }
    }
}

fn pointer(place: &Place) -> Option<String> {
    match place {
        Place::Node(pointer) => Some(shown(&pointer.to_string())),
        _ => None,
    }
}

fn locate(
    place: &Place,
    sources: &Sources,
    spans: &HashMap<Pointer, Span>,
) -> (PathBuf, Span, Option<FileId>) {
    let start = Span::from(Position::START);
    match place {
        Place::Node(pointer) => {
            let file = pointer.file();
            let span = spans.get(pointer).copied().unwrap_or(start);
            (sources.path(file).to_owned(), span, Some(file))
        }
        Place::Text(file, position) => (
            sources.path(*file).to_owned(),
            (*position).into(),
            Some(*file),
        ),
        Place::Path(path) => (path.clone(), start, None),
    }
}

/// Makes text safe to print. Control characters and bidirectional controls are escaped, and
/// very long text is shortened in the middle.
pub(super) fn shown(text: &str) -> String {
    let length = text.chars().count();
    let kept = LONGEST / 2;
    let mut shown = String::with_capacity(text.len().min(LONGEST));
    for (index, char) in text.chars().enumerate() {
        match char {
            _ if length > LONGEST && index == kept => shown.push('…'),
            _ if length > LONGEST && index > kept && index < length - kept => {}
            _ if turns(char) => shown.extend(char.escape_unicode()),
            _ if char.is_control() => shown.extend(char.escape_debug()),
            _ => shown.push(char),
        }
    }
    shown
}

/// Returns whether an invisible character changes the direction of the text after it or breaks the
/// line.
fn turns(char: char) -> bool {
    matches!(
        char,
        '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{2066}'..='\u{2069}'
    )
}

/// Makes a character of an excerpt safe to print. It is replaced by exactly one character, so that
/// columns stay the same.
pub(super) fn drawn(char: char) -> char {
    match char {
        '\t' => char,
        // Unicode has visible symbols for these, such as ␛.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(char)).unwrap_or(char),
        _ if char.is_control() || turns(char) => char::REPLACEMENT_CHARACTER,
        _ => char,
    }
}

/// Makes a path safe to print. File names may contain any character, too.
pub(super) fn printed(path: &Path) -> String {
    shown(&path.display().to_string())
}

impl fmt::Display for Located {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Position { line, column } = self.span.start;
        let path = printed(&self.path);
        write!(
            f,
            "{path}:{line}:{column}: {}[{}]: {}",
            self.severity, self.code, self.message
        )?;
        if let Some(pointer) = self.pointer.as_deref().filter(|text| !text.is_empty()) {
            write!(f, "\n  at {pointer}")?;
        }
        for Related {
            path, span, why, ..
        } in &self.related
        {
            let Position { line, column } = span.start;
            write!(f, "\n  {}:{line}:{column}: {why}", printed(path))?;
        }
        if let Some(help) = &self.help {
            write!(f, "\n  help: {help}")?;
        }
        Ok(())
    }
}
