//! A change of a real document, and what must come of it.

use std::path::PathBuf;

use generator::diff::Class;

use super::edit::Edit;

/// The document of the client that other tests call.
pub const CLIENT: &str = "tests/client/openapi.yaml";

/// A document that is changed in one way.
#[derive(Clone, Debug)]
pub struct Mutation {
    /// What it is called.
    pub name: &'static str,
    /// The document: a file of the corpus, or [`CLIENT`].
    pub document: &'static str,
    /// The change.
    pub edits: Vec<Edit>,
    /// What `diff` must say of all changes together; `None`: there is none.
    pub class: Option<Class>,
    /// A line that it must say among others.
    pub line: &'static str,
    /// What decides where the tool has no lint.
    pub program: Option<Program>,
}

/// A program that uses what has changed.
#[derive(Clone, Debug)]
pub struct Program {
    /// The text of `main.rs`, in which `api` is the crate.
    pub text: &'static str,
    /// The cargo features to compile with; none: the default ones.
    pub features: Option<&'static str>,
    /// What the change makes of it.
    pub outcome: Outcome,
}

/// What becomes of a program that is compiled and run without a fault against the old crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It still is.
    Works,
    /// It does not compile any more, by this rule of Cargo.
    NotCompiled(&'static str),
    /// It compiles, and panics as it means something else.
    Fails(&'static str),
}

/// A mutation of [`CLIENT`].
pub(super) fn invite(
    name: &'static str,
    edits: Vec<Edit>,
    class: Option<Class>,
    line: &'static str,
) -> Mutation {
    Mutation::new(CLIENT, name, edits, class, line)
}

impl Mutation {
    /// A mutation; the line that must be said is behind the class.
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

    /// With a program that does not compile any more.
    #[must_use]
    pub fn breaks(self, rule: &'static str, text: &'static str) -> Self {
        self.with(text, None, Outcome::NotCompiled(rule))
    }

    /// With a program that compiles with both.
    #[must_use]
    pub fn works(self, text: &'static str) -> Self {
        self.with(text, None, Outcome::Works)
    }

    /// With a program.
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

    /// Where the document is; `None` if there is no corpus.
    #[must_use]
    pub fn path(&self) -> Option<PathBuf> {
        if self.document == CLIENT {
            return Some(crate::root().join(CLIENT));
        }
        Some(crate::corpus::folder()?.join(self.document))
    }
}
