//! Multipart bodies and maps of files are values.

use std::collections::BTreeMap;

use call_sites::{Client, File};

use crate::DONE;
use crate::server::{Outcome, Server};

/// The name and the content of each part of a body, and its media type if it has one.
fn parts(request: &str) -> Vec<String> {
    let body = request.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    let boundary = body.lines().next().unwrap_or_default();
    let parts = body.split(boundary).filter_map(|part| {
        let (head, content) = part.trim_start().split_once("\r\n\r\n")?;
        let head = head.replace("Content-Disposition: form-data; ", "").replace("\r\nContent-Type:", ";");
        Some(format!("{head} = {}", content.trim_end()))
    });
    parts.collect()
}

#[tokio::test]
async fn a_multipart_body_is_a_value() -> Outcome {
    use call_sites::resources::uploads::UpdateBody;
    let server = Server::answering(DONE)?;
    let client = Client::builder().base_url(&server.url).build()?;
    let more = [File::new("a.txt", "A"), File::new("b.txt", "B")];
    let body = UpdateBody::new(b"F", &more).labels(["x", "y"]).size(1_u8).pages([("one", b"P")]);
    assert_eq!(format!("{body:?}"), r#"UpdateBody { request: ["kind", "file", "more", "more", "labels", "labels", "size", "pages"] }"#);
    client.uploads().update_with("f", body.clone()).size(2).files(BTreeMap::from([("own.txt", File::new("own.txt", "O"))])).await?;
    let request = server.whole_request()?;
    assert!(request.starts_with("POST /uploads/f HTTP/1.1\r\n"), "{request}");
    let expected = [
        r#"name="kind" = upload"#,
        r#"name="file"; filename="file"; application/octet-stream = F"#,
        r#"name="more"; filename="a.txt"; text/plain = A"#,
        r#"name="more"; filename="b.txt"; text/plain = B"#,
        r#"name="labels" = x"#,
        r#"name="labels" = y"#,
        r#"name="pages[one]"; filename="file"; image/png = P"#,
        r#"name="size" = 2"#,
        r#"name="own.txt"; filename="own.txt"; text/plain = O"#,
    ];
    assert_eq!(parts(&request), expected);
    // A kept body is sent again, and a mistake in it is found when it is sent.
    let server = Server::answering(DONE)?;
    let client = Client::builder().base_url(&server.url).build()?;
    client.uploads().update_with("g", &body).labels(Vec::<String>::new()).await?;
    assert_eq!(parts(&server.whole_request()?).len(), 6);
    let error = client.uploads().update_with("g", body.size(1_u64 << 40)).await.err().ok_or("it is sent")?;
    assert!(error.to_string().contains("`size`: 1099511627776 does not fit into `i32`"), "{error}");
    Ok(())
}

#[tokio::test]
async fn files_are_named_by_their_keys() -> Outcome {
    let server = Server::answering(DONE)?;
    let client = Client::builder().base_url(&server.url).build()?;
    client.named().create([("a", File::new("a.bin", "A")), ("b", File::new("b.bin", "B"))]).await?;
    let expected = [
        r#"name="a"; filename="a.bin"; application/octet-stream = A"#,
        r#"name="b"; filename="b.bin"; application/octet-stream = B"#,
    ];
    assert_eq!(parts(&server.whole_request()?), expected);
    Ok(())
}

#[tokio::test]
async fn a_name_and_the_content_are_a_file() -> Outcome {
    let server = Server::answering(DONE)?;
    let client = Client::builder().base_url(&server.url).build()?;
    client.uploads().update("f", ("s.mp3", b"F"), [("a.txt", "A".to_owned())]).await?;
    let parts = parts(&server.whole_request()?);
    assert_eq!(parts[1], "name=\"file\"; filename=\"s.mp3\"; audio/mpeg = F");
    assert_eq!(parts[2], "name=\"more\"; filename=\"a.txt\"; text/plain = A");
    Ok(())
}
