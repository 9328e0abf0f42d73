//! Members: kept, left out, fixed, missing, repeated.

use std::collections::BTreeMap;

use crate::runtime::format::Date;
use crate::runtime::json::{self, Wire, input};
use serde_json::{Value, json};

use super::tables::{Inner, Invite, Job, Odd, Outer, Project, Role, States, Tree, Typed, Wide};
use super::{Outcome, error, round};

const INVITE: &str = r#"{"id":"a","created_at":1,"object":"organization.invite","projects":[{"id":"p","role":"owner"}],"role":"reader","accepted_at":2}"#;

#[test]
fn what_is_read_is_written_the_same() {
    assert_eq!(round::<Invite>(INVITE).as_deref(), Ok(INVITE));
}

#[test]
fn the_order_of_members_and_white_space_do_not_matter() -> Outcome {
    let pretty = serde_json::to_string_pretty(&serde_json::from_str::<serde_json::Value>(INVITE)?)?;
    let text = format!("\u{feff}\r\n\t {pretty} \n");
    assert_eq!(json::from_str::<Invite>(&text)?, json::from_str(INVITE)?);
    assert_eq!(
        json::from_slice::<Invite>(text.as_bytes())?,
        json::from_str(INVITE)?
    );
    Ok(())
}

#[test]
fn unknown_members_are_kept_in_the_order_of_their_keys() {
    let text = r#"{"b":[1,{"x":null}],"id":"p","a\n":"é","role":"x"}"#;
    let written = r#"{"id":"p","role":"x","a\n":"é","b":[1,{"x":null}]}"#;
    assert_eq!(round::<Project>(text).as_deref(), Ok(written));
}

#[test]
fn an_object_that_is_closed_drops_unknown_members_but_checks_them() {
    assert_eq!(
        round::<Outer>(r#"{"inner":{},"other":[{"a":"\ud83e\udd80"}, -1.5e3]}"#).as_deref(),
        Ok(r#"{"inner":{},"list":[],"map":{}}"#)
    );
    assert_eq!(
        error::<Outer>(r#"{"inner":{},"other":[01]}"#),
        "invalid JSON at $.other[0]: invalid number at line 1 column 23"
    );
}

#[test]
fn an_error_that_the_type_does_not_know_is_noted() {
    fn noted<T: json::Wire>(text: &str) -> Option<bool> {
        let received = json::receive::<T>(text.as_bytes(), true);
        received.map(|received| received.stray_error).ok()
    }
    assert_eq!(noted::<Inner>(r#"{"error":{"message":"m"}}"#), Some(true));
    assert_eq!(noted::<Inner>(r#"{"a":1,"errors":[]}"#), Some(true));
    assert_eq!(noted::<Inner>(r#"{"a":1,"fault":{}}"#), Some(false));
    assert_eq!(noted::<Job>(r#"{"error":"failed"}"#), Some(false));
    assert_eq!(noted::<Outer>(r#"{"inner":{"error":1}}"#), Some(false));
}

#[test]
fn unknown_members_may_have_a_type() {
    assert_eq!(
        round::<Typed>(r#"{"y":2,"name":"n","x":1}"#).as_deref(),
        Ok(r#"{"name":"n","x":1,"y":2}"#)
    );
    assert_eq!(
        error::<Typed>(r#"{"x y":[]}"#),
        r#"expected an integer, found an array at $["x y"]"#
    );
}

#[test]
fn a_constant_is_kept_as_sent_and_filled_in_if_it_is_missing_or_null() -> Outcome {
    for (sent, kept) in [
        (r#""object":"v2","#, "v2"),
        ("", "organization.invite"),
        (r#""object":null,"#, "organization.invite"),
        (r#""object":"v2","object":null,"#, "organization.invite"),
    ] {
        let text = format!(r#"{{{sent}"id":"a","created_at":1,"role":"owner"}}"#);
        assert_eq!(json::from_str::<Invite>(&text)?.object, kept);
    }
    Ok(())
}

#[test]
fn absent_null_and_a_value_differ_where_they_may() {
    for (sent, written) in [
        ("{}", r#"{"must":null}"#),
        (
            r#"{"must":null,"three":null,"free":null}"#,
            r#"{"must":null,"three":null}"#,
        ),
        (
            r#"{"must":"a","three":"b","free":[null]}"#,
            r#"{"must":"a","three":"b","free":[null]}"#,
        ),
    ] {
        assert_eq!(round::<States>(sent).as_deref(), Ok(written));
    }
}

#[test]
fn of_a_key_that_is_there_twice_the_last_value_counts() {
    // Nested values are replaced, not merged.
    let text = r#"{"inner":{"a":1,"x":1},"list":[1],"map":{"p":1,"q":1,"q":2},"inner":{"b":2},"list":[2],"map":{"r":3}}"#;
    assert_eq!(
        round::<Outer>(text).as_deref(),
        Ok(r#"{"inner":{"b":2},"list":[2],"map":{"r":3}}"#)
    );
    assert_eq!(
        round::<Inner>(r#"{"a":1,"b":2,"a":null,"x":{"y":1},"x":{"z":2}}"#).as_deref(),
        Ok(r#"{"b":2,"x":{"z":2}}"#)
    );
    // A key that is there twice does not stand for another one.
    assert_eq!(
        error::<Project>(r#"{"id":"a","id":"b"}"#),
        "missing member `role` at $"
    );
}

#[test]
fn there_may_be_more_members_than_bits_in_a_word() -> Outcome {
    let members = |range: std::ops::Range<usize>| {
        let members: Vec<String> = range
            .map(|index| format!(r#""k{index}":{index}"#))
            .collect();
        format!("{{{}}}", members.join(","))
    };
    let whole = members(0..150);
    assert_eq!(round::<Wide>(&whole).as_deref(), Ok(&*whole));
    assert_eq!(json::from_str::<Wide>(&whole)?.k149, 149);
    for missing in [0, 63, 64, 127, 128, 149] {
        let text = whole.replace(&format!(r#""k{missing}":"#), r#""other":"#);
        assert_eq!(
            error::<Wide>(&text),
            format!("missing member `k{missing}` at $")
        );
    }
    assert_eq!(
        error::<Wide>(&members(0..149)),
        "missing member `k149` at $"
    );
    Ok(())
}

#[test]
fn odd_keys_are_found_however_they_are_escaped() {
    let written = r#"{"a\"b":1,"a/b":2,"a\\b":3,"ü":4,"":5,"type":6}"#;
    assert_eq!(round::<Odd>(written).as_deref(), Ok(written));
    let escaped = r#"{"a\u0022b":1,"a\/b":2,"\u0061\u005cb":3,"\u00fc":4,"":5,"t\u0079pe":6}"#;
    assert_eq!(round::<Odd>(escaped).as_deref(), Ok(written));
    // A control character that is a key of the table must be escaped all the same.
    assert_eq!(round::<Odd>("{\"a\\b\":1}").as_deref(), Ok("{\"a\\b\":1}"));
}

#[test]
fn odd_keys_are_quoted_in_paths() {
    assert_eq!(
        error::<Odd>(r#"{"a\u0022b":[]}"#),
        r#"expected an integer, found an array at $["a\"b"]"#
    );
    assert_eq!(
        error::<Odd>(r#"{"x y":{"b":{}}}"#),
        r#"expected an integer, found an object at $["x y"].b"#
    );
    assert_eq!(
        error::<Odd>(r#"{"":true}"#),
        r#"expected an integer, found a boolean at $[""]"#
    );
}

#[test]
fn an_object_is_read_from_a_list_of_it_and_the_other_way_round() {
    let plain = r#"{"id":"p","role":"x"}"#;
    assert_eq!(
        round::<Project>(&format!(" [ {plain} ] ")).as_deref(),
        Ok(plain)
    );
    let alone = INVITE.replace(['[', ']'], "");
    assert_eq!(round::<Invite>(&alone).as_deref(), Ok(INVITE));
    for text in ["[]", "[{},{}]", "[[]]", "[[{}]]", "[1]"] {
        assert_eq!(
            error::<Project>(text),
            "expected an object, found an array at $",
            "{text}"
        );
    }
}

#[test]
fn a_list_or_map_that_is_null_or_missing_is_empty() {
    assert_eq!(
        round::<Outer>(r#"{"inner":{},"list":null,"map":null}"#).as_deref(),
        Ok(r#"{"inner":{},"list":[],"map":{}}"#)
    );
}

#[test]
fn recursive_values_are_read_and_written() {
    let text = r#"{"value":1,"left":{"value":2,"left":{"value":3,"children":[]},"children":[]},"children":[{"value":4,"children":[]}]}"#;
    assert_eq!(round::<Tree>(text).as_deref(), Ok(text));
    assert_eq!(
        error::<Tree>(r#"{"value":1,"children":[{"value":2,"left":{"value":"x"}}]}"#),
        "expected an integer, found a string at $.children[0].left.value"
    );
}

#[test]
fn debug_output_is_rust() -> Outcome {
    let project: Project = json::from_str(r#"{"id":"p\"","role":"x","b":[1]}"#)?;
    assert_eq!(
        format!("{project:?}"),
        r#"Project { id: "p\"", role: Unknown("x"), extra: {"b": Array [Number(1)]} }"#
    );
    let odd: Odd = json::from_str(r#"{"type":1,"a/b":2}"#)?;
    assert_eq!(
        format!("{odd:?}"),
        "Odd { quote: None, slash: Some(2), backslash: None, umlaut: None, empty: None, \
         space: None, type: Some(1), extra: {} }"
    );
    assert_eq!(
        format!("{:#?}", json::from_str::<Inner>(r#"{"b":1}"#)?),
        "Inner {\n    a: None,\n    b: Some(\n        1,\n    ),\n    extra: {},\n}"
    );
    Ok(())
}

#[test]
fn values_are_equal_field_by_field() -> Outcome {
    let invite: Invite = json::from_str(INVITE)?;
    let mut other = invite.clone();
    assert_eq!(invite, other);
    other.extra.insert("x".to_owned(), json!(1));
    assert_ne!(invite, other);
    other.extra.clear();
    other.role = Role::Owner;
    assert_ne!(invite, other);
    Ok(())
}

input! {
    pub struct Made + extra {
        pub kind: String = "kind" const "made",
        pub day: Date = "day" const "2024-02-29",
        pub version: i64 = "version" always 2i64,
        pub on: bool = "on" always true,
        pub name: String = "name" new(String),
        pub inner: Option<Box<Inner>> = "inner" set(box Inner),
        pub count: Option<i32> = "count" set i32,
        pub size: Option<Option<i32>> = "size" ? null set i32,
        pub note: Option<Option<String>> = "note" ? null set(String),
        pub tags: Option<Vec<String>> = "tags" set [String],
        pub limits: Option<BTreeMap<String, i64>> = "limits" set {i64},
        pub free: Option<Value> = "free" set(as IntoJson),
    }
}

#[test]
fn a_made_value_has_its_constants_and_what_was_set() -> Outcome {
    let constants = r#"{"kind":"made","day":"2024-02-29","version":2,"on":true,"name":"a""#;
    let made = Made::new("a");
    assert_eq!(json::to_string(&made)?, format!("{constants}}}"));
    let set = made
        .inner(Inner::blank())
        .count(1_u8)
        .size(2_u64)
        .note("b")
        .tags(["c"])
        .limits([("d", 3)])
        .free(json!([null]))
        .extra("e", 4);
    let rest = r#""inner":{},"count":1,"size":2,"note":"b","tags":["c"],"limits":{"d":3},"free":[null],"e":4"#;
    assert_eq!(json::to_string(&set)?, format!("{constants},{rest}}}"));
    let unset = set
        .inner(None)
        .count(None)
        .size(None)
        .note(None)
        .tags(None)
        .limits(None);
    let rest = r#""size":null,"note":null,"free":[null],"e":4"#;
    assert_eq!(json::to_string(&unset)?, format!("{constants},{rest}}}"));
    Ok(())
}

#[test]
fn an_integer_that_does_not_fit_is_an_error_when_the_value_is_written() {
    for made in [
        Made::new("a").count(u32::MAX),
        Made::new("a").size(u32::MAX),
    ] {
        let error = json::to_string(&made).map_err(|error| error.to_string());
        assert!(error.is_err_and(|error| error.contains("4294967295 does not fit into `i32`")));
    }
}
