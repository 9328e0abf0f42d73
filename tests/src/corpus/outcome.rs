//! The results for a document, as plain data.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The result of the generator for a document, as written by the process that ran it.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Generation {
    /// Why the process ended early: the message of a panic, or a hang.
    pub crashed: Option<String>,
    /// Whether a crate was generated.
    pub made: bool,
    /// The number of operations in the document, counted independently of the generator.
    pub operations: usize,
    /// The number of operations that have a method.
    pub generated: usize,
    /// The operations that have neither a method nor a diagnostic, such as `GET /path`.
    pub lost: Vec<String>,
    /// The faults of the call site.
    pub call_site: Vec<String>,
    /// The number of types.
    pub types: usize,
    /// The number of lines of Rust code.
    pub lines: usize,
    /// The CPU time of the generator in seconds, in this build.
    pub seconds: f64,
    /// The peak memory of the process after generating, in MiB.
    pub memory: f64,
    /// All diagnostics.
    pub diagnostics: Vec<Said>,
    /// The examples whose type is known.
    pub cases: Vec<Case>,
    /// The number of examples whose type is not known.
    pub untyped: usize,
}

/// A diagnostic.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Said {
    /// The severity: `error`, `warning` or `note`.
    pub severity: String,
    /// The message.
    pub message: String,
    /// The full text, as printed.
    pub text: String,
}

/// An example to decode and encode.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Case {
    /// The JSON Pointer of the example.
    pub pointer: String,
    /// The type of its body, as written in the source map.
    pub ty: String,
    /// The value of the example.
    pub json: Value,
    /// Whether the example is valid for its schema.
    pub valid: bool,
    /// The body that it is an example of.
    pub origin: Origin,
}

/// The origin of an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub enum Origin {
    /// The body of a request.
    Request,
    /// The body of a response, which the client reads leniently.
    Response,
    /// A response that a vendor shows beside the operation.
    Vendor,
}

/// The result of the compiler for a crate.
#[derive(Clone, Debug, Default)]
pub struct Check {
    /// The CPU time of `cargo check` for this crate alone, in seconds; `None` if nothing had
    /// changed.
    pub seconds: Option<f64>,
    /// The peak memory of the compiler, in MiB.
    pub memory: f64,
    /// The messages of rustc.
    pub messages: Vec<Message>,
}

/// A message of the compiler.
#[derive(Clone, Debug)]
pub struct Message {
    /// Whether it is an error; otherwise, it is a warning.
    pub error: bool,
    /// The message with its code.
    pub text: String,
    /// The place, as `file:line`.
    pub place: String,
}

/// The result for an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was decoded, and encoding it returned the same value.
    Same,
    /// It was decoded, but encoding it returned another value. Describes the first difference.
    Changed(String),
    /// It was not decoded. Contains the reason.
    Failed(String),
}

/// All results for a document.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The name of the document.
    pub name: String,
    /// Whether the generator has to accept the document.
    pub valid: bool,
    /// The result of the generator.
    pub generation: Generation,
    /// The result of the compiler, if a crate was generated and compiled.
    pub check: Option<Check>,
    /// The messages of rustdoc, if the crate was documented.
    pub documented: Vec<Message>,
    /// The result for each case, if the crate compiled.
    pub fates: Vec<Fate>,
    /// Why the examples could not be decoded at all.
    pub trouble: Option<String>,
}
