// @generated from the OpenAPI document; do not edit

//! The types of `create`.

use crate::types;

crate::runtime::object! {
    /// The response of `create`.
    pub struct Response + extra {
        pub notes: Option<Vec<types::Note>> = "notes",
        pub last: Option<String> = "last",
    }
}
