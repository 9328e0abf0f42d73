//! Multipart responses, part by part (RFC 2046, 5.1).

use std::marker::PhantomData;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};

use super::error::body::media_type;
use super::error::{Error, kind::Kind};
use super::json::Wire;
use super::request::Plan;
use super::response::{Head, RawResponse, Receive, Reply, Response, receive};
use super::stream::{Records, Streamed, stream};
use super::syntax::text;

/// A response that should be multipart, and has not been read yet.
pub struct PartBody(Streamed, Vec<u8>);

impl Receive for PartBody {
    async fn receive(head: Head, response: reqwest::Response, plan: &Plan) -> Result<Self, Error> {
        let Some(boundary) = boundary(&head.headers) else {
            let raw = Box::pin(RawResponse::receive(head, response, plan)).await?;
            return Err(Error::foreign(&raw, "the response is not multipart"));
        };
        Ok(Self(
            Streamed::receive(head, response, plan).await?,
            boundary,
        ))
    }

    fn head(&self) -> &Head {
        &self.0.head
    }
}

/// The delimiter of the parts, which starts with `--`.
fn boundary(headers: &HeaderMap) -> Option<Vec<u8>> {
    let media = media_type(headers)?;
    let (essence, parameters) = media.split_once(';')?;
    let top = essence.trim_start().get(..10)?;
    if !top.eq_ignore_ascii_case("multipart/") {
        return None;
    }
    let mut parameters = parameters.split(';').filter_map(|one| one.split_once('='));
    let (_, text) = parameters.find(|(key, _)| key.trim().eq_ignore_ascii_case("boundary"))?;
    let text = text.trim().trim_matches('"');
    (!text.is_empty()).then(|| format!("--{text}").into_bytes())
}

/// Reads each part as JSON of type `T`.
pub struct TypedParts<T>(PhantomData<fn() -> T>);

impl<T: Wire + 'static> Reply for TypedParts<T> {
    type Received = PartBody;
    type Output = PartStream<T>;

    fn read(source: PartBody) -> Result<Response<PartStream<T>>, Error> {
        let read =
            |head: &Head, _: &HeaderMap, text: &Bytes| receive(head, text).map(|item| item.data);
        Ok(PartStream::response(source, read))
    }
}

/// Takes the bytes of each part.
pub struct ByteParts<T>(PhantomData<fn() -> T>);

impl Reply for ByteParts<Bytes> {
    type Received = PartBody;
    type Output = PartStream<Bytes>;

    fn read(source: PartBody) -> Result<Response<PartStream<Bytes>>, Error> {
        Ok(PartStream::response(
            source,
            |_, _, bytes| Ok(bytes.clone()),
        ))
    }
}

/// Takes the text of each part, in the charset of its media type.
pub struct StringParts<T>(PhantomData<fn() -> T>);

impl Reply for StringParts<String> {
    type Received = PartBody;
    type Output = PartStream<String>;

    fn read(source: PartBody) -> Result<Response<PartStream<String>>, Error> {
        Ok(PartStream::response(source, text))
    }
}

#[cfg(feature = "mock")]
mod mocked {
    use super::{ByteParts, Bytes, StringParts, TypedParts, Wire};
    use crate::runtime::mock::Mocked;

    fn encode<I: AsRef<[u8]>>(
        media_type: &str,
        given: impl Iterator<Item = I>,
    ) -> (&'static str, Bytes) {
        let mut body = Vec::new();
        for item in given {
            body.extend_from_slice(
                format!("--part\r\nContent-Type: {media_type}\r\n\r\n").as_bytes(),
            );
            body.extend_from_slice(item.as_ref());
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--part--\r\n");
        ("multipart/mixed; boundary=part", body.into())
    }

    impl<T: Wire + 'static> Mocked for TypedParts<T> {
        type Given = [T];

        fn encode(given: &[T]) -> (&'static str, Bytes) {
            let items = given.iter().map(crate::runtime::json::encode);
            encode("application/json", items)
        }
    }

    impl Mocked for ByteParts<Bytes> {
        type Given = [Bytes];

        fn encode(given: &[Bytes]) -> (&'static str, Bytes) {
            encode("application/octet-stream", given.iter())
        }
    }

    impl Mocked for StringParts<String> {
        type Given = [String];

        fn encode(given: &[String]) -> (&'static str, Bytes) {
            encode("text/plain", given.iter())
        }
    }
}

/// A part of a multipart response.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct BodyPart<T> {
    /// The headers of the part, such as its media type.
    pub headers: HeaderMap,
    /// The content of the part.
    pub data: T,
}

/// Reads the content of a part: takes the head of the response, and the headers of the part.
type Read<T> = fn(&Head, &HeaderMap, &Bytes) -> Result<T, Error>;

/// A stream of the parts of a response.
#[must_use = "streams do nothing unless polled"]
pub struct PartStream<T> {
    records: Records,
    search: Search,
    read: Read<T>,
}

impl<T> PartStream<T> {
    fn response(PartBody(source, delimiter): PartBody, read: Read<T>) -> Response<Self> {
        let head = source.head.clone();
        let search = Search {
            delimiter,
            found: None,
            is_inside: false,
        };
        let parts = Self {
            records: Records::new(source),
            search,
            read,
        };
        Response::new(head, parts)
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<BodyPart<T>, Error>>> {
        loop {
            let search = &mut self.search;
            let ends = |bytes: &[u8], from| search.end(bytes, from);
            let bytes = match ready!(self.records.poll_record(context, ends)) {
                Some(Ok(bytes)) => bytes,
                Some(Err(error)) => {
                    self.search.is_inside = false;
                    return Poll::Ready(Some(Err(error)));
                }
                None if self.search.is_inside => return Poll::Ready(Some(Err(self.cut_off()))),
                None => return Poll::Ready(None),
            };
            let Some((start, is_last)) = self.search.found.take() else {
                let is_blank = bytes.trim_ascii().is_empty();
                if self.search.is_inside || !is_blank {
                    self.records.stop();
                    return Poll::Ready(Some(Err(self.cut_off())));
                }
                return Poll::Ready(None);
            };
            let was_inside = std::mem::replace(&mut self.search.is_inside, !is_last);
            if is_last {
                self.records.source.finish();
                self.records.stop();
            }
            if was_inside {
                let part = self.part(&bytes.slice(..start));
                return Poll::Ready(Some(part));
            }
        }
    }

    /// The error of a response that ends inside of a part.
    fn cut_off(&mut self) -> Error {
        self.search.is_inside = false;
        let message = "the response ended before the last part did".to_owned();
        let error = Error::new(Kind::Broken, message);
        self.records.source.scrubbed(error)
    }

    /// Reads a part: its headers, an empty line and its content.
    fn part(&self, bytes: &Bytes) -> Result<BodyPart<T>, Error> {
        let mut headers = HeaderMap::new();
        let mut at = 0;
        while let Some(length) = bytes.iter().skip(at).position(|byte| *byte == b'\n') {
            let line = bytes.slice(at..at + length);
            at += length + 1;
            if line.trim_ascii().is_empty() {
                break;
            }
            let colon = line
                .iter()
                .position(|byte| *byte == b':')
                .unwrap_or(line.len());
            let name = HeaderName::from_bytes(line.slice(..colon).trim_ascii());
            let value = line.slice((colon + 1).min(line.len())..);
            if let (Ok(name), Ok(value)) = (name, HeaderValue::from_bytes(value.trim_ascii())) {
                headers.append(name, value);
            }
        }
        let source = &self.records.source;
        let data = (self.read)(&source.head, &headers, &bytes.slice(at..));
        let data = data.map_err(|error| source.scrubbed(error))?;
        Ok(BodyPart { headers, data })
    }
}

stream!(PartStream<T>: BodyPart<T>);

/// A search for the next line that is a delimiter, which continues when more bytes have arrived.
struct Search {
    delimiter: Vec<u8>,
    /// The end of the content before the delimiter, and whether it is the last one.
    found: Option<(usize, bool)>,
    /// Whether a part has begun.
    is_inside: bool,
}

impl Search {
    /// The index after the next delimiter. The bytes before `from` have been searched for the end of one.
    fn end(&mut self, bytes: &[u8], from: usize) -> Option<usize> {
        /// The white space that may follow a delimiter in its line.
        const PADDING: usize = 128;
        let begin = from.saturating_sub(self.delimiter.len() + PADDING);
        let rest = bytes.get(begin..).unwrap_or_default();
        let mut starts = rest.windows(self.delimiter.len()).enumerate();
        starts.find_map(|(index, window)| {
            let start = begin + index;
            let at_start = start == 0 || bytes.get(start - 1) == Some(&b'\n');
            if !at_start || window != self.delimiter {
                return None;
            }
            let (end, is_last) = Self::line(bytes, start + window.len())?;
            // The line break before a delimiter belongs to it.
            let content = bytes.get(..start).unwrap_or_default();
            let content = content.strip_suffix(b"\n").unwrap_or(content);
            let content = content.strip_suffix(b"\r").unwrap_or(content);
            self.found = Some((content.len(), is_last));
            Some(end)
        })
    }

    /// The end of the line after a delimiter, and whether it is the last one.
    fn line(bytes: &[u8], at: usize) -> Option<(usize, bool)> {
        let rest = bytes.get(at..)?;
        if rest.starts_with(b"--") {
            return Some((at + 2, true));
        }
        let end = rest.iter().position(|byte| *byte == b'\n')?;
        let is_blank = rest.get(..end)?.trim_ascii().is_empty();
        is_blank.then_some((at + end + 1, false))
    }
}
