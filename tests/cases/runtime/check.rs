//! One use of each capability of the runtime, over a socket. It behaves the same whether the
//! runtime is copied into the crate or is a dependency.

mod server;

use runtime::types::WebhookEvent;
use runtime::types::thing::Color;
use runtime::{Client, Error, File, HeaderMap, Mock, StatusCode, Webhooks, resources, types};
use server::{Outcome, Server};

macro_rules! answer {
    ($media:literal, $body:literal) => {
        concat!(
            "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: ",
            $media,
            "\r\n\r\n",
            $body
        )
        .as_bytes()
    };
}

const THING: &[u8] = answer!(
    "application/json",
    r#"{"id":"a","color":"green","shape":3}"#
);

fn client(server: &Server) -> Result<Client, Error> {
    let builder = Client::builder().base_url(&server.url).max_retries(0);
    builder.basic("user:password").build()
}

#[tokio::test]
async fn a_value_is_read_with_a_credential() -> Outcome {
    let server = Server::answering(THING)?;
    let response = client(&server)?
        .things()
        .retrieve("a/b")
        .header("x-trace", "1")
        .send()
        .await?;
    assert_eq!(response.status(), StatusCode::OK);
    let thing = response.into_inner();
    assert_eq!(thing.id, "a");
    assert!(matches!(thing.color, Color::Unknown(_)));
    assert_eq!(
        serde_json::to_string(&thing)?,
        r#"{"id":"a","color":"green","shape":3}"#
    );
    let sent = server.whole_request()?;
    assert!(sent.starts_with("GET /things/a%2Fb HTTP/1.1\r\n"), "{sent}");
    assert!(sent.contains("\r\nauthorization: Basic dXNlcjpwYXNzd29yZA==\r\n"));
    assert!(sent.contains("\r\nx-trace: 1\r\n"));
    assert!(sent.contains("\r\nuser-agent: runtime/1.0.0\r\n"), "{sent}");
    Ok(())
}

#[tokio::test]
async fn a_body_is_sent() -> Outcome {
    let server = Server::answering(THING)?;
    client(&server)?.things().create("x").size(3).await?;
    let expected = "POST /things HTTP/1.1\napplication/json\n{\"name\":\"x\",\"size\":3}";
    assert_eq!(server.request()?, expected);
    Ok(())
}

#[tokio::test]
async fn a_file_is_sent() -> Outcome {
    let server =
        Server::answering(b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n")?;
    client(&server)?
        .files()
        .create(File::new("a.txt", "text"))
        .await?;
    let sent = server.request()?;
    assert!(sent.contains("name=\"file\"; filename=\"a.txt\""), "{sent}");
    assert!(sent.ends_with("\r\n\r\ntext\r\n--B--\r\n"), "{sent}");
    Ok(())
}

#[tokio::test]
async fn pages_are_walked() -> Outcome {
    let server = Server::answering(answer!(
        "application/json",
        r#"{"has_more":false,"data":[{"id":"a","color":"red","shape":"s"}]}"#
    ))?;
    let mut things = client(&server)?.things().list().stream();
    let first = things.next().await.ok_or("an item")??;
    assert_eq!(first.id, "a");
    assert!(things.next().await.is_none());
    Ok(())
}

#[tokio::test]
async fn events_and_bytes_are_streams() -> Outcome {
    let server = Server::answering(answer!(
        "text/event-stream",
        "data: {\"id\":\"a\",\"color\":\"red\",\"shape\":\"s\"}\n\n"
    ))?;
    let mut events = client(&server)?.events().list().await?;
    assert_eq!(events.next().await.ok_or("an event")??.id, "a");
    let server = Server::answering(answer!("application/pdf", "%PDF"))?;
    let mut bytes = client(&server)?.content().retrieve().stream().await?;
    assert_eq!(bytes.next().await.ok_or("a piece")??, "%PDF".as_bytes());
    Ok(())
}

#[test]
fn a_call_is_waited_for_also_in_a_hook_of_another_one() -> Outcome {
    let server = Server::answering(THING)?;
    let inner = Server::answering(THING)?;
    let other = client(&inner)?;
    let (sender, receiver) = std::sync::mpsc::channel();
    let builder = Client::builder().base_url(&server.url).basic("u:p");
    let builder = builder.on_attempt(move |_| {
        let id = other.things().retrieve("b").wait().map(|thing| thing.id);
        let _ = sender.send(id);
    });
    let thing = builder.build()?.things().retrieve("a").wait()?;
    assert_eq!(thing.id, "a");
    assert_eq!(receiver.recv()??, "a");
    Ok(())
}

#[tokio::test]
async fn a_mock_stands_in() -> Outcome {
    let thing: types::Thing = serde_json::from_str(r#"{"id":"m","color":"red","shape":1}"#)?;
    let mock = Mock::new();
    mock.reply::<resources::things::Retrieve>(&thing);
    let client = Client::builder().token("t").transport(mock).build()?;
    assert_eq!(client.things().retrieve("m").await?, thing);
    Ok(())
}

#[test]
fn webhooks_are_verified() -> Outcome {
    let webhooks = Webhooks::new("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX")?;
    let error = webhooks.event(&HeaderMap::new(), "{}").err();
    let error = error.ok_or("it is refused")?;
    assert!(error.is_webhook());
    assert_eq!(error.to_string(), "the webhook header webhook-id is missing");
    let event: WebhookEvent = serde_json::from_str(r#"{"type":"made","id":"a"}"#)?;
    assert!(matches!(event, WebhookEvent::Made(made) if made.id == "a"));
    Ok(())
}
