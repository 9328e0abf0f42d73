// @generated from the OpenAPI document; do not edit

//! [`Body`] and the types that it contains.

crate::runtime::input! {
    /// The body of `create`.
    pub struct Body + extra {
        pub prompt: String = "prompt" new(String),
        pub stream: Option<bool> = "stream" set(bool),
    }
}
