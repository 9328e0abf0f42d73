//! Request bodies: JSON, forms, text and bytes, whole or member by member.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use reqwest::header::CONTENT_TYPE;
use tokio::time::{Instant, timeout_at};

use super::draft::{MakeBody, Piece};
use super::error::Error;
use super::json::Wire;
use super::json::tree::{Kind, Node, Tree};
use super::request::{Plan, Request};
use super::style::{FORM, Style, deep, percent};
use super::transport::Transport;

impl<R> Request<R> {
    /// Sends a value as JSON.
    #[must_use]
    pub fn json<T: Wire>(mut self, value: &T) -> Self {
        let json = self.plan.sent("", value).json();
        self.plan.set_body(json.into(), |pieces| {
            Ok(("application/json".to_owned(), content(pieces)))
        });
        self
    }

    /// Sends a string.
    #[must_use]
    pub fn text(mut self, text: &str) -> Self {
        self.plan.set_body(text.to_owned().into(), |pieces| {
            Ok(("text/plain; charset=utf-8".to_owned(), content(pieces)))
        });
        self
    }

    /// Sends bytes.
    #[must_use]
    pub fn binary(mut self, bytes: &Bytes) -> Self {
        self.plan.set_body(bytes.clone(), |pieces| {
            Ok(("application/octet-stream".to_owned(), content(pieces)))
        });
        self
    }

    /// Sends each value as a line of JSON (`application/x-ndjson`, JSON Lines), or as an item of a
    /// sequence, which begins with a record separator (`application/json-seq`, RFC 7464).
    #[must_use]
    pub fn lines<T: Wire>(mut self, sequence: bool, values: &[T]) -> Self {
        let mut text = String::new();
        for value in values {
            if sequence {
                text.push('\u{1E}');
            }
            text.push_str(&self.plan.sent("", value).json());
            text.push('\n');
        }
        self.plan.set_body(text.into(), |pieces| {
            Ok(("application/x-ndjson".to_owned(), content(pieces)))
        });
        self
    }

    /// Sends the members of a value as a form.
    #[must_use]
    pub fn form<T: Wire>(mut self, value: &T) -> Self {
        let pairs = deep("", false, self.plan.sent_as_form(value).root());
        self.plan.set_pairs("", pairs);
        self
    }

    /// Sets a member of the form.
    #[must_use]
    pub fn form_field<T: Wire>(mut self, name: &'static str, value: &T) -> Self {
        let pairs = deep(name, false, self.plan.sent(name, value).root());
        self.plan.set_pairs(name, pairs);
        self
    }

    /// Sends the members of a value as a form. Members that are set replace its own.
    #[must_use]
    pub fn form_object<T: Wire>(mut self, value: &T) -> Self {
        let json = Bytes::from(self.plan.sent_as_form(value).json());
        self.plan.draft.set_pieces(WHOLE, [json.into()], form);
        self
    }

    /// Sets a member of the form in the style `deepObject`: `name[0]=a`.
    #[must_use]
    pub fn form_indexed<T: Wire>(mut self, name: &'static str, value: &T) -> Self {
        let pairs = deep(name, true, self.plan.sent(name, value).root());
        self.plan.set_pairs(name, pairs);
        self
    }

    /// Sets a member of the form that is exploded: its members have their own names.
    #[must_use]
    pub fn form_exploded<T: Wire>(mut self, name: &'static str, value: &T) -> Self {
        let pairs = FORM.expand(name, true, &self.plan.sent(name, value));
        self.plan.set_pairs(name, pairs);
        self
    }

    /// Sets a member of the form that is not exploded: `comma` separates its items.
    #[must_use]
    pub fn form_joined<T: Wire>(
        mut self,
        name: &'static str,
        comma: &'static str,
        value: &T,
    ) -> Self {
        let style = Style { comma, ..FORM };
        let pairs = style.expand(name, false, &self.plan.sent(name, value));
        self.plan.set_pairs(name, pairs);
        self
    }

    /// Adds arrays of arrays with these delimiters to the form. If they are exploded, each item of the
    /// outermost array repeats the name.
    #[must_use]
    pub fn form_delimited<T: Wire>(
        mut self,
        name: &'static str,
        explode: bool,
        delimiters: &'static [&'static str],
        value: &T,
    ) -> Self {
        let style = FORM.delimited(explode, delimiters);
        let pairs = style.expand(name, explode, &self.plan.sent(name, value));
        self.plan.set_pairs(name, pairs);
        self
    }

    /// Sets a member of the form to JSON; none if the value is null.
    #[must_use]
    pub fn form_json<T: Wire>(mut self, name: &'static str, value: &T) -> Self {
        let json = Some(self.plan.sent(name, value).json()).filter(|text| text != "null");
        let pair = json.map(|json| format!("{}={}", percent(name), percent(&json)));
        self.plan.set_pairs(name, pair);
        self
    }

    /// Sets a member of the body.
    #[must_use]
    pub fn field<T: Wire>(mut self, name: &'static str, value: &T) -> Self {
        let member = member(name, &self.plan.sent(name, value).json());
        self.plan
            .draft
            .set_pieces(name, [Bytes::from(member).into()], json_members);
        self
    }

    /// Sends a value that is an object or null. Members that are set replace its own.
    #[must_use]
    pub fn object<T: Wire>(mut self, value: &T) -> Self {
        let json = Bytes::from(self.plan.sent("", value).json());
        self.plan
            .draft
            .set_pieces(WHOLE, [json.into()], json_members);
        self
    }

    /// Omits a member of a whole object if it has this value, which is JSON.
    #[must_use]
    pub fn without(mut self, name: &'static str, value: &str) -> Self {
        let whole = self
            .plan
            .draft
            .pieces
            .iter()
            .find(|piece| piece.name == WHOLE);
        let whole = whole.map(|piece| Node::of(str::from_utf8(&piece.bytes).unwrap_or_default()));
        let member = whole.and_then(|whole| whole.member(name));
        if member.is_none_or(|member| member.0 != value) {
            return self;
        }
        let body = self.plan.draft.make.unwrap_or(json_members);
        self.plan
            .draft
            .set_pieces(name, [Bytes::new().into()], body);
        self
    }

    /// Sends an object, even if it is empty.
    #[must_use]
    pub fn json_object(mut self) -> Self {
        let draft = &mut self.plan.draft;
        draft.make = Some(json_members);
        draft.empty = draft.make;
        self
    }

    /// Sends the members so far only if others are set, too.
    #[must_use]
    pub fn with_other_members(mut self) -> Self {
        let draft = &mut self.plan.draft;
        draft.make = None;
        draft.fixed = draft.pieces.len();
        self
    }

    /// Sets the media type of the body. It replaces one that was set as a header.
    #[must_use]
    pub fn content_type(mut self, media_type: &'static str) -> Self {
        self.plan.headers.remove(CONTENT_TYPE);
        self.plan.content_type = Some(media_type);
        self
    }
}

impl Plan {
    /// Writes a value whose members are a form.
    fn sent_as_form<T: Wire>(&mut self, value: &T) -> Tree {
        let tree = self.sent("", value);
        if !matches!(tree.root().kind(), Kind::Null | Kind::Object) {
            self.fail("the body is a form, so its value must be an object".to_owned());
        }
        tree
    }

    /// Sends this body.
    pub(crate) fn set_body(&mut self, content: Bytes, body: MakeBody) {
        self.draft.set_pieces("", [content.into()], body);
    }
}

/// The content of the body.
pub(crate) fn content(pieces: &[Piece]) -> reqwest::Body {
    let piece = pieces.first();
    piece
        .map(|piece| piece.bytes.clone())
        .unwrap_or_default()
        .into()
}

/// The name of a piece that holds a whole object. No member has it by accident.
const WHOLE: &str = "\0object";

/// Builds an object from its members. Those of a whole object are replaced by pieces with their names.
#[expect(clippy::unnecessary_wraps, reason = "other bodies may not be `Send`")]
fn json_members(pieces: &[Piece]) -> Result<(String, reqwest::Body), Error> {
    if let [
        Piece {
            name: WHOLE, bytes, ..
        },
    ] = pieces
        && !bytes.starts_with(b"{")
    {
        return Ok(("application/json".to_owned(), bytes.clone().into()));
    }
    let members = each_piece(pieces, |key, value| Some(member(key, value.0)));
    let text = [b"{", members.join(&b',').as_slice(), b"}"].concat();
    Ok(("application/json".to_owned(), text.into()))
}

/// The content of each piece, where `write` writes the members of a whole object that no other piece replaces.
fn each_piece(pieces: &[Piece], write: fn(&str, Node<'_>) -> Option<String>) -> Vec<Bytes> {
    let mut written = Vec::with_capacity(pieces.len());
    for piece in pieces {
        if piece.name != WHOLE {
            // A piece without content only replaces a member.
            written.extend(Some(piece.bytes.clone()).filter(|bytes| !bytes.is_empty()));
            continue;
        }
        let whole = str::from_utf8(&piece.bytes).unwrap_or_default();
        let members = Node::of(whole).children().into_iter();
        let members = members.map(|(key, value)| (key.unwrap_or_default(), value));
        let members = members.filter(|(key, _)| pieces.iter().all(|piece| piece.name != *key));
        written.extend(
            members
                .filter_map(|(key, value)| write(&key, value))
                .map(Bytes::from),
        );
    }
    written
}

/// A member of an object.
pub(crate) fn member(key: &str, value: &str) -> String {
    format!("{}:{value}", serde_json::Value::from(key))
}

impl Plan {
    /// Sets the pairs of a value; pairs without a name are the whole form.
    pub(crate) fn set_pairs(&mut self, name: &'static str, pairs: Option<String>) {
        let pairs = Bytes::from(pairs.unwrap_or_default());
        self.draft.set_pieces(name, [pairs.into()], form);
    }
}

/// Joins the pairs. A space becomes `%20`, which servers read in the same way as `+`.
#[expect(clippy::unnecessary_wraps, reason = "other bodies may not be `Send`")]
fn form(pieces: &[Piece]) -> Result<(String, reqwest::Body), Error> {
    let pairs = each_piece(pieces, |key, value| deep(key, false, value));
    let media_type = "application/x-www-form-urlencoded".to_owned();
    Ok((media_type, pairs.join(&b'&').into()))
}

/// A body that notes when a part of it was taken to be sent.
struct Watched {
    body: reqwest::Body,
    /// The part of the last piece that has not been taken yet.
    rest: Bytes,
    progress: Arc<Mutex<Instant>>,
}

/// The number of bytes after which the progress is noted.
const STEP: usize = 64 << 10;

impl Body for Watched {
    type Data = Bytes;
    type Error = reqwest::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, reqwest::Error>>> {
        let this = self.get_mut();
        while this.rest.is_empty() {
            match ready!(Pin::new(&mut this.body).poll_frame(context)).transpose()? {
                None => return Poll::Ready(None),
                Some(frame) => match frame.into_data() {
                    Ok(piece) => this.rest = piece,
                    Err(trailers) => return Poll::Ready(Some(Ok(trailers))),
                },
            }
        }
        *this.progress.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
        let step = this.rest.split_to(STEP.min(this.rest.len()));
        Poll::Ready(Some(Ok(Frame::data(step))))
    }

    fn size_hint(&self) -> SizeHint {
        let hint = self.body.size_hint();
        let length = hint.exact().map(|length| length + self.rest.len() as u64);
        length.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

/// Sends a request, and fails if no part of its body is sent, and then no response arrives, for this time.
pub(crate) async fn sent_in_time(
    transport: &dyn Transport,
    mut request: reqwest::Request,
    limit: Duration,
) -> Result<reqwest::Response, Error> {
    let progress = Arc::new(Mutex::new(Instant::now()));
    if let Some(body) = request.body_mut().take() {
        let length = body.as_bytes().map(<[u8]>::len);
        // A short one is sent at once.
        let is_short = length.is_some_and(|length| length <= STEP);
        let is_whole = length.is_some() && !transport.watches_progress();
        if is_whole && !is_short {
            *request.body_mut() = Some(body);
            return transport.send(request).await.map_err(Error::transport);
        }
        *request.body_mut() = Some(if is_short {
            body
        } else {
            reqwest::Body::wrap(Watched {
                body,
                rest: Bytes::new(),
                progress: progress.clone(),
            })
        });
    }
    let mut sending = transport.send(request);
    loop {
        let last = *progress.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(end) = last.checked_add(limit) else {
            return sending.await.map_err(Error::transport);
        };
        if Instant::now() >= end {
            return Err(Error::timed_out(limit));
        }
        if let Ok(answer) = timeout_at(end, &mut sending).await {
            return answer.map_err(Error::transport);
        }
    }
}
