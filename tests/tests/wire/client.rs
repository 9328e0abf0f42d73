//! Settings of the client, its environment variables, and its debug output.

use std::process::Command;

use tests_client::{Client, Error};

use crate::server::{Server, ok, settle};
use crate::{EXAMPLE, KEY, Outcome, error_of, invites, settings};

const MISSING: &str = "credentials for this request are missing; set them with ClientBuilder::admin_api_key \
                       (or the environment variable OPENAI_ADMIN_KEY)";

fn build_error(base_url: &str) -> Result<Error, String> {
    let outcome = Client::builder().base_url(base_url).build();
    outcome
        .err()
        .ok_or_else(|| format!("{base_url} should not be accepted"))
}

#[tokio::test]
async fn a_missing_key_is_an_error_before_anything_is_sent() -> Outcome {
    let server = Server::with(EXAMPLE).await?;
    let unset = Client::builder();
    let empty = Client::builder().admin_api_key(KEY).admin_api_key("");
    for builder in [unset, empty] {
        let client = builder.base_url(server.url()).build()?;
        let error = error_of(
            client
                .admin()
                .organization()
                .invites()
                .retrieve("invite-abc")
                .await,
        )?;
        assert!(error.is_invalid_request());
        assert_eq!(error.to_string(), MISSING);
    }
    settle().await;
    assert_eq!(server.received(), [""; 0]);
    Ok(())
}

#[tokio::test]
async fn a_header_may_be_the_credential() -> Outcome {
    let server = Server::start([ok(EXAMPLE), ok(EXAMPLE)]).await?;
    let own = ("authorization", "Bearer of my own");
    let builder = || Client::builder().base_url(server.url());
    let client = builder().default_header(own.0, own.1).build()?;
    let invites = client.admin().organization().invites();
    invites.retrieve("a").await?;
    let invites = builder().build()?.admin().organization().invites();
    invites.retrieve("a").header(own.0, own.1).await?;
    assert_eq!(server.header("authorization"), [own.1; 2]);
    let other = invites.retrieve("a").header("x-other", "1");
    assert_eq!(error_of(other.await)?.to_string(), MISSING);
    Ok(())
}

#[tokio::test]
async fn a_key_that_no_header_can_carry_is_an_error_that_does_not_show_it() -> Outcome {
    let server = Server::with(EXAMPLE).await?;
    let client = settings(&server).admin_api_key("secret\n").build()?;
    let error = error_of(
        client
            .admin()
            .organization()
            .invites()
            .retrieve("invite-abc")
            .await,
    )?;
    assert!(error.is_invalid_request());
    assert_eq!(
        error.to_string(),
        "the value of ClientBuilder::admin_api_key contains characters that HTTP headers do not allow"
    );
    assert_eq!(server.received(), [""; 0]);
    Ok(())
}

#[tokio::test]
async fn a_base_url_may_have_a_path_and_trailing_slashes() -> Outcome {
    for (suffix, path) in [
        ("", "/v1"),
        ("/", "/v1"),
        ("//", "/v1"),
        ("/a b/", "/v1/a%20b"),
    ] {
        let server = Server::with(EXAMPLE).await?;
        let client = settings(&server).base_url(server.url() + suffix).build()?;
        client
            .admin()
            .organization()
            .invites()
            .retrieve("invite-abc")
            .await?;
        assert_eq!(
            server.request_lines(),
            [format!(
                "GET {path}/organization/invites/invite-abc HTTP/1.1"
            )]
        );
    }
    let server = Server::with(EXAMPLE).await?;
    let client = settings(&server)
        .base_url(server.url().replace("/v1", ""))
        .build()?;
    client
        .admin()
        .organization()
        .invites()
        .retrieve("invite-abc")
        .await?;
    assert_eq!(
        server.request_lines(),
        ["GET /organization/invites/invite-abc HTTP/1.1"]
    );
    Ok(())
}

#[test]
fn a_base_url_that_cannot_be_used_is_an_error() -> Outcome {
    for (base_url, message) in [
        ("", "the base URL is invalid: relative URL without a base"),
        (
            "api.example/v1",
            "the base URL is invalid: relative URL without a base",
        ),
        (
            "ftp://api.example",
            "the base URL must start with http:// or https://, not ftp:",
        ),
        (
            "https://user:secret@api.example",
            "the base URL must not contain a user name or password",
        ),
        (
            "https://api.example?a=1#a",
            "the base URL must not have a fragment",
        ),
    ] {
        let error = build_error(base_url)?;
        assert!(error.is_builder());
        assert_eq!(error.to_string(), message);
    }
    Ok(())
}

#[test]
fn a_default_header_that_http_does_not_allow_is_an_error() -> Outcome {
    let error = Client::builder()
        .default_header("x", "\n")
        .build()
        .err()
        .ok_or("should fail")?;
    assert_eq!(
        error.to_string(),
        "the value of the header `x` contains characters that HTTP headers do not allow"
    );
    Ok(())
}

#[tokio::test]
async fn debug_shows_no_secret() -> Outcome {
    let server = Server::with(EXAMPLE).await?;
    let builder = settings(&server).default_header("x-secret", "hush-default");
    let builder_text = format!("{builder:?}");
    let client = builder.build()?;
    let request = client
        .admin()
        .organization()
        .invites()
        .retrieve("invite-abc")
        .header("x-mine", "hush-call");
    let url = server.url();
    assert_eq!(
        format!("{client:?}"),
        format!(
            "Client {{ base_url: {url:?}, timeout: 600s, max_retries: 2, headers: [\"x-secret\"], \
             credentials: [AdminApiKeyAuth], .. }}"
        )
    );
    assert_eq!(
        format!("{request:?}"),
        "Retrieve { method: GET, path: \"/organization/invites/invite-abc\", \
         headers: [], options: RequestOptions { timeout: None, idle_timeout: None, deadline: None, max_retries: None, headers: [\"x-mine\"], .. }, .. }"
    );
    let call = request.into_future();
    let all = format!(
        "{builder_text} {client:#?} {:?} {call:?}",
        client.admin().organization().invites()
    );
    assert!(!all.contains(KEY) && !all.contains("hush"), "{all}");
    Ok(())
}

/// A helper, which runs in a process with its own environment.
#[test]
#[ignore = "run by the tests of the environment"]
fn show_a_client_from_the_environment() {
    match Client::from_env() {
        Ok(client) => println!("<{client:?}>"),
        Err(error) => println!("<{error}>"),
    }
}

/// The output of a process with these variables that shows its client.
fn from_env(variables: &[(&str, &str)]) -> Result<String, Box<dyn std::error::Error>> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args([
        "--exact",
        "client::show_a_client_from_the_environment",
        "--ignored",
        "--nocapture",
    ]);
    command
        .env_remove("OPENAI_ADMIN_KEY")
        .env_remove("OPENAI_BASE_URL")
        .env_remove("OPENAI_ALLOW_HTTP")
        .envs(variables.iter().copied());
    let output = String::from_utf8(command.output()?.stdout)?;
    let (_, shown) = output.split_once('<').ok_or("no output")?;
    Ok(shown.split_once('>').ok_or("no output")?.0.to_owned())
}

#[test]
fn the_environment_sets_key_and_base_url() -> Outcome {
    let shown = |base_url: &str, credentials: &str| {
        format!(
            "Client {{ base_url: {base_url:?}, timeout: 600s, max_retries: 2, headers: [], \
             credentials: [{credentials}], .. }}"
        )
    };
    let default = "https://api.openai.com/v1";
    assert_eq!(from_env(&[])?, shown(default, ""));
    assert_eq!(
        from_env(&[("OPENAI_ADMIN_KEY", ""), ("OPENAI_BASE_URL", "")])?,
        shown(default, "")
    );
    assert_eq!(
        from_env(&[
            ("OPENAI_ADMIN_KEY", KEY),
            ("OPENAI_BASE_URL", "https://proxy.example/x/")
        ])?,
        shown("https://proxy.example/x", "AdminApiKeyAuth")
    );
    assert_eq!(
        from_env(&[("OPENAI_BASE_URL", "nowhere")])?,
        "the base URL is invalid: relative URL without a base"
    );
    let open = ("OPENAI_BASE_URL", "http://192.168.0.1");
    for value in ["", "0", "no"] {
        assert_eq!(
            from_env(&[open, ("OPENAI_ALLOW_HTTP", value)])?,
            "the base URL starts with http://, which is not encrypted; use https://, or allow it with \
             ClientBuilder::allow_http or the environment variable OPENAI_ALLOW_HTTP=1"
        );
    }
    for value in ["1", "true"] {
        assert_eq!(
            from_env(&[open, ("OPENAI_ALLOW_HTTP", value)])?,
            shown("http://192.168.0.1", "")
        );
    }
    assert_eq!(
        from_env(&[("SSL_CERT_FILE", "/nowhere"), ("SSL_CERT_DIR", "/nowhere")])?,
        "cannot set up the HTTP client: unexpected error: No CA certificates were loaded from the system"
    );
    Ok(())
}

#[tokio::test]
async fn clones_share_the_client_and_resources_outlive_it() -> Outcome {
    let server = Server::with(EXAMPLE).await?;
    let invites = invites(&server)?.clone();
    let request = invites.retrieve(String::from("invite-abc"));
    drop(invites);
    assert_eq!(request.await?.id, "invite-abc");
    Ok(())
}
