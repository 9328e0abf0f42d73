//! What goes over the wire.

mod server;

use bodies::{Client, File};
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

    async fn several_files(client) {
        client.either().create([File::new("1", "a"), File::new("2", "b")]).url("u")
    }
        "POST /either HTTP/1.1\nmultipart/form-data; boundary=B\n\
        --B\r\nContent-Disposition: form-data; name=\"image\"; filename=\"1\"\r\nContent-Type: application/octet-stream\r\n\r\na\r\n\
        --B\r\nContent-Disposition: form-data; name=\"image\"; filename=\"2\"\r\nContent-Type: application/octet-stream\r\n\r\nb\r\n\
        --B\r\nContent-Disposition: form-data; name=\"url\"\r\n\r\nu\r\n--B--\r\n"

    async fn text(client) { client.text().create("plain") }
        "POST /text HTTP/1.1\ntext/plain; charset=utf-8\nplain"

    async fn bytes(client) { client.bytes_().update().body("raw") }
        "PUT /bytes HTTP/1.1\napplication/octet-stream\nraw"
}
