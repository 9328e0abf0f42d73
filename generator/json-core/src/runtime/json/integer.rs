//! Integers.

use super::reader::Reader;
use super::wire::Wire;
use super::writer::Writer;

/// The digits that an `i64` holds, whatever they are.
const SAFE_DIGITS: usize = 18;

/// More digits than any of the types has, but few enough for an `i128`.
const MAX_DIGITS: i64 = 30;

/// Also accepts a number without a fraction that is written as a decimal (`1.0`, `1.7e9`), as
/// servers in JavaScript or PHP do, and one in a text. What the type cannot hold exactly is a mistake
/// and is never rounded.
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

    /// Reads an integer that is written as such in few digits; else it reads nothing.
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

    /// Reads an integer that is written in many digits, as a decimal or as a text.
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
            b'"' if !self.exact => {
                let text = self.string();
                // A text has digits only: whoever writes fractions does not mean integers.
                match text.parse() {
                    Ok(number) => (Some(Number::Whole(number)), text),
                    Err(_) => {
                        self.refuse_at(mark, "an integer");
                        return T::default();
                    }
                }
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
        self.mismatch(start, format!("expected {expected}, found {text}"));
        T::default()
    }
}

/// What a number is.
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
        i64::MIN / 2
    } else {
        i64::MAX / 2
    });
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

/// Whether a number has no fraction.
pub(super) fn is_whole(text: &str) -> bool {
    !matches!(exact(text), Some(Number::Fraction))
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
