//! Strings, and the text that is written.

use std::borrow::Cow;

use super::marks::fault;
use super::reader::Reader;
use super::scalar::NOT_FINITE;
use super::wire::{Member, Wire};

/// Also accepts a number, and keeps its digits as they were sent: identifiers that happen to be
/// numbers are often sent as such. A boolean is not accepted.
impl Wire for String {
    #[inline]
    fn read(reader: &mut Reader<'_>) -> Self {
        match reader.peek() {
            b'"' => reader.string().into_owned(),
            b'-' | b'0'..=b'9' if !reader.is_exact() => reader.number().to_owned(),
            _ => {
                reader.refuse("a string");
                Self::new()
            }
        }
    }

    #[inline]
    fn write(&self, writer: &mut Writer<'_>) {
        writer.string(self);
    }

    #[inline]
    fn blank() -> Self {
        Self::new()
    }

    fn set_constant(&mut self, text: &'static str) {
        text.clone_into(self);
    }

    fn is_constant(&self, text: &str) -> bool {
        self == text
    }
}

/// A `u64` in which all bytes are the same.
const fn all(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// The number of bytes before the first one that ends the plain part of a string: a quote, a
/// backslash or a control character. Looks at eight bytes at a time.
#[inline]
pub(super) fn plain_len(bytes: &[u8]) -> usize {
    let (words, _) = bytes.as_chunks::<8>();
    let mut len = 0;
    for word in words {
        let word = u64::from_le_bytes(*word);
        // A byte of `x` that is zero borrows in `x - 1…1`; the lowest bit that is set is exact.
        let quote = word ^ all(b'"');
        let backslash = word ^ all(b'\\');
        let ends = (quote.wrapping_sub(all(1)) & !quote)
            | (backslash.wrapping_sub(all(1)) & !backslash)
            | (word.wrapping_sub(all(0x20)) & !word);
        let ends = ends & all(0x80);
        if ends != 0 {
            return len + (ends.trailing_zeros() / 8) as usize;
        }
        len += 8;
    }
    let rest = bytes.get(len..).unwrap_or_default();
    let rest = rest.iter().take_while(|byte| is_plain(**byte));
    len + rest.count()
}

#[inline]
fn is_plain(byte: u8) -> bool {
    byte >= 0x20 && byte != b'"' && byte != b'\\'
}

impl<'a> Reader<'a> {
    /// Reads a string, the quote of which is the next byte.
    #[inline]
    pub(super) fn string(&mut self) -> Cow<'a, str> {
        let start = self.at + 1;
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        let end = start + plain_len(rest);
        if self.text.as_bytes().get(end) == Some(&b'"') {
            self.at = end + 1;
            return Cow::Borrowed(self.text.get(start..end).unwrap_or_default());
        }
        self.escaped_string(start, end)
    }

    /// Reads a string; anything else is an error.
    #[doc(hidden)]
    #[inline]
    pub fn text(&mut self) -> Cow<'a, str> {
        if self.peek() == b'"' {
            return self.string();
        }
        self.refuse("a string");
        Cow::Borrowed("")
    }

    /// Reads a key, up to its closing quote.
    #[inline]
    pub(super) fn key(&mut self) -> Cow<'a, str> {
        if self.peek() == b'"' {
            return self.string();
        }
        self.broken();
        Cow::Borrowed("")
    }

    /// Reads a string whose plain part ends before its end.
    #[inline(never)]
    fn escaped_string(&mut self, start: usize, end: usize) -> Cow<'a, str> {
        let mut text = String::with_capacity(2 * (end - start) + 16);
        let mut start = start;
        self.at = end;
        loop {
            text.push_str(self.since(start));
            let byte = self.peek();
            self.at += 1;
            match byte {
                b'"' => return Cow::Owned(text),
                b'\\' => match self.escape() {
                    Some(char) => text.push(char),
                    None => break,
                },
                _ => break,
            }
            start = self.at;
            let rest = self.text.as_bytes().get(start..).unwrap_or_default();
            self.at += plain_len(rest);
        }
        self.broken();
        Cow::Borrowed("")
    }

    /// Reads what follows a backslash.
    fn escape(&mut self) -> Option<char> {
        let byte = self.peek();
        self.at += 1;
        Some(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\x08',
            b'f' => '\x0C',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let unit = self.four_digits()?;
                // The second half of a character beyond U+FFFF follows the first, or neither is one.
                if !(0xD800..0xDC00).contains(&unit) {
                    return char::from_u32(unit);
                }
                let rest = self.text.as_bytes().get(self.at..)?;
                if !rest.starts_with(b"\\u") {
                    return None;
                }
                self.at += 2;
                let low = self.four_digits()?;
                if !(0xDC00..0xE000).contains(&low) {
                    return None;
                }
                return char::from_u32(0x1_0000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
            }
            _ => return None,
        })
    }

    fn four_digits(&mut self) -> Option<u32> {
        let digits = self.text.as_bytes().get(self.at..self.at + 4)?;
        let mut number = 0;
        for digit in digits {
            number = number * 16 + char::from(*digit).to_digit(16)?;
        }
        self.at += 4;
        Some(number)
    }
}

impl Writer<'_> {
    /// Writes a string.
    #[doc(hidden)]
    #[inline]
    pub fn text(&mut self, text: &str) {
        self.string(text);
    }

    /// Writes a string with its quotes.
    #[inline]
    pub(super) fn string(&mut self, text: &str) {
        self.out.push(b'"');
        let bytes = text.as_bytes();
        let len = plain_len(bytes);
        if len == bytes.len() {
            self.out.extend_from_slice(bytes);
        } else {
            self.escaped(bytes, len);
        }
        self.out.push(b'"');
    }

    /// Writes the bytes of a text, the first `len` of which are plain.
    #[inline(never)]
    fn escaped(&mut self, bytes: &[u8], len: usize) {
        let (mut rest, mut len) = (bytes, len);
        while let Some((plain, behind)) = rest.split_at_checked(len) {
            self.out.extend_from_slice(plain);
            let Some((byte, behind)) = behind.split_first() else {
                return;
            };
            self.escape(*byte);
            rest = behind;
            len = plain_len(rest);
        }
    }

    fn escape(&mut self, byte: u8) {
        let short = match byte {
            b'"' | b'\\' => byte,
            0x08 => b'b',
            0x0C => b'f',
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            _ => {
                let digit = char::from_digit(u32::from(byte & 15), 16).unwrap_or('0');
                let code = [b'\\', b'u', b'0', b'0', b'0' + (byte >> 4), digit as u8];
                return self.out.extend_from_slice(&code);
            }
        };
        self.out.extend_from_slice(&[b'\\', short]);
    }
}

/// Most texts are not much longer.
const USUAL_LEN: usize = 256;

/// Writes one value as JSON text, without white space.
#[derive(Default)]
pub struct Writer<'s> {
    pub(super) out: Vec<u8>,
    /// Whether it is a part of a request, which lacks the members that only the server sets.
    pub(super) request: bool,
    /// Whether a number that JSON cannot represent is written as null.
    pub(super) no_number_is_null: bool,
    /// The place of the first number that JSON cannot represent.
    pub(super) not_finite: Option<usize>,
    /// The first mistake in the value, which was made when it was built.
    pub(super) fault: Option<String>,
    /// The place of the variant of a union that was written last.
    pub(super) variant: usize,
    /// Receives the fields of an object instead of writing it.
    pub(super) see: Option<&'s mut dyn FnMut(&Shape<'_>)>,
}

/// The fields of an object, in the order of its table, or the variant of a union.
pub(super) struct Shape<'f> {
    pub(super) name: &'static str,
    /// The names of the fields; none if it is a tuple or a variant.
    pub(super) names: &'static str,
    pub(super) fields: &'f [&'f dyn Member],
}

impl Writer<'_> {
    /// Writes a value; an absent value is written as null.
    pub(super) fn written<T: Wire>(value: &T) -> Writer<'static> {
        let writer = Writer {
            out: Vec::with_capacity(USUAL_LEN),
            ..Writer::default()
        };
        writer.with(value)
    }

    /// Writes a value, and returns the writer.
    pub(super) fn with<T: Wire>(mut self, value: &T) -> Self {
        value.write(&mut self);
        self
    }

    /// Writes a text as it is.
    #[inline]
    pub(crate) fn raw(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    /// Writes NaN or an infinity. The result is not JSON, which [`Writer::not_finite`] records.
    #[cold]
    pub(super) fn not_finite(&mut self, number: f64) {
        self.not_finite.get_or_insert(self.out.len());
        if self.no_number_is_null {
            return self.raw("null");
        }
        let same = |(_, other): &&(&str, f64)| number.total_cmp(other).is_eq();
        let word = NOT_FINITE
            .iter()
            .find(same)
            .map_or("NaN", |(word, _)| *word);
        self.raw(word);
    }

    /// Writes the comma before an item, unless it is the first one.
    #[inline]
    pub(super) fn separate(&mut self, first: &mut bool) {
        if *first {
            *first = false;
        } else {
            self.out.push(b',');
        }
    }

    /// Writes a key that is not in a table.
    #[inline]
    pub(super) fn key(&mut self, key: &str, first: &mut bool) {
        if let Some(message) = fault(key) {
            self.fail(message.to_owned());
        }
        self.separate(first);
        self.string(key);
        self.out.push(b':');
    }

    /// Records a mistake in the value. Only the first one is kept.
    #[cold]
    pub(crate) fn fail(&mut self, message: String) {
        self.fault.get_or_insert(message);
    }
}

/// An integer as its sign and size.
pub(super) trait Integer {
    fn sign_and_size(self) -> (bool, u64);
}

impl Integer for i64 {
    #[inline]
    fn sign_and_size(self) -> (bool, u64) {
        (self < 0, self.unsigned_abs())
    }
}

impl Integer for u64 {
    #[inline]
    fn sign_and_size(self) -> (bool, u64) {
        (false, self)
    }
}

impl Integer for i32 {
    #[inline]
    fn sign_and_size(self) -> (bool, u64) {
        i64::from(self).sign_and_size()
    }
}

impl Integer for u32 {
    #[inline]
    fn sign_and_size(self) -> (bool, u64) {
        u64::from(self).sign_and_size()
    }
}

impl Writer<'_> {
    /// Writes an integer.
    #[inline]
    pub(super) fn integer(&mut self, number: impl Integer) {
        let (negative, size) = number.sign_and_size();
        self.digits(negative, size);
    }

    fn digits(&mut self, negative: bool, mut size: u64) {
        // 2^64 has 20 digits; a sign goes before them.
        let mut buffer = [0; 21];
        let mut len = 0;
        for place in buffer.iter_mut().rev() {
            *place = b'0' + (size % 10) as u8;
            size /= 10;
            len += 1;
            if size == 0 {
                break;
            }
        }
        if negative {
            self.out.push(b'-');
        }
        self.out
            .extend_from_slice(buffer.get(buffer.len() - len..).unwrap_or_default());
    }
}
