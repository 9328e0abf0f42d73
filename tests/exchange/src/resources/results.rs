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
    #[doc = include_str!("../../docs/results/list.md")]
    pub fn list(&self) -> List {
        let request = List::for_client(&self.client.core);
        List { request }
    }
}

operation! {
    /// The request for [`Results::list`]. Await it to send it.
    pub struct List: Lines<types::Job> => LineStream<types::Job> {
        GET "/results" accept "application/x-ndjson" secured [[TOKEN]],
    }
}
