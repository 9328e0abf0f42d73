//! Bodies of several parts: files.

use super::File;
use super::request::Request;

impl<R> Request<R> {
    /// Sets a part that is a file.
    pub(crate) fn part_file(mut self, name: &'static str, file: &File) -> Self {
        let part = self.plan.file_part(name, file);
        self.plan.set_parts(name, vec![part]);
        self
    }
}
