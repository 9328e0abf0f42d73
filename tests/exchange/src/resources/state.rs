// @generated from the OpenAPI document; do not edit

//! The resource `client.state()`.

use crate::Client;
use crate::client::TOKEN;
use crate::runtime::{Json, operation};
use crate::types;

/// The resource `client.state()`.
#[derive(Clone, Debug)]
pub struct State {
    pub(crate) client: Client,
}

impl State {
    /// `GET /state`
    #[doc = include_str!("../../docs/state/retrieve.md")]
    pub fn retrieve(&self) -> Retrieve {
        let request = Retrieve::for_client(&self.client.core);
        Retrieve { request }
    }
}

operation! {
    /// The request for [`State::retrieve`]. Await it to send it.
    pub struct Retrieve: Json<types::State> => types::State {
        GET "/state" accept "application/json" secured [[TOKEN]],
    }
}
