// @generated from the OpenAPI document; do not edit

crate::runtime::object! {
    /// The schema `Note`.
    pub struct Note + extra {
        pub text: String = "text",
        pub count: Option<i64> = "count",
    }
}
