//! Responses that are server-sent events (WHATWG HTML, section 9.2), or sequences of JSON values:
//! by lines (`application/x-ndjson`, JSON Lines) or as a sequence (`application/json-seq`, RFC 7464).

use std::marker::PhantomData;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use serde::de::IgnoredAny;

use super::error::{Error, kind::Kind};
use super::json::Wire;
use super::response::{Head, RawResponse, Reply, Response, decode};
use super::stream::{Records, Streamed, stream};

/// Reads the body as events whose data is JSON of type `T`.
pub struct Events<T>(PhantomData<fn() -> T>);

impl<T: Wire + 'static> Reply for Events<T> {
    type Received = Streamed;
    type Output = EventStream<T>;

    fn read(source: Streamed) -> Result<Response<EventStream<T>>, Error> {
        Ok(EventStream::response(source, decode))
    }
}

impl<T> EventStream<T> {
    /// The response whose body is read as events, the data of each by `read`.
    pub(crate) fn response(
        source: Streamed,
        read: fn(&Head, &Bytes) -> Result<T, Error>,
    ) -> Response<Self> {
        let head = source.head.clone();
        let events = EventStream {
            records: Records::new(source),
            pending: Pending::default(),
            event: String::new(),
            last_event_id: String::new(),
            retry: None,
            is_first_line: true,
            after_return: false,
            read,
        };
        Response::new(head, events)
    }
}

#[cfg(feature = "mock")]
impl<T: Wire + 'static> super::mock::Mocked for Events<T> {
    type Given = [T];

    fn encode(given: &[T]) -> (&'static str, Bytes) {
        let items = given.iter().map(super::json::encode);
        (
            "text/event-stream",
            items
                .flat_map(|item| ["data: ".to_owned(), item, "\n\n".to_owned()])
                .collect::<String>()
                .into(),
        )
    }
}

/// Reads the body as events whose data are strings, without decoding them.
pub struct TextEvents<T>(PhantomData<fn() -> T>);

impl Reply for TextEvents<String> {
    type Received = Streamed;
    type Output = EventStream<String>;

    fn read(source: Streamed) -> Result<Response<EventStream<String>>, Error> {
        let text = |_: &_, data: &Bytes| Ok(String::from_utf8_lossy(data).into_owned());
        Ok(EventStream::response(source, text))
    }
}

#[cfg(feature = "mock")]
impl super::mock::Mocked for TextEvents<String> {
    type Given = [String];

    fn encode(given: &[String]) -> (&'static str, Bytes) {
        let lines = |item: &String| -> String {
            item.lines()
                .flat_map(|line| ["data: ", line, "\n"])
                .collect()
        };
        let events = given.iter().map(|item| lines(item) + "\n");
        ("text/event-stream", events.collect::<String>().into())
    }
}

/// The data that some APIs send after the last event.
const DONE: &str = "[DONE]";

/// A stream of server-sent events.
#[must_use = "streams do nothing unless polled"]
pub struct EventStream<T> {
    records: Records,
    pending: Pending,
    event: String,
    last_event_id: String,
    retry: Option<Duration>,
    is_first_line: bool,
    /// Whether the last line ended with `\r`, which a `\n` may follow.
    after_return: bool,
    read: fn(&Head, &Bytes) -> Result<T, Error>,
}

/// The event whose lines are being read.
#[derive(Default)]
struct Pending {
    event: String,
    data: String,
    has_data: bool,
}

impl<T> EventStream<T> {
    /// The type of the last event (`event`), or `message` if the server did not send one.
    #[must_use]
    pub fn event(&self) -> &str {
        if self.event.is_empty() {
            "message"
        } else {
            &self.event
        }
    }

    /// The last event ID that the server sent (`id`).
    #[must_use]
    pub fn last_event_id(&self) -> Option<&str> {
        Some(self.last_event_id.as_str()).filter(|id| !id.is_empty())
    }

    /// The delay before reconnecting that the server requests (`retry`).
    #[must_use]
    pub fn retry(&self) -> Option<Duration> {
        self.retry
    }

    /// Reads a line; an empty line ends an event, whose data is returned.
    fn take_line(&mut self, line: &str) -> Option<String> {
        if line.is_empty() {
            let pending = std::mem::take(&mut self.pending);
            if !pending.has_data {
                return None;
            }
            self.event = pending.event;
            return Some(pending.data);
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut self.pending.event),
            "data" => {
                if self.pending.has_data {
                    self.pending.data.push('\n');
                }
                self.pending.data.push_str(value);
                self.pending.has_data = true;
            }
            "id" if !value.contains('\0') => value.clone_into(&mut self.last_event_id),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis).or(self.retry);
            }
            // A comment (no field's name before the colon), or a field that nobody knows.
            _ => {}
        }
        None
    }
}

impl<T> EventStream<T> {
    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            let line = match ready!(self.records.poll_record(context, end_of_line)) {
                Some(Ok(line)) if line.ends_with(b"\n") || line.ends_with(b"\r") => line,
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                last => return Poll::Ready(self.cut(last).map(Err)),
            };
            // The second half of a line end.
            if std::mem::replace(&mut self.after_return, line.ends_with(b"\r")) && *line == *b"\n" {
                continue;
            }
            let line = String::from_utf8_lossy(&line);
            let line = line.trim_end_matches(['\r', '\n']);
            let line = if std::mem::take(&mut self.is_first_line) {
                line.trim_start_matches('\u{feff}')
            } else {
                line
            };
            let Some(data) = self.take_line(line) else {
                continue;
            };
            if data == DONE {
                self.records.stop();
                return Poll::Ready(None);
            }
            let item = self.read(data);
            if item.is_err() {
                self.records.stop();
            }
            return Poll::Ready(Some(item));
        }
    }

    /// The error of a stream that ended here, perhaps in the middle of a line.
    ///
    /// The specification discards an event without a final empty line, but users need to
    /// know that data is missing.
    fn cut(&mut self, line: Option<Result<Bytes, Error>>) -> Option<Error> {
        let line = line.and_then(Result::ok).unwrap_or_default();
        let line = String::from_utf8_lossy(&line);
        if !line.is_empty() {
            self.take_line(&line);
        }
        let whole = !self.pending.has_data || self.pending.data == DONE;
        self.pending = Pending::default();
        let message = "the connection was closed in the middle of an event";
        (!whole).then(|| {
            let error = Error::new(Kind::Broken, message.to_owned());
            self.records.source.scrubbed(error)
        })
    }

    /// Reads the data of an event; data that is not a `T` may describe an error.
    fn read(&self, data: String) -> Result<T, Error> {
        let data = Bytes::from(data);
        (self.read)(&self.records.source.head, &data).map_err(|error| {
            self.records
                .source
                .scrubbed(self.reported(&data).unwrap_or(error))
        })
    }

    /// The error that the server reports instead of data, if there is one.
    fn reported(&self, data: &Bytes) -> Option<Error> {
        let json: serde_json::Value = serde_json::from_slice(data).ok()?;
        let is_error = json.get("error").is_some_and(|error| !error.is_null());
        (is_error || self.event == "error").then(|| {
            let head = self.records.source.head.clone();
            let body = data.clone();
            Error::from_response(RawResponse { head, body }.into())
        })
    }
}

stream!(EventStream<T>: T);

/// The index after the next `\n` or `\r` at or after `from`.
fn end_of_line(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let mark = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'))?;
    Some(from + mark + 1)
}

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
            let item = (self.read)(&self.records.source.head, &text);
            return Poll::Ready(Some(item.map_err(|error| {
                self.records.stop();
                self.records.source.scrubbed(error)
            })));
        }
    }
}

stream!(LineStream<T>: T);

/// The start of every text of a sequence.
const RECORD_SEPARATOR: u8 = 0x1E;

/// The index after the next text that ends at or after `from`: at the end of a line. In a sequence, texts may
/// have line ends in them, so there it is one at which the text is whole, or the next one begins.
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

fn is_json(bytes: &[u8]) -> bool {
    serde_json::from_slice::<IgnoredAny>(bytes).is_ok()
}
