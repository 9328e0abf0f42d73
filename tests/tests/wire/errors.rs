//! Error responses.

use tests_client::{Client, Error, StatusCode};

use crate::server::{Server, answer, raw_answer};
use crate::{KEY, Outcome, error_of, invites};

/// The error for a response, without retries.
async fn error_for(
    status: u16,
    headers: &[(&str, &str)],
    body: &str,
) -> Result<Error, Box<dyn std::error::Error>> {
    let server = Server::start([answer(status, headers, body)]).await?;
    let error = error_of(
        invites(&server)?
            .retrieve("invite-abc")
            .max_retries(0)
            .await,
    )?;
    assert!(error.is_status());
    assert_eq!(server.received().len(), 1);
    Ok(error)
}

#[tokio::test]
async fn each_status_gives_one_error_with_all_its_parts() -> Outcome {
    type Helper = fn(&Error) -> bool;
    let helpers: [(u16, &str, Helper); 8] = [
        (400, "400 Bad Request", Error::is_bad_request),
        (401, "401 Unauthorized", Error::is_authentication),
        (403, "403 Forbidden", Error::is_permission_denied),
        (404, "404 Not Found", Error::is_not_found),
        (409, "409 Conflict", Error::is_conflict),
        (
            422,
            "422 Unprocessable Entity",
            Error::is_unprocessable_entity,
        ),
        (429, "429 Too Many Requests", Error::is_rate_limit),
        (500, "500 Internal Server Error", Error::is_server_error),
    ];
    let body = r#"{"error":{"message":"No such invite","type":"invalid_request_error","param":"invite_id","code":"not_found"}}"#;
    for (status, name, _) in helpers {
        let error = error_for(status, &[("x-extra", "1")], body).await?;
        assert_eq!(error.status(), Some(StatusCode::from_u16(status)?));
        assert_eq!(error.message(), "No such invite");
        assert_eq!(error.code(), Some("not_found"));
        assert_eq!(error.error_type(), Some("invalid_request_error"));
        assert_eq!(error.param(), Some("invite_id"));
        assert_eq!(error.request_id(), Some("req_1"));
        assert_eq!(error.body(), Some(body.as_bytes()));
        assert_eq!(error.retries_taken(), 0);
        let extra = error
            .headers()
            .and_then(|headers| headers.get("x-extra"))
            .ok_or("no header")?;
        assert_eq!(extra, "1");
        assert_eq!(
            error.to_string(),
            format!("{name}: No such invite (code: not_found, request id: req_1)")
        );
        let hits: Vec<u16> = helpers
            .iter()
            .filter(|helper| helper.2(&error))
            .map(|helper| helper.0)
            .collect();
        assert_eq!(hits, [status]);
        assert!(!error.is_decode() && !error.is_transport() && !error.is_invalid_request());
    }
    Ok(())
}

/// A body of an error, and the message, code and type that it has.
type Form = (
    &'static str,
    &'static str,
    Option<&'static str>,
    Option<&'static str>,
);

const FORMS: &[Form] = &[
    (r#"{"error":"text"}"#, "text", None, None),
    (
        r#"{"error":"invalid_grant","error_description":"expired"}"#,
        "expired",
        Some("invalid_grant"),
        None,
    ),
    (
        r#"{"error":{"message":"m","code":17}}"#,
        "m",
        Some("17"),
        None,
    ),
    (
        r#"{"message":"m","code":"c","type":"t"}"#,
        "m",
        Some("c"),
        Some("t"),
    ),
    (
        r#"{"type":"https://e/x","title":"t","detail":"d"}"#,
        "d",
        None,
        Some("https://e/x"),
    ),
    (r#"{"title":"t"}"#, "t", None, None),
    (
        r#"{"detail":[{"loc":["path"],"msg":"field required"}]}"#,
        "field required",
        None,
        None,
    ),
    (
        r#"{"errors":[{"message":"first","code":"c"},{"message":"second"}]}"#,
        "first",
        Some("c"),
        None,
    ),
    (r#"["x"]"#, "x", None, None),
    (r#"{"x":1}"#, r#"{"x":1}"#, None, None),
    ("3", "3", None, None),
    (r#"{"error":{"code":"c"}}"#, "c", Some("c"), None),
    (
        r#"{"statusCode":400,"message":["a must be set","b is wrong"],"error":"Bad Request"}"#,
        "a must be set; b is wrong",
        None,
        None,
    ),
    (
        r#"{"message":[],"error":"Bad Request"}"#,
        "Bad Request",
        None,
        None,
    ),
    (
        r#"[{"error":{"code":403,"message":"m","status":"PERMISSION_DENIED"}}]"#,
        "m",
        Some("403"),
        None,
    ),
    (
        r#"[{"message":"m","errorCode":"INVALID_ID"}]"#,
        "m",
        Some("INVALID_ID"),
        None,
    ),
    (
        r#"{"fault":{"faultstring":"Invalid ApiKey","detail":{"errorcode":"oauth.Invalid"}}}"#,
        "Invalid ApiKey",
        Some("oauth.Invalid"),
        None,
    ),
    (r#"{"Message":"m"}"#, "m", None, None),
    (
        r#"{"__type":"ValidationException","message":"m"}"#,
        "m",
        None,
        Some("ValidationException"),
    ),
    (
        r#"{"error_message":"m","status":"REQUEST_DENIED"}"#,
        "m",
        Some("REQUEST_DENIED"),
        None,
    ),
    (r#"{"status":"fail","message":"m"}"#, "m", None, None),
    (
        r#"{"errors":[{"status":"422","code":"c","title":"t","detail":"d"}]}"#,
        "d",
        Some("c"),
        None,
    ),
    (r#"{"errors":["first","second"]}"#, "first", None, None),
    (
        r#"{"title":"One or more fields are wrong.","status":400,"errors":{"Name":["required"]}}"#,
        "One or more fields are wrong.",
        None,
        None,
    ),
    (r#"{"detail":{"error":{"message":"m"}}}"#, "m", None, None),
    (
        r#"{"error":"{\"message\":\"m\",\"code\":\"c\"}"}"#,
        "m",
        Some("c"),
        None,
    ),
    (
        r#"{"message":"{\"error\":{\"message\":\"m\"}}"}"#,
        "m",
        None,
        None,
    ),
    (r#"{"message":"{not json"}"#, "{not json", None, None),
    (r#"{"error":true,"message":"m"}"#, "m", None, None),
    (
        r#"<?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>It is gone.</Message></Error>"#,
        "It is gone.",
        Some("NoSuchKey"),
        None,
    ),
    (
        "<!DOCTYPE html>\n<html><head><title>Sign\n in</title></head><code>x</code>",
        "Sign in",
        None,
        None,
    ),
];

#[tokio::test]
async fn every_usual_form_of_an_error_body_is_read() -> Outcome {
    for (body, message, code, kind) in FORMS {
        let error = error_for(400, &[], body).await?;
        assert_eq!(
            (error.message(), error.code(), error.error_type()),
            (*message, *code, *kind),
            "{body}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn a_body_that_is_no_api_error_is_shown_on_one_line() -> Outcome {
    let error = error_for(502, &[], "<b>\r\n<i>No gateway</i>\u{1b}[2J").await?;
    assert_eq!(error.message(), "<b>  <i>No gateway</i> [2J");
    assert_eq!(
        error.to_string(),
        "502 Bad Gateway: <b>  <i>No gateway</i> [2J (request id: req_1)"
    );
    let page = "<html><head><title>502 Bad Gateway</title></head><h1>502 Bad Gateway</h1>";
    let error = error_for(502, &[], page).await?;
    assert_eq!(error.message(), "502 Bad Gateway");
    assert_eq!(error.to_string(), "502 Bad Gateway (request id: req_1)");
    let error = error_for(404, &[], "").await?;
    assert_eq!(error.to_string(), "404 Not Found (request id: req_1)");
    assert_eq!(error.message(), "Not Found");
    let error = error_for(400, &[], &"é".repeat(4000)).await?;
    assert_eq!(error.message(), format!("{}…", "é".repeat(100)));
    let error = error_for(499, &[], r#"{"message":"two\nlines"}"#).await?;
    assert_eq!(error.to_string(), "499: two lines (request id: req_1)");
    Ok(())
}

#[tokio::test]
async fn an_error_without_a_request_id_says_none() -> Outcome {
    let server = Server::start([raw_answer(404, &[], br#"{"error":{"message":"m"}}"#)]).await?;
    let error = error_of(invites(&server)?.retrieve("invite-abc").await)?;
    assert_eq!(error.request_id(), None);
    assert_eq!(error.to_string(), "404 Not Found: m");
    Ok(())
}

#[tokio::test]
async fn a_key_that_the_server_echoes_is_in_no_part_of_the_error() -> Outcome {
    let echo = format!(
        r#"{{"error":{{"message":"bad key {KEY}","code":"{KEY}","param":"{KEY}","type":"{KEY}"}}}}"#
    );
    let headers = [("x-echo", &*format!("Bearer {KEY}"))];
    let error = error_for(401, &headers, &echo).await?;
    assert_eq!(error.message(), "bad key [redacted]");
    assert_eq!(
        error.to_string(),
        "401 Unauthorized: bad key [redacted] (code: [redacted], request id: req_1)"
    );
    let shown = format!(
        "{error} {error:?} {error:#?} {:?} {:?}",
        error.headers(),
        error.body().map(String::from_utf8_lossy)
    );
    assert!(shown.contains("Bearer [redacted]"));
    assert!(!shown.contains(KEY), "{shown}");

    let server = Server::start([answer(200, &[], &format!(r#"{{"id":"{KEY}"}}"#))]).await?;
    let error = error_of(invites(&server)?.retrieve("invite-abc").await)?;
    let shown = format!(
        "{error} {error:?} {:?}",
        error.body().map(String::from_utf8_lossy)
    );
    assert!(shown.contains(r#"{"id":"[redacted]"}"#));
    assert!(!shown.contains(KEY), "{shown}");
    Ok(())
}

#[test]
fn the_error_can_cross_threads_and_be_boxed() {
    fn check<T: std::error::Error + Send + Sync + 'static>() {}
    check::<Error>();
    assert!(size_of::<Error>() <= size_of::<usize>());
}

#[tokio::test]
async fn an_error_with_status_200_is_that_error() -> Outcome {
    for body in [
        r#"{"error":{"message":"m","code":"c"}}"#,
        r#"{"ok":false,"error":"c","message":"m","request_id":"1"}"#,
        r#"{"id":"invite-abc","error":{"message":"m","code":"c"}}"#,
        r#"{"errors":[{"message":"m","code":"c"}],"data":null}"#,
    ] {
        let server = Server::start([answer(200, &[], body)]).await?;
        let error = error_of(invites(&server)?.retrieve("invite-abc").await)?;
        assert_eq!(
            error.to_string(),
            "200 OK: m (code: c, request id: req_1)",
            "{body}"
        );
        assert!(error.is_status() && !error.is_decode());
        assert_eq!(server.received().len(), 1);
    }
    // A member of that name may be part of a value, and is nothing to worry about if it is empty.
    let example = crate::EXAMPLE.replacen('{', r#"{"error":{"message":"m"},"#, 1);
    let server = Server::start([answer(200, &[], &example)]).await?;
    assert_eq!(invites(&server)?.retrieve("a").await?.id, "invite-abc");
    let server = Server::start([answer(200, &[], r#"{"error":null}"#)]).await?;
    assert!(error_of(invites(&server)?.retrieve("a").await)?.is_decode());
    Ok(())
}

#[tokio::test]
async fn a_response_without_the_value_that_is_documented_is_a_clear_error() -> Outcome {
    for (status, body, message) in [
        (
            204,
            "",
            "204 No Content: the body is empty (content type: application/json, request id: req_1)",
        ),
        (
            200,
            " ",
            "200 OK: the body is empty (content type: application/json, request id: req_1)",
        ),
        (
            200,
            "null",
            "200 OK: expected an object, found null at $ \
             (content type: application/json, request id: req_1, body: null)",
        ),
    ] {
        let server = Server::start([answer(status, &[], body)]).await?;
        let error = error_of(invites(&server)?.retrieve("a").await)?;
        assert!(error.is_decode());
        assert_eq!(error.to_string(), message);
    }
    Ok(())
}

#[test]
fn outside_of_a_runtime_a_request_is_an_error() -> Outcome {
    use std::task::{Context, Poll, Waker};
    let client = Client::builder().admin_api_key(KEY).build()?;
    let request = client.admin().organization().invites().retrieve("a");
    let mut call = std::pin::pin!(request.into_future());
    let Poll::Ready(outcome) = call.as_mut().poll(&mut Context::from_waker(Waker::noop())) else {
        return Err("it should be ready".into());
    };
    let error = error_of(outcome)?;
    assert!(error.is_invalid_request());
    assert_eq!(
        error.to_string(),
        "requests must be awaited within a Tokio runtime"
    );
    Ok(())
}
