// @generated from the OpenAPI document; do not edit

crate::runtime::input! {
    /// The schema `Color`.
    pub struct Color + extra {
        pub r: i64 = "R" new i64,
        pub g: i64 = "G" new i64,
    }
}
