//! Connections that fail.

use std::convert::Infallible;
use std::error::Error as _;
use std::future::{Ready, ready};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use tests_client::{Client, Tower};
use tower_service::Service;

use crate::exchange::{self, failure};
use crate::server::{Server, Step, answer, closed_port, ok};
use crate::{EXAMPLE, KEY, Outcome, error_of, invites};

#[tokio::test]
async fn a_refused_connection_is_an_error_of_its_own() -> Outcome {
    let base_url = format!("http://127.0.0.1:{}", closed_port().await?);
    let client = Client::builder()
        .admin_api_key(KEY)
        .base_url(base_url)
        .build()?;
    let request = client
        .admin()
        .organization()
        .invites()
        .retrieve("invite-abc");
    let error = error_of(request.max_retries(0).await)?;
    assert!(error.is_connect() && error.is_transport() && !error.is_timeout());
    assert!(
        error
            .to_string()
            .starts_with("cannot connect: Connection refused"),
        "{error}"
    );
    assert!(error.source().is_some());
    assert_eq!(
        (error.status(), error.request_id(), error.body()),
        (None, None, None)
    );
    Ok(())
}

/// A service that is ready when it has been asked twice, and counts its calls.
#[derive(Clone, Default)]
struct Answering {
    asked: usize,
    calls: Arc<AtomicUsize>,
}

impl Service<reqwest::Request> for Answering {
    type Response = reqwest::Response;
    type Error = Infallible;
    type Future = Ready<Result<reqwest::Response, Infallible>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.asked += 1;
        if self.asked == 2 {
            return Poll::Ready(Ok(()));
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }

    fn call(&mut self, request: reqwest::Request) -> Self::Future {
        assert_eq!(self.asked, 2, "it is called only when it is ready");
        self.calls.fetch_add(1, Ordering::Relaxed);
        assert_eq!(request.url().path(), "/v1/organization/invites/invite-abc");
        ready(Ok(http::Response::new(EXAMPLE).into()))
    }
}

#[tokio::test]
async fn a_service_of_tower_is_a_transport() -> Outcome {
    let service = Answering::default();
    let transport = Tower(service.clone());
    let client = Client::builder()
        .admin_api_key(KEY)
        .transport(transport)
        .build()?;
    let invites = client.admin().organization().invites();
    for _ in 0..2 {
        assert_eq!(invites.retrieve("invite-abc").await?.id, "invite-abc");
    }
    assert_eq!(service.calls.load(Ordering::Relaxed), 2);
    Ok(())
}

#[tokio::test]
async fn a_server_that_does_not_answer_runs_into_the_time_limit() -> Outcome {
    let server = Server::start([Step::Hang]).await?;
    let started = Instant::now();
    let request = invites(&server)?.retrieve("invite-abc").max_retries(0);
    let error = error_of(request.timeout(Duration::from_millis(80)).await)?;
    assert!(error.is_timeout() && error.is_transport() && !error.is_connect());
    assert_eq!(error.to_string(), "timed out after 80ms");
    assert!((Duration::from_millis(80)..Duration::from_secs(5)).contains(&started.elapsed()));
    Ok(())
}

#[tokio::test]
async fn a_connection_that_closes_without_an_answer_is_an_error() -> Outcome {
    let server = Server::start([Step::Close]).await?;
    let error = error_of(
        invites(&server)?
            .retrieve("invite-abc")
            .max_retries(0)
            .await,
    )?;
    assert!(error.is_transport() && !error.is_connect() && !error.is_timeout());
    assert!(
        error.to_string().starts_with("the connection was lost: "),
        "{error}"
    );
    Ok(())
}

#[tokio::test]
async fn a_body_that_ends_too_early_is_an_error() -> Outcome {
    let bytes = b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{\"id\": \"inv".to_vec();
    let server = Server::start([Step::Write(bytes)]).await?;
    let error = error_of(
        invites(&server)?
            .retrieve("invite-abc")
            .max_retries(0)
            .await,
    )?;
    assert!(error.is_transport());
    assert!(
        error.to_string().starts_with("the connection was lost: "),
        "{error}"
    );
    Ok(())
}

#[tokio::test]
async fn an_answer_that_is_not_http_is_an_error() -> Outcome {
    let server = Server::start([Step::Write(b"SSH-2.0-OpenSSH_9.9\r\n".to_vec())]).await?;
    let error = error_of(
        invites(&server)?
            .retrieve("invite-abc")
            .max_retries(0)
            .await,
    )?;
    assert!(error.is_transport());
    Ok(())
}

#[tokio::test]
async fn a_redirect_on_the_same_server_keeps_the_key() -> Outcome {
    let server =
        Server::start([answer(307, &[("location", "/v2/moved")], ""), ok(EXAMPLE)]).await?;
    invites(&server)?.retrieve("invite-abc").await?;
    assert_eq!(
        server.request_lines(),
        [
            "GET /v1/organization/invites/invite-abc HTTP/1.1",
            "GET /v2/moved HTTP/1.1"
        ]
    );
    assert_eq!(
        server.header("authorization"),
        [format!("Bearer {KEY}"), format!("Bearer {KEY}")]
    );
    assert_eq!(server.header("referer"), [""; 0]);
    Ok(())
}

#[tokio::test]
async fn a_redirect_to_another_server_leaves_the_key_behind() -> Outcome {
    let other = Server::with(EXAMPLE).await?;
    let location = format!("{}/elsewhere", other.url());
    let server = Server::start([answer(302, &[("location", &location)], "")]).await?;
    invites(&server)?.retrieve("invite-abc").await?;
    assert_eq!(other.request_lines(), ["GET /v1/elsewhere HTTP/1.1"]);
    assert_eq!(other.header("authorization"), [""; 0]);
    Ok(())
}

#[tokio::test]
async fn the_21st_redirect_is_an_error() -> Outcome {
    let around = |_| answer(302, &[("location", "/v1/again")], "");
    let server = Server::start((0..30).map(around)).await?;
    let error = error_of(invites(&server)?.retrieve("invite-abc").await)?;
    assert!(error.is_redirect() && !error.is_transport());
    assert_eq!(
        error.to_string(),
        "refused the 21st redirect: the limit is 20"
    );
    assert_eq!(server.received().len(), 21);
    Ok(())
}

#[tokio::test]
async fn a_request_can_run_in_a_task_of_its_own() -> Outcome {
    let server = Server::with(EXAMPLE).await?;
    let request = invites(&server)?.retrieve("invite-abc");
    let invite = tokio::spawn(request.into_future()).await??;
    assert_eq!(invite.id, "invite-abc");
    Ok(())
}

/// A layer that adds something to the errors of an HTTP client.
struct Layer(reqwest::Client);

#[derive(Debug)]
struct Wrapped(Box<dyn std::error::Error + Send + Sync>);

impl std::fmt::Display for Wrapped {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("the layer failed")
    }
}

impl std::error::Error for Wrapped {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.0)
    }
}

impl tests_exchange::Transport for Layer {
    fn send(&self, request: reqwest::Request) -> tests_exchange::Sending {
        let answer = tests_exchange::Transport::send(&self.0, request);
        Box::pin(async move { answer.await.map_err(|error| Wrapped(error).into()) })
    }
}

#[tokio::test]
async fn an_error_of_the_http_client_is_known_within_that_of_a_layer() -> Outcome {
    drop(rustls::crypto::ring::default_provider().install_default());
    let layer = Layer(reqwest::Client::builder().no_proxy().build()?);
    let base_url = format!("http://127.0.0.1:{}", closed_port().await?);
    let client = tests_exchange::Client::builder()
        .token(KEY)
        .base_url(base_url);
    let client = client.transport(layer).max_retries(0).build()?;
    let error = crate::exchange::failure(client.notes().retrieve("1").await)?;
    assert!(error.is_connect(), "{error:?}");
    let message = error.to_string();
    assert!(
        message.starts_with("cannot connect: Connection refused"),
        "{message}"
    );
    let source = error.source().ok_or("a source")?;
    assert_eq!(source.to_string(), "the layer failed");
    Ok(())
}

/// The error of a request on a runtime that lacks something.
fn error_on(bare: &tokio::runtime::Runtime) -> Result<String, Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Runtime::new()?;
    let server = runtime.block_on(Server::start([]))?;
    let client = exchange::client(&server)?;
    let error = failure(bare.block_on(client.notes().retrieve("1").into_future()))?;
    assert!(error.is_invalid_request());
    Ok(error.to_string())
}

#[test]
fn a_runtime_without_timers_is_an_error() -> Outcome {
    let bare = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()?;
    assert_eq!(
        error_on(&bare)?,
        "the Tokio runtime has no timers; build it with `enable_all`"
    );
    Ok(())
}

#[test]
fn a_runtime_without_io_is_an_error() -> Outcome {
    let bare = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()?;
    assert_eq!(
        error_on(&bare)?,
        "the Tokio runtime has no I/O; build it with `enable_all`"
    );
    Ok(())
}
