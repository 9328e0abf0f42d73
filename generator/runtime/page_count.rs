//! Pages that the client counts: nothing in the answer has to say where the next one is.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::pager::{Came, Turn};

/// What tells a page from others, or an error if it has been there already: a server that does not
/// know the parameter sends the first page for ever, and others repeat the last one.
pub(crate) fn already(came: &Came<'_>) -> Result<String, Turn> {
    let mut hasher = DefaultHasher::new();
    came.body.hash(&mut hasher);
    let mark = hasher.finish().to_string();
    if came.plan.trail.step(mark.clone()).is_some() {
        return Ok(mark);
    }
    let message = "the server returned the same page again instead of the next one";
    Err(Turn::Again(message.to_owned()))
}

/// The place of the page that has come: what was asked for, or else the first one. None if that was
/// no number.
pub(crate) fn first_of(came: &Came<'_>, parameter: &str, first: u64) -> Option<u64> {
    match came.asked(parameter) {
        Some(value) => value.parse().ok(),
        None => Some(first),
    }
}

impl Came<'_> {
    /// The whole number at a place of the answer.
    pub(crate) fn integer(&self, pointer: &str) -> Option<u64> {
        self.value_at(pointer)?.parse().ok()
    }
}

/// What is given, if it is.
macro_rules! given {
    () => {
        ::std::option::Option::None
    };
    ($value:expr) => {
        ::std::option::Option::Some($value)
    };
}

pub(crate) use given;
