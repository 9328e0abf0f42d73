//! Files that are sent, and bodies that are not there.

use std::path::Path;

use bytes::Bytes;
use tests_exchange::File;

use crate::Outcome;
use crate::exchange::{client, failure};
use crate::server::{Server, Step, ok};

const NOTE: &str = r#"{"text":"a"}"#;

/// A stream of chunks.
struct Chunks(std::slice::Iter<'static, &'static str>);

impl futures_core::Stream for Chunks {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(match self.0.next() {
            Some(&"!") => Some(Err(std::io::Error::other("the disk is gone"))),
            next => next.map(|text| Ok((*text).into())),
        })
    }
}

fn stream(length: Option<u64>, chunks: &'static [&'static str]) -> File {
    File::from_stream("a.txt", length, Chunks(chunks.iter()))
}

/// The body that a file is sent as, with `B` as the boundary.
async fn sent(file: File) -> Result<String, Box<dyn std::error::Error>> {
    let server = Server::with(NOTE).await?;
    client(&server)?.files().create(file).await?;
    let requests = server.requests();
    let request = requests.first().ok_or("no request")?;
    let media = request.header("content-type");
    let media = media.first().ok_or("no media type")?;
    let (_, boundary) = media.split_once("boundary=").ok_or("no boundary")?;
    Ok(String::from_utf8_lossy(&request.body).replace(boundary, "B"))
}

#[tokio::test]
async fn the_media_type_is_that_of_the_name_unless_one_is_given() -> Outcome {
    for (name, media) in [
        ("a.png", "image/png"),
        ("photo.of.me.JPG", "image/jpeg"),
        ("speech.mp3", "audio/mpeg"),
        ("batch.jsonl", "application/jsonl"),
        ("a.unknown", "application/octet-stream"),
        ("png", "application/octet-stream"),
        (".png", "application/octet-stream"),
        ("", "application/octet-stream"),
    ] {
        let body = sent(File::new(name, "x")).await?;
        let expected = format!(
            "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: {media}\r\n\r\nx\r\n--B--\r\n"
        );
        assert_eq!(body, expected);
    }
    let given = sent(File::new("a.png", "x").media_type("application/octet-stream")).await?;
    assert!(
        given.contains("Content-Type: application/octet-stream\r\n"),
        "{given}"
    );
    Ok(())
}

#[tokio::test]
async fn one_file_is_taken_where_several_are() -> Outcome {
    let server = Server::start([ok(NOTE), ok(NOTE)]).await?;
    let edits = client(&server)?.edits();
    edits.create(File::new("a.png", "1")).await?;
    edits
        .create([File::new("a.png", "1"), File::new("b.png", "2")])
        .await?;
    let counts: Vec<usize> = server
        .requests()
        .iter()
        .map(|request| {
            String::from_utf8_lossy(&request.body)
                .matches("name=\"image\"")
                .count()
        })
        .collect();
    assert_eq!(counts, [1, 2]);
    Ok(())
}

#[tokio::test]
async fn a_stream_has_the_length_that_it_is_said_to_have() -> Outcome {
    for chunks in [
        &["ab", "cde"][..],
        &["", "abcde", ""],
        &["a", "b", "c", "d", "e"],
    ] {
        let body = sent(stream(Some(5), chunks)).await?;
        assert!(body.contains("\r\n\r\nabcde\r\n--B--"), "{body}");
    }
    assert!(
        sent(stream(Some(0), &[]))
            .await?
            .contains("\r\n\r\n\r\n--B--")
    );
    let chunked = sent(stream(None, &["ab", "c"])).await?;
    assert!(chunked.contains("\r\nab\r\n1\r\nc\r\n"), "{chunked}");
    Ok(())
}

#[tokio::test]
async fn a_stream_of_another_length_is_an_error_before_success() -> Outcome {
    for (length, chunks, message) in [
        (5, &["ab", "c"][..], "a file has 3 bytes instead of 5"),
        (5, &[], "a file has 0 bytes instead of 5"),
        (5, &["abcde", "f"], "a file has more than 5 bytes"),
        (5, &["abc", "defgh"], "a file has more than 5 bytes"),
        (0, &["a"], "a file has more than 0 bytes"),
        (
            5,
            &["ab", "!"],
            "cannot read the stream of a file: the disk is gone",
        ),
    ] {
        let server = Server::by(|_| Step::Hang).await?;
        let request = client(&server)?
            .files()
            .create(stream(Some(length), chunks));
        let error = failure(request.await)?;
        assert_eq!(error.to_string(), message);
        assert!(error.is_invalid_request() && !error.is_transport());
        assert!(server.requests().is_empty());
    }
    Ok(())
}

#[tokio::test]
async fn a_folder_is_not_a_file() -> Outcome {
    let server = Server::with(NOTE).await?;
    let folder = tempfile::tempdir()?;
    let files = client(&server)?.files();
    let error = failure(files.create(folder.path()).await)?;
    assert!(error.is_invalid_request());
    let path = folder.path().display();
    assert_eq!(
        error.to_string(),
        format!("cannot read the file {path}: is a directory")
    );
    let error = failure(files.create(Path::new("/dev/null")).await)?;
    assert_eq!(
        error.to_string(),
        "cannot read the file /dev/null: it is not a regular file"
    );
    assert!(server.requests().is_empty());
    Ok(())
}

#[tokio::test]
async fn a_post_without_a_body_has_a_length() -> Outcome {
    let server = Server::start([ok(NOTE), ok(NOTE)]).await?;
    let client = client(&server)?;
    client.runs().create().await?;
    client.notes().retrieve("1").await?;
    let requests = server.requests();
    let lengths: Vec<_> = requests
        .iter()
        .map(|one| one.header("content-length"))
        .collect();
    assert_eq!(lengths, [vec!["0"], vec![]]);
    Ok(())
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_pipe_is_not_a_file_and_nobody_waits_for_its_writer() -> Outcome {
    let server = Server::with(NOTE).await?;
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&path).status()?;
    assert!(made.success());
    let error = failure(client(&server)?.files().create(path).await)?;
    assert!(error.is_invalid_request());
    assert!(error.to_string().ends_with(": it is not a regular file"));
    Ok(())
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_file_whose_size_is_not_known_is_sent_to_its_end() -> Outcome {
    let body = sent(File::from_path("/proc/self/limits")).await?;
    assert!(body.contains("Max open files"), "{body}");
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("empty.txt");
    std::fs::write(&path, "")?;
    let body = sent(File::from_path(path)).await?;
    assert!(body.ends_with("text/plain\r\n\r\n\r\n--B--\r\n"), "{body}");
    Ok(())
}

#[tokio::test]
async fn control_characters_in_the_headers_of_a_file_are_refused() -> Outcome {
    let server = Server::start([]).await?;
    let files = client(&server)?.files();
    for (file, what) in [
        (File::new("a\0b.txt", "x"), "name"),
        (File::new("a\u{7f}b.txt", "x"), "name"),
        (File::new("a", "x").media_type("text/\0plain"), "media type"),
        (
            File::new("a", "x").media_type("text/plain\r\nx: y"),
            "media type",
        ),
    ] {
        let error = failure(files.create(file).await)?;
        assert!(error.is_invalid_request());
        assert_eq!(
            error.to_string(),
            format!(
                "the {what} of the file `file` contains characters that HTTP headers do not allow"
            )
        );
    }
    assert!(server.requests().is_empty());
    Ok(())
}

#[tokio::test]
async fn a_name_cannot_add_headers_or_parts() -> Outcome {
    for (name, shown) in [
        ("a\"; name=\"x.txt", "a%22; name=%22x.txt"),
        ("a\r\nx: y\r\n\r\nz.txt", "a%0D%0Ax: y%0D%0A%0D%0Az.txt"),
        ("a\\b%22.txt", "a\\b%22.txt"),
        ("é 日本;.txt", "é 日本;.txt"),
        ("../../etc/passwd.txt", "../../etc/passwd.txt"),
    ] {
        let body = sent(File::new(name, "x")).await?;
        let expected = format!(
            "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{shown}\"\r\nContent-Type: text/plain\r\n\r\nx\r\n--B--\r\n"
        );
        assert_eq!(body, expected);
    }
    // The folder of a file is nobody's business.
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("a.txt");
    std::fs::write(&path, "x")?;
    let body = sent(File::from_path(path)).await?;
    assert!(body.contains("; filename=\"a.txt\"\r\n"), "{body}");
    Ok(())
}

/// Reads the head of a request, responds, and then does this with the connection.
async fn early(
    response: &'static [u8],
    then: impl AsyncFnOnce(tokio::net::TcpStream) -> std::io::Result<()> + Send + 'static,
) -> Result<String, Box<dyn std::error::Error>> {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    let client = tests_exchange::Client::builder().base_url(url).token("t");
    let files = client.max_retries(0).build()?.files();
    let file = File::new("a", vec![b'x'; 16 << 20]);
    let call = tokio::spawn(files.create(file).into_future());
    let (mut stream, _) = listener.accept().await?;
    stream.read_exact(&mut [0; 512]).await?;
    stream.write_all(response).await?;
    then(stream).await?;
    let outcome = tokio::time::timeout(std::time::Duration::from_secs(20), call).await??;
    Ok(failure(outcome)?.to_string())
}

#[tokio::test]
async fn a_refusal_that_comes_before_the_end_of_an_upload_is_the_error() -> Outcome {
    const REFUSAL: &[u8] = b"HTTP/1.1 413 Payload Too Large\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: 24\r\n\r\n{\"message\":\"too large.\"}";
    let message = "413 Payload Too Large: too large.";
    // The server reads no further, and keeps the connection open.
    let waits = early(REFUSAL, async |stream| {
        tokio::spawn(async move {
            tokio::time::sleep(std::time::Duration::from_secs(30)).await;
            drop(stream);
        });
        Ok(())
    });
    assert_eq!(waits.await?, message);
    // It closes its half of the connection, and reads what is still in transit.
    let lingers = early(REFUSAL, async |mut stream| {
        use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
        stream.shutdown().await?;
        let mut buffer = vec![0; 1 << 16];
        while stream.read(&mut buffer).await? > 0 {}
        Ok(())
    });
    assert_eq!(lingers.await?, message);
    Ok(())
}

#[tokio::test]
async fn a_media_type_of_the_callers_own_has_the_boundary_of_the_body() -> Outcome {
    for (own, shown) in [
        ("multipart/form-data", "multipart/form-data; boundary=B"),
        (
            "Multipart/Form-Data; boundary=other; charset=utf-8",
            "Multipart/Form-Data; charset=utf-8; boundary=B",
        ),
        ("application/json", "application/json"),
    ] {
        let server = Server::with(NOTE).await?;
        let request = client(&server)?.files().create(File::new("a.txt", "x"));
        request.header("content-type", own).await?;
        let requests = server.requests();
        let request = requests.first().ok_or("no request")?;
        let body = String::from_utf8_lossy(&request.body);
        let boundary = body.get(2..34).ok_or("no boundary")?;
        let media = request.header("content-type").concat();
        assert_eq!(media.replace(boundary, "B"), shown);
    }
    Ok(())
}

/// A stream that panics if it is polled after its end, as many do.
struct Strict(Option<std::slice::Iter<'static, &'static str>>);

impl futures_core::Stream for Strict {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        assert!(self.0.is_some(), "the stream was polled after its end");
        let Some(chunks) = &mut self.0 else {
            return std::task::Poll::Ready(None);
        };
        let next = chunks.next();
        if next.is_none() {
            self.0 = None;
        }
        std::task::Poll::Ready(next.map(|text| Ok((*text).into())))
    }
}

#[tokio::test]
async fn a_stream_is_not_polled_after_its_end() -> Outcome {
    for (length, end) in [
        (Some(5), "\r\n\r\nabcde\r\n--B--\r\n"),
        (None, "\r\n3\r\ncde\r\n"),
    ] {
        let chunks = Strict(Some(["ab", "cde"].iter()));
        let body = sent(File::from_stream("a.txt", length, chunks)).await?;
        assert!(body.contains(end), "{body}");
    }
    Ok(())
}
