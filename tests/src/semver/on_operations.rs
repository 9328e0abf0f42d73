//! Changes of whole operations.

use generator::diff::Class::{Breaking, Compatible, Docs};
use serde_json::json;

use super::edit::Edit::{Put, Remove, Rename};
use super::mutation::{Mutation, invite};

/// Returns the mutations.
#[must_use]
pub fn mutations() -> Vec<Mutation> {
    [existence(), names_and_notes()].concat()
}

fn existence() -> Vec<Mutation> {
    vec![
        Mutation::new(
            "museum.yaml",
            "an operation is gone",
            vec![Remove("/paths/~1special-events~1{eventId}/delete")],
            Some(Breaking),
            "client.special_events().delete(event_id: impl Into<Uuid>): removed",
        ),
        Mutation::new(
            "petstore-expanded.json",
            "an operation is new",
            vec![Put(
                "/paths/~1pets~1{id}/head",
                json!({"parameters": [{"name": "id", "in": "path", "required": true,
                    "schema": {"type": "integer"}}], "responses": {"200": {"description": "It is there."}}}),
            )],
            Some(Compatible),
            "client.pets().head(id: impl IntoNumber<i64>): added",
        ),
        Mutation::new(
            "petstore-expanded.json",
            "a path is another",
            vec![Rename("/paths/~1pets", "/animals")],
            Some(Breaking),
            "client.animals(): added",
        ),
        invite(
            "the version in a path is another",
            vec![Put("/servers/0/url", json!("https://api.openai.com/v2"))],
            Some(Compatible),
            "package: base URL https://api.openai.com/v1 → https://api.openai.com/v2 (behavior)",
        ),
    ]
}

fn names_and_notes() -> Vec<Mutation> {
    vec![
        invite(
            "an operation hangs elsewhere",
            vec![Put(
                "/x-sdk/resources/~1organization",
                json!("organization"),
            )],
            Some(Breaking),
            "client.admin().organization().invites().retrieve → client.organization().invites().retrieve",
        ),
        invite(
            "a method is called otherwise",
            vec![Put(
                "/paths/~1organization~1invites~1{invite_id}/get/x-sdk",
                json!({"method": "get"}),
            )],
            Some(Breaking),
            "client.admin().organization().invites().retrieve → client.admin().organization().invites().get",
        ),
        invite(
            "an operation is deprecated",
            vec![Put(
                "/paths/~1organization~1invites~1{invite_id}/get/deprecated",
                json!(true),
            )],
            Some(Compatible),
            "client.admin().organization().invites().retrieve: deprecated",
        ),
        invite(
            "an operation has another server",
            vec![Put(
                "/paths/~1organization~1invites~1{invite_id}/get/servers",
                json!([{"url": "https://admin.openai.com"}]),
            )],
            Some(Compatible),
            "client.admin().organization().invites().retrieve: server the default → https://admin.openai.com (behavior)",
        ),
        invite(
            "a summary",
            vec![Put(
                "/paths/~1organization~1invites~1{invite_id}/get/summary",
                json!("Gets an invite."),
            )],
            Some(Docs),
            "client.admin().organization().invites().retrieve: documentation",
        ),
    ]
}
