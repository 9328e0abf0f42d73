//! The names of credentials: their setters, and the environment variables that hold them.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use generator::Generator;
use generator::source::Files;

/// The setters of a document with these security schemes and this requirement, the environment variables, and the
/// functions that add the credentials to requests.
fn environment(schemes: &str, requirement: &str) -> Vec<[String; 3]> {
    let entry = format!(
        "openapi: 3.2.0\ninfo: {{title: Demo, version: '1'}}\nservers: [{{url: https://example.com}}]\nsecurity: [{requirement}]\npaths: {{/a: {{get: {{responses: {{'204': {{description: d}}}}}}}}}}\ncomponents: {{securitySchemes: {{{schemes}}}}}\n"
    );
    let other = "components: {securitySchemes: {ApiKey: {type: apiKey, in: query, name: k}}}\n";
    let files = [("api.yaml", entry.as_str()), ("other.yaml", other)];
    let files = files.map(|(path, text)| (path.into(), text.as_bytes().to_vec()));
    let outcome = Generator::new("api.yaml")
        .files(Files::Memory(files.into()))
        .generate();
    let said = outcome.diagnostics().iter().map(ToString::to_string);
    assert_eq!(said.collect::<Vec<_>>(), [""; 0]);
    let generated = outcome.into_result().expect("the document has no error");
    let client = generated.files.files.get("src/client.rs");
    let client = client.expect("there is a client");
    let values = |key: &str| -> Vec<String> {
        let lines = client
            .lines()
            .filter_map(|line| line.trim().strip_prefix(key));
        lines
            .map(|line| line.trim_matches([' ', '"', ',']).to_owned())
            .collect()
    };
    let keys = values("setter:").into_iter().zip(values("env:"));
    let all = keys.zip(values("apply:"));
    all.map(|((setter, env), apply)| [setter, env, apply])
        .collect()
}

const HEADER: &str = "{type: apiKey, in: header, name: x-key}";
const QUERY: &str = "{type: apiKey, in: query, name: k}";

#[test]
fn each_credential_has_its_own_variable() {
    assert_eq!(
        environment(&format!("ApiKey: {HEADER}"), "{ApiKey: []}"),
        [["api_key", "DEMO_API_KEY", "key_header"]]
    );
    let both = [
        ["api_key", "DEMO_API_KEY", "key_header"],
        ["api_underscore_key", "DEMO_API_UNDERSCORE_KEY", "key_query"],
    ];
    let other = "{ApiKey: [], './other.yaml#/components/securitySchemes/ApiKey': []}";
    assert_eq!(environment(&format!("ApiKey: {HEADER}"), other), both);
    let schemes = format!("api-key: {HEADER}, ApiKey: {QUERY}");
    assert_eq!(environment(&schemes, "{}"), both);
}

/// The author of the document may want one variable for two credentials.
#[test]
fn a_chosen_variable_is_kept() {
    let key = "{type: apiKey, in: header, name: x-key, x-sdk: {env: KEY}}";
    assert_eq!(
        environment(&format!("ApiKey: {key}, api-key: {key}"), "{}"),
        [
            ["api_key", "KEY", "key_header"],
            ["api_underscore_key", "KEY", "key_header"]
        ]
    );
}
