//! Hooks that observe the requests of a client, and replacements of its HTTP transport.

use std::sync::{Arc, Mutex, PoisonError};

use reqwest::header::HeaderValue;
use tests_client::{Client, RequestOptions};

use crate::server::{Server, answer, ok};
use crate::{EXAMPLE, KEY, Outcome, error_of, settings};

/// The lines that a hook writes.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<String>>>);

impl Lines {
    fn push(&self, line: String) {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lines.push(line);
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[tokio::test]
async fn each_try_can_be_observed() -> Outcome {
    let busy = answer(503, &[("retry-after-ms", "1")], "");
    let server = Server::start([busy, ok(EXAMPLE)]).await?;
    let lines = Lines::default();
    let log = lines.clone();
    let client = settings(&server)
        .on_attempt(move |attempt| {
            let (method, path) = (attempt.method(), attempt.path());
            let status = attempt.status().map(|status| status.as_u16());
            let error = attempt.error().map(ToString::to_string);
            let (retries, pause) = (attempt.retries(), attempt.pause());
            let id = attempt
                .headers()
                .and_then(|headers| headers.get("x-request-id"));
            log.push(format!(
                "{method} {path} {retries} {status:?} {error:?} {pause:?} {id:?}"
            ));
        })
        .build()?;
    client
        .admin()
        .organization()
        .invites()
        .retrieve("invite-abc")
        .await?;
    let path = "GET /organization/invites/{invite_id}";
    assert_eq!(
        lines.take(),
        [
            format!(
                "{path} 0 Some(503) Some(\"503 Service Unavailable (request id: req_1)\") Some(1ms) Some(\"req_1\")"
            ),
            format!("{path} 1 Some(200) None None Some(\"req_1\")"),
        ]
    );
    Ok(())
}

#[tokio::test]
async fn what_a_hook_is_told_holds_no_credential() -> Outcome {
    let echo = answer(
        400,
        &[],
        &format!(r#"{{"error":{{"message":"bad {KEY}"}}}}"#),
    );
    let server = Server::start([echo]).await?;
    let lines = Lines::default();
    let log = lines.clone();
    let client = settings(&server)
        .on_attempt(move |attempt| log.push(format!("{attempt:?}")))
        .build()?;
    error_of(
        client
            .admin()
            .organization()
            .invites()
            .retrieve("invite-abc")
            .await,
    )?;
    let told = lines.take().concat();
    assert!(
        told.contains("bad [redacted]") && !told.contains(KEY),
        "{told}"
    );
    Ok(())
}

#[tokio::test]
async fn a_request_can_be_changed_before_it_is_sent() -> Outcome {
    let server = Server::with(EXAMPLE).await?;
    let client = settings(&server)
        .on_request(|request| {
            let signed = format!("{} {}", request.method(), request.url().path());
            if let Ok(value) = HeaderValue::try_from(signed) {
                request.headers_mut().insert("x-signature", value);
            }
        })
        .build()?;
    client
        .admin()
        .organization()
        .invites()
        .retrieve("invite-abc")
        .await?;
    assert_eq!(
        server.header("x-signature"),
        ["GET /v1/organization/invites/invite-abc"]
    );
    Ok(())
}

#[tokio::test]
async fn a_function_can_stand_in_for_http() -> Outcome {
    let lines = Lines::default();
    let log = lines.clone();
    let client = Client::builder()
        .admin_api_key(KEY)
        .transport(move |request: reqwest::Request| {
            log.push(request.url().to_string());
            http::Response::new(EXAMPLE).into()
        })
        .build()?;
    let options = RequestOptions::new()
        .extra_query("a b", "ä&=")
        .extra_query("c", "");
    let invites = client.admin().organization().invites();
    let invite = invites.retrieve("invite-abc").with(options).await?;
    assert_eq!(invite.email, "user@example.com");
    assert_eq!(
        lines.take(),
        ["https://api.openai.com/v1/organization/invites/invite-abc?a%20b=%C3%A4%26%3D&c="]
    );
    Ok(())
}

#[tokio::test]
async fn retries_are_counted_for_the_server() -> Outcome {
    let busy = answer(503, &[("retry-after-ms", "1")], "");
    let server = Server::start([busy.clone(), busy, ok(EXAMPLE)]).await?;
    let client = settings(&server).build()?;
    client
        .admin()
        .organization()
        .invites()
        .retrieve("invite-abc")
        .await?;
    assert_eq!(server.header("x-retry-count"), ["1", "2"]);
    // `GET` requests are idempotent, and need no key.
    assert_eq!(server.header("idempotency-key"), [""; 0]);
    Ok(())
}
