//! The outcome of a run: its result and its diagnostics.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostics, Located, Report, Severity};
use crate::source::Sources;

/// The result of a run, unless the document has an error, and its diagnostics.
#[derive(Debug)]
pub struct Outcome<T> {
    sources: Sources,
    diagnostics: Vec<Located>,
    made: Option<T>,
}

/// The diagnostics of a run that failed. `Display` prints each one with the lines that it points
/// to.
pub struct Problems {
    text: String,
    diagnostics: Vec<Located>,
}

impl<T> Outcome<T> {
    pub(crate) fn new(sources: Sources, diagnostics: &Diagnostics, made: Option<T>) -> Self {
        Self {
            diagnostics: diagnostics.located(&sources),
            sources,
            made,
        }
    }

    /// The result; `None` if there is an error.
    #[must_use]
    pub fn made(&self) -> Option<&T> {
        self.made.as_ref()
    }

    /// All diagnostics, in file order.
    #[must_use]
    pub fn diagnostics(&self) -> &[Located] {
        &self.diagnostics
    }

    /// The number of diagnostics with this severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        let all = self.diagnostics.iter();
        all.filter(|one| one.severity == severity).count()
    }

    /// The diagnostics, ready to print.
    #[must_use]
    pub fn report(&self) -> Report<'_> {
        Report::new(&self.sources, self.diagnostics.clone())
    }

    /// The files of the document.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The paths of the files that were read. A `build.rs` can name them in `rerun-if-changed`.
    #[must_use]
    pub fn files(&self) -> Vec<PathBuf> {
        self.sources.paths().map(Path::to_owned).collect()
    }

    /// Returns the result and discards warnings and notes.
    ///
    /// # Errors
    /// If the document has an error.
    pub fn into_result(self) -> Result<T, Problems> {
        let Some(made) = self.made else {
            let report = Report::new(&self.sources, self.diagnostics.clone());
            return Err(Problems {
                text: report.capped().human(false),
                diagnostics: self.diagnostics,
            });
        };
        Ok(made)
    }
}

impl Problems {
    /// All diagnostics, including warnings and notes.
    #[must_use]
    pub fn diagnostics(&self) -> &[Located] {
        &self.diagnostics
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text.trim_end())
    }
}

/// Same as `Display`: if the `main` of a `build.rs` returns this error, it is printed with `Debug`.
impl fmt::Debug for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Problems {}
