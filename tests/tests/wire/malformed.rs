//! Successful responses whose body is not JSON of the expected shape.

use crate::decoding::decode_error;
use crate::server::{Server, answer, raw_answer};
use crate::{EXAMPLE, Outcome, error_of, invites};

#[tokio::test]
async fn text_behind_the_json_is_an_error() -> Outcome {
    let error = decode_error(&format!("{EXAMPLE} x")).await?;
    assert_eq!(
        error.message(),
        "invalid JSON at $: trailing characters at line 10 column 3"
    );
    Ok(())
}

#[tokio::test]
async fn truncated_json_is_an_error_that_says_where() -> Outcome {
    let error =
        decode_error(r#"{"id": "invite-abc", "projects": [{"id": "a"}, {"id": "b", "role": "mem"#)
            .await?;
    assert_eq!(
        error.message(),
        "invalid JSON at $.projects[1].role: EOF while parsing a string at line 1 column 71"
    );
    Ok(())
}

#[tokio::test]
async fn an_empty_body_is_an_error() -> Outcome {
    for body in ["", " \r\n"] {
        let error = decode_error(body).await?;
        assert_eq!(
            error.to_string(),
            "200 OK: the body is empty (content type: application/json, request id: req_1)"
        );
    }
    let server = Server::start([answer(204, &[], "")]).await?;
    let error = error_of(invites(&server)?.retrieve("invite-abc").await)?;
    assert_eq!(error.message(), "the body is empty");
    Ok(())
}

#[tokio::test]
async fn html_is_an_error_that_shows_its_beginning() -> Outcome {
    let page = format!("<html>\n<body>{}</body></html>", "é".repeat(150));
    let headers = [("content-type", "text/html; charset=utf-8")];
    let server = Server::start([raw_answer(200, &headers, page.as_bytes())]).await?;
    let error = error_of(invites(&server)?.retrieve("invite-abc").await)?;
    // 13 bytes of markup leave room for 93 characters of two bytes each: byte 200 is inside of the
    // next one.
    assert_eq!(
        error.to_string(),
        format!(
            "200 OK: invalid JSON at $: expected value at line 1 column 1 \
             (content type: text/html; charset=utf-8, body: <html> <body>{}…)",
            "é".repeat(93)
        )
    );
    assert_eq!(error.body(), Some(page.as_bytes()));
    Ok(())
}

#[tokio::test]
async fn a_body_that_is_not_utf_8_is_an_error() -> Outcome {
    let body = EXAMPLE.replacen("user@", "us?r@", 1).into_bytes();
    let body: Vec<u8> = body
        .into_iter()
        .map(|byte| if byte == b'?' { 0xff } else { byte })
        .collect();
    let server = Server::start([raw_answer(200, &[], &body)]).await?;
    let error = error_of(invites(&server)?.retrieve("invite-abc").await)?;
    assert!(
        error
            .message()
            .starts_with("invalid JSON at $.email: invalid unicode code point")
    );
    Ok(())
}

#[tokio::test]
async fn json_of_another_shape_is_an_error() -> Outcome {
    for (body, message) in [
        ("[]", "expected an object, found an array at $"),
        ("null", "expected an object, found null at $"),
        ("{}", "missing member `id` at $"),
    ] {
        assert_eq!(decode_error(body).await?.message(), message);
    }
    Ok(())
}

#[tokio::test]
async fn json_that_is_nested_too_deeply_is_an_error() -> Outcome {
    let body = format!(r#"{{"extra": {}"#, "[".repeat(100_000));
    let error = decode_error(&body).await?;
    assert!(
        error.message().contains("recursion limit exceeded"),
        "{}",
        error.message()
    );
    Ok(())
}
