//! Multipart bodies whose parts have positions instead of names, such as `multipart/mixed` (RFC 2046, 5.1.3).

use std::fmt::Write as _;

use bytes::Bytes;

use super::draft::{Draft, Piece};
use super::error::Error;
use super::file::File;
use super::json::Wire;
use super::json::tree::Node;
use super::multipart::multipart;
use super::request::Request;

impl<R> Request<R> {
    /// Sets the part at a position. It is JSON or text, depending on the media type. Null has no text: the part is
    /// omitted, which is an error if others follow it.
    #[must_use]
    pub fn part_at<T: Wire>(mut self, position: &'static str, media_type: &str, value: &T) -> Self {
        let tree = self.plan.sent(position, value);
        let part = ordered(media_type, tree.root());
        self.plan
            .draft
            .set_ordered(position, part.into_iter().collect());
        self
    }

    /// Sets a part for each item of an array, from a position on. Null among them must be JSON.
    #[must_use]
    pub fn parts_from<T: Wire>(
        mut self,
        position: &'static str,
        media_type: &str,
        values: &T,
    ) -> Self {
        let tree = self.plan.sent(position, values);
        let items = tree.root().children();
        let count = items.len();
        let parts = items.into_iter();
        let parts = parts.filter_map(|(_, item)| ordered(media_type, item));
        let parts: Vec<Piece> = parts.collect();
        if parts.len() < count {
            self.plan.fail(format!(
                "a part is null, which the media type `{media_type}` cannot represent"
            ));
        }
        self.plan.draft.set_ordered(position, parts);
        self
    }

    /// Sets the part at a position to a file, of one of these media types unless the file has one of its own.
    #[must_use]
    pub fn file_at(mut self, position: &'static str, media_types: &str, file: &File) -> Self {
        let part = self.plan.draft.unnamed_file(position, media_types, file);
        self.plan.draft.set_ordered(position, vec![part]);
        self
    }

    /// Sets a part for each file, from a position on.
    #[must_use]
    pub fn files_from(mut self, position: &'static str, media_types: &str, files: &[File]) -> Self {
        let mut parts = Vec::new();
        for file in files {
            parts.push(self.plan.draft.unnamed_file(position, media_types, file));
        }
        self.plan.draft.set_ordered(position, parts);
        self
    }
}

impl Draft {
    /// Sets the parts at a position. Parts are sent in the order of their positions.
    fn set_ordered(&mut self, position: &'static str, parts: Vec<Piece>) {
        self.set_pieces(position, parts, without_gaps);
        self.pieces.sort_by_key(place);
    }
}

/// The position of a part. Headers have names instead.
fn place(piece: &Piece) -> usize {
    piece.name.parse().unwrap_or(usize::MAX)
}

/// Joins the parts. A part that is missing before another would change the positions of all that follow.
fn without_gaps(pieces: &[Piece]) -> Result<(String, reqwest::Body), Error> {
    let mut next = 0;
    for place in pieces.iter().filter(|one| one.of.is_none()).map(place) {
        if place > next {
            let message = format!(
                "the part at index {next} of the body is missing, but a part after it is set"
            );
            return Err(Error::invalid_request(message));
        }
        next = place + 1;
    }
    multipart(pieces)
}

/// Writes a value as a part without a name; `None` if it is null, and the media type has no form for that.
fn ordered(media_type: &str, value: Node<'_>) -> Option<Piece> {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let essence = essence.to_ascii_lowercase();
    let content = if essence.ends_with("/json") || essence.ends_with("+json") {
        value.text().into()
    } else {
        value.plain()?
    };
    let mut part = String::new();
    let _ = write!(part, "Content-Type: {media_type}\r\n\r\n{content}");
    Some(Bytes::from(part).into())
}
