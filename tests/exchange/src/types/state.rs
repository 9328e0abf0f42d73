// @generated from the OpenAPI document; do not edit

crate::runtime::object! {
    /// The schema `State`.
    pub struct State + extra {
        pub note: Option<super::Note> = "note",
    }
}
