//! The names of variants that have no component and no single tag, and of those whose names would be equal.

use tests::{Document, run};

use crate::type_names::declared;

/// The names of the variants among declarations.
fn variants(schemas: &str) -> Vec<String> {
    let found = declared(schemas);
    let names = found.iter().filter_map(|line| line.split_once('('));
    names.map(|(name, _)| name.to_owned()).collect()
}

#[test]
fn a_variant_with_several_tags_is_named_after_all_of_them() {
    let object = |tags: &str, more: &str| {
        format!(
            "        - {{type: object, required: [type], properties: {{type: {{enum: [{tags}]}}{more}}}}}\n"
        )
    };
    let alternatives = [
        object("BACK, CLOSE", ""),
        object("URL", ", url: {type: string}"),
        object("a_b, a_b_c", ", x: {type: string}"),
        object("p, q, r, s, t", ", delay: {type: string}"),
        object("u, v, w, x, y", ""),
    ];
    let alternatives = alternatives.concat();
    assert_eq!(
        variants(&format!("    Action:\n      oneOf:\n{alternatives}")),
        ["BackOrClose", "Url", "AB", "Delay", "UOrOther"]
    );
    let titled = "{title: Toggle, type: object, required: [on], properties: {on: {enum: [1, 2]}}}";
    let plain = "{type: object, required: [on], properties: {on: {enum: [3, 4]}}}";
    assert_eq!(
        variants(&format!("    Switch: {{oneOf: [{titled}, {plain}]}}\n")),
        ["Toggle", "On3Or4"]
    );
}

#[test]
fn an_alternative_that_is_a_file_is_named_after_it() {
    let document = Document::new(
        "openapi: 3.1.0
info: {title: T, version: '1'}
servers: [{url: https://example.com}]
paths:
  /people:
    post:
      requestBody: {required: true, content: {application/json: {schema: {oneOf: [{$ref: person_input.yaml}, {$ref: company_input.yaml}]}}}}
      responses: {'204': {description: done}}\n",
    );
    let path = document.path();
    for (name, member) in [("person_input", "age"), ("company_input", "name")] {
        let text = format!(
            "type: object\nrequired: [kind]\nproperties: {{kind: {{enum: [{member}, other]}}, {member}: {{type: string}}}}\n"
        );
        let file = path.with_file_name(format!("{name}.yaml"));
        std::fs::write(file, text).expect("the file is written");
    }
    let (said, generated) = run(&path);
    let files = generated.into_iter().flat_map(|made| made.files.files);
    let file = files
        .filter(|(path, _)| path.as_str() == "src/resources/people/create.rs")
        .map(|(_, text)| text);
    let text: String = file.collect();
    let variants = text
        .lines()
        .filter_map(|line| line.trim().split_once("(types::"));
    let variants: Vec<&str> = variants.map(|(name, _)| name).collect();
    assert_eq!(variants, ["Person", "Company"], "{said}");
}

#[test]
fn equal_names_are_told_apart_by_formats_and_numbers() {
    let number = |format: &str| format!("{{type: integer, format: {format}}}");
    let (one, two) = (number("uint64"), number("int64"));
    assert_eq!(
        variants(&format!(
            "    Id: {{oneOf: [{one}, {two}, {{type: string}}]}}\n"
        )),
        ["Uint64", "Int64", "Text"]
    );
    assert_eq!(
        variants(
            "    Paint: {oneOf: [{$ref: '#/components/schemas/Color'}, {title: color, type: object, required: [shade], properties: {shade: {type: string}}}]}
    Color: {type: object, required: [red], properties: {red: {type: integer}}}\n"
        ),
        ["Color", "Color2"]
    );
}

#[test]
fn namespaces_are_no_part_of_the_names_of_variants() {
    let object = |name: &str, member: &str| {
        format!(
            "    {name}: {{type: object, required: [{member}], properties: {{{member}: {{type: string}}}}}}\n"
        )
    };
    let components = [
        object("_types.Missing", "a"),
        object("ml._types.PredictedValue", "b"),
        object("Pet.Created", "c"),
        object("search.Cat", "d"),
        object("ml.Cat", "e"),
    ];
    let names = [
        "_types.Missing",
        "ml._types.PredictedValue",
        "Pet.Created",
        "search.Cat",
        "ml.Cat",
    ];
    let refs = names.map(|name| format!("{{$ref: '#/components/schemas/{name}'}}"));
    let found = variants(&format!(
        "{}    Sort: {{oneOf: [{}]}}\n",
        components.concat(),
        refs.join(", ")
    ));
    assert_eq!(
        found,
        [
            "Missing",
            "PredictedValue",
            "PetCreated",
            "SearchCat",
            "MlCat"
        ]
    );
}
