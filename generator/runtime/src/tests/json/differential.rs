//! Random and broken texts, read by `serde_json` as well: same verdict, same value, same text.
#![allow(
    clippy::indexing_slicing,
    clippy::too_many_lines,
    reason = "indices are drawn from the range, and the list of texts is long"
)]

use std::fmt::Write as _;

use crate::runtime::json::{self, object};
use fastrand::Rng;
use serde_json::Value;

object! {
    /// Passes over the one member, whatever it is.
    pub struct Closed {
        /// The member that is not passed over.
        pub wanted: Option<bool> = "wanted",
    }

    /// Keeps the one member, whatever it is.
    pub struct Open + extra {
        /// The member that is not kept with the others.
        pub wanted: Option<bool> = "wanted",
    }
}

/// Compares so many texts; tells the first difference.
fn compare(seed: u64, count: usize) -> Result<(), String> {
    let mut rng = Rng::with_seed(seed);
    let (mut valid, mut broken) = (0, 0);
    for _ in 0..count {
        let mut text = String::new();
        value(&mut rng, 0, &mut text);
        let text = if rng.bool() {
            mutated(&mut rng, &text)
        } else {
            text.into_bytes()
        };
        match serde_json::from_slice::<Value>(&text) {
            Ok(_) => valid += 1,
            Err(_) => broken += 1,
        }
        one(&text)
            .map_err(|difference| format!("{difference}\n{:?}", String::from_utf8_lossy(&text)))?;
    }
    let share = count / 5;
    if count > 100 && (valid < share || broken < share) {
        return Err(format!("{valid} texts are JSON and {broken} are not"));
    }
    Ok(())
}

/// Compares one text.
pub(super) fn one(text: &[u8]) -> Result<(), String> {
    let theirs = serde_json::from_slice::<Value>(text);
    let ours = json::from_slice::<Value>(text);
    match (&theirs, &ours) {
        (Err(_), Err(error)) => {
            // Both tell the same, wherever the text is not empty.
            let theirs = theirs
                .as_ref()
                .err()
                .map(ToString::to_string)
                .unwrap_or_default();
            if !error.is_empty() && !error.to_string().ends_with(&theirs) {
                return Err(format!("`{error}` and not `{theirs}`"));
            }
        }
        (Ok(theirs), Ok(ours)) => {
            if theirs != ours {
                return Err(format!("{ours} and not {theirs}"));
            }
            let written = json::to_string(ours).map_err(|error| error.to_string())?;
            if written != format!("{theirs}") {
                return Err(format!("{written} is written, and not {theirs}"));
            }
        }
        (Ok(_), Err(error)) => return Err(format!("the text is JSON, but: {error}")),
        (Err(error), Ok(_)) => return Err(format!("the text is not JSON: {error}")),
    }
    // As a member that is passed over, and as one that is kept.
    let member = [b"{\"a\":", text, b",\"wanted\":true}"].concat();
    let verdict = serde_json::from_slice::<Value>(&member);
    let closed = json::from_slice::<Closed>(&member);
    let open = json::from_slice::<Open>(&member);
    let wanted = verdict
        .as_ref()
        .ok()
        .and_then(|value| value.get("wanted"))
        .cloned();
    let same = match (wanted, closed, open) {
        (None, Err(_), Err(_)) => true,
        (Some(Value::Bool(wanted)), Ok(closed), Ok(open)) => {
            let mut whole = verdict.unwrap_or_default();
            let members = whole
                .as_object_mut()
                .map(std::mem::take)
                .unwrap_or_default();
            let others = members.into_iter().filter(|(key, _)| key != "wanted");
            closed.wanted == Some(wanted) && open.wanted == Some(wanted) && others.eq(open.extra)
        }
        // The end of the text may have changed `wanted`.
        (Some(_), closed, open) => closed.is_err() == open.is_err(),
        _ => false,
    };
    if same {
        Ok(())
    } else {
        Err("as a member it is read otherwise".to_owned())
    }
}

fn value(rng: &mut Rng, depth: usize, text: &mut String) {
    space(rng, text);
    match rng.u8(0..if depth > 5 { 5 } else { 8 }) {
        0 => text.push_str(["null", "true", "false"][rng.usize(0..3)]),
        1 => _ = write!(text, "{}", rng.i64(..) >> rng.u32(0..64)),
        2 => number(rng, text),
        3 | 4 => string(rng, text),
        5 => {
            text.push('[');
            for index in 0..rng.usize(0..5) {
                if index > 0 {
                    text.push(',');
                }
                value(rng, depth + 1, text);
            }
            text.push(']');
        }
        _ => {
            text.push('{');
            for index in 0..rng.usize(0..5) {
                if index > 0 {
                    text.push(',');
                }
                space(rng, text);
                string(rng, text);
                space(rng, text);
                text.push(':');
                value(rng, depth + 1, text);
            }
            text.push('}');
        }
    }
    space(rng, text);
}

fn space(rng: &mut Rng, text: &mut String) {
    if rng.u8(0..4) == 0 {
        text.push_str([" ", "\n", "\r\n\t", "   "][rng.usize(0..4)]);
    }
}

fn number(rng: &mut Rng, text: &mut String) {
    match rng.u8(0..4) {
        0 => _ = write!(text, "{:?}", f64::from_bits(rng.u64(..)).abs().min(1e308)),
        1 => _ = write!(text, "-{}", f64::from(rng.u32(..)) / 1000.0),
        2 => {
            for _ in 0..rng.usize(1..30) {
                text.push(char::from(rng.u8(b'1'..=b'9')));
            }
        }
        _ => {
            let exponent = rng.i16(-400..400) / rng.i16(1..40);
            _ = write!(text, "{}.{}e{exponent}", rng.u8(..), rng.u32(..));
        }
    }
}

fn string(rng: &mut Rng, text: &mut String) {
    text.push('"');
    for _ in 0..rng.usize(0..12) {
        match rng.u8(0..12) {
            0 => text.push_str(
                ["\\n", "\\\"", "\\\\", "\\/", "\\b", "\\f", "\\t", "\\r"][rng.usize(0..8)],
            ),
            1 => _ = write!(text, "\\u{:04x}", rng.u16(..0xD800)),
            2 => _ = write!(text, "\\ud8{:02X}\\udc{:02x}", rng.u8(..), rng.u8(..)),
            3 => text.push(rng.char(..)),
            _ => text.push(rng.alphanumeric()),
        }
    }
    while text.chars().next_back().is_some_and(char::is_control) {
        text.pop();
    }
    *text = text.replace(|char: char| char < ' ' && !char.is_whitespace(), "");
    text.push('"');
}

/// A text with some of its bytes changed, taken out, doubled or swapped.
fn mutated(rng: &mut Rng, text: &str) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..rng.usize(1..4) {
        if bytes.is_empty() {
            break;
        }
        let place = rng.usize(0..bytes.len());
        match rng.u8(0..6) {
            0 => bytes[place] = rng.u8(..),
            1 => _ = bytes.remove(place),
            2 => bytes.insert(
                place,
                b"{}[],:\"\\-0.eE \n\x00\x1f\x7f\xc3ud8"[rng.usize(0..21)],
            ),
            3 => bytes.truncate(place),
            4 => {
                let end = (place + rng.usize(0..8)).min(bytes.len());
                let again = bytes[place..end].to_vec();
                bytes.splice(place..place, again);
            }
            _ => {
                let other = rng.usize(0..bytes.len());
                bytes.swap(place, other);
            }
        }
    }
    bytes
}

/// `JSON_TEXTS` is the number of texts to compare: a million takes a minute in a release build.
#[test]
fn random_texts_are_read_as_serde_json_reads_them() -> Result<(), String> {
    let count = std::env::var("JSON_TEXTS").ok();
    let count = count.map_or(Ok(20_000), |count| count.parse());
    compare(1, count.map_err(|_| "JSON_TEXTS is not a number")?)
}

#[test]
fn texts_that_are_known_to_be_hard() -> Result<(), String> {
    const TEXTS: &[&str] = &[
        "",
        " ",
        "nul",
        "nulll",
        "tru",
        "True",
        "-",
        "-0",
        "-0.0",
        "00",
        "01",
        "-01",
        "1.",
        ".1",
        "1e",
        "1e+",
        "1E-5",
        "+1",
        "0x1",
        "1_0",
        "NaN",
        "Infinity",
        "-Infinity",
        "1e999",
        "-1e999",
        "1e-999",
        "123456789012345678901234567890",
        "0.1e1",
        "1.7976931348623159e308",
        "1.7976931348623158e308",
        "9223372036854775808",
        "-9223372036854775808",
        "-9223372036854775809",
        "18446744073709551615",
        "18446744073709551616",
        "4.9e-324",
        "2.4e-324",
        "\"",
        "\"\\\"",
        "\"\\u12\"",
        "\"\\u12x4\"",
        "\"\\ud800\"",
        "\"\\ud800\\u0041\"",
        "\"\\udc00\"",
        "\"\\ud800\\udc00\"",
        "\"\\ud800\\ud800\\udc00\"",
        "\"\\x41\"",
        "\"\t\"",
        "\"\u{7f}\"",
        "\"\\u0000\"",
        "\"\u{0}\"",
        "\"\\",
        "'a'",
        "[",
        "]",
        "[,]",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1,,2]",
        "{",
        "}",
        "{,}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1,,\"b\":2}",
        "{1:2}",
        "{\"a\":1,\"a\":2}",
        "[]]",
        "[] []",
        "1 2",
        "1,2",
        "/**/1",
        "1//",
        "\u{feff}1",
        "\u{2028}1",
        "\u{a0}1",
        "\u{b}1",
        "[1]\u{0}",
        "\u{0}",
        "[\"a\"\n,\r\t1]",
    ];
    for text in TEXTS {
        // Unlike `serde_json`, a byte order mark is taken.
        if text.starts_with('\u{feff}') {
            assert!(json::from_str::<Value>(text).is_ok());
            continue;
        }
        one(text.as_bytes()).map_err(|difference| format!("{difference}\n{text:?}"))?;
    }
    for bytes in [
        &b"\xff"[..],
        b"\"\xff\"",
        b"\"\xc3\"",
        b"\"\xed\xa0\x80\"",
        b"\xfe\xff\x00\x31",
        b"\"\xe2\x82\xac\"",
        b"[1]\xff",
    ] {
        one(bytes).map_err(|difference| format!("{difference}\n{bytes:?}"))?;
    }
    Ok(())
}
