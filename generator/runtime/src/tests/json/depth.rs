//! How deep values may be nested.

use crate::runtime::json;

use super::error;
use super::tables::{Outer, Pet, Project, Tree};

#[test]
fn a_text_is_as_deep_as_serde_json_takes_it() {
    for (depth, is_deep) in [(127, false), (128, true), (100_000, true)] {
        let nested = format!("{}{}", "[".repeat(depth - 1), "]".repeat(depth - 1));
        let text = format!(r#"{{"id":"a","role":"b","x":{nested}}}"#);
        assert_eq!(json::from_str::<Project>(&text).is_err(), is_deep);
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&text).is_err(),
            is_deep
        );
        let text = format!(r#"{{"inner":{{}},"x":{nested}}}"#);
        assert_eq!(json::from_str::<Outer>(&text).is_err(), is_deep);
        let text = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert_eq!(json::from_str::<Pet>(&text).is_err(), is_deep);
    }
    let text = format!(r#"{{"id":{}"#, "[".repeat(200));
    assert!(
        error::<Project>(&text).contains("recursion limit exceeded at line 1 column 133"),
        "{}",
        error::<Project>(&text)
    );
}

#[test]
fn types_that_hold_themselves_are_as_deep() {
    for (depth, is_deep) in [(127, false), (128, true), (10_000, true)] {
        let text = format!(
            r#"{}{{"value":1}}{}"#,
            r#"{"value":1,"left":"#.repeat(depth - 1),
            "}".repeat(depth - 1)
        );
        let error = json::from_str::<Tree>(&text).map_err(|error| error.to_string());
        assert_eq!(error.is_err(), is_deep);
        if let Err(message) = error {
            assert!(message.contains("recursion limit exceeded"), "{message}");
        }
    }
}
