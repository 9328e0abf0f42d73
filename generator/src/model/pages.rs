//! The pagination of operations.
//!
//! A parameter may be a property of a parameter in the style `deepObject`: `page[number]`.
//!
//! Places in a response are JSON Pointers (RFC 6901) in which `-1` denotes the last item of an
//! array.

use super::ty::Type;

/// The pagination of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Pages {
    /// The members that lead from the response to its items. Empty if the response itself is the
    /// array.
    pub items: Vec<String>,
    /// The type of an item.
    pub item: Type,
    /// The way to request the next page.
    pub pager: Pager,
    /// The member that says whether there is another page, if there is one.
    pub more: Option<More>,
}

/// The way to request the next page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pager {
    /// A query parameter takes a value from the response.
    Cursor {
        /// The parameter.
        parameter: String,
        /// The places of its next value. The first one that has a value is used.
        from: Vec<String>,
        /// The response header that holds its next value, in lower case.
        header: Option<String>,
    },
    /// A query parameter takes the number of items before the page.
    Offset {
        /// The parameter.
        parameter: String,
        /// Its value for the first page.
        first: u64,
        /// The parameter for the number of items per page, and its maximum.
        limit: Option<(String, u64)>,
        /// The place of the total number of items.
        total: Option<String>,
    },
    /// A query parameter takes the page number.
    Number {
        /// The parameter.
        parameter: String,
        /// The number of the first page.
        first: u64,
        /// The place of the number of the page, if the document does not say which one is the first.
        current: Option<String>,
        /// The place of the total number of pages.
        pages: Option<String>,
        /// The place of the total number of items.
        total: Option<String>,
    },
    /// The response contains the URL of the next page.
    Url {
        /// The places of the URL. The first one that has a value is used.
        from: Vec<String>,
    },
    /// The header `Link` contains the URL of the next page (RFC 8288).
    Link,
}

/// A member that says whether there is another page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct More {
    /// The place of the member.
    pub at: String,
    /// Its value if there is another page: `true` for `has_more`, `false` for `is_last`.
    pub is: bool,
}
