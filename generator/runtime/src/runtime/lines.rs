//! Responses that are sequences of JSON values: by lines (`application/x-ndjson`, JSON Lines) or as a
//! sequence (`application/json-seq`, RFC 7464).

use std::marker::PhantomData;
use std::task::{Context, Poll, ready};

use bytes::Bytes;

use super::error::Error;
use super::error::body::reported;
use super::json::Wire;
use super::json::is_json;
use super::response::{Head, Reply, Response, decode};
use super::stream::{Records, Streamed, stream};

/// Reads the body as a sequence of JSON values of type `T`.
pub struct Lines<T>(PhantomData<fn() -> T>);

impl<T: Wire + 'static> Reply for Lines<T> {
    type Received = Streamed;
    type Output = LineStream<T>;

    fn read(source: Streamed) -> Result<Response<LineStream<T>>, Error> {
        let head = source.head.clone();
        let lines = LineStream {
            records: Records::new(source),
            read: decode,
        };
        Ok(Response::new(head, lines))
    }
}

#[cfg(feature = "mock")]
impl<T: Wire + 'static> super::mock::Mocked for Lines<T> {
    type Given = [T];

    fn encode(given: &[T]) -> (&'static str, Bytes) {
        let items = given.iter().map(super::json::encode);
        (
            "application/x-ndjson",
            items.map(|item| item + "\n").collect::<String>().into(),
        )
    }
}

/// A stream of JSON values.
#[must_use = "streams do nothing unless polled"]
pub struct LineStream<T> {
    records: Records,
    read: fn(&Head, &Bytes) -> Result<T, Error>,
}

impl<T> LineStream<T> {
    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            let text = match ready!(self.records.poll_record(context, end_of_text)) {
                Some(Ok(text)) => text,
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            };
            let begin = text
                .iter()
                .take_while(|byte| **byte == RECORD_SEPARATOR || byte.is_ascii_whitespace());
            let text = text.slice(begin.count()..);
            if text.is_empty() {
                continue;
            }
            let source = &self.records.source;
            let item = match reported(&text) {
                Some(_) => Err(source.failed(&text)),
                None => (self.read)(&source.head, &text),
            };
            return Poll::Ready(Some(item.map_err(|error| source.scrubbed(error))));
        }
    }
}

stream!(LineStream<T>: T);

/// The start of every text of a sequence.
const RECORD_SEPARATOR: u8 = 0x1E;

/// The index after the next text that ends at or after `from`. Usually, a text is a line. In a
/// sequence, texts may contain line ends, so there a text ends at the first line end at which it is
/// complete, or where the next one begins.
fn end_of_text(bytes: &[u8], from: usize) -> Option<usize> {
    let sequence = bytes.first() == Some(&RECORD_SEPARATOR);
    let from = from.max(usize::from(sequence));
    let ends = |(index, byte): (usize, &u8)| match byte {
        b'\n' if sequence => is_json(bytes.get(1..index)?).then_some(index + 1),
        b'\n' => Some(index + 1),
        &RECORD_SEPARATOR if sequence => Some(index),
        _ => None,
    };
    bytes.iter().enumerate().skip(from).find_map(ends)
}
