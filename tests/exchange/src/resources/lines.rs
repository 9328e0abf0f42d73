// @generated from the OpenAPI document; do not edit

//! The resource `client.lines()`.

use crate::Client;
use crate::client::TOKEN;
use crate::runtime::{LineStream, Lines, operation};
use crate::types;

/// The resource `client.lines()`.
#[derive(Clone, Debug)]
pub struct LinesResource {
    pub(crate) client: Client,
}

impl LinesResource {
    /// `GET /lines`
    #[doc = include_str!("../../docs/lines/retrieve.md")]
    pub fn retrieve(&self) -> Retrieve {
        let request = Retrieve::for_client(&self.client.core);
        Retrieve { request }
    }
}

operation! {
    /// The request for [`LinesResource::retrieve`]. Await it to send it.
    pub struct Retrieve: Lines<types::Note> => LineStream<types::Note> {
        GET "/lines" accept "application/x-ndjson" secured [[TOKEN]],
    }
}
