//! What makes nothing wrong, but is worth to be known by those who write the document: values in it
//! that do not fit the schemas beside them.
//!
//! A validator of JSON Schema would double the time that a first build of the generator takes.
//! What is judged here is judged by the schema as it was read, so that 3.0 and 3.1 are one.

mod examples;
mod judge;

pub use examples::check;
