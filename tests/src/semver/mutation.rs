//! A change of a real document, and its expected verdict.

use std::path::PathBuf;

use generator::diff::Class;

use super::edit::Edit;

/// The document of the client that other tests use.
pub const CLIENT: &str = "tests/client/openapi.yaml";

/// A single change of a document.
#[derive(Clone, Debug)]
pub struct Mutation {
    /// The name of the mutation.
    pub name: &'static str,
    /// The document: a file of the corpus, or [`CLIENT`].
    pub document: &'static str,
    /// The edits of the document.
    pub edits: Vec<Edit>,
    /// The expected overall verdict of `diff`; `None` if it must report no changes.
    pub class: Option<Class>,
    /// A line that the report must contain.
    pub line: &'static str,
    /// A program that decides if the tool has no lint for the change.
    pub program: Option<Program>,
}

/// A program that uses the changed item.
#[derive(Clone, Debug)]
pub struct Program {
    /// The text of `main.rs`, in which the crate is imported as `api`.
    pub text: &'static str,
    /// The cargo features to compile with; `None` for the default features.
    pub features: Option<&'static str>,
    /// The expected outcome with the changed crate.
    pub outcome: Outcome,
}

/// The outcome of a program that compiles and succeeds with the old crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It compiles and succeeds.
    Works,
    /// It does not compile any more. Names the rule of Cargo's semver guide.
    NotCompiled(&'static str),
    /// It compiles, but panics because of a changed meaning.
    Fails(&'static str),
}

/// Creates a mutation of [`CLIENT`].
pub(super) fn invite(
    name: &'static str,
    edits: Vec<Edit>,
    class: Option<Class>,
    line: &'static str,
) -> Mutation {
    Mutation::new(CLIENT, name, edits, class, line)
}

impl Mutation {
    /// Creates a mutation. `line` is the line that the report must contain.
    #[must_use]
    pub fn new(
        document: &'static str,
        name: &'static str,
        edits: Vec<Edit>,
        class: Option<Class>,
        line: &'static str,
    ) -> Self {
        Self {
            name,
            document,
            edits,
            class,
            line,
            program: None,
        }
    }

    /// Adds a program that the change breaks.
    #[must_use]
    pub fn breaks(self, rule: &'static str, text: &'static str) -> Self {
        self.with(text, None, Outcome::NotCompiled(rule))
    }

    /// Adds a program that works with both crates.
    #[must_use]
    pub fn works(self, text: &'static str) -> Self {
        self.with(text, None, Outcome::Works)
    }

    /// Adds a program.
    #[must_use]
    pub fn with(
        self,
        text: &'static str,
        features: Option<&'static str>,
        outcome: Outcome,
    ) -> Self {
        let program = Some(Program {
            text,
            features,
            outcome,
        });
        Self { program, ..self }
    }

    /// The path of the document; `None` if there is no corpus.
    #[must_use]
    pub fn path(&self) -> Option<PathBuf> {
        if self.document == CLIENT {
            return Some(crate::root().join(CLIENT));
        }
        Some(crate::corpus::folder()?.join(self.document))
    }
}
