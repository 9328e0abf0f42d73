// @generated from the OpenAPI document; do not edit

//! The resource `client.links()`.

use crate::Client;
use crate::client::TOKEN;
use crate::runtime::{Page, Paged, operation};
use crate::types;

/// The resource `client.links()`.
#[derive(Clone, Debug)]
pub struct Links {
    pub(crate) client: Client,
}

impl Links {
    /// `GET /links`, [paginated](crate#pages)
    #[doc = include_str!("../../docs/links/list.md")]
    pub fn list(&self) -> List {
        let request = List::for_client(&self.client.core);
        List { request }
    }
}

operation! {
    /// The request for [`Links::list`]. Await it to send it.
    pub struct List: Paged<List> => Page<types::Notes, types::Note> {
        GET "/links" accept "application/json" secured [[TOKEN]],
        pages [.notes [?] as types::Note] next_link(),
    }
}
