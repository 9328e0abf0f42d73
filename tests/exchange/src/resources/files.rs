// @generated from the OpenAPI document; do not edit

//! The resource `client.files()`.

use crate::Client;
use crate::client::TOKEN;
use crate::runtime::{File, Json, Multipart as _, operation, setters};
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

    /// Like [`create`](Self::create), but takes the whole body as one value. Setters of the
    /// request replace parts of that body.
    pub fn create_with(&self, body: impl ::std::borrow::Borrow<CreateBody>) -> Create {
        let request = Create::for_client(&self.client.core)
            .parts(&body.borrow().request);
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

    impl CreateBody {
        /// Sets `purpose`.
        purpose: (String) = part("purpose"),
    }
}

/// The whole body of a request, for [`Files::create_with`].
#[derive(Clone, Debug)]
pub struct CreateBody {
    request: crate::runtime::Parts,
}

impl CreateBody {
    /// Creates a body from its required parts.
    #[must_use]
    pub fn new(file: impl Into<File>) -> Self {
        let request = crate::runtime::Parts::default().part_file("file", &file.into());
        Self { request }
    }
}
