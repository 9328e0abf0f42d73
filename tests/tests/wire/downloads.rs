//! Bytes and lines that break off, and streams in blocking code.

use std::time::Duration;

use crate::Outcome;
use crate::exchange::{client, failure};
use crate::server::{Act, Server, Step};

const PDF: &str =
    "HTTP/1.1 200 OK\r\ncontent-type: application/pdf\r\ncontent-length: 8\r\n\r\n1234";
const LOST: &str = "the connection was lost: end of file before message length reached";

#[tokio::test]
async fn a_download_that_breaks_off_is_not_a_file() -> Outcome {
    let cut = || Step::send_and(PDF, Act::Close);
    let server = Server::start([cut(), cut(), cut()]).await?;
    let client = client(&server)?;
    let error = failure(client.report().retrieve().await)?;
    assert_eq!(error.to_string(), LOST);
    let mut stream = client.report().retrieve().stream().await?;
    assert_eq!(stream.next().await.ok_or("no bytes")??, "1234");
    let error = failure(stream.next().await.ok_or("no error")?)?;
    assert_eq!(error.to_string(), LOST);
    assert!(error.is_transport());
    assert!(stream.next().await.is_none());
    let stream = client.report().retrieve().stream().await?;
    let mut file = Vec::new();
    let error = failure(stream.write_to(&mut file).await)?;
    assert_eq!((error.to_string().as_str(), &*file), (LOST, &b"1234"[..]));
    Ok(())
}

#[tokio::test]
async fn lines_that_break_off_are_an_error() -> Outcome {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/x-ndjson\r\n";
    let lines = "{\"text\":\"a\"}\r\n\r\n{\"text\":\"\u{e9}\"}\n{\"text\":\"";
    let closed = format!("{head}\r\n{lines}");
    let chunked = format!(
        "{head}transfer-encoding: chunked\r\n\r\n{:x}\r\n{lines}\r\n",
        lines.len()
    );
    for (body, message) in [
        (
            closed,
            "200 OK: invalid JSON at $.text: EOF while parsing a string at line 1 column 9 \
             (content type: application/x-ndjson, body: {\"text\":\")",
        ),
        (
            chunked,
            "the connection was lost: unexpected EOF during chunk size line",
        ),
    ] {
        let acts = Act::Drip(body.into_bytes(), Duration::from_micros(1));
        let server = Server::start([Step::Acts(vec![acts, Act::Close])]).await?;
        let mut lines = client(&server)?.lines().list().await?;
        let mut found = Vec::new();
        while let Some(line) = lines.next().await {
            found.push(line.map_or_else(|error| error.to_string(), |note| note.text));
        }
        assert_eq!(found, ["a", "é", message]);
    }
    Ok(())
}

#[test]
fn a_blocking_stream_can_be_dropped_in_the_middle() -> Outcome {
    let servers = tokio::runtime::Runtime::new()?;
    let event = "data: {\"text\":\"a\"}\n\n";
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n";
    let endless = Step::Acts(vec![
        Act::Send(head.into()),
        Act::Repeat(event.into(), 1_000_000),
    ]);
    let server = servers.block_on(Server::by(move |_| endless.clone()))?;
    let client = client(&server)?;
    let take = |count: usize| -> Result<Vec<String>, tests_exchange::Error> {
        let events = client.events().list().into_future().wait()?.wait();
        let texts = events.take(count).map(|event| Ok(event?.text));
        texts.collect()
    };
    assert_eq!(take(3)?, ["a"; 3]);
    // The same on a thread of a runtime.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    assert_eq!(runtime.block_on(async { take(2) })?, ["a"; 2]);
    drop(runtime);
    let threads = (0..8).map(|_| {
        let client = client.clone();
        std::thread::spawn(move || {
            let events = client.events().list().into_future().wait()?.wait();
            events
                .take(5)
                .try_fold(0, |sum, event| event.map(|_| sum + 1))
        })
    });
    for thread in threads.collect::<Vec<_>>() {
        assert_eq!(thread.join().map_err(|_| "it panicked")??, 5);
    }
    Ok(())
}

#[tokio::test]
async fn a_mark_of_byte_order_before_lines_is_passed_over() -> Outcome {
    let body = "HTTP/1.1 200 OK\r\ncontent-type: application/jsonl\r\n\r\n\u{feff}{\"text\":\"a\"}\n{\"text\":\"b\"}";
    let server = Server::start([Step::Write(body.into())]).await?;
    let mut lines = client(&server)?.lines().list().await?;
    let mut found = Vec::new();
    while let Some(line) = lines.next().await {
        found.push(line?.text);
    }
    assert_eq!(found, ["a", "b"]);
    Ok(())
}

#[tokio::test]
async fn the_rest_of_a_download_that_is_dropped_is_not_the_next_response() -> Outcome {
    let head =
        "HTTP/1.1 200 OK\r\ncontent-type: application/pdf\r\ncontent-length: 1000000\r\n\r\n";
    let stray = "HTTP/1.1 200 OK\r\ncontent-length: 15\r\n\r\n{\"text\":\"stray\"}";
    let long = Step::send(format!(
        "{head}{}",
        stray.repeat(1_000_000 / stray.len() + 1)
    ));
    let note = "HTTP/1.1 200 OK\r\ncontent-length: 12\r\n\r\n{\"text\":\"a\"}";
    let server = Server::start([long, Step::send(note)]).await?;
    let client = client(&server)?;
    let mut stream = client.report().retrieve().stream().await?;
    stream.next().await.ok_or("no bytes")??;
    drop(stream);
    assert_eq!(client.notes().retrieve("1").await?.text, "a");
    assert_eq!((server.requests().len(), server.connections()), (2, 2));
    Ok(())
}

#[tokio::test]
async fn a_post_is_sent_on_a_new_connection_if_the_server_has_closed_the_old_one() -> Outcome {
    let note = "HTTP/1.1 200 OK\r\ncontent-length: 12\r\n\r\n{\"text\":\"a\"}";
    let server = Server::by(move |_| Step::send_and(note, Act::Close)).await?;
    let client = client(&server)?;
    for count in 1..=3 {
        let answers = client.answers().create("hi").max_retries(0);
        assert_eq!(answers.await?.text, "a");
        assert_eq!(
            (server.requests().len(), server.connections()),
            (count, count)
        );
        tokio::time::sleep(Duration::from_millis(60)).await;
    }
    Ok(())
}

#[tokio::test]
async fn an_upload_that_is_dropped_closes_its_connection() -> Outcome {
    use tokio::io::AsyncReadExt as _;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    let client = tests_exchange::Client::builder().base_url(url).token("t");
    let files = client.build()?.files();
    let file = tests_exchange::File::new("a", vec![b'x'; 16 << 20]);
    let call = tokio::spawn(files.create(file).into_future());
    let (mut stream, _) = listener.accept().await?;
    stream.read_exact(&mut [0; 512]).await?;
    call.abort();
    let mut rest = Vec::new();
    let reading = stream.read_to_end(&mut rest);
    // It ends or is reset, far from its end.
    let _ = tokio::time::timeout(Duration::from_secs(10), reading).await?;
    assert!(rest.len() < 16 << 20);
    Ok(())
}
