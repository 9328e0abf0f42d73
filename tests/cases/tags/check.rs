//! Discriminating properties of unions, with values of every scalar type.

mod server;

use serde_json::{Value, json};
use server::{Outcome, Server};
use tags::Client;
use tags::types::{
    Against, Animal, C1, Car, Cat, Dog, First, Flag, Hole, Kit, N1, Numbered, Outcome as Slack, Part, Pet, Single,
    TwoKeys, Uno, Used, Version,
};

fn read<T: serde::de::DeserializeOwned + serde::Serialize>(value: &Value) -> serde_json::Result<T> {
    let read: T = serde_json::from_value(value.clone())?;
    assert_eq!(serde_json::to_value(&read)?, *value);
    Ok(read)
}

#[test]
fn booleans() -> Outcome {
    assert!(matches!(read(&json!({"ok": false, "error": "no"}))?, Slack::OkFalse(no) if no.error.as_deref() == Some("no")));
    assert!(matches!(read(&json!({"ok": true, "error": "x"}))?, Slack::OkTrue(_)));
    assert!(matches!(read(&json!({"ok": "true"}))?, Slack::Unknown(_)));
    assert!(matches!(read(&json!({"on": false}))?, Flag::Off(_)));
    Ok(())
}

#[test]
fn integers() -> Outcome {
    assert!(matches!(read(&json!({"v": 2, "a": "x"}))?, Version::Second(_)));
    assert!(matches!(serde_json::from_value(json!({"v": 2.0, "a": "x"}))?, Version::Second(_)));
    assert!(matches!(read(&json!({"v": 3, "a": "x"}))?, Version::Unknown(_)));
    assert!(matches!(read(&json!({"v": -1, "a": "x"}))?, Version::Negative(_)));
    Ok(())
}

#[test]
fn null() -> Outcome {
    assert!(matches!(read(&json!({"item": null}))?, Hole::Gap(_)));
    assert!(matches!(read(&json!({"item": "x"}))?, Hole::Full(full) if full.item == "x"));
    Ok(())
}

#[test]
fn what_is_made_has_its_tag() -> Outcome {
    assert_eq!(serde_json::to_value(First::new("x"))?, json!({"v": 1, "a": "x"}));
    Ok(())
}

#[test]
fn a_tag_that_is_not_required_is_written_by_the_union() -> Outcome {
    let cat = Pet::from(Cat::new().lives(1));
    assert_eq!(serde_json::to_string(&cat)?, r#"{"lives":1,"pet_type":"cat"}"#);
    assert!(matches!(read(&json!({"pet_type": "dog", "name": "n"}))?, Pet::Dog(_)));
    // Alone, the schema does not ask for it.
    assert_eq!(serde_json::to_string(&Dog::new())?, "{}");
    Ok(())
}

#[test]
fn of_several_keys_for_a_schema_the_first_is_sent() -> Outcome {
    assert_eq!(serde_json::to_string(&TwoKeys::from(Uno::new().a("x")))?, r#"{"a":"x","kind":"one"}"#);
    assert!(matches!(read(&json!({"kind": "one", "a": "x"}))?, TwoKeys::Uno(_)));
    Ok(())
}

#[test]
fn keys_of_a_mapping_have_the_type_of_the_property() -> Outcome {
    assert!(matches!(read(&json!({"t": 1, "x": "a"}))?, Numbered::N1(_)));
    assert!(matches!(read(&json!({"t": 2, "x": "a"}))?, Numbered::N2(_)));
    assert!(matches!(read(&json!({"t": "1"}))?, Numbered::Unknown(_)));
    assert_eq!(serde_json::to_string(&Numbered::from(N1::new(1.0)))?, r#"{"t":1}"#);
    Ok(())
}

#[test]
fn a_tag_is_looked_at_even_if_one_alternative_is_listed() -> Outcome {
    assert!(matches!(read(&json!({"kind": "bolt", "length": 3}))?, Part::Bolt(_)));
    assert!(matches!(read(&json!({"kind": "nut", "size": 3}))?, Part::Nut(_)));
    assert!(matches!(read(&json!({"kind": "other"}))?, Part::Unknown(_)));
    assert!(matches!(read(&json!({"pet_type": "cat"}))?, Single::Unknown(_)));
    Ok(())
}

#[test]
fn a_mapping_against_the_schema_is_read_and_not_sent() -> Outcome {
    assert!(matches!(read(&json!({"type": "one"}))?, Against::C1(_)));
    assert!(matches!(read(&json!({"type": "One"}))?, Against::C1(_)));
    assert_eq!(serde_json::to_string(&Against::from(C1::new()))?, r#"{"type":"one"}"#);
    Ok(())
}

#[test]
fn the_mapping_of_the_parent_holds_where_the_schemas_are_used() -> Outcome {
    assert!(matches!(read(&json!({"petType": "kitty", "lives": 9}))?, Used::Kitty(_)));
    assert!(matches!(read(&json!({"petType": "doggo"}))?, Animal::Doggo(_)));
    assert_eq!(serde_json::to_string(&Used::from(Kit::new().lives(9)))?, r#"{"petType":"kitty","lives":9}"#);
    Ok(())
}

#[test]
fn a_tag_in_a_component_of_its_own_is_a_constant() -> Outcome {
    assert_eq!(serde_json::to_string(&Car::new(4))?, r#"{"type":"car","doors":4}"#);
    Ok(())
}

#[tokio::test]
async fn constants_of_a_body_are_sent() -> Outcome {
    let server = Server::answering(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 11\r\nconnection: close\r\n\r\n{\"on\":true}")?;
    let client = Client::builder().base_url(&server.url).build()?;
    let flag = client.members().create("x").await?;
    assert!(matches!(flag, Flag::On(_)));
    assert_eq!(
        server.request()?,
        "POST /members HTTP/1.1\napplication/json\n{\"version\":3,\"strict\":true,\"name\":\"x\"}"
    );
    Ok(())
}
