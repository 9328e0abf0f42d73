//! Multipart bodies (`multipart/form-data`, RFC 7578).

use std::collections::{HashMap, VecDeque};
use std::hash::{BuildHasher as _, Hash as _, Hasher as _, RandomState};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::OnceLock;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use super::argument::IntoItems;
use super::draft::Piece;
use super::error::Error;
use super::file::File;
use super::value::Present;

/// Writes a part: its headers and its content. A part without a name has no `Content-Disposition`.
pub(crate) fn part(disposition: &str, media_type: &str, content: &[u8]) -> Bytes {
    let mut part = Vec::new();
    if !disposition.is_empty() {
        let line = format!("Content-Disposition: form-data; {disposition}\r\n");
        part.extend_from_slice(line.as_bytes());
    }
    if !media_type.is_empty() {
        part.extend_from_slice(format!("Content-Type: {media_type}\r\n").as_bytes());
    }
    part.extend_from_slice(b"\r\n");
    part.extend_from_slice(content);
    part.into()
}

/// `name="value"`. Characters that would end the value are encoded as browsers encode them (WHATWG
/// HTML, *Multipart form data*).
pub(crate) fn attribute(name: &str, value: &str) -> String {
    let value = value
        .replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A");
    format!("{name}=\"{value}\"")
}

/// Joins the parts with a random boundary.
pub(crate) fn multipart(pieces: &[Piece]) -> Result<(String, reqwest::Body), Error> {
    let boundary = boundary(pieces);
    let mut bodies: Vec<reqwest::Body> = Vec::new();
    let mut bytes = Vec::new();
    let mut headers: HashMap<&str, Vec<&Bytes>> = HashMap::new();
    for header in pieces {
        if let Some(of) = header.of {
            headers.entry(of).or_default().push(&header.bytes);
        }
    }
    for piece in pieces.iter().filter(|piece| piece.of.is_none()) {
        bytes.extend_from_slice(format!("--{boundary}\r\n").as_bytes());
        for header in headers.get(piece.name).into_iter().flatten() {
            bytes.extend_from_slice(header);
        }
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

/// A string that is the same for all attempts of a request. It depends on random keys, and on the places of the parts in
/// memory: no part contains it by chance.
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

/// The combined bodies; a single one is unchanged, so bytes remain bytes.
pub(crate) fn chained(bodies: Vec<reqwest::Body>) -> reqwest::Body {
    let mut bodies = VecDeque::from(bodies);
    match bodies.pop_front() {
        Some(one) if bodies.is_empty() => one,
        first => reqwest::Body::wrap(Chained(first.into_iter().chain(bodies).collect())),
    }
}

struct Chained(VecDeque<reqwest::Body>);

impl Body for Chained {
    type Data = Bytes;
    type Error = reqwest::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, reqwest::Error>>> {
        while let Some(first) = self.0.front_mut() {
            match ready!(Pin::new(first).poll_frame(context)) {
                Some(frame) => return Poll::Ready(Some(frame)),
                None => self.0.pop_front(),
            };
        }
        Poll::Ready(None)
    }

    /// Known if all lengths are known; it becomes the header `content-length`.
    fn size_hint(&self) -> SizeHint {
        let sizes = self.0.iter().map(|body| body.size_hint().exact());
        let sum = sizes.reduce(|sum, size| sum?.checked_add(size?));
        sum.flatten()
            .map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

/// Marks a single file where several are taken, as in [`IntoItems`].
#[derive(Debug)]
pub enum OneFile {}

impl Present for OneFile {}

macro_rules! one_file {
    ($([$($generic:tt)*] $type:ty),*) => {$(
        impl<$($generic)*> IntoItems<File, OneFile> for $type {
            fn into_items(self) -> Option<Vec<File>> {
                Some(vec![self.into()])
            }
        }
    )*};
}

one_file!(
    [] File, [] &File, [] Vec<u8>, [] Bytes, [] &[u8], [const N: usize] &[u8; N], [] &Path, [] &PathBuf, [] PathBuf
);
