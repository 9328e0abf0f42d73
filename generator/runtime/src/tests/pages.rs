//! Walks through pages.

use std::sync::Mutex;

use serde_json::Value;

use super::client::{ENDPOINT, builder};
use crate::runtime::{Call, ItemStream, Paged, Pages, Paging, Request};

/// Pages whose cursor is in `next`.
struct ByCursor;

/// Pages that are found by counting items.
struct ByOffset;

macro_rules! pages {
    ($name:ident, $pager:expr) => {
        impl Pages for $name {
            type Data = Value;
            type Item = Value;

            fn paging() -> Paging<Value, Value> {
                Paging {
                    items: |page| Some(page.get("data")?.as_array()?.as_slice()),
                    into_items: |page| Some(page.get("data")?.as_array()?.clone()),
                    pager: &$pager,
                    call: Call::of_page::<Self>,
                }
            }
        }
    };
}

pages!(
    ByCursor,
    crate::runtime::cursor!("after" from "/next" while "/more")
);
pages!(
    ByOffset,
    crate::runtime::offset!("offset" first 0 limit "limit" 100 total "/total" while "/more")
);

/// The items of these pages as JSON, and the error at the end.
async fn walk<P: Pages<Data = Value, Item = Value>>(pages: &'static [&'static str]) -> Vec<String> {
    let left = Mutex::new(pages.iter());
    let transport = move |_: reqwest::Request| -> reqwest::Response {
        let page = left.lock().expect("the pages").next();
        http::Response::new(*page.expect("another page")).into()
    };
    let client = builder().transport(transport).build().expect("a client");
    let request = Request::<Paged<P>>::new(&client.core, &ENDPOINT);
    let call = request.path("id", "1").query("limit", &2_i64).call();
    let mut items = ItemStream::new(call);
    let mut found = Vec::new();
    while let Some(item) = items.next().await {
        found.push(item.map_or_else(|error| error.to_string(), |item| item.to_string()));
    }
    found
}

#[tokio::test]
async fn another_page_that_cannot_be_found_is_an_error() {
    const EMPTY: &str = r#"{"data":[],"next":"a","more":true}"#;
    let lost = "the server stated that there is another page, but not which one";
    let found = walk::<ByCursor>(&[r#"{"data":[1],"more":true}"#]).await;
    assert_eq!(found, ["1", lost]);
    let again = "the server returned the same `after` again instead of the next page";
    assert_eq!(walk::<ByCursor>(&[EMPTY, EMPTY]).await, [again]);
}

#[tokio::test]
async fn pages_end_where_nothing_states_another() {
    for pages in [
        &[r#"{"data":[1]}"#][..],
        &[r#"{"data":[1],"next":"a","more":false}"#],
        &[r#"{"data":[1],"next":"a"}"#, r#"{"data":[],"next":"a"}"#],
        &[
            r#"{"data":[1],"next":"a","more":true}"#,
            r#"{"data":[],"more":true}"#,
        ],
    ] {
        assert_eq!(walk::<ByCursor>(pages).await, ["1"], "{pages:?}");
    }
}

#[tokio::test]
async fn a_total_and_a_statement_outweigh_the_number_of_items() {
    for pages in [
        &[r#"{"data":[1],"total":2}"#, r#"{"data":[2],"total":2}"#][..],
        &[
            r#"{"data":[1],"more":true}"#,
            r#"{"data":[2],"more":false}"#,
        ],
        &[
            r#"{"data":[1],"total":1,"more":true}"#,
            r#"{"data":[2],"more":false}"#,
        ],
        &[r#"{"data":[1],"total":0,"more":true}"#, r#"{"data":[2]}"#],
    ] {
        assert_eq!(walk::<ByOffset>(pages).await, ["1", "2"], "{pages:?}");
    }
    assert_eq!(
        walk::<ByOffset>(&[r#"{"data":[1],"total":-1}"#]).await,
        ["1"]
    );
}

/// Pages whose next URL is in `next`.
struct ByUrl;

pages!(ByUrl, crate::runtime::next_url!(from "/next"));

/// RFC 3986, section 5.1.3.
#[tokio::test]
async fn a_relative_url_is_that_of_the_response_after_a_redirect() {
    let transport = |request: reqwest::Request| -> reqwest::Response {
        let response = http::Response::builder();
        let (response, body) = match request.url().path() {
            "/v1/things/1" => (response.status(307).header("location", "/b/c"), ""),
            "/b/c" => (response, r#"{"data":[1],"next":"d?page=2"}"#),
            "/b/d" => (response, r#"{"data":[2]}"#),
            other => panic!("{other} is not asked for"),
        };
        response.body(body).expect("a response").into()
    };
    let client = builder().transport(transport).build().expect("a client");
    let request = Request::<Paged<ByUrl>>::new(&client.core, &ENDPOINT);
    let mut items = ItemStream::new(request.path("id", "1").call());
    let mut found = Vec::new();
    while let Some(item) = items.next().await {
        found.push(item.expect("an item"));
    }
    assert_eq!(found, [1, 2]);
}
