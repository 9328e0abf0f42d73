//! Arrays whose items have a schema by position.

use objects::types::Answer;
use objects::types::answer::TupleItem;
use serde_json::{Value, json};

type Outcome = Result<(), serde_json::Error>;

fn tuple(value: &Value) -> serde_json::Result<Vec<TupleItem>> {
    let whole = json!({"tuple": value});
    let answer: Answer = serde_json::from_value(whole.clone())?;
    assert_eq!(serde_json::to_value(&answer)?, whole);
    Ok(answer.tuple.unwrap_or_default())
}

#[test]
fn elements_of_a_tuple_have_the_types_that_it_lists() -> Outcome {
    let read = tuple(&json!(["a", 1]))?;
    assert!(matches!(&read[..], [TupleItem::Text(text), TupleItem::Integer(1)] if text == "a"));
    Ok(())
}

#[test]
fn a_tuple_may_be_shorter_or_longer() -> Outcome {
    assert!(tuple(&json!(["a"]))?.len() == 1);
    let read = tuple(&json!(["a", 1, {"b": []}]))?;
    assert!(matches!(&read[..], [_, _, TupleItem::Unknown(more)] if *more == json!({"b": []})));
    Ok(())
}

#[test]
fn members_that_no_pattern_covers_are_anything() -> Outcome {
    let whole = json!({"beside_patterns": {"id": 1, "x-a": {"a": "b"}, "other": "text"}, "only_patterns": {"id": 2, "x-b": "c"}});
    let answer: Answer = serde_json::from_value(whole.clone())?;
    assert_eq!(serde_json::to_value(&answer)?, whole);
    let beside = answer.beside_patterns.map(|one| one.extra).unwrap_or_default();
    assert_eq!(beside.get("other"), Some(&json!("text")));
    let only = answer.only_patterns.map(|one| one.extra).unwrap_or_default();
    let text: Option<&String> = only.get("x-b");
    assert_eq!(text.map(String::as_str), Some("c"));
    Ok(())
}
