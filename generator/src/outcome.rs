//! What comes of a run: what was made, and what there is to say.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostics, Located, Report, Severity};
use crate::source::Sources;

/// What was made of a description, unless it has an error, and what is to be said of it.
#[derive(Debug)]
pub struct Outcome<T> {
    sources: Sources,
    diagnostics: Vec<Located>,
    made: Option<T>,
}

/// Why nothing was made. `Display` prints every diagnostic with the lines that it is about.
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

    /// What was made; `None` if there is an error.
    #[must_use]
    pub fn made(&self) -> Option<&T> {
        self.made.as_ref()
    }

    /// All that there is to say, in the order of the files.
    #[must_use]
    pub fn diagnostics(&self) -> &[Located] {
        &self.diagnostics
    }

    /// How many diagnostics of this weight there are.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        let all = self.diagnostics.iter();
        all.filter(|one| one.severity == severity).count()
    }

    /// The diagnostics, to be printed.
    #[must_use]
    pub fn report(&self) -> Report<'_> {
        Report::new(&self.sources, self.diagnostics.clone())
    }

    /// The files that the description consists of.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The paths of the files that were read, for a `build.rs` to name in `rerun-if-changed`.
    #[must_use]
    pub fn files(&self) -> Vec<PathBuf> {
        self.sources.paths().map(Path::to_owned).collect()
    }

    /// What was made. Warnings and notes are dropped.
    ///
    /// # Errors
    /// If the description has an error.
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
    /// All that there is to say, errors among it.
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

/// As `Display`: this is what a `build.rs` prints whose `main` returns it.
impl fmt::Debug for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Problems {}
