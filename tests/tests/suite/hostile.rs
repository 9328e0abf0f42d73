//! Documents that are written to do harm: to break out of what is generated, to fill the memory, to
//! never end.

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
