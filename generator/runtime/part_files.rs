//! Bodies of several parts: lists of files.

use super::File;
use super::request::Request;

impl<R> Request<R> {
    /// Sets a part for each file.
    pub(crate) fn part_files(mut self, name: &'static str, files: &[File]) -> Self {
        let files = files.iter();
        let parts = files.map(|file| self.plan.file_part(name, file)).collect();
        self.plan.set_parts(name, parts);
        self
    }
}
