//! The message, code and type of an error in the body of a response.

use http::StatusCode;
use serde_json::{Map, Value};

/// The parts of an error that APIs send in various formats.
#[derive(Debug, Default)]
pub(crate) struct ApiError {
    pub(crate) message: String,
    pub(crate) code: Option<String>,
    pub(crate) kind: Option<String>,
    pub(crate) param: Option<String>,
}

impl ApiError {
    /// Finds the error in a body. All formats are tried in order, because servers, and the proxies in
    /// front of them, often deviate from their documentation:
    ///
    /// - `{"error": {"message", "type", "param", "code"}}`, `{"errors": [{"message"}]}`
    /// - `{"error": "text"}`, `{"error": "code", "error_description": "text"}` (RFC 6749)
    /// - `{"message", "code"}`, `{"title", "detail", "type"}` (RFC 9457)
    pub(crate) fn read(status: StatusCode, body: &[u8]) -> Self {
        let text = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
        match serde_json::from_slice(text) {
            Ok(Value::Object(root)) => Self::find(&root),
            _ => None,
        }
        .unwrap_or_else(|| Self {
            message: fallback(status, body),
            ..Self::default()
        })
    }

    fn find(root: &Map<String, Value>) -> Option<Self> {
        let first = root
            .get("errors")
            .and_then(Value::as_array)
            .and_then(|errors| errors.first());
        match root.get("error").or(first) {
            Some(Value::Object(error)) => Self::of(error).or_else(|| Self::of(root)),
            Some(Value::String(text)) => Some(match Self::of(root) {
                Some(error) => Self {
                    code: error.code.or_else(|| Some(text.clone())),
                    ..error
                },
                None => Self {
                    message: text.clone(),
                    ..Self::default()
                },
            }),
            _ => Self::of(root),
        }
    }

    fn of(error: &Map<String, Value>) -> Option<Self> {
        let text = |name: &str| error.get(name).and_then(scalar);
        let names = [
            "message",
            "detail",
            "error_description",
            "description",
            "title",
            "msg",
        ];
        let message = names
            .into_iter()
            .find_map(|name| error.get(name).and_then(sentence))?;
        Some(Self {
            message,
            code: text("code"),
            kind: text("type"),
            param: text("param"),
        })
    }
}

/// A string, or the message in the first item of an array (`FastAPI`'s `detail`).
fn sentence(value: &Value) -> Option<String> {
    let text = match value {
        Value::Array(items) => items.first()?.get("msg")?.as_str()?,
        value => value.as_str()?,
    };
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn fallback(status: StatusCode, body: &[u8]) -> String {
    let reason = status.canonical_reason().unwrap_or("no message");
    match excerpt(body) {
        body if body.is_empty() => reason.to_owned(),
        body => body,
    }
}

/// The number of bytes of a body that a message shows.
const EXCERPT: usize = 200;

/// The start of a body, on one line.
pub(crate) fn excerpt(body: &[u8]) -> String {
    let body = body.trim_ascii();
    // The bytes that continue a character of UTF-8 begin with the bits 10.
    let cut = |end: &usize| {
        body.get(*end)
            .is_none_or(|byte| byte & 0b1100_0000 != 0b1000_0000)
    };
    let end = (0..=EXCERPT)
        .rev()
        .find(cut)
        .unwrap_or(EXCERPT)
        .min(body.len());
    let mut text = one_line(&String::from_utf8_lossy(body.get(..end).unwrap_or(body)));
    if end < body.len() {
        text.push('…');
    }
    text
}

/// A string without line breaks and terminal control characters.
pub(crate) fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}
