//! Booleans, numbers and strings.

use std::borrow::Cow;

use super::tape::{Node, Tape};
use super::wire::{Mismatch, Reading, Value, Wire, scalar};

/// Also reads `"true"` and `"false"`, and 1 and 0, because some servers do not send booleans.
impl Wire for bool {
    fn read(value: Value<'_>, reading: &mut Reading) -> Self {
        match value.node() {
            Node::Bool(value) => *value,
            Node::Unsigned(number @ 0..=1) if !reading.exact => *number == 1,
            Node::Text(text) if !reading.exact && text == "true" => true,
            Node::Text(text) if !reading.exact && text == "false" => false,
            _ => {
                value.refuse("a boolean", reading);
                false
            }
        }
    }

    fn write<'a>(&'a self, tape: &mut Tape<'a>) {
        tape.push(Node::Bool(*self));
    }
}

/// -2^63 and 2^63 as floats, both exact: the values of an `i64` are in `MIN..END`.
const MIN: f64 = -9_223_372_036_854_775_808.0;
const END: f64 = 9_223_372_036_854_775_808.0;

/// Accepts a float without a fraction, because servers in JavaScript or PHP write integers that way; anything that
/// an `i64` cannot represent exactly is an error and is never rounded.
impl Wire for i64 {
    fn read(value: Value<'_>, reading: &mut Reading) -> Self {
        scalar(integer(value, reading.exact), reading)
    }

    fn write<'a>(&'a self, tape: &mut Tape<'a>) {
        tape.push(Node::Signed(*self));
    }
}

fn integer(value: Value<'_>, exact: bool) -> Result<i64, Mismatch> {
    match value.node() {
        Node::Signed(number) => Ok(*number),
        Node::Unsigned(number) => i64::try_from(*number).map_err(|_| out_of_range(&number)),
        Node::Float(number) if number.fract() != 0.0 => Err(Mismatch::because(format!(
            "expected an integer, found {number}"
        ))),
        Node::Float(number) if (MIN..END).contains(number) => Ok(whole(*number)),
        Node::Float(number) => Err(out_of_range(number)),
        Node::Text(text) if !exact => text.parse().map_err(|_| value.mismatch("an integer")),
        _ => Err(value.mismatch("an integer")),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the caller has checked the range and the fraction"
)]
fn whole(number: f64) -> i64 {
    number as i64
}

fn out_of_range(number: &dyn std::fmt::Display) -> Mismatch {
    Mismatch::because(format!("expected a 64-bit integer, found {number}"))
}

impl Wire for i32 {
    fn read(value: Value<'_>, reading: &mut Reading) -> Self {
        let number = i64::read(value, reading);
        let number = Self::try_from(number)
            .map_err(|_| Mismatch::because(format!("expected a 32-bit integer, found {number}")));
        scalar(number, reading)
    }

    fn write<'a>(&'a self, tape: &mut Tape<'a>) {
        tape.push(Node::Signed((*self).into()));
    }
}

impl Wire for u64 {
    fn read(value: Value<'_>, reading: &mut Reading) -> Self {
        if let Node::Unsigned(number) = value.node() {
            return *number;
        }
        let number = i64::read(value, reading);
        let number = Self::try_from(number).map_err(|_| {
            Mismatch::because(format!("expected an unsigned integer, found {number}"))
        });
        scalar(number, reading)
    }

    fn write<'a>(&'a self, tape: &mut Tape<'a>) {
        tape.push(Node::Unsigned(*self));
    }
}

impl Wire for u32 {
    fn read(value: Value<'_>, reading: &mut Reading) -> Self {
        let number = i64::read(value, reading);
        let number = Self::try_from(number).map_err(|_| {
            Mismatch::because(format!(
                "expected an unsigned 32-bit integer, found {number}"
            ))
        });
        scalar(number, reading)
    }

    fn write<'a>(&'a self, tape: &mut Tape<'a>) {
        tape.push(Node::Unsigned((*self).into()));
    }
}

impl Wire for f64 {
    #[expect(
        clippy::cast_precision_loss,
        reason = "most JSON parsers read numbers as doubles"
    )]
    fn read(value: Value<'_>, reading: &mut Reading) -> Self {
        let number = match value.node() {
            Node::Unsigned(number) => Ok(*number as Self),
            Node::Signed(number) => Ok(*number as Self),
            Node::Float(number) => Ok(*number),
            // Servers that count in decimals write `"-0.0075"`.
            Node::Text(text) if !reading.exact => {
                text.parse().map_err(|_| value.mismatch("a number"))
            }
            _ => Err(value.mismatch("a number")),
        };
        scalar(number, reading)
    }

    /// A number without a fraction is written as an integer, which JSON does not distinguish.
    #[expect(clippy::cast_possible_truncation, reason = "the range is checked")]
    fn write<'a>(&'a self, tape: &mut Tape<'a>) {
        // 2^53: every integer up to it is exact.
        let whole = self.fract() == 0.0 && self.abs() <= 9_007_199_254_740_992.0;
        tape.push(if whole {
            Node::Signed(*self as i64)
        } else {
            Node::Float(*self)
        });
    }
}

impl<'a> Value<'a> {
    /// The string, if this value is one.
    pub fn text(self, reading: &mut Reading) -> &'a str {
        if let Node::Text(text) = self.node() {
            return text;
        }
        self.refuse("a string", reading);
        ""
    }
}

impl<'a> Tape<'a> {
    /// Adds a string.
    pub fn text(&mut self, text: &'a str) {
        self.push(Node::Text(Cow::Borrowed(text)));
    }

    /// Adds an integer.
    pub fn integer(&mut self, number: i64) {
        self.push(Node::Signed(number));
    }
}

impl Wire for String {
    fn read(value: Value<'_>, reading: &mut Reading) -> Self {
        match value.node() {
            _ if reading.exact => value.text(reading).to_owned(),
            // Identifiers that happen to be numbers are often sent as such.
            Node::Unsigned(number) => number.to_string(),
            Node::Signed(number) => number.to_string(),
            Node::Float(number) => number.to_string(),
            _ => value.text(reading).to_owned(),
        }
    }

    fn write<'a>(&'a self, tape: &mut Tape<'a>) {
        tape.text(self);
    }
}
