// @generated from the OpenAPI document; do not edit

//! The resource `client.files()`.

use crate::Client;
use crate::client::TOKEN;
use crate::runtime::{File, Json, operation, setters};
use crate::types;

/// The resource `client.files()`.
#[derive(Clone, Debug)]
pub struct Files {
    pub(crate) client: Client,
}

impl Files {
    /// `POST /files`
    #[doc = include_str!("../../docs/files/create.md")]
    pub fn create(&self, file: impl Into<File>) -> Create {
        let request = Create::for_client(&self.client.core)
            .part_file("file", &file.into());
        Create { request }
    }
}

operation! {
    /// The request for [`Files::create`]. Await it to send it.
    pub struct Create: Json<types::Note> => types::Note {
        POST "/files" accept "application/json" secured [[TOKEN]],
    }
}

setters! {
    impl Create {
        /// Sets `purpose`.
        purpose: (String) = part("purpose"),
    }
}
