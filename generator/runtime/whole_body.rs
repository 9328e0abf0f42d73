//! Bodies of one piece.

use bytes::Bytes;

use super::request::{MakeBody, Plan};

impl Plan {
    /// Sends this body.
    pub(crate) fn set_body(&mut self, content: Bytes, body: MakeBody) {
        self.set_pieces("", [content], body);
    }
}

/// The content of the body.
pub(crate) fn content(pieces: &[(&'static str, Bytes)]) -> Bytes {
    let piece = pieces.first();
    piece
        .map(|(_, content)| content.clone())
        .unwrap_or_default()
}
