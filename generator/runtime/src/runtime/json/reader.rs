//! The state of reading: the text, the place in it, and the first mistake; values that are passed over.

use std::collections::BTreeMap;

use super::choice::{Answer, Question};
use super::error::{Mistake, key_step};
use super::text::plain_len;
use super::wire::Member;

/// Containers may be nested one level less deep than this, as in `serde_json`.
const MAX_DEPTH: u8 = 128;

/// The origin of a text.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) enum Source {
    /// It is JSON.
    #[default]
    Json,
    /// It was written from the events of a serde format, and may contain `NaN`.
    Events,
    /// There is nothing to read: what is read has the value of a missing member.
    Nothing,
    /// It is `null`, in place of a value that does not fit; an optional value is then missing.
    Absent,
}

/// The values that are accepted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mode {
    /// Only those that match the API documentation.
    Exact,
    /// Also some that servers are known to send instead, but no constants other than the documented ones.
    Near,
    /// Also some that servers are known to send instead.
    #[default]
    Converting,
    /// In optional members, any value; one that does not fit is read as missing.
    Lenient,
}

/// Reads one JSON text from its beginning to its end.
#[derive(Default)]
pub struct Reader<'a> {
    pub(super) text: &'a str,
    /// The place of the next byte. After a mistake, the end of the text: every loop ends there by
    /// itself, and the hot ones need not ask whether there was a mistake.
    pub(super) at: usize,
    /// The number of open containers.
    pub(super) depth: u8,
    /// The values that are accepted.
    pub(super) mode: Mode,
    /// The values that do not fit and were read as missing: where each starts, and its error.
    pub(super) contained: Vec<(usize, Mistake)>,
    /// Whether any object that has been read repeats a key.
    pub(super) repeated: bool,
    /// The number of members and enum values that the types do not know.
    pub(super) unknown: usize,
    /// Whether the outermost object has a member `error` or `errors` that its type does not know, or is an object of any
    /// members.
    pub(super) stray_error: bool,
    pub(super) source: Source,
    /// Whether keys may be marks of the client, such as that of a mistake. Marks in a server's JSON are skipped.
    pub(super) has_marks: bool,
    /// The variants of the unions that were read more than once.
    pub(super) answers: BTreeMap<Question, Answer>,
    /// The union that is being read: the place of the value, and the address of the table.
    pub(super) union: Option<(usize, usize)>,
    /// The unions around it, from the outside in. Most texts have none, and are read without an allocation.
    pub(super) unions: Vec<(usize, usize)>,
    /// The fields that the object is copied from, in place of a text.
    pub(super) copied: Option<&'a [&'a dyn Member]>,
    pub(super) mistake: Option<Mistake>,
}

/// A place to return to.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    at: usize,
    depth: u8,
}

impl Mark {
    /// The place.
    pub(super) fn place(self) -> usize {
        self.at
    }
}

impl<'a> Reader<'a> {
    /// Reads a text.
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }

    /// Whether only values that match the API documentation are accepted.
    #[inline]
    pub(super) fn is_exact(&self) -> bool {
        self.mode == Mode::Exact
    }

    /// Whether constants have to match the API documentation.
    #[inline]
    pub(super) fn checks_constants(&self) -> bool {
        self.mode <= Mode::Near
    }

    /// Reads nothing: what is read has the value of a missing member.
    pub(super) fn blank() -> Self {
        Self {
            source: Source::Nothing,
            ..Self::default()
        }
    }

    /// Reads a member as missing, if it can be.
    pub(super) fn absent() -> Reader<'static> {
        Reader {
            text: "null",
            source: Source::Absent,
            ..Reader::default()
        }
    }

    /// The next byte; at the end 0, which JSON does not contain.
    #[inline]
    pub(super) fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    /// Skips white space, and returns the next byte.
    #[inline]
    pub(super) fn next_token(&mut self) -> u8 {
        loop {
            let byte = self.peek();
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return byte;
            }
            self.at += 1;
        }
    }

    /// Skips white space and this byte, if it is the next one.
    #[inline]
    pub(super) fn accept(&mut self, byte: u8) -> bool {
        let is_next = self.next_token() == byte;
        self.at += usize::from(is_next);
        is_next
    }

    /// Skips white space and this byte, which must be there.
    #[inline]
    pub(super) fn require(&mut self, byte: u8) {
        if !self.accept(byte) {
            self.broken();
        }
    }

    /// Skips `null`, `true` or `false`, which starts at the next byte.
    #[inline]
    pub(super) fn word(&mut self, word: &str) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        if rest.starts_with(word.as_bytes()) {
            self.at += word.len();
        } else {
            self.broken();
        }
    }

    /// Skips `null`; returns whether it stands for a member that is read as missing.
    #[inline]
    pub(super) fn null(&mut self) -> bool {
        self.word("null");
        self.source == Source::Absent
    }

    /// Enters a container, which starts at the next byte.
    #[inline]
    pub(super) fn open(&mut self) {
        self.at += 1;
        self.depth += 1;
        if self.depth >= MAX_DEPTH {
            self.broken();
        }
    }

    /// Reads what follows an item: true after a comma, false after the end of the container, `None`
    /// if neither is next.
    #[inline]
    pub(super) fn goes_on(&mut self, end: u8) -> Option<bool> {
        let byte = self.next_token();
        if byte == b',' {
            self.at += 1;
            self.next_token();
            return Some(true);
        }
        if byte == end {
            self.at += 1;
            self.depth = self.depth.saturating_sub(1);
            return Some(false);
        }
        self.broken();
        None
    }

    /// Records that the text is not JSON. [`super::error`] determines where and why.
    #[cold]
    pub(super) fn broken(&mut self) {
        if self.source != Source::Nothing {
            self.note(Mistake::broken(self.at));
        }
    }

    /// Notes that the next value is not what was expected, e.g. `a string`.
    ///
    /// The message names only the kind of the value, because the value itself may be private. Only a number that an
    /// integer type does not have is shown, because its kind does not explain the error.
    #[cold]
    pub(super) fn refuse(&mut self, expected: &str) {
        let found = match self.peek() {
            b'n' => "null",
            b't' | b'f' => "a boolean",
            b'"' => "a string",
            b'[' => "an array",
            b'{' => "an object",
            b'-' | b'0'..=b'9' => "a number",
            _ => return self.broken(),
        };
        self.mismatch(self.at, format!("expected {expected}, found {found}"));
    }

    /// Notes that the value at a mark is not what was expected.
    #[cold]
    pub(super) fn refuse_at(&mut self, mark: Mark, expected: &str) {
        if self.mistake.is_none() {
            self.reset(mark);
            self.refuse(expected);
        }
    }

    /// Notes that the value at a place is not what it should be.
    #[cold]
    pub(super) fn mismatch(&mut self, at: usize, message: String) {
        if self.source != Source::Nothing {
            self.note(Mistake::mismatch(at, message));
        }
    }

    /// Notes a mistake, unless there is one already, and ends the text.
    fn note(&mut self, mistake: Mistake) {
        self.mistake.get_or_insert(mistake);
        self.at = self.text.len();
    }

    /// Records that the error is in the value of `key` in an object.
    #[cold]
    pub(super) fn in_member(&mut self, key: &str) {
        if let Some(mistake) = &mut self.mistake {
            mistake.inside(key_step(key));
        }
    }

    /// Records that the error is in an item of an array.
    #[cold]
    pub(super) fn in_item(&mut self, index: usize) {
        if let Some(mistake) = &mut self.mistake {
            mistake.inside(format!("[{index}]"));
        }
    }

    /// Counts a value that its type does not know.
    #[doc(hidden)]
    #[inline]
    pub fn count_unknown(&mut self, is_unknown: bool) {
        self.unknown += usize::from(is_unknown);
    }

    /// Marks the current place, so that the reader can return to it.
    pub(super) fn mark(&self) -> Mark {
        Mark {
            at: self.at,
            depth: self.depth,
        }
    }

    /// Returns to a marked place, as if nothing had been read since.
    pub(super) fn reset(&mut self, mark: Mark) {
        self.at = mark.at;
        self.depth = mark.depth;
        self.mistake = None;
    }

    /// The text from a place to the next byte.
    pub(super) fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// Reads a whole text: nothing but white space may follow.
    pub(super) fn finish(&mut self) {
        if self.next_token() != 0 || self.at < self.text.len() {
            self.broken();
        }
    }
}

impl Reader<'_> {
    /// Passes over the next value, which must be JSON as [`super`] says.
    pub(super) fn skip(&mut self) {
        match self.peek() {
            b'"' => self.skip_string(),
            b'{' => self.skip_container(b'}'),
            b'[' => self.skip_container(b']'),
            b'n' => self.word("null"),
            b't' => self.word("true"),
            b'f' => self.word("false"),
            _ if self.not_finite().is_some() => {}
            _ => self.skip_number(),
        }
    }

    fn skip_string(&mut self) {
        let start = self.at + 1;
        let bytes = self.text.as_bytes();
        let end = start + plain_len(bytes.get(start..).unwrap_or_default());
        if bytes.get(end) == Some(&b'"') {
            self.at = end + 1;
        } else {
            // Reading the string checks its escapes.
            self.string();
        }
    }

    fn skip_number(&mut self) {
        let text = self.number();
        // No shorter text without an exponent is out of range.
        let large = text.len() > 300 || text.contains(['e', 'E']);
        if large && text.parse().is_ok_and(f64::is_infinite) {
            self.broken();
        }
    }

    fn skip_container(&mut self, end: u8) {
        self.open();
        if self.accept(end) {
            self.depth -= 1;
            return;
        }
        loop {
            if end == b'}' {
                self.skip_key();
            }
            self.skip();
            if self.goes_on(end) != Some(true) {
                return;
            }
        }
    }

    /// Passes over a key and its colon.
    fn skip_key(&mut self) {
        self.key();
        self.colon();
    }

    /// Skips to the end of the next value with as few checks as possible; the value is read later.
    pub(super) fn look_beyond(&mut self) {
        let bytes = self.text.as_bytes();
        let mut depth = 0_usize;
        while let Some(byte) = bytes.get(self.at) {
            match byte {
                b'"' => _ = self.look_beyond_string(),
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' if depth > 0 => {
                    depth -= 1;
                    self.at += 1;
                }
                b'}' | b']' => return,
                b',' if depth == 0 => return,
                _ => self.at += 1,
            }
        }
    }

    /// Looks for the end of a string; returns whether there is nothing but plain characters in it.
    #[inline]
    pub(super) fn look_beyond_string(&mut self) -> bool {
        let bytes = self.text.as_bytes();
        let mut is_plain = true;
        self.at += 1;
        loop {
            self.at += plain_len(bytes.get(self.at..).unwrap_or_default());
            match bytes.get(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    return is_plain;
                }
                Some(b'\\') => self.at += 2,
                Some(_) => self.at += 1,
                None => return false,
            }
            is_plain = false;
        }
    }

    /// Passes over what is between a key and its value.
    #[inline]
    pub(super) fn colon(&mut self) {
        self.require(b':');
        self.next_token();
    }
}
