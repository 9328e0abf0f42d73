//! Where credentials are sent, and where they are not shown.

use std::sync::{Arc, Mutex};

use ::base64::Engine as _;

use super::client::{Client, ENDPOINT, KEY, builder, headers, text};
use crate::runtime::{Credential, Empty, Endpoint, Request, Scheme, basic, key_header};

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
