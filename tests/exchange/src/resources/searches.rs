// @generated from the OpenAPI document; do not edit

//! The resource `client.searches()`.

use crate::Client;
use crate::client::KEY;
use crate::runtime::{Json, operation};
use crate::types;

/// The resource `client.searches()`.
#[derive(Clone, Debug)]
pub struct Searches {
    pub(crate) client: Client,
}

impl Searches {
    /// `GET /searches`
    #[doc = include_str!("../../docs/searches/retrieve.md")]
    pub fn retrieve(&self) -> Retrieve {
        let request = Retrieve::for_client(&self.client.core);
        Retrieve { request }
    }
}

operation! {
    /// The request for [`Searches::retrieve`]. Await it to send it.
    pub struct Retrieve: Json<types::Note> => types::Note {
        GET "/searches" accept "application/json" secured [[KEY]],
    }
}
