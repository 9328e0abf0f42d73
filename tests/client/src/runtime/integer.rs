//! Integers.

use super::scalar::scalar;
use super::tape::{Node, Tape};
use super::wire::{Mismatch, Reading, Value, Wire};

/// -2^63 and 2^63 as floats, both exact: what an `i64` can hold lies in `MIN..END`.
const MIN: f64 = -9_223_372_036_854_775_808.0;
const END: f64 = 9_223_372_036_854_775_808.0;

/// Accepts a float without a fraction, as servers in JavaScript or PHP write them; anything that
/// an `i64` cannot hold exactly is an error and never rounded.
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
    reason = "the caller has checked range and fraction"
)]
fn whole(number: f64) -> i64 {
    number as i64
}

fn out_of_range(number: &dyn std::fmt::Display) -> Mismatch {
    Mismatch::because(format!("expected a 64-bit integer, found {number}"))
}
