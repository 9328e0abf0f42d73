//! The bodies of requests, as sent over a socket.

mod server;

use std::collections::VecDeque;
use std::path::Path;
use std::pin::Pin;
use std::task::{Context, Poll};

use bodies::{Client, File, RequestOptions};
use server::{Outcome, Server};

const DONE: &[u8] = b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n";

macro_rules! sends {
    ($(async fn $name:ident($client:ident) { $request:expr } $expected:expr)*) => {$(
        #[tokio::test]
        async fn $name() -> Outcome {
            let server = Server::answering(DONE)?;
            let $client = Client::builder().base_url(&server.url).build()?;
            $request.await?;
            assert_eq!(server.request()?, $expected);
            Ok(())
        }
    )*};
}

sends! {
    async fn json(client) { client.json().create("x") }
        "POST /json HTTP/1.1\napplication/json\n{\"a\":\"x\",\"kind\":\"k\"}"

    async fn json_with_null(client) { client.json().create("x").b(None).c(["y", "z"]) }
        "POST /json HTTP/1.1\napplication/json\n{\"a\":\"x\",\"kind\":\"k\",\"b\":null,\"c\":[\"y\",\"z\"]}"

    async fn the_media_type_with_a_schema(client) { client.charsets().create("x") }
        "POST /charsets HTTP/1.1\napplication/json\n{\"kind\":\"card\",\"name\":\"x\"}"

    async fn even_an_unusual_one(client) { client.charsets().update("x") }
        "PUT /charsets HTTP/1.1\napplication/vnd.maybe+json\n{\"kind\":\"card\",\"name\":\"x\"}"

    async fn constants_of_an_optional_body_are_not_sent_alone(client) { client.maybe().create() }
        "POST /maybe HTTP/1.1\n\n"

    async fn but_with_other_members(client) { client.maybe().create().name("x").mode("x") }
        "POST /maybe HTTP/1.1\napplication/json\n{\"kind\":\"card\",\"name\":\"x\",\"mode\":\"x\"}"

    async fn in_an_optional_form(client) { client.maybe().update().name("x") }
        "PUT /maybe HTTP/1.1\napplication/x-www-form-urlencoded\nkind=card&name=x"

    async fn in_optional_parts(client) { client.maybe().patch().name("x") }
        "PATCH /maybe HTTP/1.1\nmultipart/form-data; boundary=B\n\
        --B\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\ncard\r\n\
        --B\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nx\r\n--B--\r\n"

    async fn a_required_body_of_read_only_members_is_an_empty_object(client) { client.read_only().create() }
        "POST /read_only HTTP/1.1\napplication/json\n{}"

    async fn an_optional_one_is_not_sent(client) { client.read_only().update() }
        "PUT /read_only HTTP/1.1\n\n"

    async fn whole(client) { client.whole().update(["x"]) }
        "PUT /whole HTTP/1.1\napplication/json\n[\"x\"]"

    async fn form(client) { client.form().create("a b").scope(["x", "y&z"]) }
        "POST /form HTTP/1.1\napplication/x-www-form-urlencoded\ngrant=a%20b&scope=x&scope=y%26z"

    async fn multipart(client) {
        client.multipart().create(File::new("a.txt", "abc").media_type("text/plain"), "a")
    }
        "POST /multipart HTTP/1.1\nmultipart/form-data; boundary=B\n\
        --B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\nabc\r\n\
        --B\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\na\r\n--B--\r\n"

    async fn a_file_on_disk(client) {
        client.multipart().create(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/types.rs").as_path(), "a")
    }
        format!(
            "POST /multipart HTTP/1.1\nmultipart/form-data; boundary=B\n\
            --B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"types.rs\"\r\nContent-Type: application/octet-stream\r\n\r\n{}\r\n\
            --B\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\na\r\n--B--\r\n",
            include_str!("../src/types.rs")
        )

    async fn a_stream(client) {
        client.multipart().create(File::from_stream("a.txt", Some(4), pieces(["ab", "cd"])), "a")
    }
        "POST /multipart HTTP/1.1\nmultipart/form-data; boundary=B\n\
        --B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\nabcd\r\n\
        --B\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\na\r\n--B--\r\n"

    async fn members_that_the_description_does_not_know(client) {
        client.json().create("x").with(RequestOptions::new().extra_body("new", 1).extra_body("a", "y"))
    }
        "POST /json HTTP/1.1\napplication/json\n{\"kind\":\"k\",\"new\":1,\"a\":\"y\"}"

    async fn several_files(client) {
        client.either().create([File::new("1", "a"), File::new("2", "b")]).url("u")
    }
        "POST /either HTTP/1.1\nmultipart/form-data; boundary=B\n\
        --B\r\nContent-Disposition: form-data; name=\"image\"; filename=\"1\"\r\nContent-Type: application/octet-stream\r\n\r\na\r\n\
        --B\r\nContent-Disposition: form-data; name=\"image\"; filename=\"2\"\r\nContent-Type: application/octet-stream\r\n\r\nb\r\n\
        --B\r\nContent-Disposition: form-data; name=\"url\"\r\n\r\nu\r\n--B--\r\n"

    async fn text(client) { client.text().create("plain") }
        "POST /text HTTP/1.1\ntext/plain; charset=utf-8\nplain"

    async fn bytes(client) { client.bytes().update().body("raw") }
        "PUT /bytes HTTP/1.1\napplication/octet-stream\nraw"
}

/// A minimal stream, which yields its pieces in order.
struct Pieces(VecDeque<&'static str>);

fn pieces<const N: usize>(pieces: [&'static str; N]) -> Pieces {
    Pieces(pieces.into())
}

impl futures_core::Stream for Pieces {
    type Item = std::io::Result<&'static [u8]>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front().map(|piece| Ok(piece.as_bytes())))
    }
}

#[tokio::test]
async fn a_stream_is_sent_but_once() -> Outcome {
    let server =
        Server::answering(b"HTTP/1.1 503 Busy\r\nconnection: close\r\nretry-after-ms: 1\r\n\r\n")?;
    let client = Client::builder().base_url(&server.url).build()?;
    let file = File::from_stream("a.txt", Some(1), pieces(["a"]));
    let error = client.multipart().create(file, "a").await.err();
    let error = error.ok_or("the server is busy")?;
    assert!(error.is_server_error());
    assert_eq!(error.retries_taken(), 0);
    Ok(())
}

#[tokio::test]
async fn a_file_that_is_not_there_is_an_error_before_anything_is_sent() -> Outcome {
    let client = Client::builder().base_url("http://localhost:1").build()?;
    let error = client.multipart().create(Path::new("no/such/file"), "a");
    let error = error.await.err().ok_or("there is no such file")?;
    assert!(error.is_invalid_request());
    assert_eq!(
        error.to_string(),
        "cannot read the file no/such/file: No such file or directory (os error 2)"
    );
    Ok(())
}

#[tokio::test]
async fn only_an_object_takes_members() -> Outcome {
    let client = Client::builder().base_url("http://localhost:1").build()?;
    let options = RequestOptions::new().extra_body("new", true);
    let error = client.whole().update(["x"]).with(options).await.err();
    assert_eq!(
        error.map(|error| error.to_string()).as_deref(),
        Some("the member \"new\" cannot be added: the body is not a JSON object")
    );
    Ok(())
}
