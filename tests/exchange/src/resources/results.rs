// @generated from the OpenAPI document; do not edit

//! The resource `client.results()`.

use crate::Client;
use crate::client::TOKEN;
use crate::runtime::{LineStream, Lines, operation};
use crate::types;

/// The resource `client.results()`.
#[derive(Clone, Debug)]
pub struct Results {
    pub(crate) client: Client,
}

impl Results {
    /// `GET /results`
    #[doc = include_str!("../../docs/results/retrieve.md")]
    pub fn retrieve(&self) -> Retrieve {
        let request = Retrieve::for_client(&self.client.core);
        Retrieve { request }
    }
}

operation! {
    /// The request for [`Results::retrieve`]. Await it to send it.
    pub struct Retrieve: Lines<types::Job> => LineStream<types::Job> {
        GET "/results" accept "application/x-ndjson" secured [[TOKEN]],
    }
}
