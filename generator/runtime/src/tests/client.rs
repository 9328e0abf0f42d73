use std::sync::{Arc, Mutex};

use ::base64::Engine as _;

use crate::runtime::{
    Api, BuilderCore, Credential, Empty, Endpoint, Request, Scheme, ServerTemplate, basic,
    key_header,
};

pub(super) static KEY: Scheme = Scheme {
    name: "key",
    setter: "key",
    env: "SDK_RUNTIME_TEST_KEY",
    parameter: "x-key",
    apply: key_header,
};

static API: Api = Api {
    user_agent: "test/1",
    base_url: "https://api.example.com/v1",
    server: None,
    base_url_env: "SDK_RUNTIME_TEST_URL",
    allow_http_env: "SDK_RUNTIME_TEST_ALLOW_HTTP",
    schemes: &[&KEY],
};

crate::runtime::client!(API);

pub(super) static ENDPOINT: Endpoint = Endpoint {
    method: "GET",
    path: "/things/{id}",
    security: &[&[&KEY]],
    accept: "application/json",
};

pub(super) fn builder() -> ClientBuilder {
    let mut builder = Client::builder();
    builder.core.credential(&KEY, Credential::from("secret"));
    builder
}

#[tokio::test]
async fn a_request_is_assembled_and_sent() {
    let sent = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&sent);
    let transport = move |request: reqwest::Request| {
        let key = request.headers().get("x-key").cloned();
        let line = format!("{} {} {key:?}", request.method(), request.url());
        log.lock().expect("the log").push(line);
        http::Response::new("").into()
    };
    let client = builder().transport(transport).build().expect("a client");
    let request = Request::<Empty>::new(&client.core, &ENDPOINT);
    let call = request.path("id", "a/b").query("q", &vec![1_i64, 2]).call();
    call.await.expect("it is sent");
    assert_eq!(
        *sent.lock().expect("the log"),
        ["GET https://api.example.com/v1/things/a%2Fb?q=1&q=2 Some(Sensitive)"]
    );
}

#[tokio::test]
async fn an_id_that_would_change_the_path_is_refused() {
    let nothing = |_: reqwest::Request| -> reqwest::Response { panic!("there is nothing to send") };
    let client = builder().transport(nothing).build().expect("a client");
    for id in ["", ".", "..", "%2e%2E"] {
        let request = Request::<Empty>::new(&client.core, &ENDPOINT).path("id", id);
        let error = request.call().await.expect_err("it is refused");
        assert!(error.is_invalid_request(), "{id:?}: {error}");
    }
}

#[test]
fn a_base_url_that_others_can_read_is_refused() {
    let built = |url: &str| builder().base_url(url).build();
    for url in [
        "https://example.com",
        "http://localhost:1",
        "http://127.0.0.1",
        "http://[::1]",
        "https://example.com?version=1",
    ] {
        assert!(built(url).is_ok(), "{url}");
    }
    for url in [
        "http://example.com",
        "ftp://example.com",
        "x",
        "https://u:p@example.com",
    ] {
        assert!(
            built(url).err().is_some_and(|error| error.is_builder()),
            "{url}"
        );
    }
    assert!(
        builder()
            .base_url("http://example.com")
            .allow_http()
            .build()
            .is_ok()
    );
}

#[test]
fn a_variable_in_the_host_of_a_server_cannot_choose_another_host() {
    static SERVER: ServerTemplate = ServerTemplate {
        url: "{scheme}://{tenant}.example.com/{version}",
        variables: &[
            crate::runtime::ServerVariable {
                name: "scheme",
                default: "https",
                values: &[],
            },
            crate::runtime::ServerVariable {
                name: "tenant",
                default: "demo",
                values: &[],
            },
            crate::runtime::ServerVariable {
                name: "version",
                default: "v1",
                values: &[],
            },
        ],
    };
    let scheme = |scheme: &str| {
        let mut builder = Client::builder();
        builder.core.server(&SERVER);
        builder.core.server_variable("scheme", scheme.to_owned());
        builder.build()
    };
    assert!(scheme("https").is_ok());
    let error = scheme("https://evil.example/?").expect_err("it is refused");
    assert_eq!(
        error.message(),
        "the server variable scheme is part of the origin, which cannot contain \"https://evil.example/?\""
    );
    let build = |tenant: &str, version: &str| {
        let mut builder = Client::builder();
        builder.core.server(&SERVER);
        builder.core.server_variable("tenant", tenant.to_owned());
        builder.core.server_variable("version", version.to_owned());
        builder.build()
    };
    let client = build("a.b-c", "v2/beta").expect("a client");
    let url = client.core.settings.base_url.as_str();
    assert_eq!(url, "https://a.b-c.example.com/v2/beta");
    for tenant in [
        "",
        " ",
        "evil.example/",
        "evil.example\\",
        "evil.example?",
        "evil.example#",
        "me@evil.example",
        "a:1",
        "a%2F",
        "a\tb",
    ] {
        let error = build(tenant, "v1").expect_err("it is refused");
        assert!(error.is_builder());
        assert_eq!(
            error.message(),
            format!(
                "the server variable tenant is part of the origin, which cannot contain {tenant:?}"
            )
        );
    }
}

/// The headers of a request that a client with these settings sends.
pub(super) async fn headers(
    builder: ClientBuilder,
    endpoint: &'static Endpoint,
) -> http::HeaderMap {
    let kept = Arc::new(Mutex::new(http::HeaderMap::new()));
    let keeps = Arc::clone(&kept);
    let transport = move |request: reqwest::Request| -> reqwest::Response {
        keeps
            .lock()
            .expect("the headers")
            .clone_from(request.headers());
        http::Response::new("").into()
    };
    let client = builder.transport(transport).build().expect("a client");
    let request = Request::<Empty>::new(&client.core, endpoint).path("id", "1");
    request.call().await.expect("it is sent");
    kept.lock().expect("the headers").clone()
}

/// The value of a header; empty if there is none.
pub(super) fn text<'h>(headers: &'h http::HeaderMap, name: &str) -> &'h str {
    let value = headers.get(name).map(http::HeaderValue::as_bytes);
    str::from_utf8(value.unwrap_or_default()).expect("it is UTF-8")
}

#[tokio::test]
async fn an_idempotency_key_of_the_client_is_kept() {
    static POST: Endpoint = Endpoint {
        method: "POST",
        ..ENDPOINT
    };
    let sent = headers(builder().default_header("idempotency-key", "mine"), &POST).await;
    assert_eq!(text(&sent, "idempotency-key"), "mine");
    let sent = headers(builder(), &POST).await;
    assert!(sent.contains_key("idempotency-key"));
}

#[tokio::test]
async fn a_media_type_need_not_be_ascii() {
    static OTHER: Endpoint = Endpoint {
        accept: "application/vnd.jsön+json",
        ..ENDPOINT
    };
    static INVALID: Endpoint = Endpoint {
        accept: "application/json; x=\"\u{1}\"",
        ..ENDPOINT
    };
    let sent = headers(builder(), &OTHER).await;
    assert_eq!(text(&sent, "accept"), OTHER.accept);
    let client = builder().build().expect("a client");
    let request = || Request::<Empty>::new(&client.core, &INVALID).path("id", "1");
    let calls = [request().call(), request().stream_instead::<Empty>("a/b\n")];
    for call in calls {
        let error = call.await.expect_err("it is refused");
        assert!(error.is_invalid_request());
        assert!(
            error.message().ends_with(" is not a valid media type"),
            "{error}"
        );
    }
}

#[test]
fn the_environment_does_not_replace_a_server_that_is_selected() {
    // A variable that is always set, and not a URL.
    static OWN: Api = Api {
        user_agent: "test/1",
        base_url: "https://api.example.com/v1",
        server: None,
        base_url_env: "CARGO_PKG_NAME",
        allow_http_env: "SDK_RUNTIME_TEST_ALLOW_HTTP",
        schemes: &[],
    };
    static SERVER: ServerTemplate = ServerTemplate {
        url: "https://sandbox.example.com",
        variables: &[],
    };
    let build = |set: fn(&mut BuilderCore)| {
        let mut core = BuilderCore::new(&OWN);
        set(&mut core);
        core.read_env();
        let core = core.build().map_err(|error| error.message().to_owned())?;
        Ok(core.settings.base_url.to_string())
    };
    let error = Err("the base URL is invalid: relative URL without a base".to_owned());
    assert_eq!(build(|_| {}), error);
    let selected = build(|core| core.server(&SERVER));
    assert_eq!(selected.as_deref(), Ok("https://sandbox.example.com/"));
    let set = build(|core| core.server_variable("region", "us".to_owned()));
    assert_eq!(set.as_deref(), Ok("https://api.example.com/v1"));
}
