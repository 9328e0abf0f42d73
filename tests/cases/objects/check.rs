//! Arrays whose items have a schema by position.

use objects::types::{Answer, Nulls};
use objects::types::answer::{RestItem, TupleItem};
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
fn items_that_no_schema_describes_are_anything() -> Outcome {
    let whole = json!({"open_tuple": ["x", 1], "rest": ["x", 1, 2], "plain_rest": [1], "closed_tuple": ["x"]});
    let answer: Answer = serde_json::from_value(whole.clone())?;
    assert_eq!(serde_json::to_value(&answer)?, whole);
    let open: Option<Vec<Value>> = answer.open_tuple;
    assert_eq!(open.unwrap_or_default(), [json!("x"), json!(1)]);
    let rest = answer.rest.unwrap_or_default();
    assert!(matches!(&rest[..], [RestItem::Text(text), RestItem::Integer(1), RestItem::Integer(2)] if text == "x"));
    let (plain, closed): (Option<Vec<i64>>, Option<Vec<String>>) = (answer.plain_rest, answer.closed_tuple);
    assert_eq!((plain.unwrap_or_default(), closed.unwrap_or_default()), (vec![1], vec!["x".to_owned()]));
    Ok(())
}

#[test]
fn null_passes_members_of_all_of_that_only_limit_or_annotate() -> Outcome {
    let whole = json!({"limited": null, "described": null, "either": null, "shaped": {"a": "x", "b": "y"}});
    let nulls: Nulls = serde_json::from_value(whole.clone())?;
    assert_eq!(serde_json::to_value(&nulls)?, whole);
    let limited: Option<String> = nulls.limited;
    assert_eq!((limited, nulls.described, nulls.either), (None, None, None));
    assert_eq!(nulls.shaped.b.as_deref(), Some("y"));
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
