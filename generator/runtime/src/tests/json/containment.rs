//! Optional members whose values do not fit: responses read them as missing.

use serde_json::json;

use crate::runtime::json::{self, Wire};

use super::tables::{Holder, Inner, Invite, Job, Odd, Outer, Pet, States, Structure, Tree, Typed};
use super::{Outcome, error};

/// A value that is read as a response is, and the mismatches.
fn received<T: Wire>(text: &str) -> Result<(T, Vec<String>), String> {
    let received = json::receive::<T>(text.as_bytes(), false).map_err(|why| why.message)?;
    let mismatches = received.mismatches.iter().map(ToString::to_string);
    Ok((received.data, mismatches.collect()))
}

#[test]
fn the_value_is_missing_and_kept_with_the_unknown_members() -> Outcome {
    let text = r#"{"a":{"b":[1]},"b":2,"c":3}"#;
    let (inner, mismatches) = received::<Inner>(text)?;
    assert_eq!((inner.a, inner.b), (None, Some(2)));
    assert_eq!(inner.extra.get("a"), Some(&json!({"b": [1]})));
    assert_eq!(mismatches, ["expected an integer, found an object at $.a"]);
    assert_eq!(json::to_string(&inner)?, r#"{"b":2,"a":{"b":[1]},"c":3}"#);
    Ok(())
}

#[test]
fn the_innermost_optional_member_is_missing() -> Outcome {
    let text =
        r#"{"value":1,"left":{"value":2,"left":{"value":"x"}},"children":[{"value":3,"left":7}]}"#;
    let (tree, mismatches) = received::<Tree>(text)?;
    let left = tree.left.ok_or("the left tree is there")?;
    assert_eq!((left.value, left.left.is_none()), (2, true));
    assert_eq!(left.extra.get("left"), Some(&json!({"value": "x"})));
    assert_eq!(
        mismatches,
        [
            "expected an integer, found a string at $.left.left.value",
            "expected an object, found a number at $.children[0].left",
        ]
    );
    Ok(())
}

#[test]
fn a_missing_member_is_contained_by_the_object_around_its_object() -> Outcome {
    let (tree, mismatches) = received::<Tree>(r#"{"value":1,"left":{}}"#)?;
    assert!(tree.left.is_none());
    assert_eq!(mismatches, ["missing member `value` at $.left"]);
    Ok(())
}

#[test]
fn what_is_required_is_an_error() {
    let said = |text| received::<Invite>(text).err();
    assert_eq!(
        said(r#"{"id":[],"created_at":1,"role":"owner"}"#).as_deref(),
        Some("expected a string, found an array at $.id")
    );
    // A list may be missing, but it is not optional.
    assert_eq!(
        said(r#"{"id":"a","created_at":1,"role":"owner","projects":7}"#).as_deref(),
        Some("expected an array, found a number at $.projects")
    );
    assert_eq!(
        received::<Typed>(r#"{"name":"n","x":[]}"#).err().as_deref(),
        Some("expected an integer, found an array at $.x")
    );
}

#[test]
fn a_text_that_is_not_json_is_an_error() {
    assert_eq!(
        received::<Inner>(r#"{"a":{"b":tru}}"#).err().as_deref(),
        Some("invalid JSON at $.a.b: expected ident at line 1 column 14")
    );
    assert_eq!(
        received::<Inner>(r#"{"a":[],"b":"#).err().as_deref(),
        Some("invalid JSON at $.b: EOF while parsing a value at line 1 column 12")
    );
}

#[test]
fn a_closed_object_drops_the_value() -> Outcome {
    let (typed, mismatches) = received::<Typed>(r#"{"name":[],"x":1}"#)?;
    assert_eq!((typed.name, typed.extra.len()), (None, 1));
    assert_eq!(mismatches, ["expected a string, found an array at $.name"]);
    Ok(())
}

#[test]
fn keys_with_escapes_are_found_again() -> Outcome {
    let (odd, mismatches) = received::<Odd>(r#"{"a\"b":[],"\u00fc":{},"x y":{"a":[]}}"#)?;
    assert_eq!((odd.quote, odd.umlaut), (None, None));
    assert_eq!(odd.space.map(|inner| inner.a), Some(None));
    assert_eq!(odd.extra.get("a\"b"), Some(&json!([])));
    assert_eq!(
        mismatches,
        [
            r#"expected an integer, found an array at $["a\"b"]"#,
            "expected an integer, found an object at $.ü",
            r#"expected an integer, found an array at $["x y"].a"#,
        ]
    );
    Ok(())
}

#[test]
fn a_variant_with_the_tag_contains_and_one_of_several_does_not() -> Outcome {
    let (pet, mismatches) = received::<Pet>(r#"{"species":"cat","lives":"nine"}"#)?;
    assert!(matches!(pet, Pet::Cat(cat) if cat.lives.is_none()));
    assert_eq!(
        mismatches,
        ["expected an integer, found a string at $.lives"]
    );
    let (holder, mismatches) = received::<Holder>(r#"{"one":{"species":"dog"},"kind":{}}"#)?;
    assert_eq!((holder.kind.is_some(), mismatches.len()), (true, 0));
    // A value of no variant is kept as it is.
    let (structure, mismatches) = received::<Structure>(r#"{"x":1,"y":[],"z":2}"#)?;
    assert!(matches!(structure, Structure::Unknown(_)));
    assert_eq!(mismatches, Vec::<String>::new());
    Ok(())
}

#[test]
fn an_error_that_does_not_fit_is_noted() -> Outcome {
    let (message, source) = (r#"{"error":{"message":"m"}}"#, r#"{"error":{}}"#);
    for text in [message, source] {
        let received = json::receive::<Job>(text.as_bytes(), false).map_err(|why| why.message)?;
        assert_eq!((received.data.error, received.stray_error), (None, true));
    }
    Ok(())
}

#[test]
fn nothing_is_contained_otherwise() {
    let text = r#"{"inner":{"a":[]}}"#;
    let expected = "expected an integer, found an array at $.inner.a";
    assert_eq!(error::<Outer>(text), expected);
    let strict = json::receive::<Outer>(text.as_bytes(), true);
    assert_eq!(
        strict.err().map(|why| why.message).as_deref(),
        Some(expected)
    );
}

#[test]
fn a_value_that_is_missing_as_a_whole_is_one_mismatch() -> Outcome {
    let (tree, mismatches) = received::<Tree>(r#"{"value":1,"left":{"left":{"value":"x"}}}"#)?;
    assert!(tree.left.is_none());
    assert_eq!(mismatches, ["missing member `value` at $.left"]);
    Ok(())
}

#[test]
fn a_field_that_is_set_later_replaces_the_value() -> Outcome {
    let (mut inner, _) = received::<Inner>(r#"{"a":[],"c":3}"#)?;
    assert_eq!(json::to_string(&inner)?, r#"{"a":[],"c":3}"#);
    inner.a = Some(5);
    assert_eq!(json::to_string(&inner)?, r#"{"a":5,"c":3}"#);
    let (inner, _) = received::<Inner>(r#"{"a":[],"a":5}"#)?;
    assert_eq!(json::to_string(&inner)?, r#"{"a":5}"#);
    Ok(())
}

#[test]
fn a_field_that_is_always_written_is_written_once() -> Outcome {
    let (states, mismatches) = received::<States>(r#"{"must":[],"free":1}"#)?;
    assert_eq!((states.must.is_none(), mismatches.len()), (true, 1));
    assert_eq!(json::to_string(&states)?, r#"{"free":1,"must":[]}"#);
    Ok(())
}

#[test]
fn each_of_many_mismatches_has_its_path() -> Outcome {
    let items = 999;
    let text = format!("[{}{{}}]", r#"{"b":1,"a":[[],{"x":"]}"}]},"#.repeat(items));
    let (list, mismatches) = received::<Vec<Inner>>(&text)?;
    assert_eq!((list.len(), mismatches.len()), (items + 1, items));
    assert_eq!(
        mismatches.last().map(String::as_str),
        Some("expected an integer, found an array at $[998].a")
    );
    // A million would take more memory than the response.
    let text = format!("[{}{{}}]", r#"{"a":[]},"#.repeat(20_000));
    let (list, mismatches) = received::<Vec<Inner>>(&text)?;
    assert_eq!((list.len(), mismatches.len()), (20_001, 1_000));
    Ok(())
}
