//! The package metadata in `x-sdk.crate`, and the values that are not allowed there.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use generator::Generator;

fn document(config: &str) -> String {
    format!(
        "openapi: 3.1.0
info: {{title: Shop, version: 1.0.0}}
servers: [{{url: https://example.com}}]
x-sdk: {{crate: {{{config}}}}}
paths:
  /orders/{{id}}:
    get:
      parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}]
      responses: {{'204': {{description: d}}}}
"
    )
}

/// The generated files, or the diagnostics.
fn generate(config: &str) -> Result<std::collections::BTreeMap<String, String>, String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("shop.yaml");
    std::fs::write(&path, document(config)).expect("written");
    let generated = Generator::new(path).generate().into_result();
    generated
        .map(|generated| generated.files.files)
        .map_err(|problems| problems.to_string())
}

fn lines(manifest: &str) -> Vec<&str> {
    // The first paragraph marks the file as generated.
    let package = manifest.split("\n\n").nth(1).unwrap_or_default();
    package.lines().collect()
}

#[test]
fn the_manifest_has_what_is_said() {
    let files = generate(
        "homepage: 'https://shop.example', repository: 'https://github.com/shop/sdk', authors: ['A <a@shop.example>'], \
         keywords: [shop, http-client], categories: [api-bindings, 'web-programming::http-client'], \
         rust-version: '1.90', exclude: ['notes/']",
    )
    .expect("generated");
    let manifest = files.get("Cargo.toml").expect("a manifest");
    let expected = [
        "[package]",
        "name = \"shop\"",
        "version = \"1.0.0\"",
        "edition = \"2024\"",
        "rust-version = \"1.90\"",
        "description = \"Client for the Shop API\"",
        "license = \"MIT OR Apache-2.0\"",
        "homepage = \"https://shop.example\"",
        "repository = \"https://github.com/shop/sdk\"",
        "documentation = \"https://docs.rs/shop\"",
        "readme = \"README.md\"",
        "authors = [\"A <a@shop.example>\"]",
        "keywords = [\"shop\", \"http-client\"]",
        "categories = [\"api-bindings\", \"web-programming::http-client\"]",
        "exclude = [\".generated\", \"notes/\"]",
    ];
    assert_eq!(lines(manifest), expected);
    assert!(manifest.contains("rustdoc-args = [\"--cfg\", \"docsrs\"]"));
    assert!(manifest.contains("check-cfg = [\"cfg(docsrs)\"]"));
    let readme = files.get("README.md").expect("a README");
    assert!(readme.contains("[api.md](api.md)"), "{readme}");
}

#[test]
fn without_a_repository_links_lead_to_what_is_published() {
    for config in ["", "repository: 'https://git.shop.example/sdk'"] {
        let files = generate(config).expect("generated");
        let readme = files.get("README.md").expect("a README");
        let link = "[api.md](https://docs.rs/crate/shop/1.0.0/source/api.md)";
        assert!(readme.contains(link), "{readme}");
        assert!(!readme.contains("](examples/"), "{readme}");
    }
}

#[test]
fn what_the_registry_does_not_take_is_an_error() {
    let wrong = [
        (
            "keywords: [a, b, c, d, e, f]",
            "`keywords` has 6 entries, but crates.io allows at most 5",
        ),
        (
            "keywords: ['two words']",
            "`two words` is not a valid crates.io keyword",
        ),
        (
            "keywords: [more-than-twenty-characters]",
            "`more-than-twenty-characters` is not a valid crates.io keyword",
        ),
        (
            "keywords: ['']",
            "`keywords` must contain only non-empty strings",
        ),
        (
            "categories: [API bindings]",
            "`API bindings` is not a valid crates.io category",
        ),
        (
            "homepage: shop.example",
            "`homepage` must be an absolute URL, found `shop.example`",
        ),
        (
            "repository: /sdk",
            "`repository` must be an absolute URL, found `/sdk`",
        ),
        (
            "rust-version: '1.80'",
            "the generated code requires Rust 1.88 or newer, found 1.80",
        ),
        ("rust-version: new", "`new` is not a Rust version"),
        (
            "keyword: [a]",
            "`keyword` is not a key of `x-sdk` in this place",
        ),
    ];
    for (config, message) in wrong {
        let problems = generate(config).expect_err(config);
        assert!(problems.contains(message), "{config}: {problems}");
    }
}
