//! Discriminating properties of unions, with values of every scalar type.

mod server;

use serde_json::{Value, json};
use server::{Outcome, Server};
use tags::Client;
use tags::types::{First, Flag, Hole, Outcome as Slack, Version};

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
