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
    #[doc = include_str!("../../docs/sequences/list.md")]
    pub fn list(&self) -> List {
        let request = List::for_client(&self.client.core);
        List { request }
    }
}

operation! {
    /// The request for [`Sequences::list`]. Await it to send it.
    pub struct List: Lines<types::Note> => LineStream<types::Note> {
        GET "/sequences" accept "application/json-seq" secured [[TOKEN]],
    }
}
