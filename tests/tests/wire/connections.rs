//! Connections that are reset, hang, send slowly, or are reused.

use std::time::{Duration, Instant};

use tests_client::Error;
use tests_client::types::Invite;

use crate::server::{Act, Server, Step, answer, closed_port, ok};
use crate::{EXAMPLE, Outcome, error_of, invites, settings};

/// The head of a successful response with this content length.
pub(crate) fn head(length: usize) -> String {
    format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx-request-id: req_1\r\ncontent-length: {length}\r\n\r\n"
    )
}

/// The example as a response on a connection that stays open.
pub(crate) fn kept() -> Step {
    Step::send(head(EXAMPLE.len()) + EXAMPLE)
}

/// Sends a request with a single attempt and a timeout. Returns its outcome, and the number of
/// requests that the server received.
pub(crate) async fn one_try(
    step: Step,
    milliseconds: u64,
) -> Result<(Result<Invite, Error>, usize), Box<dyn std::error::Error>> {
    let server = Server::start([step]).await?;
    let request = invites(&server)?.retrieve("invite-abc").max_retries(0);
    let outcome = request.timeout(Duration::from_millis(milliseconds)).await;
    Ok((outcome, server.requests().len()))
}

#[tokio::test]
async fn silence_at_any_point_runs_into_the_time_limit() -> Outcome {
    let (start, half) = (head(EXAMPLE.len()), EXAMPLE.split_at(60).0);
    let chunk = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{\"\r\n";
    for step in [
        Step::Hang,
        Step::send_and("HTTP/1.1 200 OK\r\ncontent-ty", Act::Hang),
        Step::send_and(start.clone(), Act::Hang),
        Step::send_and(start + half, Act::Hang),
        Step::send_and(chunk, Act::Hang),
    ] {
        let started = Instant::now();
        let (outcome, requests) = one_try(step, 80).await?;
        let error = error_of(outcome)?;
        assert!(error.is_timeout() && error.is_transport());
        assert_eq!(error.to_string(), "timed out after 80ms");
        assert_eq!((error.status(), error.body(), requests), (None, None, 1));
        assert!(started.elapsed() >= Duration::from_millis(80));
    }
    Ok(())
}

#[tokio::test]
async fn a_connection_that_is_torn_down_at_any_point_is_an_error() -> Outcome {
    let start = head(EXAMPLE.len());
    let chunk = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{\"\r\n";
    let reset = "the connection was lost: Connection reset by peer (os error 104)";
    for (step, message) in [
        (Step::Acts(vec![Act::Reset]), reset),
        (
            Step::send_and("HTTP/1.1 200 OK\r\ncontent-ty", Act::Reset),
            reset,
        ),
        (Step::send_and(start.clone(), Act::Reset), reset),
        (
            Step::send_and(start.clone() + "{\"id\":", Act::Reset),
            reset,
        ),
        (Step::send_and(chunk, Act::Reset), reset),
        (
            Step::Close,
            "the connection was lost: connection closed before message completed",
        ),
        (
            Step::send_and("HTTP/1.1 200 OK\r\ncontent-ty", Act::Close),
            "the connection was lost: connection closed before message completed",
        ),
        (
            Step::send_and(start.clone(), Act::Close),
            "the connection was lost: end of file before message length reached",
        ),
        (
            Step::send_and(start + "{\"id\":", Act::Close),
            "the connection was lost: end of file before message length reached",
        ),
        (
            Step::send_and(chunk, Act::Close),
            "the connection was lost: unexpected EOF during chunk size line",
        ),
    ] {
        let shown = format!("{step:?}");
        let (outcome, requests) = one_try(step, 20_000).await?;
        let error = error_of(outcome)?;
        assert_eq!(error.to_string(), message, "{shown}");
        assert!(error.is_transport() && !error.is_connect() && !error.is_timeout());
        assert_eq!((error.status(), error.body(), requests), (None, None, 1));
    }
    Ok(())
}

#[tokio::test]
async fn nobody_listens_and_nothing_is_sent() -> Outcome {
    let server = Server::start([]).await?;
    let url = format!("http://127.0.0.1:{}/v1", closed_port().await?);
    let client = settings(&server).base_url(url).max_retries(0).build()?;
    let invites = client.admin().organization().invites();
    let error = error_of(invites.retrieve("invite-abc").await)?;
    assert!(error.is_connect() && error.is_transport());
    assert_eq!(
        error.to_string(),
        "cannot connect: Connection refused (os error 111)"
    );
    assert_eq!((error.retries_taken(), server.connections()), (0, 0));
    Ok(())
}

#[tokio::test]
async fn a_slow_answer_is_read_to_its_end() -> Outcome {
    let whole = head(EXAMPLE.len()) + EXAMPLE;
    let pause = Duration::from_micros(1);
    let step = Step::Acts(vec![Act::Drip(whole.into_bytes(), pause)]);
    let (outcome, requests) = one_try(step, 60_000).await?;
    assert_eq!((outcome?.id.as_str(), requests), ("invite-abc", 1));
    Ok(())
}

#[tokio::test]
async fn the_time_limit_is_that_of_the_whole_answer_and_not_of_a_byte() -> Outcome {
    let whole = head(EXAMPLE.len()) + EXAMPLE;
    let drip = Act::Drip(whole.into_bytes(), Duration::from_millis(5));
    let (outcome, requests) = one_try(Step::Acts(vec![drip]), 300).await?;
    let error = error_of(outcome)?;
    assert!(error.is_timeout());
    assert_eq!(error.to_string(), "timed out after 300ms");
    assert_eq!(requests, 1);
    Ok(())
}

#[tokio::test]
async fn a_connection_is_used_again_and_left_when_it_breaks() -> Outcome {
    let server = Server::start([
        kept(),
        kept(),
        // The server closes, resets or keeps the connection after these responses.
        Step::send_and(head(EXAMPLE.len()) + EXAMPLE, Act::Close),
        Step::send_and(head(EXAMPLE.len()) + EXAMPLE, Act::Reset),
        kept(),
    ])
    .await?;
    let invites = invites(&server)?;
    for connections in [1, 1, 1, 2, 3] {
        let invite = invites.retrieve("invite-abc").max_retries(0).await?;
        assert_eq!(invite.id, "invite-abc");
        assert_eq!(server.connections(), connections);
        tokio::time::sleep(Duration::from_millis(60)).await;
    }
    assert_eq!(server.requests().len(), 5);
    Ok(())
}

#[tokio::test]
async fn a_used_connection_that_closes_in_place_of_an_answer_is_an_error() -> Outcome {
    for (step, message) in [
        (
            Step::Close,
            "the connection was lost: connection closed before message completed",
        ),
        (
            Step::Acts(vec![Act::Reset]),
            "the connection was lost: Connection reset by peer (os error 104)",
        ),
    ] {
        let server = Server::start([kept(), step]).await?;
        let invites = invites(&server)?;
        invites.retrieve("invite-abc").await?;
        let error = error_of(invites.retrieve("invite-abc").max_retries(0).await)?;
        assert_eq!(error.to_string(), message);
        // Only the client's own policy causes retries.
        assert_eq!((server.requests().len(), server.connections()), (2, 1));
    }
    Ok(())
}

#[tokio::test]
async fn an_error_whose_body_breaks_off_is_sent_again_if_its_status_says_so() -> Outcome {
    let cut = Step::send_and(
        "HTTP/1.1 503 X\r\nretry-after-ms: 1\r\ncontent-length: 50\r\n\r\n{",
        Act::Reset,
    );
    let server = Server::start([cut, ok(EXAMPLE)]).await?;
    let response = invites(&server)?.retrieve("invite-abc").send().await?;
    assert_eq!((response.retries_taken(), server.requests().len()), (1, 2));
    Ok(())
}

#[tokio::test]
async fn dropping_a_call_closes_its_connection_alone() -> Outcome {
    let server = Server::start([kept(), Step::Hang, ok(EXAMPLE)]).await?;
    let invites = invites(&server)?;
    invites.retrieve("invite-abc").await?;
    let call = invites.retrieve("invite-abc").into_future();
    let waited = tokio::time::timeout(Duration::from_millis(100), call).await;
    assert!(waited.is_err());
    assert_eq!(invites.retrieve("invite-abc").await?.id, "invite-abc");
    assert_eq!((server.requests().len(), server.connections()), (3, 2));
    Ok(())
}

#[tokio::test]
async fn redirects_that_go_in_a_circle_end() -> Outcome {
    let server = Server::by(|request| {
        let turn = if request.target().ends_with("/a") {
            "b"
        } else {
            "a"
        };
        answer(308, &[("location", turn)], "")
    })
    .await?;
    let error = error_of(invites(&server)?.retrieve("invite-abc").await)?;
    assert!(error.is_redirect() && !error.is_transport());
    assert_eq!(
        error.to_string(),
        "refused the 21st redirect: the limit is 20"
    );
    assert_eq!(server.requests().len(), 21);
    Ok(())
}

/// One attempt of a request.
fn retrieve(client: &tests_client::Client) -> impl Future<Output = Result<Invite, Error>> {
    let invites = client.admin().organization().invites();
    invites.retrieve("invite-abc").max_retries(0).into_future()
}

#[tokio::test]
async fn clients_of_equal_settings_share_connections() -> Outcome {
    let server = Server::by(|_| kept()).await?;
    for _ in 0..3 {
        retrieve(&settings(&server).build()?).await?;
        retrieve(&settings(&server).timeout(Duration::from_secs(9)).build()?).await?;
    }
    assert_eq!((server.requests().len(), server.connections()), (6, 1));
    let other = settings(&server).connect_timeout(Duration::from_secs(9));
    retrieve(&other.build()?).await?;
    assert_eq!(server.connections(), 2);
    Ok(())
}

#[test]
fn a_client_outlives_its_runtime() -> Outcome {
    let servers = tokio::runtime::Runtime::new()?;
    let server = servers.block_on(Server::by(|_| kept()))?;
    let client = settings(&server).build()?;
    let mut idle = Vec::new();
    for keep in [false, true, false] {
        let builder = &mut tokio::runtime::Builder::new_current_thread();
        let runtime = builder.enable_all().build()?;
        let started = Instant::now();
        runtime.block_on(retrieve(&client))?;
        assert!(started.elapsed() < Duration::from_secs(2));
        // A runtime that nobody drives keeps its connections, and makes no progress.
        if keep {
            idle.push(runtime);
        }
    }
    Ok(())
}

#[tokio::test]
async fn the_query_of_a_base_url_is_that_of_every_request() -> Outcome {
    let server = Server::start([kept(), kept(), kept()]).await?;
    let url = server.url();
    for (base, line) in [
        (format!("{url}?api-version=1"), "?api-version=1"),
        (
            format!("{url}/?api-version=1&key=secret"),
            "?api-version=1&key=secret",
        ),
        (format!("{url}?"), ""),
    ] {
        let client = settings(&server).base_url(base).build()?;
        assert!(!format!("{client:?}").contains("secret"));
        retrieve(&client).await?;
        let lines = server.request_lines();
        let expected = format!("GET /v1/organization/invites/invite-abc{line} HTTP/1.1");
        assert_eq!(lines.last(), Some(&expected));
    }
    Ok(())
}

#[tokio::test]
async fn no_provider_of_cryptography_is_installed() -> Outcome {
    let server = Server::start([kept()]).await?;
    retrieve(&settings(&server).build()?).await?;
    assert!(rustls::crypto::CryptoProvider::get_default().is_none());
    Ok(())
}

#[tokio::test]
async fn the_connections_of_a_client_in_use_are_kept_whatever_others_there_are() -> Outcome {
    let server = Server::by(|_| kept()).await?;
    let others = Server::by(|_| kept()).await?;
    let client = settings(&server).build()?;
    for number in 0..20 {
        retrieve(&client).await?;
        let other = settings(&others).connect_timeout(Duration::from_millis(7000 + number));
        retrieve(&other.build()?).await?;
    }
    assert_eq!(server.connections(), 1);
    Ok(())
}
