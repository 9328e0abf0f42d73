//! Changes of responses.

use generator::diff::Class::{Breaking, Compatible};
use serde_json::json;

use super::edit::Edit::{Put, Remove, Rename};
use super::mutation::{Mutation, invite};

const REPLY: &str = "changing what a function returns";

/// Returns the mutations.
#[must_use]
pub fn mutations() -> Vec<Mutation> {
    [answers(), streams(), errors()].concat()
}

fn answers() -> Vec<Mutation> {
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
    ]
}

fn streams() -> Vec<Mutation> {
    vec![
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
    ]
}

fn errors() -> Vec<Mutation> {
    vec![
        invite(
            "an error is described",
            vec![Put(
                "/paths/~1organization~1invites~1{invite_id}/get/responses/404",
                json!({"description": "None.", "content": {"application/json": {"schema":
                    {"type": "object", "properties": {"code": {"type": "string"}}}}}}),
            )],
            Some(Compatible),
            "resources::admin::organization::invites::retrieve::Error404: added",
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
            "BadRequestError: with `planets` or `user` → with `other-types`",
        ),
    ]
}
