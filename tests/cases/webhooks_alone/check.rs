//! A crate without a client verifies webhooks like any other, and has the same error type.

use std::error::Error as _;
use std::time::{Duration, SystemTime};

use notices::types::AnyWebhookEvent;
use notices::{Error, HeaderMap, Webhooks};

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// The bytes 0 to 23.
const SECRET: &str = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";

fn headers(signature: &str) -> Result<HeaderMap, Box<dyn std::error::Error>> {
    let mut headers = HeaderMap::new();
    headers.insert("webhook-id", "msg_1".parse()?);
    headers.insert("webhook-timestamp", "1700000000".parse()?);
    headers.insert("webhook-signature", signature.parse()?);
    Ok(headers)
}

fn webhooks() -> Result<Webhooks, Error> {
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    Ok(Webhooks::new(SECRET)?.received_at(time))
}

#[test]
fn an_event_is_read() -> Outcome {
    let headers = headers("v1,DmbE0IdMAdhEwcpQ8Ai8ZU1rlMPw7yy1LJ9IV8RgWe4=")?;
    let event = webhooks()?.event(&headers, r#"{"text":"hi"}"#)?;
    assert!(matches!(event, AnyWebhookEvent::Notice(notice) if notice.text == "hi"));
    Ok(())
}

#[test]
fn errors_say_what_was_wrong() -> Outcome {
    let error = Webhooks::new("whsec_?").err().ok_or("it is refused")?;
    assert_eq!(
        error.to_string(),
        "the webhook secret is not valid Base64 after whsec_"
    );
    assert!(error.is_builder() && !error.is_webhook() && !error.is_decode());

    let error = webhooks()?.event(&headers("v1,AAAA")?, "{}").err();
    let error = error.ok_or("it is refused")?;
    let said = "no signature of the webhook matches its content";
    assert_eq!(error.message(), said);
    assert!(error.is_webhook() && !error.is_builder() && !error.is_decode());
    assert_eq!(
        format!("{error:?}"),
        format!(
            "Error {{ kind: Webhook, status: None, message: {said:?}, code: None, error_type: None, \
             param: None, request_id: None, body: None, retries: 0, source: None, .. }}"
        )
    );

    let error = webhooks()?
        .event(
            &headers("v1,320GF5LSp0Ln5JgswL3Hb7gRVd0PwTm5z1pTxl3xDxA=")?,
            "{",
        )
        .err();
    let error = error.ok_or("it is refused")?;
    let said = "the webhook event is invalid: invalid JSON at $: EOF while parsing an object at line 1 column 1";
    assert_eq!(error.to_string(), said);
    assert!(error.is_decode() && !error.is_webhook() && !error.is_builder());
    assert!(error.source().is_some());
    Ok(())
}
