//! Numbers as JSON writes them, and those that may have a fraction.

use super::reader::Reader;
use super::wire::Wire;
use super::writer::Writer;

/// 2^53: up to it a double holds every integer exactly.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Numbers that JSON has no text for, and the texts that stand for them between serde and the reader.
pub(super) const NOT_FINITE: [(&str, f64); 3] = [
    ("NaN", f64::NAN),
    ("Infinity", f64::INFINITY),
    ("-Infinity", f64::NEG_INFINITY),
];

/// Also reads a number in a text, as servers that count in decimals write it.
///
/// A number that is too large for a double is a mistake. One with more digits than a double holds is
/// read as the nearest double.
impl Wire for f64 {
    fn read(reader: &mut Reader<'_>) -> Self {
        if let Some(number) = reader.not_finite() {
            return number;
        }
        match reader.peek() {
            b'-' | b'0'..=b'9' => reader.double(),
            b'"' if !reader.exact => {
                let mark = reader.mark();
                reader.string().parse().unwrap_or_else(|_| {
                    reader.refuse_at(mark, "a number");
                    0.0
                })
            }
            _ => {
                reader.refuse("a number");
                0.0
            }
        }
    }

    /// A number without a fraction is written as an integer, which is the same number in JSON.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the range has been checked"
    )]
    fn write(&self, writer: &mut Writer<'_>) {
        if self.fract() == 0.0 && self.abs() <= EXACT {
            writer.integer(*self as i64);
        } else {
            writer.double(*self);
        }
    }

    fn blank() -> Self {
        0.0
    }
}

impl<'a> Reader<'a> {
    /// Reads a number, the first byte of which is the next one, as its text.
    pub(super) fn number(&mut self) -> &'a str {
        let start = self.at;
        self.at += usize::from(self.peek() == b'-');
        let leading = self.peek();
        let digits = self.digits();
        let mut whole = digits > 0 && (leading != b'0' || digits == 1);
        if self.peek() == b'.' {
            self.at += 1;
            whole &= self.digits() > 0;
        }
        if matches!(self.peek(), b'e' | b'E') {
            self.at += 1;
            self.at += usize::from(matches!(self.peek(), b'+' | b'-'));
            whole &= self.digits() > 0;
        }
        if !whole {
            self.broken();
            return "";
        }
        self.since(start)
    }

    /// Passes over digits and counts them.
    #[inline]
    fn digits(&mut self) -> usize {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.at += digits;
        digits
    }

    fn double(&mut self) -> f64 {
        let number = self.number().parse().unwrap_or(0.0);
        // A reader of doubles cannot tell what this number was.
        if f64::is_infinite(number) {
            self.broken();
        }
        number
    }

    /// Reads NaN or an infinity, if that is what is next in a text made of serde's events.
    pub(super) fn not_finite(&mut self) -> Option<f64> {
        if !self.foreign {
            return None;
        }
        let rest = self.text.get(self.at..)?;
        let (word, number) = NOT_FINITE.iter().find(|(word, _)| rest.starts_with(word))?;
        self.at += word.len();
        Some(*number)
    }
}

impl Writer<'_> {
    /// Writes a number that has a fraction, or that is large.
    pub(super) fn double(&mut self, number: f64) {
        if number.is_finite() {
            // It writes the shortest text that reads as the same number, and cannot fail.
            serde_json::to_writer(&mut self.out, &number).unwrap_or_default();
        } else {
            self.not_finite(number);
        }
    }
}
