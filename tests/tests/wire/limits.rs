//! Limits of time and size.

use std::time::{Duration, Instant};

use tests_client::RequestOptions;

use crate::server::{Act, Server, Step, answer, ok};
use crate::{EXAMPLE, Outcome, error_of, invites, settings};

#[tokio::test]
async fn a_deadline_holds_for_all_tries_together() -> Outcome {
    let busy = answer(503, &[("retry-after-ms", "400")], "");
    let server = Server::start([busy.clone(), busy.clone(), busy]).await?;
    let start = Instant::now();
    // The third attempt would start after it, so the second response is the error, and at once.
    let client = settings(&server)
        .deadline(Duration::from_millis(600))
        .build()?;
    let invites = client.admin().organization().invites();
    let error = error_of(invites.retrieve("invite-abc").await)?;
    assert_eq!(
        error.to_string(),
        "503 Service Unavailable (request id: req_1)"
    );
    assert_eq!((error.retries_taken(), server.received().len()), (1, 2));
    assert!(start.elapsed() < Duration::from_millis(600));
    Ok(())
}

#[tokio::test]
async fn a_deadline_that_is_shorter_than_the_wait_fails_at_once() -> Outcome {
    let busy = answer(429, &[("retry-after", "5")], r#"{"error":{"code":"slow"}}"#);
    let server = Server::start([busy]).await?;
    let start = Instant::now();
    let options = RequestOptions::new().deadline(Duration::from_secs(4));
    let error = error_of(invites(&server)?.retrieve("a").with(options).await)?;
    assert!(error.is_rate_limit());
    assert_eq!(error.code(), Some("slow"));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(5)));
    assert!(start.elapsed() < Duration::from_secs(1));
    Ok(())
}

#[tokio::test]
async fn an_attempt_that_a_deadline_ends_leaves_the_last_response_as_the_error() -> Outcome {
    let busy = answer(429, &[("retry-after-ms", "1")], "slow down");
    let server = Server::start([busy, Step::Hang]).await?;
    let options = RequestOptions::new().deadline(Duration::from_millis(200));
    let error = error_of(invites(&server)?.retrieve("a").with(options).await)?;
    assert_eq!(
        error.to_string(),
        "429 Too Many Requests: slow down (request id: req_1)"
    );
    assert_eq!((error.retries_taken(), server.received().len()), (1, 2));
    Ok(())
}

#[tokio::test]
async fn the_deadline_of_a_request_goes_before_that_of_the_client() -> Outcome {
    let server = Server::start([Step::Hang]).await?;
    let client = settings(&server)
        .deadline(Duration::from_secs(60))
        .build()?;
    let invites = client.admin().organization().invites();
    let options = RequestOptions::new().deadline(Duration::from_millis(50));
    let error = error_of(invites.retrieve("invite-abc").with(options).await)?;
    assert_eq!(error.to_string(), "timed out after 50ms");
    Ok(())
}

#[tokio::test]
async fn the_pieces_of_an_answer_may_have_a_limit_of_their_own() -> Outcome {
    let head = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{";
    let server = Server::start([Step::send_and(head, Act::Hang)]).await?;
    let options = RequestOptions::new()
        .idle_timeout(Duration::from_millis(50))
        .max_retries(0);
    let call = invites(&server)?.retrieve("invite-abc").with(options);
    let error = error_of(call.await)?;
    assert_eq!(error.to_string(), "timed out after 50ms");
    Ok(())
}

#[tokio::test]
async fn an_answer_that_is_too_large_is_not_read_to_its_end() -> Outcome {
    let server = Server::start([ok(EXAMPLE), ok(EXAMPLE)]).await?;
    let retrieve = |limit: usize| {
        let client = settings(&server).max_response_size(limit).build();
        client.map(|client| {
            client
                .admin()
                .organization()
                .invites()
                .retrieve("invite-abc")
        })
    };
    retrieve(EXAMPLE.len())?.await?;
    let error = error_of(retrieve(EXAMPLE.len() - 1)?.await)?;
    let limit = EXAMPLE.len() - 1;
    assert_eq!(
        error.to_string(),
        format!("the response is larger than {limit} bytes")
    );
    assert!(error.is_too_large() && !error.is_transport());
    assert_eq!(server.received().len(), 2);
    Ok(())
}
