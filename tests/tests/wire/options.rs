//! The bytes of a request, and the options that change them.

use std::time::Duration;

use crate::server::{Server, Step, answer, ok, settle};
use crate::{EXAMPLE, KEY, Outcome, error_of, invites, settings};

#[tokio::test]
async fn a_request_has_these_bytes_and_no_others() -> Outcome {
    let server = Server::with(EXAMPLE).await?;
    invites(&server)?.retrieve("invite-abc").await?;
    let host = server.url().replace("http://", "").replace("/v1", "");
    let expected = format!(
        "GET /v1/organization/invites/invite-abc HTTP/1.1\r\n\
         user-agent: tests-client/0.1.0\r\n\
         accept: application/json\r\n\
         authorization: Bearer {KEY}\r\n\
         host: {host}\r\n\r\n"
    );
    assert_eq!(server.received(), [expected]);
    Ok(())
}

#[tokio::test]
async fn the_whole_response_can_be_had() -> Outcome {
    let server = Server::start([answer(201, &[("x-extra", "1")], EXAMPLE)]).await?;
    let response = invites(&server)?.retrieve("invite-abc").send().await?;
    assert_eq!(response.status(), 201);
    assert_eq!(response.request_id(), Some("req_1"));
    assert_eq!(response.headers().get("x-extra").ok_or("no header")?, "1");
    assert_eq!(response.retries_taken(), 0);
    assert_eq!(response.data().id, "invite-abc");
    assert!(format!("{response:?}").contains("invite-abc"));
    assert_eq!(response.into_inner().id, "invite-abc");
    Ok(())
}

#[tokio::test]
async fn a_header_of_the_call_wins_over_one_of_the_client_and_that_over_the_crates_own() -> Outcome
{
    let server = Server::start([ok(EXAMPLE), ok(EXAMPLE)]).await?;
    let client = settings(&server)
        .default_header("x-trace", "client")
        .default_header("User-Agent", "mine")
        .build()?;
    let invites = client.admin().organization().invites();
    invites.retrieve("invite-abc").await?;
    invites
        .retrieve("invite-abc")
        .header("X-Trace", "call")
        .header("accept", "*/*")
        .await?;
    assert_eq!(server.header("x-trace"), ["client", "call"]);
    assert_eq!(server.header("user-agent"), ["mine", "mine"]);
    assert_eq!(server.header("accept"), ["application/json", "*/*"]);
    Ok(())
}

#[tokio::test]
async fn a_header_that_http_does_not_allow_is_refused_before_anything_is_sent() -> Outcome {
    let server = Server::with(EXAMPLE).await?;
    let invites = invites(&server)?;
    let error = error_of(invites.retrieve("invite-abc").header("x trace", "1").await)?;
    assert_eq!(
        error.to_string(),
        "\"x trace\" is not a valid HTTP header name"
    );
    let error = error_of(
        invites
            .retrieve("invite-abc")
            .header("x-trace", "a\r\nevil: 1")
            .await,
    )?;
    assert!(error.is_invalid_request());
    assert_eq!(
        error.to_string(),
        "the value of the header `x-trace` contains characters that HTTP headers do not allow"
    );
    settle().await;
    assert_eq!(server.received(), [""; 0]);
    Ok(())
}

#[tokio::test]
async fn the_first_mistake_of_a_request_is_the_one_reported() -> Outcome {
    let server = Server::with(EXAMPLE).await?;
    let error = error_of(invites(&server)?.retrieve("").header("x trace", "1").await)?;
    assert_eq!(
        error.to_string(),
        "the path parameter `invite_id` must not be empty"
    );
    Ok(())
}

#[tokio::test]
async fn the_time_limit_of_the_client_holds_for_each_try_unless_the_call_has_its_own() -> Outcome {
    let server = Server::start([Step::Hang, Step::Hang]).await?;
    let client = settings(&server)
        .timeout(Duration::from_millis(90))
        .max_retries(0)
        .build()?;
    let invites = client.admin().organization().invites();
    let error = error_of(invites.retrieve("invite-abc").await)?;
    assert_eq!(error.to_string(), "timed out after 90ms");
    let error = error_of(
        invites
            .retrieve("invite-abc")
            .timeout(Duration::from_millis(40))
            .await,
    )?;
    assert_eq!(error.to_string(), "timed out after 40ms");
    Ok(())
}

#[tokio::test]
async fn nothing_is_sent_before_the_request_is_awaited() -> Outcome {
    let server = Server::with(EXAMPLE).await?;
    let call = invites(&server)?.retrieve("invite-abc").send();
    settle().await;
    assert_eq!(server.received(), [""; 0]);
    call.await?;
    assert_eq!(server.received().len(), 1);
    Ok(())
}

#[tokio::test]
async fn the_headers_that_frame_the_body_cannot_be_set() -> Outcome {
    let server = Server::start([]).await?;
    for name in ["content-length", "Transfer-Encoding"] {
        let error = error_of(invites(&server)?.retrieve("a").header(name, "3").await)?;
        assert!(error.is_invalid_request());
        assert_eq!(
            error.to_string(),
            format!("the header `{name}` is set by the client")
        );
        let error = settings(&server).default_header(name, "3").build().err();
        assert!(error.ok_or("it should fail")?.is_builder());
    }
    Ok(())
}

#[tokio::test]
async fn none_removes_what_the_same_setter_has_set() -> Outcome {
    let server = Server::by(|_| answer(204, &[], "")).await?;
    let styles = crate::exchange::client(&server)?.styles();
    let form = styles.form().text("a").list(["b"]);
    form.text(None).await?;
    let header = styles.header().x_text("a").x_list(["b"]);
    header.clone().x_text(None).await?;
    header.x_text(None).x_list([""; 0]).await?;
    let cookie = styles.cookie().text("a").list(["b"]);
    cookie.clone().text(None).await?;
    cookie.text(None).list([""; 0]).await?;
    assert_eq!(
        server.request_lines(),
        [
            "GET /v1/styles/form?list=b HTTP/1.1",
            "GET /v1/styles/header HTTP/1.1",
            "GET /v1/styles/header HTTP/1.1",
            "GET /v1/styles/cookie HTTP/1.1",
            "GET /v1/styles/cookie HTTP/1.1",
        ]
    );
    assert_eq!(server.header("x-text"), [""; 0]);
    assert_eq!(server.header("x-list"), ["b"]);
    assert_eq!(server.header("cookie"), ["list=b"]);
    Ok(())
}

#[tokio::test]
async fn none_removes_a_member_of_the_body() -> Outcome {
    let server = Server::by(|_| ok(r#"{"text":"a"}"#)).await?;
    let edits = crate::exchange::client(&server)?.edits();
    let edit = edits.create([tests_exchange::File::new("a", "1")]);
    edit.prompt("x").prompt(None).await?;
    let request = server.requests().pop().ok_or("a request")?;
    let body = String::from_utf8_lossy(&request.body);
    assert!(body.contains("image") && !body.contains("prompt"), "{body}");
    Ok(())
}
