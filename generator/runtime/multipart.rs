//! Bodies of several parts (`multipart/form-data`, RFC 7578).

use std::hash::{BuildHasher as _, RandomState};

use bytes::Bytes;

use super::request::Plan;

impl Plan {
    /// Sets the parts of one name.
    pub(crate) fn set_parts(&mut self, name: &'static str, parts: Vec<Bytes>) {
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

/// Joins the parts by a boundary that is in none of them.
fn multipart(pieces: &[(&'static str, Bytes)]) -> (String, Bytes) {
    let mut boundary = random_boundary();
    while pieces.iter().any(|(_, part)| contains(part, &boundary)) {
        boundary = random_boundary();
    }
    let mut body = Vec::new();
    for (_, part) in pieces {
        body.extend_from_slice(format!("--{boundary}\r\n").as_bytes());
        body.extend_from_slice(part);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    let media_type = format!("multipart/form-data; boundary={boundary}");
    (media_type, body.into())
}

/// The standard library seeds every `RandomState` anew.
fn random_boundary() -> String {
    let half = || RandomState::new().hash_one(0_u8);
    format!("{:016x}{:016x}", half(), half())
}

fn contains(part: &[u8], boundary: &str) -> bool {
    part.windows(boundary.len())
        .any(|window| window == boundary.as_bytes())
}
