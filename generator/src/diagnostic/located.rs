//! A diagnostic whose places have been looked up, and its one-line form.

use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};

use crate::source::{FileId, Pointer, Position, Sources, Span};

use super::{Code, Diagnostic, Place, Severity};

/// How long a text may be, in characters. Names have no limit in a document, lines on a screen do.
const LONGEST: usize = 2_000;

/// A diagnostic with its positions looked up, ordered by them. All texts are free of control
/// characters, whatever a document has in its names.
///
/// `Display` prints `path:line:column: error[E0107]: message`, then indented lines with the rest.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Located {
    /// The file that it points into.
    pub path: PathBuf,
    /// Where in it.
    pub span: Span,
    /// How much it weighs.
    pub severity: Severity,
    /// What kind of thing it is.
    pub code: Code,
    /// What is wrong, without place and help.
    pub message: String,
    /// The JSON Pointer of the node that it points to, if it points to one.
    pub pointer: Option<String>,
    /// Further places that belong to it.
    pub related: Vec<Related>,
    /// What to do.
    pub help: Option<String>,
    /// The file, if it is one of the description.
    pub(super) file: Option<FileId>,
}

/// A further place that belongs to a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Related {
    /// The file.
    pub path: PathBuf,
    /// Where in it.
    pub span: Span,
    /// What is there.
    pub why: String,
    /// The JSON Pointer of the node there, if it is one.
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

/// A text as it may be printed: control characters, and those that change the direction of what
/// follows, are escaped, and what is very long is cut in its middle.
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

/// Whether a character changes the direction of what follows, or the line, without being seen.
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

/// A character of an excerpt: one that would do something to a terminal is replaced by another
/// single one, so that columns stay what they are.
pub(super) fn drawn(char: char) -> char {
    match char {
        '\t' => char,
        // They have pictures: ␛.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(char)).unwrap_or(char),
        _ if char.is_control() || turns(char) => char::REPLACEMENT_CHARACTER,
        _ => char,
    }
}

/// A path as it may be printed: a file may be called anything, too.
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
