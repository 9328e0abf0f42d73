use http::{HeaderMap, StatusCode};
use serde_json::{Value, json};

use super::client::{KEY, builder};
use crate::runtime::error::ErrorResponse;
use crate::runtime::{Credential, Error};

fn said(body: &'static str) -> Error {
    Error::from_response(ErrorResponse {
        status: StatusCode::NOT_FOUND,
        headers: HeaderMap::new(),
        body: body.into(),
        abroad: false,
        json: None,
    })
}

#[test]
fn the_words_of_the_api_are_found_in_every_form() {
    let rows = [
        (
            r#"{"error":{"message":"m","type":"t","param":"p","code":1}}"#,
            "m",
            Some("1"),
        ),
        (r#"{"errors":[{"message":"m","code":"c"}]}"#, "m", Some("c")),
        (r#"{"error":"c","error_description":"m"}"#, "m", Some("c")),
        (r#"{"error":"m"}"#, "m", None),
        (r#"{"title":"t","detail":"m"}"#, "m", None),
        (r#"{"detail":[{"msg":"m"}]}"#, "m", None),
        (
            "<Error><MessageId>1</MessageId><Code>c</Code><Message>a &amp;lt; &lt;b&gt;</Message></Error>",
            "a &lt; <b>",
            Some("c"),
        ),
        (
            "<Error><Message>&#39;a&#x27;&#10; &#38;lt; &nbsp; b &#xD800; &#+65; & c;</Message></Error>",
            "'a' &lt; &nbsp; b &#xD800; &#+65; & c;",
            None,
        ),
        (
            "<?xml version='1.0'?><Error><Code>c</Code></Error>",
            "c",
            Some("c"),
        ),
        ("<html><head><title>t</title></head></html>", "t", None),
        ("plain", "plain", None),
        ("", "Not Found", None),
    ];
    for (body, message, code) in rows {
        let error = said(body);
        assert_eq!((error.message(), error.code()), (message, code), "{body}");
        assert!(error.is_status() && error.is_not_found() && !error.is_decode());
    }
}

#[test]
fn an_error_is_one_line() {
    let error = said("{\"message\":\"a\\nb\",\"code\":\"c\"}");
    assert_eq!(error.to_string(), "404 Not Found: a b (code: c)");
}

#[test]
fn a_credential_is_in_no_form_of_the_body() {
    let mut builder = builder();
    let key = Credential::from("secret-key");
    builder.core.credential(&KEY, key);
    let client = builder.build().expect("a client");
    let error = Error::from_response(ErrorResponse {
        status: StatusCode::FORBIDDEN,
        headers: HeaderMap::new(),
        body: "<Error><Key>secret-key</Key></Error>".into(),
        abroad: false,
        json: Some(r#"{"Key":"secret-key"}"#.into()),
    });
    let error = error.scrubbed(&client.core.settings.credentials);
    assert_eq!(
        error.body(),
        Some("<Error><Key>[redacted]</Key></Error>".as_bytes())
    );
    assert_eq!(error.json::<Value>(), Some(json!({"Key": "[redacted]"})));
}
