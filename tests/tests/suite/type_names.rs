//! The names of types, variants and credentials.

use tests::{Document, run};

/// The lines of the types that are made from these schemas: `pub struct A {`, and the variants of enums.
pub(crate) fn declared(schemas: &str) -> Vec<String> {
    lines(&format!("paths: {{}}\ncomponents:\n  schemas:\n{schemas}"))
}

/// The declarations and variants of a document with this text after its head.
pub(crate) fn lines(text: &str) -> Vec<String> {
    let head =
        "openapi: 3.1.0\ninfo: {title: T, version: '1'}\nservers: [{url: https://example.com}]\n";
    let (said, generated) = run(&Document::new(&format!("{head}{text}")).path());
    assert!(generated.is_some(), "{said}");
    let files = generated.map(|generated| generated.files.files);
    let files = files.into_iter().flatten();
    let files = files
        .filter(|(path, _)| path.starts_with("src/types/") || path.starts_with("src/resources"));
    let text: Vec<String> = files.map(|(_, text)| text).collect();
    let lines = text.iter().flat_map(|text| text.lines().map(str::trim));
    let declared = lines.filter_map(|line| {
        let declares = ["pub struct ", "pub enum ", "pub type "];
        let name = declares.iter().find_map(|start| line.strip_prefix(start));
        let variant = line.split_once(": ").or_else(|| line.split_once(" = "));
        let variant = variant.map(|(name, _)| name);
        let variant =
            variant.filter(|name| name.contains('(') && name.starts_with(char::is_uppercase));
        let variant = variant.and_then(|name| name.split(" from ").next());
        name.or(variant).map(str::to_owned)
    });
    declared.collect()
}

#[test]
fn the_only_alternative_besides_null() {
    let found = declared(
        "    Failure:
      anyOf:
        - type: object
          description: A failure.
          properties:
            code: {type: string}
            details: {anyOf: [{type: object, properties: {a: {type: string}}}, {type: 'null'}]}
        - type: 'null'\n",
    );
    assert_eq!(
        found,
        ["Failure + extra: Default {", "Details + extra: Default {"]
    );
}

#[test]
fn children_that_their_parent_lists_beside_null() {
    let child = |name: &str, member: &str| {
        format!(
            "    {name}: {{allOf: [{{$ref: '#/components/schemas/C'}}, {{required: [{member}], properties: {{{member}: {{type: string}}}}}}]}}\n"
        )
    };
    let parent = "    C:
      type: [object, 'null']
      required: [t]
      properties: {t: {type: string}}
      discriminator: {propertyName: t}
      oneOf: [{$ref: '#/components/schemas/C1'}, {$ref: '#/components/schemas/C2'}, {type: 'null'}]\n";
    let found = declared(&(parent.to_owned() + &child("C1", "a") + &child("C2", "b")));
    assert_eq!(
        found,
        [
            "C: Built {",
            "C1(super::C1)",
            "C2(super::C2)",
            "C1 + extra {",
            "C2 + extra {",
        ]
    );
}

#[test]
fn variants_of_components() {
    let pet = |name: &str, kind: &str| {
        format!(
            "    {name}: {{type: object, required: [kind, {name}x], properties: {{kind: {kind}, {name}x: {{type: string}}}}}}\n"
        )
    };
    let refers = |names: &[&str]| {
        let refers: Vec<String> = names
            .iter()
            .map(|name| format!("{{$ref: '#/components/schemas/{name}'}}"))
            .collect();
        format!("{{oneOf: [{}]}}", refers.join(", "))
    };
    let variants = |text: String| -> Vec<String> {
        let lines = declared(&text).into_iter();
        lines.filter(|line| line.contains('(')).collect()
    };
    // A tag that is a number has no name.
    let integers = pet("ButtonComponentResponse", "{const: 1}")
        + &pet("TextInputComponentResponse", "{const: 2}")
        + &format!(
            "    Row: {{type: object, properties: {{components: {{type: array, items: {}}}}}}}\n",
            refers(&["ButtonComponentResponse", "TextInputComponentResponse"])
        );
    assert_eq!(
        variants(integers),
        [
            "Button(super::ButtonComponentResponse)",
            "TextInput(super::TextInputComponentResponse)"
        ]
    );
    // Two variants with the same tag are named after their components.
    let same = pet("ChatItemMessageUser", "{const: message}")
        + &pet("ChatItemMessageSystem", "{const: message}")
        + &pet("ChatItemCall", "{const: call}")
        + &format!(
            "    ChatItem: {}\n",
            refers(&[
                "ChatItemMessageUser",
                "ChatItemMessageSystem",
                "ChatItemCall"
            ])
        );
    assert_eq!(
        variants(same),
        [
            "MessageUser(super::ChatItemMessageUser)",
            "MessageSystem(super::ChatItemMessageSystem)",
            "Call(super::ChatItemCall)",
        ]
    );
}

#[test]
fn variants_of_a_response() {
    let found = lines(
        "paths:
  /transcriptions:
    post:
      responses:
        '200':
          description: d
          content:
            application/json:
              schema:
                oneOf:
                  - {$ref: '#/components/schemas/CreateTranscriptionResponseJson'}
                  - {$ref: '#/components/schemas/CreateTranscriptionResponseVerboseJson'}
components:
  schemas:
    CreateTranscriptionResponseJson: {type: object, required: [text], properties: {text: {type: string}}}
    CreateTranscriptionResponseVerboseJson: {type: object, required: [words], properties: {words: {type: string}}}\n",
    );
    let variants = found.into_iter().filter(|line| line.contains("::"));
    let variants: Vec<String> = variants
        .filter_map(|line| Some(line.split_once('(')?.0.to_owned()))
        .collect();
    assert_eq!(variants, ["Json", "VerboseJson"]);
}

#[test]
fn variants_of_a_body() {
    let rule = |name: &str, kind: u8| {
        format!(
            "    {name}RuleUpdatePartial: {{type: object, required: [kind], properties: {{kind: {{const: {kind}}}, {name}: {{type: string}}}}}}\n"
        )
    };
    let found = lines(&format!(
        "paths:
  /rules:
    post:
      requestBody:
        required: true
        content:
          application/json:
            schema:
              oneOf:
                - {{$ref: '#/components/schemas/KeywordRuleUpdatePartial'}}
                - {{$ref: '#/components/schemas/MentionSpamRuleUpdatePartial'}}
      responses: {{'204': {{description: d}}}}
components:
  schemas:
{}{}",
        rule("Keyword", 1),
        rule("MentionSpam", 2)
    ));
    let variants = found.into_iter().filter(|line| line.contains("::"));
    let variants: Vec<String> = variants
        .filter_map(|line| Some(line.split_once('(')?.0.to_owned()))
        .collect();
    assert_eq!(variants, ["Keyword", "MentionSpam"]);
}

#[test]
fn titles_that_repeat_their_property() {
    let found = declared(
        "    Charge:
      type: object
      properties:
        amount_details:
          anyOf:
            - title: amount_details_param
              type: object
              properties: {tax: {type: object, properties: {total: {type: string}}}}
            - {type: string}\n",
    );
    assert!(
        found.contains(&"AmountDetailsParam + extra: Default {".to_owned()),
        "{found:?}"
    );
    assert!(
        found.contains(&"AmountDetailsParamTax + extra: Default {".to_owned()),
        "{found:?}"
    );
}

#[test]
fn long_names_have_no_hash() {
    let long = "a_property_with_a_name_of_many_words_that_go_on_and_on";
    let found = declared(&format!(
        "    Deep:
      type: object
      properties:
        {long}:
          type: object
          properties:
            {long}:
              type: object
              properties:
                {long}: {{type: object, properties: {{end: {{type: string}}}}}}\n"
    ));
    assert_eq!(found.len(), 4, "{found:?}");
    let hashed = |name: &&String| {
        let name = name.trim_end_matches(" + extra: Default {");
        name.len() > 5
            && name
                .get(name.len() - 5..)
                .is_some_and(|end| end.starts_with('X'))
    };
    assert_eq!(found.iter().find(hashed), None);
}

#[test]
fn abbreviations_in_mixed_case_are_one_word() {
    let (said, generated) = run(&Document::new(
        "openapi: 3.1.0
info: {title: T, version: '1'}
servers: [{url: https://example.com}]
security: [{OAuth2: []}]
paths:
  /users:
    post:
      requestBody:
        content:
          application/json:
            schema: {type: object, required: [userIDs, oAuthToken], properties: {userIDs: {type: string}, oAuthToken: {type: string}}}
      responses: {'204': {description: d}}
components:
  securitySchemes:
    OAuth2: {type: http, scheme: bearer}\n",
    )
    .path());
    assert!(generated.is_some(), "{said}");
    let generated = generated.map(|generated| (generated.surface, generated.files.files));
    let (surface, files) = generated.unwrap_or_default();
    assert_eq!(
        surface,
        ["POST /users → client.users().create(user_ids, oauth_token) -> ()"]
    );
    let client = files
        .iter()
        .find(|(path, _)| path.as_str() == "src/client.rs");
    assert!(client.is_some_and(|(_, text)| text.contains("pub fn oauth2(")));
}

#[test]
fn letters_of_ascii_have_the_plain_name() {
    let text = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\nservers: [{url: https://example.com}]\npaths: {}\ncomponents: {schemas: {E: {type: string, enum: [ä, a, µs, us]}}}\n";
    let (said, generated) = run(&Document::new(text).path());
    let files = generated.into_iter().flat_map(|made| made.files.files);
    let code: String = files
        .filter(|(path, _)| path.starts_with("src/types/e.rs"))
        .map(|(_, text)| text)
        .collect();
    let values = code.lines().map(str::trim);
    let values: Vec<&str> = values.filter(|line| line.ends_with("\",")).collect();
    assert_eq!(
        values,
        [
            "AUe4 = \"ä\",",
            "A = \"a\",",
            "MicroS = \"µs\",",
            "Us = \"us\","
        ],
        "{said}"
    );
}

#[test]
fn an_item_of_a_component_is_named_after_it() {
    let found = declared(
        "    Invites: {type: array, items: {type: object, properties: {owner: {type: object, properties: {a: {type: string}}}}}}
    Baggage: {type: array, items: {type: object, properties: {a: {type: string}}}}
    People: {type: array, items: {type: object, properties: {a: {type: string}}}}\n",
    );
    let found: Vec<&str> = found
        .iter()
        .filter_map(|line| line.split_once(" + extra"))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(found, ["BaggageItem", "InviteOwner", "Invite", "Person"]);
}

#[test]
fn values_that_differ_in_case_and_versions() {
    let (said, generated) = run(&Document::new(
        "openapi: 3.1.0
info: {title: T, version: '1'}
servers: [{url: https://example.com}]
paths: {}
components:
  schemas:
    Country: {type: string, enum: [us, US, ca, CA, unknown]}
    Id: {type: string, enum: [UUIDv4, UUIDv7, URLs, IPv6, OAuth2, Xv2]}\n",
    )
    .path());
    let files = generated.expect(&said).files.files;
    let values = |path: &str| {
        let file = files.iter().find(|(one, _)| one.as_str() == path);
        let lines = file.into_iter().flat_map(|(_, text)| text.lines());
        let names = lines.filter_map(|line| Some(line.trim().split_once(" = \"")?.0.to_owned()));
        names.collect::<Vec<_>>()
    };
    assert_eq!(
        values("src/types/country.rs"),
        ["Us", "US", "Ca", "CA", "UnknownValue"]
    );
    assert_eq!(
        values("src/types/id.rs"),
        ["Uuidv4", "Uuidv7", "Urls", "Ipv6", "OAuth2", "Xv2"]
    );
}
