//! Responses that are sequences of JSON values: by lines (`application/x-ndjson`, JSON Lines) or as a
//! sequence (`application/json-seq`, RFC 7464).

use std::marker::PhantomData;
use std::task::{Context, Poll, ready};

use bytes::Bytes;

use super::error::Error;
use super::error::body::{ApiError, reported};
use super::json::Wire;
use super::response::{Head, RawResponse, Reply, Response, receive};
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
            read: decode_line,
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
            let item = (self.read)(&source.head, &text);
            return Poll::Ready(Some(item.map_err(|error| source.scrubbed(error))));
        }
    }
}

/// Reads a line as a `T`, unless it reports an error. An error that the type has a member for is data: a line of
/// a batch may tell that its request failed.
fn decode_line<T: Wire>(head: &Head, text: &Bytes) -> Result<T, Error> {
    let item = receive(head, text);
    let is_data = item.as_ref().is_ok_and(|item| !item.stray_error);
    let is_error = if is_data {
        ApiError::is_all_of(text)
    } else {
        reported(text).is_some()
    };
    if is_error {
        let (head, body) = (head.clone(), text.clone());
        return Err(Error::from_response(RawResponse { head, body }.into()));
    }
    item.map(|item| item.data)
}

stream!(LineStream<T>: T);

/// The start of every text of a sequence.
const RECORD_SEPARATOR: u8 = 0x1E;

/// The index after the next text that ends at or after `from`. Usually, a text is a line. In a
/// sequence, texts may contain line ends, so there a text ends at the first line end outside of objects
/// and arrays, or where the next one begins.
fn end_of_text(bytes: &[u8], from: usize) -> Option<usize> {
    let Some((&RECORD_SEPARATOR, text)) = bytes.split_first() else {
        let rest = bytes.get(from..)?;
        return Some(from + rest.iter().position(|byte| *byte == b'\n')? + 1);
    };
    let (mut depth, mut in_string, mut is_escaped) = (0_usize, false, false);
    for (index, byte) in text.iter().enumerate() {
        match byte {
            &RECORD_SEPARATOR => return Some(index + 1),
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = in_string,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b'\n' if depth == 0 => return Some(index + 2),
            _ => {}
        }
    }
    None
}
