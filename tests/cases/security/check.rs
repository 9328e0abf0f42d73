//! The credentials that each operation and each server receives.

mod server;

use security::{Client, ClientBuilder};
use server::{Outcome, Server};

const DONE: &[u8] = b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n";

/// Returns a client with a value for every credential.
fn all(server: &Server) -> ClientBuilder {
    Client::builder()
        .base_url(&server.url)
        .token("t")
        .header("h")
        .query("q")
        .cookie("c")
        .oauth("o")
}

/// Starts a server that redirects to another server with this status code.
fn away(other: &Server, status: &str) -> std::io::Result<Server> {
    let url = &other.url;
    let answer = format!(
        "HTTP/1.1 {status} Away\r\nconnection: close\r\ncontent-length: 0\r\nlocation: {url}/there\r\n\r\n"
    );
    Server::answering(Box::leak(answer.into_boxed_str()).as_bytes())
}

#[tokio::test]
async fn each_operation_gets_its_own() -> Outcome {
    let server = Server::answering(DONE)?;
    all(&server).build()?.default().retrieve().await?;
    let sent = server.whole_request()?;
    assert!(sent.contains("\r\nauthorization: Bearer t\r\n"), "{sent}");
    assert!(!sent.contains("x-key") && !sent.contains("cookie"));

    let server = Server::answering(DONE)?;
    all(&server).build()?.either().retrieve().await?;
    let sent = server.whole_request()?;
    assert!(sent.starts_with("GET /either?key=q HTTP/1.1\r\n"), "{sent}");
    assert!(sent.contains("\r\nx-key: h\r\n") && !sent.contains("authorization"));

    let server = Server::answering(DONE)?;
    all(&server).build()?.cookie().retrieve().await?;
    let sent = server.whole_request()?;
    assert!(sent.contains("\r\ncookie: sid=c\r\n"), "{sent}");

    let server = Server::answering(DONE)?;
    all(&server).build()?.none().retrieve().await?;
    let sent = server.whole_request()?;
    assert!(!sent.contains("authorization") && !sent.contains("x-key"));
    Ok(())
}

#[tokio::test]
async fn another_origin_gets_none() -> Outcome {
    for status in ["301", "302", "303", "307", "308"] {
        let other = Server::answering(DONE)?;
        let server = away(&other, status)?;
        let builder = all(&server).default_header("x-mine", "kept");
        builder.build()?.either().retrieve().await?;
        assert!(server.whole_request()?.contains("\r\nx-key: h\r\n"));
        let sent = other.whole_request()?;
        assert!(sent.starts_with("GET /there HTTP/1.1\r\n"), "{sent}");
        assert!(!sent.contains("x-key") && !sent.contains("key=q"), "{sent}");
        assert!(sent.contains("\r\nx-mine: kept\r\n"), "{sent}");
    }
    let other = Server::answering(DONE)?;
    let server = away(&other, "307")?;
    all(&server).build()?.cookie().retrieve().await?;
    let sent = other.whole_request()?;
    assert!(
        !sent.contains("cookie") && !sent.contains("authorization"),
        "{sent}"
    );
    Ok(())
}
