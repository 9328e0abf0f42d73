//! The pieces that a body is made of.

use bytes::Bytes;

use super::request::{MakeBody, Piece, Plan};

impl Plan {
    /// Sets the pieces that hold `name`, in place of those that did, and how a body is made of all.
    pub(crate) fn set_pieces(
        &mut self,
        name: &'static str,
        pieces: impl IntoIterator<Item = Piece>,
        body: MakeBody,
    ) {
        self.pieces.retain(|piece| piece.name != name);
        let named = |piece| Piece { name, ..piece };
        self.pieces.extend(pieces.into_iter().map(named));
        self.body = Some(body);
    }
}

impl From<Bytes> for Piece {
    fn from(bytes: Bytes) -> Self {
        Self {
            name: "",
            bytes,
            source: None,
        }
    }
}
