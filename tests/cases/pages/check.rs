//! Pagination over a socket.

mod kinds;
mod script;

use pages::Client;
use script::{Script, walk};

type Outcome = Result<(), Box<dyn std::error::Error>>;

#[tokio::test]
async fn a_page_is_the_answer_and_knows_the_next() -> Outcome {
    let script = Script::new(&[
        r#"{"object":"list","data":[{"id":"a"},{"id":"b"}],"last_id":"b","has_more":true,"new":1}"#,
        r#"{"object":"list","data":[{"id":"c"}],"last_id":"c","has_more":false}"#,
    ])?;
    let request = script
        .client()?
        .invites()
        .list()
        .limit(2)
        .header("x-trace", "7");
    let page = request.await?;
    assert_eq!(page.items().len(), 2);
    assert_eq!(page.last_id.as_deref(), Some("b"));
    assert!(page.has_more && page.has_next());
    assert!(page.extra.contains_key("new"));
    assert_eq!(script.asked(), ["/v1/invites?limit=2 traced"]);
    let second = page.next_page().await?.ok_or("no second page")?;
    assert!(!second.has_next());
    assert!(second.next_page().await?.is_none());
    let ids: Vec<String> = second.into_items().into_iter().map(|one| one.id).collect();
    assert_eq!(ids, ["c"]);
    // The options of the first request apply to all pages.
    assert_eq!(
        script.asked(),
        [
            "/v1/invites?limit=2 traced",
            "/v1/invites?limit=2&after=b traced"
        ]
    );
    Ok(())
}

#[tokio::test]
async fn send_gives_the_whole_response_of_the_first_page() -> Outcome {
    let script = Script::new(&[
        "x-request-id: req_1\n\n{\"object\":\"list\",\"data\":[{\"id\":\"a\"}],\"has_more\":true}",
        r#"{"object":"list","data":[],"has_more":true}"#,
    ])?;
    let response = script.client()?.invites().list().after("0").send().await?;
    assert_eq!(response.status(), 200);
    assert_eq!(response.request_id(), Some("req_1"));
    assert_eq!(response.data().data.len(), 1);
    // Without `last_id`, the cursor is the id of the last item. A page without items has no cursor.
    let next = response.into_inner().next_page().await?.ok_or("no page")?;
    assert!(!next.has_next());
    assert_eq!(
        script.asked(),
        ["/v1/invites?after=0", "/v1/invites?after=a"]
    );
    Ok(())
}

#[test]
fn pages_can_be_waited_for() -> Outcome {
    let first = r#"{"data":[{"id":"a"}],"has_more":true}"#;
    let last = r#"{"data":[{"id":"b"}],"has_more":false}"#;
    let script = Script::new(&[first, last, first, last])?;
    let client = script.client()?;
    let page = client.invites().list().wait()?;
    let next = page.next_page().wait()?.ok_or("no second page")?;
    assert!(next.next_page().wait()?.is_none());
    let all = client.invites().list().stream().wait();
    let ids: Result<Vec<_>, _> = all.map(|item| item.map(|item| item.id)).collect();
    assert_eq!(ids?, ["a", "b"]);
    Ok(())
}

#[tokio::test]
async fn pages_can_be_mocked() -> Outcome {
    use pages::resources::invites::List;
    let mock = pages::Mock::new();
    for page in [
        r#"{"data":[{"id":"a"}],"has_more":true}"#,
        r#"{"data":[{"id":"b"}],"has_more":false}"#,
    ] {
        mock.reply::<List>(&serde_json::from_str(page)?);
    }
    let builder = Client::builder().key("secret-key").transport(mock.clone());
    let all = builder.build()?.invites().list().stream();
    assert_eq!(walk!(all), ["a", "b"]);
    let asked = mock.requests();
    let queries: Vec<_> = asked.iter().map(|request| request.url.query()).collect();
    assert_eq!(queries, [None, Some("after=a")]);
    Ok(())
}

#[tokio::test]
async fn a_stream_asks_for_a_page_when_its_first_item_is_due() -> Outcome {
    let script = Script::new(&[
        r#"{"data":[{"id":"a"},{"id":"b"}],"has_more":true,"url":"/"}"#,
        r#"{"data":[{"id":"a b&c"}],"has_more":true,"url":"/"}"#,
        r#"{"data":[{"id":"d"}],"has_more":false,"url":"/"}"#,
    ])?;
    let mut all = script.client()?.charges().list().stream();
    assert_eq!(script.asked().len(), 0);
    for id in ["a", "b"] {
        assert_eq!(all.next().await.ok_or("too short")??.id, id);
    }
    assert_eq!(script.asked(), ["/v1/charges"]);
    assert_eq!(walk!(all), ["a b&c", "d"]);
    assert_eq!(
        script.asked(),
        [
            "/v1/charges",
            "/v1/charges?starting_after=b",
            "/v1/charges?starting_after=a%20b%26c"
        ]
    );
    Ok(())
}

#[tokio::test]
async fn what_the_document_chooses_is_done() -> Outcome {
    let script = Script::new(&[
        r#"{"tracks":[{"id":"a"}],"position":"p"}"#,
        r#"{"tracks":[{"id":"b"}],"more":true}"#,
        r#"{"tracks":[{"id":"c"}],"position":"q","more":false}"#,
    ])?;
    assert_eq!(
        walk!(script.client()?.tracks().list().stream()),
        ["a", "b", "c"]
    );
    assert_eq!(
        script.asked(),
        [
            "/v1/tracks",
            "/v1/tracks?from-key=p",
            "/v1/tracks?from-key=b"
        ]
    );
    Ok(())
}

#[tokio::test]
async fn a_walk_in_a_circle_ends_with_an_error() -> Outcome {
    let page = r#"{"object":"list","data":[{"id":"a"}],"last_id":"a","has_more":true}"#;
    let script = Script::new(&[page; 3])?;
    let said = "error: the server returned the same `after` again instead of the next page";
    assert_eq!(
        walk!(script.client()?.invites().list().stream()),
        ["a", "a", said]
    );
    assert_eq!(script.asked(), ["/v1/invites", "/v1/invites?after=a"]);
    // A longer cycle.
    let pages = ["a", "b", "c", "b", "c", "b", "c", "b"];
    let pages = pages.map(|id| format!(r#"{{"data":[{{"id":"{id}"}}],"has_more":true,"url":""}}"#));
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    let script = Script::new(&pages)?;
    let said = "error: the server returned the same `starting_after` again instead of the next page";
    assert_eq!(
        walk!(script.client()?.charges().list().stream()),
        ["a", "b", "c", "b", said]
    );
    let script = Script::new(&[r#"{"items":[{"id":"a"}],"next":"?"}"#; 3])?;
    let said = "error: the server returned the same URL again instead of the next page";
    assert_eq!(
        walk!(script.client()?.albums().list().stream()),
        ["a", "a", said]
    );
    Ok(())
}

#[tokio::test]
async fn a_walk_that_has_more_pages_and_no_way_to_them_ends_with_an_error() -> Outcome {
    let said = "error: the server stated that there is another page, but not which one";
    // The items have no ids that could be cursors.
    let script = Script::new(&[r#"{"tracks":[{"id":""}],"more":true}"#])?;
    assert_eq!(walk!(script.client()?.tracks().list().stream()), ["", said]);
    let said = "error: the server returned the same `after` again instead of the next page";
    let page = r#"{"object":"list","data":[],"last_id":"a","has_more":true}"#;
    let script = Script::new(&[page; 2])?;
    assert_eq!(walk!(script.client()?.invites().list().stream()), [said]);
    let page = page.replace("true", "false");
    let script = Script::new(&[&page])?;
    assert_eq!(walk!(script.client()?.invites().list().stream()), [""; 0]);
    Ok(())
}

#[tokio::test]
async fn the_same_page_again_is_an_error_and_not_items() -> Outcome {
    let script = Script::new(&[r#"[{"id":"a"}]"#; 3])?;
    let found = walk!(script.client()?.labels().list().stream());
    let said = "error: 200 OK: the server returned the same page instead of the next one (content type: application/json, body: [{\"id\":\"a\"}])";
    assert_eq!(found, ["a", said]);
    assert_eq!(script.asked(), ["/v1/labels", "/v1/labels?page=2"]);
    Ok(())
}

#[tokio::test]
async fn an_error_in_the_middle_ends_a_stream() -> Outcome {
    let script = Script::new(&[
        r#"{"object":"list","data":[{"id":"a"}],"has_more":true}"#,
        r#"500 {"error":{"message":"No secret-key here."}}"#,
        r#"{"object":"list","data":[],"has_more":false}"#,
    ])?;
    let mut all = script.client()?.invites().list().stream();
    assert_eq!(all.next().await.ok_or("no item")??.id, "a");
    let error = all
        .next()
        .await
        .ok_or("no error")?
        .err()
        .ok_or("no error")?;
    assert_eq!(
        error.to_string(),
        "500 Internal Server Error: No [redacted] here."
    );
    assert!(all.next().await.is_none());
    assert_eq!(script.asked(), ["/v1/invites", "/v1/invites?after=a"]);
    let script = Script::new(&[r#"{"object":"list","data":{},"has_more":true}"#])?;
    let found = walk!(script.client()?.invites().list().stream());
    assert_eq!(found.len(), 1);
    assert!(found.iter().all(|one| one.starts_with("error: 200 OK: ")));
    Ok(())
}

#[tokio::test]
async fn what_is_not_certain_is_the_plain_answer() -> Outcome {
    let script = Script::new(&[r#"[{"id":"a"}]"#])?;
    let things: Vec<pages::types::Thing> = script.client()?.uncertain().base().list().await?;
    assert_eq!(things.len(), 1);
    let script = Script::new(&[r#"{"boxes":[{"id":"a"}],"next":"https://api.example.com"}"#])?;
    let boxes = script.client()?.boxes().list().await?;
    assert_eq!(boxes.next.as_deref(), Some("https://api.example.com"));
    assert_eq!(script.asked(), ["/v1/boxes"]);
    Ok(())
}

fn is_stream<S: futures_core::Stream + Send + Unpin>(stream: S) -> S {
    stream
}

#[tokio::test]
async fn a_stream_is_one_for_others_and_may_move_between_threads() -> Outcome {
    let script = Script::new(&[r#"{"object":"list","data":[{"id":"a"}],"has_more":false}"#])?;
    let all = is_stream(script.client()?.invites().list().stream());
    let found = tokio::spawn(async move { walk!(all) }).await?;
    assert_eq!(found, ["a"]);
    Ok(())
}
