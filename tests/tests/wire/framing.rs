//! Responses with unusual or invalid framing: lengths, chunks, heads.

use tests_client::Error;
use tests_client::types::Invite;

use crate::connections::{head, kept, one_try};
use crate::server::{Act, Server, Step};
use crate::{EXAMPLE, Outcome, error_of, invites};

/// A response with this head and body, after which the connection closes.
fn closing(head: &str, body: &str) -> Step {
    Step::Write(format!("{head}\r\n\r\n{body}").into_bytes())
}

/// Checks that a response is read with a single request.
async fn reads(step: Step) -> Outcome {
    let shown = format!("{step:.200?}");
    let (outcome, requests) = one_try(step, 20_000).await?;
    let invite = outcome.map_err(|error| format!("{shown}: {error}"))?;
    assert_eq!((invite.id.as_str(), requests), ("invite-abc", 1));
    Ok(())
}

/// The error for a response, with a single request.
async fn fails(step: Step) -> Result<Error, Box<dyn std::error::Error>> {
    let (outcome, requests) = one_try(step, 20_000).await?;
    assert_eq!(requests, 1);
    Ok(error_of(outcome)?)
}

#[tokio::test]
async fn a_length_that_is_too_long_is_a_connection_that_breaks_off() -> Outcome {
    let head = head(EXAMPLE.len() + 1);
    let error = fails(Step::Write((head + EXAMPLE).into_bytes())).await?;
    assert!(error.is_transport());
    assert_eq!(
        error.to_string(),
        "the connection was lost: end of file before message length reached"
    );
    Ok(())
}

#[tokio::test]
async fn a_length_that_is_too_short_cuts_the_json() -> Outcome {
    let error = fails(Step::Write((head(9) + EXAMPLE).into_bytes())).await?;
    assert!(error.is_decode());
    assert_eq!(
        error.to_string(),
        "200 OK: invalid JSON at $: EOF while parsing a string at line 2 column 7 \
         (content type: application/json, request id: req_1, body: {     \"ob)"
    );
    Ok(())
}

#[tokio::test]
async fn what_follows_a_short_length_is_the_answer_to_nothing() -> Outcome {
    // The surplus bytes must not become the response to the next request.
    let stray = head(EXAMPLE.len()) + EXAMPLE + &head(2) + "{}";
    let server = Server::start([Step::send(stray), kept()]).await?;
    let invites = invites(&server)?;
    for _ in 0..2 {
        assert_eq!(invites.retrieve("invite-abc").await?.id, "invite-abc");
        tokio::time::sleep(std::time::Duration::from_millis(30)).await;
    }
    assert_eq!((server.requests().len(), server.connections()), (2, 2));
    Ok(())
}

#[tokio::test]
async fn lengths_that_make_no_sense_are_errors() -> Outcome {
    for length in ["-1", "abc", "99999999999999999999999", "5, 6", ""] {
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}");
        let error = fails(closing(&head, EXAMPLE)).await?;
        assert!(error.is_transport());
        assert_eq!(
            error.to_string(),
            "the connection was lost: invalid content-length parsed",
            "{length}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn chunks_are_joined_whatever_their_size() -> Outcome {
    let head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    let chunk = |text: &str| format!("{:X};ext=\"1\"\r\n{text}\r\n", text.len());
    let (first, second) = EXAMPLE.split_at(17);
    let single: String = second
        .chars()
        .map(|char| chunk(&char.to_string()))
        .collect();
    reads(Step::send(format!(
        "{head}{}{single}0\r\ntrailer: 1\r\n\r\n",
        chunk(first)
    )))
    .await
}

#[tokio::test]
async fn a_broken_chunk_is_a_connection_that_breaks_off() -> Outcome {
    let mut messages = Vec::new();
    for chunks in [
        "zz\r\n{}\r\n",
        "2\r\n{}x\r\n",
        "fffffffffffffffff\r\n{}\r\n",
        "9\r\n{}",
        "2\r\n{}\r\n",
    ] {
        let head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked";
        let error = fails(closing(head, chunks)).await?;
        assert!(error.is_transport());
        messages.push(error.to_string());
    }
    let expected = [
        "Invalid chunk size line: missing size digit",
        "Invalid chunk body CR",
        "invalid chunk size: overflow",
        "end of file before message length reached",
        "unexpected EOF during chunk size line",
    ];
    let expected = expected.map(|message| format!("the connection was lost: {message}"));
    assert_eq!(messages, expected);
    Ok(())
}

#[tokio::test]
async fn answers_of_http_1_0_end_with_the_connection() -> Outcome {
    reads(closing("HTTP/1.0 200 OK", EXAMPLE)).await?;
    reads(closing("HTTP/1.1 200 OK", EXAMPLE)).await?;
    let length = format!("HTTP/1.0 200 OK\r\ncontent-length: {}", EXAMPLE.len());
    reads(closing(&length, EXAMPLE)).await
}

#[tokio::test]
async fn what_comes_before_the_answer_is_passed_over() -> Outcome {
    let before = "HTTP/1.1 100 Continue\r\n\r\n\
        HTTP/1.1 103 Early Hints\r\nlink: </a.css>; rel=preload\r\n\r\n\
        HTTP/1.1 103 Early Hints\r\nx-request-id: req_0\r\n\r\n";
    let step = Step::send(before.to_owned() + &head(EXAMPLE.len()) + EXAMPLE);
    let server = Server::start([step]).await?;
    let response = invites(&server)?.retrieve("invite-abc").send().await?;
    assert_eq!(response.status().as_u16(), 200);
    assert_eq!(response.request_id(), Some("req_1"));
    assert_eq!(response.headers().get("link"), None);
    assert_eq!(response.data().id, "invite-abc");
    assert_eq!(server.requests().len(), 1);
    Ok(())
}

#[tokio::test]
async fn a_server_that_has_nothing_but_hints_is_an_error() -> Outcome {
    let hints = "HTTP/1.1 103 Early Hints\r\n\r\n";
    let error = fails(Step::send_and(hints, Act::Close)).await?;
    assert_eq!(
        error.to_string(),
        "the connection was lost: connection closed before message completed"
    );
    Ok(())
}

#[tokio::test]
async fn a_status_without_content_has_none_whatever_its_length_says() -> Outcome {
    for head in [
        "HTTP/1.1 204 No Content",
        "HTTP/1.1 204 No Content\r\ncontent-length: 20",
        "HTTP/1.1 204 No Content\r\ntransfer-encoding: chunked",
    ] {
        let error = fails(Step::send(format!("{head}\r\n\r\n"))).await?;
        assert!(error.is_decode());
        assert_eq!(error.to_string(), "204 No Content: the body is empty");
    }
    Ok(())
}

#[tokio::test]
async fn heads_that_are_no_heads_are_errors() -> Outcome {
    for (bytes, message) in [
        ("SSH-2.0-OpenSSH_9.9\r\n", "invalid HTTP version parsed"),
        ("HTTP/3.0 200 OK\r\n\r\n", "invalid HTTP version parsed"),
        ("HTTP/1.1 2x0 OK\r\n\r\n", "invalid HTTP status-code parsed"),
        ("HTTP/1.1 99 Odd\r\n\r\n", "invalid HTTP status-code parsed"),
        (
            "HTTP/1.1 200 OK\r\na header\r\n\r\n",
            "invalid HTTP header parsed",
        ),
        (
            "HTTP/1.1 200 OK\r\nx: \u{1}\r\n\r\n",
            "invalid HTTP header parsed",
        ),
    ] {
        let error = fails(Step::Write(bytes.as_bytes().to_vec())).await?;
        assert!(error.is_transport());
        assert_eq!(
            error.to_string(),
            format!("the connection was lost: {message}"),
            "{bytes}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn the_first_of_several_headers_counts_and_all_are_there() -> Outcome {
    let head = format!(
        "HTTP/1.1 200 OK\r\nx-request-id: req_1\r\nX-Request-Id: req_2\r\nx-a: \r\nx-a: 2\r\ncontent-length: {}",
        EXAMPLE.len()
    );
    let server = Server::start([closing(&head, EXAMPLE)]).await?;
    let response = invites(&server)?.retrieve("invite-abc").send().await?;
    assert_eq!(response.request_id(), Some("req_1"));
    let all = |name| -> Vec<&[u8]> {
        let values = response.headers().get_all(name).into_iter();
        values.map(http::HeaderValue::as_bytes).collect()
    };
    assert_eq!(all("x-request-id"), [b"req_1", b"req_2"]);
    assert_eq!(all("x-a"), [b"".as_slice(), b"2"]);
    Ok(())
}

#[tokio::test]
async fn the_same_length_twice_is_one_length() -> Outcome {
    let length = EXAMPLE.len();
    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\ncontent-length: {length}");
    reads(closing(&head, EXAMPLE)).await
}

#[tokio::test]
async fn long_heads_are_read_up_to_a_limit() -> Outcome {
    let long = |bytes: usize| {
        let head = format!(
            "HTTP/1.1 200 OK\r\nx-long: {}\r\ncontent-length: {}",
            "a".repeat(bytes),
            EXAMPLE.len()
        );
        closing(&head, EXAMPLE)
    };
    reads(long(200_000)).await?;
    let error = fails(long(2_000_000)).await?;
    assert!(error.is_transport());
    assert_eq!(
        error.to_string(),
        "the connection was lost: message head is too large"
    );
    let many = |count: usize| {
        let lines: Vec<String> = (0..count).map(|n| format!("\r\nx-{n}: 1")).collect();
        let lines = lines.concat();
        let length = format!("\r\ncontent-length: {}", EXAMPLE.len());
        closing(&format!("HTTP/1.1 200 OK{lines}{length}"), EXAMPLE)
    };
    reads(many(99)).await?;
    let error = fails(many(500)).await?;
    assert_eq!(
        error.to_string(),
        "the connection was lost: message head is too large"
    );
    Ok(())
}

#[tokio::test]
async fn a_key_in_a_broken_answer_is_not_shown() -> Outcome {
    // A response that the client cannot parse may still echo what the client sent.
    let echo = format!("HTTP/1.1 200 OK\r\nx: Bearer {}\u{1}\r\n\r\n", crate::KEY);
    let error = fails(Step::Write(echo.into_bytes())).await?;
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains(crate::KEY), "{shown}");
    Ok(())
}

#[tokio::test]
async fn answers_that_come_without_a_request_are_not_taken_for_one() -> Outcome {
    let whole: Vec<u8> = (head(EXAMPLE.len()) + EXAMPLE).into_bytes();
    let late = Step::Acts(vec![
        Act::Send(whole.clone()),
        Act::Pause(std::time::Duration::from_millis(20)),
        Act::Send(b"HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\n\r\n".to_vec()),
    ]);
    let server = Server::start([late, kept()]).await?;
    let invites = invites(&server)?;
    let first: Invite = invites.retrieve("invite-abc").await?;
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    let second = invites.retrieve("invite-abc").max_retries(0).await?;
    assert_eq!(first, second);
    assert_eq!(server.connections(), 2);
    Ok(())
}
