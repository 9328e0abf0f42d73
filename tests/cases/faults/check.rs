//! Faulty servers, for requests with a body or with several credentials, and for responses that are
//! streams.

#[allow(dead_code)]
mod server;

use std::time::Duration;

use faults::{Client, Error, File};
use server::{Act, Request, Server, Step, answer, ok, raw_answer};

type Outcome = Result<(), Box<dyn std::error::Error>>;

const NOTE: &str = r#"{"text":"a"}"#;

fn client(server: &Server) -> Result<Client, Error> {
    Client::builder()
        .base_url(server.url())
        .token("token-4711")
        .key("key-4711")
        .session("session-4711")
        .build()
}

/// The request line, the media types and the body of a request.
fn shown(request: &Request) -> (&str, Vec<&str>, String) {
    let body = String::from_utf8_lossy(&request.body).into_owned();
    (request.line(), request.header("content-type"), body)
}

/// The values of the three credentials that a request carries.
fn credentials(request: &Request) -> [Vec<&str>; 3] {
    ["authorization", "x-key", "cookie"].map(|name| request.header(name))
}

/// The credentials of a request that carries all of them.
const ALL: [[&str; 1]; 3] = [["Bearer token-4711"], ["key-4711"], ["sid=session-4711"]];

#[tokio::test]
async fn all_credentials_go_along_to_the_same_server() -> Outcome {
    for status in [307, 308] {
        let moved = answer(status, &[("location", "/v2/notes?a=1")], "");
        let server = Server::start([moved, ok(NOTE)]).await?;
        client(&server)?.notes().create("b").await?;
        let requests = server.requests();
        let expected = |line| (line, vec!["application/json"], r#"{"text":"b"}"#.to_owned());
        assert_eq!(
            requests.iter().map(shown).collect::<Vec<_>>(),
            [
                expected("POST /v1/notes HTTP/1.1"),
                expected("POST /v2/notes?a=1 HTTP/1.1")
            ]
        );
        for request in &requests {
            assert_eq!(credentials(request), ALL);
        }
    }
    Ok(())
}

#[tokio::test]
async fn all_tries_of_a_write_have_one_key() -> Outcome {
    let busy = || answer(503, &[("retry-after-ms", "1")], "");
    let server = Server::start([busy(), busy(), ok(NOTE), ok(NOTE), ok(NOTE)]).await?;
    let client = client(&server)?;
    client.notes().create("b").await?;
    client.notes().create("b").await?;
    let own = client.notes().create("b").header("Idempotency-Key", "mine");
    own.await?;
    let requests = server.requests();
    let values = |name: &str| -> Vec<String> {
        let values = requests.iter().flat_map(|request| request.header(name));
        values.map(str::to_owned).collect()
    };
    let keys = values("idempotency-key");
    let [one, two, three, other, mine] = &keys[..] else {
        return Err(format!("{keys:?}").into());
    };
    assert!(one == two && two == three && three != other && mine == "mine");
    // A UUID of version 4 (RFC 9562).
    let groups: Vec<usize> = one.split('-').map(str::len).collect();
    assert_eq!(groups, [8, 4, 4, 4, 12]);
    assert_eq!(one.get(14..15), Some("4"));
    assert_eq!(values("x-retry-count"), ["1", "2"]);
    Ok(())
}

#[tokio::test]
async fn a_redirect_that_changes_the_method_drops_the_body() -> Outcome {
    for status in [301, 302, 303] {
        let moved = answer(status, &[("location", "/v1/other")], "");
        let server = Server::start([moved, ok(NOTE)]).await?;
        client(&server)?.notes().create("b").await?;
        let requests = server.requests();
        let last = requests.last().ok_or("no request")?;
        let nothing = ("GET /v1/other HTTP/1.1", vec![], String::new());
        assert_eq!(shown(last), nothing, "{status}");
        assert_eq!(requests.len(), 2);
    }
    Ok(())
}

/// Returns the request that another server receives after a redirect with this status code.
async fn elsewhere(status: u16) -> Result<Request, Box<dyn std::error::Error>> {
    let other = Server::with(NOTE).await?;
    let location = format!("{}/elsewhere", other.url());
    let server = Server::start([answer(status, &[("location", &location)], "")]).await?;
    client(&server)?.notes().create("b").await?;
    assert_eq!(credentials(server.requests().first().ok_or("none")?), ALL);
    Ok(other.requests().pop().ok_or("no request came")?)
}

#[tokio::test]
async fn neither_token_nor_cookie_goes_to_another_server() -> Outcome {
    for status in [301, 302, 303, 307, 308] {
        let request = elsewhere(status).await?;
        let [authorization, _, cookie] = credentials(&request);
        assert_eq!((authorization, cookie), (vec![], vec![]), "{status}");
    }
    Ok(())
}

#[tokio::test]
async fn no_key_in_a_header_of_its_own_goes_to_another_server() -> Outcome {
    for status in [301, 302, 303, 307, 308] {
        let request = elsewhere(status).await?;
        assert_eq!(request.header("x-key"), [""; 0], "{status}");
    }
    Ok(())
}

#[tokio::test]
async fn parts_are_sent_again_by_a_redirect_that_keeps_the_method() -> Outcome {
    let moved = answer(308, &[("location", "/v1/other")], "");
    let server = Server::start([moved, ok(NOTE)]).await?;
    let file = File::new("a.txt", b"content".to_vec());
    client(&server)?.scans().create(file).title("t").await?;
    let requests = server.requests();
    let [first, second] = requests.as_slice() else {
        return Err("two requests".into());
    };
    assert_eq!(first.body, second.body);
    assert_eq!(first.header("content-type"), second.header("content-type"));
    let text = String::from_utf8_lossy(&second.body);
    assert!(
        text.contains("filename=\"a.txt\"") && text.contains("content\r\n"),
        "{text}"
    );
    Ok(())
}

#[tokio::test]
async fn a_body_is_sent_again_as_it_was() -> Outcome {
    let again = answer(503, &[("retry-after-ms", "1")], "");
    let reset = Step::Acts(vec![Act::Reset]);
    let server = Server::start([again, reset, ok(NOTE)]).await?;
    let response = client(&server)?.notes().create("b").send().await?;
    assert_eq!(response.retries_taken(), 2);
    let requests = server.requests();
    assert_eq!(requests.len(), 3);
    for request in &requests {
        assert_eq!(request.body, br#"{"text":"b"}"#);
        assert_eq!(credentials(request), ALL);
    }
    Ok(())
}

#[tokio::test]
async fn nothing_is_what_an_operation_without_an_answer_wants() -> Outcome {
    for head in [
        "204 No Content",
        "204 No Content\r\ncontent-type: application/json",
        "200 OK\r\ncontent-length: 0",
        "202 Accepted\r\ncontent-length: 7\r\n\r\nignored",
    ] {
        let step = Step::send(format!("HTTP/1.1 {head}\r\n\r\n"));
        let server = Server::start([step]).await?;
        client(&server)?.notes().delete("1").await?;
        assert_eq!(server.request_lines(), ["DELETE /v1/notes/1 HTTP/1.1"]);
    }
    Ok(())
}

#[tokio::test]
async fn bytes_that_break_off_are_no_bytes() -> Outcome {
    let cut = Step::send_and(
        "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n1234",
        Act::Close,
    );
    let server = Server::start([cut]).await?;
    let pictures = client(&server)?.pictures();
    let error = pictures.retrieve().max_retries(0).await.err().ok_or("bytes")?;
    assert!(error.is_transport());
    assert_eq!(
        error.to_string(),
        "the connection was lost: end of file before message length reached"
    );
    let server = Server::start([raw_answer(200, &[], b"\x89PNG\xff\x00")]).await?;
    let bytes = client(&server)?.pictures().retrieve().await?;
    assert_eq!(&*bytes, b"\x89PNG\xff\x00");
    Ok(())
}

/// `{"text":"b"}`, compressed.
const GZIP: &[u8] = &[
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xab, 0x56, 0x2a, 0x49, 0xad, 0x28, 0x51,
    0xb2, 0x52, 0x4a, 0x52, 0xaa, 0x05, 0x00, 0xd7, 0x7d, 0xa2, 0x17, 0x0c, 0x00, 0x00, 0x00,
];

#[tokio::test]
async fn compression_is_asked_for_and_undone() -> Outcome {
    let server = Server::start([raw_answer(200, &[("content-encoding", "gzip")], GZIP)]).await?;
    assert_eq!(client(&server)?.notes().create("a").await?.text, "b");
    let asked = server.header("accept-encoding").concat();
    for coding in ["gzip", "br", "zstd"] {
        assert!(asked.contains(coding), "{asked}");
    }
    Ok(())
}

#[tokio::test]
async fn compression_that_breaks_off_is_an_error() -> Outcome {
    for length in [1, 9, 10, 20, GZIP.len() - 8, GZIP.len() - 1] {
        let part = GZIP.get(..length).ok_or("a part")?;
        let cut = raw_answer(200, &[("content-encoding", "gzip")], part);
        let server = Server::start([cut]).await?;
        let note = client(&server)?.notes().create("a").max_retries(0).await;
        let error = note.err().ok_or("a note")?;
        assert!(error.is_transport());
        assert_eq!(error.to_string(), "the connection was lost: unexpected end of file");
    }
    Ok(())
}

/// The head of an event stream.
const EVENTS: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n";

/// Returns the texts of all events, and the error that ends the stream.
async fn texts(step: Step) -> Result<(Vec<String>, Option<String>), Box<dyn std::error::Error>> {
    let server = Server::start([step]).await?;
    let events = client(&server)?.events();
    let mut stream = events.list().timeout(Duration::from_millis(500)).await?;
    let mut texts = Vec::new();
    let mut end = None;
    while let Some(event) = stream.next().await {
        match event {
            Ok(note) => texts.push(note.text),
            Err(error) => end = Some(error.to_string()),
        }
    }
    assert!(stream.next().await.is_none());
    // Once a stream has begun, the request is not retried.
    assert_eq!(server.requests().len(), 1);
    Ok((texts, end))
}

fn event(text: &str) -> String {
    format!("data: {{\"text\":\"{text}\"}}\n\n")
}

#[tokio::test]
async fn a_stream_ends_with_what_breaks_it() -> Outcome {
    let start = format!("{EVENTS}{}data: {{\"te", event("a"));
    let chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n15\r\n";
    let chunk = format!("{chunked}{}\r\nzz\r\n", event("ab"));
    let long = format!(
        "HTTP/1.1 200 OK\r\ncontent-length: 90\r\n\r\n{}",
        event("a")
    );
    for (step, end) in [
        (
            Step::send_and(start.clone(), Act::Close),
            Some("the connection was closed in the middle of an event"),
        ),
        (
            Step::send_and(start.clone(), Act::Reset),
            Some("the connection was lost: Connection reset by peer (os error 104)"),
        ),
        (
            Step::send_and(start, Act::Hang),
            Some("timed out after 500ms"),
        ),
        (
            Step::send_and(long, Act::Close),
            Some("the connection was lost: end of file before message length reached"),
        ),
        (
            Step::send_and(chunk, Act::Close),
            Some("the connection was lost: Invalid chunk size line: missing size digit"),
        ),
    ] {
        let shown = format!("{step:?}");
        let (texts, ended) = texts(step).await?;
        assert_eq!(texts.len(), 1, "{shown}");
        assert_eq!(ended.as_deref(), end, "{shown}");
    }
    Ok(())
}

#[tokio::test]
async fn events_come_whole_from_single_bytes() -> Outcome {
    let body = "\u{feff}: hi\r\n\r\ndata: {\"text\":\rdata:\"\u{e9}\"}\r\rid: 1\n".to_owned();
    let body = body + &event("b");
    let drip = Act::Drip(body.into_bytes(), Duration::from_micros(1));
    let step = Step::Acts(vec![Act::Send(EVENTS.into()), drip, Act::Close]);
    assert_eq!(
        texts(step).await?,
        (vec!["é".to_owned(), "b".to_owned()], None)
    );
    Ok(())
}

#[tokio::test]
async fn the_time_limit_is_that_of_each_piece() -> Outcome {
    // Takes about 900 ms in total; the timeout is 500 ms.
    let drip = Act::Drip(event("slow").into_bytes(), Duration::from_millis(40));
    let step = Step::Acts(vec![Act::Send(EVENTS.into()), drip, Act::Close]);
    assert_eq!(texts(step).await?, (vec!["slow".to_owned()], None));
    Ok(())
}

#[tokio::test]
async fn data_that_are_no_json_are_one_error() -> Outcome {
    let invalid = b"data: {\"text\": \"\xff\"}\n\n".to_vec();
    let start = [EVENTS, &event("a")].concat().into_bytes();
    let bytes = [start, invalid, event("b").into_bytes()].concat();
    let (texts, end) = texts(Step::Write(bytes)).await?;
    // The HTML standard decodes an event stream as UTF-8 with replacement characters.
    assert_eq!((texts.len(), end), (3, None));
    let text = format!("{EVENTS}{}data: {{\"text\n\n{}", event("a"), event("b"));
    let (texts, end) = self::texts(Step::Write(text.into_bytes())).await?;
    assert_eq!(texts, ["a", "b"]);
    assert_eq!(
        end.as_deref(),
        Some(
            "200 OK: invalid JSON at $: EOF while parsing a string at line 1 column 6 \
             (content type: text/event-stream, body: {\"text)"
        )
    );
    Ok(())
}

/// The peak resident memory of this process, in KiB.
#[cfg(target_os = "linux")]
fn peak() -> Result<usize, Box<dyn std::error::Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|text| text.trim().split(' ').next());
    Ok(kib.ok_or("no VmHWM")?.parse()?)
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_long_stream_needs_no_memory() -> Outcome {
    let piece = event(&"a".repeat(1 << 14));
    let times = (64 << 20) / piece.len();
    let step = Step::Acts(vec![
        Act::Send(EVENTS.into()),
        Act::Repeat(piece.into_bytes(), times),
        Act::Close,
    ]);
    let server = Server::start([step]).await?;
    let mut stream = client(&server)?.events().list().await?;
    stream.next().await.ok_or("no event")??;
    let before = peak()?;
    let mut events = 1;
    while let Some(event) = stream.next().await {
        assert_eq!(event?.text.len(), 1 << 14);
        events += 1;
    }
    assert_eq!(events, times);
    let grown = peak()?.saturating_sub(before);
    assert!(grown < 16 << 10, "{grown} KiB for a stream of 64 MiB");
    Ok(())
}
