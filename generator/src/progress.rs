//! Reports the stage that a run has reached.

use std::fmt;
use std::sync::Arc;

/// A stage of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Reads and parses the files.
    Reading,
    /// Resolves the API of the document.
    Lowering,
    /// Generates the crate.
    Emitting,
}

/// The callback that is told when a stage starts, if there is one.
#[derive(Clone, Default)]
pub(crate) struct Progress(Option<Arc<dyn Fn(Stage) + Send + Sync>>);

impl Progress {
    pub(crate) fn new(report: impl Fn(Stage) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(report)))
    }

    pub(crate) fn enter(&self, stage: Stage) {
        if let Some(report) = &self.0 {
            report(stage);
        }
    }
}

impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Progress").field(&self.0.is_some()).finish()
    }
}
