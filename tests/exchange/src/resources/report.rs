// @generated from the OpenAPI document; do not edit

//! The resource `client.report()`.

use crate::Client;
use crate::client::TOKEN;
use crate::runtime::{Binary, ByteStream, Pieces, operation};

/// The resource `client.report()`.
#[derive(Clone, Debug)]
pub struct Report {
    pub(crate) client: Client,
}

impl Report {
    /// `GET /report`
    #[doc = include_str!("../../docs/report/retrieve.md")]
    pub fn retrieve(&self) -> Retrieve {
        let request = Retrieve::for_client(&self.client.core);
        Retrieve { request }
    }
}

operation! {
    /// The request for [`Report::retrieve`]. Await it to send it.
    pub struct Retrieve: Binary => bytes::Bytes {
        GET "/report" accept "application/pdf" secured [[TOKEN]],
        stream Pieces => [ByteStream] accept "application/pdf",
    }
}
