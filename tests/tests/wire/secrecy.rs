//! Credentials and other secrets are in no error, `Debug` output or redirect.

use std::time::Duration;

use tests_client::Credential;

use crate::credentials::client;
use crate::server::{Act, Server, Step, answer, ok};
use crate::{EXAMPLE, Outcome, error_of};

#[tokio::test]
async fn a_key_is_in_no_part_of_an_error_in_any_form() -> Outcome {
    let key = "s\"k/ä+ 4711~x";
    for echo in [
        "s\"k/ä+ 4711~x",
        "s\\\"k/ä+ 4711~x",
        "s\\\"k\\/ä+ 4711~x",
        "s%22k%2F%C3%A4%2B%204711~x",
        "s%22k%2F%C3%A4%2B+4711~x",
        "s%22k%2f%c3%a4%2b%204711~x",
        "s%22k/%C3%a4%2B+%34711%7Ex",
        "s\\u0022k\\u002f\\u00E4\\u002b 4711\\u007ex",
        "s\\\\\"k\\\\/ä+\\\\u00204711~x",
        "s&quot;k&#47;&#xe4;&#x2B; 4711~x",
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

#[tokio::test]
async fn a_token_is_kept_secret_as_long_as_a_request_uses_it() -> Outcome {
    let server = Server::by(|request| {
        if !request.target().ends_with("/slow") {
            return ok(EXAMPLE);
        }
        let token = request.header("authorization").concat();
        let token = token.strip_prefix("Bearer ").unwrap_or_default().to_owned();
        let pause = Act::Pause(Duration::from_millis(600));
        let head = format!("HTTP/1.1 400 X\r\ncontent-length: {}\r\n\r\n", token.len());
        Step::Acts(vec![pause, Act::Send((head + &token).into_bytes())])
    })
    .await?;
    let client = client(&server, Some(Duration::from_micros(1)))?;
    let invites = client.admin().organization().invites();
    let slow = tokio::spawn(invites.retrieve("slow").into_future());
    tokio::time::sleep(Duration::from_millis(100)).await;
    for _ in 0..12 {
        invites.retrieve("a").await?;
    }
    let error = error_of(slow.await?)?;
    assert_eq!(error.message(), "[redacted]");
    Ok(())
}

/// A transport whose error shows the URL.
struct Telling;

impl tests_exchange::Transport for Telling {
    fn send(&self, request: reqwest::Request) -> tests_exchange::Sending {
        let message = format!("cannot reach {}", request.url());
        Box::pin(async move { Err(std::io::Error::other(message).into()) })
    }
}

#[tokio::test]
async fn the_source_of_an_error_does_not_show_a_key() -> Outcome {
    let builder = tests_exchange::Client::builder().base_url("https://a.example");
    let builder = builder.key("4711+4711").transport(Telling).max_retries(0);
    let error = crate::exchange::failure(builder.build()?.searches().retrieve().await)?;
    let source = std::error::Error::source(&error).ok_or("it has a source")?;
    assert_eq!(
        source.to_string(),
        "cannot reach https://a.example/searches?key=[redacted]"
    );
    assert!(!format!("{error} {error:?}").contains("4711"), "{error:?}");
    Ok(())
}

#[tokio::test]
async fn a_response_does_not_show_the_values_of_its_headers() -> Outcome {
    let headers = [("set-cookie", "session=hidden"), ("x-echo", crate::KEY)];
    let server = Server::start([answer(200, &headers, EXAMPLE)]).await?;
    let response = crate::invites(&server)?.retrieve("a").send().await?;
    let shown = format!("{response:?}");
    assert!(shown.contains("set-cookie"), "{shown}");
    assert!(
        !shown.contains("hidden") && !shown.contains(crate::KEY),
        "{shown}"
    );
    Ok(())
}

#[tokio::test]
async fn the_name_of_a_server_is_not_sent_to_another_one() -> Outcome {
    let other = Server::with(EXAMPLE).await?;
    let location = format!("{}/elsewhere", other.url());
    let server = Server::start([answer(307, &[("location", &location)], "")]).await?;
    let client = crate::settings(&server).default_header("host", "internal.example");
    let invites = client.build()?.admin().organization().invites();
    invites.retrieve("a").await?;
    assert_eq!(server.header("host"), ["internal.example"]);
    let host = other.url().replace("http://", "").replace("/v1", "");
    assert_eq!(other.header("host"), [host]);
    Ok(())
}

#[tokio::test]
async fn no_part_of_a_key_is_left_where_a_message_or_a_body_is_cut() -> Outcome {
    const LONG: &str = "sk-admin-0123456789abcdefghijklmnopqrstuvwxyz-4711";
    let shown = |error: &tests_client::Error| {
        format!(
            "{error} {error:?} {} {:?}",
            error.message(),
            error.body().map(String::from_utf8_lossy)
        )
    };
    for before in 140..202 {
        // The message shows the first 200 bytes of a body in an unknown format.
        let body = format!("{} {LONG} is not allowed", "x".repeat(before));
        let server = Server::start([answer(400, &[], &body)]).await?;
        let client = crate::settings(&server).admin_api_key(LONG).build()?;
        let error = error_of(client.admin().organization().invites().retrieve("a").await)?;
        let shown = shown(&error);
        assert!(!shown.contains("sk-admin"), "{before}: {shown}");
        assert!(error.message().starts_with("xxx"), "{shown}");
    }
    for length in [8, 9, 20, LONG.len() - 1] {
        // The connection closes in the middle of the key.
        let part = LONG.get(..length).ok_or("a part")?;
        let head = format!("HTTP/1.1 400 X\r\ncontent-length: 1000\r\n\r\nbad {part}");
        let server = Server::start([Step::send_and(head, Act::Close)]).await?;
        let client = crate::settings(&server).admin_api_key(LONG).build()?;
        let error = error_of(client.admin().organization().invites().retrieve("a").await)?;
        assert_eq!(error.message(), "bad [redacted]");
        assert_eq!(error.body(), Some(&b"bad [redacted]"[..]));
        assert!(!shown(&error).contains("sk-admin"), "{}", shown(&error));
    }
    Ok(())
}
