//! Sequences of JSON values.

use std::time::{Duration, Instant};

use http_body::Frame;
use serde_json::Value;

use super::client::{ENDPOINT, builder};
use crate::runtime::{Lines, Request};

/// A body that arrives in pieces.
pub(super) struct Drip(pub(super) Vec<&'static [u8]>);

impl http_body::Body for Drip {
    type Data = &'static [u8];
    type Error = std::convert::Infallible;

    fn poll_frame(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        std::task::Poll::Ready(self.get_mut().0.pop().map(|piece| Ok(Frame::data(piece))))
    }
}

/// The items of a body that arrives in pieces of this length.
async fn items(
    media: &'static str,
    body: &'static [u8],
    length: usize,
) -> Vec<Result<Value, String>> {
    let transport = move |_: reqwest::Request| -> reqwest::Response {
        let pieces = body.chunks(length).rev().collect();
        let response = http::Response::builder().header("content-type", media);
        let body = reqwest::Body::wrap(Drip(pieces));
        response.body(body).expect("a response").into()
    };
    let client = builder().transport(transport).build().expect("a client");
    let request = Request::<Lines<Value>>::new(&client.core, &ENDPOINT).path("id", "1");
    let mut found = Vec::new();
    let mut lines = match request.call().await {
        Ok(lines) => lines,
        Err(error) => return vec![Err(error.to_string())],
    };
    while let Some(item) = lines.next().await {
        found.push(item.map_err(|error| error.to_string()));
    }
    found
}

#[tokio::test]
async fn a_document_with_line_ends_is_one_item() {
    let error = b"{\n  \"error\": {\n    \"message\": \"No \\\"credit\\\" {.\"\n  }\n}\n";
    for media in ["application/json", "application/x-ndjson"] {
        for length in [1, 7, 1000] {
            let found = items(media, error, length).await;
            assert_eq!(found, [Err("200 OK: No \"credit\" {.".to_owned())]);
        }
    }
}

#[tokio::test]
async fn a_line_that_is_not_closed_ends_where_the_next_one_begins() {
    let body = b"{\"a\": [\n{\"a\": 1}\n{\"b\": \"\n{\n \"c\": 1 }\n\n[\n2]\n{";
    for length in [1, 3, 1000] {
        let found = items("application/x-ndjson", body, length).await;
        let found: Vec<_> = found.into_iter().map(Result::ok).collect();
        let some = |text| serde_json::from_str::<Value>(text).ok();
        let expected = [
            None,
            some(r#"{"a":1}"#),
            None,
            some(r#"{"c":1}"#),
            some("[2]"),
            None,
        ];
        assert_eq!(found, expected, "{length}");
    }
}

#[tokio::test]
async fn a_number_that_may_be_cut_off_is_an_error() {
    let cut = || Err("the response ended in the middle of a value".to_owned());
    let number = |number: i64| Ok(Value::from(number));
    let (sequence, lines) = ("application/json-seq", "application/x-ndjson");
    for (media, body, expected) in [
        (sequence, "\u{1e}12\u{1e}345\n", [cut(), number(345)]),
        (sequence, "\u{1e}12 \u{1e}345", [number(12), cut()]),
        (
            sequence,
            "\u{1e}true\u{1e}{}",
            [Ok(true.into()), Ok(serde_json::json!({}))],
        ),
        (lines, "12\n345", [number(12), cut()]),
        (lines, "12\n345\n", [number(12), number(345)]),
        (lines, "12\n\"a\"", [number(12), Ok("a".into())]),
    ] {
        let found = items(media, body.as_bytes(), 3).await;
        assert_eq!(found, expected, "{body:?}");
    }
    // The server has told the length.
    let transport = move |_: reqwest::Request| -> reqwest::Response {
        let response = http::Response::builder().header("content-type", lines);
        response.body("12\n345").expect("a response").into()
    };
    let client = builder().transport(transport).build().expect("a client");
    let request = Request::<Lines<i64>>::new(&client.core, &ENDPOINT).path("id", "1");
    let mut lines = request.call().await.expect("a response");
    for number in [12, 345] {
        let line = lines.next().await.expect("a line");
        assert_eq!(line.expect("a number"), number);
    }
}

#[tokio::test]
async fn a_page_is_not_a_sequence() {
    let found = items("text/html", b"<title>Sign in</title>\n<p>\n", 1000).await;
    let message = "200 OK: the response is not a sequence of JSON values: Sign in (content type: text/html, body: <title>Sign in</title> <p>)";
    assert_eq!(found, [Err(message.to_owned())]);
}

#[tokio::test]
async fn a_text_that_arrives_byte_by_byte_is_searched_once() {
    let text = format!("\u{1e}{{\"a\":[\n{}1]}}\n", "1,\n".repeat(100_000));
    let started = Instant::now();
    let found = items("application/json-seq", text.leak().as_bytes(), 1).await;
    assert!(found.iter().all(Result::is_ok) && found.len() == 1);
    let took = started.elapsed();
    assert!(took < Duration::from_secs(20), "{took:?}");
}
