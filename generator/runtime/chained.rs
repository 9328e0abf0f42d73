//! Bodies that follow one another.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

/// The bodies as one: a single one as it is, so that bytes stay bytes.
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

    /// Known if that of each is: it becomes the header `content-length`.
    fn size_hint(&self) -> SizeHint {
        let sizes = self.0.iter().map(|body| body.size_hint().exact());
        let sum = sizes.reduce(|sum, size| sum?.checked_add(size?));
        sum.flatten()
            .map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}
