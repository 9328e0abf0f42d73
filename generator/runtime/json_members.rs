//! Bodies that are a JSON object.

use super::Error;
use super::request::Piece;

/// Makes an object of its members.
pub(crate) fn json_members(pieces: &[Piece]) -> Result<(String, reqwest::Body), Error> {
    let mut text = Vec::from(*b"{");
    for (index, piece) in pieces.iter().enumerate() {
        if index > 0 {
            text.push(b',');
        }
        text.extend_from_slice(&piece.bytes);
    }
    text.push(b'}');
    Ok(("application/json".to_owned(), text.into()))
}
