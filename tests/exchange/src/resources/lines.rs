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
    #[doc = include_str!("../../docs/lines/list.md")]
    pub fn list(&self) -> List {
        let request = List::for_client(&self.client.core);
        List { request }
    }
}

operation! {
    /// The request for [`LinesResource::list`]. Await it to send it.
    pub struct List: Lines<types::Note> => LineStream<types::Note> {
        GET "/lines" accept "application/x-ndjson" secured [[TOKEN]],
    }
}
