//! Diagnostics: the errors, warnings and notes about a document. They are collected instead of
//! returned as errors.

mod code;
mod located;
mod report;

use std::fmt;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use indexmap::IndexSet;

use crate::source::{Fault, FileId, ParseError, Pointer, Position, Sources};

pub use code::Code;
pub use located::{Located, Related};
pub use report::Report;

/// The severity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// A part of the document is skipped or widened. The rest is generated.
    Warning,
    /// The document is read in a way that its author might not expect.
    Note,
}

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
    fn at_origin(&self, sources: &Sources) -> Self {
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

/// The sink that every stage reports to.
#[derive(Debug, Default)]
pub struct Diagnostics {
    /// The diagnostics, in the order of their reports. A set, because several passes may read the
    /// same node and report the same problem.
    list: Mutex<IndexSet<Diagnostic>>,
}

/// The error of a stage that reported errors. Later stages cannot run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopped;

impl Diagnostics {
    fn list(&self) -> MutexGuard<'_, IndexSet<Diagnostic>> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reports a diagnostic.
    pub fn report(&self, diagnostic: Diagnostic) {
        self.list().insert(diagnostic);
    }

    /// Reports a diagnostic without a help text or related places.
    pub fn tell(&self, code: Code, place: impl Into<Place>, message: impl Into<String>) {
        self.report(Diagnostic::new(code, place, message));
    }

    /// Ends a stage.
    ///
    /// # Errors
    ///
    /// Fails if any error has been reported so far.
    pub fn barrier(&self) -> Result<(), Stopped> {
        match self.count(Severity::Error) {
            0 => Ok(()),
            _ => Err(Stopped),
        }
    }

    /// The number of diagnostics with this severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        let list = self.list();
        list.iter().filter(|one| one.severity == severity).count()
    }

    /// Turns all warnings and notes into errors.
    pub fn deny_all(&self) {
        let mut list = self.list();
        let denied = list.drain(..).map(|mut diagnostic| {
            diagnostic.severity = Severity::Error;
            diagnostic
        });
        let denied: IndexSet<Diagnostic> = denied.collect();
        *list = denied;
    }

    /// The places of the text of all nodes that diagnostics point to.
    #[must_use]
    pub fn places(&self, sources: &Sources) -> Vec<Pointer> {
        let list = self.list();
        let places = list.iter().flat_map(|one| {
            let related = one.related.iter().map(|(place, _)| place);
            std::iter::once(&one.place).chain(related)
        });
        let nodes = places.filter_map(|place| match place {
            Place::Node(pointer) => Some(sources.origin(pointer)),
            _ => None,
        });
        nodes.collect()
    }

    /// All diagnostics in document order, without duplicates.
    #[must_use]
    pub fn located(&self, sources: &Sources) -> Vec<Located> {
        let spans = sources.positions(&self.places(sources));
        let list = self.list();
        let list: Vec<Diagnostic> = list.iter().map(|one| one.at_origin(sources)).collect();
        let mut located: Vec<Located> = list
            .iter()
            .map(|one| Located::new(one, sources, &spans))
            .collect();
        located.sort();
        located.dedup();
        located
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        })
    }
}
