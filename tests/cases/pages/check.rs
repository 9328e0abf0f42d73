//! Pages, one after the other, as they go over the wire.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use pages::{Client, Error};

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// A server that gives its answers one after the other, and keeps what it was asked. After the
/// last one it answers nothing.
struct Script {
    url: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Script {
    /// Each answer is a body, or header lines, an empty line and a body; `{url}` is the server's own.
    fn new(answers: &[&str]) -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let url = format!("http://{}", listener.local_addr()?);
        let asked = Arc::new(Mutex::new(Vec::new()));
        let answers: Vec<String> = answers
            .iter()
            .map(|answer| answer.replace("{url}", &url))
            .collect();
        let log = Arc::clone(&asked);
        std::thread::spawn(move || {
            for answer in answers {
                let Ok((stream, _)) = listener.accept() else {
                    return;
                };
                let _ = serve(stream, &answer, &log);
            }
        });
        Ok(Self { url, asked })
    }

    fn client(&self) -> Result<Client, Error> {
        let client = Client::builder()
            .base_url(format!("{}/v1", self.url))
            .key("secret");
        client.max_retries(0).build()
    }

    /// The targets that were asked for so far, and whether the credential came along each time.
    fn asked(&self) -> Vec<String> {
        self.asked
            .lock()
            .map(|asked| asked.clone())
            .unwrap_or_default()
    }
}

fn serve(mut stream: TcpStream, answer: &str, log: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut request = Vec::new();
    let mut buffer = [0; 1024];
    while !request.ends_with(b"\r\n\r\n") {
        let count = stream.read(&mut buffer)?;
        request.extend_from_slice(buffer.get(..count).unwrap_or_default());
    }
    let request = String::from_utf8_lossy(&request);
    let target = request.split(' ').nth(1).unwrap_or_default();
    let trusted = request
        .to_lowercase()
        .contains("authorization: bearer secret\r\n");
    let traced = request.to_lowercase().contains("x-trace: 7\r\n");
    let mut line = target.to_owned();
    line.push_str(if trusted { "" } else { " without a credential" });
    line.push_str(if traced { " traced" } else { "" });
    if let Ok(mut log) = log.lock() {
        log.push(line);
    }
    let (status, answer) = answer
        .strip_prefix("500 ")
        .map_or(("200 OK", answer), |body| ("500 Oh", body));
    let (headers, body) = answer.split_once("\n\n").unwrap_or(("x-page: 1", answer));
    write!(
        stream,
        "HTTP/1.1 {status}\r\nconnection: close\r\ncontent-type: application/json\r\n{headers}\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// What a stream gives: ids, and the text of an error.
macro_rules! walk {
    ($stream:expr, $item:ident => $text:expr) => {{
        let mut stream = $stream;
        let mut found: Vec<String> = Vec::new();
        while let Some(item) = stream.next().await {
            found.push(match item {
                Ok($item) => $text,
                Err(error) => format!("error: {error}"),
            });
        }
        found
    }};
    ($stream:expr) => {
        walk!($stream, item => item.id)
    };
}

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
    // What the request was told holds for all of them.
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
    // Without `last_id`, it is the last item's; a page without items has none.
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
    let builder = Client::builder().key("secret").transport(mock.clone());
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
        "the server gives {} for the next page; it is not asked",
        other.url
    );
    assert_eq!(error.to_string(), said);
    assert_eq!(page.into_items().len(), 1);
    // Another scheme is another server, too.
    let script = Script::new(&[r#"{"items":[{"id":"a"}],"next":"https://127.0.0.1/"}"#])?;
    let said = "error: the server gives https://127.0.0.1 for the next page; it is not asked";
    assert_eq!(
        walk!(script.client()?.albums().list().stream()),
        ["a", said]
    );
    let script = Script::new(&[r#"{"items":[{"id":"a"}],"next":"http://[x"}"#])?;
    let said = "error: what the server gives for the next page is not a URL";
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
    let said = "error: the server gives the same `after` again for the next page";
    assert_eq!(
        walk!(script.client()?.invites().list().stream()),
        ["a", "a", said]
    );
    assert_eq!(script.asked(), ["/v1/invites", "/v1/invites?after=a"]);
    // A longer one.
    let pages = ["a", "b", "c", "b", "c", "b", "c", "b"];
    let pages = pages.map(|id| format!(r#"{{"data":[{{"id":"{id}"}}],"has_more":true,"url":""}}"#));
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    let script = Script::new(&pages)?;
    let said = "error: the server gives the same `starting_after` again for the next page";
    assert_eq!(
        walk!(script.client()?.charges().list().stream()),
        ["a", "b", "c", "b", said]
    );
    let script = Script::new(&[r#"{"items":[{"id":"a"}],"next":"?"}"#; 3])?;
    let said = "error: the server gives the same URL again for the next page";
    assert_eq!(
        walk!(script.client()?.albums().list().stream()),
        ["a", "a", said]
    );
    Ok(())
}

#[tokio::test]
async fn the_same_page_again_is_an_error_and_not_items() -> Outcome {
    let script = Script::new(&[r#"[{"id":"a"}]"#; 3])?;
    let found = walk!(script.client()?.labels().list().stream());
    let said = "error: 200 OK: the server sends the same page again in place of the next one (content type: application/json, body: [{\"id\":\"a\"}])";
    assert_eq!(found, ["a", said]);
    assert_eq!(script.asked(), ["/v1/labels", "/v1/labels?page=2"]);
    Ok(())
}

#[tokio::test]
async fn an_error_in_the_middle_ends_a_stream() -> Outcome {
    let script = Script::new(&[
        r#"{"object":"list","data":[{"id":"a"}],"has_more":true}"#,
        r#"500 {"error":{"message":"No secret here."}}"#,
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
