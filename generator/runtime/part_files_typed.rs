//! Bodies of several parts: lists of files of a known media type.

use super::File;
use super::file_type::typed;
use super::request::Request;

impl<R> Request<R> {
    /// Sets a part for each file, of this media type unless the file has one of its own.
    pub(crate) fn part_files_typed(
        mut self,
        name: &'static str,
        media_type: &str,
        files: &[File],
    ) -> Self {
        let mut parts = Vec::new();
        for file in files {
            parts.push(self.plan.file_part(name, &typed(file, media_type)));
        }
        self.plan.set_parts(name, parts);
        self
    }
}
