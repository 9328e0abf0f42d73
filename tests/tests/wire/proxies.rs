//! Proxies that the environment names.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::process::Command;

use tests_client::Client;

use crate::server::{Server, Step, closed_port, ok};
use crate::{EXAMPLE, KEY, Outcome};

/// Not a test of its own: it runs in a process with an environment of its own.
#[tokio::test]
#[ignore = "run by the tests of proxies"]
async fn call_with_the_environment() -> Outcome {
    let client = match Client::builder().admin_api_key(KEY).read_env().build() {
        Ok(client) => client,
        Err(error) => {
            println!("<{error}>");
            return Ok(());
        }
    };
    let invites = client.admin().organization().invites();
    match invites.retrieve("invite-abc").max_retries(0).await {
        Ok(invite) => println!("<{}>", invite.id),
        Err(error) => println!("<{error}>"),
    }
    Ok(())
}

/// The outcome of a call in a process with these variables.
async fn call(variables: &[(&str, &str)]) -> Result<String, Box<dyn std::error::Error>> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args([
        "--exact",
        "proxies::call_with_the_environment",
        "--ignored",
        "--nocapture",
    ]);
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"] {
        command.env_remove(name).env_remove(name.to_lowercase());
    }
    command.env_remove("REQUEST_METHOD");
    command.envs(variables.iter().copied());
    let output = tokio::task::spawn_blocking(move || command.output()).await??;
    let output = String::from_utf8(output.stdout)?;
    let (_, shown) = output.split_once('<').ok_or("no output")?;
    Ok(shown.split_once('>').ok_or("no output")?.0.to_owned())
}

#[tokio::test]
async fn a_proxy_is_used_unless_the_host_is_excepted() -> Outcome {
    let proxy = Server::by(|_| ok(EXAMPLE)).await?;
    let at = proxy.url().replace("/v1", "");
    let far = ("OPENAI_BASE_URL", "http://api.localhost:9/v1");
    assert_eq!(call(&[("http_proxy", &at), far]).await?, "invite-abc");
    let line = "GET http://api.localhost:9/v1/organization/invites/invite-abc HTTP/1.1";
    assert_eq!(proxy.request_lines(), [line]);

    let server = Server::by(|_| ok(EXAMPLE)).await?;
    let near = ("OPENAI_BASE_URL", &*server.url());
    let except = ("NO_PROXY", "127.0.0.1");
    assert_eq!(
        call(&[("http_proxy", &at), except, near]).await?,
        "invite-abc"
    );
    assert_eq!((proxy.requests().len(), server.requests().len()), (1, 1));
    Ok(())
}

#[tokio::test]
async fn a_tunnel_that_a_proxy_refuses_is_an_error_that_says_so() -> Outcome {
    for (status, message) in [
        (
            "407 Proxy Authentication Required",
            "tunnel error: proxy authorization required",
        ),
        (
            "403 Forbidden",
            "the proxy refused to connect to the server",
        ),
    ] {
        let refusal = format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n");
        let proxy = Server::by(move |_| Step::send(refusal.clone())).await?;
        let at = proxy.url().replace("/v1", "");
        let https = ("OPENAI_BASE_URL", "https://api.example/v1");
        let shown = call(&[("HTTPS_PROXY", &at), https]).await?;
        assert_eq!(shown, format!("cannot connect: {message}"));
        assert_eq!(proxy.request_lines(), ["CONNECT api.example:443 HTTP/1.1"]);
    }
    let gone = format!("http://127.0.0.1:{}", closed_port().await?);
    let shown = call(&[
        ("HTTPS_PROXY", &gone),
        ("OPENAI_BASE_URL", "https://api.example/v1"),
    ])
    .await?;
    assert_eq!(shown, "cannot connect: Connection refused (os error 111)");
    Ok(())
}

#[tokio::test]
async fn a_socks_proxy_is_used() -> Outcome {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let at = format!("socks5h://{}", listener.local_addr()?);
    let proxy = std::thread::spawn(move || -> std::io::Result<Vec<u8>> {
        let (mut stream, _) = listener.accept()?;
        let mut greeting = [0; 3];
        stream.read_exact(&mut greeting)?;
        // No authentication is needed.
        stream.write_all(&[5, 0])?;
        let mut head = [0; 5];
        stream.read_exact(&mut head)?;
        let [.., length] = head;
        let mut host = vec![0; length.into()];
        stream.read_exact(&mut host)?;
        Ok(host)
    });
    call(&[
        ("ALL_PROXY", &at),
        ("OPENAI_BASE_URL", "https://api.example/v1"),
    ])
    .await?;
    let host = proxy.join().map_err(|_| "the proxy panicked")??;
    assert_eq!(host, b"api.example");
    Ok(())
}

#[tokio::test]
async fn the_cause_of_a_failed_connection_is_told() -> Outcome {
    let shown = call(&[("OPENAI_BASE_URL", "https://nowhere.invalid/v1")]).await?;
    assert!(
        shown.starts_with("cannot connect: failed to lookup address information: "),
        "{shown}"
    );
    // A server that does not speak TLS.
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let url = format!("https://{}", listener.local_addr()?);
    let server = std::thread::spawn(move || -> std::io::Result<()> {
        let (mut stream, _) = listener.accept()?;
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n")?;
        // Until the client hangs up.
        std::io::copy(&mut stream, &mut std::io::sink())?;
        Ok(())
    });
    assert_eq!(
        call(&[("OPENAI_BASE_URL", &url)]).await?,
        "cannot connect: received corrupt message of type InvalidContentType"
    );
    server.join().map_err(|_| "the server panicked")??;
    Ok(())
}

#[tokio::test]
async fn the_password_of_a_proxy_is_sent_to_it_and_not_shown() -> Outcome {
    let proxy = Server::by(|_| ok(EXAMPLE)).await?;
    let at = proxy.url().replace("/v1", "");
    let at = at.replace("http://", "http://user:pass%20word@");
    let far = ("OPENAI_BASE_URL", "http://api.localhost:9/v1");
    assert_eq!(call(&[("http_proxy", &at), far]).await?, "invite-abc");
    let credentials = ["Basic dXNlcjpwYXNzIHdvcmQ="];
    assert_eq!(proxy.header("proxy-authorization"), credentials);
    let gone = format!("http://user:pass%20word@127.0.0.1:{}", closed_port().await?);
    let shown = call(&[("http_proxy", &gone), far]).await?;
    assert_eq!(shown, "cannot connect: Connection refused (os error 111)");
    Ok(())
}

#[tokio::test]
async fn a_proxy_that_cannot_be_used_is_not_passed_over() -> Outcome {
    let server = Server::by(|_| ok(EXAMPLE)).await?;
    let near = ("OPENAI_BASE_URL", &*server.url());
    for proxy in [
        "socks6://127.0.0.1:9",
        "socks://127.0.0.1:9",
        "ftp://user:pass-word@127.0.0.1:9",
        "http://",
        "http://:80",
        "::::",
        "http://[::1",
        " ",
    ] {
        for name in ["http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"] {
            let shown = call(&[(name, proxy), near]).await?;
            let message = format!(
                "the environment variable {name} does not name an http, https, socks4 or socks5 proxy"
            );
            assert_eq!(shown, message, "{proxy}");
        }
    }
    assert_eq!(server.requests().len(), 0);
    // One that is not used for this server does not matter: GNOME sets `all_proxy` beside the others.
    let socks = ("all_proxy", "socks://127.0.0.1:9");
    for more in [
        ("http_proxy", &*server.url()),
        ("NO_PROXY", "10.0.0.1, 127.0.0.1"),
        ("no_proxy", "127.0.0.0/8"),
    ] {
        assert_eq!(call(&[socks, more, near]).await?, "invite-abc", "{more:?}");
    }
    let local = server.url().replace("127.0.0.1", "localhost");
    for except in ["*", "localhost", ".LocalHost"] {
        let variables = [socks, ("NO_PROXY", except), ("OPENAI_BASE_URL", &*local)];
        assert_eq!(call(&variables).await?, "invite-abc", "{except}");
    }
    let shown = call(&[("HTTPS_PROXY", "::::"), near]).await?;
    assert_eq!(shown, "invite-abc");
    let shown = call(&[("http_proxy", ""), near]).await?;
    assert_eq!(shown, "invite-abc");
    Ok(())
}
