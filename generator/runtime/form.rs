//! Bodies that are forms (`application/x-www-form-urlencoded`).

use bytes::Bytes;

use super::Error;
use super::request::{Piece, Plan};

impl Plan {
    /// Sets the pairs that a value makes; those of no name are the whole form.
    pub(crate) fn set_pairs(&mut self, name: &'static str, pairs: Option<String>) {
        self.set_pieces(name, pairs.map(|pairs| Bytes::from(pairs).into()), form);
    }
}

/// Joins the pairs. A space is `%20`, which servers read as they read `+`.
fn form(pieces: &[Piece]) -> Result<(String, reqwest::Body), Error> {
    let pairs: Vec<&[u8]> = pieces.iter().map(|piece| &*piece.bytes).collect();
    let media_type = "application/x-www-form-urlencoded".to_owned();
    Ok((media_type, pairs.join(&b'&').into()))
}
