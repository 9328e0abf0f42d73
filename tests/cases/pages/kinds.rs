//! The ways to find the next page.

use crate::Outcome;
use crate::script::{Script, walk};

#[tokio::test]
async fn a_token_in_an_envelope_leads_on_even_from_a_page_without_items() -> Outcome {
    let script = Script::new(&[
        r#"{"data":{"items":[{"id":"a"}]},"meta":{"nextPageToken":"t/1"}}"#,
        r#"{"meta":{"nextPageToken":"t2"}}"#,
        r#"{"data":{"items":[{"id":"b"}]},"meta":{"nextPageToken":null}}"#,
    ])?;
    assert_eq!(walk!(script.client()?.users().list().stream()), ["a", "b"]);
    assert_eq!(
        script.asked(),
        [
            "/v1/users",
            "/v1/users?pageToken=t%2F1",
            "/v1/users?pageToken=t2"
        ]
    );
    Ok(())
}

#[tokio::test]
async fn a_token_goes_into_the_parameter_that_is_called_so() -> Outcome {
    let script = Script::new(&[
        r#"{"toyItems":{"toys":[{"id":"a"}]},"toyNext":{"nextToken":"t"}}"#,
        r#"{"toyItems":{"toys":[{"id":"b"}]}}"#,
    ])?;
    let toys = script.client()?.toys().list().kind("car");
    assert_eq!(walk!(toys.stream()), ["a", "b"]);
    assert_eq!(
        script.asked(),
        ["/v1/toys?kind=car", "/v1/toys?kind=car&token=t"]
    );
    Ok(())
}

#[tokio::test]
async fn a_member_that_is_a_url_leads_on_without_a_parameter() -> Outcome {
    let script = Script::new(&[
        r#"{"pets":[{"id":"a"}],"next":"/v1/pets/more"}"#,
        r#"{"pets":[{"id":"b"}]}"#,
    ])?;
    assert_eq!(walk!(script.client()?.pets().list().stream()), ["a", "b"]);
    assert_eq!(script.asked(), ["/v1/pets", "/v1/pets/more"]);
    let script = Script::new(&[
        r#"{"bags":[{"id":"a"}],"next":"/v1/bags/more"}"#,
        r#"{"bags":[{"id":"b"}]}"#,
    ])?;
    assert_eq!(walk!(script.client()?.bags().list().stream()), ["a", "b"]);
    assert_eq!(script.asked(), ["/v1/bags", "/v1/bags/more"]);
    Ok(())
}

#[tokio::test]
async fn a_link_is_followed_with_get_and_without_the_body_of_the_search() -> Outcome {
    let script = Script::new(&[
        r#"{"toys":[{"id":"a"}],"next":"/v1/toys/search-1"}"#,
        r#"{"toys":[{"id":"b"}]}"#,
    ])?;
    let toys = script.client()?.toys().create("car");
    assert_eq!(walk!(toys.stream()), ["a", "b"]);
    assert_eq!(
        script.asked(),
        [r#"/v1/toys POST {"name":"car"}"#, "/v1/toys/search-1"]
    );
    Ok(())
}

#[tokio::test]
async fn an_offset_grows_by_what_has_come_up_to_the_total() -> Outcome {
    let script = Script::new(&[
        r#"{"results":["a","b"],"total":4}"#,
        r#"{"results":["c"],"total":4}"#,
        r#"{"results":["d"],"total":4}"#,
    ])?;
    let lines = walk!(script.client()?.logs().list().level("x").stream(), line => line);
    assert_eq!(lines, ["a", "b", "c", "d"]);
    assert_eq!(
        script.asked(),
        [
            "/v1/logs?level=x",
            "/v1/logs?level=x&offset=2",
            "/v1/logs?level=x&offset=3"
        ]
    );
    Ok(())
}

#[tokio::test]
async fn fewer_items_than_asked_for_are_the_last_unless_more_were_asked_for_than_allowed() -> Outcome
{
    let script = Script::new(&[r#"{"results":["a"],"total":-1}"#])?;
    let lines = walk!(script.client()?.logs().list().limit(2).offset(10).stream(), line => line);
    assert_eq!(lines, ["a"]);
    assert_eq!(script.asked(), ["/v1/logs?limit=2&offset=10"]);
    let script = Script::new(&[
        r#"{"results":["a"],"total":0}"#,
        r#"{"results":[],"total":0}"#,
    ])?;
    let lines = walk!(script.client()?.logs().list().limit(101).stream(), line => line);
    assert_eq!(lines, ["a"]);
    assert_eq!(
        script.asked(),
        ["/v1/logs?limit=101", "/v1/logs?limit=101&offset=1"]
    );
    Ok(())
}

#[tokio::test]
async fn fewer_items_than_asked_for_are_not_the_last_if_the_total_says_so() -> Outcome {
    let script = Script::new(&[
        r#"{"results":["a"],"total":3}"#,
        r#"{"results":["b"],"total":3}"#,
        r#"{"results":["c"],"total":3}"#,
    ])?;
    let lines = walk!(script.client()?.logs().list().limit(2).stream(), line => line);
    assert_eq!(lines, ["a", "b", "c"]);
    assert_eq!(
        script.asked(),
        [
            "/v1/logs?limit=2",
            "/v1/logs?limit=2&offset=1",
            "/v1/logs?limit=2&offset=2"
        ]
    );
    Ok(())
}

#[tokio::test]
async fn pages_are_counted_up_to_the_last() -> Outcome {
    let script = Script::new(&[
        r#"{"orders":[{"id":"a"}],"total_pages":3}"#,
        r#"{"orders":[{"id":"b"}],"total_pages":3}"#,
        r#"{"orders":[{"id":"c"}],"total_pages":3}"#,
    ])?;
    assert_eq!(
        walk!(script.client()?.orders().list().per_page(1).stream()),
        ["a", "b", "c"]
    );
    assert_eq!(
        script.asked(),
        [
            "/v1/orders?per_page=1",
            "/v1/orders?per_page=1&page=2",
            "/v1/orders?per_page=1&page=3"
        ]
    );
    let script = Script::new(&[
        r#"{"content":[{"id":"a"}],"last":false}"#,
        r#"{"content":[{"id":"b"}],"last":false}"#,
        r#"{"content":[{"id":"c"}],"last":true}"#,
    ])?;
    assert_eq!(
        walk!(script.client()?.rooms().list().stream()),
        ["a", "b", "c"]
    );
    assert_eq!(
        script.asked(),
        ["/v1/rooms", "/v1/rooms?page=1", "/v1/rooms?page=2"]
    );
    let script = Script::new(&[r#"[{"id":"a"}]"#, r#"[{"id":"b"}]"#, "[]"])?;
    assert_eq!(
        walk!(script.client()?.labels().list().page(4).stream()),
        ["a", "b"]
    );
    assert_eq!(
        script.asked(),
        [
            "/v1/labels?page=4",
            "/v1/labels?page=5",
            "/v1/labels?page=6"
        ]
    );
    Ok(())
}

#[tokio::test]
async fn a_url_is_followed_on_the_same_server() -> Outcome {
    let script = Script::new(&[
        r#"{"items":[{"id":"a"}],"next":"{url}/v1/albums?limit=1&token=x%20y"}"#,
        r#"{"items":[{"id":"b"}],"next":"?token=z#top"}"#,
        r#"{"items":[{"id":"c"}],"next":null}"#,
    ])?;
    let request = script
        .client()?
        .albums()
        .list()
        .limit(1)
        .header("x-trace", "7");
    assert_eq!(walk!(request.stream()), ["a", "b", "c"]);
    assert_eq!(
        script.asked(),
        [
            "/v1/albums?limit=1 traced",
            "/v1/albums?limit=1&token=x%20y traced",
            "/v1/albums?token=z traced"
        ]
    );
    Ok(())
}

#[tokio::test]
async fn another_server_is_not_asked() -> Outcome {
    let other = Script::new(&["[]"])?;
    let answer = format!(
        r#"{{"items":[{{"id":"a"}}],"next":"{}/v1/albums?secret=1"}}"#,
        other.url
    );
    let script = Script::new(&[&answer])?;
    let page = script.client()?.albums().list().await?;
    assert!(page.has_next());
    let error = page.next_page().await.err().ok_or("no error")?;
    assert!(error.is_decode());
    let said = format!(
        "the next page is on another server, {}; requests are sent only to the same server",
        other.url
    );
    assert_eq!(error.to_string(), said);
    assert_eq!(page.into_items().len(), 1);
    // A different scheme also counts as a different server.
    let script = Script::new(&[r#"{"items":[{"id":"a"}],"next":"https://127.0.0.1/"}"#])?;
    let said = "error: the next page is on another server, https://127.0.0.1; requests are sent only to the same server";
    assert_eq!(
        walk!(script.client()?.albums().list().stream()),
        ["a", said]
    );
    let script = Script::new(&[r#"{"items":[{"id":"a"}],"next":"http://[x"}"#])?;
    let said = "error: the server returned an invalid URL for the next page";
    assert_eq!(
        walk!(script.client()?.albums().list().stream()),
        ["a", said]
    );
    assert_eq!(other.asked().len(), 0);
    Ok(())
}

#[tokio::test]
async fn the_link_of_relation_next_is_followed() -> Outcome {
    let script = Script::new(&[
        "link: <{url}/v1/issues?page=9>; rel=\"last\", <{url}/v1/issues?page=2&x=,;>; title=\"a, \\\"<b>\"; rel=\"other next\"\n\n[{\"id\":\"a\"}]",
        "link: </v1/issues?page=1>; rel=prev\r\nLink: <issues?page=3>;rel=NEXT\n\n[{\"id\":\"b\"}]",
        "link: </v1/issues?page=1>; rel=first; rev=next\n\n[{\"id\":\"c\"}]",
    ])?;
    assert_eq!(
        walk!(script.client()?.issues().list().per_page(1).stream()),
        ["a", "b", "c"]
    );
    assert_eq!(
        script.asked(),
        [
            "/v1/issues?per_page=1",
            "/v1/issues?page=2&x=,;",
            "/v1/issues?page=3"
        ]
    );
    Ok(())
}

#[tokio::test]
async fn a_cursor_has_the_same_name_in_the_request_and_the_response() -> Outcome {
    let script = Script::new(&[r#"{"likes":["a"],"cursor":"c"}"#, r#"{"likes":["b"]}"#])?;
    let likes = script.client()?.likes().list().limit(1);
    assert_eq!(walk!(likes.stream(), like => like), ["a", "b"]);
    assert_eq!(script.asked(), ["/v1/likes?limit=1", "/v1/likes?limit=1&cursor=c"]);
    let script = Script::new(&[
        r#"{"items":["a"],"metadata":{"continue":"c"}}"#,
        r#"{"items":["b"],"metadata":{"continue":""}}"#,
    ])?;
    assert_eq!(walk!(script.client()?.pods().list().stream(), pod => pod), ["a", "b"]);
    assert_eq!(script.asked(), ["/v1/pods", "/v1/pods?continue=c"]);
    Ok(())
}

#[tokio::test]
async fn the_number_of_the_page_is_a_property_of_an_object() -> Outcome {
    let answers = [
        r#"{"data":["a"],"meta":{"page_number":1,"total_pages":2}}"#,
        r#"{"data":["b"],"meta":{"page_number":2,"total_pages":2}}"#,
    ];
    let script = Script::new(&answers)?;
    assert_eq!(walk!(script.client()?.numbers().list().stream(), one => one), ["a", "b"]);
    assert_eq!(script.asked(), ["/v1/numbers", "/v1/numbers?page%5Bnumber%5D=2"]);
    // The other properties of the request stay.
    let script = Script::new(&answers)?;
    let page = pages::resources::numbers::list::Page::new().number(1).size(1);
    assert_eq!(walk!(script.client()?.numbers().list().page(page).stream(), one => one), ["a", "b"]);
    assert_eq!(
        script.asked(),
        [
            "/v1/numbers?page%5Bnumber%5D=1&page%5Bsize%5D=1",
            "/v1/numbers?page%5Bsize%5D=1&page%5Bnumber%5D=2"
        ]
    );
    Ok(())
}

#[tokio::test]
async fn examples_and_vocabularies_tell_of_a_url() -> Outcome {
    let script = Script::new(&[
        r#"{"results":["a"],"next":"/v1/alarms?page=2"}"#,
        r#"{"results":["b"]}"#,
    ])?;
    assert_eq!(walk!(script.client()?.alarms().list().stream(), one => one), ["a", "b"]);
    assert_eq!(script.asked(), ["/v1/alarms", "/v1/alarms?page=2"]);
    let script = Script::new(&[
        r#"{"hydra:member":["a"],"hydra:view":{"hydra:next":"/v1/books?page=2"}}"#,
        r#"{"hydra:member":["b"],"hydra:view":{}}"#,
    ])?;
    assert_eq!(walk!(script.client()?.books().list().stream(), one => one), ["a", "b"]);
    assert_eq!(script.asked(), ["/v1/books", "/v1/books?page=2"]);
    Ok(())
}

#[tokio::test]
async fn a_cursor_is_in_a_header() -> Outcome {
    let script = Script::new(&["x-next-cursor: c 1\n\n[\"a\"]", r#"["b"]"#])?;
    assert_eq!(walk!(script.client()?.marks().list().stream(), mark => mark), ["a", "b"]);
    assert_eq!(script.asked(), ["/v1/marks", "/v1/marks?cursor=c%201"]);
    Ok(())
}

#[tokio::test]
async fn prose_alone_makes_no_pages() -> Outcome {
    let script = Script::new(&[r#"["a"]"#])?;
    let told: Vec<String> = script.client()?.told().list().await?;
    assert_eq!(told, ["a"]);
    Ok(())
}
