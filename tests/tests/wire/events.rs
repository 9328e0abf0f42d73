//! The fields of server-sent events (WHATWG HTML, section 9.2.6), and streams that are cut or dropped.

use std::time::Duration;

use tests_exchange::EventStream;
use tests_exchange::types::Note;

use crate::Outcome;
use crate::exchange::client;
use crate::server::{Act, Server, Step, answer, ok};

const HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n";

/// A stream whose body arrives in these pieces, after which the connection closes.
async fn stream(
    pieces: &[&[u8]],
) -> Result<(Server, EventStream<Note>), Box<dyn std::error::Error>> {
    let mut acts = vec![Act::Send(HEAD.into())];
    for piece in pieces {
        acts.push(Act::Pause(Duration::from_millis(10)));
        acts.push(Act::Send(piece.to_vec()));
    }
    acts.push(Act::Close);
    let server = Server::start([Step::Acts(acts)]).await?;
    let events = client(&server)?.events().list().await?;
    Ok((server, events))
}

/// Each event as `type/id/text`, and each error.
async fn told(pieces: &[&[u8]]) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let (_server, mut events) = stream(pieces).await?;
    let mut told = Vec::new();
    while let Some(event) = events.next().await {
        let (name, id) = (events.event(), events.last_event_id().unwrap_or("-"));
        told.push(match event {
            Ok(note) => format!("{name}/{id}/{}", note.text),
            Err(error) => error.to_string(),
        });
    }
    Ok(told)
}

#[tokio::test]
async fn the_last_id_is_that_of_the_last_event_that_was_delivered() -> Outcome {
    let first = b"id: 1\ndata: {\"text\":\"a\"}\n\n";
    for (rest, items) in [
        // A client that reconnects with the ID of the event that was cut off would never receive that event.
        (&b"id: 2\ndata: {\"te"[..], 2),
        (b"id: 2\ndata: {\"text\":", 2),
        (b"id: 2\n", 1),
    ] {
        let (_server, mut events) = stream(&[first, rest]).await?;
        let mut count = 0;
        while events.next().await.is_some() {
            count += 1;
        }
        assert_eq!(
            (count, events.last_event_id()),
            (items, Some("1")),
            "{rest:?}"
        );
    }
    // An ID without data, and one of an event that is whole.
    let (_server, mut events) = stream(&[first, b"id: 2\n\n: end\n"]).await?;
    while events.next().await.is_some() {}
    assert_eq!(events.last_event_id(), Some("2"));
    let (_server, mut events) = stream(&[first, b"id: 3\ndata: {\"text\":\"b\"}"]).await?;
    while events.next().await.is_some() {}
    assert_eq!(events.last_event_id(), Some("3"));
    Ok(())
}

#[tokio::test]
async fn an_id_counts_until_the_next_one() -> Outcome {
    let huge = "9".repeat(100_000);
    let body = format!(
        "data: {{\"text\":\"a\"}}\n\nid: {huge}\ndata: {{\"text\":\"b\"}}\n\ndata: {{\"text\":\"c\"}}\n\n\
         id: x\0y\ndata: {{\"text\":\"d\"}}\n\nid:  é \ndata: {{\"text\":\"e\"}}\n\nid\ndata: {{\"text\":\"f\"}}\n\n"
    );
    let expected = [
        "message/-/a".to_owned(),
        format!("message/{huge}/b"),
        format!("message/{huge}/c"),
        format!("message/{huge}/d"),
        "message/ é /e".to_owned(),
        "message/-/f".to_owned(),
    ];
    assert_eq!(told(&[body.as_bytes()]).await?, expected);
    Ok(())
}

#[tokio::test]
async fn fields_are_read_as_the_standard_has_it() -> Outcome {
    let body = "event:  a b \ndata:{\"text\":\ndata\ndata:  \"1\"}\n\n\
         event: x\nevent: y\ndata: {\"text\":\"2\"}\n\n\
         event: lost\n\n: a comment: with a colon\n:\ndata: {\"text\":\"3\"}\n\n\
         \x20data: {\"text\":\"no\"}\ndata : {\"text\":\"no\"}\nDATA: {\"text\":\"no\"}\ndata: {\"text\":\"4\"}\n\n";
    let expected = [" a b /-/1", "y/-/2", "message/-/3", "message/-/4"];
    assert_eq!(told(&[body.as_bytes()]).await?, expected);
    Ok(())
}

#[tokio::test]
async fn the_delay_before_reconnecting_is_a_number_of_milliseconds() -> Outcome {
    let body = b"retry: 10\ndata: {\"text\":\"a\"}\n\nretry: soon\nretry: -1\nretry:\nretry: 1.5\n\
        retry: 99999999999999999999999\ndata: {\"text\":\"b\"}\n\nretry: 0\ndata: {\"text\":\"c\"}\n\n";
    let (_server, mut events) = stream(&[body]).await?;
    let mut found = Vec::new();
    while let Some(event) = events.next().await {
        event?;
        found.push(events.retry().map(|retry| retry.as_millis()));
    }
    assert_eq!(found, [Some(10), Some(10), Some(0)]);
    Ok(())
}

#[tokio::test]
async fn line_ends_and_characters_may_be_split() -> Outcome {
    let pieces: [&[u8]; 7] = [
        b"\xEF\xBB",
        b"\xBFdata: {\"text\":\"\xC3",
        b"\xA9\xF0\x9F",
        b"\x98\x80\"}\r",
        b"\n\r",
        b"\ndata: {\"text\":\"b\"}\r\r",
        b"\ndata: {\"text\":\"c\"}\n\r\n",
    ];
    assert_eq!(
        told(&pieces).await?,
        ["message/-/é😀", "message/-/b", "message/-/c"]
    );
    // One mark of byte order is at the start, and only one.
    let marked = "\u{feff}data: {\"text\":\"a\"}";
    assert_eq!(told(&[marked.as_bytes()]).await?, ["message/-/a"]);
    let later = "data: {\"text\":\"a\"}\n\n\u{feff}data: {\"text\":\"b\"}\n\n";
    assert_eq!(told(&[later.as_bytes()]).await?, ["message/-/a"]);
    Ok(())
}

#[tokio::test]
async fn an_event_is_delivered_when_its_empty_line_arrives() -> Outcome {
    for end in ["\r\r", "\r\n\r", "\n\n"] {
        let body = format!("{HEAD}data: {{\"text\":\"a\"}}{end}");
        let server = Server::start([Step::send_and(body, Act::Hang)]).await?;
        let mut events = client(&server)?.events().list().await?;
        let next = tokio::time::timeout(Duration::from_secs(5), events.next());
        let event = next.await?.ok_or("no event")??;
        assert_eq!(event.text, "a", "{end:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_stream_that_is_dropped_closes_its_connection() -> Outcome {
    let event = format!("data: {{\"text\":\"{}\"}}\n\n", "a".repeat(1 << 10));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await?;
        let mut request = [0; 1024];
        tokio::io::AsyncReadExt::read(&mut stream, &mut request).await?;
        tokio::io::AsyncWriteExt::write_all(&mut stream, HEAD.as_bytes()).await?;
        // Until nobody reads any more.
        while tokio::io::AsyncWriteExt::write_all(&mut stream, event.as_bytes())
            .await
            .is_ok()
        {}
        Ok::<_, std::io::Error>(())
    });
    let client = tests_exchange::Client::builder()
        .token("t")
        .base_url(url)
        .build()?;
    let mut events = client.events().list().await?;
    for _ in 0..3 {
        events.next().await.ok_or("no event")??;
    }
    drop(events);
    tokio::time::timeout(Duration::from_secs(10), server).await???;
    Ok(())
}

#[tokio::test]
async fn a_stream_is_asked_for_again_only_before_it_begins() -> Outcome {
    let busy = answer(
        429,
        &[("retry-after-ms", "1")],
        r#"{"error":{"message":"slow down"}}"#,
    );
    let body = format!("{HEAD}data: {{\"text\":\"a\"}}\n\n");
    let cut = Step::send_and(body, Act::Reset);
    let server = Server::start([busy, Step::Close, cut, ok("{}")]).await?;
    let request = client(&server)?.answers().create("hi").max_retries(2);
    let mut events = request.stream().await?;
    let mut items = Vec::new();
    while let Some(event) = events.next().await {
        items.push(
            event
                .map(|note| note.text)
                .map_err(|error| error.to_string()),
        );
    }
    let lost = "the connection was lost: Connection reset by peer (os error 104)";
    assert_eq!(items, [Ok("a".to_owned()), Err(lost.to_owned())]);
    assert_eq!(server.requests().len(), 3);
    let bodies: Vec<_> = server.requests().into_iter().map(|one| one.body).collect();
    assert_eq!(bodies, [br#"{"prompt":"hi","stream":true}"#; 3]);
    let keys = server.header("idempotency-key");
    let [first, second, third] = keys.as_slice() else {
        return Err(format!("{keys:?}").into());
    };
    assert!(first == second && second == third && first.len() == 36);
    Ok(())
}
