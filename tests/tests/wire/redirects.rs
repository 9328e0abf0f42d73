//! Redirects (RFC 9110, section 15.4): the method, the body and the credentials of the next request.

use crate::Outcome;
use crate::exchange::{client, failure};
use crate::server::{Request, Server, answer, ok};

const NOTE: &str = r#"{"text":"a"}"#;

/// The request line, the media type, the length and the body of a request.
fn shown(request: &Request) -> String {
    let header = |name| request.header(name).join("+");
    format!(
        "{} {} {} {}",
        request.line().trim_end_matches(" HTTP/1.1"),
        header("content-type"),
        header("content-length"),
        String::from_utf8_lossy(&request.body)
    )
}

#[tokio::test]
async fn the_status_decides_whether_the_body_is_sent_again() -> Outcome {
    let kept = r#"POST /v1/moved application/json 15 {"prompt":"hi"}"#;
    for (status, second) in [
        (301, "GET /v1/moved   "),
        (302, "GET /v1/moved   "),
        (303, "GET /v1/moved   "),
        (307, kept),
        (308, kept),
    ] {
        let moved = answer(status, &[("location", "moved")], "");
        let server = Server::start([moved, ok(NOTE)]).await?;
        let note = client(&server)?.answers().create("hi").await?;
        assert_eq!(note.text, "a");
        let requests: Vec<String> = server.requests().iter().map(shown).collect();
        let first = r#"POST /v1/answers application/json 15 {"prompt":"hi"}"#;
        assert_eq!(requests, [first, second], "{status}");
        let keys = server.header("idempotency-key");
        assert!(keys.iter().all(|key| Some(key) == keys.first()), "{keys:?}");
    }
    Ok(())
}

#[tokio::test]
async fn other_methods_stay_as_they_are_except_after_303() -> Outcome {
    for (status, method) in [
        (301, "DELETE"),
        (302, "DELETE"),
        (303, "GET"),
        (307, "DELETE"),
        (308, "DELETE"),
    ] {
        let moved = answer(status, &[("location", "/v1/moved")], "");
        let server = Server::start([moved, answer(204, &[], "")]).await?;
        client(&server)?.jobs().delete("1").await?;
        let lines = server.request_lines();
        assert_eq!(
            lines,
            [
                "DELETE /v1/jobs/1 HTTP/1.1".to_owned(),
                format!("{method} /v1/moved HTTP/1.1")
            ]
        );
    }
    Ok(())
}

#[tokio::test]
async fn a_body_goes_to_another_server_without_credentials() -> Outcome {
    for status in [307, 308] {
        let other = Server::with(NOTE).await?;
        let location = format!("{}/moved?a=b#part", other.url());
        let server = Server::start([answer(status, &[("location", &location)], "")]).await?;
        let request = client(&server)?.answers().create("hi");
        request
            .header("cookie", "session=1")
            .header("proxy-authorization", "Basic x")
            .await?;
        let requests: Vec<String> = other.requests().iter().map(shown).collect();
        let kept = r#"POST /v1/moved?a=b application/json 15 {"prompt":"hi"}"#;
        assert_eq!(requests, [kept]);
        for name in ["authorization", "cookie", "proxy-authorization"] {
            assert_eq!(server.header(name).len(), 1, "{name}");
            assert_eq!(other.header(name), [""; 0], "{name}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn credentials_do_not_come_back_with_the_request() -> Outcome {
    let other = Server::by(|request| {
        let back = request.header("x-back").concat();
        answer(307, &[("location", &back)], "")
    })
    .await?;
    let away = format!("{}/away", other.url());
    let server = Server::start([answer(302, &[("location", &away)], ""), ok(NOTE)]).await?;
    let back = format!("{}/back", server.url());
    let request = client(&server)?.notes().retrieve("1");
    request.header("x-back", &back).await?;
    assert_eq!(server.header("authorization").len(), 1);
    assert_eq!(
        server.request_lines().last().map(String::as_str),
        Some("GET /v1/back HTTP/1.1")
    );
    Ok(())
}

#[tokio::test]
async fn a_redirect_to_nowhere_is_the_response() -> Outcome {
    for (status, headers) in [
        (302, vec![]),
        (304, vec![("location", "/v1/moved")]),
        (300, vec![("location", "/v1/moved")]),
        (305, vec![("location", "/v1/moved")]),
    ] {
        let server = Server::start([answer(status, &headers, "")]).await?;
        let error = failure(client(&server)?.notes().retrieve("1").await)?;
        assert_eq!(error.status().map(|one| one.as_u16()), Some(status));
        assert!(error.is_status());
        assert_eq!(server.requests().len(), 1);
    }
    Ok(())
}

#[tokio::test]
async fn a_redirect_to_what_is_not_http_is_refused() -> Outcome {
    for location in [
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "javascript:alert(1)",
        "http://",
        "//",
    ] {
        let server = Server::start([answer(302, &[("location", location)], "")]).await?;
        let error = failure(client(&server)?.notes().retrieve("1").await)?;
        assert!(error.is_redirect(), "{location}: {error}");
        assert_eq!(
            error.to_string(),
            "refused a redirect to a URL that is not http or https"
        );
        assert_eq!(server.requests().len(), 1);
    }
    Ok(())
}

#[tokio::test]
async fn a_user_name_in_a_redirect_is_not_a_credential() -> Outcome {
    let other = Server::with(NOTE).await?;
    let location = other.url().replace("http://", "http://user:pass@");
    let server = Server::start([answer(302, &[("location", &location)], "")]).await?;
    client(&server)?.notes().retrieve("1").await?;
    assert_eq!(other.request_lines(), ["GET /v1 HTTP/1.1"]);
    let host = other.url().replace("http://", "").replace("/v1", "");
    assert_eq!(other.header("host"), [host]);
    assert_eq!(other.header("authorization"), [""; 0]);
    Ok(())
}

#[tokio::test]
async fn a_response_that_has_not_changed_is_an_error_with_its_status() -> Outcome {
    let headers = [("etag", "\"1\"")];
    let server = Server::start([answer(200, &headers, NOTE), answer(304, &headers, "")]).await?;
    let notes = client(&server)?.notes();
    let response = notes.retrieve("1").send().await?;
    let etag = response.etag().ok_or("no tag")?;
    let request = notes.retrieve("1").header("if-none-match", etag);
    let error = failure(request.max_retries(2).await)?;
    assert_eq!(
        error.status(),
        Some(tests_exchange::StatusCode::NOT_MODIFIED)
    );
    assert_eq!(error.to_string(), "304 Not Modified (request id: req_1)");
    assert_eq!(error.retries_taken(), 0);
    assert_eq!(server.header("if-none-match"), ["\"1\""]);
    Ok(())
}

#[tokio::test]
async fn a_location_may_be_relative_and_have_any_characters() -> Outcome {
    for (location, target) in [
        ("../v2/é x?q=ä b", "/v1/v2/%C3%A9%20x?q=%C3%A4%20b"),
        ("?page=2", "/v1/notes/1?page=2"),
        ("", "/v1/notes/1"),
        ("/a/../b//c#part", "/b//c"),
    ] {
        let moved = answer(307, &[("location", location)], "");
        let server = Server::start([moved, ok(NOTE)]).await?;
        client(&server)?.notes().retrieve("1").await?;
        let lines = server.request_lines();
        let line = format!("GET {target} HTTP/1.1");
        assert_eq!(lines.last(), Some(&line), "{location}");
        assert_eq!(server.header("authorization").len(), 2);
    }
    let other = Server::with(NOTE).await?;
    let location = other.url().replace("http:", "");
    let server = Server::start([answer(307, &[("location", &location)], "")]).await?;
    client(&server)?.notes().retrieve("1").await?;
    assert_eq!(other.request_lines(), ["GET /v1 HTTP/1.1"]);
    assert_eq!(other.header("authorization"), [""; 0]);
    Ok(())
}
