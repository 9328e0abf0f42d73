//! The error of a text or a value, and its place: a path, a line and a column.

use std::fmt::{self, Display, Formatter};

use super::reader::Reader;

/// The reason why a text is not JSON of the expected type, or why a value cannot be written as JSON.
///
/// `expected a string, found a number at $.projects[1].role`
#[derive(Debug)]
pub struct Error(Box<Inner>);

/// The reason why a text cannot be read as a type.
pub(crate) struct Unreadable {
    pub(crate) message: String,
    /// The error of `serde_json`, if the text is not JSON.
    pub(crate) source: Option<serde_json::Error>,
    /// The place in a text of one line, in bytes.
    pub(crate) at: Option<usize>,
}

#[derive(Debug)]
struct Inner {
    kind: Kind,
    message: String,
    path: String,
    line: usize,
    column: usize,
    source: Option<serde_json::Error>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Empty,
    Syntax,
    Mismatch,
    NotFinite,
    Fault,
}

impl Error {
    /// The place of the error, e.g. `$.projects[1].role`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The line of the error in the text, counted from 1; 0 if the error occurred while writing.
    #[must_use]
    pub fn line(&self) -> usize {
        self.0.line
    }

    /// The column of the error in its line, counted in bytes from 1; 0 if the error occurred while
    /// writing.
    #[must_use]
    pub fn column(&self) -> usize {
        self.0.column
    }

    /// Whether the text is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.kind == Kind::Empty
    }

    /// Whether the text is not valid JSON.
    #[must_use]
    pub fn is_syntax(&self) -> bool {
        matches!(self.0.kind, Kind::Empty | Kind::Syntax)
    }

    /// The message of a body that cannot be read, and what caused it.
    pub(super) fn into_unreadable(self) -> Unreadable {
        let message = if self.is_empty() {
            "the body is empty".to_owned()
        } else {
            self.to_string()
        };
        Unreadable {
            message,
            at: self.0.column.checked_sub(1).filter(|_| self.0.line == 1),
            source: self.0.source,
        }
    }

    pub(super) fn empty() -> Self {
        let message = "the text is empty".to_owned();
        Self::at((1, 1), Kind::Empty, message, String::new())
    }

    /// The error of a text that is not UTF-8 after `valid`.
    pub(super) fn not_utf8(bytes: &[u8], valid: &str) -> Self {
        match serde_json::from_slice::<serde_json::Value>(bytes) {
            Err(error) => Self::syntax(error, path_to(valid, usize::MAX)),
            Ok(_) => Self::unclear(valid, valid.len()),
        }
    }

    /// The error that was found in reading a text.
    ///
    /// Invalid JSON is reported before a value of the wrong type, regardless of which comes first:
    /// usually the text was truncated, and the wrong value is only a consequence.
    pub(super) fn of(text: &str, mistake: Mistake) -> Self {
        let broken = serde_json::from_str::<serde_json::Value>(text);
        match (broken, *mistake.0) {
            (Err(error), _) => Self::syntax(error, path_to(text, usize::MAX)),
            (
                Ok(_),
                Found {
                    at, message: None, ..
                },
            ) => Self::unclear(text, at),
            (
                Ok(_),
                Found {
                    at,
                    message: Some(message),
                    path,
                },
            ) => {
                let path = path_of(&path);
                Self::at(line_and_column(text, at), Kind::Mismatch, message, path)
            }
        }
    }

    /// The value contains a mistake.
    pub(super) fn fault(message: String) -> Self {
        Self::at((0, 0), Kind::Fault, message, String::new())
    }

    /// The value has a number that JSON cannot represent; this is the place in its text.
    pub(super) fn not_finite(text: &[u8], at: usize) -> Self {
        let text = str::from_utf8(text).unwrap_or_default();
        let word = text.get(at..).unwrap_or_default();
        let end = word.find([',', ']', '}']).unwrap_or(word.len());
        let word = word.get(..end).unwrap_or_default();
        let message = format!("{word} is not a JSON number");
        Self::at((0, 0), Kind::NotFinite, message, path_to(text, at))
    }

    fn syntax(error: serde_json::Error, path: String) -> Self {
        let place = (error.line(), error.column());
        let message = format!("invalid JSON at {path}: {error}");
        let mut this = Self::at(place, Kind::Syntax, message, path);
        this.0.source = Some(error);
        this
    }

    /// The error of a text that `serde_json` accepts: with `arbitrary_precision`, it accepts
    /// numbers that none of the types can hold.
    fn unclear(text: &str, at: usize) -> Self {
        let path = path_to(text, at);
        let (line, column) = line_and_column(text, at);
        let message =
            format!("invalid JSON at {path}: number out of range at line {line} column {column}");
        Self::at((line, column), Kind::Syntax, message, path)
    }

    fn at((line, column): (usize, usize), kind: Kind, message: String, path: String) -> Self {
        Self(Box::new(Inner {
            kind,
            message,
            path,
            line,
            column,
            source: None,
        }))
    }
}

impl Display for Error {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let Inner { message, path, .. } = &*self.0;
        match self.0.kind {
            Kind::Empty | Kind::Syntax | Kind::Fault => formatter.write_str(message),
            Kind::Mismatch | Kind::NotFinite => write!(formatter, "{message} at {path}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_ref().map(|error| error as _)
    }
}

/// A member of a response whose value does not fit its type. It was read as missing or null.
///
/// `expected a string, found a number at $.projects[1].role`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    message: String,
    path: String,
}

impl Mismatch {
    /// The mismatches of a text: each with the place where its value starts, in order.
    pub(super) fn all_of(text: &str, contained: Vec<(usize, Mistake)>) -> Vec<Self> {
        let places: Vec<usize> = contained.iter().map(|(start, _)| *start).collect();
        let paths = paths_to(text, &places).into_iter();
        let mismatch = |(path, (_, mistake)): (String, (usize, Mistake))| {
            let steps = mistake.0.path.iter().rev().map(String::as_str);
            Self {
                message: mistake.0.message.unwrap_or_default(),
                path: path + &steps.collect::<String>(),
            }
        };
        paths.zip(contained).map(mismatch).collect()
    }

    /// The place of the value that does not fit, e.g. `$.projects[1].role`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The expected kind of value and the actual one, e.g. `expected a string, found a number`.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl Display for Mismatch {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} at {}", self.message, self.path)
    }
}

/// The first mistake in reading a text.
pub(super) struct Mistake(Box<Found>);

struct Found {
    at: usize,
    /// Why the value is not what it should be; `None` if the text is not JSON.
    message: Option<String>,
    /// The steps to the value, the last one first: they are added on the way out.
    path: Vec<String>,
}

impl Mistake {
    pub(super) fn broken(at: usize) -> Self {
        Self(Box::new(Found {
            at,
            message: None,
            path: Vec::new(),
        }))
    }

    pub(super) fn mismatch(at: usize, message: String) -> Self {
        Self(Box::new(Found {
            at,
            message: Some(message),
            path: Vec::new(),
        }))
    }

    /// Whether the text is not JSON.
    pub(super) fn is_broken(&self) -> bool {
        self.0.message.is_none()
    }

    /// Adds a step to the path, from the outside.
    pub(super) fn inside(&mut self, step: String) {
        self.0.path.push(step);
    }
}

/// The path of these steps, the last one first.
pub(super) fn path_of(steps: &[String]) -> String {
    let steps = steps.iter().rev().map(String::as_str);
    std::iter::once("$").chain(steps).collect()
}

/// The step of a path into a key: `.role`, or `["x y"]` if the key is not a plain name.
pub(super) fn key_step(key: &str) -> String {
    let plain = !key.is_empty()
        && key
            .chars()
            .all(|char| char.is_alphanumeric() || char == '_' || char == '-');
    if plain {
        format!(".{key}")
    } else {
        format!("[{key:?}]")
    }
}

/// The path to the value at a place of a text or, if the text breaks off earlier, to the last value
/// in it.
pub(super) fn path_to(text: &str, place: usize) -> String {
    let mut reader = Reader::new(text);
    let mut path = String::from("$");
    reader.next_token();
    walk(&mut reader, place, &mut path);
    path
}

/// The paths to the values that start at these places, which are in order.
fn paths_to(text: &str, places: &[usize]) -> Vec<String> {
    let mut found = Vec::with_capacity(places.len());
    if !places.is_empty() {
        let mut reader = Reader::new(text);
        reader.next_token();
        collect(&mut reader, places, &mut String::from("$"), &mut found);
    }
    found
}

/// Adds the paths of the next value and of those in it.
fn collect(reader: &mut Reader<'_>, places: &[usize], path: &mut String, found: &mut Vec<String>) {
    if places.get(found.len()) == Some(&reader.at) {
        found.push(path.clone());
    }
    let (start, depth) = (reader.at, reader.depth);
    reader.skip();
    let end = reader.at;
    let is_done = |found: &[String]| places.get(found.len()).is_none_or(|place| *place >= end);
    if is_done(found) {
        return;
    }
    // The next place is inside of the value.
    let len = path.len();
    reader.at = start;
    let close = if reader.peek() == b'{' { b'}' } else { b']' };
    reader.open();
    reader.next_token();
    for index in 0_usize.. {
        let step = if close == b'}' {
            let key = reader.key();
            reader.colon();
            key_step(&key)
        } else {
            format!("[{index}]")
        };
        path.push_str(&step);
        collect(reader, places, path, found);
        path.truncate(len);
        if is_done(found) || reader.goes_on(close) != Some(true) {
            break;
        }
    }
    (reader.at, reader.depth) = (end, depth);
}

/// Whether the place is in the next value, whose path is then complete.
fn walk(reader: &mut Reader<'_>, place: usize, path: &mut String) -> bool {
    let end = match reader.peek() {
        b'{' => b'}',
        b'[' => b']',
        _ => {
            reader.skip();
            return reader.at > place || reader.mistake.is_some();
        }
    };
    reader.open();
    if reader.accept(end) {
        reader.depth -= 1;
        return reader.at > place;
    }
    let len = path.len();
    for index in 0_usize.. {
        path.truncate(len);
        let step = if end == b'}' {
            let key = reader.key();
            reader.colon();
            key_step(&key)
        } else {
            format!("[{index}]")
        };
        if reader.mistake.is_some() {
            return true;
        }
        path.push_str(&step);
        if walk(reader, place, path) {
            return true;
        }
        if reader.goes_on(end) != Some(true) {
            break;
        }
    }
    path.truncate(len);
    reader.at > place || reader.mistake.is_some()
}

/// The line and the column of a place, both counted from 1.
pub(super) fn line_and_column(text: &str, place: usize) -> (usize, usize) {
    let before = text.as_bytes().get(..place).unwrap_or(text.as_bytes());
    let lines = before.split(|byte| *byte == b'\n');
    lines.fold((0, 1), |(count, _), line| (count + 1, line.len() + 1))
}
