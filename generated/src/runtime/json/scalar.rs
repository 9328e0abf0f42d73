//! Booleans, integers, and numbers that may have a fraction.

use super::reader::{Reader, Source};
use super::text::Writer;
use super::tree::{Kind, Node};
use super::wire::Wire;

/// Also reads `"true"` and `"false"`, 1 and 0: some servers have no booleans.
impl Wire for bool {
    fn read(reader: &mut Reader<'_>) -> Self {
        let mark = reader.mark();
        match reader.peek() {
            b't' => {
                reader.word("true");
                return true;
            }
            b'f' => {
                reader.word("false");
                return false;
            }
            b'"' if !reader.is_exact() => match &*reader.string() {
                "true" => return true,
                "false" => return false,
                _ => {}
            },
            b'0' | b'1' if !reader.is_exact() => match reader.number() {
                "1" => return true,
                "0" => return false,
                _ => {}
            },
            _ => {}
        }
        reader.refuse_at(mark, "a boolean");
        false
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer.raw(if *self { "true" } else { "false" });
    }

    fn blank() -> Self {
        false
    }

    fn set_constant(&mut self, text: &'static str) {
        *self = text == "true";
    }

    fn is_constant(&self, text: &str) -> bool {
        *self == (text == "true")
    }
}

/// 2^53: up to this number, a double holds every integer exactly.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Numbers that JSON cannot represent, and the texts that stand for them between serde and the
/// reader.
pub(super) const NOT_FINITE: [(&str, f64); 3] = [
    ("NaN", f64::NAN),
    ("Infinity", f64::INFINITY),
    ("-Infinity", f64::NEG_INFINITY),
];

/// Also accepts a number in a string, as servers that use decimals write it.
///
/// A number that is too large for a double is an error. One with more digits than a double holds is
/// read as the nearest double.
impl Wire for f64 {
    fn read(reader: &mut Reader<'_>) -> Self {
        if let Some(number) = reader.not_finite() {
            return number;
        }
        match reader.peek() {
            b'-' | b'0'..=b'9' => reader.double(),
            b'"' if !reader.is_exact() => {
                let mark = reader.mark();
                let number = number_in(&reader.string());
                number.unwrap_or_else(|| {
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

/// The number in a string, also one that JSON cannot represent, with its name in JavaScript or in XML.
fn number_in(text: &str) -> Option<f64> {
    let name = if text.ends_with("INF") {
        &text.replace("INF", "Infinity")
    } else {
        text
    };
    let named = NOT_FINITE.iter().find(|(word, _)| *word == name);
    let number = || text.parse().ok().filter(|number: &f64| number.is_finite());
    named.map(|(_, number)| *number).or_else(number)
}

impl<'a> Reader<'a> {
    /// Reads a number that starts at the next byte, and returns its text.
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
        if self.source != Source::Events {
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

/// The number of digits that always fit into an `i64`.
const SAFE_DIGITS: usize = 18;

/// The number of characters of an integer that does not fit that an error shows.
const SHOWN: usize = 32;

/// More digits than any of the types has, but few enough for an `i128`.
const MAX_DIGITS: i64 = 30;

/// Also accepts a number without a fraction that is written as a decimal (`1.0`, `1.7e9`), as
/// servers in JavaScript or PHP do, and one in a string. A value that the type cannot hold exactly
/// is an error and is never rounded.
macro_rules! integer {
    ($($type:ty: $name:literal)+) => {$(
        impl Wire for $type {
            #[inline]
            fn read(reader: &mut Reader<'_>) -> Self {
                reader.integer($name)
            }

            #[inline]
            fn write(&self, writer: &mut Writer<'_>) {
                writer.integer(*self);
            }

            #[inline]
            fn blank() -> Self {
                0
            }

            fn set_constant(&mut self, text: &'static str) {
                *self = text.parse().unwrap_or_default();
            }

            fn is_constant(&self, text: &str) -> bool {
                text.parse() == Ok(*self)
            }
        }
    )+};
}

integer! {
    i64: "a 64-bit integer"
    i32: "a 32-bit integer"
    u64: "an unsigned integer"
    u32: "an unsigned 32-bit integer"
}

impl Reader<'_> {
    /// Reads an integer of a type.
    #[inline]
    fn integer<T: TryFrom<i64> + TryFrom<i128> + Default>(&mut self, name: &str) -> T {
        let start = self.at;
        if let Some(number) = self.short_integer() {
            if let Ok(number) = T::try_from(number) {
                return number;
            }
            self.at = start;
        }
        self.long_integer(name)
    }

    /// Reads an integer that is written with few digits and without a fraction or exponent;
    /// otherwise reads nothing.
    #[inline]
    fn short_integer(&mut self) -> Option<i64> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let negative = rest.first() == Some(&b'-');
        let sign = usize::from(negative);
        let mut number = 0;
        let mut len = 0;
        for byte in rest.get(sign..)? {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                break;
            }
            len += 1;
            if len > SAFE_DIGITS {
                return None;
            }
            number = number * 10 + i64::from(digit);
        }
        let leading_zero = len > 1 && rest.get(sign) == Some(&b'0');
        let goes_on = matches!(rest.get(sign + len), Some(b'.' | b'e' | b'E'));
        if len == 0 || leading_zero || goes_on {
            return None;
        }
        self.at += sign + len;
        Some(if negative { -number } else { number })
    }

    /// Reads an integer that is written with many digits, as a decimal, or in a string.
    #[cold]
    #[inline(never)]
    fn long_integer<T: TryFrom<i128> + Default>(&mut self, name: &str) -> T {
        let mark = self.mark();
        let start = self.at;
        let (number, text) = match self.peek() {
            b'-' | b'0'..=b'9' => {
                let text = self.number();
                (exact(text), text.into())
            }
            b'"' if !self.is_exact() => {
                let text = self.string();
                // A text has digits only: whoever writes fractions does not mean integers.
                let Ok(number) = text.parse() else {
                    self.refuse_at(mark, "an integer");
                    return T::default();
                };
                (Some(Number::Whole(number)), text)
            }
            _ => {
                self.refuse("an integer");
                return T::default();
            }
        };
        if self.mistake.is_some() {
            return T::default();
        }
        let expected = match number {
            Some(Number::Whole(number)) => match T::try_from(number) {
                Ok(number) => return number,
                Err(_) => name,
            },
            Some(Number::Fraction) => "an integer",
            None => name,
        };
        let shown: String = text.chars().take(SHOWN).collect();
        let more = if shown.len() < text.len() { "…" } else { "" };
        let message = format!("expected {expected}, found {shown}{more}");
        self.mismatch(start, message);
        T::default()
    }
}

/// An exact number.
enum Number {
    Whole(i128),
    Fraction,
}

/// The exact value of a number as JSON writes it; `None` if it is larger than any integer here.
fn exact(text: &str) -> Option<Number> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let fraction = fraction.trim_end_matches('0');
    let digits = format!("{whole}{fraction}");
    let significant = digits.trim_start_matches(['-', '0']);
    if significant.is_empty() {
        return Some(Number::Whole(0));
    }
    let trimmed = significant.trim_end_matches('0');
    let zeros = significant.len() - trimmed.len();
    // An exponent that no i64 holds is beyond any length of digits.
    let exponent: i64 = exponent.parse().unwrap_or(if exponent.starts_with('-') {
        i64::MIN
    } else {
        i64::MAX
    });
    let exponent = exponent.clamp(i64::MIN / 2, i64::MAX / 2);
    let scale = |len: usize| i64::try_from(len).unwrap_or(i64::MAX / 4);
    let shift = exponent - scale(fraction.len()) + scale(zeros);
    if shift < 0 {
        return Some(Number::Fraction);
    }
    if scale(trimmed.len()) + shift > MAX_DIGITS {
        return None;
    }
    let number: i128 = trimmed.parse().ok()?;
    let power = 10_i128.checked_pow(u32::try_from(shift).ok()?)?;
    let number = number.checked_mul(power)?;
    Some(Number::Whole(if digits.starts_with('-') {
        -number
    } else {
        number
    }))
}

impl Reader<'_> {
    /// The kind of the next value, as the tables name it.
    pub(super) fn kind(&mut self) -> &'static str {
        match self.peek() {
            b'n' => "null",
            b't' | b'f' => "boolean",
            b'"' => "string",
            b'[' => "array",
            b'{' => "object",
            _ => {
                let mark = self.mark();
                let whole = self.not_finite().is_none() && is_whole(self.number());
                self.reset(mark);
                if whole { "integer" } else { "number" }
            }
        }
    }
}

/// Whether a JSON value is this integer, however it is written.
fn is_integer(json: &str, integer: &str) -> bool {
    let is_number = json.starts_with(|first: char| first == '-' || first.is_ascii_digit());
    match (is_number.then(|| exact(json)), integer.parse()) {
        (Some(Some(Number::Whole(number))), Ok(integer)) => number == integer,
        _ => false,
    }
}

/// The digits of a number that has no fraction, unless it is very large.
pub(super) fn whole(text: &str) -> Option<String> {
    match exact(text)? {
        Number::Whole(number) => Some(number.to_string()),
        Number::Fraction => None,
    }
}

/// Whether a number has no fraction.
pub(super) fn is_whole(text: &str) -> bool {
    !matches!(exact(text), Some(Number::Fraction))
}

/// Whether a value is this tag. If `scalar` is set, the tag is written as JSON.
pub(super) fn is_tag(value: Node<'_>, tag: &str, scalar: bool) -> bool {
    if value.kind() != Kind::Text {
        return scalar && (value.0 == tag || is_integer(value.0, tag));
    }
    let tag = if scalar {
        tag.strip_prefix('"').and_then(|tag| tag.strip_suffix('"'))
    } else {
        Some(tag)
    };
    value.plain().as_deref() == tag
}
