//! Encodings and media types that are read otherwise than the specification defines them, each with a note, and
//! responses in several versions of a media type.

use tests::{Document, run};

/// The lines of the diagnostics that begin with the name of the document, and the code of the crate for its only resource.
pub(crate) fn read(version: &str, operation: &str) -> (Vec<String>, String) {
    let document = Document::new(&format!(
        "openapi: {version}\ninfo: {{title: T, version: '1'}}\nservers: [{{url: https://example.com}}]\npaths:\n  /a:\n{operation}components: {{schemas: {{T: {{type: object, required: [id], properties: {{id: {{type: integer}}}}}}}}}}\n"
    ));
    let (_, generated) = run(&document.path());
    let said = document.diagnostics();
    let lines = said.lines().filter(|line| line.starts_with("api.yaml:"));
    let files = generated.into_iter().flat_map(|made| made.files.files);
    let code = files.filter(|(path, _)| path.starts_with("src/resources/a"));
    let code = code.map(|(_, text)| text).collect();
    (lines.map(str::to_owned).collect(), code)
}

pub(crate) fn response(content: &str) -> String {
    format!("    get: {{responses: {{'200': {{description: d, content: {{{content}}}}}}}}}\n")
}

pub(crate) fn request(content: &str) -> String {
    format!(
        "    post: {{requestBody: {{required: true, content: {{{content}}}}}, responses: {{'204': {{description: d}}}}}}\n"
    )
}

const T: &str = "{schema: {$ref: '#/components/schemas/T'}}";

#[test]
fn versions_of_a_media_type_are_requested_by_a_method_each() {
    let (said, code) = read(
        "3.0.3",
        &response(&format!(
            "'application/json; charset=utf-8; version=2': {T}, 'application/json; version=1': {{schema: {{type: object, properties: {{old: {{type: string}}}}}}}}"
        )),
    );
    assert_eq!(said, Vec::<String>::new());
    for line in [
        "GET \"/a\" accept \"application/json; charset=utf-8; version=2\" secured [],",
        "or json_version_1 Json<retrieve::JsonVersion1> => [retrieve::JsonVersion1] accept \"application/json; version=1\",",
    ] {
        assert!(code.contains(line), "{code}");
    }
    // Of another format, the same applies, and what is not requested is told.
    let (said, _) = read(
        "3.0.3",
        &response(
            "text/csv; header=present: {schema: {type: string}}, text/csv; header=absent: {schema: {type: string}}",
        ),
    );
    assert_eq!(
        said,
        [
            "api.yaml:6:109: note[N0207]: responses with the media type `text/csv; header=absent` are not requested"
        ]
    );
}

#[test]
fn json_of_any_value_is_ignored_beside_described_json() {
    for free in ["{}", "true", "{description: d}"] {
        let (said, code) = read(
            "3.1.0",
            &response(&format!(
                "application/json: {{schema: {free}}}, 'application/json;charset=utf-8': {T}"
            )),
        );
        assert_eq!(said, Vec::<String>::new());
        assert!(
            code.contains("pub struct Retrieve: Json<types::T> => types::T {"),
            "{code}"
        );
    }
}

#[test]
fn a_charset_does_not_make_another_media_type() {
    for content in [
        format!("application/json: {{example: {{id: 1}}}}, 'application/json; charset=utf-8': {T}"),
        format!("'application/json; charset=utf-8': {T}, application/json: {T}"),
    ] {
        let (said, _) = read("3.1.0", &request(&content));
        assert_eq!(said, Vec::<String>::new());
    }
}

#[test]
fn a_list_of_media_types_is_its_first_json_type() {
    let (said, code) = read(
        "3.0.3",
        &response(&format!("'text/plain, application/json': {T}")),
    );
    assert_eq!(
        said,
        [
            "api.yaml:6:57: note[N0225]: `text/plain, application/json` is a list of media types; it is read as `application/json`"
        ]
    );
    assert!(code.contains("accept \"application/json\""), "{code}");
    assert!(code.contains("Json<types::T>"), "{code}");
}

#[test]
fn arrays_of_objects_in_forms_are_noted() {
    let (said, _) = read(
        "3.1.0",
        &request(
            "application/x-www-form-urlencoded: {schema: {type: object, properties: {l: {type: array, items: {$ref: '#/components/schemas/T'}}, n: {type: array, items: {type: array, items: {$ref: '#/components/schemas/T'}}}, u: {oneOf: [{type: string}, {$ref: '#/components/schemas/T'}]}, w: {oneOf: [{type: string}, {type: array, items: {$ref: '#/components/schemas/T'}}]}, s: {type: array, items: {type: string}}}}}",
        ),
    );
    let note = |text: &str| format!("api.yaml:6:52: note[N0223]: {text}, not as JSON");
    assert_eq!(
        said,
        [
            note("the object `u` in a form is sent as `u[key]=value`"),
            note("the objects in the array `l` in a form are sent as `l[0][key]=value`"),
            note("the objects in the array `n` in a form are sent as `n[0][0][key]=value`"),
            note("the objects in the array `w` in a form are sent as `w[0][key]=value`"),
        ]
    );
}

const PARTS: &str = "multipart/form-data: {schema: {type: object, properties: {l: {type: array, items: {type: string}}, p: {type: array, items: {type: string}}, s: {type: string}}}, encoding: {l: {style: form, explode: false}, p: {explode: false}, s: {style: form}}}";

#[test]
fn styles_of_parts_are_those_of_a_later_version() {
    let (said, _) = read("3.0.3", &request(PARTS));
    let note = |at: &str, key: &str| {
        format!(
            "api.yaml:{at}: note[N0120]: OpenAPI 3.0 ignores `{key}` in a multipart body; it is read as OpenAPI 3.1 defines it"
        )
    };
    assert_eq!(said, [note("6:228", "style"), note("6:262", "explode")]);
    let (said, _) = read("3.1.0", &request(PARTS));
    assert_eq!(said, Vec::<String>::new());
}

#[test]
fn a_media_type_beside_a_style_applies() {
    let form = |media: &str| {
        request(&format!(
            "{media}: {{schema: {{type: object, properties: {{l: {{type: array, items: {{type: string}}}}}}}}, encoding: {{l: {{contentType: application/json, style: form, explode: false}}}}}}"
        ))
    };
    for (media, at) in [
        ("multipart/form-data", "6:199"),
        ("application/x-www-form-urlencoded", "6:213"),
    ] {
        let (said, _) = read("3.1.0", &form(media));
        assert_eq!(
            said,
            [format!(
                "api.yaml:{at}: note[N0112]: OpenAPI 3.1 and later ignore `contentType` beside `style`; `l` is sent as `application/json`, and `style` has no effect"
            )]
        );
        let (said, _) = read("3.0.3", &form(media));
        assert_eq!(said, Vec::<String>::new());
    }
}

#[test]
fn encodings_of_no_property_are_noted() {
    for (media, at) in [
        ("multipart/form-data", "6:142"),
        ("application/x-www-form-urlencoded", "6:156"),
    ] {
        let (said, _) = read(
            "3.1.0",
            &request(&format!(
                "{media}: {{schema: {{type: object, properties: {{a: {{type: string}}}}}}, encoding: {{b: {{contentType: text/plain}}}}}}"
            )),
        );
        assert_eq!(
            said,
            [format!(
                "api.yaml:{at}: note[N0112]: the schema of the body has no property `b`; its encoding has no effect"
            )]
        );
    }
}

#[test]
fn the_data_of_events_is_one_of_several_contents() {
    let content = |of: &str| {
        format!("{{type: string, contentMediaType: application/json, contentSchema: {of}}}")
    };
    let of = |second: &str| {
        response(&format!(
            "text/event-stream: {{itemSchema: {{type: object, required: [data], properties: {{id: {{type: string}}, data: {{oneOf: [{}, {second}]}}}}}}}}",
            content("{$ref: '#/components/schemas/T'}")
        ))
    };
    let (said, code) = read(
        "3.2.0",
        &of(&content("{type: array, items: {type: integer}}")),
    );
    assert_eq!(said, Vec::<String>::new());
    assert!(
        code.contains("pub struct Retrieve: Events<retrieve::Response> =>"),
        "{code}"
    );
    assert!(
        code.contains("T(types::T)") && code.contains("Vec<i64>"),
        "{code}"
    );
    // Text that is not JSON is not decoded.
    let (_, code) = read("3.2.0", &of("{type: string}"));
    assert!(code.contains("TextEvents<String>"), "{code}");
}
