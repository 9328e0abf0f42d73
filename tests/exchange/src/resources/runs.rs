// @generated from the OpenAPI document; do not edit

//! The resource `client.runs()`.

use crate::Client;
use crate::client::TOKEN;
use crate::runtime::{Json, operation};
use crate::types;

/// The resource `client.runs()`.
#[derive(Clone, Debug)]
pub struct Runs {
    pub(crate) client: Client,
}

impl Runs {
    /// `POST /runs`
    #[doc = include_str!("../../docs/runs/create.md")]
    pub fn create(&self) -> Create {
        let request = Create::for_client(&self.client.core);
        Create { request }
    }
}

operation! {
    /// The request for [`Runs::create`]. Await it to send it.
    pub struct Create: Json<types::Note> => types::Note {
        POST "/runs" accept "application/json" secured [[TOKEN]],
    }
}
