//! Bodies that are a JSON object.

use bytes::Bytes;

/// Makes an object of its members.
pub(crate) fn json_members(pieces: &[(&'static str, Bytes)]) -> (String, Bytes) {
    let mut text = Vec::from(*b"{");
    for (index, (_, member)) in pieces.iter().enumerate() {
        if index > 0 {
            text.push(b',');
        }
        text.extend_from_slice(member);
    }
    text.push(b'}');
    ("application/json".to_owned(), text.into())
}
