// @generated from the OpenAPI document; do not edit

//! The resource `client.plain()`.

use crate::Client;
use crate::client::TOKEN;
use crate::runtime::{Text, operation};

/// The resource `client.plain()`.
#[derive(Clone, Debug)]
pub struct Plain {
    pub(crate) client: Client,
}

impl Plain {
    /// `GET /plain`
    #[doc = include_str!("../../docs/plain/retrieve.md")]
    pub fn retrieve(&self) -> Retrieve {
        let request = Retrieve::for_client(&self.client.core);
        Retrieve { request }
    }
}

operation! {
    /// The request for [`Plain::retrieve`]. Await it to send it.
    pub struct Retrieve: Text => String {
        GET "/plain" accept "text/plain" secured [[TOKEN]],
    }
}
