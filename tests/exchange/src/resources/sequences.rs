// @generated from the OpenAPI document; do not edit

//! The resource `client.sequences()`.

use crate::Client;
use crate::client::TOKEN;
use crate::runtime::{LineStream, Lines, operation};
use crate::types;

/// The resource `client.sequences()`.
#[derive(Clone, Debug)]
pub struct Sequences {
    pub(crate) client: Client,
}

impl Sequences {
    /// `GET /sequences`
    #[doc = include_str!("../../docs/sequences/retrieve.md")]
    pub fn retrieve(&self) -> Retrieve {
        let request = Retrieve::for_client(&self.client.core);
        Retrieve { request }
    }
}

operation! {
    /// The request for [`Sequences::retrieve`]. Await it to send it.
    pub struct Retrieve: Lines<types::Note> => LineStream<types::Note> {
        GET "/sequences" accept "application/json-seq" secured [[TOKEN]],
    }
}
