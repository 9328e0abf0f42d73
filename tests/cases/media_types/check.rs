//! The `accept` header of requests, and the decoding of responses by media type.

mod server;

use media_types::Client;
use server::{Outcome, Server};

macro_rules! answer {
    ($media:literal, $body:literal) => {
        concat!(
            "HTTP/1.1 200 OK\r\ncontent-type: ", $media, "\r\nconnection: close\r\n\r\n", $body
        )
        .as_bytes()
    };
}

fn client(server: &Server) -> Result<Client, media_types::Error> {
    Client::builder().base_url(&server.url).max_retries(0).build()
}

/// Returns the request line and the value of the `accept` header.
fn asked(server: Server) -> Result<(String, String), Box<dyn std::error::Error>> {
    let request = server.whole_request()?;
    let line = request.lines().next().unwrap_or_default().to_owned();
    let accept = request.lines().find_map(|line| line.strip_prefix("accept: "));
    Ok((line, accept.unwrap_or_default().to_owned()))
}

macro_rules! answers {
    ($(async fn $name:ident($media:literal, $body:literal, $accept:literal) { $client:ident => $request:expr } $expected:expr)*) => {$(
        #[tokio::test]
        async fn $name() -> Outcome {
            let server = Server::answering(answer!($media, $body))?;
            let $client = client(&server)?;
            assert_eq!($request, $expected);
            assert_eq!(asked(server)?.1, $accept);
            Ok(())
        }
    )*};
}

answers! {
    async fn a_range_around_an_object_is_json("application/json", "{\"id\":1}", "*/*") {
        client => client.any().retrieve().await?.id
    } 1

    async fn so_is_one_of_applications("application/json", "{\"id\":1}", "application/*") {
        client => client.app().retrieve().await?.id
    } 1

    async fn a_suffix_says_json("application/vnd.acme.v2+json", "{\"id\":1}", "application/vnd.acme.v2+json; charset=utf-8") {
        client => client.suffix().retrieve().await?.id
    } 1

    async fn an_object_in_a_vendors_type_is_json("application/vnd.acme.v2", "{\"id\":1}", "application/vnd.acme.v2") {
        client => client.vendor().retrieve().await?.id
    } 1

    async fn json_with_a_schema_is_meant("application/json", "{\"id\":1}", "application/json; charset=utf-8") {
        client => client.typed().retrieve().await?.id
    } 1

    async fn a_text_is_taken_as_it_is("application/octet-stream", "plain", "*/*") {
        client => client.hello().retrieve().await?
    } "plain"

    async fn or_as_json("application/json", "\"a\\nb\"", "*/*") {
        client => client.hello().retrieve().await?
    } "a\nb"

    async fn but_not_where_it_is_said_to_be_a_text("Text/plain", "\"quoted\"", "*/*") {
        client => client.hello().retrieve().await?
    } "\"quoted\""

    async fn a_number_is_json("text/plain", "12", "*/*") {
        client => client.count().await?
    } 12

    async fn bytes_are_bytes("application/json", "\u{0}\u{1}", "*/*") {
        client => client.blob().retrieve().await?
    } "\u{0}\u{1}"

    async fn even_if_they_are_called_json("application/json", "\u{1}", "application/json") {
        client => client.logo().retrieve().await?
    } "\u{1}"

    async fn encoded_bytes_are_a_text_in_json("application/json", "\"AQ==\"", "application/json") {
        client => client.encoded().retrieve().await?
    } "AQ=="

    async fn the_usual_answer_is_json("application/json", "{\"id\":1}", "application/json") {
        client => client.report().retrieve().csv(true).await?.id
    } 1

    async fn a_pdf_is_asked_for("application/pdf", "%PDF", "application/pdf") {
        client => client.report().retrieve().pdf().await?
    } "%PDF"

    async fn a_text_is_asked_for("text/csv", "a,b", "text/csv") {
        client => client.report().retrieve().accept_csv().await?
    } "a,b"

    async fn the_first_image_is_the_usual_one("image/png", "PNG", "image/png") {
        client => client.image().retrieve().await?
    } "PNG"

    async fn another_one_is_asked_for("image/jpeg", "JPEG", "image/jpeg") {
        client => client.image().retrieve().jpeg().await?
    } "JPEG"

    async fn a_text_of_json_may_be_a_file("application/json", "not JSON", "application/json") {
        client => client.files().content().retrieve("x").await?
    } "not JSON"

    async fn a_download_may_be_described_by_nothing("application/zip", "PK", "*/*") {
        client => client.skills().content().retrieve("x").await?
    } "PK"

    async fn a_sample_shows_a_download("application/octet-stream", "B", "application/json") {
        client => client.backup().retrieve().await?
    } "B"

    async fn a_text_beside_a_file_is_the_file("video/mp4", "MP4", "video/mp4") {
        client => client.videos().content().retrieve("x").await?
    } "MP4"

    async fn the_usual_json_is_one_of_two("application/json", "{\"id\":1}", "application/json") {
        client => client.stars().retrieve().await?.id
    } 1

    async fn the_other_json_is_asked_for("application/vnd.acme.star+json", "{\"starred_at\":\"now\"}", "application/vnd.acme.star+json") {
        client => client.stars().retrieve().star().await?.starred_at
    } "now"

    async fn a_text_of_an_enum_is_taken_as_it_is("text/plain", "UP", "*/*") {
        client => client.state().retrieve().await?
    } "UP"

    async fn or_as_json_of_an_enum("application/json", "\"DOWN\"", "*/*") {
        client => client.state().retrieve().await?
    } "DOWN"

    async fn a_text_is_one_of_several("text/plain", "hello", "*/*") {
        client => format!("{:?}", client.greeting().retrieve().await?)
    } "Text(\"hello\")"

    async fn json_is_one_of_several("text/plain", "{\"id\":1}", "*/*") {
        client => format!("{:?}", client.greeting().retrieve().await?).starts_with("T(T { id: 1")
    } true

    async fn a_text_that_may_be_null_is_taken_as_it_is("text/plain", "hello", "*/*") {
        client => client.note().retrieve().await?.as_deref()
    } Some("hello")

    async fn null_is_none("application/json", "null", "*/*") {
        client => client.note().retrieve().await?
    } None

    async fn so_it_is_for_a_type_of_null("application/json", "null", "*/*") {
        client => client.memo().retrieve().await?
    } None

    async fn text_that_looks_like_json_is_text("text/plain", "\"quoted\"", "*/*") {
        client => client.memo().retrieve().await?.as_deref()
    } Some("\"quoted\"")

    async fn so_is_a_word_of_json("text/plain", "true", "*/*") {
        client => client.note().retrieve().await?.as_deref()
    } Some("true")

    async fn bytes_that_may_be_null_are_bytes("image/png", "PNG", "application/json") {
        client => client.picture().retrieve().await?
    } "PNG"

    async fn bytes_come_before_events("audio/mpeg", "ID3", "application/octet-stream") {
        client => client.speech().create().await?
    } "ID3"
}

#[tokio::test]
async fn events_are_asked_for() -> Outcome {
    let server = Server::answering(answer!("text/event-stream", "data: {\"id\":1}\n\n"))?;
    let mut events = client(&server)?.speech().create().input("hi").stream().await?;
    assert_eq!(events.next().await.ok_or("no event")??.id, 1);
    let request = server.whole_request()?;
    assert!(request.contains("\naccept: text/event-stream"), "{request}");
    assert!(request.ends_with("{\"input\":\"hi\",\"stream_format\":\"sse\"}"), "{request}");
    Ok(())
}

macro_rules! events {
    ($resource:ident, $body:literal) => {{
        let server = Server::answering(answer!("text/event-stream", $body))?;
        let mut events = client(&server)?.$resource().list().await?;
        let mut all = Vec::new();
        while let Some(event) = events.next().await {
            all.push(event.map_err(|error| error.to_string()));
        }
        all
    }};
}

#[tokio::test]
async fn the_data_of_events_may_be_text() -> Outcome {
    let texts = events!(texts, "data: hello\n\ndata: \"q\"\n\n");
    assert_eq!(texts, [Ok("hello".to_owned()), Ok("\"q\"".to_owned())]);
    let states = events!(states, "data: UP\n\ndata: \"DOWN\"\n\n");
    let states: Vec<String> = states.into_iter().flatten().map(|state| state.to_string()).collect();
    assert_eq!(states, ["UP", "DOWN"]);
    let talks = events!(talks, "data: hello\n\ndata: {\"id\":1}\n\n");
    assert!(format!("{talks:?}").starts_with("[Ok(Text(\"hello\")), Ok(T(T { id: 1"), "{talks:?}");
    Ok(())
}

#[tokio::test]
async fn an_event_may_be_null() -> Outcome {
    let pauses = events!(pauses, "data: null\n\ndata: {\"id\":1}\n\n");
    let ids: Vec<Option<i64>> = pauses.into_iter().flatten().map(|one| Some(one?.id)).collect();
    assert_eq!(ids, [None, Some(1)]);
    Ok(())
}

#[tokio::test]
async fn the_schema_of_an_event_describes_its_fields() -> Outcome {
    let ticks = events!(ticks, "event: add\ndata: {\"id\":1}\n\n");
    let ids: Vec<i64> = ticks.into_iter().flatten().map(|tick| tick.id).collect();
    assert_eq!(ids, [1]);
    Ok(())
}

#[tokio::test]
async fn the_name_of_an_event_tells_the_variant() -> Outcome {
    use media_types::resources::changes::list::Response as Change;
    let changes = events!(
        changes,
        "event: removed\ndata: {\"x\":1}\n\nevent: added\ndata: {\"x\":2,\"y\":\"z\"}\n\nevent: lost\ndata: {\"x\":3}\n\nevent: new\ndata: {\"x\":4}\n\nevent: end\ndata: [DONE]\n\n"
    );
    let changes: Vec<Change> = changes.into_iter().collect::<Result<_, _>>()?;
    let [Change::Removed(removed), Change::Added(added), Change::Removed(lost), Change::Unknown(new)] = &changes[..] else {
        return Err(format!("{changes:?}").into());
    };
    assert_eq!((removed.x, added.x, lost.x), (1, 2, 3));
    assert_eq!(new["x"], 4);
    Ok(())
}

#[tokio::test]
async fn a_schema_of_a_stream_may_describe_whole_events() -> Outcome {
    use media_types::resources::whole_changes::list::Response as Change;
    let whole = events!(whole_events, "data: {\"id\":1}\n\ndata: [DONE]\n\n");
    let ids: Vec<i64> = whole.into_iter().flatten().map(|one| one.id).collect();
    assert_eq!(ids, [1]);
    let changes = events!(whole_changes, "event: removed\ndata: {\"id\":1}\n\nevent: added\ndata: {\"id\":2}\n\n");
    let changes: Vec<Change> = changes.into_iter().collect::<Result<_, _>>()?;
    assert!(matches!(&changes[..], [Change::Removed(_), Change::T(added)] if added.id == 2), "{changes:?}");
    Ok(())
}

#[tokio::test]
async fn the_status_code_tells_the_media_type() -> Outcome {
    const NOT_READY: &[u8] = b"HTTP/1.1 202 Accepted\r\nconnection: close\r\ncontent-type: application/json\r\n\r\n{\"id\":1}";
    let server = Server::answering(NOT_READY)?;
    assert_eq!(client(&server)?.archive().await?.id, 1);
    assert!(server.whole_request()?.contains("\naccept: application/json, application/zip\r\n"));
    let server = Server::answering(answer!("application/zip", "PK"))?;
    let error = client(&server)?.archive().await.err().ok_or("it is read")?;
    assert!(error.is_decode(), "{error}");
    assert!(error.to_string().contains("application/zip"), "{error}");
    let server = Server::answering(answer!("application/zip", "PK"))?;
    assert_eq!(client(&server)?.archive().zip().await?, "PK");
    assert!(server.whole_request()?.contains("\naccept: application/zip, application/json\r\n"));
    let server = Server::answering(NOT_READY)?;
    let error = client(&server)?.archive().zip().await.err().ok_or("it is read")?;
    assert!(error.to_string().contains("this method does not read `application/json`, which the server sent with status code 202"), "{error}");
    Ok(())
}

#[tokio::test]
async fn other_names_of_json_are_json() -> Outcome {
    let server = Server::answering(answer!("application/x-json", "{\"id\":1}"))?;
    assert_eq!(client(&server)?.odd_json().retrieve().await?.id, 1);
    let server = Server::answering(answer!("application/json", "{\"id\":1}"))?;
    assert_eq!(client(&server)?.star().retrieve().await?.id, 1);
    assert!(server.whole_request()?.contains("\naccept: */*\r\n"));
    Ok(())
}

#[tokio::test]
async fn a_page_is_not_taken_for_a_value() -> Outcome {
    let server = Server::answering(answer!("text/html", "<p>log in</p>"))?;
    let error = client(&server)?.choice().retrieve().await.err().ok_or("it is read")?;
    assert!(error.is_decode(), "{error}");
    Ok(())
}

#[tokio::test]
async fn bytes_beside_events_are_written_as_they_come() -> Outcome {
    let server = Server::answering(answer!("audio/mpeg", "ID3"))?;
    let bytes = client(&server)?.speech().create().byte_stream().await?;
    let mut written = Vec::new();
    assert_eq!(bytes.write_to(&mut written).await?, 3);
    assert_eq!(written, b"ID3");
    Ok(())
}

#[tokio::test]
async fn lines_of_an_array_are_its_items() -> Outcome {
    let server = Server::answering(answer!("application/x-jsonl", "{\"id\":1}\n{\"id\":2}\n"))?;
    let mut lines = client(&server)?.lines().list().await?;
    assert_eq!(lines.next().await.ok_or("no line")??.id, 1);
    assert_eq!(lines.next().await.ok_or("no line")??.id, 2);
    assert!(lines.next().await.is_none());
    Ok(())
}

#[tokio::test]
async fn some_statuses_and_methods_have_no_body() -> Outcome {
    let server = Server::answering(b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n")?;
    let client = client(&server)?;
    let () = client.gone().update().await?;
    let server = Server::answering(b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 9\r\n\r\n")?;
    let client = self::client(&server)?;
    let () = client.gone().head().await?;
    Ok(())
}

#[tokio::test]
async fn a_body_that_is_not_described_can_be_read() -> Outcome {
    let server = Server::answering(answer!("text/html", "<p>"))?;
    let response = client(&server)?.silent().retrieve().send().await?;
    assert_eq!(response.bytes(), "<p>");
    Ok(())
}

#[tokio::test]
async fn what_a_redirect_leads_to_is_bytes() -> Outcome {
    let there = Server::answering(answer!("application/zip", "PK"))?;
    let moved = format!(
        "HTTP/1.1 302 Found\r\nlocation: {}/x\r\nconnection: close\r\n\r\n",
        there.url
    );
    let server = Server::answering(Box::leak(moved.into_boxed_str()).as_bytes())?;
    assert_eq!(client(&server)?.logs().retrieve().await?, "PK");
    assert_eq!(asked(there)?.0, "GET /x HTTP/1.1");
    Ok(())
}
