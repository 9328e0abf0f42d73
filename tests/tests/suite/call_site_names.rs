//! The names that callers write: setters, types that several operations share, and types inside of others.

use tests::{Document, run};

use crate::type_names::{declared, lines};

/// The text of the generated files whose path begins like this.
fn code(paths: &str, start: &str) -> String {
    let head =
        "openapi: 3.1.0\ninfo: {title: T, version: '1'}\nservers: [{url: https://example.com}]\n";
    let (said, generated) = run(&Document::new(&format!("{head}{paths}")).path());
    assert!(generated.is_some(), "{said}");
    let files = generated.map(|generated| generated.files.files);
    let files = files.into_iter().flatten();
    let files = files.filter(|(path, _)| path.starts_with(start));
    files.map(|(_, text)| text).collect()
}

#[test]
fn a_setter_with_the_name_of_a_method_is_told_by_its_place() {
    let code = code(
        "paths:
  /jobs/{timeout}:
    post:
      parameters:
        - {name: timeout, in: path, required: true, schema: {type: string}}
        - {name: wait, in: query, schema: {type: boolean}}
        - {name: header, in: header, schema: {type: string}}
        - {name: stream, in: query, required: true, schema: {type: string}}
      requestBody: {content: {application/json: {schema: {type: object, properties: {stream: {type: boolean}, deadline: {type: integer}}}}}}
      responses: {'204': {description: done}}\n",
        "src/resources/jobs.rs",
    );
    let setters = code.lines().map(str::trim);
    let setters = setters.filter(|line| line.ends_with("),"));
    let setters: Vec<&str> = setters
        .filter_map(|line| line.split_once(": "))
        .map(|(name, _)| name)
        .collect();
    let names = ["query_wait", "header_header", "body_stream", "deadline"];
    assert_eq!(setters, names, "{code}");
}

/// The names among the declarations of operations that send these parameters, each with its schema.
fn types_of(parameters: &[(&str, &str)]) -> Vec<String> {
    let operations = parameters.iter().enumerate().map(|(index, (name, schema))| {
        format!(
            "  /r{index}:\n    get:\n      parameters: [{{name: {name}, in: query, schema: {schema}}}]\n      responses: {{'204': {{description: d}}}}\n"
        )
    });
    let operations: String = operations.collect();
    let found = lines(&format!("paths:\n{operations}"));
    let mut found: Vec<String> = found
        .iter()
        .filter_map(|line| line.split_once([' ', '(']))
        .map(|(name, _)| name.to_owned())
        .collect();
    found.dedup();
    found
}

#[test]
fn equal_enums_are_one_type_whatever_else_has_their_name() {
    let sets = ["[a, b]", "[a, c]", "[a, d]"];
    let sets = sets.map(|set| format!("{{enum: {set}}}"));
    let twice: Vec<(&str, &str)> = sets
        .iter()
        .flat_map(|set| [("sort", set.as_str()), ("sort", set.as_str())])
        .collect();
    let found = types_of(&twice);
    for name in ["Sort", "SortA", "SortD"] {
        assert!(found.contains(&name.to_owned()), "{name}: {found:?}");
    }
}

#[test]
fn items_and_alternatives_share_their_enum() {
    let found = types_of(&[
        ("fields", "{type: array, items: {enum: [a, b]}}"),
        ("fields", "{type: array, items: {enum: [a, b]}}"),
        ("size", "{anyOf: [{enum: [auto, full]}, {type: integer}]}"),
        ("size", "{anyOf: [{enum: [auto, full]}, {type: integer}]}"),
    ]);
    for name in ["Field", "SizeText"] {
        assert!(found.contains(&name.to_owned()), "{name}: {found:?}");
    }
    let found = declared(
        "    Event:
      type: object
      properties:
        source:
          oneOf:
            - {enum: [a, b]}
            - {type: array, items: {enum: [a, b]}}\n",
    );
    assert!(
        found.contains(&"SourceItem = SourceText;".to_owned()),
        "{found:?}"
    );
}

#[test]
fn titles_that_repeat_their_path() {
    let found = declared(
        "    Charge:
      type: object
      properties:
        amount_details:
          type: object
          properties:
            shipping:
              anyOf:
                - {title: amount_details_shipping_param, type: object, properties: {a: {type: string}}}
                - {type: string}
            tax:
              anyOf:
                - {title: amount_details_param, type: object, properties: {b: {type: string}}}
                - {type: string}
        discounts:
          anyOf:
            - {type: array, items: {type: object, properties: {c: {type: string}}}}
            - {type: string}\n",
    );
    let names: Vec<&str> = found
        .iter()
        .filter_map(|line| line.split_once(" + extra"))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(
        names,
        [
            "Charge",
            "AmountDetailsShippingParam",
            "AmountDetailsTaxParam",
            "AmountDetails",
            "Discount"
        ]
    );
}

#[test]
fn a_title_that_is_only_a_name_documents_nothing() {
    let code = code(
        "paths: {}
components:
  schemas:
    UserName:
      title: User Name
      type: object
      properties:
        first_name: {title: First Name, type: string}
        kind: {title: user_kind, type: string}
        last: {title: The last name, type: string}
        id: {title: Id, description: Id of the user, type: string}\n",
        "src/types/user_name.rs",
    );
    let docs = code.lines().map(str::trim);
    let docs: Vec<&str> = docs.filter(|line| line.starts_with("/// ")).collect();
    assert_eq!(
        docs,
        [
            "/// The schema `UserName`.",
            "/// The last name",
            "/// Id of the user"
        ]
    );
}

/// The conversions between the types of a document that reads and sends two components.
fn conversions(read: &str, sent: &str, schemas: &str) -> Vec<String> {
    let schema = |name: &str| {
        format!(
            "content: {{application/json: {{schema: {{$ref: '#/components/schemas/{name}'}}}}}}"
        )
    };
    let text = format!(
        "paths:
  /things:
    get:
      responses: {{'200': {{description: ok, {}}}}}
    post:
      requestBody: {{required: true, {}}}
      responses: {{'204': {{description: done}}}}
components:
  schemas:
{schemas}",
        schema(read),
        schema(sent)
    );
    let code = code(&text, "src/types/");
    let lines = code.lines().map(str::trim);
    let conversions = lines.filter_map(|line| line.strip_prefix("impl ::std::convert::From<"));
    conversions
        .map(|line| line.trim_end_matches(" {").to_owned())
        .collect()
}

#[test]
fn a_value_that_was_read_converts_into_one_to_send() {
    let object = |name: &str, members: &str| {
        format!("    {name}: {{type: object, required: [id], properties: {{{members}}}}}\n")
    };
    let tools = "tools: {type: array, items: {type: object, required: [kind], properties: {kind: {type: string}, next: {type: object, properties: {a: {type: string}}}}}}";
    let members = format!("id: {{type: string}}, {tools}");
    let schemas = |read: &str, sent: &str, more: &str| {
        object(read, &members) + &object(sent, &format!("{members}{more}"))
    };
    let read = |name: &str| format!("super::{name}> for");
    // Only one of the names tells the direction, or they tell it in several words.
    let found = conversions(
        "AlbumsResponse",
        "Albums",
        &schemas("AlbumsResponse", "Albums", ""),
    );
    assert!(
        found.contains(&format!("{} Albums", read("AlbumsResponse"))),
        "{found:?}"
    );
    let names = ("AssistantObject", "ModifyAssistantRequest");
    let found = conversions(
        names.0,
        names.1,
        &schemas(names.0, names.1, ", more: {type: string}"),
    );
    let expected = [
        "super::AssistantObject> for ModifyAssistantRequest",
        "super::assistant_object::ToolNext> for ToolNext",
        "super::assistant_object::Tool> for Tool",
    ];
    assert_eq!(found, expected);
    // A member that the request does not have would be sent, and one that it requires would be missing.
    let narrow = object("AlbumsUpdate", "id: {type: string}");
    let found = conversions(
        "AlbumsResponse",
        "AlbumsUpdate",
        &(object("AlbumsResponse", &members) + &narrow),
    );
    assert_eq!(found, Vec::<String>::new());
    let strict = "    AlbumsUpdate: {type: object, required: [id, name], properties: {id: {type: string}, name: {type: string}}}\n";
    let found = conversions(
        "AlbumsResponse",
        "AlbumsUpdate",
        &(object("AlbumsResponse", "id: {type: string}") + strict),
    );
    assert_eq!(found, Vec::<String>::new());
}
