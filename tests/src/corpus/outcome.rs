//! What came of a document: data only.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What the generator made of a document; written by the process that ran it.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Generation {
    /// Why the process ended early: a panic's message, or a hang.
    pub crashed: Option<String>,
    /// Whether a crate was made.
    pub made: bool,
    /// Operations in the document, counted apart from the generator.
    pub operations: usize,
    /// Operations that have a method.
    pub generated: usize,
    /// Operations that have neither a method nor a diagnostic: `GET /path`.
    pub lost: Vec<String>,
    /// Types.
    pub types: usize,
    /// Lines of Rust.
    pub lines: usize,
    /// CPU seconds that generating took, in this build of the generator.
    pub seconds: f64,
    /// Peak memory of the process behind it, in MiB.
    pub memory: f64,
    /// Everything said.
    pub diagnostics: Vec<Said>,
    /// The examples that have a type.
    pub cases: Vec<Case>,
    /// How many examples have a body whose type is not known.
    pub untyped: usize,
}

/// A diagnostic.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Said {
    /// `error`, `warning` or `note`.
    pub severity: String,
    /// The message.
    pub message: String,
    /// All of it, as it is printed.
    pub text: String,
}

/// An example to be decoded and encoded again.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Case {
    /// Where it stands: a JSON Pointer.
    pub pointer: String,
    /// The type of its body, as the source map writes it.
    pub ty: String,
    /// The example.
    pub json: Value,
    /// Whether the example is valid for its schema.
    pub valid: bool,
}

/// What the compiler made of a crate.
#[derive(Clone, Debug, Default)]
pub struct Check {
    /// CPU seconds of `cargo check` for this crate alone; `None` if nothing had changed.
    pub seconds: Option<f64>,
    /// Peak memory of the compiler, in MiB.
    pub memory: f64,
    /// What rustc said: level, message in full, message without names.
    pub messages: Vec<Message>,
}

/// A message of the compiler.
#[derive(Clone, Debug)]
pub struct Message {
    /// Whether it is an error; a warning otherwise.
    pub error: bool,
    /// The message with its code.
    pub text: String,
    /// `file:line`.
    pub place: String,
}

/// How an example fared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Decoded, and encoded as it was.
    Same,
    /// Decoded, but encoded otherwise: where and how.
    Changed(String),
    /// Not decoded, and why.
    Failed(String),
}

/// Everything about a document.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Its name.
    pub name: String,
    /// Whether it must be generated.
    pub valid: bool,
    /// What the generator made.
    pub generation: Generation,
    /// What the compiler said, if there was a crate.
    pub check: Option<Check>,
    /// What rustdoc said, if the crate was documented.
    pub documented: Vec<Message>,
    /// The fate of each case, if the crate compiled.
    pub fates: Vec<Fate>,
    /// Why the examples could not be tried.
    pub trouble: Option<String>,
}
