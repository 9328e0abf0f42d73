//! Bodies of several parts: files of a known media type.

use super::File;
use super::file_type::typed;
use super::request::Request;

impl<R> Request<R> {
    /// Sets a part that is a file, of this media type unless the file has one of its own.
    pub(crate) fn part_file_typed(
        mut self,
        name: &'static str,
        media_type: &str,
        file: &File,
    ) -> Self {
        let part = self.plan.file_part(name, &typed(file, media_type));
        self.plan.set_parts(name, vec![part]);
        self
    }
}
