//! Changes of enums, unions, and names.

use generator::diff::Class::{Breaking, Compatible, Docs};
use serde_json::json;

use super::edit::Edit::{Put, Refer, Remove, Rename};
use super::mutation::{Mutation, invite};

/// A rule that the tool has no lint for.
const FIELD: &str = "changing the type of a public field";

/// Returns the mutations.
#[must_use]
pub fn mutations() -> Vec<Mutation> {
    [enums(), unions(), named(), words()].concat()
}

fn enums() -> Vec<Mutation> {
    vec![
        invite(
            "an enum loses a value",
            vec![Remove(
                "/components/schemas/Invite/properties/status/enum/1",
            )],
            Some(Breaking),
            "invite::Status::Expired: removed",
        ),
        invite(
            "an enum has one value left",
            vec![Remove("/components/schemas/Invite/properties/role/enum/1")],
            Some(Breaking),
            "Invite.role: Role → String",
        ),
        invite(
            "an enum gets a value",
            vec![Put(
                "/components/schemas/Invite/properties/status/enum/-",
                json!("revoked"),
            )],
            Some(Compatible),
            "invite::Status::Revoked: added",
        )
        .works(
            "use api::types::invite::Status;\nfn f(status: &Status) -> u8 { match status {\n\
             Status::Accepted => 1, Status::Expired => 2, Status::Pending => 3, _ => 4 } }\n\
             fn main() {}",
        ),
        invite(
            "an enum is written in another order",
            vec![Put(
                "/components/schemas/Invite/properties/status/enum",
                json!(["pending", "expired", "accepted"]),
            )],
            None,
            "",
        ),
        invite(
            "the text of a value is written otherwise",
            vec![Put(
                "/components/schemas/Invite/properties/status/enum/2",
                json!("PENDING"),
            )],
            Some(Compatible),
            "invite::Status::Pending: value pending → PENDING (behavior)",
        ),
        invite(
            "an enum becomes a text",
            vec![Remove("/components/schemas/Invite/properties/status/enum")],
            Some(Breaking),
            "invite::Status: removed",
        ),
        invite(
            "a text becomes an enum",
            vec![Put(
                "/components/schemas/Invite/properties/email/enum",
                json!(["a@example.com", "b@example.com"]),
            )],
            Some(Breaking),
            "Invite.email: String → Email",
        )
        .breaks(
            FIELD,
            "fn f(invite: api::types::Invite) -> String { invite.email }\nfn main() {}",
        ),
        invite(
            "a constant is another text",
            vec![Put(
                "/components/schemas/Invite/properties/object/const",
                json!("invite"),
            )],
            Some(Compatible),
            "Invite.object: constant value organization.invite → invite (behavior)",
        ),
    ]
}

fn unions() -> Vec<Mutation> {
    let document = "oas3gen-union-serde.json";
    vec![
        Mutation::new(
            document,
            "a union gets a type",
            vec![
                Put(
                    "/components/schemas/Delta/oneOf/-",
                    json!({"$ref": "#/components/schemas/CodeBlock"}),
                ),
                Put(
                    "/components/schemas/Delta/discriminator/mapping/code",
                    json!("#/components/schemas/CodeBlock"),
                ),
            ],
            Some(Compatible),
            "Delta::Code(CodeBlock): added",
        ),
        Mutation::new(
            document,
            "a union loses a type",
            vec![
                Remove("/components/schemas/ContentBlock/oneOf/4"),
                Remove("/components/schemas/ContentBlock/discriminator/mapping/tool_result"),
            ],
            Some(Breaking),
            "ContentBlock::ToolResult(ToolResultBlock): removed",
        ),
        Mutation::new(
            document,
            "a union has one type left",
            vec![
                Remove("/components/schemas/Delta/oneOf/1"),
                Remove("/components/schemas/Delta/discriminator/mapping/input_json_delta"),
            ],
            Some(Breaking),
            "Delta::InputJson(InputJsonDelta): removed",
        ),
        Mutation::new(
            document,
            "the types of a union in another order",
            vec![Put(
                "/components/schemas/Annotation/oneOf",
                json!([{"$ref": "#/components/schemas/LinkAnnotation"},
                    {"$ref": "#/components/schemas/CitationAnnotation"}]),
            )],
            Some(Compatible),
            "Annotation: order Citation, Link → Link, Citation",
        ),
        Mutation::new(
            document,
            "a type of a union is told by another text",
            vec![Rename(
                "/components/schemas/Delta/discriminator/mapping/text_delta",
                "text",
            )],
            Some(Compatible),
            "Delta::Text: matching rule `type` is `text_delta` → `type` is `text_delta` or `text` (behavior)",
        ),
        Mutation::new(
            document,
            "a type in a union becomes another",
            vec![Put(
                "/components/schemas/NullableStringOrNumber/oneOf/2/type",
                json!("boolean"),
            )],
            Some(Breaking),
            "NullableStringOrNumber::Number(f64): removed",
        ),
    ]
}

fn named() -> Vec<Mutation> {
    vec![
        invite(
            "a schema is called otherwise",
            vec![
                Rename("/components/schemas/Invite", "Invitation"),
                Refer(
                    "/components/schemas/Invite",
                    "/components/schemas/Invitation",
                ),
            ],
            Some(Breaking),
            "Invite → Invitation",
        ),
        invite(
            "what was described in place gets a name",
            vec![
                Put(
                    "/components/schemas/Project",
                    json!({"type": "object", "required": ["id"],
                        "properties": {"id": {"type": "string"}}}),
                ),
                Put(
                    "/components/schemas/Invite/properties/projects/items",
                    json!({"$ref": "#/components/schemas/Project"}),
                ),
            ],
            Some(Breaking),
            "Invite.projects: Vec<crate::types::invite::Project> → Vec<crate::types::Project>",
        ),
        invite(
            "a schema that nothing uses is new",
            vec![Put(
                "/components/schemas/Account",
                json!({"type": "object", "properties": {"id": {"type": "string"}}}),
            )],
            Some(Compatible),
            "Account: added",
        ),
        Mutation::new(
            "museum.yaml",
            "an object becomes a text",
            vec![Put("/components/schemas/Error", json!({"type": "string"}))],
            Some(Breaking),
            "Error: struct → String",
        ),
        Mutation::new(
            "xkcd.json",
            "an object becomes anything",
            vec![Put("/components/schemas/comic", json!({}))],
            Some(Breaking),
            "client.info_0().retrieve().await: Comic → Value",
        ),
    ]
}

fn words() -> Vec<Mutation> {
    vec![
        invite(
            "a description",
            vec![Put(
                "/components/schemas/Invite/description",
                json!("An invitation."),
            )],
            Some(Docs),
            "Invite: documentation",
        ),
        invite(
            "a default",
            vec![Put(
                "/components/schemas/Invite/properties/email/default",
                json!("x@example.com"),
            )],
            Some(Docs),
            "Invite.email: documentation",
        ),
        invite(
            "a limit of values",
            vec![Put(
                "/components/schemas/Invite/properties/email/maxLength",
                json!(200),
            )],
            Some(Docs),
            "Invite.email: documentation",
        ),
        invite(
            "the version",
            vec![Put("/x-sdk/crate/version", json!("0.2.0"))],
            None,
            "",
        ),
        invite(
            "what the package is",
            vec![Put("/x-sdk/crate/description", json!("A client."))],
            Some(Docs),
            "package: documentation",
        ),
        invite(
            "an example",
            vec![Put(
                "/paths/~1organization~1invites~1{invite_id}/get/responses/200/content/application~1json/example/id",
                json!("invite-xyz"),
            )],
            Some(Docs),
            "client.admin().organization().invites().retrieve: documentation",
        ),
    ]
}
