//! Clients of each server of a document.

mod server;

use server::{Outcome, Server as Listening};
use several_servers::{Client, Server};

const DONE: &[u8] = b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n";

/// The first line of a request to the server that `select` selects, which listens here.
async fn asked(select: impl FnOnce(several_servers::ClientBuilder) -> several_servers::ClientBuilder) -> Result<String, Box<dyn std::error::Error>> {
    let listening = Listening::answering(DONE)?;
    let port = listening.url.rsplit(':').next().ok_or("no port")?;
    let client = select(Client::builder().port(port)).build()?;
    client.things().list().await?;
    let request = listening.whole_request()?;
    Ok(request.lines().next().ok_or("no request")?.to_owned())
}

#[tokio::test]
async fn the_first_server_is_the_default() -> Outcome {
    assert_eq!(asked(|client| client).await?, "GET /v1/things HTTP/1.1");
    assert_eq!(asked(|client| client.server(Server::Production)).await?, "GET /v1/things HTTP/1.1");
    Ok(())
}

#[tokio::test]
async fn another_one_is_selected() -> Outcome {
    assert_eq!(asked(|client| client.server(Server::Sandbox)).await?, "GET /test/things HTTP/1.1");
    Ok(())
}

#[test]
fn servers_are_named_by_their_urls_otherwise() -> Outcome {
    for (server, url) in [(Server::Eu, "https://eu.example.com/v1"), (Server::Us, "https://us.example.com/v1"), (Server::AllVersions, "https://example.com/1.10")] {
        let client = Client::builder().server(server).build()?;
        assert!(format!("{client:?}").contains(&format!("base_url: {url:?}")), "{client:?}");
    }
    Ok(())
}
