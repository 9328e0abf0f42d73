//! Decides the resource and the name of a method.
//!
//! The static segments of the path are the chain of resources. The HTTP method and the end of the
//! path determine the name, unless the operationId begins with a verb that contradicts them. The rule considers
//! only one operation at a time, so that adding another operation renames nothing; only a prefix that nearly all
//! paths share depends on all of them. Remaining collisions are resolved in [`assign`].

mod assign;
mod candidate;
mod facts;
mod meanings;
mod position;
mod prefix;
mod reply;
mod said;
mod verbs;
mod words;

pub(super) use assign::{Placed, assign, shown_first};
pub(super) use position::spelled;
pub(super) use words::without_format;
