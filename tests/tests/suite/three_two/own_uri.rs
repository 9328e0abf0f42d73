//! Documents with URIs of their own (`$self`), and the references to them.

use generator::Generator;
use generator::source::Files;

use super::{OPERATION, document, said};

#[test]
fn own_uris_that_are_none() {
    for (own, expected) in [
        (
            "https://example.com/a#b",
            "`$self` must not have a fragment, found `https://example.com/a#b`",
        ),
        ("a b", "`$self` must be a URI reference, found `a b`"),
        ("3", "`$self` must be a string, found a number"),
    ] {
        assert_eq!(
            said(&format!("$self: {own}\n{OPERATION}")),
            format!(
                "api.yaml:4:1: warning[W0132]: {expected}; it is ignored\n  at /$self\n  help: write the URI of the document, such as `https://example.com/openapi.yaml`"
            )
        );
    }
    assert_eq!(
        document(
            "3.1.0",
            &format!("$self: https://example.com/a\n{OPERATION}")
        )
        .diagnostics(),
        "api.yaml:4:1: warning[W0111]: `$self` is not a key of an OpenAPI document before OpenAPI 3.2; it is ignored\n  at /$self\n  help: write `openapi: 3.2.0` at the start of the document"
    );
}

/// The diagnostics of a document in several files, and the methods of its crate.
fn of_files<const N: usize>(files: [(&str, &str); N]) -> (String, Vec<String>) {
    let files = files.map(|(path, text)| (path.into(), text.as_bytes().to_vec()));
    let generator = Generator::new("api.yaml").files(Files::Memory(files.into()));
    let outcome = generator.generate();
    let said = outcome.diagnostics().iter().map(ToString::to_string);
    let said = said.collect::<Vec<_>>().join("\n");
    let surface = outcome.into_result().map(|generated| generated.surface);
    (said, surface.unwrap_or_default())
}

/// A document with its own URI, and operations that return these schemas.
fn owned(own: &str, references: [&str; 2]) -> String {
    let [first, second] = references;
    let response = |target: &str| {
        format!(
            "{{get: {{responses: {{'200': {{description: d, content: {{application/json: {{schema: {{$ref: '{target}'}}}}}}}}}}}}}}"
        )
    };
    let (first, second) = (response(first), response(second));
    format!(
        "openapi: 3.2.0\n$self: {own}\ninfo: {{title: T, version: '1'}}\nservers: [{{url: https://example.com}}]\npaths:\n  /a: {first}\n  /b: {second}\ncomponents: {{schemas: {{Owner: {{type: object, properties: {{id: {{type: string}}}}}}}}}}\n"
    )
}

const SURFACE: [&str; 2] = [
    "GET /a → client.a().retrieve() -> Pet",
    "GET /b → client.b().retrieve() -> Owner",
];

const PETS: &str = "components: {schemas: {Pet: {type: object, properties: {owner: {$ref: 'https://specs.example.com/api/openapi.yaml#/components/schemas/Owner'}}}}}\n";

#[test]
fn references_to_the_own_uri() {
    let own = "https://specs.example.com/api/openapi.yaml";
    for reference in [
        "https://specs.example.com/api/openapi.yaml#/components/schemas/Owner",
        "openapi.yaml#/components/schemas/Owner",
        "/api/openapi.yaml#/components/schemas/Owner",
        "../api/openapi.yaml#/components/schemas/Owner",
        "//specs.example.com/api/openapi.yaml#/components/schemas/Owner",
    ] {
        let api = owned(own, ["#/components/schemas/Owner", reference]);
        let expected = [
            "GET /a → client.a().retrieve() -> Owner",
            "GET /b → client.b().retrieve() -> Owner",
        ];
        assert_eq!(
            of_files([("api.yaml", &api)]),
            (String::new(), expected.map(str::to_owned).to_vec())
        );
    }
}

/// A file is found beside the local file if its URI is beside the URI of that, and by its own URI.
#[test]
fn references_to_other_files() {
    let own = "https://specs.example.com/api/openapi.yaml";
    let other = format!(
        "openapi: 3.2.0\n$self: https://specs.example.com/shared/pets\ninfo: {{title: P, version: '1'}}\n{PETS}"
    );
    for (reference, pets) in [
        ("pets.yaml#/components/schemas/Pet", PETS),
        (
            "https://specs.example.com/api/pets.yaml#/components/schemas/Pet",
            PETS,
        ),
        ("pets.yaml#/components/schemas/Pet", &other),
    ] {
        let api = owned(own, [reference, "#/components/schemas/Owner"]);
        let found = of_files([("api.yaml", &api), ("pets.yaml", pets)]);
        let expected = SURFACE.map(str::to_owned).to_vec();
        assert_eq!(found, (String::new(), expected), "{reference}");
    }
    let api = owned(
        own,
        [
            "pets.yaml#/components/schemas/Pet",
            "../shared/pets#/components/schemas/Pet",
        ],
    );
    let (said, surface) = of_files([("api.yaml", &api), ("pets.yaml", &other)]);
    let expected = SURFACE.map(|line| line.replace("Owner", "Pet"));
    assert_eq!((said.as_str(), surface), ("", expected.to_vec()));
}

#[test]
fn relative_own_uris_are_bases() {
    let api = owned(
        "v2/openapi.yaml",
        [
            "pets.yaml#/components/schemas/Pet",
            "openapi.yaml#/components/schemas/Owner",
        ],
    );
    let pets = PETS.replace("https://specs.example.com/api/", "");
    let found = of_files([("api.yaml", &api), ("v2/pets.yaml", &pets)]);
    assert_eq!(found, (String::new(), SURFACE.map(str::to_owned).to_vec()));
}

#[test]
fn own_uris_without_a_path() {
    let api = owned(
        "https://specs.example.com",
        ["pets.yaml#/Pet", "https://specs.example.com/pets.yaml#/Pet"],
    );
    let pets = "Pet: {type: object, properties: {name: {type: string}}}\n";
    let (said, surface) = of_files([("api.yaml", &api), ("pets.yaml", pets)]);
    let expected = SURFACE.map(|line| line.replace("Owner", "Pet"));
    assert_eq!((said.as_str(), surface), ("", expected.to_vec()));
}

/// A file at the place of the URI is not read, unless its host is allowed.
#[test]
fn references_beyond_the_own_uri() {
    let own = "https://specs.example.com/api/openapi.yaml";
    let target = "https://other.example.com/pets.yaml#/components/schemas/Pet";
    let api = owned(own, [target, "#/components/schemas/Owner"]);
    let (said, _) = of_files([("api.yaml", &api)]);
    let first = said.lines().next().unwrap_or_default();
    assert!(
        first.contains(&format!("the reference `{target}` is not allowed")),
        "{said}"
    );
}
