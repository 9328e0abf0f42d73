//! Changes of operations.

use generator::diff::Class::{Breaking, Compatible, Docs};
use serde_json::json;

use super::edit::Edit::{Put, Remove, Rename};
use super::mutation::Mutation;

/// The mutations.
#[must_use]
pub fn mutations() -> Vec<Mutation> {
    let mut all = parameters();
    all.extend(bodies());
    all.extend(replies());
    all.extend(whole());
    all
}

const PARAMETERS: &str = "changing the parameters of a function";

const REPLY: &str = "changing what a function returns";

fn invite(
    name: &'static str,
    edits: Vec<super::edit::Edit>,
    class: Option<generator::diff::Class>,
    line: &'static str,
) -> Mutation {
    Mutation::new("invite.yaml", name, edits, class, line)
}

fn parameters() -> Vec<Mutation> {
    vec![
        invite(
            "a parameter in the path becomes a number",
            vec![Put(
                "/paths/~1organization~1invites~1{invite_id}/get/parameters/0/schema/type",
                json!("integer"),
            )],
            Some(Breaking),
            "client.admin().organization().invites().retrieve(invite_id: impl AsRef<str>) → (invite_id: i64)",
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
            "client.admin().organization().invites().retrieve().verbose(bool): added",
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
        Mutation::new(
            "museum.yaml",
            "a parameter is gone",
            vec![Remove("/paths/~1special-events/get/parameters/1")],
            Some(Breaking),
            "client.special_events().list().end_date(impl Into<String>): removed",
        ),
        Mutation::new(
            "petstore-expanded.json",
            "a parameter must be given",
            vec![Put("/paths/~1pets/get/parameters/1/required", json!(true))],
            Some(Breaking),
            "client.pets().list() → (limit: i32)",
        ),
        Mutation::new(
            "petstore-expanded.json",
            "a list in the query becomes one thing",
            vec![Put("/paths/~1pets/get/parameters/0/schema", json!({"type": "string"}))],
            Some(Breaking),
            "client.pets().list().tags(impl IntoIterator<Item = impl Into<String>>) → (impl Into<String>)",
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
            "client.pets().list().limit(i32) → (i64)",
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
            "client.pets().list().tags: place of `tags` query → query, joined by `,` (behaviour)",
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
            "client.special_events().update().name(impl Into<String>): removed",
        ),
        Mutation::new(
            "museum.yaml",
            "a member of a body may be left out",
            vec![Remove("/components/schemas/SpecialEvent/required/4")],
            Some(Breaking),
            "client.special_events().create().price(f64): added",
        ),
        Mutation::new(
            "petstore-expanded.json",
            "a body gets a member",
            vec![Put(
                "/components/schemas/NewPet/properties/colour",
                json!({"type": "string"}),
            )],
            Some(Compatible),
            "client.pets().create().colour(impl Into<String>): added",
        ),
        invite(
            "a call gets a body",
            vec![Put(
                "/paths/~1organization~1invites~1{invite_id}/get/requestBody",
                json!({"content": {"application/json": {"schema":
                    {"type": "object", "properties": {"why": {"type": "string"}}}}}}),
            )],
            Some(Compatible),
            "client.admin().organization().invites().retrieve().why(impl Into<String>): added",
        ),
        Mutation::new(
            "petstore-expanded.json",
            "a body is sent as a form",
            vec![Rename(
                "/paths/~1pets/post/requestBody/content/application~1json",
                "application/x-www-form-urlencoded",
            )],
            Some(Compatible),
            "client.pets().create: media type application/json → application/x-www-form-urlencoded (behaviour)",
        ),
        Mutation::new(
            "petstore-expanded.json",
            "a body is text",
            vec![Put(
                "/paths/~1pets/post/requestBody/content",
                json!({"text/plain": {"schema": {"type": "string"}}}),
            )],
            Some(Breaking),
            "client.pets().create().tag(impl Into<String>): removed",
        ),
    ]
}

fn replies() -> Vec<Mutation> {
    const REPLIES: &str = "/paths/~1organization~1invites~1{invite_id}/get/responses/200/content/application~1json/schema";
    vec![
        invite(
            "an answer becomes empty",
            vec![Put(
                "/paths/~1organization~1invites~1{invite_id}/get/responses",
                json!({"204": {"description": "Done."}}),
            )],
            Some(Breaking),
            "client.admin().organization().invites().retrieve().await: Invite → ()",
        )
        .breaks(
            REPLY,
            "async fn f(client: &api::Client) -> Result<api::types::Invite, api::Error> {\n\
             client.admin().organization().invites().retrieve(\"a\").await }\nfn main() {}",
        ),
        invite(
            "an answer may be empty",
            vec![Put(
                "/paths/~1organization~1invites~1{invite_id}/get/responses/204",
                json!({"description": "Done."}),
            )],
            Some(Breaking),
            "client.admin().organization().invites().retrieve().await: Invite → Option<Invite>",
        )
        .breaks(
            REPLY,
            "async fn f(client: &api::Client) -> Result<api::types::Invite, api::Error> {\n\
             client.admin().organization().invites().retrieve(\"a\").await }\nfn main() {}",
        ),
        invite(
            "an answer becomes a list",
            vec![Put(
                REPLIES,
                json!({"type": "array", "items": {"$ref": "#/components/schemas/Invite"}}),
            )],
            Some(Breaking),
            "client.admin().organization().invites().retrieve().await: Invite → Vec<Invite>",
        )
        .breaks(
            REPLY,
            "async fn f(client: &api::Client) -> Result<api::types::Invite, api::Error> {\n\
             client.admin().organization().invites().retrieve(\"a\").await }\nfn main() {}",
        ),
        invite(
            "an answer is a stream if asked for",
            vec![Put(
                "/paths/~1organization~1invites~1{invite_id}/get/responses/200/content/text~1event-stream",
                json!({"schema": {"$ref": "#/components/schemas/Invite"}}),
            )],
            Some(Compatible),
            "client.admin().organization().invites().retrieve().stream() -> Call<EventStream<Invite>>: added",
        ),
        Mutation::new(
            "oas3gen-event-stream.json",
            "a stream becomes one answer",
            vec![Rename(
                "/paths/~1events/get/responses/200/content/text~1event-stream",
                "application/json",
            )],
            Some(Breaking),
            "client.events().list().await: EventStream<StreamEvent> → StreamEvent",
        )
        .breaks(
            REPLY,
            "async fn f(client: &api::Client) -> Option<api::types::StreamEvent> {\n\
             let mut events = client.events().list().await.ok()?;\n\
             events.next().await?.ok() }\nfn main() {}",
        ),
        Mutation::new(
            "museum.yaml",
            "bytes become text",
            vec![Put(
                "/paths/~1tickets~1{ticketId}~1qr/get/responses/200/content",
                json!({"text/plain": {"schema": {"type": "string"}}}),
            )],
            Some(Breaking),
            "client.tickets().qr().retrieve().await: Bytes → String",
        ),
        Mutation::new(
            "museum.yaml",
            "pages become one answer",
            vec![Remove("/paths/~1museum-hours/get/parameters/1")],
            Some(Breaking),
            "client.museum_hours().list().stream() -> ItemStream<MuseumDailyHours>: removed",
        ),
        Mutation::new(
            "petstore-expanded.json",
            "one answer becomes pages",
            vec![Put(
                "/paths/~1pets/get/parameters/-",
                json!({"name": "offset", "in": "query", "schema": {"type": "integer"}}),
            )],
            Some(Breaking),
            "client.pets().list().await: Vec<Pet> → Page<Vec<Pet>, Pet>",
        )
        .breaks(
            REPLY,
            "async fn f(client: &api::Client) -> Result<Vec<api::types::Pet>, api::Error> {\n\
             client.pets().list().await }\nfn main() {}",
        ),
        invite(
            "an error is described",
            vec![Put(
                "/paths/~1organization~1invites~1{invite_id}/get/responses/404",
                json!({"description": "None.", "content": {"application/json": {"schema":
                    {"type": "object", "properties": {"code": {"type": "string"}}}}}}),
            )],
            Some(Compatible),
            "Error::json: added",
        ),
        Mutation::new(
            "scalar-galaxy.yaml",
            "errors are not described any more",
            vec![
                Put(
                    "/components/responses/BadRequest",
                    json!({"description": "An error."}),
                ),
                Put(
                    "/components/responses/Forbidden",
                    json!({"description": "An error."}),
                ),
                Put(
                    "/components/responses/NotFound",
                    json!({"description": "An error."}),
                ),
                Put(
                    "/components/responses/Unauthorized",
                    json!({"description": "An error."}),
                ),
            ],
            Some(Breaking),
            "Error::json: removed",
        ),
    ]
}

fn whole() -> Vec<Mutation> {
    vec![
        Mutation::new(
            "museum.yaml",
            "an operation is gone",
            vec![Remove("/paths/~1special-events~1{eventId}/delete")],
            Some(Breaking),
            "client.special_events().delete(event_id: impl AsRef<str>): removed",
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
            "client.pets().head(id: i64): added",
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
            "package: base URL https://api.openai.com/v1 → https://api.openai.com/v2 (behaviour)",
        ),
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
            "client.admin().organization().invites().retrieve: server the API's own → https://admin.openai.com (behaviour)",
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
