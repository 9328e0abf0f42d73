//! Unions and integers take the values that they stand for.

use std::collections::{BTreeMap, HashMap};

use call_sites::resources::answers::create;
use call_sites::resources::points::create as points;
use call_sites::types::{Filter, Filters, Labels, Point, Range, Scalar};
use call_sites::{Client, json};
use serde_json::{Value, json};

use crate::server::Outcome;
use crate::{merge, sent};

#[test]
fn numbers_are_variants() -> Outcome {
    let text = |value: Filter| json::to_string(&value);
    assert_eq!(text(Filter::new("year", 2020))?, r#"{"key":"year","value":2020}"#);
    assert_eq!(text(Filter::new("year", 2020_u32))?, r#"{"key":"year","value":2020}"#);
    assert_eq!(text(Filter::new("rank", 0.5))?, r#"{"key":"rank","value":0.5}"#);
    assert_eq!(Scalar::from(1), Scalar::from(1.0));
    assert_eq!(json::to_string(&Point::from(u64::MAX))?, "18446744073709551615");
    assert_eq!(Point::from(7), Point::from(7_u64));
    Ok(())
}

#[test]
fn integers_have_any_width() -> Outcome {
    let text = |value: Filter| json::to_string(&value);
    let filter = || Filter::new("k", "v");
    let count = vec![1_u8, 2];
    for one in [
        filter().weight(2),
        filter().weight(2_u8),
        filter().weight(2_u64),
        filter().weight(count.len()),
        filter().weight(Some(2)),
    ] {
        assert_eq!(text(one)?, r#"{"key":"k","value":"v","weight":2}"#);
    }
    assert_eq!(text(filter().size(2).weight(None))?, r#"{"key":"k","value":"v","size":2}"#);
    assert_eq!(text(filter().size(count.len()))?, r#"{"key":"k","value":"v","size":2}"#);
    assert_eq!(json::to_string(&Range::new(1_u8, 2))?, r#"{"first":1,"last":2}"#);
    assert_eq!(json::to_string(&Range::new(-1, count.len()))?, r#"{"first":-1,"last":2}"#);
    Ok(())
}

#[tokio::test]
async fn an_integer_that_does_not_fit_is_an_error() -> Outcome {
    let wrong = json::to_string(&Filter::new("k", "v").weight(u64::MAX)).map_err(|error| error.to_string());
    assert_eq!(wrong.err().as_deref(), Some("`weight`: 18446744073709551615 does not fit into `i64`"));
    assert!(serde_json::to_string(&Range::new(1, -1)).is_err());
    let client = Client::builder().base_url("http://127.0.0.1:9").build()?;
    let points = client.points();
    let names: [&str; 0] = [];
    let filters: Vec<Filter> = Vec::new();
    for (request, message) in [
        (points.create(-1, names, filters.clone()), "`depth`: -1 does not fit into `u32`"),
        (points.create(1, names, filters.clone()).offset(3_000_000_000_i64), "`offset`: 3000000000 does not fit into `i32`"),
        (points.create(1, names, [Filter::new("k", 1).size(-5)]), "`filters`: `size`: -5 does not fit into `u64`"),
        (points.create(1, names, json!([{"key": 1.5}])), "`filters`: "),
        (points.create(1, names, json!({})), "`filters`: expected a JSON array"),
    ] {
        let error = request.await.err().ok_or("no error")?;
        assert!(error.to_string().contains(message), "{error}");
    }
    Ok(())
}

#[tokio::test]
async fn unions_take_maps_lists_and_slices() -> Outcome {
    let names = vec!["a".to_owned()];
    let expected = json!({"names": ["a"], "filters": []});
    let none: &[Filter] = &[];
    for given in [
        sent(|client| client.points().create(1, &names, none)).await?,
        sent(|client| client.points().create(1_u8, names.as_slice(), none)).await?,
        sent(|client| client.points().create(1_u64, ["a"], &Vec::<call_sites::types::Filter>::new())).await?,
        sent(|client| client.points().create(1_i64, &["a"], json!([]))).await?,
        sent(|client| client.points().create(names.len(), names.clone(), Vec::<Filter>::new())).await?,
    ] {
        assert_eq!(given, ("/points?depth=1".to_owned(), expected.clone()));
    }
    let map = BTreeMap::from([("a".to_owned(), Scalar::from(1))]);
    for given in [
        Labels::from(map.clone()),
        labels(|request| request.labels([("a", 1)])),
        labels(|request| request.labels(vec![("a".to_owned(), 1.0)])),
        labels(|request| request.labels(HashMap::from([("a", 1_u32)]))),
        labels(|request| request.labels(&map)),
        labels(|request| request.labels(map.clone())),
        labels(|request| request.labels(json!({"a": 1}))),
    ] {
        assert_eq!(json::to_string(&given)?, r#"{"a":1}"#);
    }
    let (_, body) = sent(|client| client.points().create(1, ["a"], none).labels("").vector([0.5_f32]).point(7)).await?;
    let rest = json!({"labels": "", "vector": [0.5], "point": 7});
    assert_eq!(body, merged(&expected, rest));
    for vector in [
        sent(|client| client.points().create(1, ["a"], none).vector(vec![0.5_f32])).await?.1,
        sent(|client| client.points().create(1, ["a"], none).vector(vec![0.5])).await?.1,
        sent(|client| client.points().create(1, ["a"], none).vector(&[0.5_f64])).await?.1,
        sent(|client| client.points().create(1, ["a"], none).vector([0.5])).await?.1,
    ] {
        assert_eq!(vector, merged(&expected, json!({"vector": [0.5]})));
    }
    Ok(())
}

/// The labels that a setter takes.
fn labels(set: impl FnOnce(points::Body) -> points::Body) -> Labels {
    let none: &[Filter] = &[];
    let names: &[&str] = &[];
    let body = set(points::Body::new(names, none));
    body.labels.unwrap_or_else(|| Labels::from("absent"))
}

#[tokio::test]
async fn lists_of_strings_in_unions_take_slices() -> Outcome {
    let names = vec!["x".to_owned()];
    let slice: &[&str] = &["x"];
    for body in [
        sent(|client| client.answers().create("small", "hi").stops(&names)).await?.1,
        sent(|client| client.answers().create("small", "hi").stops(names.clone())).await?.1,
        sent(|client| client.answers().create("small", "hi").stops(names.as_slice())).await?.1,
        sent(|client| client.answers().create("small", "hi").stops(slice)).await?.1,
        sent(|client| client.answers().create("small", "hi").stops(vec!["x"])).await?.1,
        sent(|client| client.answers().create("small", "hi").stops([names.join("")])).await?.1,
        sent(|client| client.answers().create("small", "hi").stops(&["x"])).await?.1,
    ] {
        assert_eq!(body.get("stops"), Some(&json!(["x"])));
    }
    let (_, body) = sent(|client| client.answers().create("small", "hi").stops(None)).await?;
    assert_eq!(body.get("stops"), None);
    Ok(())
}

#[test]
fn the_content_of_a_box_is_taken() -> Outcome {
    let expected = r#"{"key":"a","value":true,"must":[{"key":"b","value":1}]}"#;
    let inner = || Filter::new("b", 1);
    let text = |value: Filter| json::to_string(&value);
    assert_eq!(text(Filter::new("a", true).must([inner()]))?, expected);
    assert_eq!(text(Filter::new("a", true).must(vec![inner()]))?, expected);
    assert_eq!(text(Filter::new("a", true).must(Filters::from(vec![inner()])))?, expected);
    assert_eq!(text(Filter::new("a", true).must(Box::new(Filters::from(vec![inner()]))))?, expected);
    assert_eq!(text(Filter::new("a", true).must(json!([{"key": "b", "value": 1}])))?, expected);
    assert_eq!(text(Filter::new("a", true).must(None))?, r#"{"key":"a","value":true}"#);
    Ok(())
}

#[tokio::test]
async fn json_is_a_struct_or_a_union() -> Outcome {
    let whole = json!({"model": "small", "input": [{"type": "turn", "text": "hi"}], "own": [1]});
    let (_, body) = sent(|client| client.answers().create_with(whole.clone())).await?;
    assert_eq!(body, whole);
    let kept: create::Body = serde_json::from_value(whole.clone())?;
    assert_eq!(sent(|client| client.answers().create_with(&kept)).await?.1, whole);
    let (_, body) = sent(|client| client.answers().create(json!({"id": "m", "own": 1}), json!([{"type": "turn", "text": "hi"}]))).await?;
    assert_eq!(body, json!({"model": {"id": "m", "own": 1}, "input": [{"type": "turn", "text": "hi"}]}));
    let client = Client::builder().base_url("http://127.0.0.1:9").build()?;
    let error = client.answers().create_with(json!({"model": "small"})).await.err().ok_or("no error")?;
    assert!(error.to_string().contains("input"), "{error}");
    Ok(())
}

fn merged(whole: &Value, rest: Value) -> Value {
    let mut whole = whole.clone();
    merge(&mut whole, rest);
    whole
}

#[tokio::test]
async fn a_list_takes_a_tuple_of_values_of_several_types() -> Outcome {
    let (_, body) = sent(|client| client.points().create(1, ("a", "b".to_owned()), [Filter::new("k", 1)])).await?;
    assert_eq!(body, json!({"names": ["a", "b"], "filters": [{"key": "k", "value": 1}]}));
    Ok(())
}
