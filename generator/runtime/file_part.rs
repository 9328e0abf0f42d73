//! The part that a file makes.

use super::File;
use super::file::Content;
use super::multipart::{attribute, part};
use super::request::{Piece, Plan};

impl Plan {
    /// Writes the part of a file.
    pub(crate) fn file_part(&mut self, name: &str, file: &File) -> Piece {
        if file.media_type.contains(['\r', '\n']) {
            self.fail(format!(
                "the media type of the file `{name}` contains characters that HTTP headers do not allow"
            ));
        }
        let disposition = [attribute("name", name), attribute("filename", &file.name)].join("; ");
        let (content, source) = match &file.content {
            Content::Bytes(bytes) => (&**bytes, None),
            Content::Source(source) => (&[][..], Some(source.clone())),
        };
        let part = part(&disposition, &file.media_type, content);
        Piece {
            source,
            ..part.into()
        }
    }
}
