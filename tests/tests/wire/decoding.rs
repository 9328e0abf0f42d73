//! The bodies of successful responses.

use serde_json::{Value, json};
use tests_client::types::Invite;
use tests_client::types::invite::{ProjectRole, Role, Status};
use tests_client::{Error, StatusCode};

use crate::server::Server;
use crate::{EXAMPLE, Outcome, error_of, invites};

pub(crate) async fn retrieve(
    body: &str,
) -> Result<Result<Invite, Error>, Box<dyn std::error::Error>> {
    let server = Server::with(body).await?;
    Ok(invites(&server)?.retrieve("invite-abc").await)
}

/// The example with one member replaced or removed.
fn example_with(key: &str, value: Option<Value>) -> Result<String, Box<dyn std::error::Error>> {
    let mut example: serde_json::Map<String, Value> = serde_json::from_str(EXAMPLE)?;
    match value {
        Some(value) => example.insert(key.to_owned(), value),
        None => example.remove(key),
    };
    Ok(Value::Object(example).to_string())
}

/// The error of a response that cannot be decoded.
pub(crate) async fn decode_error(body: &str) -> Result<Error, Box<dyn std::error::Error>> {
    let error = error_of(retrieve(body).await?)?;
    assert!(error.is_decode());
    assert_eq!(error.status(), Some(StatusCode::OK));
    assert_eq!(error.body(), Some(body.as_bytes()));
    Ok(error)
}

#[tokio::test]
async fn the_example_of_the_page_decodes_with_no_projects() -> Outcome {
    let invite = retrieve(EXAMPLE).await??;
    assert_eq!(invite.id, "invite-abc");
    assert_eq!(invite.created_at, 1_711_471_533);
    assert_eq!(invite.email, "user@example.com");
    assert_eq!(invite.object, "organization.invite");
    assert_eq!(invite.projects, []);
    assert_eq!(invite.role, Role::Owner);
    assert_eq!(invite.status, Status::Accepted);
    assert_eq!(invite.accepted_at, Some(1_711_471_533));
    assert_eq!(invite.expires_at, Some(1_711_471_533));
    Ok(())
}

#[tokio::test]
async fn projects_decode_in_order() -> Outcome {
    let projects = json!([{"id": "proj_1", "role": "member"}, {"id": "proj_2", "role": "owner"}]);
    let invite = retrieve(&example_with("projects", Some(projects))?).await??;
    let found: Vec<_> = invite
        .projects
        .iter()
        .map(|project| (project.id.as_str(), &project.role))
        .collect();
    assert_eq!(
        found,
        [
            ("proj_1", &ProjectRole::Member),
            ("proj_2", &ProjectRole::Owner)
        ]
    );
    Ok(())
}

#[tokio::test]
async fn a_list_that_is_null_is_empty() -> Outcome {
    let invite = retrieve(&example_with("projects", Some(Value::Null))?).await??;
    assert_eq!(invite.projects, []);
    Ok(())
}

#[tokio::test]
async fn a_list_of_one_is_as_good_as_the_thing_itself() -> Outcome {
    let example: Value = serde_json::from_str(EXAMPLE)?;
    let plain = retrieve(EXAMPLE).await??;
    assert_eq!(retrieve(&json!([example]).to_string()).await??, plain);
    let project = json!({"id": "proj_1", "role": "member"});
    let listed = retrieve(&example_with("projects", Some(json!([project])))?).await??;
    let alone = retrieve(&example_with("projects", Some(project))?).await??;
    assert_eq!(alone, listed);
    for body in [json!([]), json!([example, example])] {
        let error = decode_error(&body.to_string()).await?;
        assert_eq!(error.message(), "expected an object, found an array at $");
    }
    Ok(())
}

#[tokio::test]
async fn a_missing_required_field_is_named() -> Outcome {
    for field in ["id", "email", "status", "role", "created_at"] {
        let error = decode_error(&example_with(field, None)?).await?;
        assert_eq!(error.message(), format!("missing member `{field}` at $"));
    }
    Ok(())
}

#[tokio::test]
async fn a_field_of_another_type_is_named_by_its_path() -> Outcome {
    let projects = json!([{"id": "proj_1", "role": "member"}, {"id": "proj_2", "role": 7}]);
    let body = example_with("projects", Some(projects))?;
    let error = decode_error(&body).await?;
    assert_eq!(
        error.message(),
        "expected a string, found a number at $.projects[1].role"
    );
    let excerpt = body.get(..200).ok_or("the body is longer")?;
    assert_eq!(
        error.to_string(),
        format!(
            "200 OK: expected a string, found a number at $.projects[1].role \
             (content type: application/json, request id: req_1, body: {excerpt}…)"
        )
    );
    for (field, value, message) in [
        ("id", json!(null), "expected a string, found null at $.id"),
        (
            "status",
            json!({}),
            "expected a string, found an object at $.status",
        ),
        (
            "projects",
            json!("none"),
            "expected an array, found a string at $.projects",
        ),
        (
            "projects",
            json!([[]]),
            "expected an object, found an array at $.projects[0]",
        ),
        (
            "projects",
            json!([{"role": "member"}]),
            "missing member `id` at $.projects[0]",
        ),
        (
            "created_at",
            json!(true),
            "expected an integer, found a boolean at $.created_at",
        ),
    ] {
        assert_eq!(
            decode_error(&example_with(field, Some(value))?)
                .await?
                .message(),
            message
        );
    }
    Ok(())
}

#[tokio::test]
async fn an_unknown_status_or_role_is_kept_displayed_and_written_back() -> Outcome {
    let body = example_with("status", Some(json!("revoked")))?;
    let mut body: Value = serde_json::from_str(&body)?;
    *body.get_mut("role").ok_or("the example has a role")? = json!("güest");
    let invite = retrieve(&body.to_string()).await??;
    assert!(matches!(&invite.status, Status::Unknown(value) if value.as_str() == "revoked"));
    assert_eq!(invite.status.to_string(), "revoked");
    assert_eq!(format!("{:>8}", invite.role), "   güest");
    let written = serde_json::to_value(&invite)?;
    assert_eq!(written.get("status"), Some(&json!("revoked")));
    assert_eq!(written.get("role"), Some(&json!("güest")));
    Ok(())
}

#[test]
fn a_known_text_is_never_an_unknown_value() {
    assert_eq!(Role::from("owner"), Role::Owner);
    assert_eq!(Role::from("reader"), Role::Reader);
    assert_ne!(Role::from("Owner".to_owned()), Role::Owner);
    assert_eq!(Role::from("Owner").as_ref(), "Owner");
}

#[tokio::test]
async fn null_and_absent_are_both_none() -> Outcome {
    for value in [None, Some(Value::Null)] {
        let invite = retrieve(&example_with("expires_at", value)?).await??;
        assert_eq!(invite.expires_at, None);
    }
    Ok(())
}

#[tokio::test]
async fn integers_are_exact_or_an_error() -> Outcome {
    for (text, number) in [
        ("4102444800000", 4_102_444_800_000),
        ("9223372036854775807", i64::MAX),
        ("-9223372036854775808", i64::MIN),
        ("1711471533.0", 1_711_471_533),
        ("1.7e9", 1_700_000_000),
        ("-0.0", 0),
        (r#""1711471533""#, 1_711_471_533),
    ] {
        let body = EXAMPLE.replacen(
            r#""created_at": 1711471533"#,
            &format!(r#""created_at": {text}"#),
            1,
        );
        assert_eq!(retrieve(&body).await??.created_at, number, "{text}");
    }
    for (text, message) in [
        (
            "1711471533.5",
            "expected an integer, found 1711471533.5 at $.created_at",
        ),
        (
            "9223372036854775808",
            "expected a 64-bit integer, found 9223372036854775808 at $.created_at",
        ),
        (
            "1e300",
            "expected a 64-bit integer, found 1e300 at $.created_at",
        ),
        (
            r#""soon""#,
            "expected an integer, found a string at $.created_at",
        ),
    ] {
        let body = EXAMPLE.replacen(
            r#""created_at": 1711471533"#,
            &format!(r#""created_at": {text}"#),
            1,
        );
        let error = decode_error(&body).await?;
        assert!(error.message().starts_with(message), "{}", error.message());
    }
    Ok(())
}

#[tokio::test]
async fn an_extra_field_changes_no_other_and_is_kept() -> Outcome {
    let extra = json!({"deep": [{"id": 1}, [null, -1.5e3, true]]});
    let mut invite = retrieve(&example_with("extra", Some(extra.clone()))?).await??;
    assert_eq!(serde_json::to_value(&invite)?.get("extra"), Some(&extra));
    assert_eq!(invite.extra.remove("extra"), Some(extra));
    assert_eq!(invite, retrieve(EXAMPLE).await??);
    Ok(())
}

#[tokio::test]
async fn debug_output_shows_what_there_is() -> Outcome {
    let invite = retrieve(EXAMPLE).await??;
    let text = format!("{:?}", invite.role);
    assert_eq!(text, "Owner");
    let text = format!("{invite:?}");
    assert!(text.starts_with("Invite { id: \"invite-abc\", "), "{text}");
    Ok(())
}

#[tokio::test]
async fn the_order_of_keys_does_not_matter() -> Outcome {
    let sorted = serde_json::from_str::<Value>(EXAMPLE)?.to_string();
    assert_eq!(retrieve(&sorted).await??, retrieve(EXAMPLE).await??);
    Ok(())
}

#[tokio::test]
async fn of_a_key_that_is_there_twice_the_last_one_counts() -> Outcome {
    let body = EXAMPLE.replacen('{', r#"{"id": 5, "email": "first@example.com","#, 1);
    let invite = retrieve(&body).await??;
    assert_eq!(
        (invite.id.as_str(), invite.email.as_str()),
        ("invite-abc", "user@example.com")
    );
    Ok(())
}

#[tokio::test]
async fn a_constant_is_kept_as_sent_and_filled_in_where_absent() -> Outcome {
    let invite = retrieve(&example_with(
        "object",
        Some(json!("organization.invite.v2")),
    )?)
    .await??;
    assert_eq!(invite.object, "organization.invite.v2");
    let invite = retrieve(&example_with("object", None)?).await??;
    assert_eq!(invite.object, "organization.invite");
    Ok(())
}

#[tokio::test]
async fn escapes_and_unicode_decode() -> Outcome {
    let invite = retrieve(&EXAMPLE.replacen("user@", r"\u00fc\n\ud83e\udd80é@", 1)).await??;
    assert_eq!(invite.email, "ü\n🦀é@example.com");
    Ok(())
}

#[tokio::test]
async fn a_byte_order_mark_and_trailing_white_space_are_ignored() -> Outcome {
    let invite = retrieve(&format!("\u{feff}{EXAMPLE}\r\n\t ")).await??;
    assert_eq!(invite.id, "invite-abc");
    Ok(())
}

#[tokio::test]
async fn decoding_and_encoding_the_example_gives_the_same_json() -> Outcome {
    let invite = retrieve(EXAMPLE).await??;
    let mut expected: Value = serde_json::from_str(EXAMPLE)?;
    expected
        .as_object_mut()
        .ok_or("the example is an object")?
        .insert("projects".to_owned(), json!([]));
    assert_eq!(serde_json::to_value(&invite)?, expected);
    assert_eq!(
        serde_json::from_str::<Invite>(&serde_json::to_string(&invite)?)?,
        invite
    );
    Ok(())
}

#[test]
fn types_work_within_types_of_the_user() -> Outcome {
    #[derive(serde::Serialize, serde::Deserialize)]
    struct Stored {
        note: String,
        #[serde(flatten)]
        invite: Invite,
    }
    let mut body: Value = serde_json::from_str(EXAMPLE)?;
    body.as_object_mut()
        .ok_or("the example is an object")?
        .insert("note".to_owned(), json!("n"));
    let stored: Stored = serde_json::from_value(body)?;
    assert_eq!(
        (stored.note.as_str(), stored.invite.id.as_str()),
        ("n", "invite-abc")
    );
    assert_eq!(
        serde_json::to_value(&stored)?.get("role"),
        Some(&json!("owner"))
    );
    let error =
        serde_json::from_value::<Vec<Role>>(json!(["owner", 1])).map_err(|error| error.to_string());
    assert_eq!(
        error,
        Err("expected a string, found a number at $".to_owned())
    );
    Ok(())
}
