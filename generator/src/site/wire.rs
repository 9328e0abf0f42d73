//! A request as it is sent, and the same request with curl.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value};

use crate::model::{Argument, BodyKind, Location, Operation, PathPart, Placement, QueryString};

use super::context::Site;
use super::value;
use super::word::word;

/// Characters that need no encoding in a path or query.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A request with example values.
pub(super) struct Request {
    method: String,
    /// The base URL.
    base: String,
    /// The path and the query, percent-encoded.
    target: String,
    /// Names and values. `$NAME` is an environment variable.
    headers: Vec<(String, String)>,
    body: Body,
}

enum Body {
    None,
    Text(String),
    /// The contents of a file of this name.
    File(&'static str),
    /// The parts of a multipart body: a name, and a value or a file.
    Parts(Vec<(String, String, bool)>),
}

impl Request {
    pub(super) fn of(site: &Site<'_>, operation: &Operation) -> Self {
        let base = operation.server.as_deref().unwrap_or(&site.api.base_url);
        let base = if base.is_empty() {
            "https://api.example.com"
        } else {
            base
        };
        let mut headers = credentials(site, operation);
        let sent = operation
            .arguments
            .iter()
            .filter(|one| one.is_sent() || (one.example.is_some() && one.location.is_in_body()));
        let sent: Vec<&Argument> = sent.collect();
        for argument in &sent {
            headers.add(site, argument);
        }
        if !operation.accept.is_empty() {
            headers.push("accept", operation.accept.clone());
        }
        let body = match body(site, &sent, operation.sends_body) {
            // Example values are JSON.
            Body::Text(_) if operation.sent_xml.is_some() => Body::File("body.xml"),
            body => body,
        };
        if let (Some(kind), true) = (&operation.content_type, !matches!(body, Body::None)) {
            headers.push("content-type", kind.clone());
        }
        Self {
            method: operation.method.as_str().to_owned(),
            base: base.to_owned(),
            target: path(site, operation) + &headers.query(),
            headers: headers.all,
            body,
        }
    }

    /// The request as a message (RFC 9112).
    pub(super) fn message(&self) -> String {
        let (_, rest) = self.base.split_once("://").unwrap_or(("", &self.base));
        let (host, prefix) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let mut lines = vec![
            format!("{} {prefix}{} HTTP/1.1", self.method, self.target),
            format!("host: {}", word(host)),
        ];
        lines.extend(
            self.headers
                .iter()
                .map(|(name, value)| format!("{}: {}", word(name), word(value))),
        );
        match &self.body {
            Body::None => {}
            Body::Text(text) => lines.extend([String::new(), text.clone()]),
            Body::File(name) => lines.extend([String::new(), contents(name)]),
            Body::Parts(parts) => {
                for (name, value, file) in parts {
                    let value = word(value);
                    let value = if *file {
                        contents(&value)
                    } else {
                        value.into_owned()
                    };
                    lines.extend([String::new(), format!("part {}: {value}", word(name))]);
                }
            }
        }
        lines.join("\n")
    }

    /// The command that sends the request.
    pub(super) fn curl(&self) -> String {
        let url = format!("{}{}", self.base, self.target);
        let method = match (self.method.as_str(), &self.body) {
            ("GET", _) | ("POST", Body::Text(_) | Body::File(_) | Body::Parts(_)) => String::new(),
            (method, _) => format!(" -X {}", shell_word(method)),
        };
        let mut lines = vec![format!("curl{method} {}", quoted(&url))];
        for (name, value) in &self.headers {
            // curl writes the boundary of the parts itself.
            if !(name == "content-type" && matches!(self.body, Body::Parts(_))) {
                lines.push(format!("-H {}", quoted(&format!("{name}: {value}"))));
            }
        }
        match &self.body {
            Body::None => {}
            Body::Text(text) => lines.push(format!("-d {}", single(text))),
            Body::File(name) => lines.push(format!("--data-binary @{name}")),
            Body::Parts(parts) => lines.extend(parts.iter().map(|(name, value, file)| {
                let at = if *file { "@" } else { "" };
                format!("-F {}", single(&format!("{name}={at}{value}")))
            })),
        }
        lines.join(" \\\n  ")
    }
}

/// The headers and the query of a request.
#[derive(Default)]
struct Headers {
    all: Vec<(String, String)>,
    query: Vec<String>,
}

impl Headers {
    fn push(&mut self, name: &str, value: String) {
        self.all.push((name.to_lowercase(), value));
    }

    /// Adds an argument that is sent in the query, a header or a cookie.
    fn add(&mut self, site: &Site<'_>, argument: &Argument) {
        let text = || text(&value::of(site, argument));
        match &argument.location {
            Location::Query(_) => {
                let pair = format!("{}={}", encoded(&argument.wire), encoded(&text()));
                self.query.push(pair);
            }
            Location::QueryString(kind) => self
                .query
                .push(query_string(kind, &value::of(site, argument))),
            Location::Header { .. } | Location::DelimitedHeader(_) | Location::JsonHeader => {
                self.push(&argument.wire, text());
            }
            Location::Cookie { .. } | Location::JsonCookie => {
                self.push("cookie", format!("{}={}", argument.wire, text()));
            }
            Location::Path(_)
            | Location::Field
            | Location::FormField(_)
            | Location::Part(_)
            | Location::FilePart(_)
            | Location::ExplodedFiles(_)
            | Location::OrderedPart { .. }
            | Location::PartHeader { .. }
            | Location::Body(_) => {}
        }
    }

    fn query(&self) -> String {
        if self.query.is_empty() {
            return String::new();
        }
        format!("?{}", self.query.join("&"))
    }
}

/// A value that is the whole query string.
fn query_string(kind: &QueryString, value: &Value) -> String {
    match (kind, value) {
        (QueryString::Form(_), Value::Object(members)) => {
            let pairs = members
                .iter()
                .map(|(name, value)| format!("{}={}", encoded(name), encoded(&text(value))));
            pairs.collect::<Vec<_>>().join("&")
        }
        (QueryString::Form(_) | QueryString::Text, value) => encoded(&text(value)),
        (QueryString::Json, value) => encoded(&value.to_string()),
    }
}

fn credentials(site: &Site<'_>, operation: &Operation) -> Headers {
    let schemes = operation.security.first().into_iter().flatten();
    let mut headers = Headers::default();
    let names = site.names.schemes();
    let schemes = schemes.filter_map(|id| site.api.schemes.get(id.0).zip(names.get(id.0)));
    for (scheme, name) in schemes {
        let env = &name.env;
        match &scheme.placement {
            Placement::Bearer => headers.push("authorization", format!("Bearer ${env}")),
            Placement::Basic => headers.push("authorization", format!("Basic ${env}")),
            Placement::Authorization(kind) => {
                headers.push("authorization", format!("{kind} ${env}"));
            }
            Placement::Header(name) => headers.push(name, format!("${env}")),
            Placement::Cookie(name) => headers.push("cookie", format!("{name}=${env}")),
            Placement::Query(name) => headers.query.push(format!("{}=${env}", encoded(name))),
        }
    }
    headers
}

fn path(site: &Site<'_>, operation: &Operation) -> String {
    let parts = operation.path.iter().map(|part| match part {
        PathPart::Literal(text) => word(text).into_owned(),
        PathPart::Argument(index) => {
            let argument = operation.arguments.get(*index);
            argument.map_or_else(String::new, |one| encoded(&text(&value::of(site, one))))
        }
    });
    parts.collect()
}

fn body(site: &Site<'_>, sent: &[&Argument], always: bool) -> Body {
    let mut members = Map::new();
    let mut form = Vec::new();
    let mut parts = Vec::new();
    for argument in sent {
        let value = value::of(site, argument);
        match &argument.location {
            Location::Field => {
                members.insert(argument.wire.clone(), value);
            }
            Location::FormField(_) => form.push(format!(
                "{}={}",
                encoded(&argument.wire),
                encoded(&text(&value))
            )),
            Location::Part(_) | Location::OrderedPart { .. } => {
                parts.push((argument.wire.clone(), text(&value), false));
            }
            Location::FilePart(_) | Location::ExplodedFiles(_) => {
                parts.push((argument.wire.clone(), "file".to_owned(), true));
            }
            Location::Body(kind) => return whole(*kind, &value),
            Location::PartHeader { .. }
            | Location::Path(_)
            | Location::Query(_)
            | Location::QueryString(_)
            | Location::Header { .. }
            | Location::DelimitedHeader(_)
            | Location::JsonHeader
            | Location::Cookie { .. }
            | Location::JsonCookie => {}
        }
    }
    if !parts.is_empty() {
        return Body::Parts(parts);
    }
    if !form.is_empty() {
        return Body::Text(form.join("&"));
    }
    if members.is_empty() && !always {
        return Body::None;
    }
    json(&Value::Object(members))
}

fn whole(kind: BodyKind, value: &Value) -> Body {
    match kind {
        BodyKind::Json => json(value),
        BodyKind::Form | BodyKind::Text | BodyKind::Binary => {
            Body::Text(word(&text(value)).into_owned())
        }
        BodyKind::Lines(_) => Body::Text(visible(&value.to_string())),
    }
}

/// The words for the contents of a file.
fn contents(name: &str) -> String {
    format!("(the contents of {name})")
}

fn json(value: &Value) -> Body {
    Body::Text(visible(
        &serde_json::to_string_pretty(value).unwrap_or_default(),
    ))
}

/// JSON without characters that hide or reorder text.
fn visible(json: &str) -> String {
    json.lines().map(word).collect::<Vec<_>>().join("\n")
}

/// A value as it is written in a path or query.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join(","),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => value.to_string(),
    }
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, PLAIN).to_string()
}

/// An HTTP method as a word of the shell. A token may have characters that the shell reads (RFC 9110, 5.6.2).
fn shell_word(method: &str) -> String {
    let plain = |char: char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_' | '.');
    if method.chars().all(plain) {
        method.to_owned()
    } else {
        single(method)
    }
}

/// A word of the shell: in double quotes if it contains a variable.
fn quoted(text: &str) -> String {
    if text.contains('$') && !text.contains(['"', '`', '\\', '!']) {
        return format!("\"{}\"", word(text));
    }
    single(text)
}

fn single(text: &str) -> String {
    format!("'{}'", visible(&text.replace('\'', "'\\''")))
}
