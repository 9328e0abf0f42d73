//! The forms of values in XML: what is reported about them, and the tables that the crate has.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use tests::Document;

/// A document with a request body of the schema `Node`, and these schemas.
fn with_schemas(schemas: &str) -> Document {
    Document::new(&format!(
        "openapi: 3.1.0
info: {{title: T, version: '1'}}
servers: [{{url: https://example.com}}]
paths:
  /node:
    put:
      requestBody:
        required: true
        content: {{application/xml: {{schema: {{$ref: '#/components/schemas/Node'}}}}}}
      responses: {{'204': {{description: d}}}}
components:
  schemas:
{schemas}"
    ))
}

/// The tables of the crate, without the table of the bodies.
fn tables(document: &Document) -> String {
    let (said, generated) = tests::run(&document.path());
    let mut files = generated.expect(&said).files.files;
    let file = files.remove("src/xml.rs").expect("there are tables");
    let (_, tables) = file.split_once("};\n\n").expect("there are bodies");
    tables.to_owned()
}

/// A warning, and its place, that a name is not valid.
fn invalid(line: &str, name: &str, place: &str) -> String {
    format!(
        "api.yaml:{line}: warning[W0231]: `{name}` is not a valid name in XML; responses cannot contain it, and requests that contain it fail\n  at {place}\n  help: add `xml: {{name: …}}` with the name that the server uses"
    )
}

#[test]
fn an_object_within_itself_has_an_element() {
    let document = with_schemas(
        "    Node:
      type: object
      properties:
        v: {type: string}
        child: {$ref: '#/components/schemas/Node', xml: {nodeType: none}}
        leaf: {$ref: '#/components/schemas/Leaf', xml: {nodeType: none}}
        choice: {$ref: '#/components/schemas/Choice', xml: {nodeType: none}}
        list: {type: array, items: {$ref: '#/components/schemas/Node'}}
    Leaf:
      type: object
      properties: {w: {type: string}, node: {$ref: '#/components/schemas/Node'}}
    Choice: {oneOf: [{$ref: '#/components/schemas/Leaf'}, {$ref: '#/components/schemas/Other'}]}
    Other:
      type: object
      properties: {back: {anyOf: [{$ref: '#/components/schemas/Node'}, {type: 'null'}], xml: {nodeType: none}}}
    Unused:
      type: object
      properties: {child: {$ref: '#/components/schemas/Unused', xml: {nodeType: none}}}
",
    );
    assert_eq!(
        document.diagnostics(),
        "api.yaml:17:9: warning[W0231]: `child` contains its own parent object, so the two cannot share an element; `child` becomes an element of its own\n  \
         at /components/schemas/Node/properties/child\n\
         api.yaml:19:9: warning[W0231]: `choice` contains its own parent object, so the two cannot share an element; `choice` becomes an element of its own\n  \
         at /components/schemas/Node/properties/choice\n\
         api.yaml:27:20: warning[W0231]: `back` contains its own parent object, so the two cannot share an element; `back` becomes an element of its own\n  \
         at /components/schemas/Other/properties/back"
    );
    assert_eq!(
        tables(&document),
        r#"static NODE: Object = object(
    &[
        member("v", Content::Text),
        member("child", Content::Object(&NODE)),
        member("leaf", Content::Object(&LEAF)).inline(),
        member("choice", Content::OneOf(&CHOICE)),
        member("list", Content::Items(&member("list", Content::Object(&NODE)))),
    ],
);

static LEAF: Object = object(
    &[member("w", Content::Text), member("node", Content::Object(&NODE))],
);

static CHOICE: OneOf = one_of(
    "",
    &[variant(&[], Content::Object(&LEAF)), variant(&[], Content::Object(&OTHER))],
);

static OTHER: Object = object(&[member("back", Content::Object(&NODE))]);
"#
    );
}

#[test]
fn names_that_xml_does_not_allow_are_reported() {
    let document = with_schemas(
        "    Node:
      type: object
      properties:
        x y: {type: string}
        '@type': {type: string}
        $id: {type: string, xml: {attribute: true}}
        1a: {type: string, xml: {name: a}}
        b: {type: string, xml: {name: 'b c'}}
        '#text': {type: string, xml: {nodeType: text}}
        é-1.2_: {type: string}
        '1': {type: array, items: {type: string, xml: {name: one}}}
        '2': {type: array, items: {type: string}}
        '3': {type: array, items: {type: string}, xml: {wrapped: true, name: three}}
        'p:q': {type: string, xml: {namespace: 'urn:p'}}
        '1:q': {type: string, xml: {namespace: 'urn:p'}}
        in: {$ref: '#/components/schemas/Inner'}
    Inner:
      allOf: [{type: object, properties: {'': {type: string}}}, {type: object, properties: {'+': {type: string}}}]
    Unused:
      type: object
      properties: {x y: {type: string}}
",
    );
    let node = "/components/schemas/Node/properties";
    let expected = [
        invalid("16:9", "x y", &format!("{node}/x y")),
        invalid("17:9", "@type", &format!("{node}/@type")),
        invalid("18:9", "$id", &format!("{node}/$id")),
        invalid("20:9", "b c", &format!("{node}/b")),
        invalid("24:9", "2", &format!("{node}/2")),
        invalid("27:9", "1:q", &format!("{node}/1:q")),
        invalid("29:5", "+", "/components/schemas/Inner"),
        invalid("29:5", "", "/components/schemas/Inner"),
    ];
    assert_eq!(document.diagnostics(), expected.join("\n"));
    let document = with_schemas(
        "    Node: {type: object, xml: {name: 'a b'}, properties: {a: {type: string}}}\n",
    );
    assert_eq!(
        document.diagnostics(),
        invalid("13:5", "a b", "/components/schemas/Node")
    );
}

#[test]
fn attributes_have_one_prefix_for_each_namespace() {
    let document = with_schemas(
        "    Node:
      type: object
      xml: {namespace: 'urn:n', prefix: ns2}
      properties:
        p: {type: string, xml: {attribute: true, namespace: 'urn:a'}}
        q: {type: string, xml: {attribute: true, namespace: 'urn:b'}}
        r: {type: string, xml: {attribute: true, namespace: 'urn:a'}}
        s: {type: string, xml: {namespace: 'urn:a'}}
        t: {type: string, xml: {attribute: true, namespace: 'urn:c', name: 'ns4:t'}}
        u: {type: string, xml: {attribute: true, namespace: 'urn:d'}}
",
    );
    assert_eq!(document.diagnostics(), "");
    assert_eq!(
        tables(&document),
        r#"static NODE: Object = object(
    &[
        member("p", Content::Text).within("urn:a", "ns").attribute(),
        member("q", Content::Text).within("urn:b", "ns3").attribute(),
        member("r", Content::Text).within("urn:a", "ns").attribute(),
        member("s", Content::Text).within("urn:a", ""),
        member("t", Content::Text).within("urn:c", "ns4").attribute(),
        member("u", Content::Text).within("urn:d", "ns5").attribute(),
    ],
);
"#
    );
}

#[test]
fn an_assumed_form_of_arrays_is_a_warning() {
    let document = with_schemas(
        "    Node:
      type: object
      properties:
        a: {type: array, items: {type: string}, xml: {wrapped: false, name: b}}
        c: {type: array, items: {type: string}}
        d: {type: array, items: {type: string}}
",
    );
    assert_eq!(
        document.diagnostics(),
        "api.yaml:16:49: warning[W0232]: the array has a name but is not wrapped, and its items have no name; each item is named `b`\n  \
         at /components/schemas/Node/properties/a/xml\n\
         api.yaml:17:26: warning[W0232]: some arrays of the document say `wrapped: false`, and none says `wrapped: true`; arrays without `wrapped` are treated as wrapped\n  \
         at /components/schemas/Node/properties/c/items"
    );
    assert_eq!(
        tables(&document),
        r#"static NODE: Object = object(
    &[
        member("a", Content::Items(&member("b", Content::Text))).named("b"),
        member("c", Content::Wrapped(&member("c", Content::Text))),
        member("d", Content::Wrapped(&member("d", Content::Text))),
    ],
);
"#
    );
}

/// Arrays of arrays in bodies of other media types have no form in XML.
#[test]
fn only_the_types_of_xml_bodies_are_reported() {
    let said = |second: &str| {
        Document::new(&format!(
            "openapi: 3.1.0
info: {{title: T, version: '1'}}
servers: [{{url: https://example.com}}]
paths:
  /node:
    put:
      requestBody:
        required: true
        content: {{application/xml: {{schema: {{type: object, xml: {{name: node}}, properties: {{a: {{type: string}}}}}}}}}}
      responses: {{'204': {{description: d}}}}
  /table:
    put:
      requestBody:
        required: true
        content: {{{second}: {{schema: {{$ref: '#/components/schemas/Table'}}}}}}
      responses: {{'204': {{description: d}}}}
components:
  schemas:
    Table:
      type: object
      properties:
        name: {{type: string, xml: {{prefix: p}}}}
        rows: {{type: array, items: {{$ref: '#/components/schemas/Row'}}}}
        unwrapped: {{type: array, xml: {{wrapped: false}}, items: {{type: string}}}}
    Row: {{type: array, items: {{type: array, items: {{type: string}}}}}}
"
        ))
        .diagnostics()
    };
    assert_eq!(said("application/json"), "");
    assert_eq!(said("multipart/form-data"), "");
    assert_eq!(
        said("application/xml"),
        "api.yaml:22:30: warning[W0231]: the prefix `p` has no namespace; `name` is written without a prefix\n  \
         at /components/schemas/Table/properties/name/xml\n\
         api.yaml:23:29: warning[W0231]: XML cannot express an array of arrays that are not wrapped; each inner array becomes an element\n  \
         at /components/schemas/Table/properties/rows/items\n\
         api.yaml:23:29: warning[W0232]: some arrays of the document say `wrapped: false`, and none says `wrapped: true`; arrays without `wrapped` are treated as wrapped\n  \
         at /components/schemas/Table/properties/rows/items\n\
         api.yaml:25:24: warning[W0231]: XML cannot express an array of arrays that are not wrapped; each inner array becomes an element\n  \
         at /components/schemas/Row/items"
    );
}

/// Nothing but attributes is in the namespace of XML Schema.
#[test]
fn elements_in_the_namespace_of_xml_schema() {
    let document = with_schemas(
        "    Node:
      type: object
      properties:
        part: {$ref: '#/components/schemas/Part', xml: {prefix: xsi}}
        kind: {type: string, xml: {name: 'xsi:type'}}
        place: {type: string, xml: {name: schemaLocation, namespace: 'http://www.w3.org/2001/XMLSchema-instance'}}
        own: {type: string, xml: {name: 'xsi:type', attribute: true}}
    Part: {type: object, properties: {a: {type: string}}}
",
    );
    assert_eq!(
        document.diagnostics(),
        "api.yaml:16:51: warning[W0231]: `part` is declared as an element in the namespace `http://www.w3.org/2001/XMLSchema-instance`, which has only attributes; the namespace is ignored\n  \
         at /components/schemas/Node/properties/part/xml\n\
         api.yaml:17:30: warning[W0231]: `kind` is declared as an element in the namespace `http://www.w3.org/2001/XMLSchema-instance`, which has only attributes; it becomes an attribute\n  \
         at /components/schemas/Node/properties/kind/xml\n\
         api.yaml:18:31: warning[W0231]: `place` is declared as an element in the namespace `http://www.w3.org/2001/XMLSchema-instance`, which has only attributes; it becomes an attribute\n  \
         at /components/schemas/Node/properties/place/xml"
    );
    let tables = tables(&document);
    let (node, _) = tables.split_once("static PART").expect("there are two");
    assert_eq!(node.matches(".attribute()").count(), 3, "{node}");
    assert!(
        node.contains("member(\"part\", Content::Object(&PART)),"),
        "{node}"
    );
}
