//! What errors say, and which one is told of several.

use crate::runtime::json;

use super::error;
use super::tables::{Invite, Project};

#[test]
fn a_text_that_is_not_json_says_where_and_why() {
    for (text, message) in [
        (
            r#"{"id":"a","projects":[{"id":"a"},{"id":"b","role":"mem"#,
            "invalid JSON at $.projects[1].role: EOF while parsing a string at line 1 column 54",
        ),
        (
            "{\"id\":\n tru}",
            "invalid JSON at $.id: expected ident at line 2 column 5",
        ),
        (
            "<html>",
            "invalid JSON at $: expected value at line 1 column 1",
        ),
        (
            r#"{"id":"a",}"#,
            "invalid JSON at $: trailing comma at line 1 column 11",
        ),
        (
            r#"{"id" "a"}"#,
            "invalid JSON at $: expected `:` at line 1 column 7",
        ),
        (
            r#"{"id":"\ud800"}"#,
            "invalid JSON at $.id: unexpected end of hex escape at line 1 column 14",
        ),
        (
            "{\"id\":\"\n\"}",
            "invalid JSON at $.id: control character (\\u0000-\\u001F) found while parsing a string at line 2 column 0",
        ),
        ("", "the text is empty"),
        (
            " \u{feff}",
            "invalid JSON at $: expected value at line 1 column 2",
        ),
    ] {
        assert_eq!(error::<Invite>(text), message, "{text}");
    }
    assert_eq!(
        error::<Project>(r#"{"id":"a","role":"b"} x"#),
        "invalid JSON at $: trailing characters at line 1 column 23"
    );
}

#[test]
fn bytes_that_are_not_utf_8_say_where() {
    let error = json::from_slice::<Project>(b"{\"id\":\"a\xff\",\"role\":\"b\"}")
        .map_err(|error| error.to_string());
    let message = error.expect_err("it is not UTF-8");
    assert!(
        message.starts_with("invalid JSON at $.id: invalid unicode code point at line 1"),
        "{message}"
    );
    let error = json::from_slice::<Project>(b"{\"id\":\"a\",\"role\":\"b\"}\xff")
        .map_err(|error| error.to_string());
    assert!(
        error
            .expect_err("it is not UTF-8")
            .starts_with("invalid JSON at $: ")
    );
}

#[test]
fn a_text_that_breaks_off_is_told_before_a_value_that_does_not_fit() {
    assert_eq!(
        error::<Project>(r#"{"id":[],"role":"b"}"#),
        "expected a string, found an array at $.id"
    );
    assert_eq!(
        error::<Project>(r#"{"id":[],"role":"b"#),
        "invalid JSON at $.role: EOF while parsing a string at line 1 column 18"
    );
    assert_eq!(
        error::<Project>(r#"{"id":[],"role":"b","x":01}"#),
        "invalid JSON at $.x: invalid number at line 1 column 26"
    );
}

#[test]
fn the_first_value_that_does_not_fit_is_told_and_a_missing_one_last() {
    assert_eq!(
        error::<Project>(r#"{"role":1,"id":[]}"#),
        "expected a string, found a number at $.role"
    );
    assert_eq!(
        error::<Project>(r#"{"role":1}"#),
        "expected a string, found a number at $.role"
    );
    assert_eq!(error::<Project>("{}"), "missing member `id` at $");
    assert_eq!(
        error::<Invite>(r#"{"projects":[{"role":"x"}]}"#),
        "missing member `id` at $.projects[0]"
    );
}

#[test]
fn an_error_knows_its_place() {
    let text = "{\n  \"id\": \"é\", \"role\": 5}";
    let error = json::from_str::<Project>(text).expect_err("the role is a number");
    assert_eq!(
        (error.path(), error.line(), error.column()),
        ("$.role", 2, 23)
    );
    assert!(!error.is_syntax());
    let error = json::from_str::<Project>("{\n5}").expect_err("it is not JSON");
    assert_eq!((error.path(), error.line(), error.column()), ("$", 2, 1));
    assert!(error.is_syntax());
    assert!(std::error::Error::source(&error).is_some());
    assert!(json::from_str::<Project>(" ").is_err_and(|error| error.is_empty()));
}

#[test]
fn json_of_another_shape_is_named_by_its_kind() {
    for (text, found) in [
        ("[]", "an array"),
        ("null", "null"),
        ("1", "a number"),
        ("\"\"", "a string"),
        ("false", "a boolean"),
    ] {
        assert_eq!(
            error::<Project>(text),
            format!("expected an object, found {found} at $")
        );
    }
    assert_eq!(
        error::<Invite>(r#"{"projects":"none"}"#),
        "expected an array, found a string at $.projects"
    );
}
