//! The program of all scenarios, and how it is built.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::call;
use super::crates::Crate;
use super::find::{Found, find};
use super::scenario::{Content, Exchange, Scenario};
use super::{answer, output, restored};

/// Files that the program includes.
#[derive(Default)]
pub(crate) struct Files(Vec<Vec<u8>>);

impl Files {
    /// The expression of these bytes.
    pub(crate) fn include(&mut self, bytes: &[u8]) -> String {
        let known = self.0.iter().position(|known| known == bytes);
        let index = known.unwrap_or_else(|| {
            self.0.push(bytes.to_vec());
            self.0.len() - 1
        });
        format!("include_bytes!(\"../files/{index}\").as_slice()")
    }
}

/// A scenario as the program has it.
pub(crate) struct Planned {
    /// The statements, or what the crate cannot say.
    pub(crate) code: Result<String, String>,
    /// What a caller does beside passing values that have a type.
    pub(crate) aids: Vec<&'static str>,
    /// Whether a response has a body that is checked.
    pub(crate) has_body: bool,
}

/// Writes the statements of every scenario.
pub(crate) fn plan(crates: &[Crate], scenarios: &[Scenario], files: &mut Files) -> Vec<Planned> {
    let one = |scenario: &Scenario| {
        let mut aids = std::collections::BTreeSet::new();
        let code = statements(crates, scenario, files, &mut aids);
        Planned {
            code,
            aids: aids.into_iter().collect(),
            has_body: scenario
                .exchanges
                .iter()
                .any(|exchange| exchange.answer.is_some()),
        }
    };
    scenarios.iter().map(one).collect()
}

fn statements(
    crates: &[Crate],
    scenario: &Scenario,
    files: &mut Files,
    aids: &mut std::collections::BTreeSet<&'static str>,
) -> Result<String, String> {
    let mut code = String::new();
    let is_restored = restored::is(&scenario.name);
    aids.extend(is_restored.then_some(restored::AID));
    let mut rest = scenario.exchanges.as_slice();
    while let Some((exchange, others)) = rest.split_first() {
        rest = others;
        let found = find(crates, (&scenario.spec, is_restored), exchange);
        let found =
            found.ok_or_else(|| format!("no operation {} {}", exchange.method, exchange.path))?;
        let call = call::write(&found, exchange, files)?;
        aids.extend(&call.aids);
        let follow = others.iter().all(|next| follows(exchange, next));
        let pages = found.operation.pages.as_ref();
        let _ = writeln!(
            code,
            "    {{\n        {}",
            client(&found, &call.credentials)
        );
        match pages.filter(|_| follow && !others.is_empty()) {
            Some(pages) => {
                code.push_str(&answer::pages(&found, pages, &call, &scenario.exchanges));
                rest = &[];
            }
            None => {
                if follow && !others.is_empty() {
                    aids.insert("pages one by one");
                }
                code.push_str(&answer::check(&found, &call, exchange, files)?);
            }
        }
        code.push_str("\n    }\n");
    }
    Ok(code)
}

fn client(found: &Found<'_>, credentials: &str) -> String {
    format!(
        "let client = {}::Client::builder().base_url(format!(\"{{base}}{}\")).max_retries(0){credentials}\
         .build().map_err(text)?;",
        found.krate.name, found.base
    )
}

/// Whether the second request has what the response to the first one says.
fn follows(first: &Exchange, second: &Exchange) -> bool {
    let body = first.answer.as_ref().and_then(Content::text);
    let mut said = body.unwrap_or_default();
    for value in first.answer_headers.values() {
        let _ = write!(said, " {value}");
    }
    let query = second.query.iter();
    let query = query.filter(|(name, _)| !first.query.contains_key(*name));
    let query = query.map(|(_, value)| value);
    let headers = second.headers.iter();
    let headers = headers.filter(|(name, _)| !first.headers.contains_key(*name));
    let headers = headers.map(|(_, value)| value);
    let mut values = query.chain(headers).filter_map(|value| value.as_str());
    (first.path != second.path && said.contains(&second.path))
        || values.any(|value| said.contains(value))
}

/// Writes the program and builds it.
///
/// # Errors
/// If it does not compile.
pub(crate) fn build(
    crates: &[Crate],
    scenarios: &[Scenario],
    planned: &[Planned],
    files: &Files,
) -> Result<PathBuf, String> {
    let folder = output().join("program");
    let fail = |error: std::io::Error| format!("{}: {error}", folder.display());
    for name in ["src", "files"] {
        std::fs::create_dir_all(folder.join(name)).map_err(fail)?;
    }
    for (index, bytes) in files.0.iter().enumerate() {
        write(&folder.join("files").join(index.to_string()), bytes)?;
    }
    write(&folder.join("Cargo.toml"), manifest(crates).as_bytes())?;
    let lock = std::fs::read(tests::root().join("Cargo.lock")).map_err(fail)?;
    if !folder.join("Cargo.lock").exists() {
        write(&folder.join("Cargo.lock"), &lock)?;
    }
    write(
        &folder.join("src/main.rs"),
        text(scenarios, planned).as_bytes(),
    )?;
    let target = output().join("target");
    let status = Command::new(env!("CARGO"))
        .args(["build", "--quiet"])
        .env("CARGO_TARGET_DIR", &target)
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env_remove("RUSTFLAGS")
        .current_dir(&folder)
        .status();
    let status = status.map_err(|error| format!("cargo: {error}"))?;
    if !status.success() {
        return Err("the program does not compile".to_owned());
    }
    Ok(target.join("debug/spector_calls"))
}

/// Writes a file unless it is the same, so that cargo builds no more than it has to.
fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    if std::fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    std::fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()))
}

fn manifest(crates: &[Crate]) -> String {
    let mut manifest = "[workspace]\n\n[package]\nname = \"spector_calls\"\nedition = \"2024\"\n\n\
        [dependencies]\nserde = \"1\"\nserde_json = \"1\"\nhttp = \"1\"\n\
        tokio = { version = \"1\", features = [\"full\"] }\n"
        .to_owned();
    for krate in crates {
        let name = &krate.name;
        let _ = writeln!(manifest, "{name} = {{ path = \"../crates/{name}\" }}");
    }
    manifest
}

fn text(scenarios: &[Scenario], planned: &[Planned]) -> String {
    let mut functions = String::new();
    let mut list = String::new();
    for (index, (scenario, planned)) in scenarios.iter().zip(planned).enumerate() {
        let Ok(code) = &planned.code else {
            continue;
        };
        let _ = writeln!(
            functions,
            "fn call_{index}(base: String) -> std::pin::Pin<Box<dyn Future<Output = Check> + Send>> {{\n\
             Box::pin(async move {{ let mut list = Check::new(); let check = &mut list;\n\
             let ended: Result<(), String> = async {{\n{code}    Ok(())\n}}.await;\n\
             list.extend(ended.err()); list }})\n}}\n"
        );
        let name = &scenario.name;
        let _ = writeln!(list, "        ({name:?}, call_{index}),");
    }
    format!(
        "{}\n{functions}\n#[tokio::main]\nasync fn main() {{\n    \
         let base = std::env::args().nth(1).unwrap();\n    let calls: &[(&str, Call)] = &[\n{list}    ];\n    \
         run(calls, base).await;\n}}\n",
        include_str!("driver.rs.txt")
    )
}
