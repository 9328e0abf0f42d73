//! Names of the document that collide with names of the runtime.

mod server;

use reserved::{Client, types};
use server::{Outcome, Server};

const DONE: &[u8] = b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n";

fn client(server: &Server) -> Result<Client, reserved::Error> {
    Client::builder()
        .base_url(&server.url)
        .read_env_("1")
        .new("2")
        .fail("3")
        .variable("4")
        .clone_("5")
        .api_("6")
        .build_("7")
        .core("8")
        .credential_("9")
        .transport_("10")
        .build()
}

#[tokio::test]
async fn credentials_are_sent() -> Outcome {
    let server = Server::answering(DONE)?;
    client(&server)?.clone_().await?;
    let sent = server.whole_request()?;
    let names = ["read-env", "new", "fail", "variable", "clone", "api", "build", "core"];
    let names = names.into_iter().chain(["credential", "transport"]);
    for (index, name) in names.enumerate() {
        let header = format!("\r\nx-{name}: {}\r\n", index + 1);
        assert!(sent.contains(&header), "{sent}");
    }
    Ok(())
}

#[tokio::test]
async fn options_are_sent() -> Outcome {
    let server = Server::answering(
        b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: application/json\r\n\r\n\
        {\"items\":[\"a\"],\"next_page\":\"n\",\"has_next\":true,\"into_inner\":\"i\",\"into_items\":\"j\"}",
    )?;
    let list = client(&server)?
        .options()
        .list()
        .query_client("a")
        .query_clone("b")
        .field("c")
        .query_for_client("d")
        .query_header("e")
        .query_into_future("f")
        .query_max_retries(7)
        .query("g")
        .request("h")
        .query_send("i")
        .show("j")
        .query_stream("k")
        .query_timeout("l")
        .query_wait("m")
        .query_with("n")
        .max_retries(0)
        .await?;
    assert_eq!(list.into_items, "j");
    let sent = server.whole_request()?;
    let expected = "GET /options?client=a&clone=b&field=c&forClient=d&header=e&intoFuture=f&\
        maxRetries=7&query=g&request=h&send=i&show=j&stream=k&timeout=l&wait=m&with=n HTTP/1.1\r\n";
    assert!(sent.starts_with(expected), "{sent}");
    Ok(())
}

#[tokio::test]
async fn members_are_set() -> Outcome {
    let server = Server::answering(DONE)?;
    let body = types::Body::new("a")
        .new_("b")
        .clone_("c")
        .extra("d")
        .read("e")
        .write("f")
        .fmt("g")
        .eq("h");
    client(&server)?.bodies().create([body.clone()]).await?;
    let expected = "POST /bodies HTTP/1.1\napplication/json\n[{\"object\":\"a\",\"new\":\"b\",\
        \"clone\":\"c\",\"extra\":\"d\",\"read\":\"e\",\"write\":\"f\",\"fmt\":\"g\",\"eq\":\"h\"}]";
    assert_eq!(server.request()?, expected);
    Ok(())
}
