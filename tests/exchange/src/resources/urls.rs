// @generated from the OpenAPI document; do not edit

//! The resource `client.urls()`.

use crate::Client;
use crate::client::TOKEN;
use crate::runtime::{Page, Paged, operation};
use crate::types;

/// The resource `client.urls()`.
#[derive(Clone, Debug)]
pub struct Urls {
    pub(crate) client: Client,
}

impl Urls {
    /// `GET /urls`, [paginated](crate#pages)
    #[doc = include_str!("../../docs/urls/list.md")]
    pub fn list(&self) -> List {
        let request = List::for_client(&self.client.core);
        List { request }
    }
}

operation! {
    /// The request for [`Urls::list`]. Await it to send it.
    pub struct List: Paged<List> => Page<types::Notes, types::Note> {
        GET "/urls" accept "application/json" secured [[TOKEN]],
        pages [.notes [?] as types::Note] next_url(from "/next"),
    }
}
