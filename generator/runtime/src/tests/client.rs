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
fn secrets_are_in_no_debug_output() {
    let builder = builder().default_header("x-other", "hidden");
    let text = format!("{builder:?}");
    assert!(text.contains("x-other") && text.contains("key"), "{text}");
    let client = builder.build().expect("a client");
    let text = text + &format!("{client:?}");
    assert!(
        !text.contains("secret") && !text.contains("hidden"),
        "{text}"
    );
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
fn a_password_in_a_base_url_is_in_no_debug_output() {
    for (url, shown) in [
        (
            "https://user:secret@a.example/v1?key=secret",
            "https://a.example/v1",
        ),
        ("https://secret@secret:a@a.example", "https://a.example"),
        (
            "https://user:secret?secret#secret@a.example/v1",
            "https://a.example/v1",
        ),
        ("user:secret@a.example", "a.example"),
        ("https://a.example/v1", "https://a.example/v1"),
    ] {
        let builder = Client::builder().base_url(url);
        let text = format!("{builder:?}");
        assert!(text.contains(&format!("{shown:?}")), "{text}");
        assert!(!text.contains("secret"), "{text}");
        if url.contains('@') {
            let error = builder.build().expect_err("it is refused");
            assert!(!format!("{error} {error:?}").contains("secret"));
        }
    }
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

#[test]
fn a_key_is_found_in_every_form_in_linear_time() {
    let credentials = |key: &str| {
        let mut builder = Client::builder();
        builder.core.credential(&KEY, Credential::from(key));
        builder.build().expect("a client").core
    };
    let key = "pass$word!/abc==";
    let core = credentials(key);
    for echo in [
        key,
        "pass%24word%21%2fabc%3d%3D",
        "pass%24word!%2Fabc%3d=",
        "pass&#36;word!/abc&#x3D;=",
        "pass$word!\\/abc\\u003d\\u003D",
        "pass$word!\\\\\\/abc\\\\u003d=",
        "%70ass$word!/abc==",
        "cGFzcyR3b3JkIS9hYmM9PQ",
        "cGFzcyR3b3JkIS9hYmM9PQ%3D%3D",
    ] {
        let mut text = format!("<{echo}> and <{echo}>");
        core.settings.credentials.scrub(&mut text);
        let text = text.replace("%3D", "");
        assert_eq!(text, "<[redacted]> and <[redacted]>", "{echo}");
    }
    for text in [
        "pass$word!/abc=",
        "",
        "%",
        "\\",
        "&#;",
        "%7",
        "pass%24word%21%2fabc%3d%3E",
    ] {
        assert_eq!(core.settings.credentials.scrubbed(text), None, "{text}");
    }
    // Every position could be the start of the key.
    let started = std::time::Instant::now();
    let text = "p%\\&+".repeat(1 << 15);
    assert_eq!(core.settings.credentials.scrubbed(&text), None);
    // Runs of backslashes and of unfinished references.
    for text in ["\\".repeat(200_000), "&#".repeat(100_000)] {
        assert_eq!(core.settings.credentials.scrubbed(&text), None);
    }
    let text = "\\".repeat(1_000) + "u0070ass$word!/abc==";
    let scrubbed = core.settings.credentials.scrubbed(&text);
    assert!(scrubbed.is_some_and(|text| text.ends_with("\\[redacted]")));
    assert!(started.elapsed() < std::time::Duration::from_secs(30));
}

#[tokio::test]
async fn headers_with_credentials_are_marked_as_sensitive() {
    static SESSION: Scheme = Scheme {
        name: "session",
        setter: "session",
        env: "SDK_RUNTIME_TEST_SESSION",
        parameter: "sid",
        apply: crate::runtime::key_cookie,
    };
    static LOGGED_IN: Endpoint = Endpoint {
        security: &[&[&SESSION]],
        ..ENDPOINT
    };
    let transport = |request: reqwest::Request| {
        let marked = |name: &str| {
            let value = request.headers().get(name).expect("a header");
            value.is_sensitive()
        };
        let names = ["cookie", "authorization", "proxy-authorization", "x-key"];
        assert_eq!(names.map(marked), [true; 4]);
        assert!(!marked("x-other"));
        assert_eq!(request.headers()["cookie"], "sid=secret; a=b");
        http::Response::new("").into()
    };
    let mut builder = Client::builder().transport(transport);
    builder
        .core
        .credential(&SESSION, Credential::from("secret"));
    let builder = builder.default_header("authorization", "Bearer mine");
    let client = builder.build().expect("a client");
    let request = Request::<Empty>::new(&client.core, &LOGGED_IN).path("id", "1");
    let request = request.cookie("a", true, &"b".to_owned());
    let request = request.header("proxy-authorization", "Basic mine");
    let request = request.header("x-key", "mine").header("x-other", "1");
    request.call().await.expect("it is sent");
}

#[cfg(feature = "mock")]
#[tokio::test]
async fn a_request_that_a_mock_received_does_not_show_credentials() {
    let mock = crate::runtime::Mock::new();
    let client = builder().transport(mock.clone()).build().expect("a client");
    let request = Request::<Empty>::new(&client.core, &ENDPOINT).path("id", "1");
    let request = request.query("key", &"hidden".to_owned());
    let error = request.call().await.expect_err("the mock has no response");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(501));
    assert_eq!(
        format!("{:?}", mock.requests()),
        "[MockRequest { method: GET, url: \"https://api.example.com/v1/things/1\", \
         headers: [\"user-agent\", \"accept\", \"x-key\"], body: b\"\" }]"
    );
}

/// The headers of a request that a client with these settings sends.
async fn headers(builder: ClientBuilder, endpoint: &'static Endpoint) -> http::HeaderMap {
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
fn text<'h>(headers: &'h http::HeaderMap, name: &str) -> &'h str {
    let value = headers.get(name).map(http::HeaderValue::as_bytes);
    str::from_utf8(value.unwrap_or_default()).expect("it is UTF-8")
}

static APP: Scheme = Scheme {
    name: "app",
    setter: "app",
    env: "SDK_RUNTIME_TEST_APP",
    parameter: "x-app",
    apply: key_header,
};

#[tokio::test]
async fn a_credential_is_sent_beside_one_that_is_given_as_a_header() {
    static BOTH: Endpoint = Endpoint {
        security: &[&[&APP], &[&KEY, &APP]],
        ..ENDPOINT
    };
    let sent = headers(builder().default_header("x-app", "1"), &BOTH).await;
    assert_eq!(
        ["x-key", "x-app"].map(|name| text(&sent, name)),
        ["secret", "1"]
    );
    // The alternative whose credentials are all set goes before.
    let mut builder = builder().default_header("authorization", "mine");
    builder.core.credential(&APP, Credential::from("2"));
    let sent = headers(builder, &BOTH).await;
    assert_eq!(["x-key", "x-app"].map(|name| text(&sent, name)), ["", "2"]);
}

#[tokio::test]
async fn a_user_name_needs_no_password() {
    static BASIC: Scheme = Scheme {
        name: "basic",
        setter: "basic",
        env: "SDK_RUNTIME_TEST_BASIC",
        parameter: "Basic",
        apply: basic,
    };
    static LOGGED_IN: Endpoint = Endpoint {
        security: &[&[&BASIC]],
        ..ENDPOINT
    };
    for (credential, sent) in [
        (
            Credential::from("sk_test_4eC39H"),
            "Basic c2tfdGVzdF80ZUMzOUg6",
        ),
        (
            Credential::from("sk_test_4eC39H:"),
            "Basic c2tfdGVzdF80ZUMzOUg6",
        ),
        (
            Credential::basic("sk_test_4eC39H", ""),
            "Basic c2tfdGVzdF80ZUMzOUg6",
        ),
        (
            Credential::basic("user", "pass:word"),
            "Basic dXNlcjpwYXNzOndvcmQ=",
        ),
    ] {
        let mut builder = Client::builder();
        builder.core.credential(&BASIC, credential);
        assert_eq!(
            text(&headers(builder, &LOGGED_IN).await, "authorization"),
            sent
        );
    }
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

#[test]
fn a_key_is_found_at_any_place_of_a_text_in_base64() {
    let mut builder = Client::builder();
    let key = "pass$word!/abc=";
    builder.core.credential(&KEY, Credential::from(key));
    let core = builder.build().expect("a client").core;
    let engine = ::base64::engine::general_purpose::STANDARD;
    let url_safe = ::base64::engine::general_purpose::URL_SAFE;
    for start in ["", "a", "ab", "Bearer ", "é: "] {
        for end in ["", "0", "01", ", b"] {
            let text = format!("{start}{key}{end}");
            for encoded in [engine.encode(&text), url_safe.encode(&text)] {
                let mut echo = format!("<{encoded}>");
                core.settings.credentials.scrub(&mut echo);
                let rest = echo.split("[redacted]").collect::<Vec<_>>();
                let [before, after] = rest.as_slice() else {
                    panic!("{text:?}: {echo}");
                };
                // No digit but the first and the last ones, which other bytes share.
                let most = (start.len() * 8).div_ceil(6) + 1;
                assert!(before.len() <= most, "{text:?}: {echo}");
                assert!(
                    after.len() <= end.len().div_ceil(3) * 4 + 5,
                    "{text:?}: {echo}"
                );
            }
        }
    }
}
