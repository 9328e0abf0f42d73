//! The pieces that a body is made of.

use bytes::Bytes;

use super::request::{MakeBody, Plan};

impl Plan {
    /// Sets the pieces that hold `name`, in place of those that did, and how a body is made of all.
    pub(crate) fn set_pieces(
        &mut self,
        name: &'static str,
        pieces: impl IntoIterator<Item = Bytes>,
        body: MakeBody,
    ) {
        self.pieces.retain(|(known, _)| *known != name);
        self.pieces
            .extend(pieces.into_iter().map(|piece| (name, piece)));
        self.body = Some(body);
    }
}
