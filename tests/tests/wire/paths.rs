//! Path arguments.

use crate::server::{Server, ok, settle};
use crate::{EXAMPLE, Outcome, error_of, invites};

#[tokio::test]
async fn an_id_reaches_the_server_as_one_encoded_segment() -> Outcome {
    for (id, segment) in [
        ("invite-abc", "invite-abc"),
        ("a/b?c", "a%2Fb%3Fc"),
        ("a b+c%2F#é", "a%20b+c%252F%23%C3%A9"),
        ("-._~!$&'()*+,;=:@", "-._~!$&'()*+,;=:@"),
        ("\\^`{|}<>\"[]", "%5C%5E%60%7B%7C%7D%3C%3E%22%5B%5D"),
        ("../x", "..%2Fx"),
        ("...", "..."),
        (".a", ".a"),
        ("\r\n\0", "%0D%0A%00"),
        ("{invite_id}", "%7Binvite_id%7D"),
    ] {
        let server = Server::with(EXAMPLE).await?;
        invites(&server)?.retrieve(id).await?;
        assert_eq!(
            server.request_lines(),
            [format!("GET /v1/organization/invites/{segment} HTTP/1.1")]
        );
    }
    Ok(())
}

#[tokio::test]
async fn an_id_that_would_change_the_path_is_refused_before_anything_is_sent() -> Outcome {
    let server = Server::start([ok(EXAMPLE)]).await?;
    let invites = invites(&server)?;
    let error = error_of(invites.retrieve("").await)?;
    assert!(error.is_invalid_request());
    assert_eq!(
        error.to_string(),
        "the path parameter `invite_id` must not be empty"
    );
    for id in [".", "..", "%2e", "%2E%2e", "%2e%2e", ".%2E", "%2e."] {
        let error = error_of(invites.retrieve(id).await)?;
        assert!(error.is_invalid_request());
        assert_eq!(
            error.to_string(),
            format!("the path parameter `invite_id` must not be `{id}`")
        );
    }
    settle().await;
    assert_eq!(server.received(), [""; 0]);
    Ok(())
}
