// @generated from the OpenAPI document; do not edit

//! The resource `client.notes()`.

use crate::Client;
use crate::client::TOKEN;
use crate::runtime::{Json, operation};
use crate::types;

/// The resource `client.notes()`.
#[derive(Clone, Debug)]
pub struct Notes {
    pub(crate) client: Client,
}

impl Notes {
    /// `GET /notes/{note_id}`
    #[doc = include_str!("../../docs/notes/retrieve.md")]
    pub fn retrieve(&self, note_id: impl AsRef<str>) -> Retrieve {
        let request = Retrieve::for_client(&self.client.core)
            .path("note_id", note_id.as_ref());
        Retrieve { request }
    }
}

operation! {
    /// The request for [`Notes::retrieve`]. Await it to send it.
    pub struct Retrieve: Json<types::Note> => types::Note {
        GET "/notes/{note_id}" accept "application/json" secured [[TOKEN]],
    }
}
