// @generated from the OpenAPI document; do not edit

//! The resource `client.jobs()`.

use crate::Client;
use crate::client::TOKEN;
use crate::runtime::{Empty, Json, operation};
use crate::types;

/// The resource `client.jobs()`.
#[derive(Clone, Debug)]
pub struct Jobs {
    pub(crate) client: Client,
}

impl Jobs {
    /// `GET /jobs/{job_id}`
    #[doc = include_str!("../../docs/jobs/retrieve.md")]
    pub fn retrieve(&self, job_id: impl AsRef<str>) -> Retrieve {
        let request = Retrieve::for_client(&self.client.core)
            .path("job_id", job_id.as_ref());
        Retrieve { request }
    }

    /// `DELETE /jobs/{job_id}`
    #[doc = include_str!("../../docs/jobs/delete.md")]
    pub fn delete(&self, job_id: impl AsRef<str>) -> Delete {
        let request = Delete::for_client(&self.client.core)
            .path("job_id", job_id.as_ref());
        Delete { request }
    }
}

operation! {
    /// The request for [`Jobs::retrieve`]. Await it to send it.
    pub struct Retrieve: Json<types::Job> => types::Job {
        GET "/jobs/{job_id}" accept "application/json" secured [[TOKEN]],
    }

    /// The request for [`Jobs::delete`]. Await it to send it.
    pub struct Delete: Empty => () {
        DELETE "/jobs/{job_id}" accept "*/*" secured [[TOKEN]],
    }
}
