//! Responses that are sequences of JSON values: by lines (`application/x-ndjson`, JSON Lines) or as a
//! sequence (`application/json-seq`, RFC 7464).

use std::marker::PhantomData;
use std::task::{Context, Poll, ready};

use bytes::Bytes;

use super::error::body::{ApiError, reported};
use super::error::{Error, kind::Kind};
use super::json::Wire;
use super::request::Plan;
use super::response::{Head, RawResponse, Receive, Reply, Response, receive};
use super::stream::{Records, Streamed, stream};

/// A response that should be a sequence of JSON values, and has not been read yet.
pub struct LineBody(Streamed);

impl Receive for LineBody {
    async fn receive(head: Head, response: reqwest::Response, plan: &Plan) -> Result<Self, Error> {
        let mut head = head;
        // Servers also send lines of JSON as `application/json`.
        head.foreign = head.foreign.filter(|format| *format != "json");
        if head.foreign.is_some() {
            let raw = Box::pin(RawResponse::receive(head, response, plan)).await?;
            return Err(Error::foreign(
                &raw,
                "the response is not a sequence of JSON values",
            ));
        }
        Ok(Self(Streamed::receive(head, response, plan).await?))
    }

    fn head(&self) -> &Head {
        &self.0.head
    }
}

/// Reads the body as a sequence of JSON values of type `T`.
pub struct Lines<T>(PhantomData<fn() -> T>);

impl<T: Wire + 'static> Reply for Lines<T> {
    type Received = LineBody;
    type Output = LineStream<T>;

    fn read(LineBody(source): LineBody) -> Result<Response<LineStream<T>>, Error> {
        let head = source.head.clone();
        let lines = LineStream {
            records: Records::new(source),
            search: Search::default(),
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
    search: Search,
    read: fn(&Head, &Bytes) -> Result<T, Error>,
}

impl<T> LineStream<T> {
    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            let search = &mut self.search;
            let ends = |bytes: &[u8], from| search.end(bytes, from);
            let text = match ready!(self.records.poll_record(context, ends)) {
                Some(Ok(text)) => text,
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            };
            let is_ended = text.last().is_some_and(u8::is_ascii_whitespace);
            let begin = text
                .iter()
                .take_while(|byte| **byte == RECORD_SEPARATOR || byte.is_ascii_whitespace());
            let text = text.slice(begin.count()..);
            if text.is_empty() {
                continue;
            }
            let source = &self.records.source;
            // A number may be the start of a longer one (RFC 7464, section 2.4).
            let is_number = matches!(text.first(), Some(b'-' | b'0'..=b'9'));
            let is_doubtful = is_number && (self.search.is_sequence || !source.is_framed);
            let item = if is_doubtful && !is_ended {
                let message = "the response ended in the middle of a value";
                Err(Error::new(Kind::Broken, message.to_owned()))
            } else {
                (self.read)(&source.head, &text)
            };
            return Poll::Ready(Some(item.map_err(|error| source.scrubbed(error))));
        }
    }
}

/// Reads a line as a `T`, unless it reports an error. An error that the type has a member for is data: a line of
/// a batch may report that its request failed.
fn decode_line<T: Wire>(head: &Head, text: &Bytes) -> Result<T, Error> {
    let item = receive(head, text);
    let is_data = item
        .as_ref()
        .is_ok_and(|item| !item.stray_error || item.is_known);
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

/// A search for the end of a text, which continues when more bytes have arrived.
///
/// Usually, a text is a line. An object or an array that is not closed in its line goes on until a line that begins
/// with another one: servers send errors that contain line breaks. In a sequence, any text may contain line ends, so
/// there a text ends at the first line end outside of objects and arrays, or where the next one begins.
#[derive(Default)]
struct Search {
    is_sequence: bool,
    depth: usize,
    in_string: bool,
    is_escaped: bool,
    /// Whether a line has ended within an object or an array.
    is_open: bool,
}

impl Search {
    /// The index after the next text. The bytes before `from` have been searched.
    fn end(&mut self, bytes: &[u8], from: usize) -> Option<usize> {
        if from == 0 {
            *self = Self {
                is_sequence: bytes.first() == Some(&RECORD_SEPARATOR),
                ..Self::default()
            };
        }
        let begin = from.max(usize::from(self.is_sequence));
        let mut rest = bytes.iter().enumerate().skip(begin);
        rest.find_map(|(index, byte)| self.ends_at(*byte, index))
    }

    /// The end of the text, if this byte shows where it is.
    fn ends_at(&mut self, byte: u8, index: usize) -> Option<usize> {
        if self.is_sequence && byte == RECORD_SEPARATOR {
            return Some(index);
        }
        if std::mem::take(&mut self.is_open) && matches!(byte, b'{' | b'[') {
            return Some(index);
        }
        match byte {
            b'\n' if self.is_sequence && (self.in_string || self.depth > 0) => {}
            // A string cannot contain a line break; a line that ends inside a string is malformed.
            b'\n' if self.depth == 0 || self.in_string => return Some(index + 1),
            b'\n' => self.is_open = true,
            _ if std::mem::take(&mut self.is_escaped) => {}
            b'\\' => self.is_escaped = self.in_string,
            b'"' => self.in_string = !self.in_string,
            _ if self.in_string => {}
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        None
    }
}
