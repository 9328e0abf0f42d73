// @generated from the OpenAPI document; do not edit

//! The types of requests and responses, named after their schemas.

#[cfg(any(
    feature = "accounts", feature = "answers", feature = "edits", feature = "events",
    feature = "files", feature = "finds", feature = "lines", feature = "links", feature = "notes",
    feature = "orders", feature = "runs", feature = "searches", feature = "sequences",
    feature = "state", feature = "urls"
))]
crate::runtime::modules! {
    mod note: Note;
}

#[cfg(any(feature = "jobs", feature = "results"))]
crate::runtime::modules! {
    pub mod job: Job;
}

#[cfg(any(feature = "links", feature = "urls"))]
crate::runtime::modules! {
    mod notes: Notes;
}

#[cfg(feature = "state")]
crate::runtime::modules! {
    mod state: State;
}

#[cfg(feature = "styles")]
crate::runtime::modules! {
    mod color: Color;
}
