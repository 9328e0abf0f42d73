//! Keywords that decide which Rust type a schema becomes.

mod server;

use keywords::Client;
use keywords::types::{Place, Point, Shown, State};
use serde_json::{Value, json};
use server::{Outcome, Server};

fn read<T: serde::de::DeserializeOwned + serde::Serialize>(value: &Value) -> serde_json::Result<T> {
    let read: T = serde_json::from_value(value.clone())?;
    assert_eq!(serde_json::to_value(&read)?, *value);
    Ok(read)
}

#[test]
fn limits_beside_an_inherited_member_leave_its_type() -> Outcome {
    let place: Place = read(&json!({"narrow": {"name": "x", "items": [1]}}))?;
    let narrow = place.narrow.ok_or("it is there")?;
    let name: String = narrow.name;
    assert_eq!((name.as_str(), narrow.items.as_deref()), ("x", Some([1].as_slice())));
    Ok(())
}

#[test]
fn anchors_and_identifiers_are_followed() -> Outcome {
    let place: Place = read(&json!({"anchored": {"v": 1}, "identified": {"size": 2}, "tree": {"children": [{"value": 3}]}}))?;
    assert_eq!(place.anchored.map(|spot| spot.v), Some(1));
    assert_eq!(place.identified.and_then(|area| area.size), Some(2));
    let children = place.tree.and_then(|tree| tree.children).unwrap_or_default();
    assert_eq!(children.first().and_then(|tree| tree.value), Some(3));
    Ok(())
}

#[test]
fn what_is_not_evaluated_has_a_type() -> Outcome {
    let place: Place = read(&json!({"open": {"a": "x", "b": 2}}))?;
    let b: Option<i64> = place.open.and_then(|open| open.extra.get("b").copied());
    assert_eq!(b, Some(2));
    Ok(())
}

#[test]
fn members_of_cases_may_be_there() -> Outcome {
    let place: Place = read(&json!({"cases": {"kind": "card", "number": "1", "percent": 5}}))?;
    let cases = place.cases.ok_or("it is there")?;
    assert_eq!(cases.number.as_deref(), Some("1"));
    assert_eq!(cases.percent, Some(5));
    assert_eq!(cases.iban, None);
    Ok(())
}

#[test]
fn an_object_of_which_nothing_is_said_is_any_json() -> Outcome {
    for value in [json!({"a": 1}), json!("x"), json!([1, null]), json!(2)] {
        let place: Place = read(&json!({"bare": value, "bare_list": [value], "bare_map": {"k": value}}))?;
        assert_eq!(place.bare, Some(value));
    }
    read::<Place>(&json!({"text_or_bare": {"a": 1}}))?;
    Ok(())
}

#[test]
fn null_as_an_object_is_none() -> Outcome {
    let place: Place = read(&json!({"none": {"name": "x"}}))?;
    assert_eq!(place.none.and_then(|base| base.name).as_deref(), Some("x"));
    let place: Place = serde_json::from_value(json!({"none": null}))?;
    assert!(place.none.is_none());
    Ok(())
}

#[test]
fn numbers_may_come_as_texts() -> Outcome {
    let place: Place = serde_json::from_value(json!({"count": "12", "ratio": "0.5", "code": "x", "untyped": 7}))?;
    let count: Option<i32> = place.count;
    let ratio: Option<f64> = place.ratio;
    let untyped: Option<i32> = place.untyped;
    assert_eq!((count, ratio, untyped), (Some(12), Some(0.5), Some(7)));
    let place: Place = read(&json!({"large": 18_446_744_073_709_551_615_u64}))?;
    assert_eq!(place.large, Some(u64::MAX));
    Ok(())
}

#[test]
fn texts_with_other_digits_stay_texts() -> Outcome {
    use keywords::types::place::{Day, Fraction, Phone};
    let value = json!({"phone": "0123456789", "day": "2024-01-02", "fraction": "1.50", "natural": 12});
    let place: Place = read(&value)?;
    assert!(matches!(place.phone, Some(Phone::Text(text)) if text == "0123456789"));
    assert!(matches!(place.day, Some(Day::Text(text)) if text == "2024-01-02"));
    assert!(matches!(place.fraction, Some(Fraction::Text(text)) if text == "1.50"));
    let natural: Option<i64> = place.natural;
    assert_eq!(natural, Some(12));
    Ok(())
}

#[test]
fn integers_have_names_and_others_are_kept() -> Outcome {
    assert_eq!(read::<State>(&json!(1))?, State::On);
    assert_eq!(read::<State>(&json!(99))?, State::Unknown_);
    assert!(matches!(read::<State>(&json!(7))?, State::Unknown(7)));
    let place: Place = read(&json!({"mode": "r"}))?;
    assert_eq!(place.mode, Some(keywords::types::place::Mode::Read));
    Ok(())
}

#[test]
fn arrays_of_one_length_are_tuples() -> Outcome {
    let point: Point = read(&json!([1.5, 0, [[2, 1, []]]]))?;
    assert_eq!((point.0, point.1, point.2.len()), (1.5, State::Off, 1));
    let error = serde_json::from_value::<Point>(json!([1, 2])).map_err(|error| error.to_string());
    assert_eq!(error.err().as_deref(), Some("expected an array of length 3, found an array at $"));
    let error = serde_json::from_value::<Point>(json!([1, "x", []])).map_err(|error| error.to_string());
    assert_eq!(error.err().as_deref(), Some("expected an integer, found a string at $[1]"));
    Ok(())
}

#[test]
fn one_example_does_not_weaken_what_others_show() -> Outcome {
    let shown: Shown = read(&json!({"login": "a", "id": 1, "name": null, "tags": [{"x": 1}]}))?;
    let login: String = shown.login;
    assert_eq!(login, "a");
    assert_eq!(shown.tags.first().map(|tag| tag.x), Some(1));
    // `name` is null in at least half of the examples.
    let name: Option<String> = shown.name;
    assert_eq!(name, None);
    Ok(())
}

#[tokio::test]
async fn they_are_sent_as_they_are() -> Outcome {
    let server = Server::answering(b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n")?;
    let client = Client::builder().base_url(&server.url).build()?;
    client.places().create(Point(1.0, State::On, vec![]), 0, Value::Null).settings("any").await?;
    assert_eq!(
        server.request()?,
        "POST /places HTTP/1.1\napplication/json\n{\"point\":[1,1,[]],\"state\":0,\"hole\":null,\"settings\":\"any\"}"
    );
    let server = Server::answering(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}")?;
    let client = Client::builder().base_url(&server.url).build()?;
    client.places().list().state(State::On).await?;
    assert_eq!(server.request()?, "GET /places?state=1 HTTP/1.1\n\n");
    Ok(())
}
