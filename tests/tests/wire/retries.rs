//! Requests that are retried.

use std::time::{Duration, Instant};

use crate::server::{Server, Step, answer, ok};
use crate::{EXAMPLE, Outcome, error_of, invites, settings};

/// A response with this status code that asks for a minimal pause.
fn soon(status: u16) -> Step {
    answer(status, &[("retry-after-ms", "1")], "")
}

#[tokio::test]
async fn what_may_pass_is_sent_again_up_to_twice() -> Outcome {
    for status in [408, 409, 429, 500, 502, 503, 504, 599] {
        let server = Server::start([soon(status), soon(status), ok(EXAMPLE)]).await?;
        let response = invites(&server)?.retrieve("invite-abc").send().await?;
        assert_eq!(response.retries_taken(), 2);
        let line = "GET /v1/organization/invites/invite-abc HTTP/1.1";
        assert_eq!(server.request_lines(), [line; 3]);
        assert_eq!(server.header("authorization").len(), 3);
    }
    Ok(())
}

#[tokio::test]
async fn after_the_last_retry_the_last_error_comes_back() -> Outcome {
    let last = answer(429, &[], r#"{"error":{"message":"slow down"}}"#);
    let server = Server::start([soon(503), soon(500), last]).await?;
    let error = error_of(invites(&server)?.retrieve("invite-abc").await)?;
    assert!(error.is_rate_limit());
    assert_eq!((error.message(), error.retries_taken()), ("slow down", 2));
    assert_eq!(server.received().len(), 3);
    Ok(())
}

#[tokio::test]
async fn what_will_not_pass_is_sent_once() -> Outcome {
    for status in [400, 401, 403, 404, 422] {
        let server = Server::start([soon(status)]).await?;
        let error = error_of(invites(&server)?.retrieve("invite-abc").await)?;
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert_eq!(error.retries_taken(), 0);
        assert_eq!(server.received().len(), 1);
    }
    Ok(())
}

#[tokio::test]
async fn an_answer_that_cannot_be_decoded_is_not_asked_for_again() -> Outcome {
    let server = Server::with("{}").await?;
    error_of(invites(&server)?.retrieve("invite-abc").await)?;
    assert_eq!(server.received().len(), 1);
    Ok(())
}

#[tokio::test]
async fn the_servers_own_word_goes_before_the_status() -> Outcome {
    let yes = answer(
        400,
        &[("x-should-retry", "true"), ("retry-after-ms", "1")],
        "",
    );
    let server = Server::start([yes, ok(EXAMPLE)]).await?;
    invites(&server)?.retrieve("invite-abc").await?;
    assert_eq!(server.received().len(), 2);

    let no = answer(
        503,
        &[("x-should-retry", "false"), ("retry-after-ms", "1")],
        "",
    );
    let server = Server::start([no, ok(EXAMPLE)]).await?;
    assert!(error_of(invites(&server)?.retrieve("invite-abc").await)?.is_server_error());
    assert_eq!(server.received().len(), 1);
    Ok(())
}

#[tokio::test]
async fn a_connection_that_breaks_and_a_time_limit_are_retried() -> Outcome {
    let cut = Step::Write(b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{".to_vec());
    for step in [Step::Close, cut, Step::Hang] {
        let server = Server::start([step, ok(EXAMPLE)]).await?;
        let request = invites(&server)?
            .retrieve("invite-abc")
            .timeout(Duration::from_millis(200));
        assert_eq!(request.send().await?.retries_taken(), 1);
        assert_eq!(server.received().len(), 2);
    }
    Ok(())
}

#[tokio::test]
async fn the_number_of_retries_is_set_for_the_client_or_for_one_request() -> Outcome {
    for (client, request, tries) in [(0, None, 1), (1, None, 2), (0, Some(3), 4), (5, Some(0), 1)] {
        let server = Server::start((0..9).map(|_| soon(500))).await?;
        let invites = settings(&server)
            .max_retries(client)
            .build()?
            .admin()
            .organization()
            .invites();
        let mut call = invites.retrieve("invite-abc");
        if let Some(request) = request {
            call = call.max_retries(request);
        }
        let error = error_of(call.await)?;
        assert_eq!(server.received().len(), tries);
        assert_eq!(usize::try_from(error.retries_taken())? + 1, tries);
    }
    Ok(())
}

#[tokio::test]
async fn a_pause_of_more_than_two_minutes_is_not_waited_for() -> Outcome {
    for headers in [[("retry-after", "121")], [("retry-after-ms", "120001")]] {
        let server = Server::start([answer(429, &headers, ""), ok(EXAMPLE)]).await?;
        let started = Instant::now();
        assert!(error_of(invites(&server)?.retrieve("invite-abc").await)?.is_rate_limit());
        assert!(started.elapsed() < Duration::from_secs(5));
        assert_eq!(server.received().len(), 1);
    }
    Ok(())
}

#[tokio::test]
async fn a_request_that_waits_to_be_sent_again_can_be_dropped() -> Outcome {
    let server = Server::start([answer(503, &[("retry-after", "100")], ""), ok(EXAMPLE)]).await?;
    let call = invites(&server)?.retrieve("invite-abc").into_future();
    assert!(
        tokio::time::timeout(Duration::from_millis(300), call)
            .await
            .is_err()
    );
    assert_eq!(server.received().len(), 1);
    Ok(())
}

#[tokio::test]
async fn a_date_of_more_than_two_minutes_is_not_waited_for() -> Outcome {
    let date = std::time::SystemTime::now() + Duration::from_secs(3600);
    let date = httpdate::fmt_http_date(date);
    let endless = "99999999999999999999999999";
    for after in [&*date, endless, "Fri, 31 Dec 9999 23:59:59 GMT"] {
        let busy = answer(503, &[("retry-after", after)], r#"{"message":"closed"}"#);
        let server = Server::start([busy, ok(EXAMPLE)]).await?;
        let started = Instant::now();
        let error = error_of(invites(&server)?.retrieve("invite-abc").await)?;
        assert_eq!(error.message(), "closed");
        assert!(started.elapsed() < Duration::from_secs(5));
        assert_eq!(server.received().len(), 1, "{after}");
    }
    Ok(())
}

#[tokio::test]
async fn what_is_not_worth_a_retry_is_not_waited_for_whatever_it_asks() -> Outcome {
    for status in [400, 404, 413, 422] {
        let server = Server::start([answer(status, &[("retry-after", "1")], "")]).await?;
        let error = error_of(invites(&server)?.retrieve("invite-abc").await)?;
        assert_eq!(error.retry_after(), Some(Duration::from_secs(1)));
        assert_eq!(server.received().len(), 1);
    }
    Ok(())
}
