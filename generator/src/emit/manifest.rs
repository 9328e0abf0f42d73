//! `Cargo.toml`.

use super::Emit;

/// The manifest, complete enough to publish.
pub(super) fn emit(cx: Emit<'_>) -> String {
    let package = &cx.api.package;
    let mut lines = vec![
        "[package]".to_owned(),
        pair("name", &package.name),
        pair("version", &package.version),
        pair("edition", "2024"),
        pair("rust-version", "1.88"),
        pair("description", &package.description),
        pair("license", &package.license),
    ];
    lines.extend(package.repository.iter().map(|url| pair("repository", url)));
    lines.extend(
        package
            .documentation
            .iter()
            .map(|url| pair("documentation", url)),
    );
    lines.push(pair("readme", "README.md"));
    lines.push("categories = [\"api-bindings\"]".to_owned());
    lines.push("exclude = [\".generated\"]".to_owned());
    let mut text = lines.join("\n");
    text.push_str(DEPENDENCIES);
    text
}

const DEPENDENCIES: &str = r#"

[dependencies]
bytes = "1"
httpdate = "1"
percent-encoding = "2.3"
reqwest = { version = "0.13", default-features = false, features = ["http2", "rustls-no-provider", "system-proxy"] }
rustls = { version = "0.23", default-features = false, features = ["ring", "std", "tls12"] }
serde = { version = "1", default-features = false, features = ["std"] }
serde_json = "1"
tokio = { version = "1", default-features = false, features = ["time"] }

[dev-dependencies]
tokio = { version = "1", features = ["macros", "rt-multi-thread"] }

[lints.rust]
missing_docs = "warn"
"#;

/// `key = "value"`. JSON's escapes are TOML's (TOML 1.0, "String").
fn pair(key: &str, value: &str) -> String {
    let value: String = value.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{key} = {}", serde_json::Value::String(value))
}
