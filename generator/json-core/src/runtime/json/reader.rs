//! The state of reading: the text, the place in it, and the first mistake.

use super::error::Mistake;
use super::place::key_step;
use super::wire::Member;

/// Containers may be nested one less deep than this, as in `serde_json`.
const MAX_DEPTH: u8 = 128;

/// Reads one JSON text from its beginning to its end.
#[derive(Default)]
pub struct Reader<'a> {
    pub(super) text: &'a str,
    /// The place of the next byte. After a mistake, the end of the text: every loop ends there by
    /// itself, and the hot ones need not ask whether there was a mistake.
    pub(super) at: usize,
    /// How many containers are open.
    pub(super) depth: u8,
    /// Whether only what the API's description says is accepted. Otherwise some of what servers are
    /// known to send in its place is accepted, too.
    pub(super) exact: bool,
    /// Whether a key was there twice in an object that has been read.
    pub(super) repeated: bool,
    /// Whether the text is one that serde's events were written as: it may have `NaN`.
    pub(super) foreign: bool,
    /// Whether there is nothing to read, and the value is wanted that a missing one has.
    pub(super) blank: bool,
    /// The fields that the object is copied from, in place of a text.
    pub(super) copied: Option<&'a [&'a dyn Member]>,
    pub(super) mistake: Option<Mistake>,
}

/// A place to come back to.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    at: usize,
    depth: u8,
}

impl<'a> Reader<'a> {
    /// Reads a text.
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }

    /// Reads nothing: what is read has the value of a missing member.
    pub(super) fn blank() -> Self {
        Self {
            blank: true,
            ..Self::default()
        }
    }

    /// The next byte; 0, which is no part of JSON, at the end.
    #[inline]
    pub(super) fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    /// Skips white space; what follows is [`Reader::peek`].
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
    pub(super) fn expect(&mut self, byte: u8) {
        if !self.accept(byte) {
            self.broken();
        }
    }

    /// Skips `null`, `true` or `false`, the first byte of which is the next one.
    #[inline]
    pub(super) fn word(&mut self, word: &str) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        if rest.starts_with(word.as_bytes()) {
            self.at += word.len();
        } else {
            self.broken();
        }
    }

    /// Goes into a container, the first byte of which is the next one.
    #[inline]
    pub(super) fn open(&mut self) {
        self.at += 1;
        self.depth += 1;
        if self.depth >= MAX_DEPTH {
            self.broken();
        }
    }

    /// Leaves a container, or goes on to its next item: what every item of a container ends with.
    /// `None` if neither is possible.
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

    /// Notes that the text is not JSON. Where and why is found out by [`super::error`].
    #[cold]
    pub(super) fn broken(&mut self) {
        if !self.blank {
            self.note(Mistake::broken(self.at));
        }
    }

    /// Notes that the next value is not what was expected, e.g. `a string`.
    ///
    /// The message names the kind of the value only: the value itself may be private.
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
        if !self.blank {
            self.note(Mistake::mismatch(at, message));
        }
    }

    /// Notes a mistake, unless there is one already, and ends the text.
    fn note(&mut self, mistake: Mistake) {
        self.mistake.get_or_insert(mistake);
        self.at = self.text.len();
    }

    /// Says that the mistake is in the value of `key` in an object.
    #[cold]
    pub(super) fn in_member(&mut self, key: &str) {
        if let Some(mistake) = &mut self.mistake {
            mistake.inside(key_step(key));
        }
    }

    /// Says that the mistake is in the item of an array.
    #[cold]
    pub(super) fn in_item(&mut self, index: usize) {
        if let Some(mistake) = &mut self.mistake {
            mistake.inside(format!("[{index}]"));
        }
    }

    /// A place to come back to: this one.
    pub(super) fn mark(&self) -> Mark {
        Mark {
            at: self.at,
            depth: self.depth,
        }
    }

    /// Comes back to a place, as if nothing had been read since.
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
