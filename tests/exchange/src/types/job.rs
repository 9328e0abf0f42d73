// @generated from the OpenAPI document; do not edit

//! [`Job`] and the types that it contains.

crate::runtime::object! {
    /// The schema `Job`.
    pub struct Job + extra {
        pub id: String = "id",
        pub count: Option<i64> = "count",
        pub error: Option<Error> = "error",
    }
}

crate::runtime::object! {
    /// The value of `error`.
    pub struct Error + extra {
        pub code: Option<String> = "code",
        pub message: Option<String> = "message",
    }
}
