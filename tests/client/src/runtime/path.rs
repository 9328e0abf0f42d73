//! Arguments in the path of a request that are texts.

use super::path_segment::segment;
use super::request::Request;

impl<R> Request<R> {
    /// Puts a text into the path template.
    pub(crate) fn path(mut self, name: &str, value: &str) -> Self {
        self.plan.put_path(name, &segment(value));
        self
    }
}
