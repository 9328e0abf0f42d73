//! The documentation of generated crates: arguments, options and return values of methods, and the
//! texts and links of the document. It must not have gaps.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use generator::{Generated, Generator};
use tests::documentation::{Found, look_through};

const SHOP: &str = r#"
openapi: 3.1.0
info: {title: Shop, version: 1.0.0}
servers: [{url: https://api.shop.example/v1}]
tags:
  - {name: Purchase orders, description: "Orders of the shop, from [start](/guides/start) to end.\n\nAnd more."}
  - {name: Items, description: Of another kind.}
paths:
  /status:
    get:
      tags: [Status]
      responses: {'204': {description: d}}
  /orders:
    get:
      tags: [Purchase orders]
      parameters:
        - {name: limit, in: query, schema: {type: integer, minimum: 1, maximum: 100, default: 20}}
        - {name: state, in: query, schema: {$ref: '#/components/schemas/State'}}
        - {name: plain, in: query, schema: {type: string}}
      responses:
        '200': {description: d, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Order'}}}}}
    post:
      tags: [Purchase orders]
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [items]
              properties:
                items: {type: array, minItems: 1, items: {$ref: '#/components/schemas/Item'}}
                note: {anyOf: [{type: string, maxLength: 10, description: 'A note. Learn more in the [guide](#notes).'}, {type: 'null'}]}
                state: {$ref: '#/components/schemas/State'}
            example: {items: [{name: tea, count: 2}], note: soon}
      responses:
        '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
  /orders/{order_id}:
    get:
      tags: [Purchase orders]
      description: OpenAI's order_id, see [Learn more](/guides/orders) or [this](javascript:x).
      parameters: [{name: order_id, in: path, required: true, description: Which., schema: {type: string, pattern: '^o-'}}]
      responses:
        '200':
          description: d
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Order'}
              example: {id: o-7}
  /orders/{order_id}/items:
    get:
      tags: [Purchase orders]
      parameters: [{name: order_id, in: path, required: true, schema: {type: string}}]
      responses:
        '200': {description: d, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Item'}}}}}
components:
  schemas:
    State: {type: string, enum: [open, done], description: "How far an order is. It ends with:\n\n- done"}
    Order: {type: object, properties: {id: {type: string}, state: {$ref: '#/components/schemas/State'}}}
    Item:
      type: object
      description: Something to buy.
      required: [name]
      properties: {name: {type: string}, count: {type: integer, exclusiveMinimum: 0}, state: {$ref: '#/components/schemas/State'}}
    MaybeItem: {anyOf: [{$ref: '#/components/schemas/Item'}, {type: 'null'}]}
"#;

fn generated(document: &str) -> Generated {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("shop.yaml");
    std::fs::write(&path, document).expect("written");
    Generator::new(path)
        .generate()
        .into_result()
        .expect("generated")
}

fn text<'g>(generated: &'g Generated, path: &str) -> &'g str {
    generated.files.files.get(path).expect(path)
}

#[test]
fn nothing_is_left_unsaid() {
    let folder = tempfile::tempdir().expect("a folder");
    generated(SHOP).files.write(folder.path()).expect("written");
    let found = look_through(folder.path()).expect("read");
    let silent = ["limit", "plain"].map(|name| format!("src/resources/orders.rs: {name}"));
    let expected = Found {
        methods: 5,
        setters: 9,
        // The document has no description of these.
        silent: silent.to_vec(),
        ..Found::default()
    };
    assert_eq!(found, expected);
}

#[test]
fn what_is_left_unsaid_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut crate_ = generated(SHOP).files;
    for text in crate_.files.values_mut() {
        *text = text
            .replace("# Returns\n", "")
            .replace("How far an order is.", "Sets `state`.")
            .replace(
                "[Learn more](https://api.shop.example/guides/orders)",
                "Learn more",
            );
    }
    crate_.write(folder.path()).expect("written");
    let found = look_through(folder.path()).expect("read");
    assert_eq!(found.unlinked.len(), 5);
    assert_eq!(found.dead, ["src/resources/orders.rs: Learn more or this."]);
    assert!(found.silent.len() > 1, "{found:?}");
}

#[test]
fn a_method_says_what_it_takes_and_returns() {
    let generated = generated(SHOP);
    super::assert_snapshot("page_of_create", text(&generated, "docs/orders/create.md"));
    super::assert_snapshot("page_of_list", text(&generated, "docs/orders/list.md"));
    let page = text(&generated, "docs/orders/retrieve.md");
    let (arguments, rest) = page.split_once("# Returns").expect("a section");
    assert_eq!(
        arguments,
        "<!-- @generated from the OpenAPI document; do not edit -->\n\n# Arguments\n\n- `order_id` (`String`): Which.\n  Pattern: `^o-`.\n\n"
    );
    assert!(rest.contains(r#".retrieve("o-7")"#), "{rest}");
}

#[test]
fn texts_of_tags_null_branches_and_types_are_taken() {
    let generated = generated(SHOP);
    let orders = text(&generated, "src/resources/orders.rs");
    let head = "// @generated from the OpenAPI document; do not edit\n\n//! Orders of the shop, from [start](https://api.shop.example/guides/start) to end.\n//!\n//! The resource `client.orders()`.\n";
    assert!(orders.starts_with(head), "{orders}");
    // Describes a tag of the same name that none of the operations has.
    assert!(!orders.contains("Of another kind"));
    assert!(orders.contains(
        "/// A note. Learn more in the [guide](https://api.shop.example/v1#notes).\n        /// At most 10 characters.\n"
    ), "{orders}");
    let mut runtime = generated.files.files.iter();
    assert!(runtime.any(|(path, text)| path.starts_with("src/runtime")
        && text.contains("#[doc(inline)] pub use $name::$item;")));
    assert!(text(&generated, "src/types/maybe_item.rs").contains("/// Something to buy.\n"));
    let item = text(&generated, "src/types/item.rs");
    assert!(item.contains("/// How far an order is.\n"), "{item}");
    assert!(item.contains("/// More than `0`.\n"), "{item}");
}

#[test]
fn names_of_products_are_not_code_and_links_are_safe() {
    let generated = generated(SHOP);
    let orders = text(&generated, "src/resources/orders.rs");
    assert!(
        orders.contains("/// OpenAI's `order_id`, see [Learn more](https://api.shop.example/guides/orders) or this.\n"),
        "{orders}"
    );
}

#[test]
fn relative_links_start_from_what_the_document_says() {
    let link = |more: &str| {
        let generated = generated(&format!("{more}{SHOP}"));
        let orders = text(&generated, "src/resources/orders.rs");
        let (_, rest) = orders.split_once("[Learn more](").expect("a link");
        rest.split(')').next().unwrap_or_default().to_owned()
    };
    let external = "externalDocs: {url: 'https://docs.shop.example/api/'}";
    assert_eq!(link(external), "https://docs.shop.example/guides/orders");
    let absolute = "x-notes: {description: 'See https://help.shop.example/guides or https://status.shop.example/now.'}";
    assert_eq!(link(absolute), "https://help.shop.example/guides/orders");
    let both = format!("x-sdk: {{docs-url: 'https://help.shop.example/x'}}\n{external}");
    assert_eq!(link(&both), "https://help.shop.example/guides/orders");
}

#[test]
fn the_first_call_is_chosen_or_named() {
    let call = |more: &str| {
        let generated = generated(&format!("{more}{SHOP}"));
        let readme = text(&generated, "README.md");
        let (_, rest) = readme.split_once("Client::from_env()?;\n").expect("a call");
        let lines = rest.lines().take_while(|line| !line.contains("println"));
        lines.map(str::trim).collect::<String>()
    };
    // Prefers an operation with an example to the first operation.
    assert_eq!(
        call(""),
        r#"let order = client.orders().retrieve("o-7").await?;"#
    );
    assert_eq!(
        call("x-sdk: {example: POST /orders}"),
        r#"let order = client.orders().create([types::Item::new("tea").count(2)]).note("soon").await?;"#
    );
}

#[test]
fn an_example_that_names_no_operation_is_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("shop.yaml");
    let document = format!("x-sdk: {{example: findOrders}}{SHOP}");
    std::fs::write(&path, document).expect("written");
    let outcome = Generator::new(path).generate();
    let problems = outcome.into_result().expect_err("an error").to_string();
    assert!(
        problems.contains("no operation matches `findOrders`"),
        "{problems}"
    );
}

#[test]
fn the_type_of_a_map_has_spaces() {
    let document = tests::Document::new(
        "openapi: 3.1.0\ninfo: {title: T, version: 1.0.0}\nservers: [{url: https://api.example.com}]\npaths:\n  /a: {get: {responses: {'200': {description: d, content: {application/json: {schema: {type: object, additionalProperties: {type: string}}}}}}}}\n",
    );
    let (_, generated) = tests::run(&document.path());
    let generated = generated.expect("a crate");
    let files = generated.files.files;
    let lines = files.values().flat_map(|text| text.lines()).map(str::trim);
    let returns: Vec<&str> = lines
        .filter(|line| line.contains("Awaiting it returns ["))
        .collect();
    assert_eq!(
        returns,
        [
            "A request. Awaiting it returns [`BTreeMap<String, String>`](std::collections::BTreeMap)."
        ]
    );
}
