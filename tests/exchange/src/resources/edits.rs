// @generated from the OpenAPI document; do not edit

//! The resource `client.edits()`.

use crate::Client;
use crate::client::TOKEN;
use crate::runtime::{EventStream, Events, Json, operation, setters};
use crate::types;

/// The resource `client.edits()`.
#[derive(Clone, Debug)]
pub struct Edits {
    pub(crate) client: Client,
}

impl Edits {
    /// `POST /edits`
    #[doc = include_str!("../../docs/edits/create.md")]
    pub fn create(&self, image: impl crate::runtime::IntoFiles) -> Create {
        let request = Create::for_client(&self.client.core)
            .part_files("image", &image.into_files());
        Create { request }
    }
}

operation! {
    /// The request for [`Edits::create`]. Await it to send it.
    pub struct Create: Json<types::Note> => types::Note {
        POST "/edits" accept "application/json" secured [[TOKEN]],
        stream Events<types::Note> => [EventStream<types::Note>] accept "text/event-stream" set part("stream"),
    }
}

setters! {
    impl Create {
        /// Sets `prompt`.
        prompt: (String) = part("prompt"),
    }
}
