//! The facts of an operation that decide its position.

use super::reply::Shape;

/// The facts that the rule depends on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts<'a> {
    /// The path template.
    pub(super) path: &'a str,
    /// The HTTP method: in lower case, or as written if it is one of the `additionalOperations`.
    pub(super) method: &'a str,
    pub(super) operation_id: Option<&'a str>,
    /// The only tag.
    pub(super) tag: Option<&'a str>,
    /// Whether the response is one item or several.
    pub(super) reply: Shape,
}
