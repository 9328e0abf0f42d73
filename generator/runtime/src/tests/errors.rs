use http::{HeaderMap, HeaderValue, StatusCode};
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

/// Bodies of errors, and the message and the code that they have.
const BODIES: &[(&str, &str, Option<&str>)] = &[
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
    // Okta, Dropbox, AWS Lambda and Plaid.
    (
        r#"{"errorCode":"E0000011","errorSummary":"m","errorCauses":[]}"#,
        "m",
        Some("E0000011"),
    ),
    (
        r#"{"error_summary":"path/not_found/..","error":{".tag":"path"}}"#,
        "path/not_found/..",
        None,
    ),
    (r#"{"errorMessage":"m","errorType":"t"}"#, "m", None),
    (r#"{"Error":{"Message":"m","Code":"c"}}"#, "m", Some("c")),
    (r#"{"ErrorMessage":"m","ErrorCode":3}"#, "m", Some("3")),
    // Jira, Rails and Laravel.
    (r#"{"errorMessages":["m","n"],"errors":{}}"#, "m; n", None),
    (
        r#"{"errorMessages":[],"errors":{"name":"is empty","project":"is missing"}}"#,
        "name: is empty; project: is missing",
        None,
    ),
    (
        r#"{"errors":{"name":["is empty","is odd"]}}"#,
        "name: is empty; is odd",
        None,
    ),
    (
        r#"{"message":"m","errors":{"name":["is empty"]}}"#,
        "m",
        None,
    ),
    // OData 2 and 3.
    (
        r#"{"error":{"code":"SY/530","message":{"lang":"en","value":"m"}}}"#,
        "m",
        Some("SY/530"),
    ),
    (
        r#"{"odata.error":{"code":"-1, E","message":{"lang":"en-US","value":"m"}}}"#,
        "m",
        Some("-1, E"),
    ),
    // Elasticsearch, Kubernetes, Google.
    (
        r#"{"error":{"root_cause":[{"type":"t","reason":"r"}],"type":"t","reason":"m"},"status":404}"#,
        "m",
        None,
    ),
    (
        r#"{"kind":"Status","status":"Failure","message":"m","reason":"NotFound","code":404}"#,
        "m",
        Some("404"),
    ),
    (
        r#"{"error":{"errors":[{"reason":"r","message":"m"}],"code":403,"message":"m"}}"#,
        "m",
        Some("403"),
    ),
    // SOAP 1.1, problem details in XML, and sections of characters.
    (
        "<s:Envelope xmlns:s='u'><s:Body><s:Fault><faultcode>s:Server</faultcode><faultstring>m</faultstring>\
             <detail><x/></detail></s:Fault></s:Body></s:Envelope>",
        "m",
        Some("s:Server"),
    ),
    (
        "<problem xmlns='urn:ietf:rfc:7807'><title>t</title><detail>m</detail></problem>",
        "m",
        None,
    ),
    (
        "<Error><Code><![CDATA[c]]></Code><Message> <![CDATA[a < b & c]]> </Message></Error>",
        "a < b & c",
        Some("c"),
    ),
    ("<errors><error>m</error></errors>", "m", None),
    // An event, and lines.
    (
        "data: {\"error\":{\"message\":\"m\",\"code\":\"c\"}}\n\ndata: [DONE]\n\n",
        "m",
        Some("c"),
    ),
    (
        ": hi\nid: 1\r\nevent: error\r\ndata:{\"message\":\"m\"}\r\n\r\n",
        "m",
        None,
    ),
    ("{\"error\":\"m\"}\n{\"done\":true}\n", "m", None),
    ("404 page not found", "404 page not found", None),
    (
        "see data: {\"message\":\"m\"}",
        "see data: {\"message\":\"m\"}",
        None,
    ),
    ("{\"message\":\"m\"", "{\"message\":\"m\"", None),
    ("\"a\" b", "\"a\" b", None),
    ("plain", "plain", None),
    ("", "Not Found", None),
];

#[test]
fn the_words_of_the_api_are_found_in_every_form() {
    for (body, message, code) in BODIES {
        let error = said(body);
        assert_eq!((error.message(), error.code()), (*message, *code), "{body}");
        assert!(error.is_status() && error.is_not_found() && !error.is_decode());
    }
}

/// The error for a body of this media type.
fn of(media: &'static str, body: Vec<u8>) -> Error {
    let mut headers = HeaderMap::new();
    headers.insert("content-type", HeaderValue::from_static(media));
    Error::from_response(ErrorResponse {
        status: StatusCode::NOT_FOUND,
        headers,
        body: body.into(),
        abroad: false,
        json: None,
    })
}

#[test]
fn the_words_of_the_api_are_read_in_their_charset() {
    let json = r#"{"message":"café €"}"#;
    let utf_16 = |unit: fn(u16) -> [u8; 2]| json.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    let (le, be) = (utf_16(u16::to_le_bytes), utf_16(u16::to_be_bytes));
    let latin_1 = b"{\"message\":\"caf\xe9 \x80\"}".to_vec();
    for (media, body) in [
        ("application/json; charset=utf-16le", le.clone()),
        ("application/json; charset=utf-16be", be.clone()),
        ("application/json", [b"\xFF\xFE", &*le].concat()),
        ("application/json", [b"\xFE\xFF", &*be].concat()),
        ("application/json; charset=iso-8859-1", latin_1.clone()),
        (
            "application/json",
            [b"\xEF\xBB\xBF", json.as_bytes()].concat(),
        ),
        // JSON is UTF-8 (RFC 8259, section 8.1), whatever the charset says.
        (
            "application/json; charset=iso-8859-1",
            json.as_bytes().to_vec(),
        ),
    ] {
        let error = of(media, body.clone());
        assert_eq!(error.message(), "café €", "{media}");
        assert_eq!(error.body(), Some(&*body));
        let value = error.json::<Value>().expect("JSON");
        assert_eq!(value, json!({"message": "café €"}));
    }
    let error = of(
        "text/html; charset=latin1",
        b"<title>caf\xe9</title>".to_vec(),
    );
    assert_eq!(error.message(), "café");
    let error = of("text/plain; charset=latin1", b"caf\xe9".to_vec());
    assert_eq!(error.message(), "café");
    // Bytes that are not valid in the charset become U+FFFD.
    let error = of("application/json", latin_1);
    assert_eq!(error.message(), "caf\u{fffd} \u{fffd}");
    let error = of("text/plain; charset=shift_jis", b"\x83e".to_vec());
    assert_eq!(error.message(), "\u{fffd}e");
}

#[test]
fn the_type_of_an_error_has_several_names() {
    for name in ["type", "__type", "errorType", "error_type"] {
        let body = format!(r#"{{"message":"m","{name}":"t"}}"#);
        assert_eq!(of("application/json", body.into()).error_type(), Some("t"));
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

#[test]
fn a_credential_is_in_no_encoding_of_the_body() {
    let mut builder = builder();
    builder
        .core
        .credential(&KEY, Credential::from("geheim-\u{e4}-key"));
    let client = builder.build().expect("a client");
    let text = r#"{"message":"no geheim-\u{e4}-key"}"#;
    let text = text.replace("\\u{e4}", "\u{e4}");
    let units = text.encode_utf16().flat_map(u16::to_le_bytes);
    let utf_16 = [0xFF, 0xFE].into_iter().chain(units).collect();
    let latin_1 = text.chars().map(|char| char as u8).collect();
    for (media, body) in [
        ("application/json", utf_16),
        ("application/json; charset=iso-8859-1", latin_1),
    ] {
        let error = of(media, body).scrubbed(&client.core.settings.credentials);
        let expected = r#"{"message":"no [redacted]"}"#;
        assert_eq!(error.body(), Some(expected.as_bytes()));
        assert_eq!(error.message(), "no [redacted]");
    }
}
