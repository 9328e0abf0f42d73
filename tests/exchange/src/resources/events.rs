// @generated from the OpenAPI document; do not edit

//! The resource `client.events()`.

use crate::Client;
use crate::client::TOKEN;
use crate::runtime::{EventStream, Events, operation};
use crate::types;

/// The resource `client.events()`.
#[derive(Clone, Debug)]
pub struct EventsResource {
    pub(crate) client: Client,
}

impl EventsResource {
    /// `GET /events`
    #[doc = include_str!("../../docs/events/list.md")]
    pub fn list(&self) -> List {
        let request = List::for_client(&self.client.core);
        List { request }
    }
}

operation! {
    /// The request for [`EventsResource::list`]. Await it to send it.
    pub struct List: Events<types::Note> => EventStream<types::Note> {
        GET "/events" accept "text/event-stream" secured [[TOKEN]],
    }
}
