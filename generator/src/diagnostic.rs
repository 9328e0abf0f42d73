//! What the generator has to say about a document: collected, never thrown.

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

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Something is left out or widened; the rest is generated.
    Warning,
    /// Something is read in a way that its author may not expect.
    Note,
}

/// Where a diagnostic points.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// A node of a document.
    Node(Pointer),
    /// A position in a file that has no tree.
    Text(FileId, Position),
    /// A file or folder as such.
    Path(PathBuf),
}

impl From<&Pointer> for Place {
    fn from(pointer: &Pointer) -> Self {
        Self::Node(pointer.clone())
    }
}

/// One thing to tell.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// What kind of thing it is.
    pub code: Code,
    /// Its weight: that of the code, unless something else is known.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// Further places that belong to it, each with a word why.
    pub related: Vec<(Place, String)>,
    /// What to do.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A diagnostic without help and further places.
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

    /// What is to be said of a file that could not be read or parsed.
    #[must_use]
    pub fn parse(file: FileId, error: ParseError) -> Self {
        let code = match error.fault {
            Fault::Unreadable => Code::UnreadableFile,
            Fault::TooLarge => Code::TooLarge,
            Fault::Syntax => Code::InvalidSyntax,
        };
        Self::new(code, Place::Text(file, error.position), error.message)
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same with every place where its text is: what an overlay wrote stands in the overlay.
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

    /// Adds a further place.
    #[must_use]
    pub fn related(mut self, place: impl Into<Place>, why: impl Into<String>) -> Self {
        self.related.push((place.into(), why.into()));
        self
    }
}

/// The sink that every stage reports to.
#[derive(Debug, Default)]
pub struct Diagnostics {
    /// In the order in which they were reported. A node may be read several times, by several
    /// decisions; what is wrong with it counts once.
    list: Mutex<IndexSet<Diagnostic>>,
}

/// A stage ended with errors; the stages behind it have nothing to stand on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopped;

impl Diagnostics {
    fn list(&self) -> MutexGuard<'_, IndexSet<Diagnostic>> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a diagnostic.
    pub fn report(&self, diagnostic: Diagnostic) {
        self.list().insert(diagnostic);
    }

    /// Takes a diagnostic of which there is nothing more to say.
    pub fn tell(&self, code: Code, place: impl Into<Place>, message: impl Into<String>) {
        self.report(Diagnostic::new(code, place, message));
    }

    /// The border between two stages.
    ///
    /// # Errors
    /// If an error was reported so far.
    pub fn barrier(&self) -> Result<(), Stopped> {
        match self.count(Severity::Error) {
            0 => Ok(()),
            _ => Err(Stopped),
        }
    }

    /// How many diagnostics of this weight there are.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        let list = self.list();
        list.iter().filter(|one| one.severity == severity).count()
    }

    /// Makes every warning and note an error.
    pub fn deny_all(&self) {
        let mut list = self.list();
        let denied = list.drain(..).map(|mut diagnostic| {
            diagnostic.severity = Severity::Error;
            diagnostic
        });
        let denied: IndexSet<Diagnostic> = denied.collect();
        *list = denied;
    }

    /// Every node that was pointed to so far, where its text is.
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

    /// Everything reported, in the order of the document; the same thing is said once.
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
