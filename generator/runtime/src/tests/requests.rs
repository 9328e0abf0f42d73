//! The requests that transports receive.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use bytes::Bytes;
use serde_json::json;

use super::client::{KEY, builder};
use crate::runtime::{
    Credential, Empty, Endpoint, File, Multipart as _, Request, RequestOptions, any_json,
};

static CREATE: Endpoint = Endpoint {
    method: "POST",
    path: "/things",
    security: &[&[&KEY]],
    accept: "application/json",
};

static SEE_OTHER: Endpoint = Endpoint {
    path: "/303",
    ..CREATE
};

static TEMPORARY: Endpoint = Endpoint {
    path: "/307",
    ..CREATE
};

static SEARCH: Endpoint = Endpoint {
    method: "GET",
    path: "/{kind}?q={q}&kind={kind}&to={to}",
    security: &[],
    accept: "*/*",
};

type Bodies = Arc<Mutex<Vec<Option<Bytes>>>>;

/// A transport that keeps the bodies in memory; `None` is a stream.
fn kept(bodies: Bodies) -> impl Fn(reqwest::Request) -> reqwest::Response {
    move |request| {
        let body = request.body().and_then(reqwest::Body::as_bytes);
        let body = body.map(Bytes::copy_from_slice);
        bodies.lock().expect("the bodies").push(body);
        http::Response::new("").into()
    }
}

#[tokio::test]
async fn a_member_that_is_added_to_a_body_leaves_the_others_as_they_are() {
    let bodies = Bodies::default();
    let client = builder().transport(kept(bodies.clone())).build();
    let client = client.expect("a client");
    let body = r#"{"z":123456789012345678901234567890,"a":1.0,"\"":1e2}"#;
    let options = RequestOptions::new()
        .extra_body("a", 1)
        .extra_body("new", json!({"x": [1.5]}))
        .extra_body("a", "2");
    let request = Request::<Empty>::new(&client.core, &CREATE).text(body);
    request.with(options).call().await.expect("it is sent");
    let sent = Request::<Empty>::new(&client.core, &CREATE)
        .text("{a")
        .with(RequestOptions::new().extra_body("b", 1));
    let error = sent.call().await.expect_err("it is refused");
    assert_eq!(
        error.message(),
        "the member \"b\" cannot be added: the body is not a JSON object"
    );
    let expected = r#"{"z":123456789012345678901234567890,"\"":1e2,"new":{"x":[1.5]},"a":"2"}"#;
    assert_eq!(*bodies.lock().expect("the bodies"), [Some(expected.into())]);
}

#[tokio::test]
async fn a_transport_receives_a_long_body_from_memory_as_it_is() {
    let bodies = Bodies::default();
    let client = builder().transport(kept(bodies.clone())).build();
    let client = client.expect("a client");
    let body = Bytes::from(vec![b'x'; 1 << 20]);
    let request = Request::<Empty>::new(&client.core, &CREATE).binary(&body);
    let options = RequestOptions::new().idle_timeout(Duration::from_secs(9));
    request.with(options).call().await.expect("it is sent");
    assert_eq!(*bodies.lock().expect("the bodies"), [Some(body)]);
}

#[tokio::test]
async fn a_token_is_not_renewed_because_another_origin_refuses_the_request_without_it() {
    let count = Arc::new(Mutex::new((0, 0)));
    let (tokens, requests) = (Arc::clone(&count), Arc::clone(&count));
    let mut builder = builder().transport(move |request: reqwest::Request| {
        requests.lock().expect("the count").1 += 1;
        let response = http::Response::builder();
        let response = if request.url().host_str() == Some("other.example.com") {
            response.status(401)
        } else {
            let target = "https://other.example.com/things";
            response.status(307).header("location", target)
        };
        response.body("").expect("a response").into()
    });
    let credential = Credential::provider(move || {
        tokens.lock().expect("the count").0 += 1;
        async { Ok::<_, std::io::Error>("token") }
    });
    builder.core.credential(&KEY, credential);
    let client = builder.build().expect("a client");
    for requests in [2, 4] {
        let request = Request::<Empty>::new(&client.core, &CREATE);
        let error = request.call().await.expect_err("it is refused");
        assert!(error.is_authentication());
        assert_eq!(*count.lock().expect("the count"), (1, requests));
    }
}

/// RFC 9110, section 15.4: the headers that describe the body are dropped with it.
#[tokio::test]
async fn a_redirect_without_the_body_has_no_headers_that_describe_it() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&seen);
    let builder = builder().transport(move |request: reqwest::Request| {
        let is_described = |name: &&str| request.headers().contains_key(*name);
        let names = ["content-type", "content-language", "x-kept"];
        let named: Vec<&str> = names.into_iter().filter(is_described).collect();
        let path = request.url().path().to_owned();
        let line = format!("{} {path} {named:?}", request.method());
        log.lock().expect("the log").push(line);
        let status = path.trim_start_matches("/v1/").parse().unwrap_or(200);
        let response = http::Response::builder().status(status);
        let response = match status {
            200 => response.header("location", "/v1/end"),
            _ => response.header("location", "/v1/200"),
        };
        response.body("").expect("a response").into()
    });
    let client = builder.build().expect("a client");
    for endpoint in [&SEE_OTHER, &TEMPORARY] {
        let request = Request::<Empty>::new(&client.core, endpoint).binary(&Bytes::from("x"));
        let request = request.header_value("content-type", false, &"image/png".to_owned());
        let request = request
            .header("content-language", "en")
            .header("x-kept", "1");
        request.call().await.expect("it is sent");
    }
    let all = "[\"content-type\", \"content-language\", \"x-kept\"]";
    let expected = [
        format!("POST /v1/303 {all}"),
        "GET /v1/200 [\"x-kept\"]".to_owned(),
        format!("POST /v1/307 {all}"),
        format!("POST /v1/200 {all}"),
    ];
    assert_eq!(*seen.lock().expect("the log"), expected);
}

/// The headers of a part are found by its name, not by a search of all pieces for each part.
#[tokio::test]
async fn the_parts_of_a_body_are_joined_in_linear_time() {
    let bodies = Bodies::default();
    let client = builder().transport(kept(bodies.clone())).build();
    let client = client.expect("a client");
    let started = Instant::now();
    let request = Request::<Empty>::new(&client.core, &CREATE);
    let request = request.part("a", &vec![1_i64; 100_000]);
    let request = request.part_header("a", "X-A", false, &"1".to_owned());
    let request = request.part("b", &2_i64);
    request.call().await.expect("it is sent");
    let took = started.elapsed();
    assert!(took < Duration::from_secs(20), "{took:?}");
    let bodies = bodies.lock().expect("the bodies");
    let body = bodies.first().cloned().flatten().expect("a body");
    let text = str::from_utf8(&body).expect("it is text");
    let part = "\r\nX-A: 1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n";
    assert_eq!(text.matches(part).count(), 100_000);
    assert_eq!(text.matches("X-A").count(), 100_000);
}

#[tokio::test]
async fn a_form_is_made_from_an_object() {
    let bodies = Bodies::default();
    let client = builder().transport(kept(bodies.clone())).build();
    let client = client.expect("a client");
    let request = || Request::<Empty>::new(&client.core, &CREATE);
    for request in [
        request().form(&json!("hi")),
        request().form(&json!(["a", "b"])),
        request().form_object(&json!([1])),
    ] {
        let error = request.call().await.expect_err("it is refused");
        assert!(error.is_invalid_request());
        let message = "the body is a form, so its value must be an object";
        assert_eq!(error.message(), message);
    }
    for request in [
        request().form(&json!({"a": [1, 2]})),
        request().form_object(&json!({"a": "b"})),
        request().form(&json!(null)),
        // The server judges it.
        request().object(&json!([1])),
    ] {
        request.call().await.expect("it is sent");
    }
    let sent = ["a=1&a=2", "a=b", "", "[1]"].map(|body| Some(Bytes::from(body)));
    assert_eq!(*bodies.lock().expect("the bodies"), sent);
}

#[tokio::test]
async fn an_optional_body_is_omitted_if_its_last_member_is_removed() {
    let bodies = Bodies::default();
    let client = builder().transport(kept(bodies.clone())).build();
    let client = client.expect("a client");
    let request = || Request::<Empty>::new(&client.core, &CREATE);
    for request in [
        request().field("a", &1_i64).unset("field", "a"),
        request().form_field("a", &1_i64).unset("form_field", "a"),
        request().part("a", &1_i64).unset("part", "a"),
        // A constant is sent only with others.
        request()
            .field("kind", &"k".to_owned())
            .with_other_members()
            .field("a", &1_i64)
            .unset("field", "a"),
        // The body is required.
        request()
            .json_object()
            .field("a", &1_i64)
            .unset("field", "a"),
        request()
            .field("a", &1_i64)
            .field("b", &2_i64)
            .unset("field", "a"),
        request()
            .field("a", &1_i64)
            .unset("field", "a")
            .field("b", &2_i64),
    ] {
        request.call().await.expect("it is sent");
    }
    let sent = bodies.lock().expect("the bodies").clone();
    let sent = sent
        .iter()
        .map(|body| body.as_ref().map(|body| String::from_utf8_lossy(body)));
    let expected = [
        None,
        None,
        None,
        None,
        Some("{}"),
        Some("{\"b\":2}"),
        Some("{\"b\":2}"),
    ];
    assert_eq!(
        sent.collect::<Vec<_>>(),
        expected.map(|body| body.map(Into::into))
    );
}

#[tokio::test]
async fn a_number_that_json_cannot_represent_is_not_sent_as_a_required_value_of_any_type() {
    let nothing = |_: reqwest::Request| -> reqwest::Response { panic!("there is nothing to send") };
    let client = builder().transport(nothing).build().expect("a client");
    for value in [any_json(f64::NAN), any_json(f32::INFINITY)] {
        let request = Request::<Empty>::new(&client.core, &CREATE).field("value", &value);
        let error = request.call().await.expect_err("it is refused");
        assert!(error.is_invalid_request());
        let message = "`value`: a number is NaN or infinite, which cannot be sent";
        assert_eq!(error.message(), message);
    }
    assert_eq!(any_json(1.5), json!(1.5));
    assert_eq!(any_json(None::<f64>), json!(null));
}

async fn arguments_in_the_query_of_a_path_template_are_values_of_that_query() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&seen);
    let builder = builder().transport(move |request: reqwest::Request| {
        let target = format!(
            "{}?{}",
            request.url().path(),
            request.url().query().unwrap_or_default()
        );
        log.lock().expect("the log").push(target);
        http::Response::new("").into()
    });
    let client = builder.build().expect("a client");
    for (q, to) in [("a&b=c+d;e", "a/b&c"), ("", "x"), ("..", "x")] {
        let request = Request::<Empty>::new(&client.core, &SEARCH)
            .path("q", q)
            .path("kind", "a+b")
            .path_reserved("to", false, &to.to_owned());
        request.call().await.expect("it is sent");
    }
    let request = Request::<Empty>::new(&client.core, &SEARCH).path("kind", "");
    let error = request.call().await.expect_err("it is refused");
    assert_eq!(
        error.message(),
        "the path parameter `kind` must not be empty"
    );
    let expected = [
        "/v1/a%2Bb?q=a%26b%3Dc%2Bd%3Be&kind=a%2Bb&to=a/b%26c",
        "/v1/a%2Bb?q=&kind=a%2Bb&to=x",
        "/v1/a%2Bb?q=..&kind=a%2Bb&to=x",
    ];
    assert_eq!(*seen.lock().expect("the log"), expected);
}

#[tokio::test]
async fn a_media_type_that_is_set_last_is_sent() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&seen);
    let builder = builder().transport(move |request: reqwest::Request| {
        let media_type = request.headers().get("content-type").cloned();
        log.lock().expect("the log").push(media_type);
        http::Response::new("").into()
    });
    let client = builder.build().expect("a client");
    let request = Request::<Empty>::new(&client.core, &CREATE)
        .binary(&Bytes::from("x"))
        .content_type("application/octet-stream")
        .header_value("content-type", false, &"image/gif".to_owned())
        .content_type("image/png");
    request.call().await.expect("it is sent");
    let request = Request::<Empty>::new(&client.core, &CREATE)
        .binary(&Bytes::from("x"))
        .content_type("image/png")
        .header_value("content-type", false, &"image/gif".to_owned());
    request.call().await.expect("it is sent");
    let expected = ["image/png", "image/gif"].map(|one| one.parse().ok());
    assert_eq!(*seen.lock().expect("the log"), expected);
}

#[tokio::test]
async fn parts_are_added_to_multipart_bodies() {
    let bodies = Bodies::default();
    let client = builder().transport(kept(bodies.clone())).build();
    let client = client.expect("a client");
    let options = || {
        RequestOptions::new()
            .extra_part("f", File::new("a.txt", "x"))
            .extra_part("t", File::text("y"))
    };
    let request = Request::<Empty>::new(&client.core, &CREATE);
    let request = request
        .part("own", &1_i64)
        .part_file("id", &File::text("z"));
    request.with(options()).call().await.expect("it is sent");
    let alone = Request::<Empty>::new(&client.core, &CREATE).with(options());
    alone.call().await.expect("it is sent");
    let json = Request::<Empty>::new(&client.core, &CREATE).json(&1_i64);
    let error = json
        .with(options())
        .call()
        .await
        .expect_err("it is refused");
    assert_eq!(
        error.message(),
        "a part cannot be added: the request body is not multipart"
    );
    let added = "Content-Disposition: form-data; name=\"f\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\nx\r\n--B\r\nContent-Disposition: form-data; name=\"t\"\r\n\r\ny\r\n--B--\r\n";
    let own = "Content-Disposition: form-data; name=\"own\"\r\n\r\n1\r\n--B\r\nContent-Disposition: form-data; name=\"id\"\r\n\r\nz\r\n--B\r\n";
    let sent = bodies.lock().expect("the bodies");
    let sent: Vec<String> = sent.iter().flatten().map(with_plain_boundary).collect();
    assert_eq!(
        sent,
        [format!("--B\r\n{own}{added}"), format!("--B\r\n{added}")]
    );
}

/// A multipart body with the boundary `B`.
fn with_plain_boundary(body: &Bytes) -> String {
    let text = String::from_utf8_lossy(body);
    let boundary = text.lines().next().unwrap_or_default();
    text.replace(boundary, "--B")
}
