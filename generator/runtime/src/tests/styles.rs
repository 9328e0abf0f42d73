//! Requests with unusual styles: what is sent, and what is refused.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use super::client::{KEY, builder};
use crate::runtime::{Empty, Endpoint, Member, Request};

static FIND: Endpoint = Endpoint {
    method: "POST",
    path: "/things/{n}",
    security: &[&[&KEY]],
    accept: "application/json",
};

/// The path and query, the cookies, and the body of a request, or its error.
async fn sent(set: impl FnOnce(Request<Empty>) -> Request<Empty>) -> Result<[String; 3], String> {
    let kept = Arc::new(Mutex::new(Default::default()));
    let keeps = Arc::clone(&kept);
    let client = builder().transport(move |request: reqwest::Request| {
        let url = request.url();
        let query = url.query().map(|query| format!("?{query}"));
        let cookie = request.headers().get("cookie");
        let cookie = cookie.and_then(|cookie| str::from_utf8(cookie.as_bytes()).ok());
        let body = request.body().and_then(reqwest::Body::as_bytes);
        *keeps.lock().expect("the request") = [
            format!("{}{}", url.path(), query.unwrap_or_default()),
            cookie.unwrap_or_default().to_owned(),
            String::from_utf8_lossy(body.unwrap_or_default()).into_owned(),
        ];
        reqwest::Response::from(http::Response::new(""))
    });
    let client = client.build().expect("a client");
    let request = set(Request::<Empty>::new(&client.core, &FIND));
    let outcome = request.call().await;
    outcome.map_err(|error| error.message().to_owned())?;
    let sent = kept.lock().expect("the request").clone();
    Ok(sent)
}

/// The path and query of a request.
async fn target(set: impl FnOnce(Request<Empty>) -> Request<Empty>) -> Result<String, String> {
    sent(set).await.map(|[target, ..]| target)
}

/// The error of a request.
async fn error(set: impl FnOnce(Request<Empty>) -> Request<Empty>) -> String {
    sent(set).await.expect_err("it is refused")
}

#[tokio::test]
async fn a_query_string_that_is_a_form_must_be_an_object() {
    let form =
        |value: Value| target(move |one| one.path("n", "1").query_string_form("w", &[], &value));
    assert_eq!(
        form(json!({"a": "b"})).await.as_deref(),
        Ok("/v1/things/1?a=b")
    );
    assert_eq!(form(Value::Null).await.as_deref(), Ok("/v1/things/1"));
    for value in [json!(["a"]), json!("a"), json!(1), json!(true)] {
        let expected = "the query string `w` is a form, so its value must be an object";
        assert_eq!(form(value).await, Err(expected.to_owned()));
    }
}

#[tokio::test]
async fn names_and_keys_do_not_keep_reserved_characters() {
    let value = json!({"a=b&c#": "d=e/f"});
    let query = target(|one| one.path("n", "1").query_reserved("q", true, &value));
    assert_eq!(
        query.await.as_deref(),
        Ok("/v1/things/1?a%3Db%26c%23=d=e/f")
    );
    let query = target(|one| one.path("n", "1").query_reserved("q", false, &value));
    assert_eq!(
        query.await.as_deref(),
        Ok("/v1/things/1?q=a%3Db%26c%23,d=e/f")
    );
    let query = target(|one| {
        one.path("n", "1")
            .query_reserved("n=#", true, &json!("v/w"))
    });
    assert_eq!(query.await.as_deref(), Ok("/v1/things/1?n%3D%23=v/w"));
    let query = target(|one| {
        one.path("n", "1")
            .query_reserved_joined("n=#", "%7C", &json!(["v"]))
    });
    assert_eq!(query.await.as_deref(), Ok("/v1/things/1?n%3D%23=v"));
    let path = target(|one| one.path_reserved("n", true, &value));
    assert_eq!(path.await.as_deref(), Ok("/v1/things/a%3Db%26c%23=d=e/f"));
    let path = target(|one| one.path_reserved_matrix("n", true, &json!({"a;b=c": "d/e"})));
    assert_eq!(path.await.as_deref(), Ok("/v1/things/;a%3Bb%3Dc=d/e"));
    let cookie = sent(|one| one.path("n", "1").cookie("c", true, &json!({"a=b": "c=d"})));
    assert_eq!(cookie.await.expect("it is sent")[1], "a%3Db=c=d");
}

#[tokio::test]
async fn a_raw_cookie_is_one_cookie() {
    let cookie = |value: Value| sent(move |one| one.path("n", "1").cookie_raw("c", true, &value));
    let kept = cookie(json!(["a=\"b\"%20", "d,e"]))
        .await
        .expect("it is sent");
    assert_eq!(kept[1], "c=a=\"b\"%20; c=d,e");
    for value in [
        json!("x; evil=1"),
        json!("x;evil=1"),
        json!("x\r\nevil: 1"),
        json!("\0"),
        json!(["a", "b\u{7f}"]),
        json!({"a; evil": 1}),
        json!({"a=b": 1}),
        json!({"a": ["b", "c;"]}),
    ] {
        assert_eq!(
            cookie(value).await,
            Err("the cookie `c` contains `;` or a control character, or `=` in its name; escape it as the server expects".to_owned())
        );
    }
}

#[tokio::test]
async fn a_cookie_of_any_characters_stays_when_another_one_is_set() {
    let both = sent(|one| {
        let one = one.path("n", "1").cookie_raw("a", false, &json!("é"));
        one.cookie_raw("b", false, &json!("c"))
    });
    assert_eq!(both.await.expect("it is sent")[1], "a=é; b=c");
}

#[tokio::test]
async fn forms_keep_reserved_characters_of_values() {
    let rows = [
        (
            &Member::Repeated,
            json!(["a/b", "c&d+e"]),
            "n%3D=a/b&n%3D=c%26d%2Be",
        ),
        (
            &Member::Repeated,
            json!({"k/": "v/%2F"}),
            "n%3D%5Bk%2F%5D=v/%2F",
        ),
        (&Member::Indexed, json!(["a:b"]), "n%3D%5B0%5D=a:b"),
        (&Member::Exploded, json!({"k=": "v=w"}), "k%3D=v=w"),
        (
            &Member::Joined("%7C"),
            json!(["a b", "c@d"]),
            "n%3D=a%20b%7Cc@d",
        ),
        (
            &Member::Delimited(false, &[",", "%7C"]),
            json!([["a/"], ["b", "c"]]),
            "n%3D=a/,b%7Cc",
        ),
        (
            &Member::Json,
            json!({"k": "v/w"}),
            "n%3D=%7B%22k%22:%22v/w%22%7D",
        ),
    ];
    for (style, value, expected) in rows {
        let reserved = Member::Reserved(style);
        let form = sent(|one| one.path("n", "1").form_styled("n=", reserved, &value));
        assert_eq!(form.await.expect("it is sent")[2], expected);
    }
    let members = &[("q", Member::Reserved(&Member::Repeated))];
    let value = json!({"p": "a/b", "q": "a/b"});
    let query = target(|one| one.path("n", "1").query_string_form("w", members, &value));
    assert_eq!(query.await.as_deref(), Ok("/v1/things/1?p=a%2Fb&q=a/b"));
}

#[tokio::test]
async fn the_cookies_of_a_parameter_are_set_and_removed_together() {
    let cookie = async |set: fn(Request<Empty>) -> Request<Empty>| {
        let [_, cookie, _] = sent(|one| set(one.path("n", "1")))
            .await
            .expect("it is sent");
        cookie
    };
    let twice = |one: Request<Empty>| {
        let one = one.cookie("c", true, &json!({"a": 1, "b": 1}));
        one.cookie("d", true, &json!("x"))
            .cookie("c", true, &json!({"b": 2}))
    };
    assert_eq!(cookie(twice).await, "d=x; b=2");
    assert_eq!(
        cookie(|one| one.cookie("c", true, &json!({"a": 1})).unset("cookie", "c")).await,
        ""
    );
    assert_eq!(
        cookie(|one| one
            .cookie("c", true, &json!(1))
            .cookie("c", true, &Value::Null))
        .await,
        ""
    );
    let raw = |one: Request<Empty>| {
        let one = one
            .cookie_raw("c", true, &json!({"a": 1}))
            .cookie_json("d", &json!([1]));
        one.cookie_reserved("e", true, &json!("%20"))
            .unset("cookie_raw", "c")
    };
    assert_eq!(cookie(raw).await, "d=%5B1%5D; e=%20");
}

#[tokio::test]
async fn an_argument_in_the_query_of_a_path_is_encoded_for_it() {
    static SEARCH: Endpoint = Endpoint {
        path: "/search/{n}?q={q}&kind=a",
        ..FIND
    };
    let target = async |set: fn(Request<Empty>) -> Request<Empty>| {
        let kept = Arc::new(Mutex::new(String::new()));
        let keeps = Arc::clone(&kept);
        let client = builder().transport(move |request: reqwest::Request| {
            request
                .url()
                .as_str()
                .clone_into(&mut keeps.lock().expect("the URL"));
            reqwest::Response::from(http::Response::new(""))
        });
        let client = client.build().expect("a client");
        let request = set(Request::<Empty>::new(&client.core, &SEARCH).path("n", "a&b"));
        request.call().await.expect("it is sent");
        kept.lock().expect("the URL").clone()
    };
    let url = |query: &str| format!("https://api.example.com/v1/search/a&b?q={query}&kind=a");
    assert_eq!(
        target(|one| one.path("q", "a&b=c+d")).await,
        url("a%26b%3Dc%2Bd")
    );
    assert_eq!(target(|one| one.path("q", "")).await, url(""));
    assert_eq!(target(|one| one.path("q", "..")).await, url(".."));
    let reserved = target(|one| one.path_reserved("q", false, &json!("a&b/c")));
    assert_eq!(reserved.await, url("a%26b/c"));
}

#[tokio::test]
async fn json_in_a_header_may_have_any_characters() {
    let value = json!({"a": "\u{7f}é\n"});
    let request = |one: Request<Empty>| one.path("n", "1").header_json("x-a", &value);
    assert_eq!(sent(request).await.map(|_| ()), Ok(()));
}

/// The body of a request, with `-` as its boundary.
async fn parts(set: impl FnOnce(Request<Empty>) -> Request<Empty>) -> Result<String, String> {
    let [_, _, body] = sent(|one| set(one.path("n", "1"))).await?;
    let boundary = body.lines().next().unwrap_or_default().to_owned();
    Ok(body.replace(&boundary, "-").replace("\r\n", "\n"))
}

#[tokio::test]
async fn parts_keep_their_positions() {
    let json = "application/vnd.a+JSON; v=1";
    let body = parts(|one| {
        one.part_at("1", "text/plain", &json!("b"))
            .part_at("0", json, &Value::Null)
    });
    assert_eq!(
        body.await.as_deref(),
        Ok(
            "-\nContent-Type: application/vnd.a+JSON; v=1\n\nnull\n-\nContent-Type: text/plain\n\nb\n---\n"
        )
    );
    let body = parts(|one| one.parts_from("0", json, &json!([1, null])));
    assert_eq!(
        body.await.as_deref(),
        Ok(
            "-\nContent-Type: application/vnd.a+JSON; v=1\n\n1\n-\nContent-Type: application/vnd.a+JSON; v=1\n\nnull\n---\n"
        )
    );
    let text = |value: Value| {
        move |one: Request<Empty>| {
            one.part_at("0", "text/plain", &json!("a"))
                .part_at("1", "text/plain", &value)
        }
    };
    assert_eq!(
        parts(text(Value::Null)).await.as_deref(),
        Ok("-\nContent-Type: text/plain\n\na\n---\n")
    );
    let before = |one: Request<Empty>| text(Value::Null)(one).parts_from("2", json, &json!([1]));
    let client = builder().build().expect("a client");
    let gap = before(Request::<Empty>::new(&client.core, &FIND).path("n", "1")).call();
    assert!(gap.await.expect_err("it is refused").is_invalid_request());
    assert_eq!(
        error(|one| before(one.path("n", "1"))).await,
        "the part at index 1 of the body is missing, but a part after it is set"
    );
    let list = json!(["a", null, "b"]);
    assert_eq!(
        error(|one| one.path("n", "1").parts_from("0", "text/plain", &list)).await,
        "a part is null, which the media type `text/plain` cannot represent"
    );
}
