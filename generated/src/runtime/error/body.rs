//! The error in the body of a response, and the body as text for messages.

use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};
use serde_json::{Map, Value};

/// The parts of an error that APIs send in various formats.
#[derive(Debug, Default)]
pub(crate) struct ApiError {
    pub(crate) message: String,
    pub(crate) code: Option<String>,
    pub(crate) kind: Option<String>,
    pub(crate) param: Option<String>,
}

/// The members that hold the error itself, which may be a string, an object, or a list of them. The names of members
/// are compared without case and underscores: `ErrorMessage` is `error_message`.
const INNER: [&str; 4] = ["error", "errors", "fault", "odata.error"];
/// The members that hold the message. The first one that has text counts.
const MESSAGES: [&str; 12] = [
    "message",
    "detail",
    "errordescription",
    "errormessage",
    "errorsummary",
    "errormessages",
    "description",
    "faultstring",
    "title",
    "msg",
    "reason",
    "usermessage",
];
const CODES: [&str; 2] = ["code", "errorcode"];
const TYPES: [&str; 2] = ["type", "errortype"];
/// The number of levels that are searched.
const DEPTH: u8 = 6;

impl ApiError {
    /// Finds the error in a body. All formats are tried in order, because servers, and the proxies in
    /// front of them, often deviate from their documentation:
    ///
    /// - `{"error": {"message", "type", "param", "code"}}`, also as the first item of a list
    /// - `{"errors": [{"message"}]}`, `{"errors": [{"title", "detail"}]}`, `{"errors": ["text"]}`
    /// - `{"error": "text"}`, `{"error": "code", "error_description": "text"}` (RFC 6749)
    /// - `{"message", "code"}`, `{"title", "detail", "type"}` (RFC 9457), `{"message": ["text"]}`
    /// - `{"fault": {"faultstring", "detail": {"errorcode"}}}`
    /// - `{"errors": {"name": ["text"]}}`, `{"error": {"message": {"value": "text"}}}` (`OData` 3)
    /// - one of these as a string within another one, as the data of an event, or followed by other lines
    /// - `<Code>` and `<Message>` of XML, `<faultcode>` and `<faultstring>` of SOAP, the title of an HTML page
    pub(crate) fn read(status: StatusCode, body: &[u8]) -> Self {
        Self::found(body).unwrap_or_else(|| Self {
            message: fallback(status, body),
            ..Self::default()
        })
    }

    /// The error in a body that has a known format.
    pub(crate) fn found(body: &[u8]) -> Option<Self> {
        let text = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
        let found = match serde_json::from_slice(text) {
            Ok(value) => Self::find(&value, DEPTH),
            Err(_) => Self::embedded(&String::from_utf8_lossy(text)),
        }?;
        let message = Some(found.message).filter(|message| !message.is_empty());
        Some(Self {
            message: message.or_else(|| found.code.clone())?,
            ..found
        })
    }

    /// Whether the body of a successful response is an error: it has a non-empty member `error`,
    /// and otherwise only members that accompany errors.
    pub(crate) fn is_all_of(body: &[u8]) -> bool {
        const BESIDE: &str = "type code status success ok message request_id requestId error_description error_uri \
                              error_code errorCode statusCode status_code detail details timestamp path warning \
                              needed provided documentation_url trace_id traceId";
        // A longer body has more than an error, and need not be read twice.
        if body.len() > 16 << 10 {
            return false;
        }
        let object: Option<Map<String, Value>> = reported(body);
        object.is_some_and(|object| {
            let mut members = object.iter();
            members.all(|(name, value)| {
                name == "error" || value.is_null() || BESIDE.split(' ').any(|one| one == name)
            })
        })
    }

    /// Whether a body that does not match the API documentation contains an error.
    pub(crate) fn is_in(body: &[u8]) -> bool {
        let root: Option<Map<String, Value>> = serde_json::from_slice(body).ok();
        let errors = root.as_ref().and_then(|root| root.get("errors"));
        let has_errors = match errors {
            Some(Value::Array(errors)) => !errors.is_empty(),
            Some(Value::Object(errors)) => !errors.is_empty(),
            Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) | None => {
                false
            }
        };
        has_errors || reported(body).is_some()
    }

    fn find(value: &Value, depth: u8) -> Option<Self> {
        let depth = depth.checked_sub(1)?;
        match value {
            Value::Object(object) => Self::of(object, depth),
            Value::Array(items) => Self::find(items.first()?, depth),
            Value::String(text) => Self::told(text, depth),
            Value::Null | Value::Bool(_) | Value::Number(_) => None,
        }
    }

    /// The error in a string, which may itself be JSON.
    fn told(text: &str, depth: u8) -> Option<Self> {
        let nested = text.trim_start().starts_with(['{', '[']);
        let nested = nested.then(|| serde_json::from_str(text).ok()).flatten();
        let nested = nested.and_then(|value| Self::find(&value, depth));
        nested.or_else(|| {
            let message = Some(text.to_owned()).filter(|text| !text.trim().is_empty())?;
            Some(Self {
                message,
                ..Self::default()
            })
        })
    }

    fn of(object: &Map<String, Value>, depth: u8) -> Option<Self> {
        let inner = INNER.into_iter().find_map(|name| {
            let value = member(object, name)?;
            let found = Self::find(value, depth)?;
            Some((value.is_string(), found))
        });
        let own = Self::own(object, depth);
        let merged = match inner {
            None => own,
            // A word beside a message is a code.
            Some((true, error)) if !own.message.is_empty() => {
                let word = Some(error.message).filter(|text| !text.contains(char::is_whitespace));
                Self {
                    code: own.code.or(error.code).or(word),
                    ..own
                }
            }
            Some((_, error)) => Self {
                message: if error.message.is_empty() {
                    own.message
                } else {
                    error.message
                },
                code: error.code.or(own.code),
                kind: error.kind.or(own.kind),
                param: error.param.or(own.param),
            },
        };
        let message = Some(merged.message).filter(|message| !message.is_empty());
        let merged = Self {
            message: message.or_else(|| of_fields(object)).unwrap_or_default(),
            ..merged
        };
        (!merged.message.is_empty() || merged.code.is_some()).then_some(merged)
    }

    /// The error in the members of an object.
    fn own(object: &Map<String, Value>, depth: u8) -> Self {
        let text = |name: &str| member(object, name).and_then(scalar);
        let mut found = Self {
            code: CODES.into_iter().find_map(text),
            kind: TYPES.into_iter().find_map(text),
            param: text("param"),
            ..Self::default()
        };
        // Google's status codes have this form; elsewhere the member is a word such as `fail`.
        let is_code = |text: &String| {
            text.bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte == b'_')
        };
        let status = object.get("status").and_then(Value::as_str);
        let status = status.map(str::to_owned).filter(is_code);
        found.code = found.code.or(status).filter(|code| !code.is_empty());
        for name in MESSAGES {
            let here = member(object, name).and_then(|value| sentence(value, depth));
            let Some(error) = here else {
                continue;
            };
            if found.message.is_empty() {
                found.message = error.message;
            }
            found.code = found.code.or(error.code);
        }
        found
    }

    /// The error in a text that is not JSON as a whole: in its first line of JSON, in an event, or in XML.
    fn embedded(text: &str) -> Option<Self> {
        let first = |text: &str| -> Option<Self> {
            let mut values = serde_json::Deserializer::from_str(text).into_iter();
            let value: Value = values.next()?.ok()?;
            let is_container = value.is_object() || value.is_array();
            Self::find(&value, DEPTH).filter(|_| is_container)
        };
        let mut fields = text.lines().filter_map(|line| line.split_once(':'));
        let data = fields.find(|(field, _)| *field == "data");
        let event = || first(data.filter(|_| text.starts_with(['d', 'e', 'i', ':']))?.1);
        first(text).or_else(|| Self::marked_up(text)).or_else(event)
    }

    /// The error in XML, or the title of an HTML page.
    fn marked_up(text: &str) -> Option<Self> {
        if !text.trim_start().starts_with('<') {
            return None;
        }
        let page = || element(text, "title").or_else(|| element(text, "h1"));
        let message = [
            "message",
            "faultstring",
            "errormessage",
            "error_message",
            "detail",
            "error",
        ];
        let message = message.into_iter().find_map(|name| element(text, name));
        let code = element(text, "code").or_else(|| element(text, "faultcode"));
        let (message, code) = match (message, code) {
            (Some(message), code) => (message, code),
            (None, Some(code)) if page().is_none() => (code.clone(), Some(code)),
            (None, _) => (page()?, None),
        };
        Some(Self {
            message,
            code,
            ..Self::default()
        })
    }
}

/// The JSON object in a text, if its member `error` is an object or a string and is not empty. SDKs
/// of large APIs take such an object for an error, not for data.
pub(crate) fn reported(text: &[u8]) -> Option<Map<String, Value>> {
    // Most data is not an error, and need not be read twice.
    let text = std::str::from_utf8(text).ok()?;
    let text = text.contains("\"error\"").then_some(text)?;
    let object: Map<String, Value> = serde_json::from_str(text).ok()?;
    let has_content = match object.get("error")? {
        Value::Object(error) => !error.is_empty(),
        Value::String(text) => !text.is_empty(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => false,
    };
    has_content.then_some(object)
}

/// The member of an object with a name that is in lower case and without underscores.
fn member<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    let is_it = |known: &str| {
        let mut known = known.chars().filter(|char| *char != '_');
        let mut name = name.chars();
        name.all(|char| {
            known
                .next()
                .is_some_and(|one| one.eq_ignore_ascii_case(&char))
        }) && known.next().is_none()
    };
    let exact = || object.get(name);
    exact().or_else(|| {
        object
            .iter()
            .find_map(|(known, value)| is_it(known).then_some(value))
    })
}

/// The messages for the fields that are wrong: `{"errors": {"name": ["is empty"]}}`.
fn of_fields(object: &Map<String, Value>) -> Option<String> {
    let fields = member(object, "errors")?.as_object()?.iter();
    let messages = fields.filter_map(|(name, value)| match value {
        Value::String(text) => Some(format!("{name}: {text}")),
        Value::Array(items) => Some(format!("{name}: {}", texts(items)?)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => None,
    });
    let messages: Vec<String> = messages.collect();
    (!messages.is_empty()).then(|| messages.join("; "))
}

/// The strings of an array, if there are any.
fn texts(items: &[Value]) -> Option<String> {
    let texts: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
    (!texts.is_empty()).then(|| texts.join("; "))
}

/// A string; the strings of an array; or the error in an object or in the first one of an array
/// (`FastAPI`'s `detail`). Of an object with a language, the `value` is the string (`OData` 2.0, *Error Representation*).
fn sentence(value: &Value, depth: u8) -> Option<ApiError> {
    let text = match value {
        Value::Array(items) => texts(items),
        Value::Object(object) => object
            .get("value")
            .and_then(Value::as_str)
            .map(str::to_owned),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    };
    match text {
        Some(message) => Some(ApiError {
            message,
            ..ApiError::default()
        }),
        None => ApiError::find(value, depth),
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// The text of the first element of this name, on one line.
fn element(text: &str, name: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let tag = format!("<{name}");
    let is_whole = |open: &usize| {
        let next = lower.as_bytes().get(open + tag.len());
        next.is_some_and(|next| next.is_ascii_whitespace() || *next == b'>')
    };
    let open = lower
        .match_indices(&tag)
        .map(|(open, _)| open)
        .find(is_whole)?;
    let start = open + lower.get(open..)?.find('>')? + 1;
    let content = text.get(start..)?;
    let text = match content.trim_start().strip_prefix("<![CDATA[") {
        Some(section) => section.split("]]>").next()?.to_owned(),
        None => unescaped(content.get(..content.find('<')?)?),
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    Some(words.join(" ")).filter(|text| !text.is_empty())
}

/// A text with its character references (XML 1.0, 4.1) and predefined entities (4.6) replaced. All others are kept.
fn unescaped(text: &str) -> String {
    let mut pieces = text.split('&');
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let reference = piece.split_once(';');
        let referred = reference.and_then(|(name, rest)| Some((referred(name)?, rest)));
        let (char, rest) = referred.unwrap_or(('&', piece));
        plain.push(char);
        plain.push_str(rest);
    }
    plain
}

/// The character that a reference stands for.
fn referred(name: &str) -> Option<char> {
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "amp" => '&',
        _ => {
            let number = name.strip_prefix('#').filter(|one| !one.contains('+'))?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    })
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

/// The media type of a body, with its parameters.
pub(crate) fn media_type(headers: &HeaderMap) -> Option<&str> {
    headers.get(CONTENT_TYPE)?.to_str().ok()
}
