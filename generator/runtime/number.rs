//! Numbers that may have a fraction.

use super::scalar::scalar;
use super::tape::{Node, Tape};
use super::wire::{Reading, Value, Wire};

impl Wire for f64 {
    #[expect(
        clippy::cast_precision_loss,
        reason = "JSON numbers are doubles to most of its readers"
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

    /// A number without a fraction is written as an integer, which is the same number in JSON.
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
