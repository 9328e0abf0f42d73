//! Bodies of one piece.

use bytes::Bytes;

use super::request::{MakeBody, Piece, Plan};

impl Plan {
    /// Sends this body.
    pub(crate) fn set_body(&mut self, content: Bytes, body: MakeBody) {
        self.set_pieces("", [content.into()], body);
    }
}

/// The content of the body.
pub(crate) fn content(pieces: &[Piece]) -> reqwest::Body {
    let piece = pieces.first();
    piece
        .map(|piece| piece.bytes.clone())
        .unwrap_or_default()
        .into()
}
