//! Answers that are one page out of several, and how the next one is found.
//!
//! Places in an answer are JSON Pointers (RFC 6901) in which `-1` is the last item of an array.

use super::Type;

/// How the pages of an operation follow each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Pages {
    /// The members that lead from the answer to its items; none if the answer is the list.
    pub items: Vec<String>,
    /// The type of an item.
    pub item: Type,
    /// How the next page is found.
    pub pager: Pager,
    /// What says whether there is more, if anything does.
    pub more: Option<More>,
}

/// How the next page is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pager {
    /// A query parameter takes what the answer says.
    Cursor {
        /// The parameter.
        parameter: String,
        /// Where its next value stands: at the first of these places that has one.
        from: Vec<String>,
    },
    /// A query parameter says how many items stand before the page.
    Offset {
        /// The parameter.
        parameter: String,
        /// Its value for the first page.
        first: u64,
        /// The parameter for the number of items, and the most that it may be.
        limit: Option<(String, u64)>,
        /// Where the number of all items stands.
        total: Option<String>,
    },
    /// A query parameter takes the number of the page.
    Number {
        /// The parameter.
        parameter: String,
        /// The number of the first page.
        first: u64,
        /// Where the number of pages stands.
        pages: Option<String>,
        /// Where the number of all items stands.
        total: Option<String>,
    },
    /// The answer has the URL of the next page.
    Url {
        /// Where: at the first of these places that has one.
        from: Vec<String>,
    },
    /// The header `Link` has it (RFC 8288).
    Link,
}

/// A member that says whether there is more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct More {
    /// Its place.
    pub at: String,
    /// What it is if there is more: `has_more` is true, `is_last` is false.
    pub is: bool,
}
