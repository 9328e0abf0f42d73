//! Bodies of several parts (`multipart/form-data`, RFC 7578).

use std::hash::{BuildHasher as _, Hash as _, Hasher as _, RandomState};
use std::sync::OnceLock;

use bytes::Bytes;

use super::Error;
use super::chained::chained;
use super::request::{Piece, Plan};

impl Plan {
    /// Sets the parts of one name.
    pub(crate) fn set_parts(&mut self, name: &'static str, parts: Vec<Piece>) {
        self.set_pieces(name, parts, multipart);
    }
}

/// Writes a part: its headers and its content.
pub(crate) fn part(disposition: &str, media_type: &str, content: &[u8]) -> Bytes {
    let mut part = format!("Content-Disposition: form-data; {disposition}\r\n").into_bytes();
    if !media_type.is_empty() {
        part.extend_from_slice(format!("Content-Type: {media_type}\r\n").as_bytes());
    }
    part.extend_from_slice(b"\r\n");
    part.extend_from_slice(content);
    part.into()
}

/// `name="value"`, with what would end the value encoded as browsers do (WHATWG HTML, *Multipart
/// form data*).
pub(crate) fn attribute(name: &str, value: &str) -> String {
    let value = value
        .replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A");
    format!("{name}=\"{value}\"")
}

/// Joins the parts by a boundary that nobody can have written into them.
fn multipart(pieces: &[Piece]) -> Result<(String, reqwest::Body), Error> {
    let boundary = boundary(pieces);
    let mut bodies: Vec<reqwest::Body> = Vec::new();
    let mut bytes = Vec::new();
    for piece in pieces {
        bytes.extend_from_slice(format!("--{boundary}\r\n").as_bytes());
        bytes.extend_from_slice(&piece.bytes);
        if let Some(source) = &piece.source {
            bodies.push(std::mem::take(&mut bytes).into());
            bodies.push(source.open()?);
        }
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    bodies.push(bytes.into());
    let media_type = format!("multipart/form-data; boundary={boundary}");
    Ok((media_type, chained(bodies)))
}

/// A text that is the same for each try of a request, and else for no other.
fn boundary(pieces: &[Piece]) -> String {
    static KEYS: OnceLock<RandomState> = OnceLock::new();
    let half = |number: u8| {
        let mut hasher = KEYS.get_or_init(RandomState::new).build_hasher();
        number.hash(&mut hasher);
        let places = pieces.iter().map(|piece| piece.bytes.as_ptr_range());
        places.for_each(|place| place.hash(&mut hasher));
        hasher.finish()
    };
    format!("{:016x}{:016x}", half(0), half(1))
}
