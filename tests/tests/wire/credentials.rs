//! Credentials that a function provides.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use tests_client::{Client, Credential, Token};

use crate::server::{Act, Server, Step, answer, ok};
use crate::{EXAMPLE, Outcome, error_of};

/// A client whose provider returns `token-1`, `token-2`, …
pub(crate) fn client(
    server: &Server,
    lifetime: Option<Duration>,
) -> Result<Client, tests_client::Error> {
    let count = Arc::new(AtomicU32::new(0));
    let credential = Credential::provider(move || {
        let number = count.fetch_add(1, Ordering::SeqCst) + 1;
        async move {
            let token = Token::from(format!("bearer-token-{number}"));
            Ok::<_, std::io::Error>(match lifetime {
                Some(lifetime) => token.expires_in(lifetime),
                None => token,
            })
        }
    });
    let builder = Client::builder().base_url(server.url());
    builder.admin_api_key(credential).build()
}

#[tokio::test]
async fn a_token_is_asked_for_once() -> Outcome {
    let server = Server::start([ok(EXAMPLE), ok(EXAMPLE)]).await?;
    let invites = client(&server, None)?.admin().organization().invites();
    let (one, two) = tokio::join!(
        invites.retrieve("invite-abc").into_future(),
        invites.retrieve("invite-abc").into_future()
    );
    one?;
    two?;
    assert_eq!(server.header("authorization"), ["Bearer bearer-token-1"; 2]);
    Ok(())
}

#[tokio::test]
async fn a_token_that_is_about_to_expire_is_renewed() -> Outcome {
    let server = Server::start([ok(EXAMPLE), ok(EXAMPLE)]).await?;
    let client = client(&server, Some(Duration::from_millis(200)))?;
    let invites = client.admin().organization().invites();
    invites.retrieve("invite-abc").await?;
    tokio::time::sleep(Duration::from_millis(110)).await;
    invites.retrieve("invite-abc").await?;
    assert_eq!(
        server.header("authorization"),
        ["Bearer bearer-token-1", "Bearer bearer-token-2"]
    );
    Ok(())
}

#[tokio::test]
async fn a_token_that_the_server_refuses_is_renewed_once() -> Outcome {
    let refused = || answer(401, &[], r#"{"error":{"message":"no bearer-token-2"}}"#);
    let server = Server::start([refused(), ok(EXAMPLE)]).await?;
    let client = client(&server, None)?;
    let invites = client.admin().organization().invites();
    invites.retrieve("invite-abc").max_retries(0).await?;
    let both = ["Bearer bearer-token-1", "Bearer bearer-token-2"];
    assert_eq!(server.header("authorization"), both);

    let server = Server::start([refused(), refused()]).await?;
    let client = self::client(&server, None)?;
    let error = error_of(client.admin().organization().invites().retrieve("a").await)?;
    assert!(error.is_authentication());
    assert_eq!(error.message(), "no [redacted]");
    assert_eq!(server.header("authorization"), both);
    Ok(())
}

#[tokio::test]
async fn a_provider_that_fails_is_an_error_of_its_own() -> Outcome {
    let server = Server::start([]).await?;
    let failing = Credential::provider(|| async { Err::<String, _>("the vault is closed") });
    let builder = Client::builder().base_url(server.url());
    let client = builder.admin_api_key(failing).build()?;
    let error = error_of(client.admin().organization().invites().retrieve("a").await)?;
    assert_eq!(
        error.to_string(),
        "the credential provider failed: the vault is closed"
    );
    assert!(error.is_credential() && !error.is_transport());
    assert_eq!(server.received().len(), 0);
    Ok(())
}

#[test]
fn http_is_for_this_machine_unless_it_is_allowed() -> Outcome {
    let build = |url: &str| Client::builder().base_url(url).build();
    for url in [
        "http://localhost:1",
        "http://a.localhost",
        "http://127.0.0.9/v1",
        "http://[::1]:8",
    ] {
        build(url)?;
    }
    let error = build("http://192.168.0.1").err().ok_or("http is refused")?;
    assert!(error.is_builder());
    assert_eq!(
        error.to_string(),
        "the base URL starts with http://, which is not encrypted; \
         use https://, or allow it with ClientBuilder::allow_http or the environment variable OPENAI_ALLOW_HTTP=1"
    );
    Client::builder()
        .base_url("http://192.168.0.1")
        .allow_http()
        .build()?;
    Ok(())
}

/// A client whose provider counts its calls, and returns what `token` returns for the number of the call.
fn provided<P>(
    server: &Server,
    count: &Arc<AtomicU32>,
    token: impl Fn(u32) -> P + Send + Sync + 'static,
) -> Result<Client, tests_client::Error>
where
    P: Future<Output = Result<Token, std::io::Error>> + Send + 'static,
{
    let count = Arc::clone(count);
    let credential = Credential::provider(move || token(count.fetch_add(1, Ordering::SeqCst) + 1));
    let builder = Client::builder().base_url(server.url()).max_retries(0);
    builder.admin_api_key(credential).build()
}

/// The outcomes of this many requests at once.
async fn at_once(client: &Client, number: usize) -> Vec<Result<(), tests_client::Error>> {
    let invites = client.admin().organization().invites();
    let calls = (0..number).map(|_| tokio::spawn(invites.retrieve("a").into_future()));
    let mut outcomes = Vec::new();
    for call in calls.collect::<Vec<_>>() {
        outcomes.extend(call.await.map(|outcome| outcome.map(drop)));
    }
    outcomes
}

#[tokio::test]
async fn requests_that_are_refused_together_renew_once() -> Outcome {
    let refused = AtomicU32::new(0);
    let server = Server::by(move |request| {
        if request.head.contains("bearer-token-1") {
            let pause =
                Duration::from_millis(u64::from(refused.fetch_add(1, Ordering::SeqCst) % 7) * 5);
            let body = "HTTP/1.1 401 X\r\ncontent-length: 0\r\n\r\n".into();
            Step::Acts(vec![Act::Pause(pause), Act::Send(body)])
        } else {
            ok(EXAMPLE)
        }
    })
    .await?;
    let count = Arc::default();
    let token = |number| async move { Ok(format!("bearer-token-{number}").into()) };
    let client = provided(&server, &count, token)?;
    let outcomes = at_once(&client, 20).await;
    assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
    assert_eq!(count.load(Ordering::SeqCst), 2);
    assert_eq!(server.requests().len(), 40);
    Ok(())
}

#[tokio::test]
async fn a_refused_request_that_cannot_be_sent_again_renews_for_the_next_one() -> Outcome {
    struct Chunk(Option<&'static [u8]>);
    impl futures_core::Stream for Chunk {
        type Item = Result<&'static [u8], std::io::Error>;

        fn poll_next(
            mut self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Self::Item>> {
            std::task::Poll::Ready(self.0.take().map(Ok))
        }
    }

    let server = Server::start([answer(401, &[], ""), ok(r#"{"text":"a"}"#)]).await?;
    let count = AtomicU32::new(0);
    let token = tests_exchange::Credential::provider(move || {
        let number = count.fetch_add(1, Ordering::SeqCst) + 1;
        async move { Ok::<_, std::io::Error>(format!("bearer-token-{number}")) }
    });
    let builder = tests_exchange::Client::builder().base_url(server.url());
    let files = builder.token(token).build()?.files();
    let file = || tests_exchange::File::from_stream("a", Some(3), Chunk(Some(b"abc")));
    let error = crate::exchange::failure(files.create(file()).await)?;
    assert!(error.is_authentication());
    files.create(file()).await?;
    assert_eq!(
        server.header("authorization"),
        ["Bearer bearer-token-1", "Bearer bearer-token-2"]
    );
    Ok(())
}

#[tokio::test]
async fn requests_that_wait_for_a_token_share_the_failure_of_its_provider() -> Outcome {
    let server = Server::start([]).await?;
    let count = Arc::default();
    let client = provided(&server, &count, |_| async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        Err(std::io::Error::other("the vault is closed"))
    })?;
    for error in at_once(&client, 20).await.into_iter().map(Result::err) {
        let error = error.ok_or("it should fail")?;
        assert!(error.is_credential());
        let source = std::error::Error::source(&error).ok_or("it has a source")?;
        assert!(source.is::<std::io::Error>());
    }
    assert_eq!(count.load(Ordering::SeqCst), 1);
    assert_eq!(at_once(&client, 1).await.len(), 1);
    assert_eq!(count.load(Ordering::SeqCst), 2);
    Ok(())
}

#[tokio::test]
async fn a_token_that_is_still_valid_is_used_if_it_cannot_be_renewed() -> Outcome {
    let server = Server::by(|_| ok(EXAMPLE)).await?;
    let count = Arc::default();
    let client = provided(&server, &count, |number| async move {
        if number > 1 {
            return Err(std::io::Error::other("the vault is closed"));
        }
        Ok(Token::from("bearer-token").expires_in(Duration::from_millis(800)))
    })?;
    let outcome = async || at_once(&client, 1).await.pop().ok_or("no outcome");
    outcome().await??;
    tokio::time::sleep(Duration::from_millis(500)).await;
    outcome().await??;
    // It is not asked for each request.
    outcome().await??;
    assert_eq!(count.load(Ordering::SeqCst), 2);
    tokio::time::sleep(Duration::from_millis(400)).await;
    let error = outcome().await?.err().ok_or("it has expired")?;
    assert!(error.is_credential());
    Ok(())
}

#[tokio::test]
async fn a_token_with_a_short_lifetime_is_used_for_half_of_it() -> Outcome {
    let server = Server::by(|_| ok(EXAMPLE)).await?;
    let count = Arc::default();
    let client = provided(&server, &count, |_| async {
        Ok(Token::from("bearer-token").expires_in(Duration::from_secs(25)))
    })?;
    for _ in 0..5 {
        at_once(&client, 1).await.pop().ok_or("no outcome")??;
    }
    assert_eq!(count.load(Ordering::SeqCst), 1);
    Ok(())
}

#[tokio::test]
async fn an_empty_token_is_an_error_of_the_provider() -> Outcome {
    let server = Server::start([]).await?;
    let client = provided(&server, &Arc::default(), |_| async { Ok("".into()) })?;
    let error = at_once(&client, 1).await.pop().and_then(Result::err);
    let error = error.ok_or("it should fail")?;
    assert!(error.is_credential());
    assert_eq!(
        error.to_string(),
        "the credential provider failed: it returned an empty token"
    );
    assert_eq!(server.received().len(), 0);
    Ok(())
}

#[tokio::test]
async fn a_renewal_is_not_a_retry() -> Outcome {
    let busy = answer(503, &[("retry-after-ms", "1")], "");
    let server = Server::start([answer(401, &[], ""), busy, ok(EXAMPLE)]).await?;
    let invites = client(&server, None)?.admin().organization().invites();
    invites.retrieve("a").max_retries(1).await?;
    assert_eq!(server.requests().len(), 3);
    Ok(())
}

#[tokio::test]
async fn a_key_in_the_query_replaces_one_that_is_already_there() -> Outcome {
    let location = "/v1/other?key=4711%2B4711&a=b&key=";
    let moved = answer(302, &[("location", location)], "");
    let server = Server::start([moved, ok(r#"{"text":"a"}"#)]).await?;
    let builder = tests_exchange::Client::builder().base_url(server.url());
    builder
        .key("4711+4711")
        .build()?
        .searches()
        .retrieve()
        .await?;
    assert_eq!(
        server.request_lines().last().map(String::as_str),
        Some("GET /v1/other?a=b&key=4711%2B4711 HTTP/1.1")
    );
    Ok(())
}

#[tokio::test]
async fn a_request_that_is_dropped_while_it_fetches_a_token_leaves_that_to_the_next_one() -> Outcome
{
    let server = Server::start([ok(EXAMPLE)]).await?;
    let count = Arc::default();
    let client = provided(&server, &count, |number| async move {
        if number == 1 {
            std::future::pending::<()>().await;
        }
        Ok(format!("bearer-token-{number}").into())
    })?;
    let invites = client.admin().organization().invites();
    let first = tokio::spawn(invites.retrieve("a").into_future());
    tokio::time::sleep(Duration::from_millis(20)).await;
    let second = tokio::spawn(invites.retrieve("a").into_future());
    tokio::time::sleep(Duration::from_millis(20)).await;
    first.abort();
    second.await??;
    assert_eq!(server.header("authorization"), ["Bearer bearer-token-2"]);
    Ok(())
}

#[tokio::test]
async fn a_provider_that_does_not_return_is_limited_like_the_rest_of_an_attempt() -> Outcome {
    let server = Server::start([]).await?;
    let client = provided(&server, &Arc::default(), |_| {
        std::future::pending::<Result<Token, std::io::Error>>()
    })?;
    let invites = client.admin().organization().invites();
    let limited = invites.retrieve("a").timeout(Duration::from_millis(60));
    let error = error_of(limited.await)?;
    assert_eq!(error.to_string(), "timed out after 60ms");
    let options = tests_client::RequestOptions::new().deadline(Duration::from_millis(50));
    let error = error_of(invites.retrieve("a").with(options).await)?;
    assert_eq!(error.to_string(), "timed out after 50ms");
    assert_eq!(server.connections(), 0);
    Ok(())
}
