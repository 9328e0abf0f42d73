//! The part that a file makes.

use bytes::Bytes;

use super::File;
use super::multipart::{attribute, part};
use super::request::Plan;

impl Plan {
    /// Writes the part of a file.
    pub(crate) fn file_part(&mut self, name: &str, file: &File) -> Bytes {
        if file.media_type.contains(['\r', '\n']) {
            self.fail(format!(
                "the media type of the file `{name}` has characters that no header can carry"
            ));
        }
        let disposition = [attribute("name", name), attribute("filename", &file.name)].join("; ");
        part(&disposition, &file.media_type, &file.content)
    }
}
