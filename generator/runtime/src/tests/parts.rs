//! Multipart responses.

use bytes::Bytes;
use serde_json::Value;

use super::client::{Client, ENDPOINT, builder};
use super::lines::Drip;
use crate::runtime::{ByteParts, Request, StringParts, TypedParts};

const MIXED: &str = "multipart/mixed; charset=utf-8; Boundary=\"a b\"";

/// The client whose server sends a body in pieces of this length.
fn client(media: &'static str, body: &'static [u8], length: usize) -> Client {
    let transport = move |_: reqwest::Request| -> reqwest::Response {
        let pieces = body.chunks(length).rev().collect();
        let response = http::Response::builder().header("content-type", media);
        let body = reqwest::Body::wrap(Drip(pieces));
        response.body(body).expect("a response").into()
    };
    builder().transport(transport).build().expect("a client")
}

/// The media types and the contents of the parts.
async fn parts(body: &'static [u8], length: usize) -> Vec<Result<(String, Bytes), String>> {
    let client = client(MIXED, body, length);
    let request = Request::<ByteParts<Bytes>>::new(&client.core, &ENDPOINT).path("id", "1");
    let mut parts = request.call().await.expect("a response");
    let mut found = Vec::new();
    while let Some(part) = parts.next().await {
        let part = part.map(|part| {
            let media = part.headers.get("content-type");
            let media = media.and_then(|media| media.to_str().ok());
            (media.unwrap_or_default().to_owned(), part.data)
        });
        found.push(part.map_err(|error| error.to_string()));
    }
    found
}

#[tokio::test]
async fn parts_end_at_their_delimiters() {
    let body = b"preamble\r\n--a bc\r\n--a b \t\r\nContent-Type: image/png\r\nX-A: 1\r\n\r\n1\r\n--a bc\r\n\r\n--a b\r\n\r\n2\r\n\
        --a b\r\ncontent-type:text/plain\r\n\r\n\r\n--a b--\r\nepilogue\r\n--a b\r\n\r\n3";
    for length in [1, 2, 7, 1000] {
        let part = |media: &str, content: &'static str| Ok((media.to_owned(), content.into()));
        assert_eq!(
            parts(body, length).await,
            [
                part("image/png", "1\r\n--a bc\r\n"),
                part("", "2"),
                part("text/plain", ""),
            ],
            "{length}"
        );
    }
}

#[tokio::test]
async fn a_body_that_ends_early_is_an_error() {
    let cut_off = || Err("the response ended before the last part did".to_owned());
    for body in [&b"--a b\r\n\r\n1"[..], b"--a b\r\n\r\n1\r\n--a"] {
        assert_eq!(parts(body, 3).await, [cut_off()]);
    }
    let one = Ok((String::new(), "1".into()));
    let body = b"--a b\r\n\r\n1\r\n--a b\r\n";
    assert_eq!(parts(body, 3).await, [one, cut_off()]);
    assert_eq!(parts(b"", 1).await, []);
    assert_eq!(parts(b"--a b--", 1).await, []);
}

#[tokio::test]
async fn a_connection_that_is_lost_is_one_error() {
    let transport = |_: reqwest::Request| -> reqwest::Response {
        let broken = Broken(Some(b"--a b\r\n\r\n1\r\n--a b\r\n\r\n2"));
        let response = http::Response::builder().header("content-type", MIXED);
        let body = reqwest::Body::wrap(broken);
        response.body(body).expect("a response").into()
    };
    let client = builder().transport(transport).build().expect("a client");
    let request = Request::<ByteParts<Bytes>>::new(&client.core, &ENDPOINT).path("id", "1");
    let mut parts = request.call().await.expect("a response");
    let part = parts.next().await.expect("a part").expect("it is read");
    assert_eq!(part.data, "1");
    let error = parts.next().await.expect("an error");
    let error = error.expect_err("the rest is missing").to_string();
    assert_eq!(error, "the connection was lost: reset");
    assert!(parts.next().await.is_none());
}

/// A body that breaks off after its first piece.
struct Broken(Option<&'static [u8]>);

impl http_body::Body for Broken {
    type Data = &'static [u8];
    type Error = std::io::Error;

    fn poll_frame(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<Self::Data>, Self::Error>>> {
        let piece = self.get_mut().0.take().map(http_body::Frame::data);
        let piece = piece.ok_or_else(|| std::io::Error::other("reset"));
        std::task::Poll::Ready(Some(piece))
    }
}

#[tokio::test]
async fn a_part_that_does_not_fit_is_one_error() {
    let body = b"--a b\n\n{\n--a b\n\n[1]\n--a b--";
    let client = client(MIXED, body, 1000);
    let request = Request::<TypedParts<Value>>::new(&client.core, &ENDPOINT).path("id", "1");
    let mut parts = request.call().await.expect("a response");
    assert!(parts.next().await.is_some_and(|part| part.is_err()));
    let part = parts.next().await.expect("a part").expect("it is read");
    assert_eq!(part.data, serde_json::json!([1]));
    assert!(parts.next().await.is_none());
}

#[tokio::test]
async fn another_body_is_refused() {
    let client = client("application/json", b"{}", 10);
    let request = Request::<TypedParts<Value>>::new(&client.core, &ENDPOINT).path("id", "1");
    let error = request.call().await.expect_err("it is not multipart");
    let expected =
        "200 OK: the response is not multipart (content type: application/json, body: {})";
    assert_eq!(error.to_string(), expected);
}

#[tokio::test]
async fn text_is_in_the_charset_of_its_part() {
    let body = b"--a b\r\nContent-Type: text/plain; Charset=\"ISO-8859-1\"\r\n\r\n\xe9\r\n--a b\r\n\r\n\xc3\xa9\r\n\
        --a b\r\nContent-Type: text/plain; charset=x\r\n\r\n\xe9\r\n--a b--";
    let client = client(MIXED, body, 1000);
    let request = Request::<StringParts<String>>::new(&client.core, &ENDPOINT).path("id", "1");
    let mut parts = request.call().await.expect("a response");
    for _ in 0..2 {
        let part = parts.next().await.expect("a part").expect("it is read");
        assert_eq!(part.data, "é");
    }
    let error = parts.next().await.expect("a part");
    let error = error.expect_err("the charset is not supported");
    assert_eq!(
        error.to_string(),
        "200 OK: the charset x is not supported (content type: multipart/mixed; charset=utf-8; Boundary=\"a b\", body: \u{fffd})"
    );
    assert!(parts.next().await.is_none());
}
