//! Malicious documents, which try to inject code into the output, to exhaust memory, or to run
//! forever.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod aliases;
mod bytes;
mod compiled;
mod cycles;
mod depth;
mod document;
mod file_names;
mod harm;
mod limits;
mod many;
mod names;
mod output;
mod words;
