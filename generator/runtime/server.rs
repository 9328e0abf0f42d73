//! Operations that another server answers than most.

use super::request::Request;

impl<R> Request<R> {
    /// Sends the request to this server, unless the client was given one by its user.
    pub(crate) fn server(mut self, base_url: &'static str) -> Self {
        self.plan.server = Some(base_url);
        self
    }
}
