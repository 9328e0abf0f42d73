//! Headers of responses.

use crate::server::{Server, answer};
use crate::{EXAMPLE, Outcome, invites};

#[tokio::test]
async fn common_headers_have_accessors() -> Outcome {
    let headers = [
        ("etag", "\"33a64df5\""),
        ("retry-after", "7"),
        (
            "link",
            "</a>; rel=prev, <https://api.example/b?c=1>; title=\"a, b\"; rel=\"last next\"",
        ),
    ];
    let server = Server::start([answer(200, &headers, EXAMPLE), answer(200, &[], EXAMPLE)]).await?;
    let invites = invites(&server)?;
    let response = invites.retrieve("invite-abc").send().await?;
    assert_eq!(response.etag(), Some("\"33a64df5\""));
    assert_eq!(
        response.retry_after(),
        Some(std::time::Duration::from_secs(7))
    );
    assert_eq!(response.link("next"), Some("https://api.example/b?c=1"));
    assert_eq!(
        (response.link("prev"), response.link("first")),
        (Some("/a"), None)
    );
    let response = invites.retrieve("invite-abc").send().await?;
    assert_eq!(
        (
            response.etag(),
            response.retry_after(),
            response.link("next")
        ),
        (None, None, None)
    );
    Ok(())
}

#[tokio::test]
async fn documented_headers_have_typed_accessors() -> Outcome {
    use tests_exchange::ResponseHeaders as _;
    let headers = [
        ("X-RateLimit-Remaining", "41"),
        ("x-ratelimit-reset", "6m0s"),
        ("x-cached", "True"),
    ];
    let wrong = [("x-ratelimit-remaining", "many"), ("x-cached", "1")];
    let other = [("x-ratelimit-reset", "à 6 h")];
    let steps = [
        answer(200, &headers, r#"{"text":"a"}"#),
        answer(429, &headers, ""),
        answer(200, &wrong, r#"{"text":"a"}"#),
        answer(200, &other, r#"{"text":"a"}"#),
    ];
    let server = Server::start(steps).await?;
    let notes = crate::exchange::client(&server)?.notes();
    let response = notes.retrieve("1").send().await?;
    assert_eq!(response.x_ratelimit_remaining(), Some(41));
    assert_eq!(response.x_ratelimit_reset(), Some("6m0s"));
    assert_eq!(response.x_cached(), Some(true));
    let error = crate::exchange::failure(notes.retrieve("1").await)?;
    assert_eq!(error.x_ratelimit_remaining(), Some(41));
    let response = notes.retrieve("1").send().await?;
    assert_eq!(response.x_ratelimit_remaining(), None);
    assert_eq!(
        (response.x_ratelimit_reset(), response.x_cached()),
        (None, None)
    );
    let response = notes.retrieve("1").send().await?;
    assert_eq!(response.x_ratelimit_reset(), Some("à 6 h"));
    Ok(())
}
