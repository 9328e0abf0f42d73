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
    #[doc = include_str!("../../docs/anything/retrieve.md")]
    pub fn retrieve(&self) -> Retrieve {
        let request = Retrieve::for_client(&self.client.core);
        Retrieve { request }
    }
}

operation! {
    /// The request for [`Anything::retrieve`]. Await it to send it.
    pub struct Retrieve: Events<serde_json::Value> => EventStream<serde_json::Value> {
        GET "/anything" accept "text/event-stream" secured [[TOKEN]],
    }
}
