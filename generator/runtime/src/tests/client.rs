use std::sync::{Arc, Mutex};

use crate::runtime::{Api, Credential, Empty, Endpoint, Method, Request, Scheme, key_header};

static KEY: Scheme = Scheme {
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

static ENDPOINT: Endpoint = Endpoint {
    method: Method::GET,
    path: "/things/{id}",
    security: &[&[&KEY]],
    accept: "application/json",
};

fn builder() -> ClientBuilder {
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
