//! Changes of parameters and request bodies.

use generator::diff::Class::{Breaking, Compatible, Docs};
use serde_json::json;

use super::edit::Edit::{Put, Remove, Rename};
use super::mutation::{Mutation, invite};

const PARAMETERS: &str = "changing the parameters of a function";

/// Returns the mutations.
#[must_use]
pub fn mutations() -> Vec<Mutation> {
    [asked(), options(), bodies()].concat()
}

fn asked() -> Vec<Mutation> {
    vec![
        invite(
            "a parameter in the path becomes a number",
            vec![Put(
                "/paths/~1organization~1invites~1{invite_id}/get/parameters/0/schema/type",
                json!("integer"),
            )],
            Some(Breaking),
            "client.admin().organization().invites().retrieve(invite_id: impl AsRef<str>) → (invite_id: impl IntoNumber<i64>)",
        )
        .breaks(
            PARAMETERS,
            "fn f(client: &api::Client) {\n\
             drop(client.admin().organization().invites().retrieve(\"invite-abc\")); }\nfn main() {}",
        ),
        invite(
            "a parameter in the path is called otherwise",
            vec![
                Put(
                    "/paths/~1organization~1invites~1{invite_id}/get/parameters/0/name",
                    json!("id"),
                ),
                Rename("/paths/~1organization~1invites~1{invite_id}", "/organization/invites/{id}"),
            ],
            Some(Docs),
            "client.admin().organization().invites().retrieve: (invite_id: impl AsRef<str>) → (id: impl AsRef<str>)",
        )
        .works(
            "fn f(client: &api::Client) {\n\
             drop(client.admin().organization().invites().retrieve(\"invite-abc\")); }\nfn main() {}",
        ),
        invite(
            "a parameter in the query is new",
            vec![Put(
                "/paths/~1organization~1invites~1{invite_id}/get/parameters/-",
                json!({"name": "verbose", "in": "query", "schema": {"type": "boolean"}}),
            )],
            Some(Compatible),
            "client.admin().organization().invites().retrieve().verbose(impl IntoOption<bool>): added",
        )
        .works(
            "fn f(client: &api::Client) {\n\
             drop(client.admin().organization().invites().retrieve(\"invite-abc\")); }\nfn main() {}",
        ),
        invite(
            "a parameter in the query is new and required",
            vec![Put(
                "/paths/~1organization~1invites~1{invite_id}/get/parameters/-",
                json!({"name": "verbose", "in": "query", "required": true, "schema": {"type": "boolean"}}),
            )],
            Some(Breaking),
            "client.admin().organization().invites().retrieve(invite_id: impl AsRef<str>) → (invite_id: impl AsRef<str>, verbose: bool)",
        ),
    ]
}

fn options() -> Vec<Mutation> {
    vec![
        Mutation::new(
            "museum.yaml",
            "a parameter is gone",
            vec![Remove("/paths/~1special-events/get/parameters/1")],
            Some(Breaking),
            "client.special_events().list().end_date(impl IntoOption<Date>): removed",
        ),
        Mutation::new(
            "petstore-expanded.json",
            "a parameter must be given",
            vec![Put("/paths/~1pets/get/parameters/1/required", json!(true))],
            Some(Breaking),
            "client.pets().list() → (limit: impl IntoNumber<i32>)",
        ),
        Mutation::new(
            "petstore-expanded.json",
            "a list in the query becomes one thing",
            vec![Put("/paths/~1pets/get/parameters/0/schema", json!({"type": "string"}))],
            Some(Breaking),
            "client.pets().list().tags(impl IntoItems<String>) → (impl IntoOption<String>)",
        )
        .breaks(
            PARAMETERS,
            "fn f(client: &api::Client) { drop(client.pets().list().tags([\"a\"])); }\nfn main() {}",
        ),
        Mutation::new(
            "petstore-expanded.json",
            "an identifier becomes larger",
            vec![Put("/paths/~1pets/get/parameters/1/schema/format", json!("int64"))],
            Some(Breaking),
            "client.pets().list().limit(impl IntoOptionalNumber<i32>) → (impl IntoOptionalNumber<i64>)",
        )
        .breaks(
            PARAMETERS,
            "fn f(client: &api::Client, n: i32) { drop(client.pets().list().limit(n)); }\nfn main() {}",
        ),
        Mutation::new(
            "petstore-expanded.json",
            "a list in the query is written with commas",
            vec![Put("/paths/~1pets/get/parameters/0/explode", json!(false))],
            Some(Compatible),
            "client.pets().list().tags: location `tags` in the query → `tags` in the query, joined by `,` (behavior)",
        ),
        Mutation::new(
            "petstore-expanded.json",
            "a parameter is deprecated",
            vec![Put("/paths/~1pets/get/parameters/1/deprecated", json!(true))],
            Some(Compatible),
            "client.pets().list().limit: deprecated",
        ),
    ]
}

fn bodies() -> Vec<Mutation> {
    vec![
        Mutation::new(
            "museum.yaml",
            "a member of a body must be given",
            vec![Put(
                "/components/schemas/SpecialEventFields/required",
                json!(["name"]),
            )],
            Some(Breaking),
            "client.special_events().update().name(impl IntoOption<String>): removed",
        ),
        Mutation::new(
            "museum.yaml",
            "a member of a body may be left out",
            vec![Remove("/components/schemas/SpecialEvent/required/4")],
            Some(Breaking),
            "client.special_events().create().price(impl IntoOptionalNumber<f64>): added",
        ),
        Mutation::new(
            "petstore-expanded.json",
            "a body gets a member",
            vec![Put(
                "/components/schemas/NewPet/properties/colour",
                json!({"type": "string"}),
            )],
            Some(Compatible),
            "client.pets().create().colour(impl IntoOption<String>): added",
        ),
        invite(
            "a call gets a body",
            vec![Put(
                "/paths/~1organization~1invites~1{invite_id}/get/requestBody",
                json!({"content": {"application/json": {"schema":
                    {"type": "object", "properties": {"why": {"type": "string"}}}}}}),
            )],
            Some(Compatible),
            "client.admin().organization().invites().retrieve().why(impl IntoOption<String>): added",
        ),
        Mutation::new(
            "petstore-expanded.json",
            "a body is sent as a form",
            vec![Rename(
                "/paths/~1pets/post/requestBody/content/application~1json",
                "application/x-www-form-urlencoded",
            )],
            Some(Compatible),
            "client.pets().create: media type application/json → application/x-www-form-urlencoded (behavior)",
        ),
        Mutation::new(
            "petstore-expanded.json",
            "a body is text",
            vec![Put(
                "/paths/~1pets/post/requestBody/content",
                json!({"text/plain": {"schema": {"type": "string"}}}),
            )],
            Some(Breaking),
            "client.pets().create().tag(impl IntoOption<String>): removed",
        ),
    ]
}
