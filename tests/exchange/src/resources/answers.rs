// @generated from the OpenAPI document; do not edit

//! The resource `client.answers()`.

pub mod create;

use crate::Client;
use crate::client::TOKEN;
use crate::runtime::{EventStream, Events, Json, operation};
use crate::types;

/// The resource `client.answers()`.
#[derive(Clone, Debug)]
pub struct Answers {
    pub(crate) client: Client,
}

impl Answers {
    /// `POST /answers`
    #[doc = include_str!("../../docs/answers/create.md")]
    pub fn create(&self, prompt: impl Into<String>) -> Create {
        let request = Create::for_client(&self.client.core)
            .json_object()
            .field("prompt", &prompt.into());
        Create { request }
    }

    /// Like [`create`](Self::create), but takes the whole body as one value. Setters of the
    /// request replace members of that body.
    pub fn create_with(
        &self,
        body: impl crate::runtime::IntoBody<create::Body>,
    ) -> Create {
        let request = Create::for_client(&self.client.core)
            .object(&body.into_body())
            .without("stream", "true");
        Create { request }
    }
}

operation! {
    /// The request for [`Answers::create`]. Await it to send it.
    pub struct Create: Json<types::Note> => types::Note {
        POST "/answers" accept "application/json" secured [[TOKEN]],
        stream Events<types::Note> => [EventStream<types::Note>] accept "text/event-stream" set field("stream") = true,
    }
}
