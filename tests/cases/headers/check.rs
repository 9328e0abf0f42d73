//! Header parameters that are also credentials: they are set once, on the client.

mod server;

use headers::Client;
use server::{Outcome, Server};

const DONE: &[u8] = b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n";

async fn sent(with_key: bool, post: bool) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let server = Server::answering(DONE)?;
    let mut builder = Client::builder().base_url(&server.url).podcast_tenant_id("t");
    if with_key {
        builder = builder.podcast_api_key("secret-1");
    }
    let client = builder.token("s").build()?;
    if post {
        client.podcasts().create().x_trace("1").await?;
    } else {
        client.podcasts().list().await?;
    }
    let request = server.whole_request()?;
    let lines = request.lines().filter(|line| {
        ["x-podcastapi-key", "podcast-tenant-id", "authorization", "x-trace"]
            .iter()
            .any(|name| line.starts_with(&format!("{name}: ")))
    });
    let mut lines: Vec<String> = lines.map(str::to_owned).collect();
    lines.sort();
    Ok(lines)
}

#[tokio::test]
async fn each_is_sent_by_the_operations_that_have_it() -> Outcome {
    assert_eq!(sent(true, false).await?, ["podcast-tenant-id: t", "x-podcastapi-key: secret-1"]);
    assert_eq!(
        sent(true, true).await?,
        ["authorization: Bearer s", "podcast-tenant-id: t", "x-podcastapi-key: secret-1", "x-trace: 1"]
    );
    Ok(())
}

#[tokio::test]
async fn one_that_is_optional_may_be_missing() -> Outcome {
    assert_eq!(sent(false, false).await?, ["podcast-tenant-id: t"]);
    Ok(())
}

#[tokio::test]
async fn one_that_is_required_may_not() -> Outcome {
    let client = Client::builder().base_url("http://localhost:1").podcast_api_key("secret-1").build()?;
    let error = client.podcasts().list().await.err().ok_or("nothing is sent")?;
    assert_eq!(
        error.to_string(),
        "credentials for this request are missing; set them with ClientBuilder::podcast_api_key (or the environment variable HEADERS_PODCAST_API_KEY) and ClientBuilder::podcast_tenant_id (or the environment variable HEADERS_PODCAST_TENANT_ID), or with ClientBuilder::podcast_tenant_id (or the environment variable HEADERS_PODCAST_TENANT_ID)"
    );
    Ok(())
}
