//! Numbers: exact, or an error.

use crate::runtime::json;

use super::tables::{Numbers, Point};
use super::{Outcome, error, round};

fn written(name: &str, text: &str) -> Result<String, String> {
    let round = round::<Numbers>(&format!(r#"{{"{name}":{text}}}"#))?;
    let value = round.strip_prefix(&format!(r#"{{"{name}":"#));
    let value = value.and_then(|value| value.strip_suffix('}'));
    Ok(value.unwrap_or(&round).to_owned())
}

#[test]
fn integers_are_exact() {
    for (name, text, expected) in [
        ("i64", "0", "0"),
        ("i64", "-0", "0"),
        ("i64", "-0.0e5", "0"),
        ("i64", "9223372036854775807", "9223372036854775807"),
        ("i64", "-9223372036854775808", "-9223372036854775808"),
        ("i64", "1711471533.0", "1711471533"),
        ("i64", "1.7e9", "1700000000"),
        ("i64", "1700E-2", "17"),
        ("i64", "9007199254740993.0", "9007199254740993"),
        ("i64", "922337203685477580700e-2", "9223372036854775807"),
        ("i64", r#""1711471533""#, "1711471533"),
        ("i64", r#""-5""#, "-5"),
        ("u64", "18446744073709551615", "18446744073709551615"),
        ("u64", r#""18446744073709551615""#, "18446744073709551615"),
        ("i32", "-2147483648", "-2147483648"),
        ("u32", "4294967295", "4294967295"),
    ] {
        assert_eq!(written(name, text).as_deref(), Ok(expected), "{text}");
    }
}

#[test]
fn what_an_integer_cannot_hold_is_an_error() {
    for (name, text, message) in [
        (
            "i64",
            "1711471533.5",
            "expected an integer, found 1711471533.5 at $.i64",
        ),
        ("i64", "1e-1", "expected an integer, found 1e-1 at $.i64"),
        (
            "i64",
            "9223372036854775808",
            "expected a 64-bit integer, found 9223372036854775808 at $.i64",
        ),
        (
            "i64",
            "-9223372036854775809",
            "expected a 64-bit integer, found -9223372036854775809 at $.i64",
        ),
        (
            "i64",
            "1e300",
            "expected a 64-bit integer, found 1e300 at $.i64",
        ),
        (
            "i64",
            "1e99999999999999999999",
            "invalid JSON at $.i64: number out of range at line 1 column 19",
        ),
        (
            "i64",
            "1e9223372036854775807",
            "invalid JSON at $.i64: number out of range at line 1 column 19",
        ),
        (
            "i64",
            "10e9223372036854775807",
            "invalid JSON at $.i64: number out of range at line 1 column 20",
        ),
        (
            "i64",
            "1.5e-9223372036854775808",
            "expected an integer, found 1.5e-9223372036854775808 at $.i64",
        ),
        (
            "i64",
            "1234567890123456789012345678901234567890",
            "expected a 64-bit integer, found 12345678901234567890123456789012… at $.i64",
        ),
        (
            "i64",
            "12345678901234567890123456789012",
            "expected a 64-bit integer, found 12345678901234567890123456789012 at $.i64",
        ),
        (
            "i64",
            r#""soon""#,
            "expected an integer, found a string at $.i64",
        ),
        (
            "i64",
            r#""1.0""#,
            "expected an integer, found a string at $.i64",
        ),
        (
            "i64",
            r#""""#,
            "expected an integer, found a string at $.i64",
        ),
        (
            "i64",
            "true",
            "expected an integer, found a boolean at $.i64",
        ),
        (
            "i32",
            "2147483648",
            "expected a 32-bit integer, found 2147483648 at $.i32",
        ),
        (
            "u64",
            "-1",
            "expected an unsigned integer, found -1 at $.u64",
        ),
        (
            "u64",
            "18446744073709551616",
            "expected an unsigned integer, found 18446744073709551616 at $.u64",
        ),
        (
            "u32",
            "-1",
            "expected an unsigned 32-bit integer, found -1 at $.u32",
        ),
        (
            "u32",
            "4294967296",
            "expected an unsigned 32-bit integer, found 4294967296 at $.u32",
        ),
    ] {
        assert_eq!(written(name, text), Err(message.to_owned()), "{text}");
    }
}

#[test]
fn doubles_are_read_exactly_and_written_short() {
    for (text, expected) in [
        ("0.1", "0.1"),
        ("1.0", "1"),
        ("-0.0", "0"),
        ("123456789.125", "123456789.125"),
        ("9007199254740992", "9007199254740992"),
        ("1e-999", "0"),
        ("0.30000000000000004", "0.30000000000000004"),
        (r#""-0.0075""#, "-0.0075"),
    ] {
        assert_eq!(written("f64", text).as_deref(), Ok(expected), "{text}");
    }
    for number in [1e300, 5e-324, f64::MIN_POSITIVE, f64::MAX, 1e16, -1.5e-7] {
        let text = serde_json::to_string(&number).expect("it is finite");
        assert_eq!(written("f64", &text).as_deref(), Ok(&*text));
        assert_eq!(text.parse(), Ok(number));
    }
    assert_eq!(
        written("f64", "1e999"),
        Err("invalid JSON at $.f64: number out of range at line 1 column 12".to_owned())
    );
    assert_eq!(
        written("f64", r#""ten""#),
        Err("expected a number, found a string at $.f64".to_owned())
    );
}

#[test]
fn a_string_may_contain_a_number_that_json_cannot_represent() -> Outcome {
    for (text, number) in [
        ("NaN", f64::NAN),
        ("Infinity", f64::INFINITY),
        ("-Infinity", f64::NEG_INFINITY),
        ("INF", f64::INFINITY),
        ("-INF", f64::NEG_INFINITY),
        ("+1.", 1.0),
    ] {
        let read: f64 = json::from_str(&format!("{text:?}"))?;
        assert!(read.total_cmp(&number).is_eq(), "{text}: {read}");
    }
    for text in [
        "1e999", "-1e999", "nan", "infinity", "inf", "+INF", "1 INF", "",
    ] {
        let text = format!("{text:?}");
        assert_eq!(
            error::<f64>(&text),
            "expected a number, found a string at $"
        );
    }
    Ok(())
}

#[test]
fn a_number_that_json_has_no_text_for_cannot_be_written() -> Outcome {
    let mut point: Point = json::from_str(r#"{"x":1,"y":2}"#)?;
    for (number, word) in [
        (f64::NAN, "NaN"),
        (f64::INFINITY, "Infinity"),
        (f64::NEG_INFINITY, "-Infinity"),
    ] {
        point.y = number;
        let error = json::to_string(&point).map_err(|error| error.to_string());
        assert_eq!(error, Err(format!("{word} is not a JSON number at $.y")));
        // As serde does it.
        assert_eq!(serde_json::to_string(&point)?, r#"{"x":1,"y":null}"#);
    }
    point.y = f64::NAN;
    assert_ne!(point, point.clone());
    assert_eq!(
        error::<Point>(r#"{"x":1,"y":NaN}"#),
        "invalid JSON at $.y: expected value at line 1 column 12"
    );
    Ok(())
}

#[test]
fn numbers_are_texts_as_they_were_sent() {
    for text in ["12", "-0", "1.50", "1e3", "123456789012345678901234567890"] {
        assert_eq!(written("text", text), Ok(format!("{text:?}")), "{text}");
    }
    assert_eq!(
        written("text", "true"),
        Err("expected a string, found a boolean at $.text".to_owned())
    );
}

#[test]
fn booleans_are_also_read_from_texts_and_digits() {
    for (text, expected) in [
        ("true", "true"),
        ("false", "false"),
        (r#""true""#, "true"),
        (r#""false""#, "false"),
        ("1", "true"),
        ("0", "false"),
    ] {
        assert_eq!(written("bool", text).as_deref(), Ok(expected));
    }
    for (text, found) in [
        ("2", "a number"),
        ("1.0", "a number"),
        (r#""yes""#, "a string"),
        ("{}", "an object"),
    ] {
        assert_eq!(
            written("bool", text),
            Err(format!("expected a boolean, found {found} at $.bool"))
        );
    }
}

#[test]
fn free_numbers_keep_their_digits_up_to_64_bits() {
    for (text, expected) in [
        ("18446744073709551615", "18446744073709551615"),
        ("-9223372036854775808", "-9223372036854775808"),
        ("1.0", "1.0"),
        ("-0", "-0.0"),
        ("0.1", "0.1"),
    ] {
        assert_eq!(written("free", text).as_deref(), Ok(expected), "{text}");
        let same: serde_json::Value = serde_json::from_str(text).expect("it is a number");
        assert_eq!(same.to_string(), expected);
    }
    assert_eq!(
        written("free", "1e999"),
        Err("invalid JSON at $.free: number out of range at line 1 column 13".to_owned())
    );
}
