//! Bodies that are large, compressed, or not valid text.

use crate::connections::{head, one_try};
use crate::server::{Act, Server, Step, raw_answer};
use crate::{EXAMPLE, Outcome, error_of, invites};

/// An empty JSON object, compressed with gzip.
const GZIP: &[u8] = &[
    0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3, 0xab, 0xae, 5, 0, 0x43, 0xbf, 0xa6, 0xa3, 2, 0, 0, 0,
];

#[tokio::test]
async fn compression_that_was_not_asked_for_is_named() -> Outcome {
    let headers = [
        ("content-type", "application/json"),
        ("content-encoding", "gzip"),
    ];
    let server = Server::start([raw_answer(200, &headers, GZIP)]).await?;
    let error = error_of(invites(&server)?.retrieve("invite-abc").await)?;
    assert!(error.is_decode());
    let message = "the response body is compressed with gzip, which the client cannot decode";
    assert_eq!(error.message(), message);
    assert_eq!(error.body(), Some(GZIP));
    assert_eq!(server.header("accept-encoding"), [""; 0]);
    assert_eq!(server.requests().len(), 1);

    let server = Server::start([raw_answer(404, &headers, GZIP)]).await?;
    let error = error_of(invites(&server)?.retrieve("invite-abc").await)?;
    assert!(error.is_not_found());
    assert_eq!(error.message(), message);
    // Without it, nothing is compressed.
    let identity = [("content-encoding", "identity")];
    let server = Server::start([raw_answer(200, &identity, EXAMPLE.as_bytes())]).await?;
    invites(&server)?.retrieve("invite-abc").await?;
    Ok(())
}

#[tokio::test]
async fn a_body_of_100_megabytes_is_read() -> Outcome {
    // The example object with an unknown member at its end.
    let (object, _) = EXAMPLE.rsplit_once('\n').ok_or("lines")?;
    let object = format!("{object}, \"padding\": \"");
    let (piece, times) = (vec![b'a'; 1 << 16], 1600);
    let length = object.len() + (piece.len() * times) + "\"}".len();
    let step = Step::Acts(vec![
        Act::Send((head(length) + &object).into_bytes()),
        Act::Repeat(piece, times),
        Act::Send(b"\"}".to_vec()),
    ]);
    let (outcome, requests) = one_try(step, 60_000).await?;
    assert_eq!((outcome?.id.as_str(), requests), ("invite-abc", 1));
    Ok(())
}

#[tokio::test]
async fn a_large_error_shows_its_beginning_and_holds_all() -> Outcome {
    let size = 10 << 20;
    let headers = format!("HTTP/1.1 500 Oops\r\ncontent-length: {size}\r\n\r\n");
    let step = Step::Acts(vec![
        Act::Send(headers.into_bytes()),
        Act::Repeat(b"x".repeat(1 << 10), 10 << 10),
    ]);
    let (outcome, requests) = one_try(step, 60_000).await?;
    let error = error_of(outcome)?;
    let shown = format!("500 Internal Server Error: {}…", "x".repeat(200));
    assert_eq!(error.to_string(), shown);
    assert_eq!(error.body().map(<[u8]>::len), Some(size));
    assert_eq!(requests, 1);
    Ok(())
}

#[tokio::test]
async fn a_mark_of_byte_order_before_the_json_is_passed_over() -> Outcome {
    let body = ["\u{feff}", EXAMPLE].concat();
    let (outcome, requests) = one_try(raw_answer(200, &[], body.as_bytes()), 20_000).await?;
    assert_eq!((outcome?.id.as_str(), requests), ("invite-abc", 1));
    let (outcome, _) = one_try(raw_answer(200, &[], "\u{feff}".as_bytes()), 20_000).await?;
    let error = error_of(outcome)?;
    assert_eq!(
        error.to_string(),
        "200 OK: the body is empty (body: \u{feff})"
    );
    Ok(())
}

#[tokio::test]
async fn a_mark_of_byte_order_before_an_error_is_passed_over() -> Outcome {
    let body = "\u{feff}{\"error\": {\"message\": \"no\", \"code\": \"c\"}}";
    let (outcome, _) = one_try(raw_answer(400, &[], body.as_bytes()), 20_000).await?;
    assert_eq!(
        error_of(outcome)?.to_string(),
        "400 Bad Request: no (code: c)"
    );
    Ok(())
}

#[tokio::test]
async fn json_in_another_encoding_is_an_error_that_says_where() -> Outcome {
    let utf_16: Vec<u8> = "{}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let latin_1 = b"{\"id\": \"caf\xe9\"}".to_vec();
    let surrogate = br#"{"id": "\ud800"}"#.to_vec();
    for (body, message) in [
        (
            utf_16,
            "invalid JSON at $: key must be a string at line 1 column 2",
        ),
        (
            latin_1,
            "invalid JSON at $.id: invalid unicode code point at line 1 column 12",
        ),
        (
            surrogate,
            "invalid JSON at $.id: unexpected end of hex escape at line 1 column 15",
        ),
    ] {
        let (outcome, requests) = one_try(raw_answer(200, &[], &body), 20_000).await?;
        let error = error_of(outcome)?;
        assert!(error.is_decode());
        assert_eq!(error.message(), message);
        assert_eq!((error.body(), requests), (Some(&*body), 1));
    }
    Ok(())
}

#[tokio::test]
async fn an_error_that_is_not_utf_8_is_shown_as_far_as_it_can_be() -> Outcome {
    let (outcome, _) = one_try(raw_answer(403, &[], b"caf\xe9 closed"), 20_000).await?;
    let error = error_of(outcome)?;
    assert_eq!(error.to_string(), "403 Forbidden: caf\u{fffd} closed");
    assert_eq!(error.body(), Some(b"caf\xe9 closed".as_slice()));
    Ok(())
}

#[tokio::test]
async fn a_text_is_in_its_charset() -> Outcome {
    let utf_16 = |unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
        "é€😀".encode_utf16().flat_map(unit).collect()
    };
    let (le, be) = (utf_16(u16::to_le_bytes), utf_16(u16::to_be_bytes));
    for (media, body, text) in [
        ("text/plain", "é€😀".as_bytes().to_vec(), "é€😀"),
        (
            "text/plain; charset=utf-8",
            b"caf\xe9".to_vec(),
            "caf\u{fffd}",
        ),
        (
            "text/plain; charset=ISO-8859-1",
            b"caf\xe9".to_vec(),
            "café",
        ),
        (
            "text/plain;charset=\"latin1\"",
            b"\x80\xff\x9f".to_vec(),
            "€ÿŸ",
        ),
        ("text/plain; charset=l1", b"caf\xe9".to_vec(), "café"),
        (
            "text/plain; charset=ISO_8859-1",
            b"caf\xe9".to_vec(),
            "café",
        ),
        ("text/plain; charset=ascii", b"caf\xe9".to_vec(), "café"),
        (
            "text/plain; format=flowed; Charset=windows-1252",
            b"\x93a\x94".to_vec(),
            "“a”",
        ),
        ("text/plain; charset=utf-16le", le.clone(), "é€😀"),
        ("text/plain; charset=utf-16", le.clone(), "é€😀"),
        ("text/plain; charset=utf-16be", be.clone(), "é€😀"),
        (
            "text/plain; charset=utf-16",
            [&[0xFE, 0xFF], &*be].concat(),
            "é€😀",
        ),
        ("text/plain", [&[0xFF, 0xFE], &*le].concat(), "é€😀"),
        (
            "text/plain; charset=utf-16le",
            b"a\0b".to_vec(),
            "a\u{fffd}",
        ),
        // A byte order mark is surer than the charset.
        (
            "text/plain; charset=latin1",
            "\u{feff}é".as_bytes().to_vec(),
            "é",
        ),
        ("text/plain; charset=shift_jis", b"abc".to_vec(), "abc"),
    ] {
        let headers = [("content-type", media)];
        let server = Server::start([raw_answer(200, &headers, &body)]).await?;
        let plain = crate::exchange::client(&server)?.plain();
        assert_eq!(plain.retrieve().await?, text, "{media}");
    }
    for (charset, body) in [
        ("shift_jis", &b"\x83e"[..]),
        ("iso-2022-jp", b"\x1b$B$3$s\x1b(B"),
        ("UTF-7", b"+AOk-"),
    ] {
        let media = format!("text/plain; charset={charset}");
        let headers = [("content-type", media.as_str())];
        let server = Server::start([raw_answer(200, &headers, body)]).await?;
        let outcome = crate::exchange::client(&server)?.plain().retrieve().await;
        let error = crate::exchange::failure(outcome)?;
        assert!(error.is_decode());
        let message = format!("the charset {charset} is not supported");
        assert_eq!(error.message(), message);
    }
    Ok(())
}

#[tokio::test]
async fn a_content_coding_matters_only_if_it_is_one_and_there_is_content() -> Outcome {
    let json = ("content-type", "application/json");
    for coding in ["UTF-8", "none", "identity", "Identity, none", ""] {
        let headers = [json, ("content-encoding", coding)];
        let server = Server::start([raw_answer(200, &headers, EXAMPLE.as_bytes())]).await?;
        invites(&server)?.retrieve("invite-abc").await?;
    }
    for (coding, named) in [
        ("BR", "BR"),
        ("X-Gzip", "X-Gzip"),
        ("identity, gzip, zstd", "gzip, zstd"),
    ] {
        let headers = [json, ("content-encoding", coding)];
        let server = Server::start([raw_answer(200, &headers, GZIP)]).await?;
        let error = error_of(invites(&server)?.retrieve("invite-abc").await)?;
        let message =
            format!("the response body is compressed with {named}, which the client cannot decode");
        assert_eq!(error.message(), message);
    }
    let headers = [("content-encoding", "br")];
    let server = Server::start([raw_answer(500, &headers, b"")]).await?;
    let error = error_of(invites(&server)?.retrieve("a").max_retries(0).await)?;
    assert_eq!(error.to_string(), "500 Internal Server Error");
    let server = Server::start([raw_answer(200, &headers, b"")]).await?;
    let error = error_of(invites(&server)?.retrieve("a").await)?;
    assert!(error.to_string().contains("the body is empty"), "{error}");
    Ok(())
}

#[tokio::test]
async fn a_long_message_is_shown_in_part_and_kept_whole() -> Outcome {
    let long = "ä".repeat(2000);
    let body = format!(r#"{{"error":{{"message":"{long}","code":"{long}"}}}}"#);
    let headers = [("content-type", "application/json")];
    let server = Server::start([raw_answer(400, &headers, body.as_bytes())]).await?;
    let error = error_of(invites(&server)?.retrieve("a").await)?;
    let start = "ä".repeat(512);
    assert_eq!(error.to_string(), format!("400 Bad Request: {start}…"));
    assert!(format!("{error:?}").len() < 4000);
    assert_eq!((error.message(), error.code()), (&*long, Some(&*long)));
    assert_eq!(error.body(), Some(body.as_bytes()));
    Ok(())
}
