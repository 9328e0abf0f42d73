use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use http::{HeaderMap, HeaderValue, StatusCode};

use super::client::{ENDPOINT, builder};
use crate::runtime::error::ErrorResponse;
use crate::runtime::retry::{pause, unique};
use crate::runtime::{Empty, Error, Request, RequestOptions, Sending, Transport};

fn refused(status: u16, headers: &[(&'static str, &'static str)]) -> Error {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        map.insert(*name, HeaderValue::from_static(value));
    }
    Error::from_response(ErrorResponse {
        status: StatusCode::from_u16(status).expect("a status"),
        headers: map,
        body: "".into(),
        abroad: false,
        json: None,
    })
}

#[test]
fn a_passing_failure_is_retried_after_a_pause_that_doubles() {
    for (retries, longest) in [
        (0, 500),
        (1, 1000),
        (2, 2000),
        (3, 4000),
        (4, 8000),
        (9, 8000),
    ] {
        let pause = pause(&refused(503, &[]), retries).expect("it is retried");
        let longest = Duration::from_millis(longest);
        assert!(pause <= longest && pause >= longest * 3 / 4, "{pause:?}");
    }
}

#[test]
fn statuses_decide_unless_the_server_does() {
    let retried = |status, headers| pause(&refused(status, headers), 0).is_some();
    for status in [408, 409, 429, 500, 502, 503, 504] {
        assert!(retried(status, &[]), "{status}");
        assert!(!retried(status, &[("x-should-retry", "false")]), "{status}");
    }
    for status in [400, 401, 403, 404, 422] {
        assert!(!retried(status, &[]), "{status}");
        assert!(retried(status, &[("x-should-retry", "true")]), "{status}");
    }
}

#[test]
fn the_server_may_ask_for_a_pause() {
    let asked = |headers| pause(&refused(429, headers), 0);
    assert_eq!(asked(&[("retry-after", "2")]), Some(Duration::from_secs(2)));
    assert_eq!(
        asked(&[("retry-after", "2"), ("retry-after-ms", "30")]),
        Some(Duration::from_millis(30))
    );
    assert_eq!(asked(&[("retry-after", "121")]), None);
}

#[test]
fn keys_are_uuids_of_version_4_and_all_differ() {
    let keys: std::collections::BTreeSet<String> = (0..1000).map(|_| unique()).collect();
    assert_eq!(keys.len(), 1000);
    for key in keys {
        let groups: Vec<usize> = key.split('-').map(str::len).collect();
        assert_eq!(groups, [8, 4, 4, 4, 12]);
        assert_eq!(key.as_bytes().get(14), Some(&b'4'));
        assert!(
            matches!(key.as_bytes().get(19), Some(b'8' | b'9' | b'a' | b'b')),
            "{key}"
        );
    }
}

/// A server that is unavailable, then unreachable, and then silent.
struct Failing(AtomicU32);

impl Transport for Failing {
    fn send(&self, _: reqwest::Request) -> Sending {
        let count = self.0.fetch_add(1, Ordering::SeqCst);
        Box::pin(async move {
            match count {
                0 => Ok(http::Response::builder().status(503).body("")?.into()),
                1 => Err("reset".into()),
                _ => std::future::pending().await,
            }
        })
    }
}

#[tokio::test(start_paused = true)]
async fn a_deadline_leaves_the_last_response_as_the_error() {
    let builder = builder().transport(Failing(AtomicU32::new(0)));
    let client = builder.build().expect("a client");
    let options = RequestOptions::new().deadline(Duration::from_secs(5));
    let request = Request::<Empty>::new(&client.core, &ENDPOINT).path("id", "1");
    let outcome = request.with(options).call().await;
    let error = outcome.expect_err("the time is over");
    assert_eq!(error.to_string(), "503 Service Unavailable");
    assert_eq!(error.retries_taken(), 2);
}
