//! Credentials that a function provides.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use tests_client::{Client, Credential, Token};

use crate::server::{Server, answer, ok};
use crate::{EXAMPLE, Outcome, error_of};

/// A client whose provider returns `token-1`, `token-2`, …
fn client(server: &Server, lifetime: Option<Duration>) -> Result<Client, tests_client::Error> {
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
    let client = client(&server, Some(Duration::from_secs(29)))?;
    let invites = client.admin().organization().invites();
    invites.retrieve("invite-abc").await?;
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

#[tokio::test]
async fn a_key_is_in_no_part_of_an_error_in_any_form() -> Outcome {
    let key = "s\"k/ä+ 4711~x";
    for echo in [
        "s\"k/ä+ 4711~x",
        "s\\\"k/ä+ 4711~x",
        "s\\\"k\\/ä+ 4711~x",
        "s%22k%2F%C3%A4%2B%204711~x",
        "s%22k%2F%C3%A4%2B+4711~x",
        "cyJrL8OkKyA0NzExfng=",
        "cyJrL8OkKyA0NzExfng",
    ] {
        let headers = [("x-plain", "1")];
        let bodies = [
            format!("bad key {echo}."),
            format!("{{\"error\":\"bad key {echo}.\"}}"),
        ];
        for body in bodies {
            let server = Server::start([answer(400, &headers, &body)]).await?;
            let builder = tests_exchange::Client::builder().base_url(server.url());
            // Only its other forms can be sent in a header.
            let provider =
                Credential::provider(move || async move { Ok::<_, std::io::Error>(key) });
            let client = builder.basic(provider).max_retries(0).build()?;
            let error = crate::exchange::failure(client.accounts().retrieve().await)?;
            let text = format!(
                "{error} {error:?} {:?}",
                error.body().map(String::from_utf8_lossy)
            );
            assert!(!text.contains("4711"), "{echo}: {text}");
            assert!(!text.contains("NzEx"), "{echo}: {text}");
            assert!(text.contains("bad key [redacted]"), "{echo}: {text}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn the_password_alone_is_kept_secret_too() -> Outcome {
    let server = Server::start([answer(401, &[], "bob may not use hunter2hunter2")]).await?;
    let builder = tests_exchange::Client::builder().base_url(server.url());
    let client = builder.basic("bob:hunter2hunter2").build()?;
    let error = crate::exchange::failure(client.accounts().retrieve().await)?;
    assert_eq!(error.message(), "bob may not use [redacted]");
    assert_eq!(
        server.header("authorization"),
        ["Basic Ym9iOmh1bnRlcjJodW50ZXIy"]
    );
    Ok(())
}

#[tokio::test]
async fn a_short_key_is_not_searched_for() -> Outcome {
    let server = Server::start([answer(400, &[], "a bad day")]).await?;
    let builder = tests_exchange::Client::builder().base_url(server.url());
    let client = builder.token("a").key("bad").build()?;
    let error = crate::exchange::failure(client.notes().retrieve("1").await)?;
    assert_eq!(error.message(), "a bad day");
    let shown = format!("{client:?} {:?}", client.notes().retrieve("1"));
    assert!(!shown.contains("bad"), "{shown}");
    Ok(())
}

#[tokio::test]
async fn the_key_before_a_renewal_is_kept_secret_too() -> Outcome {
    let refused = answer(401, &[], "no more");
    let echo = answer(400, &[], "bearer-token-1 and bearer-token-2");
    let server = Server::start([refused, echo]).await?;
    let client = client(&server, None)?;
    let error = error_of(client.admin().organization().invites().retrieve("a").await)?;
    assert_eq!(error.message(), "[redacted] and [redacted]");
    Ok(())
}
