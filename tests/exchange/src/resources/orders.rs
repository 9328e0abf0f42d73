// @generated from the OpenAPI document; do not edit

//! The resource `client.orders()`.

pub mod list;

use crate::Client;
use crate::client::TOKEN;
use crate::runtime::{Page, Paged, operation, setters};
use crate::types;

/// The resource `client.orders()`.
#[derive(Clone, Debug)]
pub struct Orders {
    pub(crate) client: Client,
}

impl Orders {
    /// `GET /orders`, [paginated](crate#pages)
    #[doc = include_str!("../../docs/orders/list.md")]
    pub fn list(&self) -> List {
        let request = List::for_client(&self.client.core);
        List { request }
    }
}

operation! {
    /// The request for [`Orders::list`]. Await it to send it.
    pub struct List: Paged<List> => Page<list::Response, types::Note> {
        GET "/orders" accept "application/json" secured [[TOKEN]],
        pages [.orders [?] as types::Note] numbers("page" first 1 pages "/total_pages"),
    }
}

setters! {
    impl List {
        /// Sets `page`.
        page: i64 = query("page"),
    }
}
