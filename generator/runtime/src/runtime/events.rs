//! Responses that are server-sent events (WHATWG HTML, section 9.2).

use std::marker::PhantomData;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;

use super::error::body::reported;
use super::error::{Error, kind::Kind};
use super::json::tree::written;
use super::json::{self, Wire, is_json};
use super::request::Plan;
use super::response::{Head, RawResponse, Receive, Reply, Response, decode};
use super::stream::{Records, Streamed, stream};

/// The problem of a response that should be a stream of events.
const NO_EVENTS: &str = "the response is not an event stream";

/// A response that should be a stream of events, and has not been read yet.
pub struct EventBody(Streamed);

impl Receive for EventBody {
    async fn receive(head: Head, response: reqwest::Response, plan: &Plan) -> Result<Self, Error> {
        if head.foreign.is_some() {
            let raw = Box::pin(RawResponse::receive(head, response, plan)).await?;
            return Err(Error::foreign(&raw, NO_EVENTS));
        }
        Ok(Self(Streamed::receive(head, response, plan).await?))
    }

    fn head(&self) -> &Head {
        &self.0.head
    }
}

/// Reads the body as events whose data is JSON of type `T`.
pub struct Events<T>(PhantomData<fn() -> T>);

impl<T: Wire + 'static> Reply for Events<T> {
    type Received = EventBody;
    type Output = EventStream<T>;

    fn read(source: EventBody) -> Result<Response<EventStream<T>>, Error> {
        let read = |head: &_, _: &str, data: &Bytes| decode_event(head, data);
        Ok(EventStream::response(source, false, |_| false, read))
    }
}

impl<T> EventStream<T> {
    /// A response whose body is read as events; `read` reads the data of each event. `knows` tells whether the document names
    /// an event.
    pub(crate) fn response(
        source: EventBody,
        is_text: bool,
        knows: fn(&str) -> bool,
        read: fn(&Head, &str, &Bytes) -> Result<T, Error>,
    ) -> Response<Self> {
        let source = source.0;
        let head = source.head.clone();
        let events = EventStream {
            records: Records::new(source),
            pending: Pending::default(),
            event: String::new(),
            id: String::new(),
            last_event_id: String::new(),
            retry: None,
            unknown: Some(String::new()),
            is_first_line: true,
            after_return: false,
            is_text,
            knows,
            read,
        };
        Response::new(head, events)
    }
}

#[cfg(feature = "mock")]
impl<T: Wire + 'static> super::mock::Mocked for Events<T> {
    type Given = [T];

    fn encode(given: &[T]) -> (&'static str, Bytes) {
        let events = given.iter().map(|item| event(&json::encode(item)));
        ("text/event-stream", events.collect::<String>().into())
    }
}

/// Reads the body as events whose data is text. The values of type `T` are strings.
pub struct TextEvents<T>(PhantomData<fn() -> T>);

impl<T: Wire + 'static> Reply for TextEvents<T> {
    type Received = EventBody;
    type Output = EventStream<T>;

    fn read(source: EventBody) -> Result<Response<EventStream<T>>, Error> {
        let read = |head: &_, _: &str, data: &Bytes| decode_text(head, data);
        Ok(EventStream::response(source, true, |_| false, read))
    }
}

/// Reads the data of an event as a `T`: JSON, or else text that `T` knows.
pub(crate) fn decode_event<T: Wire>(head: &Head, data: &Bytes) -> Result<T, Error> {
    decode(head, data).or_else(|error| {
        let text = Some(data).filter(|data| !json::is_json(data));
        let known = text.and_then(|text| json::receive_text(&String::from_utf8_lossy(text)));
        known.ok_or(error)
    })
}

/// Reads the data of an event as a `T` whose values are strings: text. Some servers send it as a JSON string.
pub(crate) fn decode_text<T: Wire>(head: &Head, data: &Bytes) -> Result<T, Error> {
    let text = String::from_utf8_lossy(data);
    json::receive_text(&text).map_or_else(
        || decode(head, data).or_else(|error| json::any_text(&text).ok_or(error)),
        Ok,
    )
}

/// The data of an event whose values are strings.
#[doc(hidden)]
pub fn event_text<T: Wire>(value: &T) -> String {
    let tree = written(value);
    let text = tree.root().plain();
    text.unwrap_or_default().into_owned()
}

#[cfg(feature = "mock")]
impl<T: Wire + 'static> super::mock::Mocked for TextEvents<T> {
    type Given = [T];

    fn encode(given: &[T]) -> (&'static str, Bytes) {
        let events = given.iter().map(|item| event(&event_text(item)));
        ("text/event-stream", events.collect::<String>().into())
    }
}

/// An event without a name.
#[cfg(feature = "mock")]
pub(crate) fn event(data: &str) -> String {
    format!("data: {}\n\n", data.replace('\n', "\ndata: "))
}

/// The data that some APIs send after the last event.
const DONE: &str = "[DONE]";

/// A stream of server-sent events.
#[must_use = "streams do nothing unless polled"]
pub struct EventStream<T> {
    records: Records,
    pending: Pending,
    event: String,
    /// The ID of the event whose lines are being read, and of those after it.
    id: String,
    /// The ID of the last event that ended: a stream that begins after it again has what is missing.
    last_event_id: String,
    retry: Option<Duration>,
    /// The lines of a body that has no line of an event stream so far.
    unknown: Option<String>,
    is_first_line: bool,
    /// Whether the last line ended with `\r`, which a `\n` may follow.
    after_return: bool,
    /// Whether the data is not JSON.
    is_text: bool,
    /// Whether the document says what an event with this name is.
    knows: fn(&str) -> bool,
    /// Reads the data of an event with a name.
    read: fn(&Head, &str, &Bytes) -> Result<T, Error>,
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

    /// The ID of the last event (`id`), or of the last one before it that has an ID. An event that was cut off does not
    /// count.
    #[must_use]
    pub fn last_event_id(&self) -> Option<&str> {
        Some(self.last_event_id.as_str()).filter(|id| !id.is_empty())
    }

    /// The delay before reconnecting that the server requests (`retry`).
    #[must_use]
    pub fn retry(&self) -> Option<Duration> {
        self.retry
    }

    /// Reads a line; an empty line ends an event, which is returned if it has data.
    fn take_line(&mut self, line: &str) -> Option<Pending> {
        let line = if std::mem::take(&mut self.is_first_line) {
            line.trim_start_matches('\u{feff}')
        } else {
            line
        };
        if line.is_empty() {
            self.last_event_id.clone_from(&self.id);
            let pending = std::mem::take(&mut self.pending);
            return Some(pending).filter(|pending| !pending.data.is_empty());
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
            "id" if !value.contains('\0') => value.clone_into(&mut self.id),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis).or(self.retry);
            }
            // A comment.
            "" => {}
            // A field that the specification does not define is ignored.
            _ => {
                if let Some(unknown) = &mut self.unknown
                    && unknown.len() < MAX_UNKNOWN
                {
                    unknown.push_str(line);
                    unknown.push('\n');
                }
                return None;
            }
        }
        self.unknown = None;
        None
    }
}

/// The number of bytes after which no more lines of a body that is not an event stream are kept for
/// the error.
const MAX_UNKNOWN: usize = 16 << 10;

impl<T> EventStream<T> {
    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            let line = match ready!(self.records.poll_record(context, end_of_line)) {
                Some(Ok(line)) if line.ends_with(b"\n") || line.ends_with(b"\r") => line,
                Some(Err(error)) => return self.broken(error),
                Some(Ok(line)) => return Poll::Ready(self.last(&line)),
                None => return Poll::Ready(self.last(b"")),
            };
            // The second half of a line end.
            if std::mem::replace(&mut self.after_return, line.ends_with(b"\r")) && *line == *b"\n" {
                continue;
            }
            let line = String::from_utf8_lossy(&line);
            let line = line.trim_end_matches(['\r', '\n']);
            if let Some(pending) = self.take_line(line) {
                if pending.data.trim() == DONE {
                    self.records.source.finish();
                    self.records.stop();
                    return Poll::Ready(None);
                }
                if let Some(item) = self.read(pending) {
                    return Poll::Ready(Some(item));
                }
            } else if let Err(error) = self.records.source.bound(self.pending.data.len()) {
                return self.broken(error);
            }
        }
    }

    /// Ends the stream with an error.
    fn broken(&mut self, error: Error) -> Poll<Option<Result<T, Error>>> {
        self.records.stop();
        self.pending = Pending::default();
        self.unknown = None;
        Poll::Ready(Some(Err(self.records.source.scrubbed(error))))
    }

    /// The event at the end of the stream, which may lack its final empty line.
    ///
    /// The specification discards such an event, but some servers omit the line, and users need to
    /// know that data is missing.
    fn last(&mut self, line: &[u8]) -> Option<Result<T, Error>> {
        let line = String::from_utf8_lossy(line);
        if !line.is_empty() {
            self.take_line(&line);
        }
        let source = &self.records.source;
        if let Some(unknown) = self.unknown.take().filter(|unknown| !unknown.is_empty()) {
            let (head, body) = (source.head.clone(), unknown.into());
            let error = Error::foreign(&RawResponse { head, body }, NO_EVENTS);
            return Some(Err(source.scrubbed(error)));
        }
        let pending = std::mem::take(&mut self.pending);
        if pending.data.is_empty() || pending.data.trim() == DONE {
            return None;
        }
        // JSON that is delimited shows its end. A number or a text may be the start of a longer one, unless its line has
        // ended.
        let is_delimited = pending.data.trim_start().starts_with(['{', '[', '"']);
        let is_text = self.is_text || pending.event == ERROR || !is_delimited;
        if is_text && line.is_empty() || is_delimited && is_json(pending.data.as_bytes()) {
            self.last_event_id.clone_from(&self.id);
            return self.read(pending);
        }
        let error = if pending.event == ERROR {
            source.failed(&pending.data.into())
        } else {
            let message = "the connection was closed in the middle of an event";
            Error::new(Kind::Broken, message.to_owned())
        };
        Some(Err(source.scrubbed(error)))
    }

    /// Reads an event, which may report an error; `None` if it only keeps the connection open.
    fn read(&mut self, pending: Pending) -> Option<Result<T, Error>> {
        self.event = pending.event;
        let source = &self.records.source;
        let data = Bytes::from(pending.data);
        if !self.is_text && data.trim_ascii().is_empty() {
            return None;
        }
        let item = match self.reported(&data) {
            Some(error) => Err(error),
            None => (self.read)(&source.head, &self.event, &data),
        };
        let is_ping = self.is_called(PING) && !self.is_text;
        if is_ping && (item.is_err() || has_only_a_type(&data)) {
            return None;
        }
        // A documented type of event that reports an error has its own type.
        let item = item.map_err(|error| match &*self.event {
            ERROR => source.failed(&data),
            _ => error,
        });
        Some(item.map_err(|error| source.scrubbed(error)))
    }

    /// Whether the event has this name, and the document does not say what such an event is.
    fn is_called(&self, name: &str) -> bool {
        self.event == name && !(self.knows)(name)
    }

    /// The error that the server reports instead of data, if there is one. It is looked for before the type
    /// of the event, because a type may accept anything.
    fn reported(&self, data: &Bytes) -> Option<Error> {
        let is_error = reported(data).is_some() || self.is_called(ERROR) && !has_type_error(data);
        is_error.then(|| self.records.source.failed(data))
    }
}

impl Streamed {
    /// The error that data of the stream describes.
    pub(crate) fn failed(&self, data: &Bytes) -> Error {
        let head = self.head.clone();
        let body = data.clone();
        Error::from_response(RawResponse { head, body }.into())
    }
}

/// The type of events that report an error.
const ERROR: &str = "error";
/// The type of events that keep a connection open.
const PING: &str = "ping";

/// Whether data is an object that has the type `error`, as the events of some APIs do.
fn has_type_error(data: &[u8]) -> bool {
    let value: Option<serde_json::Value> = serde_json::from_slice(data).ok();
    value.is_some_and(|value| value.get("type").is_some_and(|one| one == ERROR))
}

/// Whether data is an object without members other than its type.
fn has_only_a_type(data: &[u8]) -> bool {
    let object: Option<serde_json::Map<_, _>> = serde_json::from_slice(data).ok();
    object.is_some_and(|object| object.keys().all(|name| name == "type"))
}

stream!(EventStream<T>: T);

/// The index after the next `\n` or `\r` at or after `from`.
fn end_of_line(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let mark = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'))?;
    Some(from + mark + 1)
}
