// @generated from the OpenAPI document; do not edit

//! The resource `client.texts()`.

use crate::Client;
use crate::client::TOKEN;
use crate::runtime::{EventStream, TextEvents, operation};

/// The resource `client.texts()`.
#[derive(Clone, Debug)]
pub struct Texts {
    pub(crate) client: Client,
}

impl Texts {
    /// `GET /texts`
    #[doc = include_str!("../../docs/texts/list.md")]
    pub fn list(&self) -> List {
        let request = List::for_client(&self.client.core);
        List { request }
    }
}

operation! {
    /// The request for [`Texts::list`]. Await it to send it.
    pub struct List: TextEvents<String> => EventStream<String> {
        GET "/texts" accept "text/event-stream" secured [[TOKEN]],
    }
}
