//! Diagnostics: the errors, warnings and notes about a document. They are collected instead of
//! returned as errors.

mod code;
mod located;
mod problem;
mod report;
mod severity;

use std::sync::{Mutex, MutexGuard, PoisonError};

use indexmap::IndexSet;

use crate::source::{Pointer, Sources};

pub use code::Code;
pub use located::{Located, Related};
pub use problem::{Diagnostic, Place};
pub use report::Report;
pub use severity::Severity;

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

    /// Takes back the reports of a kind for a place, because a later decision makes them untrue.
    pub fn withdraw(&self, code: Code, place: &Pointer) {
        let is_other = |one: &Diagnostic| one.code != code || one.place != Place::from(place);
        self.list().retain(is_other);
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
