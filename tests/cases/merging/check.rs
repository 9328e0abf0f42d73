//! Values that several schemas describe.

mod server;

use merging::Client;
use merging::types::{Count, Folder, Group, Named, Place, State, count, place};
use serde_json::{Value, json};
use server::{Outcome, Server};

fn read<T: serde::de::DeserializeOwned + serde::Serialize>(value: &Value) -> serde_json::Result<T> {
    let read: T = serde_json::from_value(value.clone())?;
    assert_eq!(serde_json::to_value(&read)?, *value);
    Ok(read)
}

#[test]
fn conditional_schemas_apply_to_some_values() -> Outcome {
    let place: Place = read(&json!({"country": "US", "code": "1", "data": {"state": "NY"}}))?;
    assert!(matches!(place.data, Some(place::Data::State(data)) if data.state == "NY"));
    let place: Place = read(&json!({"country": "DE", "code": "49", "data": {"land": 9}}))?;
    assert!(matches!(place.data, Some(place::Data::Land(data)) if data.land == 9));
    let place: Place = read(&json!({"country": "FR", "code": "33"}))?;
    assert_eq!(place.code, "33");
    Ok(())
}

#[test]
fn a_member_that_is_required_beside_a_reference_is_asked_for() -> Outcome {
    let server = Server::answering(b"HTTP/1.1 204 No Content\r\n\r\n")?;
    let client = Client::builder().base_url(server.url.as_str()).build()?;
    client.named().create("a").at("2024-02-29T00:00:00Z").wait()?;
    assert_eq!(
        server.request()?,
        "POST /named HTTP/1.1\napplication/json\n{\"name\":\"a\",\"at\":\"2024-02-29T00:00:00Z\"}"
    );
    let absent = serde_json::from_value::<Named>(json!({}));
    assert!(absent.is_err_and(|error| error.to_string().starts_with("missing member `name`")));
    Ok(())
}

#[test]
fn a_child_narrows_members_to_itself() -> Outcome {
    let folder: Folder = read(&json!({"id": "a", "children": [{"id": "b", "size": 1, "children": [{"id": "c"}]}]}))?;
    let inner: Vec<Folder> = folder.children.unwrap_or_default();
    let inner = inner.into_iter().next().ok_or("no child")?;
    assert_eq!(inner.size, Some(1));
    let made = Group::new().parts([Group::new().label("b")]).label("a");
    assert_eq!(
        serde_json::to_value(&made)?,
        json!({"kind": "Group", "label": "a", "parts": [{"kind": "Group", "label": "b"}]})
    );
    Ok(())
}

#[test]
fn another_value_of_an_optional_member_is_of_another_variant() -> Outcome {
    for (value, done) in [
        (json!({"id": "1", "state": "done"}), true),
        (json!({"id": "1", "version": 1}), true),
        (json!({"id": "1"}), true),
        (json!({"id": "1", "state": "open"}), false),
        (json!({"id": "1", "state": "done", "version": 2}), false),
    ] {
        let state: State = read(&value)?;
        assert_eq!(matches!(state, State::Done(_)), done, "{value}");
        assert_eq!(matches!(state, State::Other(_)), !done, "{value}");
    }
    Ok(())
}

#[test]
fn limits_beside_several_types_determine_the_integer() -> Outcome {
    let value: Count = read(&json!({"count": u64::MAX, "known": "a"}))?;
    assert!(matches!(value.count, Some(count::CountCount::Integer(u64::MAX))));
    assert_eq!(value.known.as_deref(), Some("a"));
    Ok(())
}
