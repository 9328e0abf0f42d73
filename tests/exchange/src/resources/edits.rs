// @generated from the OpenAPI document; do not edit

//! The resource `client.edits()`.

use crate::Client;
use crate::client::TOKEN;
use crate::runtime::{
    EventStream, Events, File, Json, Multipart as _, operation, setters,
};
use crate::types;

/// The resource `client.edits()`.
#[derive(Clone, Debug)]
pub struct Edits {
    pub(crate) client: Client,
}

impl Edits {
    /// `POST /edits`
    #[doc = include_str!("../../docs/edits/create.md")]
    pub fn create<K1: crate::runtime::Present>(
        &self,
        image: impl crate::runtime::IntoItems<File, K1>,
    ) -> Create {
        let request = Create::for_client(&self.client.core)
            .part_files("image", &image.into_items().unwrap_or_default());
        Create { request }
    }

    /// Like [`create`](Self::create), but takes the whole body as one value. Setters of the
    /// request replace parts of that body.
    pub fn create_with(&self, body: impl ::std::borrow::Borrow<CreateBody>) -> Create {
        let request = Create::for_client(&self.client.core)
            .parts(&body.borrow().request);
        Create { request }
    }
}

operation! {
    /// The request for [`Edits::create`]. Await it to send it.
    pub struct Create: Json<types::Note> => types::Note {
        POST "/edits" accept "application/json" secured [[TOKEN]],
        stream Events<types::Note> => [EventStream<types::Note>] accept "text/event-stream" set part("stream") = true,
    }
}

setters! {
    impl Create {
        /// Sets `prompt`.
        prompt: (String) = part("prompt"),
    }

    impl CreateBody {
        /// Sets `prompt`.
        prompt: (String) = part("prompt"),
    }
}

/// The whole body of a request, for [`Edits::create_with`].
#[derive(Clone, Debug)]
pub struct CreateBody {
    request: crate::runtime::Parts,
}

impl CreateBody {
    /// Creates a body from its required parts.
    #[must_use]
    pub fn new<K1: crate::runtime::Present>(
        image: impl crate::runtime::IntoItems<File, K1>,
    ) -> Self {
        let request = crate::runtime::Parts::default()
            .part_files("image", &image.into_items().unwrap_or_default());
        Self { request }
    }
}
