//! Changes of the fields of response types.

use generator::diff::Class::{Breaking, Compatible, Docs};
use serde_json::json;

use super::edit::Edit::{Put, Remove, Rename};
use super::mutation::{Mutation, Outcome, invite};

/// A rule that the tool has no lint for.
const FIELD: &str = "changing the type of a public field";

/// Returns the mutations.
#[must_use]
pub fn mutations() -> Vec<Mutation> {
    [presence(), members(), types(), names_of_types()].concat()
}

fn presence() -> Vec<Mutation> {
    vec![
        invite(
            "a field may be absent",
            vec![Remove("/components/schemas/Invite/required/2")],
            Some(Breaking),
            "Invite.email: String → Option<String>",
        )
        .breaks(
            FIELD,
            "fn f(invite: api::types::Invite) -> String { invite.email }\nfn main() {}",
        ),
        invite(
            "a field is always there",
            vec![
                Put(
                    "/components/schemas/Invite/required/-",
                    json!("accepted_at"),
                ),
                Put(
                    "/components/schemas/Invite/properties/accepted_at/type",
                    json!("integer"),
                ),
            ],
            Some(Breaking),
            "Invite.accepted_at: Option<i64> → i64",
        )
        .breaks(
            FIELD,
            "fn f(invite: api::types::Invite) -> Option<i64> { invite.accepted_at }\nfn main() {}",
        ),
        invite(
            "a field may be null",
            vec![Put(
                "/components/schemas/Invite/properties/id/type",
                json!(["string", "null"]),
            )],
            Some(Breaking),
            "Invite.id: String → Option<String>",
        )
        .breaks(
            FIELD,
            "fn f(invite: &api::types::Invite) -> &str { &invite.id }\nfn main() {}",
        ),
        invite(
            "a string gets a format",
            vec![Put(
                "/components/schemas/Invite/properties/id/format",
                json!("uuid"),
            )],
            Some(Breaking),
            "Invite.id: String → Uuid",
        )
        .breaks(
            FIELD,
            "fn f(invite: api::types::Invite) -> String { invite.id }\nfn main() {}",
        ),
        invite(
            "an absent field may be null as well",
            vec![
                Put(
                    "/components/schemas/Invite/properties/accepted_at/type",
                    json!("integer"),
                ),
                Put(
                    "/components/schemas/Invite/properties/accepted_at/minimum",
                    json!(0),
                ),
            ],
            Some(Docs),
            "Invite.accepted_at: documentation",
        )
        .works(
            "fn f(invite: api::types::Invite) -> Option<i64> { invite.accepted_at }\nfn main() {}",
        ),
    ]
}

fn members() -> Vec<Mutation> {
    vec![
        invite(
            "a field is gone",
            vec![
                Remove("/components/schemas/Invite/properties/status"),
                Remove("/components/schemas/Invite/required/6"),
            ],
            Some(Breaking),
            "Invite.status: Status: removed",
        ),
        invite(
            "a field is new",
            vec![Put(
                "/components/schemas/Invite/properties/note",
                json!({"type": "string"}),
            )],
            Some(Compatible),
            "Invite.note: Option<String>: added",
        )
        .works(
            "fn f(invite: api::types::Invite) -> String {\n\
             let api::types::Invite { email, .. } = invite; email }\nfn main() {}",
        ),
        invite(
            "a field is called otherwise",
            vec![
                Rename("/components/schemas/Invite/properties/email", "mail"),
                Put("/components/schemas/Invite/required/2", json!("mail")),
            ],
            Some(Breaking),
            "Invite.email: String: removed",
        ),
        invite(
            "a key is written otherwise, its field is the same",
            vec![
                Rename(
                    "/components/schemas/Invite/properties/created_at",
                    "createdAt",
                ),
                Rename(
                    "/paths/~1organization~1invites~1{invite_id}/get/responses/200/content/application~1json/example/created_at",
                    "createdAt",
                ),
                Put("/components/schemas/Invite/required/1", json!("createdAt")),
            ],
            Some(Compatible),
            "Invite.created_at: key created_at → createdAt (behavior)",
        ),
        Mutation::new(
            "museum.yaml",
            "the order of fields",
            vec![
                Remove("/components/schemas/MuseumDailyHours/properties/date"),
                Put(
                    "/components/schemas/MuseumDailyHours/properties/date",
                    json!({"$ref": "#/components/schemas/Date"}),
                ),
            ],
            Some(Docs),
            "MuseumDailyHours.date: documentation",
        ),
    ]
}

fn types() -> Vec<Mutation> {
    vec![
        invite(
            "a number becomes a text",
            vec![Put(
                "/components/schemas/Invite/properties/created_at/type",
                json!("string"),
            )],
            Some(Breaking),
            "Invite.created_at: i64 → String",
        )
        .breaks(
            FIELD,
            "fn f(invite: &api::types::Invite) -> i64 { invite.created_at + 1 }\nfn main() {}",
        ),
        invite(
            "an integer becomes smaller",
            vec![Put(
                "/components/schemas/Invite/properties/created_at/format",
                json!("int32"),
            )],
            Some(Breaking),
            "Invite.created_at: i64 → i32",
        )
        .breaks(
            FIELD,
            "fn f(invite: &api::types::Invite) -> i64 { invite.created_at }\nfn main() {}",
        ),
        invite(
            "a list becomes one thing",
            vec![
                Put(
                    "/components/schemas/Invite/properties/projects",
                    json!({"type": "string"}),
                ),
            ],
            Some(Breaking),
            "Invite.projects: Vec<Project> → Option<String>",
        ),
        Mutation::new(
            "museum.yaml",
            "one thing becomes a list",
            vec![Put(
                "/components/schemas/Error/properties/title",
                json!({"type": "array", "items": {"type": "string"}}),
            )],
            Some(Breaking),
            "Error.title: Option<String> → Option<Vec<String>>",
        )
        .breaks(
            FIELD,
            "fn f(error: api::types::Error) -> Option<String> { error.title }\nfn main() {}",
        ),
        invite(
            "what is not named gets a type",
            vec![Put(
                "/components/schemas/Invite/additionalProperties",
                json!({"type": "string"}),
            )],
            Some(Breaking),
            "Invite.extra: BTreeMap<String, Value> → BTreeMap<String, String>",
        )
        .breaks(
            FIELD,
            "fn f(invite: &api::types::Invite) -> bool { invite.extra[\"a\"].is_null() }\nfn main() {}",
        ),
    ]
}

fn names_of_types() -> Vec<Mutation> {
    vec![
        invite(
            "what is not named is forbidden",
            vec![Put(
                "/components/schemas/Invite/additionalProperties",
                json!(false),
            )],
            None,
            "",
        ),
        Mutation::new(
            "museum.yaml",
            "an alias stands for another type",
            vec![Put("/components/schemas/EventPrice/type", json!("string"))],
            Some(Breaking),
            "EventPrice: f64 → String",
        )
        .breaks(
            "replacing a public type",
            "fn f(price: api::types::EventPrice) -> f64 { price }\nfn main() {}",
        ),
        Mutation::new(
            "museum.yaml",
            "an alias is written out",
            vec![Put(
                "/components/schemas/MuseumDailyHours/properties/date",
                json!({"type": "string", "format": "date",
                    "description": "Date the operating hours apply to."}),
            )],
            Some(Breaking),
            "Date: with `museum_hours` or `other-types` or `special_events` or `tickets` or `webhook-events` → \
             with `other-types` or `special_events` or `tickets` or `webhook-events`",
        )
        .with(
            "fn f(date: api::types::Date) -> String { date }\nfn main() {}",
            Some("museum_hours"),
            Outcome::NotCompiled("moving public items behind a cargo feature"),
        ),
        Mutation::new(
            "petstore-swagger.yaml",
            "a format that no type tells",
            vec![Put(
                "/components/schemas/User/properties/email/format",
                json!("email"),
            )],
            Some(Docs),
            "User.email: documentation",
        ),
        Mutation::new(
            "lxkns.yaml",
            "the values of a map",
            vec![Put(
                "/components/schemas/ProcessTable/additionalProperties",
                json!({"type": "string"}),
            )],
            Some(Breaking),
            "ProcessTable: BTreeMap<String, Process> → BTreeMap<String, Value>",
        )
        .breaks(
            "replacing a public type",
            "fn f(table: api::types::ProcessTable) -> Option<api::types::Process> {\n\
             table.into_values().next() }\nfn main() {}",
        ),
    ]
}
