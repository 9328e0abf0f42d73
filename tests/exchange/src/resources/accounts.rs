// @generated from the OpenAPI document; do not edit

//! The resource `client.accounts()`.

use crate::Client;
use crate::client::BASIC;
use crate::runtime::{Json, operation};
use crate::types;

/// The resource `client.accounts()`.
#[derive(Clone, Debug)]
pub struct Accounts {
    pub(crate) client: Client,
}

impl Accounts {
    /// `GET /accounts`
    #[doc = include_str!("../../docs/accounts/retrieve.md")]
    pub fn retrieve(&self) -> Retrieve {
        let request = Retrieve::for_client(&self.client.core);
        Retrieve { request }
    }
}

operation! {
    /// The request for [`Accounts::retrieve`]. Await it to send it.
    pub struct Retrieve: Json<types::Note> => types::Note {
        GET "/accounts" accept "application/json" secured [[BASIC]],
    }
}
