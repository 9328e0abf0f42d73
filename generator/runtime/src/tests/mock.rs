//! The operation whose response a mock returns.

use bytes::Bytes;
use reqwest::{Method, Request, StatusCode, Url};

use crate::runtime::{Mock, Operation, Transport as _};

macro_rules! operations {
    ($($name:ident $path:literal),* $(,)?) => {$(
        struct $name;

        impl Operation for $name {
            type Given = ();

            const METHOD: &'static str = "GET";

            const PATH: &'static str = $path;

            fn encode((): &()) -> (&'static str, Bytes) {
                ("text/plain", $path.into())
            }

            fn status((): &()) -> StatusCode {
                StatusCode::OK
            }
        }
    )*

    /// A mock with all operations, in this order.
    fn mock() -> Mock {
        let mock = Mock::new();
        $(mock.reply::<$name>(&());)*
        mock
    }};
}

operations!(
    Files "/files",
    FilesOfStore "/stores/{id}/files",
    File "/files/{id}",
    FileOfStore "/stores/{id}/files/{file_id}",
    Items "/items/",
    Item "/items/{id}",
    Root "/",
    Kinds "/kinds",
    KindsBeta "/kinds?beta=true",
    Search "/search?q={q}",
    Spaced "/a b/{x}.json/ü",
);

#[tokio::test]
async fn a_mock_returns_the_response_of_the_longest_path_that_matches() {
    let mock = mock();
    for (target, expected) in [
        ("/files", "/files"),
        ("/v1/files", "/files"),
        ("/stores/1/files", "/stores/{id}/files"),
        ("/v1/files/2", "/files/{id}"),
        ("/stores/1/files/2", "/stores/{id}/files/{file_id}"),
        ("/items/", "/items/"),
        ("/items/5", "/items/{id}"),
        ("/v1/", "/"),
        ("/kinds", "/kinds"),
        ("/kinds?a=b&beta=true", "/kinds?beta=true"),
        ("/search?q=a%20b", "/search?q={q}"),
        ("/search?a=b&q=", "/search?q={q}"),
        ("/a%20b/1.json/%C3%BC", "/a b/{x}.json/ü"),
        ("/a%20b/.json/%C3%BC", ""),
        ("/search", ""),
        ("/", "/"),
        ("/other", ""),
    ] {
        let url = format!("https://api.example.com{target}");
        let url = Url::parse(&url).expect("a URL");
        let response = mock.send(Request::new(Method::GET, url)).await;
        let response = response.expect("a response");
        let is_known = response.status() == StatusCode::OK;
        let body = response.text().await.expect("a body");
        let found = Some(body.as_str()).filter(|_| is_known);
        assert_eq!(found.unwrap_or_default(), expected, "{target}");
    }
}

#[tokio::test]
async fn a_media_type_that_no_header_may_contain_is_not_sent() {
    let mock = Mock::new();
    mock.raw::<Files>("text/\u{1}", "a")
        .raw::<Files>("text/ü", "b");
    for media in [None, Some("text/ü".as_bytes())] {
        let url = Url::parse("https://api.example.com/files").expect("a URL");
        let response = mock.send(Request::new(Method::GET, url)).await;
        let response = response.expect("a response");
        let found = response.headers().get("content-type");
        assert_eq!(found.map(http::HeaderValue::as_bytes), media);
    }
}
