//! The exit codes.

use std::fmt::Display;
use std::process::ExitCode;

use generator::Outcome;
use generator::diagnostic::{Code, Severity};

/// The outcome of a run, as the shell sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// The run succeeded.
    Done,
    /// The document has an error, or `--check` or `--deny-breaking` failed.
    Document,
    /// The arguments are invalid.
    Usage,
    /// A file cannot be read or written.
    Files,
}

/// A failure, with a message to print.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) exit: Exit,
    pub(crate) message: String,
}

impl Failure {
    /// A file cannot be read or written.
    pub(crate) fn files(message: impl Display) -> Self {
        let message = message.to_string();
        Self {
            exit: Exit::Files,
            message,
        }
    }

    /// The arguments are invalid.
    pub(crate) fn usage(message: impl Display) -> Self {
        let message = message.to_string();
        Self {
            exit: Exit::Usage,
            message,
        }
    }
}

impl Exit {
    /// The exit code for an outcome of the library.
    pub(crate) fn of<T>(outcome: &Outcome<T>) -> Self {
        let errors = outcome.diagnostics().iter();
        let mut errors = errors.filter(|one| one.severity == Severity::Error);
        if outcome.made().is_some() {
            Self::Done
        } else if errors.any(|one| one.code == Code::UnreadableFile) {
            Self::Files
        } else {
            Self::Document
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Document => 1,
            Exit::Usage => 2,
            Exit::Files => 3,
        })
    }
}
