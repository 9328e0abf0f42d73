//! Responses with optional members whose values do not match the API documentation.

use serde_json::{Value, json};

use crate::exchange::{client, failure};
use crate::server::{Server, ok};
use crate::{EXAMPLE, Outcome, error_of, invites, settings};

/// The example with other values for some members.
fn example_with(members: Value) -> Result<String, Box<dyn std::error::Error>> {
    let mut example: Value = serde_json::from_str(EXAMPLE)?;
    if let (Value::Object(example), Value::Object(members)) = (&mut example, members) {
        example.extend(members);
    }
    Ok(example.to_string())
}

#[tokio::test]
async fn an_optional_member_reads_as_missing_and_is_listed() -> Outcome {
    let body = example_with(json!({"accepted_at": "soon", "expires_at": [1]}))?;
    let server = Server::with(&body).await?;
    let response = invites(&server)?.retrieve("invite-abc").send().await?;
    let mismatches: Vec<String> = response
        .mismatches()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        mismatches,
        [
            "expected an integer, found an array at $.expires_at",
            "expected an integer, found a string at $.accepted_at",
        ]
    );
    let invite = response.into_inner();
    assert_eq!((invite.accepted_at, invite.expires_at), (None, None));
    assert_eq!(invite.extra.get("accepted_at"), Some(&json!("soon")));
    assert_eq!(invite.extra.get("expires_at"), Some(&json!([1])));
    assert_eq!(
        serde_json::to_value(&invite)?.get("accepted_at"),
        Some(&json!("soon"))
    );
    Ok(())
}

#[tokio::test]
async fn a_response_that_matches_lists_nothing() -> Outcome {
    let server = Server::with(EXAMPLE).await?;
    let response = invites(&server)?.retrieve("invite-abc").send().await?;
    assert_eq!(response.mismatches(), []);
    Ok(())
}

#[tokio::test]
async fn a_required_member_is_an_error() -> Outcome {
    let server = Server::with(&example_with(json!({"created_at": "soon"}))?).await?;
    let error = error_of(invites(&server)?.retrieve("invite-abc").await)?;
    assert!(error.is_decode());
    assert!(
        error
            .to_string()
            .contains("expected an integer, found a string at $.created_at"),
        "{error}"
    );
    Ok(())
}

#[tokio::test]
async fn a_strict_client_makes_every_mismatch_an_error() -> Outcome {
    let server = Server::with(&example_with(json!({"accepted_at": "soon"}))?).await?;
    let client = settings(&server).strict().build()?;
    let invites = client.admin().organization().invites();
    let error = error_of(invites.retrieve("invite-abc").await)?;
    assert!(error.is_decode());
    assert!(
        error
            .to_string()
            .contains("expected an integer, found a string at $.accepted_at"),
        "{error}"
    );
    Ok(())
}

#[tokio::test]
async fn a_page_without_its_items_is_an_error() -> Outcome {
    let body = r#"{"orders":[{"text":"a"},{"text":[]}],"total_pages":9}"#;
    let server = Server::with(body).await?;
    let error = failure(client(&server)?.orders().list().await.map(|_| ()))?;
    assert!(error.is_decode());
    assert_eq!(
        error.to_string(),
        format!(
            "200 OK: expected a string, found an array at $.orders[1].text (content type: application/json, request id: req_1, body: {body})"
        )
    );
    Ok(())
}

#[tokio::test]
async fn an_error_beside_a_member_that_does_not_match_is_reported() -> Outcome {
    for body in [
        r#"{"note":"","errors":[{"message":"denied"}]}"#,
        r#"{"error":"denied","note":"n/a"}"#,
    ] {
        let server = Server::start([ok(body)]).await?;
        let error = failure(client(&server)?.state().retrieve().await)?;
        assert_eq!(error.message(), "denied");
    }
    Ok(())
}
