//! Lists of several pages: where the next page is, and when the list ends.

use tests_exchange::{ItemStream, types::Note};

use crate::Outcome;
use crate::exchange::{client, failure};
use crate::server::{Server, Step, answer, ok, raw_answer};

/// The texts of all items, and the error at the end.
async fn walk(mut items: ItemStream<Note>) -> Vec<String> {
    let mut found = Vec::new();
    while let Some(item) = items.next().await {
        found.push(item.map_or_else(|error| error.to_string(), |note| note.text));
    }
    found
}

/// A page with these texts, and the URL of the next one.
fn page(texts: &[&str], next: &str) -> Step {
    let notes = texts.iter().map(|text| format!(r#"{{"text":"{text}"}}"#));
    let notes = notes.collect::<Vec<_>>().join(",");
    ok(&format!(r#"{{"notes":[{notes}],"next":"{next}"}}"#))
}

/// A page with one item, and this header `link`.
fn linked(text: &str, link: &[u8]) -> Step {
    let body = format!(r#"{{"notes":[{{"text":"{text}"}}]}}"#);
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-length: {}\r\nlink: ",
        body.len()
    );
    Step::send([head.as_bytes(), link, b"\r\n\r\n", body.as_bytes()].concat())
}

#[tokio::test]
async fn the_next_page_is_at_a_url_that_may_be_relative() -> Outcome {
    for (next, target) in [
        ("/v1/urls?page=2", "/v1/urls?page=2"),
        ("?page=2", "/v1/urls?page=2"),
        ("more", "/v1/more"),
        ("./more/?a=b#part", "/v1/more/?a=b"),
        ("../v2/urls?q=a b", "/v2/urls?q=a%20b"),
        ("?q=é", "/v1/urls?q=%C3%A9"),
        ("http:/v1/urls?page=2", "/v1/urls?page=2"),
    ] {
        let server = Server::start([page(&["a"], next), page(&["b"], "")]).await?;
        let found = walk(client(&server)?.urls().list().stream()).await;
        assert_eq!(found, ["a", "b"], "{next}");
        let lines = server.request_lines();
        assert_eq!(
            lines.last(),
            Some(&format!("GET {target} HTTP/1.1")),
            "{next}"
        );
        assert_eq!(server.header("authorization").len(), 2);
    }
    let server = Server::by(|_| page(&["b"], "")).await?;
    let absolute = format!("{}/urls?page=2", server.url());
    let first = Server::start([page(&["a"], &absolute)]).await?;
    let message = format!(
        "the next page is on another server, {}; requests are sent only to the same server",
        server.url().replace("/v1", "")
    );
    let found = walk(client(&first)?.urls().list().stream()).await;
    assert_eq!(found, ["a".to_owned(), message]);
    assert_eq!(server.requests().len(), 0);
    Ok(())
}

#[tokio::test]
async fn an_absolute_url_of_the_same_server_is_followed() -> Outcome {
    let count = std::sync::atomic::AtomicUsize::new(0);
    let server = Server::by(move |request| {
        let host = request.header("host").concat();
        match count.fetch_add(1, std::sync::atomic::Ordering::SeqCst) {
            0 => page(&["a"], &format!("http://{host}/v1/urls?page=2")),
            1 => page(&[], &format!("HTTP://{host}/v1/urls?page=3")),
            _ => ok(r#"{"notes":[{"text":"b"}],"next":null}"#),
        }
    })
    .await?;
    // A page without items is not the end if it leads on.
    let found = walk(client(&server)?.urls().list().stream()).await;
    assert_eq!(found, ["a", "b"]);
    assert_eq!(server.requests().len(), 3);
    Ok(())
}

#[tokio::test]
async fn a_url_that_is_none_is_an_error_and_not_the_end() -> Outcome {
    let server = Server::start([page(&["a"], "http://[")]).await?;
    let found = walk(client(&server)?.urls().list().stream()).await;
    let message = "the server returned an invalid URL for the next page";
    assert_eq!(found, ["a", message]);
    Ok(())
}

#[tokio::test]
async fn links_may_have_any_characters() -> Outcome {
    for link in [
        &b"</v1/links?q=%C3%A9>; rel=\"next\""[..],
        "</v1/links?q=é>; rel=next".as_bytes(),
        "</v1/links?q=é>; title=\"é, <x>; rel=prev\"; rel=\"next\"".as_bytes(),
        "</v1/links?q=é>; rel=next; title=\"caf".as_bytes(),
    ] {
        let server = Server::start([linked("a", link), linked("b", b"</>; rel=prev")]).await?;
        let found = walk(client(&server)?.links().list().stream()).await;
        assert_eq!(found, ["a", "b"], "{}", String::from_utf8_lossy(link));
        let lines = server.request_lines();
        let line = "GET /v1/links?q=%C3%A9 HTTP/1.1";
        assert_eq!(lines.last().map(String::as_str), Some(line));
    }
    // A link in no known encoding cannot be followed, but there is one.
    let server = Server::start([linked("a", b"</v1/links?q=\xe9>; rel=next")]).await?;
    let found = walk(client(&server)?.links().list().stream()).await;
    let message = "the server returned an invalid URL for the next page";
    assert_eq!(found, ["a", message]);
    // A title in another encoding does not matter.
    let title = b"</v1/links?q=1>; title=\"caf\xe9\"; rel=next";
    let server = Server::start([linked("a", title), linked("b", b"")]).await?;
    assert_eq!(
        walk(client(&server)?.links().list().stream()).await,
        ["a", "b"]
    );
    Ok(())
}

#[tokio::test]
async fn a_response_tells_its_links_in_any_characters() -> Outcome {
    let link = "</v1/links?q=é>; rel=next".as_bytes();
    let server = Server::start([linked("a", link)]).await?;
    let response = client(&server)?.links().list().send().await?;
    assert_eq!(response.link("next"), Some("/v1/links?q=é"));
    Ok(())
}

#[tokio::test]
async fn a_page_that_fails_can_be_asked_for_again() -> Outcome {
    let busy = answer(503, &[], r#"{"message":"later"}"#);
    let server = Server::start([page(&["a"], "?page=2"), busy, page(&["b"], "")]).await?;
    let first = client(&server)?.urls().list().await?;
    let error = failure(first.next_page().await.map(|_| ()))?;
    assert_eq!(error.message(), "later");
    let second = first.next_page().await?.ok_or("a page")?;
    assert_eq!(second.items().len(), 1);
    assert!(second.next_page().await?.is_none());
    let lines: Vec<String> = server.request_lines();
    let further: Vec<&String> = lines.iter().skip(1).collect();
    assert_eq!(further, ["GET /v1/urls?page=2 HTTP/1.1"; 2]);
    Ok(())
}

#[tokio::test]
async fn a_cursor_may_have_any_characters() -> Outcome {
    let cursor = r#"{"notes":[{"text":"a"}],"last":"a&b=c+d/é ?#%2F"}"#;
    let last = raw_answer(200, &[], br#"{"notes":[{"text":"b"}]}"#);
    let server = Server::start([ok(cursor), last]).await?;
    let found = walk(client(&server)?.finds().create().stream()).await;
    assert_eq!(found, ["a", "b"]);
    let lines = server.request_lines();
    assert_eq!(
        lines.last().map(String::as_str),
        Some("POST /v1/finds?after=a%26b%3Dc%2Bd%2F%C3%A9%20%3F%23%252F HTTP/1.1")
    );
    Ok(())
}
