//! The facts of an operation that decide its position.

use super::reply::Shape;

/// The facts that the rule depends on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts<'a> {
    /// The path template.
    pub(super) path: &'a str,
    /// The HTTP method in lower case.
    pub(super) method: &'a str,
    pub(super) operation_id: Option<&'a str>,
    /// Whether the response is one item or several.
    pub(super) reply: Shape,
}
