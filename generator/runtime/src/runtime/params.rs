//! Arguments in the path, query, headers and cookies of a request.

use std::fmt::Write as _;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use reqwest::header::COOKIE;

use super::json::Wire;
use super::options::{is_framing, set_header};
use super::request::{Plan, Request};
use super::style::{
    FORM, LABEL, MATRIX, SIMPLE, Style, deep, percent, reserved_path, reserved_value, segment,
};

impl<R> Request<R> {
    /// Inserts a string into the path template.
    #[must_use]
    pub fn path(mut self, name: &str, value: &str) -> Self {
        if self.plan.is_in_query(name) {
            self.plan.put_path(name, &percent(value));
        } else {
            self.plan.put_path(name, &segment(value));
        }
        self
    }

    /// Inserts a value of style `simple` into the path template.
    #[must_use]
    pub fn path_value<T: Wire>(mut self, name: &str, value: &T) -> Self {
        self.plan.put_styled(&SIMPLE, name, false, value);
        self
    }

    /// Inserts a value of style `simple`, exploded, into the path template.
    #[must_use]
    pub fn path_exploded<T: Wire>(mut self, name: &str, value: &T) -> Self {
        self.plan.put_styled(&SIMPLE, name, true, value);
        self
    }

    /// Inserts a value of style `label` into the path template.
    #[must_use]
    pub fn path_label<T: Wire>(mut self, name: &str, explode: bool, value: &T) -> Self {
        self.plan.put_styled(&LABEL, name, explode, value);
        self
    }

    /// Inserts a value of style `matrix` into the path template.
    #[must_use]
    pub fn path_matrix<T: Wire>(mut self, name: &str, explode: bool, value: &T) -> Self {
        self.plan.put_styled(&MATRIX, name, explode, value);
        self
    }

    /// Inserts a value of style `simple` into the path template, with reserved characters as they are.
    #[must_use]
    pub fn path_reserved<T: Wire>(mut self, name: &str, explode: bool, value: &T) -> Self {
        let encode = self.plan.reserved(name);
        let style = Style { encode, ..SIMPLE };
        self.plan.put_styled(&style, name, explode, value);
        self
    }

    /// Inserts arrays with these delimiters into the path template.
    #[must_use]
    pub fn path_delimited<T: Wire>(
        mut self,
        name: &str,
        delimiters: &'static [&'static str],
        value: &T,
    ) -> Self {
        let style = SIMPLE.delimited(false, delimiters);
        self.plan.put_styled(&style, name, false, value);
        self
    }

    /// Puts a value into the path template as JSON (`content: application/json`).
    #[must_use]
    pub fn path_json<T: Wire>(mut self, name: &str, value: &T) -> Self {
        let json = self.plan.sent(name, value).json();
        self.plan.put_path(name, &percent(&json));
        self
    }

    /// Adds a parameter of style `form`, exploded: items repeat the name, members have their own.
    #[must_use]
    pub fn query<T: Wire>(mut self, name: &'static str, value: &T) -> Self {
        self.plan.set_styled(&FORM, name, true, value);
        self
    }

    /// Adds a parameter of style `form`, with reserved characters as they are.
    #[must_use]
    pub fn query_reserved<T: Wire>(mut self, name: &'static str, explode: bool, value: &T) -> Self {
        let style = Style {
            encode: reserved_value,
            ..FORM
        };
        self.plan.set_styled(&style, name, explode, value);
        self
    }

    /// Adds a parameter of style `form`, `spaceDelimited` or `pipeDelimited` that is not exploded:
    /// `,`, `%20` or `%7C` separates its items.
    #[must_use]
    pub fn query_joined<T: Wire>(
        mut self,
        name: &'static str,
        comma: &'static str,
        value: &T,
    ) -> Self {
        let style = Style { comma, ..FORM };
        self.plan.set_styled(&style, name, false, value);
        self
    }

    /// Adds a parameter that is an array of arrays with these delimiters. If it is exploded, each item
    /// of the outermost array repeats the name.
    #[must_use]
    pub fn query_delimited<T: Wire>(
        mut self,
        name: &'static str,
        explode: bool,
        delimiters: &'static [&'static str],
        value: &T,
    ) -> Self {
        let style = FORM.delimited(explode, delimiters);
        self.plan.set_styled(&style, name, explode, value);
        self
    }

    /// Adds a parameter of style `deepObject`; the items of arrays have their index in brackets.
    #[must_use]
    pub fn query_deep<T: Wire>(mut self, name: &'static str, value: &T) -> Self {
        let pairs = deep(name, true, self.plan.sent(name, value).root());
        self.plan.set_query_pairs(name, pairs);
        self
    }

    /// Adds a parameter that is written as JSON; nothing if it is null.
    #[must_use]
    pub fn query_json<T: Wire>(mut self, name: &'static str, value: &T) -> Self {
        let json = self.plan.sent(name, value).json();
        let json = Some(json).filter(|text| text != "null");
        let pair = json.map(|json| format!("{}={}", percent(name), percent(&json)));
        self.plan.set_query_pairs(name, pair);
        self
    }

    /// Sets a header of style `simple`; none if the value is null.
    #[must_use]
    pub fn header_value<T: Wire>(mut self, name: &str, explode: bool, value: &T) -> Self {
        let text = HEADER.expand(name, explode, &self.plan.sent(name, value));
        self.plan.put_header(name, text.as_deref());
        self
    }

    /// Sets a header to arrays with these delimiters; none if the value is null.
    #[must_use]
    pub fn header_delimited<T: Wire>(
        mut self,
        name: &str,
        delimiters: &'static [&'static str],
        value: &T,
    ) -> Self {
        let style = HEADER.delimited(false, delimiters);
        let text = style.expand(name, false, &self.plan.sent(name, value));
        self.plan.put_header(name, text.as_deref());
        self
    }

    /// Sets a header to JSON (`content: application/json`); none if the value is null.
    ///
    /// Header values are ASCII, so all other characters are escaped as JSON allows (RFC 8259,
    /// section 7).
    #[must_use]
    pub fn header_json<T: Wire>(mut self, name: &str, value: &T) -> Self {
        let json = self.plan.sent(name, value).json();
        let text = (json != "null").then(|| ascii_json(&json));
        self.plan.put_header(name, text.as_deref());
        self
    }

    /// Sets a cookie of style `form`; none if the value is null.
    #[must_use]
    pub fn cookie<T: Wire>(mut self, name: &'static str, explode: bool, value: &T) -> Self {
        let pairs = COOKIES.expand(name, explode, &self.plan.sent(name, value));
        self.plan.set_cookies(name, pairs);
        self
    }

    /// Sets a cookie to JSON (`content: application/json`), percent-encoded; none if the value is null.
    #[must_use]
    pub fn cookie_json<T: Wire>(mut self, name: &'static str, value: &T) -> Self {
        let json = self.plan.sent(name, value).json();
        let pair = (json != "null").then(|| format!("{name}={}", percent(&json)));
        self.plan.set_cookies(name, pair);
        self
    }
}

/// A JSON text with `\uXXXX` for each character that is not visible ASCII.
pub(crate) fn ascii_json(json: &str) -> String {
    let mut text = String::new();
    for unit in json.encode_utf16() {
        match char::from_u32(unit.into()).filter(|char| matches!(char, ' '..='~')) {
            Some(char) => text.push(char),
            None => {
                // Writing to a string does not fail.
                let _ = write!(text, "\\u{unit:04x}");
            }
        }
    }
    text
}

/// `1,2`. Headers have no encoding of their own.
pub(crate) const HEADER: Style = Style {
    first: "",
    separator: ",",
    comma: ",",
    inner: &[],
    named: false,
    empty: "",
    encode_name: str::to_owned,
    encode: str::to_owned,
};

/// All characters that a cookie cannot contain (RFC 6265, section 4.1.1), and the percent sign. Many servers read
/// cookies as they are, so nothing else is encoded.
pub(crate) const COOKIE_ENCODED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'%')
    .add(b',')
    .add(b';')
    .add(b'\\');

/// The same for the name of a cookie, which ends at `=`.
const COOKIE_NAME: &AsciiSet = &COOKIE_ENCODED.add(b'=');

/// `a=1; a=2`, or `a=1,2`.
pub(crate) const COOKIES: Style = Style {
    first: "",
    separator: "; ",
    comma: ",",
    inner: &[],
    named: true,
    empty: "=",
    encode_name: |name| utf8_percent_encode(name, COOKIE_NAME).to_string(),
    encode: |text| utf8_percent_encode(text, COOKIE_ENCODED).to_string(),
};

impl<R> Request<R> {
    /// Removes what this method has set, because the argument is now `None`.
    #[must_use]
    pub fn unset(mut self, method: &str, name: &'static str) -> Self {
        let plan = &mut self.plan;
        match method.split('_').next() {
            Some("query") => {
                // A whole query string has a name of its own.
                let is_whole = method.starts_with("query_string");
                let is_it = |known: &str| known == name || is_whole && known.starts_with('\0');
                plan.query.retain(|(known, _)| !is_it(known));
            }
            Some("header") => _ = plan.headers.remove(name),
            Some("cookie") => plan.set_cookies(name, None),
            Some("lines") => plan.draft.unset(""),
            _ => plan.draft.unset(name),
        }
        self
    }
}

impl Plan {
    /// Replaces all expressions of an argument with its value in a style.
    pub(crate) fn put_styled<T: Wire>(
        &mut self,
        style: &Style,
        name: &str,
        explode: bool,
        value: &T,
    ) {
        let text = style.expand(name, explode, &self.sent(name, value));
        self.put_path(name, &text.unwrap_or_default());
    }

    /// Sets the pairs of a parameter in the query to its value in a style.
    pub(crate) fn set_styled<T: Wire>(
        &mut self,
        style: &Style,
        name: &'static str,
        explode: bool,
        value: &T,
    ) {
        let pairs = style.expand(name, explode, &self.sent(name, value));
        self.set_query_pairs(name, pairs);
    }

    /// Whether the argument is in the query of the path template.
    fn is_in_query(&self, name: &str) -> bool {
        let query = self.path.split_once('?');
        query.is_some_and(|(_, query)| around(query, name).is_some())
    }

    /// Replaces all expressions of an argument with its value, which is already encoded.
    pub(crate) fn put_path(&mut self, name: &str, encoded: &str) {
        // Encoded values contain no braces, so each round leaves fewer expressions.
        while let Some((before, after)) = around(&self.path, name) {
            let path = [before, encoded, after].concat();
            // Some paths have a query of their own.
            if before.contains('?') {
                self.path = path.into();
                continue;
            }
            if encoded.is_empty() {
                self.fail(format!("the path parameter `{name}` must not be empty"));
                return;
            }
            // Only the segments of this argument may have become dot segments.
            let start = before.rfind('/').map_or(0, |slash| slash + 1);
            let end = before.len() + encoded.len();
            let end = end + after.find(['/', '?', '#']).unwrap_or(after.len());
            let mut segments = path.get(start..end).unwrap_or_default().split('/');
            if segments.any(is_dot_segment) {
                let value = percent_decode_str(encoded).decode_utf8_lossy();
                self.fail(format!("the path parameter `{name}` must not be `{value}`"));
            }
            self.path = path.into();
        }
    }

    /// The encoding of an argument that keeps reserved characters.
    pub(crate) fn reserved(&self, name: &str) -> fn(&str) -> String {
        if self.is_in_query(name) {
            reserved_value
        } else {
            reserved_path
        }
    }
}

/// The text before and after the expression of an argument.
fn around<'a>(path: &'a str, name: &str) -> Option<(&'a str, &'a str)> {
    let mut braces = path.match_indices('{');
    braces.find_map(|(at, brace)| {
        let (before, expression) = path.split_at_checked(at)?;
        let behind = expression.strip_prefix(brace)?.strip_prefix(name)?;
        Some((before, behind.strip_prefix('}')?))
    })
}

/// Whether this segment changes the path of a URL: it is `.` or `..`, possibly only after a server
/// on the way decodes it again.
fn is_dot_segment(encoded: &str) -> bool {
    if !encoded.starts_with(['.', '%']) {
        return false;
    }
    let decoded = percent_decode_str(encoded)
        .decode_utf8_lossy()
        .to_ascii_lowercase();
    matches!(decoded.replace("%2e", ".").as_str(), "." | "..")
}

impl Plan {
    /// Sets the query pairs of a parameter, replacing its earlier ones.
    pub(crate) fn set_query_pairs(&mut self, name: &'static str, pairs: Option<String>) {
        self.query.retain(|(known, _)| *known != name);
        self.query.extend(pairs.map(|pairs| (name, pairs)));
    }

    /// Sets the cookies of a parameter, replacing its earlier ones, or removes them.
    pub(crate) fn set_cookies(&mut self, name: &'static str, pairs: Option<String>) {
        self.cookies.retain(|(known, _)| *known != name);
        self.cookies.extend(pairs.map(|pairs| (name, pairs)));
        let pairs: Vec<&str> = self.cookies.iter().map(|(_, pairs)| &**pairs).collect();
        let all = pairs.join("; ");
        self.put_header(
            COOKIE.as_str(),
            Some(all.as_str()).filter(|all| !all.is_empty()),
        );
    }
}

impl Plan {
    /// Sets a header that is an argument of the operation, or removes it.
    ///
    /// Some documents describe the headers that frame the body, which the client sets.
    pub(crate) fn put_header(&mut self, name: &str, value: Option<&str>) {
        self.headers.remove(name);
        let Some(value) = value.filter(|_| !is_framing(name)) else {
            return;
        };
        if let Err(message) = set_header(&mut self.headers, name, value) {
            self.fail(message);
        }
    }
}
