//! A problem in a document, before its place is looked up in the text.

use std::path::PathBuf;

use crate::source::{Fault, FileId, ParseError, Pointer, Position, Sources};

use super::code::Code;
use super::severity::Severity;

/// The place that a diagnostic points to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// A node of a document.
    Node(Pointer),
    /// A position in a file that could not be parsed.
    Text(FileId, Position),
    /// A whole file or folder.
    Path(PathBuf),
}

impl From<&Pointer> for Place {
    fn from(pointer: &Pointer) -> Self {
        Self::Node(pointer.clone())
    }
}

/// A diagnostic.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// The kind of diagnostic.
    pub code: Code,
    /// The severity. Usually that of the code.
    pub severity: Severity,
    /// The place.
    pub place: Place,
    /// The problem, as a sentence without a full stop.
    pub message: String,
    /// Related places, each with an explanation.
    pub related: Vec<(Place, String)>,
    /// The instruction for fixing the problem.
    pub help: Option<String>,
}

impl Diagnostic {
    /// Creates a diagnostic without a help text or related places.
    pub fn new(code: Code, place: impl Into<Place>, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            place: place.into(),
            message: message.into(),
            related: Vec::new(),
            help: None,
        }
    }

    /// Creates the diagnostic for a file that could not be read or parsed.
    #[must_use]
    pub fn parse(file: FileId, error: ParseError) -> Self {
        let code = match error.fault {
            Fault::Unreadable => Code::UnreadableFile,
            Fault::TooLarge => Code::TooLarge,
            Fault::Syntax => Code::InvalidSyntax,
        };
        Self::new(code, Place::Text(file, error.position), error.message)
    }

    /// Sets the help text.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Replaces every place by the place of its text: nodes that an overlay wrote are located in
    /// the overlay.
    pub(super) fn at_origin(&self, sources: &Sources) -> Self {
        let origin = |place: &Place| match place {
            Place::Node(pointer) => Place::Node(sources.origin(pointer)),
            other => other.clone(),
        };
        let related = self.related.iter();
        Self {
            place: origin(&self.place),
            related: related
                .map(|(place, why)| (origin(place), why.clone()))
                .collect(),
            ..self.clone()
        }
    }

    /// Adds a related place.
    #[must_use]
    pub fn related(mut self, place: impl Into<Place>, why: impl Into<String>) -> Self {
        self.related.push((place.into(), why.into()));
        self
    }
}
