use serde_json::json;

use crate::runtime::json::tree::written;
use crate::runtime::params::ascii_json;
use crate::runtime::style::{FORM, MATRIX, SIMPLE, Style, deep, reserved_value, segment};

fn expanded(style: &Style, explode: bool, value: &serde_json::Value) -> Option<String> {
    style.expand("n", explode, &written(value))
}

#[test]
fn styles_expand_as_the_table_of_openapi_has_it() {
    let (text, list, object) = (json!("a b"), json!(["x", "y"]), json!({"g": 2, "r": 1}));
    let rows = [
        (&FORM, true, &text, "n=a%20b"),
        (&FORM, true, &list, "n=x&n=y"),
        (&FORM, false, &list, "n=x,y"),
        (&FORM, true, &object, "g=2&r=1"),
        (&FORM, false, &object, "n=g,2,r,1"),
        (&SIMPLE, false, &text, "a%20b"),
        (&SIMPLE, false, &list, "x,y"),
        (&SIMPLE, true, &object, "g=2,r=1"),
        (&SIMPLE, false, &object, "g,2,r,1"),
    ];
    for (style, explode, value, expected) in rows {
        assert_eq!(expanded(style, explode, value).as_deref(), Some(expected));
    }
}

#[test]
fn arrays_in_an_exploded_object_repeat_their_key() {
    let value = json!({"a": ["x", "y"], "b": 1});
    assert_eq!(
        expanded(&FORM, true, &value).as_deref(),
        Some("a=x&a=y&b=1")
    );
    // Styles without names write what is deeper as JSON.
    let expected = "a=%5B%22x%22%2C%22y%22%5D,b=1";
    assert_eq!(expanded(&SIMPLE, true, &value).as_deref(), Some(expected));
}

/// RFC 6570, section 3.2.7 and appendix A: nothing is between a name and an empty value.
#[test]
fn empty_members_of_an_exploded_object_are_written_as_the_style_has_it() {
    let value = json!({"a": "", "b": "1"});
    for (style, expected) in [(&MATRIX, ";a;b=1"), (&FORM, "a=&b=1"), (&SIMPLE, "a=,b=1")] {
        assert_eq!(expanded(style, true, &value).as_deref(), Some(expected));
    }
}

#[test]
fn json_in_a_header_is_ascii() {
    assert_eq!(
        ascii_json("{\"a\":\"\u{e9}\u{1f600}\"}"),
        r#"{"a":"\u00e9\ud83d\ude00"}"#
    );
    assert_eq!(ascii_json("{\"a\":\"\u{7f}\"}"), r#"{"a":"\u007f"}"#);
}

#[test]
fn what_has_no_items_is_not_written() {
    for value in [json!(null), json!([]), json!({})] {
        assert_eq!(expanded(&FORM, true, &value), None);
        assert_eq!(expanded(&FORM, false, &value), None);
        assert_eq!(deep("n", false, written(&value).root()), None);
    }
    assert_eq!(expanded(&FORM, true, &json!("")).as_deref(), Some("n="));
}

#[test]
fn nested_values_are_pairs() {
    let indexed = |value| deep("n", true, written(&value).root());
    let deep = |value| deep("n", false, written(&value).root());
    let expected = "n%5Ba%5D=1&n%5Bb%5D%5Bc%5D=x";
    assert_eq!(
        deep(json!({"a": 1, "b": {"c": "x"}})).as_deref(),
        Some(expected)
    );
    assert_eq!(deep(json!(["x", "y"])).as_deref(), Some("n=x&n=y"));
    let expected = "n%5B0%5D=x&n%5B1%5D=y";
    assert_eq!(indexed(json!(["x", "y"])).as_deref(), Some(expected));
    let expected = "n%5B0%5D%5Ba%5D=1&n%5B1%5D%5Ba%5D=2";
    assert_eq!(deep(json!([{"a": 1}, {"a": 2}])).as_deref(), Some(expected));
}

#[test]
fn each_part_of_a_url_encodes_what_would_end_it() {
    assert_eq!(segment("a/b?c#d%e:f@g"), "a%2Fb%3Fc%23d%25e:f@g");
    assert_eq!(reserved_value("a/b?c#d&e+f[g]"), "a/b?c%23d%26e%2Bf%5Bg%5D");
}
