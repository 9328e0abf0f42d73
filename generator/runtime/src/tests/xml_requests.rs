//! The requests and responses of operations with XML bodies.

use std::sync::{Arc, Mutex};

use serde_json::Value;

use super::client::builder;
use crate::runtime::xml_tables::{Bodies, Content, Object, Root, member, object, root};
use crate::runtime::{Empty, Endpoint, Json, Request, RequestOptions, Text};

static DRAW: Endpoint = Endpoint {
    method: "POST",
    path: "/drawings",
    security: &[],
    accept: "application/xml",
};
static DRAWING: Object = object(&[
    member("name", Content::Text),
    member("size", Content::Number),
]);
static ROOT: Root = root(member("drawing", Content::Object(&DRAWING)));
static BODIES: Bodies = Bodies {
    request: Some(&ROOT),
    response: Some(&ROOT),
    errors: &[("4XX", &ROOT)],
};

/// A transport that answers with this status code and body.
fn answering(status: u16, body: &'static str) -> impl Fn(reqwest::Request) -> reqwest::Response {
    move |_| {
        let response = http::Response::builder().status(status);
        response.body(body).expect("a response").into()
    }
}

#[tokio::test]
async fn a_response_of_another_media_type_stays_as_it_is() {
    for body in [
        "<svg><path d=\"M0\"/></svg>",
        "<!DOCTYPE html><p>a</p>",
        "<Error><Code>1</Code></Error>",
    ] {
        let client = builder().transport(answering(200, body)).build();
        let client = client.expect("a client");
        let request = Request::<Json<Value>>::new(&client.core, &DRAW).xml(&BODIES);
        let text = request.stream_instead::<Text>("image/svg+xml").await;
        assert_eq!(text.expect("it is text"), body);
    }
}

#[tokio::test]
async fn the_error_instead_of_another_media_type_is_converted() {
    let body = "<drawing><name>a</name></drawing>";
    let client = builder().transport(answering(400, body)).build();
    let client = client.expect("a client");
    let request = Request::<Json<Value>>::new(&client.core, &DRAW).xml(&BODIES);
    let answer = request.stream_instead::<Text>("image/svg+xml").await;
    let error = answer.expect_err("it is an error");
    assert_eq!(error.json(), Some(serde_json::json!({"name": "a"})));
    assert_eq!(error.body(), Some(body.as_bytes()));
}

#[tokio::test]
async fn members_are_added_before_the_body_is_converted() {
    let sent = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&sent);
    let transport = move |request: reqwest::Request| {
        let body = request.body().and_then(reqwest::Body::as_bytes);
        let body = body.map(|body| String::from_utf8_lossy(body).into_owned());
        log.lock().expect("the log").push(body);
        http::Response::new("").into()
    };
    let client = builder().transport(transport).build().expect("a client");
    let options = RequestOptions::new()
        .extra_body("size", 2)
        .extra_body("more", "m");
    let request = Request::<Empty>::new(&client.core, &DRAW).xml(&BODIES);
    let call = request.field("name", &"a".to_owned()).with(options).call();
    call.await.expect("it is sent");
    let expected = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><drawing><name>a</name><size>2</size><more>m</more></drawing>";
    assert_eq!(*sent.lock().expect("the log"), [Some(expected.to_owned())]);
}
