// @generated from the OpenAPI document; do not edit

//! The resource `client.finds()`.

pub mod create;

use crate::Client;
use crate::client::TOKEN;
use crate::runtime::{Page, Paged, operation, setters};
use crate::types;

/// The resource `client.finds()`.
#[derive(Clone, Debug)]
pub struct Finds {
    pub(crate) client: Client,
}

impl Finds {
    /// `POST /finds`, [paginated](crate#pages)
    #[doc = include_str!("../../docs/finds/create.md")]
    pub fn create(&self) -> Create {
        let request = Create::for_client(&self.client.core);
        Create { request }
    }
}

operation! {
    /// The request for [`Finds::create`]. Await it to send it.
    pub struct Create: Paged<Create> => Page<create::Response, types::Note> {
        POST "/finds" accept "application/json" secured [[TOKEN]],
        pages [.notes [?] as types::Note] cursor("after" from "/last"),
    }
}

setters! {
    impl Create {
        /// Sets `after`.
        after: (String) = query("after"),
    }
}
