//! Streams of events and lines that are odd, broken, or no streams at all.

use std::sync::Arc;
use std::time::Duration;

use tests_exchange::File;

use crate::Outcome;
use crate::exchange::{client, failure, settings};
use crate::server::{Act, Server, Step, raw_answer};

/// A response with this media type and body, after which the connection closes.
fn answer(media: &str, body: &str) -> Step {
    let head = format!("HTTP/1.1 200 OK\r\ncontent-type: {media}\r\nx-request-id: req_1\r\n\r\n");
    Step::Write((head + body).into_bytes())
}

/// Each item of a stream: its text or its error.
macro_rules! items {
    ($stream:expr, $item:ident => $text:expr) => {{
        let mut stream = $stream;
        let mut items: Vec<Result<String, String>> = Vec::new();
        while let Some(item) = stream.next().await {
            items.push(item.map(|$item| $text).map_err(|error| error.to_string()));
        }
        items
    }};
}

/// The items of a stream of notes.
async fn notes(body: &str) -> Result<Vec<Result<String, String>>, Box<dyn std::error::Error>> {
    let server = Server::start([answer("text/event-stream", body)]).await?;
    let events = client(&server)?.events().list().await?;
    Ok(items!(events, note => note.text))
}

fn event(text: &str) -> String {
    format!("data: {{\"text\":\"{text}\"}}\n\n")
}

#[expect(clippy::unnecessary_wraps, reason = "an item may be an error")]
fn text(text: &str) -> Result<String, String> {
    Ok(text.to_owned())
}

fn error(text: &str) -> Result<String, String> {
    Err(text.to_owned())
}

#[tokio::test]
async fn a_document_in_place_of_events_is_an_error_with_its_words() -> Outcome {
    for (media, body, is_status, message) in [
        (
            "application/json",
            r#"{"error":{"message":"No credit.","code":"quota"}}"#,
            true,
            "200 OK: No credit. (code: quota, request id: req_1)",
        ),
        (
            "application/problem+json; charset=utf-8",
            r#"{"title":"Gone"}"#,
            false,
            "200 OK: the response is not an event stream: Gone \
             (content type: application/problem+json; charset=utf-8, request id: req_1, body: {\"title\":\"Gone\"})",
        ),
        (
            "application/json",
            r#"{"text":"whole"}"#,
            false,
            "200 OK: the response is not an event stream \
             (content type: application/json, request id: req_1, body: {\"text\":\"whole\"})",
        ),
        (
            "text/html",
            "<!doctype html><html><head><title>Sign\n in</title>",
            false,
            "200 OK: the response is not an event stream: Sign in \
             (content type: text/html, request id: req_1, body: <!doctype html><html><head><title>Sign  in</title>)",
        ),
    ] {
        let server = Server::start([answer(media, body), answer(media, body)]).await?;
        let client = client(&server)?;
        let first = failure(client.events().list().await)?;
        assert_eq!(first.to_string(), message);
        assert_eq!(
            (first.is_status(), first.is_decode()),
            (is_status, !is_status)
        );
        let second = failure(client.answers().create("hi").stream().await)?;
        assert_eq!(second.to_string(), message);
    }
    Ok(())
}

#[tokio::test]
async fn a_body_without_a_line_of_an_event_stream_is_an_error_with_its_words() -> Outcome {
    let pretty = "{\n  \"error\": {\n    \"message\": \"No credit.\"\n  }\n}\n";
    for (body, message) in [
        (pretty, "200 OK: No credit. (request id: req_1)"),
        (
            "upstream is down",
            "200 OK: the response is not an event stream \
             (content type: text/event-stream, request id: req_1, body: upstream is down)",
        ),
    ] {
        assert_eq!(notes(body).await?, [error(message)]);
    }
    // Unknown fields are ignored, and a stream may be empty.
    assert_eq!(notes("").await?, []);
    assert_eq!(notes(": hi\n\n").await?, []);
    assert_eq!(notes(&format!("x: 1\n{}", event("a"))).await?, [text("a")]);
    Ok(())
}

#[tokio::test]
async fn events_of_another_media_type_are_read() -> Outcome {
    for media in [
        "text/plain",
        "application/octet-stream",
        "Text/Event-Stream;charset=UTF-8",
    ] {
        let server = Server::start([answer(media, &event("a"))]).await?;
        let events = client(&server)?.events().list().await?;
        assert_eq!(items!(events, note => note.text), [text("a")]);
    }
    let bare = raw_answer(200, &[], event("a").as_bytes());
    let server = Server::start([bare]).await?;
    let events = client(&server)?.events().list().await?;
    assert_eq!(items!(events, note => note.text), [text("a")]);
    Ok(())
}

#[tokio::test]
async fn an_error_in_an_event_is_an_error_whatever_the_type_accepts() -> Outcome {
    let told = r#"data: {"error":{"message":"Overloaded.","code":"busy"},"text":"x"}"#;
    let plain = "event: error\ndata: overloaded";
    let object = r#"{"error":"Overloaded."}"#;
    let body = format!(
        "{told}\n\n{plain}\n\nevent: error\ndata: {{\"message\":\"m\"}}\n\ndata: {object}\n\ndata: {{\"error\":null,\"text\":\"a\"}}\n\ndata: {{\"error\":{{}},\"text\":\"b\"}}\n\n"
    );
    let id = "request id: req_1)";
    let errors = [
        error(&format!("200 OK: Overloaded. (code: busy, {id}")),
        error(&format!("200 OK: overloaded ({id}")),
        error(&format!("200 OK: m ({id}")),
        error(&format!("200 OK: Overloaded. ({id}")),
    ];
    let typed = [errors.as_slice(), &[text("a"), text("b")]].concat();
    assert_eq!(notes(&body).await?, typed);

    let server = Server::start([answer("text/event-stream", &body)]).await?;
    let events = client(&server)?.anything().retrieve().await?;
    let all = items!(events, value => value.get("text").and_then(|text| text.as_str()).unwrap_or_default().to_owned());
    assert_eq!(all, typed);
    Ok(())
}

#[tokio::test]
async fn an_event_whose_type_is_error_is_data_where_its_type_is_documented() -> Outcome {
    let body = "event: error\ndata: {\"type\":\"error\",\"text\":\"a\"}\n\nevent: error\ndata: {\"type\":\"error\",\"message\":\"m\"}\n\n";
    let all = notes(body).await?;
    assert_eq!(all, [text("a"), error("200 OK: m (request id: req_1)")]);
    Ok(())
}

#[tokio::test]
async fn pings_and_empty_data_are_skipped() -> Outcome {
    let body = format!(
        "data:\n\ndata\n\ndata: \n\nevent: ping\ndata: {{\"type\":\"ping\"}}\n\nevent: ping\ndata: now\n\nevent: ping\n\n:\n\n{}event: ping\ndata: {{\"text\":\"b\"}}\n\n",
        event("a")
    );
    assert_eq!(notes(&body).await?, [text("a"), text("b")]);
    let server = Server::start([answer(
        "text/event-stream",
        "data:\n\ndata: a\n\ndata: \ndata:\n\n",
    )])
    .await?;
    let texts = client(&server)?.texts().list().await?;
    assert_eq!(items!(texts, text => text), [text("a"), text("\n")]);
    Ok(())
}

#[tokio::test]
async fn done_with_blanks_ends_the_stream() -> Outcome {
    for done in [
        "data: [DONE]\n\n",
        "data:  [DONE] \n\n",
        "data:[DONE]\r\n\r\n",
        "data: [DONE] ",
    ] {
        let body = event("a") + done;
        assert_eq!(notes(&body).await?, [text("a")], "{done:?}");
    }
    let after = event("a") + "data: [DONE]\n\n" + &event("b");
    assert_eq!(notes(&after).await?, [text("a")]);
    Ok(())
}

#[tokio::test]
async fn an_event_that_does_not_fit_is_one_error() -> Outcome {
    let wrong = "data: {\"text\":{}}\n\n";
    let body = event("a") + wrong + &event("b") + "data: {\"te\n\n" + &event("c");
    let of = "content type: text/event-stream, request id: req_1, body:";
    let kind =
        format!("200 OK: expected a string, found an object at $.text ({of} {{\"text\":{{}}}})");
    let cut = format!(
        "200 OK: invalid JSON at $: EOF while parsing a string at line 1 column 4 ({of} {{\"te)"
    );
    let expected = [text("a"), error(&kind), text("b"), error(&cut), text("c")];
    assert_eq!(notes(&body).await?, expected);
    Ok(())
}

#[tokio::test]
async fn a_line_that_does_not_fit_is_one_error() -> Outcome {
    let body =
        "{\"text\":\"a\"}\n{\"text\":{}}\n{\"error\":\"Out of memory.\"}\n{\"text\":\"b\"}\n";
    let server = Server::start([answer("application/x-ndjson", body)]).await?;
    let lines = client(&server)?.lines().list().await?;
    let kind = "200 OK: expected a string, found an object at $.text \
         (content type: application/x-ndjson, request id: req_1, body: {\"text\":{}})";
    let reported = "200 OK: Out of memory. (request id: req_1)";
    let expected = [text("a"), error(kind), error(reported), text("b")];
    assert_eq!(items!(lines, note => note.text), expected);
    Ok(())
}

#[tokio::test]
async fn a_last_event_without_its_empty_line_counts_if_it_is_whole() -> Outcome {
    let cut = "the connection was closed in the middle of an event";
    for (end, item) in [
        ("data: {\"text\":\"b\"}\n", text("b")),
        ("data: {\"text\":\"b\"}", text("b")),
        ("data: {\"text\":\ndata: \"b\"}", text("b")),
        ("data: {\"text\":\"b\"", error(cut)),
        ("data: {\"text\"\n", error(cut)),
        ("data: 12", error(cut)),
        (
            "event: error\ndata: overloaded\n",
            error("200 OK: overloaded (request id: req_1)"),
        ),
        (
            "event: error\ndata: overl",
            error("200 OK: overl (request id: req_1)"),
        ),
    ] {
        assert_eq!(
            notes(&(event("a") + end)).await?,
            [text("a"), item],
            "{end:?}"
        );
    }
    for (end, item) in [("data: b\n", text("b")), ("data: b", error(cut))] {
        let server = Server::start([answer("text/event-stream", end)]).await?;
        let texts = client(&server)?.texts().list().await?;
        assert_eq!(items!(texts, text => text), [item], "{end:?}");
    }
    Ok(())
}

#[tokio::test]
async fn the_size_of_an_event_or_a_line_is_bounded() -> Outcome {
    let long = "b".repeat(200);
    let message = "an item of the stream is larger than 100 bytes";
    let several = format!(
        "data: {{\"text\":\ndata: \"{}\"\ndata: }}\n\n",
        "b".repeat(80)
    )
    .repeat(2);
    let lines = format!("data: \"{}\"\n", "b".repeat(80)).repeat(2);
    let unended = format!("data: \"{long}");
    for body in [event(&long), lines, unended] {
        let step = answer("text/event-stream", &(event("a") + &body + &event("c")));
        let server = Server::start([step]).await?;
        let events = settings(&server).max_response_size(100).build()?.events();
        let mut stream = events.list().await?;
        stream.next().await.ok_or("no event")??;
        let error = failure(stream.next().await.ok_or("no error")?)?;
        assert!(error.is_too_large());
        assert_eq!(error.to_string(), message);
        assert!(stream.next().await.is_none());
    }
    // The bound is that of each event, not of the stream.
    let server = Server::start([answer("text/event-stream", &several)]).await?;
    let events = settings(&server).max_response_size(110).build()?.events();
    assert_eq!(items!(events.list().await?, note => note.text).len(), 2);

    let body = format!("{{\"text\":\"a\"}}\n{{\"text\":\"{long}\"}}\n");
    let server = Server::start([answer("application/x-ndjson", &body)]).await?;
    let lines = settings(&server).max_response_size(100).build()?.lines();
    assert_eq!(
        items!(lines.list().await?, note => note.text),
        [text("a"), error(message)]
    );
    Ok(())
}

#[tokio::test]
async fn a_stream_of_a_multipart_operation_is_asked_for() -> Outcome {
    let server = Server::start([answer("text/event-stream", &event("a"))]).await?;
    let picture = File::new("a.png", b"PNG".to_vec());
    let request = client(&server)?.edits().create([picture]).prompt("hat");
    assert_eq!(
        items!(request.stream().await?, note => note.text),
        [text("a")]
    );
    let requests = server.requests();
    let request = requests.first().ok_or("no request")?;
    let body = String::from_utf8_lossy(&request.body);
    assert!(
        body.contains("Content-Disposition: form-data; name=\"stream\"\r\n\r\ntrue\r\n"),
        "{body}"
    );
    assert_eq!(server.header("accept"), ["text/event-stream"]);
    Ok(())
}

#[tokio::test]
async fn a_stream_that_ends_before_its_body_leaves_the_connection_in_use() -> Outcome {
    let head =
        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";
    let body = "data: {\"text\":\"a\"}\n\ndata: [DONE]\n\n";
    let chunk = format!("{head}{:x}\r\n{body}\r\n", body.len());
    let mut used = Vec::new();
    // The HTTP client may close an idle connection by itself.
    while used.len() < 5 && !used.contains(&(2, 1)) {
        let chunk = chunk.clone();
        let server = Server::by(move |_| {
            let pause = Act::Pause(Duration::from_millis(20));
            Step::Acts(vec![
                Act::Send(chunk.clone().into()),
                pause,
                Act::Send("0\r\n\r\n".into()),
            ])
        })
        .await?;
        let client = client(&server)?;
        for _ in 0..2 {
            assert_eq!(
                items!(client.events().list().await?, note => note.text),
                [text("a")]
            );
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        used.push((server.requests().len(), server.connections()));
    }
    assert!(used.contains(&(2, 1)), "{used:?}");
    Ok(())
}

/// Runs a future on this thread, without a runtime.
fn block_on<T>(future: impl Future<Output = T>) -> T {
    struct Unpark(std::thread::Thread);
    impl std::task::Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Arc::new(Unpark(std::thread::current())).into();
    let mut context = std::task::Context::from_waker(&waker);
    let mut future = std::pin::pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            std::task::Poll::Ready(value) => return value,
            std::task::Poll::Pending => std::thread::park(),
        }
    }
}

#[test]
fn a_stream_can_be_read_outside_of_its_runtime() -> Outcome {
    let runtime = tokio::runtime::Runtime::new()?;
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n";
    let pause = || Act::Pause(Duration::from_millis(50));
    let start = || {
        let event = event("a");
        vec![
            Act::Send(head.into()),
            pause(),
            Act::Send(event.into()),
            pause(),
        ]
    };
    let steps = ["data: [DONE]\n\n".to_owned(), event("b")].map(|end| {
        let acts = start().into_iter();
        Step::Acts(acts.chain([Act::Send(end.into()), Act::Hang]).collect())
    });
    let server = runtime.block_on(Server::start(steps))?;
    let options = tests_exchange::RequestOptions::new().idle_timeout(Duration::from_millis(300));
    let client = client(&server)?;
    let events = runtime.block_on(client.events().list().into_future())?;
    let items = block_on(async { items!(events, note => note.text) });
    assert_eq!(items, [text("a")]);
    let events = runtime.block_on(client.events().list().with(options).into_future())?;
    let items = block_on(async { items!(events, note => note.text) });
    assert_eq!(
        items,
        [text("a"), text("b"), error("timed out after 300ms")]
    );
    Ok(())
}
