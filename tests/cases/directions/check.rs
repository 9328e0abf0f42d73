//! Properties that are read-only or write-only, values that are null, and events that are strings.

mod server;

use directions::Client;
use directions::types::{Bug, Owner, Ticket};
use serde_json::json;
use server::{Outcome, Server};

const DONE: &[u8] = b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n";
const NULL: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 4\r\nconnection: close\r\n\r\nnull";

#[test]
fn what_is_only_sent_need_not_come() -> Outcome {
    let bug: Bug = serde_json::from_value(json!({"id": 1, "created_at": null, "name": "n", "parts": [{"uid": 2, "stamp": "s", "label": "l"}]}))?;
    assert_eq!((bug.id, bug.password.as_deref()), (Some(1), None));
    assert_eq!(bug.parts.first().and_then(|part| part.uid), Some(2));
    Ok(())
}

#[test]
fn what_has_come_is_kept() -> Outcome {
    let value = json!({"uid": 2, "stamp": "s", "label": "l"});
    let owner: Owner = serde_json::from_value(value.clone())?;
    assert_eq!(serde_json::to_value(owner)?, value);
    Ok(())
}

#[tokio::test]
async fn what_is_only_received_is_not_sent_at_any_depth() -> Outcome {
    let server = Server::answering(DONE)?;
    let client = Client::builder().base_url(&server.url).build()?;
    let owner: Owner = serde_json::from_value(json!({"uid": 2, "stamp": "s", "label": "l"}))?;
    let bug = Bug::new("n", [owner.clone()]).password("p").owner(owner);
    client.bugs().update([bug]).await?;
    assert_eq!(
        server.request()?,
        "PUT /bugs HTTP/1.1\napplication/json\n[{\"name\":\"n\",\"password\":\"p\",\"owner\":{\"label\":\"l\"},\"parts\":[{\"label\":\"l\"}]}]"
    );
    Ok(())
}

#[tokio::test]
async fn it_is_not_asked_for() -> Outcome {
    let server = Server::answering(b"HTTP/1.1 201 Created\r\ncontent-length: 35\r\nconnection: close\r\n\r\n{\"id\": 1, \"name\": \"n\", \"parts\": []}")?;
    let client = Client::builder().base_url(&server.url).build()?;
    let bug = client.bugs().create("n", "p", [Owner::new("l")]).await?;
    assert_eq!((bug.id, bug.created_at.as_deref()), (Some(1), None));
    assert_eq!(
        server.request()?,
        "POST /bugs HTTP/1.1\napplication/json\n{\"name\":\"n\",\"password\":\"p\",\"parts\":[{\"label\":\"l\"}]}"
    );
    Ok(())
}

#[tokio::test]
async fn what_is_only_received_is_not_asked_for_in_a_whole_body() -> Outcome {
    let server = Server::answering(b"HTTP/1.1 201 Created\r\ncontent-length: 42\r\nconnection: close\r\n\r\n{\"id\": 1, \"created_at\": \"c\", \"title\": \"t\"}")?;
    let client = Client::builder().base_url(&server.url).build()?;
    let ticket = client.tickets().create_with(Ticket::new("t")).await?;
    assert_eq!((ticket.id, ticket.created_at.as_deref(), ticket.title.as_str()), (Some(1), Some("c"), "t"));
    assert_eq!(server.request()?, "POST /tickets HTTP/1.1\napplication/json\n{\"title\":\"t\"}");
    Ok(())
}

#[tokio::test]
async fn what_was_read_is_sent_again_with_its_nulls() -> Outcome {
    let server = Server::answering(b"HTTP/1.1 200 OK\r\ncontent-length: 27\r\nconnection: close\r\n\r\n{\"name\": \"n\", \"text\": null}")?;
    let client = Client::builder().base_url(&server.url).build()?;
    let note = client.notes().retrieve(1).await?;
    assert_eq!((note.text.as_ref(), note.color.as_ref()), (Some(&None), None));
    server.request()?;
    let server = Server::answering(b"HTTP/1.1 200 OK\r\ncontent-length: 13\r\nconnection: close\r\n\r\n{\"name\": \"n\"}")?;
    let client = Client::builder().base_url(&server.url).build()?;
    client.notes().update_with(1, note.color("red")).await?;
    assert_eq!(
        server.request()?,
        "PUT /notes/1 HTTP/1.1\napplication/json\n{\"name\":\"n\",\"text\":null,\"color\":\"red\"}"
    );
    Ok(())
}

#[tokio::test]
async fn a_body_that_is_null_is_none() -> Outcome {
    let server = Server::answering(NULL)?;
    let client = Client::builder().base_url(&server.url).build()?;
    assert!(client.owner().retrieve().await?.is_none());
    server.request()?;
    let server = Server::answering(NULL)?;
    let client = Client::builder().base_url(&server.url).build()?;
    let names: Option<Vec<String>> = client.names().list().await?;
    assert_eq!(names, None);
    server.request()?;
    Ok(())
}

#[tokio::test]
async fn null_can_be_sent() -> Outcome {
    let server = Server::answering(DONE)?;
    let client = Client::builder().base_url(&server.url).build()?;
    client.chosen().update_with(None).await?;
    assert_eq!(server.request()?, "PUT /chosen HTTP/1.1\napplication/json\nnull");
    Ok(())
}

#[tokio::test]
async fn events_may_be_texts() -> Outcome {
    let server = Server::answering(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\ndata: a \"word\"\n\ndata: two\ndata: lines\n\n")?;
    let client = Client::builder().base_url(&server.url).build()?;
    let mut words = client.words().list().await?;
    let mut found = Vec::new();
    while let Some(word) = words.next().await {
        found.push(word?);
    }
    assert_eq!(found, ["a \"word\"", "two\nlines"]);
    server.request()?;
    Ok(())
}
