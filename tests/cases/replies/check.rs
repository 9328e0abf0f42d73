//! The decoding of responses, as read from a socket.

mod server;

use replies::{Client, StatusCode, types};
use server::{Outcome, Server};

fn client(server: &Server) -> Result<Client, replies::Error> {
    Client::builder()
        .base_url(&server.url)
        .max_retries(0)
        .build()
}

macro_rules! answer {
    ($status:literal, $media:literal, $body:literal) => {
        concat!(
            "HTTP/1.1 ",
            $status,
            "\r\nconnection: close\r\ncontent-type: ",
            $media,
            "\r\n\r\n",
            $body
        )
        .as_bytes()
    };
}

/// Collects the ids of all items of a stream.
macro_rules! ids {
    ($stream:expr) => {{
        let mut stream = $stream;
        let mut ids = Vec::new();
        while let Some(item) = stream.next().await {
            ids.extend(item?.id);
        }
        ids
    }};
}

#[tokio::test]
async fn what_may_be_nothing_is_an_option() -> Outcome {
    let server = Server::answering(b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n")?;
    assert_eq!(client(&server)?.optional().retrieve().await?, None);
    let server = Server::answering(answer!("200 OK", "application/json", r#"{"id":"a"}"#))?;
    let thing = client(&server)?.optional().retrieve().await?;
    assert_eq!(thing.and_then(|thing| thing.id).as_deref(), Some("a"));
    Ok(())
}

#[tokio::test]
async fn one_answer_that_may_be_null_makes_an_option() -> Outcome {
    let null = answer!("200 OK", "application/json", "null");
    let server = Server::answering(null)?;
    assert_eq!(client(&server)?.any_null().retrieve().await?, None);
    let server = Server::answering(null)?;
    assert_eq!(client(&server)?.any_null().create().await?, None);
    let server = Server::answering(null)?;
    assert_eq!(client(&server)?.any_null().update().await?, None);
    let server = Server::answering(null)?;
    assert_eq!(client(&server)?.described_null().retrieve().await?, None);
    let server = Server::answering(answer!("202 Accepted", "application/json", "5"))?;
    assert_eq!(client(&server)?.any_null().update().await?, Some(5));
    Ok(())
}

#[tokio::test]
async fn text_and_bytes_come_as_they_are() -> Outcome {
    let server = Server::answering(answer!("200 OK", "text/plain", "a\n\u{e9}"))?;
    assert_eq!(client(&server)?.text().retrieve().await?, "a\n\u{e9}");
    let server = Server::answering(answer!("200 OK", "application/pdf", "%PDF"))?;
    assert_eq!(client(&server)?.bytes().retrieve().await?, "%PDF".as_bytes());
    Ok(())
}

#[tokio::test]
async fn events_come_one_by_one() -> Outcome {
    let server = Server::answering(answer!(
        "200 OK",
        "text/event-stream",
        ": hello\r\n\r\nevent: thing\ndata: {\"id\":\ndata: \"a\"}\n\ndata: {\"id\":\"b\"}\n\ndata: [DONE]\n\n"
    ))?;
    assert_eq!(ids!(client(&server)?.events().list().await?), ["a", "b"]);
    Ok(())
}

#[tokio::test]
async fn an_event_that_is_cut_is_an_error() -> Outcome {
    for (body, whole) in [
        (
            answer!(
                "200 OK",
                "text/event-stream",
                "data: {\"id\":\"a\"}\n\ndata: {\"id\""
            ),
            false,
        ),
        (
            answer!(
                "200 OK",
                "text/event-stream",
                "data: {\"id\":\"a\"}\n\ndata: {\n"
            ),
            false,
        ),
        (
            answer!(
                "200 OK",
                "text/event-stream",
                "data: {\"id\":\"a\"}\n\n: bye"
            ),
            true,
        ),
        (
            answer!(
                "200 OK",
                "text/event-stream",
                "data: {\"id\":\"a\"}\n\ndata: [DONE]"
            ),
            true,
        ),
    ] {
        let server = Server::answering(body)?;
        let mut events = client(&server)?.events().list().await?;
        let first = events.next().await.ok_or("no event")??;
        assert_eq!(first.id.as_deref(), Some("a"));
        let last = events
            .next()
            .await
            .map(|last| last.map_err(|error| error.to_string()));
        let cut = "the connection was closed in the middle of an event";
        assert_eq!(last, (!whole).then(|| Err(cut.to_owned())));
        assert!(events.next().await.is_none());
    }
    Ok(())
}

#[tokio::test]
async fn bytes_can_be_written_as_they_come() -> Outcome {
    let server = Server::answering(answer!("200 OK", "application/pdf", "%PDF-1.7"))?;
    let mut file = Vec::new();
    let stream = client(&server)?.bytes().retrieve().stream().await?;
    assert_eq!(stream.write_to(&mut file).await?, 8);
    assert_eq!(file, b"%PDF-1.7");
    Ok(())
}

#[test]
fn streams_can_be_waited_for() -> Outcome {
    let server = Server::answering(answer!(
        "200 OK",
        "text/event-stream",
        "data: {\"id\":\"a\"}\n\ndata: {\"id\":\"b\"}\n\n"
    ))?;
    let events = client(&server)?.events().list().wait()?.wait();
    let ids: Result<Vec<_>, _> = events.map(|event| event.map(|event| event.id)).collect();
    assert_eq!(ids?, [Some("a".to_owned()), Some("b".to_owned())]);
    Ok(())
}

#[tokio::test]
async fn each_kind_of_answer_can_be_mocked() -> Outcome {
    use replies::resources::{bytes_, empty, events, lines, optional, text};
    let thing: types::Thing = serde_json::from_str(r#"{"id":"a"}"#)?;
    let mock = replies::Mock::new();
    mock.reply::<empty::Delete>(&())
        .reply::<optional::Retrieve>(&None)
        .reply::<text::Retrieve>("plain")
        .reply::<bytes_::Retrieve>(&"%PDF".into())
        .reply::<events::List>(&[thing.clone(), thing.clone()])
        .reply::<lines::List>(&[thing]);
    let client = Client::builder().transport(mock.clone()).build()?;
    client.empty().delete().await?;
    assert_eq!(client.optional().retrieve().await?, None);
    assert_eq!(client.text().retrieve().await?, "plain");
    assert_eq!(client.bytes().retrieve().await?, "%PDF".as_bytes());
    assert_eq!(ids!(client.events().list().await?), ["a", "a"]);
    assert_eq!(ids!(client.lines().list().await?), ["a"]);
    assert_eq!(mock.requests().len(), 6);
    Ok(())
}

#[tokio::test]
async fn lines_come_one_by_one() -> Outcome {
    let server = Server::answering(answer!(
        "200 OK",
        "application/x-ndjson",
        "{\"id\":\"a\"}\r\n\n{\"id\":\"b\"}"
    ))?;
    assert_eq!(ids!(client(&server)?.lines().list().await?), ["a", "b"]);
    Ok(())
}

#[tokio::test]
async fn a_stream_in_place_of_one_answer_is_asked_for() -> Outcome {
    let server = Server::answering(answer!(
        "200 OK",
        "text/event-stream",
        "data: {\"delta\":\"x\"}\n\n"
    ))?;
    let mut events = client(&server)?.either().create("hi").stream().await?;
    let event = events.next().await.ok_or("no event")??;
    assert_eq!(event.delta.as_deref(), Some("x"));
    let sent = "POST /either HTTP/1.1\napplication/json\n{\"prompt\":\"hi\",\"stream\":true}";
    assert_eq!(server.request()?, sent);
    Ok(())
}

#[tokio::test]
async fn the_body_of_an_error_has_a_type() -> Outcome {
    let server = Server::answering(answer!(
        "400 Bad Request",
        "application/problem+json",
        r#"{"title":"No."}"#
    ))?;
    let error = client(&server)?
        .errors()
        .list()
        .await
        .err()
        .ok_or("no error")?;
    assert_eq!(error.status(), Some(StatusCode::BAD_REQUEST));
    let problem: types::Problem = error.json().ok_or("no body")?;
    assert_eq!(problem.title.as_deref(), Some("No."));
    assert_eq!(error.json::<Vec<String>>(), None);
    Ok(())
}

#[tokio::test]
async fn the_status_code_decides_among_bodies_of_the_same_shape() -> Outcome {
    use replies::resources::by_status::create::Response;

    let mut found = Vec::new();
    let answers = [
        answer!("200 OK", "application/json", r#"{"id":"a"}"#),
        answer!("201 Created", "application/json", r#"{"id":"a"}"#),
        answer!("202 Accepted", "application/json", r#"{"id":"a"}"#),
        answer!("203 Non-Authoritative Information", "application/json", r#"{"id":"a"}"#),
        answer!("206 Partial Content", "application/json", r#"{"id":"a"}"#),
        answer!("204 No Content", "application/json", ""),
        // A body that is not the one of its status code is not an error.
        answer!("200 OK", "application/json", "7"),
    ];
    for answer in answers {
        let server = Server::answering(answer)?;
        let response = client(&server)?.by_status().create().await?;
        found.push(match response {
            Some(Response::Thing(thing)) => format!("thing {:?}", thing.id),
            Some(Response::Started(started)) => format!("started {:?}", started.id),
            Some(Response::Later(later)) => format!("later {:?}", later.id),
            Some(_) => "unknown".to_owned(),
            None => "nothing".to_owned(),
        });
    }
    assert_eq!(
        found,
        [
            "thing Some(\"a\")",
            "started Some(\"a\")",
            "later Some(\"a\")",
            "thing Some(\"a\")",
            "later Some(\"a\")",
            "nothing",
            "unknown",
        ]
    );
    Ok(())
}

#[cfg(feature = "mock")]
#[tokio::test]
async fn a_mock_sends_the_status_code_of_a_variant() -> Outcome {
    use replies::resources::by_status::create::Response;
    use replies::resources::by_status::Create;

    let mock = replies::Mock::new();
    let client = Client::builder().transport(mock.clone()).build()?;
    let body = r#"{"id":"a"}"#;
    let variants = [
        (Response::Thing(replies::json::from_str(body)?), 200),
        (Response::Started(replies::json::from_str(body)?), 201),
        (Response::Later(replies::json::from_str(body)?), 202),
    ];
    for (given, _) in &variants {
        mock.reply::<Create>(&Some(given.clone()));
    }
    for (given, status) in variants {
        let response = client.by_status().create().send().await?;
        assert_eq!((response.status().as_u16(), response.data()), (status, &Some(given)));
    }
    Ok(())
}
