//! Changes of the client and the crate: credentials, webhooks, cargo features.

use generator::diff::Class::{Breaking, Compatible, Docs};
use serde_json::json;

use super::edit::Edit::{Put, Remove};
use super::mutation::{CLIENT, Mutation, Outcome};

/// Returns the mutations.
#[must_use]
pub fn mutations() -> Vec<Mutation> {
    let mut all = credentials();
    all.extend(webhooks());
    all.extend(packages());
    all
}

fn invite(
    name: &'static str,
    edits: Vec<super::edit::Edit>,
    class: Option<generator::diff::Class>,
    line: &'static str,
) -> Mutation {
    Mutation::new(CLIENT, name, edits, class, line)
}

fn credentials() -> Vec<Mutation> {
    vec![
        invite(
            "a credential is gone",
            vec![
                Put("/security", json!([])),
                Remove("/components/securitySchemes"),
            ],
            Some(Breaking),
            "ClientBuilder::admin_api_key(impl Into<Credential>): removed",
        ),
        invite(
            "a credential is new",
            vec![
                Put(
                    "/components/securitySchemes/Other",
                    json!({"type": "apiKey", "in": "header", "name": "x-other"}),
                ),
                Put("/security/-", json!({"Other": []})),
            ],
            Some(Compatible),
            "ClientBuilder::other(impl Into<Credential>): added",
        ),
        invite(
            "a credential is called otherwise",
            vec![Put(
                "/components/securitySchemes/AdminApiKeyAuth/x-sdk/name",
                json!("api_key"),
            )],
            Some(Breaking),
            "ClientBuilder::admin_api_key → ClientBuilder::api_key",
        ),
        invite(
            "a credential is in another variable",
            vec![Put(
                "/components/securitySchemes/AdminApiKeyAuth/x-sdk/env",
                json!("OPENAI_ADMIN_API_KEY"),
            )],
            Some(Compatible),
            "ClientBuilder::admin_api_key: environment variable OPENAI_ADMIN_KEY → OPENAI_ADMIN_API_KEY (behavior)",
        ),
        invite(
            "a credential is sent otherwise",
            vec![Put(
                "/components/securitySchemes/AdminApiKeyAuth",
                json!({"type": "apiKey", "in": "header", "name": "x-key",
                    "description": "An admin API key, created in the organization's settings.",
                    "x-sdk": {"name": "admin_api_key", "env": "OPENAI_ADMIN_KEY"}}),
            )],
            Some(Compatible),
            "ClientBuilder::admin_api_key: location `Authorization: Bearer` → the header `x-key` (behavior)",
        ),
        invite(
            "an operation needs no credential",
            vec![Put(
                "/paths/~1organization~1invites~1{invite_id}/get/security",
                json!([{}, {"AdminApiKeyAuth": []}]),
            )],
            Some(Compatible),
            "client.admin().organization().invites().retrieve: credentials AdminApiKeyAuth → none or AdminApiKeyAuth (behavior)",
        ),
    ]
}

fn webhooks() -> Vec<Mutation> {
    vec![
        Mutation::new(
            "museum.yaml",
            "a webhook is gone",
            vec![Remove("/webhooks")],
            Some(Breaking),
            "Webhooks: removed",
        ),
        invite(
            "a webhook is new",
            vec![Put(
                "/webhooks",
                json!({"accepted": {"post": {"requestBody": {"content": {"application/json":
                    {"schema": {"$ref": "#/components/schemas/Invite"}}}},
                    "responses": {"204": {"description": "Taken."}}}}}),
            )],
            Some(Compatible),
            "Webhooks: added",
        ),
        Mutation::new(
            "webhook-example.yaml",
            "a webhook says something else",
            vec![Put(
                "/components/schemas/Pet/properties/tag/type",
                json!("integer"),
            )],
            Some(Breaking),
            "Pet.tag: Option<String> → Option<i64>",
        )
        .breaks(
            "changing the type of a public field",
            "fn f(pet: api::types::Pet) -> Option<String> { pet.tag }\nfn main() {}",
        ),
    ]
}

fn packages() -> Vec<Mutation> {
    let list = || {
        json!({"get": {"responses": {"200": {"description": "All.", "content":
            {"application/json": {"schema": {"type": "array", "items": {"type": "string"}}}}}}}})
    };
    vec![
        invite(
            "the package is called otherwise",
            vec![Put("/x-sdk/crate/name", json!("openai-administration"))],
            Some(Breaking),
            "package: tests-client → openai-administration",
        )
        .breaks(
            "renaming the package",
            "use api as _;\nuse tests_client as _;\nfn main() {}",
        ),
        invite(
            "the base URL is in another variable",
            vec![Put("/x-sdk/base-url-env", json!("OPENAI_URL"))],
            Some(Compatible),
            "package: environment variable of the base URL OPENAI_BASE_URL → OPENAI_URL (behavior)",
        ),
        invite(
            "a second resource hangs on the client",
            vec![Put("/paths/~1models", list())],
            Some(Breaking),
            "package, without default features: all items → only the items of the enabled features",
        )
        .with(
            "fn f(client: &api::Client) { drop(client.admin()); }\nfn main() {}",
            Some(""),
            Outcome::NotCompiled("moving public items behind a cargo feature"),
        ),
        Mutation::new(
            "museum.yaml",
            "one resource more hangs on the client",
            vec![Put("/paths/~1shops", list())],
            Some(Compatible),
            "cargo feature `shops`: added",
        ),
        Mutation::new(
            "museum.yaml",
            "what one resource alone has used is used by none",
            vec![Put(
                "/components/schemas/MuseumTicketsConfirmation/allOf/1/properties/message",
                json!({"type": "string"}),
            )],
            Some(Breaking),
            "TicketMessage: with `tickets` → with `other-types`",
        )
        .with(
            "fn f(text: api::types::TicketMessage) -> String { text }\nfn main() {}",
            Some("tickets"),
            Outcome::NotCompiled("moving public items behind a cargo feature"),
        ),
        Mutation::new(
            "museum.yaml",
            "a resource is gone",
            vec![Remove("/paths/~1museum-hours")],
            Some(Breaking),
            "cargo feature `museum_hours`: removed",
        ),
        Mutation::new(
            "museum.yaml",
            "the title of the document",
            vec![Put("/info/description", json!("A museum."))],
            Some(Docs),
            "package: documentation",
        ),
    ]
}
