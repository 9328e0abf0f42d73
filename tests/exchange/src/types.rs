// @generated from the OpenAPI document; do not edit

//! The types of requests and responses, named after their schemas.

#[cfg(any(
    feature = "accounts", feature = "answers", feature = "edits", feature = "events",
    feature = "files", feature = "lines", feature = "notes", feature = "runs", feature = "searches"
))]
crate::runtime::modules! {
    mod note: Note;
}
