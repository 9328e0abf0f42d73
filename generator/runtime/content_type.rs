//! Bodies of another media type than the usual one.

use super::request::Request;

impl<R> Request<R> {
    /// Sets the media type of the body.
    pub(crate) fn content_type(mut self, media_type: &'static str) -> Self {
        self.plan.content_type = Some(media_type);
        self
    }
}
