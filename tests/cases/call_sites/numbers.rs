//! Numbers of any width, defaults, and what several variants share.

use call_sites::types::{Measure, Turn};
use call_sites::prelude::*;
use call_sites::json;
use serde_json::json;

use super::server::{Outcome, Server};
use super::{DONE, sent};

#[tokio::test]
async fn numbers_are_of_any_width() -> Outcome {
    let count: usize = 3;
    let (path, body) = sent(|client| {
        client.measures().create(7_u64, count, "hi").scale(2_i64).height(1_u8)
    })
    .await?;
    assert_eq!(path, "/measures?ratio=7&page=1&scale=2");
    assert_eq!(body, json!({"weight": 3, "window": "24h", "input": "hi", "height": 1}));
    let (path, body) = sent(|client| {
        client.measures().create(0.5_f32, 1.25, "hi").scale(None).height(Some(0.5))
    })
    .await?;
    assert_eq!(path, "/measures?ratio=0.5&page=1");
    assert_eq!(body, json!({"weight": 1.25, "window": "24h", "input": "hi", "height": 0.5}));
    Ok(())
}

#[tokio::test]
async fn integers_that_a_float_cannot_hold_are_refused() -> Outcome {
    let client = Client::builder().base_url("http://127.0.0.1:1").build()?;
    let large = (1_u64 << 53) + 1;
    let error = client.measures().create(1, large, "hi").await.err().ok_or("it was sent")?;
    let text = std::error::Error::source(&error).map_or_else(|| error.to_string(), ToString::to_string);
    assert!(format!("{error} {text}").contains("9007199254740993 does not fit into `f64`"), "{error}: {text}");
    let measure = Measure::new(1).height(-(1_i64 << 53));
    assert_eq!(json::to_string(&measure)?, r#"{"weight":1,"height":-9007199254740992}"#);
    assert!(json::to_string(&Measure::new(large)).is_err());
    Ok(())
}

#[tokio::test]
async fn a_default_is_sent_until_it_is_replaced() -> Outcome {
    let server = Server::answering(DONE)?;
    let client = Client::builder().base_url(&server.url).build()?;
    client.measures().create(1, 2, None).page(5).x_version("3").window("48h").await?;
    let request = server.whole_request()?;
    assert!(request.starts_with("POST /measures?ratio=1&page=5 HTTP/1.1\r\n"), "{request}");
    assert!(request.contains("\r\nx-version: 3\r\n") && !request.contains("x-version: 2"), "{request}");
    assert!(request.ends_with(r#"{"weight":2,"input":null,"window":"48h"}"#), "{request}");
    let server = Server::answering(DONE)?;
    let client = Client::builder().base_url(&server.url).build()?;
    let request = client.measures().create(1, 2, None).page(5).x_version("3").window("48h");
    request.page(None).x_version(None).window(None).await?;
    let request = server.whole_request()?;
    assert!(request.starts_with("POST /measures?ratio=1&page=1 HTTP/1.1\r\n"), "{request}");
    assert!(request.contains("\r\nx-version: 2\r\n"), "{request}");
    assert!(request.ends_with(r#"{"weight":2,"input":null,"window":"24h"}"#), "{request}");
    Ok(())
}

#[tokio::test]
async fn a_list_is_a_value_that_may_be_null() -> Outcome {
    macro_rules! input {
        ($value:expr) => {
            sent(|client| client.measures().create(1, 1, $value)).await?.1["input"]
        };
    }
    let turn = || Turn::new("hi");
    let expected = json!([{"type": "turn", "text": "hi"}]);
    assert_eq!(input!([turn()]), expected);
    assert_eq!(input!(vec![turn()]), expected);
    assert_eq!(input!(&[turn()]), expected);
    assert_eq!(input!(&vec![turn()]), expected);
    Ok(())
}

const HEARD: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 12\r\nconnection: close\r\n\r\n{\"text\":\"a\"}";

#[tokio::test]
async fn variants_of_a_response_share_their_fields() -> Outcome {
    let server = Server::answering(HEARD)?;
    let client = Client::builder().base_url(&server.url).build()?;
    assert_eq!(client.heard().retrieve().await?.text(), Some("a"));
    server.request()?;
    Ok(())
}
