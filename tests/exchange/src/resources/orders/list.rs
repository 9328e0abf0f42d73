// @generated from the OpenAPI document; do not edit

//! The types of `list`.

use crate::types;

crate::runtime::object! {
    /// The response of `list`.
    pub struct Response + extra {
        pub orders: Option<Vec<types::Note>> = "orders",
        pub total_pages: Option<i64> = "total_pages",
    }
}
