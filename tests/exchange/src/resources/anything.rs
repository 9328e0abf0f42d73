// @generated from the OpenAPI document; do not edit

//! The resource `client.anything()`.

use crate::Client;
use crate::client::TOKEN;
use crate::runtime::{EventStream, Events, operation};

/// The resource `client.anything()`.
#[derive(Clone, Debug)]
pub struct Anything {
    pub(crate) client: Client,
}

impl Anything {
    /// `GET /anything`
    #[doc = include_str!("../../docs/anything/list.md")]
    pub fn list(&self) -> List {
        let request = List::for_client(&self.client.core);
        List { request }
    }
}

operation! {
    /// The request for [`Anything::list`]. Await it to send it.
    pub struct List: Events<serde_json::Value> => EventStream<serde_json::Value> {
        GET "/anything" accept "text/event-stream" secured [[TOKEN]],
    }
}
