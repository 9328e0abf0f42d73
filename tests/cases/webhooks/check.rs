//! The verification and decoding of webhooks. The signatures were made with Python's `hmac` and
//! `base64` for the time 1700000000 and the id `msg_1`.

use std::error::Error as _;
use std::process::Command;
use std::time::{Duration, SystemTime};

use webhooks::types::WebhookEvent;
use webhooks::{Error, HeaderMap, Webhooks};

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// The bytes 0 to 23.
const SECRET: &str = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";
const OLDER: &str = "whsec_dGhlIG9sZGVyIGtleSwgb2YgMzIgYnl0ZXMgaGVyZS4=";

const STARTED: &str = r#"{"type":"job.started","id":"job_7"}"#;
const BY_SECRET: &str = "v1,8v1zERBKIcq9wkZhQCEGFZLxhLsOmoFbH3r5uLaEVtc=";
const BY_OLDER: &str = "v1,Vs+zzGhiANFk5a5SGnE5IXeKyre29YZloGpCC4HF72s=";
const MISMATCH: &str = "no signature of the webhook matches its content";

fn with(secret: &str) -> Result<Webhooks, Error> {
    Ok(at(Webhooks::new(secret)?, 1_700_000_000))
}

fn at(webhooks: Webhooks, seconds: u64) -> Webhooks {
    webhooks.received_at(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
}

fn headers(signature: &str) -> HeaderMap {
    sent("msg_1", "1700000000", signature)
}

fn sent(id: &str, timestamp: &str, signature: &str) -> HeaderMap {
    let pairs = [
        ("webhook-id", id),
        ("webhook-timestamp", timestamp),
        ("webhook-signature", signature),
    ];
    let pairs = pairs
        .into_iter()
        .filter_map(|(name, value)| Some((name.parse().ok()?, value.parse().ok()?)));
    pairs.collect()
}

/// Returns the message of the error with which a webhook is rejected.
fn refusal(webhooks: &Webhooks, headers: &HeaderMap, body: impl AsRef<[u8]>) -> String {
    match webhooks.event(headers, body) {
        Ok(event) => format!("{event:?}"),
        Err(error) => {
            assert!(error.is_webhook() && !error.is_decode() && !error.is_builder());
            error.to_string()
        }
    }
}

#[test]
fn an_event_is_read() -> Outcome {
    let webhooks = with(SECRET)?;
    let event = webhooks.event(&headers(BY_SECRET), STARTED)?;
    assert!(
        matches!(event, WebhookEvent::JobStarted(started) if started.id.as_deref() == Some("job_7"))
    );
    let done = r#"{"type":"job.done","result":{"code":3}}"#;
    let signature = "v1,GRCR5WiUje38fG24VP9ZZwrCj4e9HbYRiY7SDFhzHEM=";
    let event = webhooks.event(&headers(signature), done.to_owned())?;
    assert!(matches!(event, WebhookEvent::JobDone(done) if done.result.code == Some(3)));
    Ok(webhooks.verify(&headers(signature), done)?)
}

#[test]
fn an_event_that_is_not_known_is_kept() -> Outcome {
    let body = r#"{"type":"job.lost","why":"?"}"#;
    let signature = "v1,5/MOEbmESuHa6basiJsaYpQd5Ksmb3bIujs8JmGxiNY=";
    let event = with(SECRET)?.event(&headers(signature), body)?;
    assert!(matches!(event, WebhookEvent::Unknown(value) if value.to_string() == body));
    Ok(())
}

#[test]
fn any_change_is_noticed() -> Outcome {
    let webhooks = with(SECRET)?;
    let first = "v1,9v1zERBKIcq9wkZhQCEGFZLxhLsOmoFbH3r5uLaEVtc=";
    let last = "v1,8v1zERBKIcq9wkZhQCEGFZLxhLsOmoFbH3r5uLaEVtY=";
    let short = "v1,8v1zERBKIcq9wkZhQCEGFZLxhLsOmoFbH3r5uLaEVg==";
    for (headers, body) in [
        (sent("msg_2", "1700000000", BY_SECRET), STARTED),
        (sent("", "1700000000", BY_SECRET), STARTED),
        (sent("msg_1", "1700000001", BY_SECRET), STARTED),
        (sent("msg_1", "01700000000", BY_SECRET), STARTED),
        (headers(BY_SECRET), r#"{"type":"job.started","id":"job_8"}"#),
        (
            headers(BY_SECRET),
            r#"{"type":"job.started","id":"job_7"} "#,
        ),
        (headers(BY_SECRET), ""),
        (headers(first), STARTED),
        (headers(last), STARTED),
        (headers(short), STARTED),
        (headers("v1,"), STARTED),
        (headers(BY_OLDER), STARTED),
    ] {
        assert_eq!(
            refusal(&webhooks, &headers, body),
            MISMATCH,
            "{headers:?} {body}"
        );
    }
    assert_eq!(
        refusal(&with(OLDER)?, &headers(BY_SECRET), STARTED),
        MISMATCH
    );
    Ok(())
}

#[test]
fn one_signature_that_matches_is_enough() -> Outcome {
    let webhooks = with(SECRET)?;
    webhooks.verify(&headers(&format!("{BY_OLDER} {BY_SECRET}")), STARTED)?;
    webhooks.verify(
        &headers(&format!("v1a,AAAA v2,? v1 , {BY_SECRET}  v1,!")),
        STARTED,
    )?;
    webhooks.verify(&headers(BY_SECRET.trim_end_matches('=')), STARTED)?;
    let mut twice = headers(BY_OLDER);
    twice.append("webhook-signature", BY_SECRET.parse()?);
    webhooks.verify(&twice, STARTED)?;
    Ok(())
}

#[test]
fn one_secret_that_matches_is_enough() -> Outcome {
    let webhooks = with(SECRET)?.add_secret(OLDER)?;
    webhooks.verify(&headers(BY_SECRET), STARTED)?;
    webhooks.verify(&headers(BY_OLDER), STARTED)?;
    let signature = "v1,YcKcC7JDnWs1gxn97E+ebrqHdB62ate3BDYI1FPU0YY=";
    assert_eq!(refusal(&webhooks, &headers(signature), STARTED), MISMATCH);
    Ok(())
}

#[test]
fn a_secret_without_a_prefix_is_a_text_or_base64() -> Outcome {
    let text = "v1,YcKcC7JDnWs1gxn97E+ebrqHdB62ate3BDYI1FPU0YY=";
    with("a plain text")?.verify(&headers(text), STARTED)?;
    let bare = SECRET.trim_start_matches("whsec_");
    with(bare)?.verify(&headers(BY_SECRET), STARTED)?;
    let as_text = "v1,PBWYdz6DGkfLVlDWEsWppLSbv348J9oatqrNDO3VuvY=";
    with(bare)?.verify(&headers(as_text), STARTED)?;
    assert_eq!(
        refusal(&with(SECRET)?, &headers(as_text), STARTED),
        MISMATCH
    );
    // `short` in base64: too short for a key, so it is used as text.
    let as_text = "v1,vlu8cIZljGa1vaJOJF/LT0rr5RmQTHzGAivDJLWpxU4=";
    with("c2hvcnQ=")?.verify(&headers(as_text), STARTED)?;
    let decoded = "v1,46qlvyMiTdepaWfl0lI8W9Wm+jjzt7d44o91lH4ZqB0=";
    assert_eq!(
        refusal(&with("c2hvcnQ=")?, &headers(decoded), STARTED),
        MISMATCH
    );
    Ok(())
}

#[test]
fn secrets_that_are_none_are_refused_and_not_shown() {
    for (secret, said) in [
        ("", "the webhook secret is empty"),
        ("whsec_", "the webhook secret is empty"),
        (
            "whsec_s3cr3t!",
            "the webhook secret is not valid Base64 after whsec_",
        ),
        (
            "whsec_AAEC\n",
            "the webhook secret is not valid Base64 after whsec_",
        ),
        (
            "whpk_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX",
            "the webhook secret is an asymmetric key, which is not supported; use a symmetric secret, such as one that starts with whsec_",
        ),
    ] {
        let error = Webhooks::new(secret).err();
        assert_eq!(
            error.as_ref().map(ToString::to_string).as_deref(),
            Some(said)
        );
        assert_eq!(error.as_ref().map(Error::is_builder), Some(true));
        let error = Webhooks::new(SECRET).and_then(|webhooks| webhooks.add_secret(secret));
        assert_eq!(
            error.err().map(|error| error.to_string()).as_deref(),
            Some(said)
        );
    }
}

#[test]
fn a_message_may_be_300_seconds_old_or_new() -> Outcome {
    let webhooks = with(SECRET)?;
    for (now, said) in [
        (1_700_000_300, None),
        (1_699_999_700, None),
        (
            1_700_000_301,
            Some("the webhook timestamp is 301s old; at most 300s is allowed"),
        ),
        (
            1_699_999_699,
            Some("the webhook timestamp is 301s in the future; at most 300s is allowed"),
        ),
        (
            0,
            Some("the webhook timestamp is 1700000000s in the future; at most 300s is allowed"),
        ),
    ] {
        let checked = at(webhooks.clone(), now).verify(&headers(BY_SECRET), STARTED);
        let error = checked.err().map(|error| error.to_string());
        assert_eq!(error.as_deref(), said, "{now}");
    }
    // Fractions of a second are ignored.
    let late = Duration::from_millis(1_700_000_300_999);
    let webhooks = webhooks.received_at(SystemTime::UNIX_EPOCH + late);
    webhooks.verify(&headers(BY_SECRET), STARTED)?;
    let strict = at(webhooks.tolerance(Duration::ZERO), 1_700_000_001);
    let said = "the webhook timestamp is 1s old; at most 0ns is allowed";
    assert_eq!(refusal(&strict, &headers(BY_SECRET), STARTED), said);
    let any = Webhooks::new(SECRET)?.tolerance(Duration::MAX);
    Ok(any.verify(&headers(BY_SECRET), STARTED)?)
}

#[test]
fn without_another_time_it_is_now() -> Outcome {
    let said = refusal(&Webhooks::new(SECRET)?, &headers(BY_SECRET), STARTED);
    assert!(said.ends_with("s old; at most 300s is allowed"), "{said}");
    Ok(())
}

#[test]
fn headers_that_are_missing_or_malformed_are_named() -> Outcome {
    let webhooks = with(SECRET)?;
    for name in ["webhook-id", "webhook-timestamp", "webhook-signature"] {
        let mut headers = headers(BY_SECRET);
        headers.remove(name);
        let said = format!("the webhook header {name} is missing");
        assert_eq!(refusal(&webhooks, &headers, STARTED), said);
    }
    for timestamp in [
        "",
        "soon",
        "+1700000000",
        "-1",
        "1.7e9",
        "99999999999999999999",
        "1 7",
    ] {
        let headers = sent("msg_1", timestamp, BY_SECRET);
        let said = "the webhook header webhook-timestamp is not a Unix timestamp in seconds";
        assert_eq!(refusal(&webhooks, &headers, STARTED), said, "{timestamp}");
    }
    for signature in ["", "v1", "v1a,AAAA", "v1,!", &BY_SECRET[3..]] {
        let said = "the webhook header webhook-signature does not contain a signature of the form v1,<base64>";
        assert_eq!(
            refusal(&webhooks, &headers(signature), STARTED),
            said,
            "{signature}"
        );
    }
    Ok(())
}

#[test]
fn headers_may_have_their_older_names() -> Outcome {
    let mut headers = HeaderMap::new();
    headers.insert("svix-id", "msg_1".parse()?);
    headers.insert("svix-timestamp", "1700000000".parse()?);
    headers.insert("svix-signature", BY_SECRET.parse()?);
    with(SECRET)?.event(&headers, STARTED)?;
    assert_eq!(refusal(&with(OLDER)?, &headers, STARTED), MISMATCH);
    Ok(())
}

#[test]
fn an_optional_member_that_does_not_fit_is_missing() -> Outcome {
    let body = r#"{"type":"job.done","result":{"code":"x"}}"#;
    let signature = "v1,wV0YJ9Za3igd48VYv8Mh+bBs7gZS52A4KbXoxVplGQ4=";
    let event = with(SECRET)?.event(&headers(signature), body)?;
    assert!(matches!(event, WebhookEvent::JobDone(done) if done.result.code.is_none()));
    Ok(())
}

#[test]
fn a_verified_body_that_is_no_event_says_where() -> Outcome {
    let webhooks = with(SECRET)?;
    let bodies: [(&[u8], &str, &str); 3] = [
        (
            br#"{"type":"job.done","result":{"code":]"#,
            "v1,WruZ54u2Chpn8Bx6uGKYQiT2tNnECPyjJh32Vr9wciw=",
            "the webhook event is invalid: invalid JSON at $.result.code: expected value at line 1 column 37",
        ),
        (
            b"{\"type\":\"job.\xff\"}",
            "v1,qSoLAL06pZHF4mpohVT5sa4OWKh72b7sBrE0oPPJjao=",
            "the webhook event is invalid: invalid JSON at $.type: invalid unicode code point at line 1 column 14",
        ),
        (
            b"",
            "v1,1mgOj6TVhp3BSMcTTSkIcSqwMImLcuoATUkCX45722Q=",
            "the webhook event is invalid: the body is empty",
        ),
    ];
    for (body, signature, said) in bodies {
        webhooks.verify(&headers(signature), body)?;
        let error = webhooks
            .event(&headers(signature), body)
            .err()
            .ok_or("it is none")?;
        assert_eq!(error.to_string(), said);
        assert!(error.is_decode() && !error.is_webhook());
        assert_eq!(error.source().is_some(), said.contains("invalid JSON"));
    }
    Ok(())
}

#[test]
fn no_secret_is_shown() -> Outcome {
    let shown = format!("{:?}", with(SECRET)?.tolerance(Duration::from_secs(5)));
    assert!(
        shown.starts_with("Webhooks { tolerance: 5s, received_at: Some("),
        "{shown}"
    );
    assert!(
        shown.ends_with("), .. }") && !shown.contains("AAEC"),
        "{shown}"
    );
    let error = with(OLDER)?
        .event(&headers(BY_SECRET), STARTED)
        .err()
        .ok_or("it is refused")?;
    let shown = format!("{error:?} {error}");
    assert!(
        !shown.contains("dGhl") && !shown.contains("8v1z"),
        "{shown}"
    );
    Ok(())
}

/// Does nothing unless `EXPECTED` is set: another test runs it in a process with its own
/// environment.
#[test]
fn from_env() -> Outcome {
    if let Ok(said) = std::env::var("EXPECTED") {
        let outcome = Webhooks::from_env()
            .and_then(|webhooks| at(webhooks, 1_700_000_000).verify(&headers(BY_SECRET), STARTED));
        assert_eq!(
            outcome
                .err()
                .map_or_else(String::new, |error| error.to_string()),
            said
        );
        return Ok(());
    }
    for (secret, said) in [
        (Some(SECRET), ""),
        (
            None,
            "the environment variable WEBHOOKS_WEBHOOK_SECRET is not set",
        ),
        (
            Some(""),
            "the environment variable WEBHOOKS_WEBHOOK_SECRET is not set",
        ),
        (
            Some("whsec_?"),
            "the webhook secret is not valid Base64 after whsec_",
        ),
    ] {
        let mut test = Command::new(std::env::current_exe()?);
        test.args(["--exact", "from_env"]).env("EXPECTED", said);
        test.env_remove("WEBHOOKS_WEBHOOK_SECRET");
        test.envs(secret.map(|secret| ("WEBHOOKS_WEBHOOK_SECRET", secret)));
        let output = test.output()?;
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stdout)
        );
    }
    Ok(())
}
