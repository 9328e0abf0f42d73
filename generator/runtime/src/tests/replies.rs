//! Responses that are not of the type that was expected.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::client::{ENDPOINT, builder};
use super::json::tables::Pet;
use crate::runtime::{Binary, Error, Json, Lines, Pieces, Reply, Request};

/// The outcome of a request whose response has this media type and body.
async fn reply<R: Reply>(media: &'static str, body: &'static str) -> Result<R::Output, Error> {
    let transport = move |_: reqwest::Request| -> reqwest::Response {
        let response = http::Response::builder().header("content-type", media);
        response.body(body).expect("a response").into()
    };
    let client = builder().transport(transport).build().expect("a client");
    let request = Request::<R>::new(&client.core, &ENDPOINT).path("id", "1");
    request.call().await
}

const ERROR: &str = r#"{"error":{"message":"No credit.","code":"quota"}}"#;
const SAID: &str = "200 OK: No credit. (code: quota)";

#[tokio::test]
async fn a_page_or_an_error_is_not_streamed_as_a_file() {
    static FILE: crate::runtime::Endpoint = crate::runtime::Endpoint {
        accept: "application/pdf",
        ..ENDPOINT
    };
    let error = |media: &'static str, body: &'static str| async move {
        let transport = move |_: reqwest::Request| -> reqwest::Response {
            let response = http::Response::builder().header("content-type", media);
            response.body(body).expect("a response").into()
        };
        let client = builder().transport(transport).build().expect("a client");
        let request = Request::<Pieces>::new(&client.core, &FILE).path("id", "1");
        let error = request.call().await.expect_err("it is not a file");
        error.to_string()
    };
    assert_eq!(
        error("text/html", "<title>Sign in</title>").await,
        "200 OK: the response is of a media type that was not requested: Sign in \
         (content type: text/html, body: <title>Sign in</title>)"
    );
    assert_eq!(error("application/json", ERROR).await, SAID);
}

#[tokio::test]
async fn an_error_is_not_a_value_of_any_type() {
    let errors = [
        reply::<Json<Pet>>("application/json", ERROR).await.err(),
        reply::<Json<Vec<Pet>>>("application/json", ERROR)
            .await
            .err(),
        reply::<Json<Value>>("application/json", ERROR).await.err(),
        reply::<Json<BTreeMap<String, Value>>>("application/json", ERROR)
            .await
            .err(),
    ];
    for error in errors {
        assert_eq!(error.map(|error| error.to_string()).as_deref(), Some(SAID));
    }
    // An error beside other data, or within it, is data.
    for body in [
        r#"{"error":{"message":"m"},"id":"a"}"#,
        r#"[{"error":{"message":"m"}}]"#,
        r#"{"data":{"error":{"message":"m"}}}"#,
        r#"{"error":null}"#,
    ] {
        let value = reply::<Json<Value>>("application/json", body).await;
        let expected: Value = serde_json::from_str(body).expect("it is JSON");
        assert_eq!(value.ok(), Some(expected), "{body}");
    }
    // As an item of a map that has a type.
    let map = reply::<Json<BTreeMap<String, String>>>("application/json", r#"{"error":"none"}"#);
    assert_eq!(map.await.expect("a map").len(), 1);
}

#[tokio::test]
async fn a_line_of_any_type_may_have_an_error_beside_other_data() {
    let body = "{\"error\":{\"message\":\"m\"},\"id\":\"a\"}\n{\"error\":{\"message\":\"m\"}}\n";
    let lines = reply::<Lines<Value>>("application/x-ndjson", body).await;
    let mut lines = lines.expect("lines");
    let first = lines.next().await.expect("a line");
    let expected = json!({"error": {"message": "m"}, "id": "a"});
    assert_eq!(first.expect("a value"), expected);
    let second = lines.next().await.expect("a line");
    assert_eq!(second.expect_err("an error").to_string(), "200 OK: m");
    assert!(lines.next().await.is_none());
}

#[tokio::test]
async fn a_coding_that_the_caller_did_not_ask_for_is_named() {
    for (asked, coding, is_named) in [
        (None, "GZIP", true),
        (None, "x-gzip", true),
        (Some("identity"), "gzip", true),
        (Some("br"), "gzip", true),
        (Some("identity, *;q=0"), "gzip", true),
        (Some("br, GZIP;q=0.5"), "gzip", false),
        (Some("gzip"), "X-GZip", false),
        (Some("*"), "br", false),
        (Some("identity"), "none", false),
    ] {
        let transport = move |_: reqwest::Request| -> reqwest::Response {
            let response = http::Response::builder().header("content-encoding", coding);
            response.body("bytes").expect("a response").into()
        };
        let client = builder().transport(transport).build().expect("a client");
        let request = Request::<Binary>::new(&client.core, &ENDPOINT).path("id", "1");
        let request = asked.into_iter().fold(request, |request, asked| {
            request.header("accept-encoding", asked)
        });
        let outcome = request
            .call()
            .await
            .map_err(|error| error.message().to_owned());
        let message = format!(
            "the response body is compressed with {coding}, which the client cannot decode"
        );
        let expected = if is_named {
            Err(message)
        } else {
            Ok("bytes".into())
        };
        assert_eq!(outcome, expected, "{asked:?} {coding}");
    }
}

#[tokio::test]
async fn json_may_be_in_the_charset_of_its_media_type() {
    let value = async |media: &'static str, body: Vec<u8>| {
        let transport = move |_: reqwest::Request| -> reqwest::Response {
            let response = http::Response::builder().header("content-type", media);
            response.body(body.clone()).expect("a response").into()
        };
        let client = builder().transport(transport).build().expect("a client");
        let request = Request::<Json<Value>>::new(&client.core, &ENDPOINT).path("id", "1");
        request.call().await.map_err(|error| error.to_string())
    };
    let text = r#"{"a":"é"}"#;
    let utf_16 = || text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let latin_1 = || b"{\"a\":\"\xe9\"}".to_vec();
    for (media, body) in [
        ("application/json; charset=ISO-8859-1", latin_1()),
        ("application/json; charset=utf-16", utf_16()),
        // A charset that is wrong.
        ("application/json; charset=ISO-8859-1", text.into()),
    ] {
        let expected = Ok(json!({"a": "é"}));
        assert_eq!(value(media, body).await, expected, "{media}");
    }
    for media in ["application/json", "application/json; charset=UTF-8"] {
        let error = value(media, latin_1()).await.expect_err("it is not UTF-8");
        assert!(error.contains("invalid JSON"), "{error}");
    }
}
