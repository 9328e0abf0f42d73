// @generated from the OpenAPI document; do not edit

crate::runtime::object! {
    /// The schema `Notes`.
    pub struct Notes + extra {
        pub notes: Option<Vec<super::Note>> = "notes",
        pub next: Option<String> = "next",
    }
}
