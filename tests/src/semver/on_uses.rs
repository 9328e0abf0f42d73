//! Changes of schemas whose values are constructed by users.

use generator::diff::Class::{Breaking, Compatible};
use serde_json::json;

use super::edit::Edit::{Put, Remove};
use super::mutation::{CLIENT, Mutation};

/// Returns the mutations.
#[must_use]
pub fn mutations() -> Vec<Mutation> {
    let mut all = made();
    all.extend(directions());
    all
}

fn made() -> Vec<Mutation> {
    vec![
        Mutation::new(
            "scalar-galaxy.yaml",
            "a value is made of one thing more",
            vec![Put(
                "/components/schemas/User/allOf/0/required",
                json!(["name"]),
            )],
            Some(Breaking),
            "User.name: Option<String> → String",
        ),
        Mutation::new(
            "scalar-galaxy.yaml",
            "a value is made without a thing",
            vec![Remove("/components/schemas/Credentials/required/1")],
            Some(Breaking),
            "client.user().signup().create(email: impl Into<String>, password: impl Into<String>) → (email: impl Into<String>)",
        ),
        Mutation::new(
            "scalar-galaxy.yaml",
            "two things of one type change places",
            vec![
                Remove("/components/schemas/Credentials/properties/email"),
                Put(
                    "/components/schemas/Credentials/properties/email",
                    json!({"type": "string", "format": "email", "examples": ["marc@scalar.com"]}),
                ),
            ],
            Some(Breaking),
            "client.user().signup().create: order email, password → password, email",
        ),
        Mutation::new(
            "petstore-swagger.yaml",
            "a value can be given another thing",
            vec![Put(
                "/components/schemas/Tag/properties/colour",
                json!({"type": "string"}),
            )],
            Some(Compatible),
            "Tag::colour(impl IntoOption<String>): added",
        )
        .works(
            "fn f() -> api::types::Tag { api::types::Tag::new().id(1).name(\"a\") }\nfn main() {}",
        ),
        Mutation::new(
            "petstore-swagger.yaml",
            "what is given becomes a number",
            vec![Put(
                "/components/schemas/Tag/properties/name/type",
                json!("integer"),
            )],
            Some(Breaking),
            "Tag::name(impl IntoOption<String>) → (impl IntoOptionalNumber<i64>)",
        )
        .breaks(
            "changing the parameters of a function",
            "fn f() -> api::types::Tag { api::types::Tag::new().name(\"a\") }\nfn main() {}",
        ),
        Mutation::new(
            "scalar-galaxy.yaml",
            "a thing is only received",
            vec![Put(
                "/components/schemas/User/allOf/0/properties/name/readOnly",
                json!(true),
            )],
            Some(Breaking),
            "client.user().signup().create().name(impl IntoOption<String>): removed",
        ),
    ]
}

fn directions() -> Vec<Mutation> {
    let takes = |schema: &str| {
        json!({"post": {
            "requestBody": {"required": true, "content": {"application/json": {"schema":
                {"type": "array", "items": {"$ref": format!("#/components/schemas/{schema}")}}}}},
            "responses": {"204": {"description": "Done."}}
        }})
    };
    vec![
        Mutation::new(
            "petstore-swagger.yaml",
            "what was received is sent, too",
            vec![Put("/paths/~1store~1orders", takes("ApiResponse"))],
            Some(Compatible),
            "ApiResponse::new(): added",
        ),
        Mutation::new(
            CLIENT,
            "what may be absent and null is sent, too",
            vec![Put("/paths/~1organization~1invites", takes("Invite"))],
            Some(Breaking),
            "Invite.accepted_at: Option<i64> → Option<Option<i64>>",
        )
        .breaks(
            "changing the type of a public field",
            "fn f(invite: api::types::Invite) -> Option<i64> { invite.accepted_at }\nfn main() {}",
        ),
        Mutation::new(
            "petstore-swagger.yaml",
            "what was sent as a whole is only received",
            vec![Remove("/paths/~1user~1createWithList")],
            Some(Breaking),
            "client.user().create_with_list(): removed",
        ),
    ]
}
