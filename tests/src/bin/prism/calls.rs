//! Writes a program that calls each operation once, through the generated client.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use generator::model::{BodyKind, Location};
use generator::rust::{ArgumentItem, OperationItem, SourceMap};
use generator::source::{Pointer, Site, Sources};
use serde_json::Value;
use tests::corpus::compile::cargo;
use tests::corpus::operations::{Listed, follow, list};

use super::values::Values;

const PROGRAM: &str = "prism_calls";

/// A call, or the reason why it cannot be made.
pub(crate) struct Call {
    /// The HTTP method and path of the operation, such as `GET /invites/{id}`.
    pub(crate) name: String,
    /// The expression that makes the request, or what the document lacks for it.
    pub(crate) code: Result<String, String>,
    /// Whether the call reads a stream instead of a single response.
    streams: bool,
}

/// Returns the calls of a document, at most `most` of them. A sample takes calls in turn from each
/// kind of operation: its method and the media types of its request body and response.
pub(crate) fn plan(sources: &Sources, map: &SourceMap, most: usize) -> Vec<Call> {
    let listed = list(sources, "paths");
    let listed: HashMap<&Pointer, &Listed<'_>> =
        listed.iter().map(|one| (&one.site.at, one)).collect();
    let mut values = Values::new(sources);
    let mut kinds: BTreeMap<String, Vec<Call>> = BTreeMap::new();
    for item in &map.operations {
        let Some(operation) = listed.get(&item.origin) else {
            continue;
        };
        let method = operation.name.split(' ').next().unwrap_or_default();
        let body = item.content_type.as_deref().unwrap_or_default();
        let kind = format!("{method} {body} {}", item.accept);
        let code = expression(sources, &mut values, item, &operation.site);
        let streamed = item.streams.then(|| Call {
            name: format!("{} (stream)", operation.name),
            code: code.clone().map(|code| code + ".stream()"),
            streams: true,
        });
        let call = Call {
            name: operation.name.clone(),
            code,
            streams: false,
        };
        kinds
            .entry(kind)
            .or_default()
            .extend([call].into_iter().chain(streamed));
    }
    let mut queues: Vec<_> = kinds.into_values().map(Vec::into_iter).collect();
    let mut calls = Vec::new();
    while calls.len() < most {
        let turn: Vec<Call> = queues.iter_mut().filter_map(Iterator::next).collect();
        if turn.is_empty() {
            break;
        }
        calls.extend(turn);
    }
    calls.truncate(most);
    calls
}

/// The request of an operation, with all arguments that a value can be found for.
fn expression<'a>(
    sources: &'a Sources,
    values: &mut Values<'a>,
    item: &OperationItem,
    operation: &Site<'a>,
) -> Result<String, String> {
    let mut body = None;
    let mut asked = Vec::new();
    let mut options = String::new();
    for argument in &item.arguments {
        let in_body = !matches!(
            argument.location,
            Location::Path(_)
                | Location::Query(_)
                | Location::Header { .. }
                | Location::Cookie { .. }
                | Location::JsonHeader
                | Location::JsonCookie
        );
        let value = if matches!(
            argument.location,
            Location::FilePart(_) | Location::ExplodedFiles(_)
        ) || argument.location == Location::Body(BodyKind::Binary)
        {
            Some(Value::Null)
        } else if in_body {
            let body = body.get_or_insert_with(|| whole_body(sources, values, item, operation));
            match (&argument.location, body) {
                (Location::Body(_), body) => body.clone(),
                (_, body) => body
                    .as_ref()
                    .and_then(|body| body.get(&argument.wire))
                    .cloned(),
            }
        } else {
            parameter(sources, values, argument)
        };
        let is_null = value.as_ref().is_some_and(Value::is_null);
        let code = value.map(|value| code(argument, &value));
        match (argument.required, code) {
            (true, Some(code)) => asked.push(code),
            (true, None) => {
                let wire = &argument.wire;
                return Err(format!("the document has no valid value for `{wire}`"));
            }
            // Except for files, `null` is the same as an optional argument that is not set.
            (false, Some(code))
                if !is_null
                    || matches!(
                        argument.location,
                        Location::FilePart(_) | Location::ExplodedFiles(_)
                    ) =>
            {
                let _ = write!(options, ".{}({code})", argument.name);
            }
            (false, _) => {}
        }
    }
    Ok(format!("{}({}){options}", item.call, asked.join(", ")))
}

/// The value of a parameter, if the document has or allows one.
fn parameter<'a>(
    sources: &'a Sources,
    values: &mut Values<'a>,
    argument: &ArgumentItem,
) -> Option<Value> {
    let at = &argument.origin;
    let site = sources.at(at)?;
    let site = follow(sources, site)?;
    let media = site.child("content");
    let media = media.and_then(|content| content.members().next());
    values.described(&media.map_or(site, |(_, media)| media))
}

/// The value of the request body, in the media type that the client sends.
fn whole_body<'a>(
    sources: &'a Sources,
    values: &mut Values<'a>,
    item: &OperationItem,
    operation: &Site<'a>,
) -> Option<Value> {
    let body = follow(sources, operation.child("requestBody")?)?;
    let sent = item.content_type.as_deref()?;
    let content = body.child("content")?;
    let mut media = content.members();
    let (_, media) = media.find(|(name, _)| name.eq_ignore_ascii_case(sent))?;
    values.described(&media)
}

/// A value as a Rust expression.
fn code(argument: &ArgumentItem, value: &Value) -> String {
    let json = format!("json::<{}>(r####\"{value}\"####)", argument.ty);
    match (&argument.location, value) {
        (Location::FilePart(_) | Location::ExplodedFiles(_), _) => {
            let file = "File::new(\"sample.txt\", b\"content\".to_vec())";
            if argument.ty.starts_with("Vec") {
                format!("vec![{file}]")
            } else {
                file.to_owned()
            }
        }
        (Location::Body(BodyKind::Binary), _) => "b\"content\".to_vec()".to_owned(),
        (Location::Body(BodyKind::Text), Value::String(text)) => format!("{text:?}"),
        _ => json,
    }
}

/// Writes the program into the folder of the crate and builds it.
///
/// # Errors
/// If it does not compile.
pub(crate) fn build(folder: &Path, calls: &[Call]) -> Result<PathBuf, String> {
    let fail = |error: std::io::Error| format!("{}: {error}", folder.display());
    let lock = tests::root().join("Cargo.lock");
    std::fs::copy(lock, folder.join("Cargo.lock")).map_err(fail)?;
    let examples = folder.join("examples");
    std::fs::create_dir_all(&examples).map_err(fail)?;
    let text = program(folder, calls)?;
    std::fs::write(examples.join(format!("{PROGRAM}.rs")), text).map_err(fail)?;
    let built = cargo(folder, &["build", "--example", PROGRAM])?;
    let executable = built.executable().filter(|_| built.success);
    executable.ok_or_else(|| {
        let errors = built.messages().into_iter().filter(|message| message.error);
        let errors: Vec<String> = errors
            .take(5)
            .map(|message| format!("{} ({})", message.text, message.place))
            .collect();
        format!("{}\n{}", errors.join("\n"), built.said)
    })
}

fn program(folder: &Path, calls: &[Call]) -> Result<String, String> {
    let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
    let name = manifest
        .lines()
        .find_map(|line| line.strip_prefix("name = "));
    let name = name.ok_or("the manifest names no package")?;
    let name = name.trim_matches('"').replace('-', "_");
    let file = std::fs::read_to_string(folder.join("src/runtime/file.rs"));
    let file = if file.is_ok() {
        format!("use {name}::File;")
    } else {
        String::new()
    };
    let mut functions = String::new();
    let mut list = String::new();
    for (index, call) in calls.iter().enumerate() {
        let Ok(code) = &call.code else {
            let _ = writeln!(list, "    print({index}, None, None);");
            continue;
        };
        let show = if call.streams { "show_stream" } else { "show" };
        // Separate functions, so that no future contains the futures of all calls.
        let _ = writeln!(
            functions,
            "async fn call_{index}(client: Client) {{\n    \
             {show}!({index}, {code});\n}}\n"
        );
        let _ = writeln!(list, "    call_{index}(client.clone()).await;");
    }
    let driver = DRIVER.replace("CRATE", &name);
    Ok(format!(
        "{file}\n{driver}\n{functions}\n#[tokio::main]\nasync fn main() {{\n    \
         let url = std::env::args().nth(1).unwrap();\n    \
         let client = Client::builder().read_env().base_url(url).max_retries(0).build().unwrap();\n\
         {list}}}\n"
    ))
}

/// The code that sends the requests and prints their outcomes.
const DRIVER: &str = r#"
use CRATE::{Client, Error};

#[allow(dead_code)]
fn json<T: serde::de::DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn print(index: usize, answer: Option<(u16, Option<String>)>, error: Option<Error>) {
    let header = |error: &Error| {
        let value = error.headers()?.get("sl-violations")?;
        Some(value.to_str().ok()?.to_owned())
    };
    let status = error.as_ref().and_then(|error| error.status());
    println!("{}", serde_json::json!({
        "index": index,
        "status": answer.as_ref().map(|answer| answer.0).or(status.map(|status| status.as_u16())),
        "undecodable": error.as_ref().is_some_and(Error::is_decode),
        "body": error.as_ref().and_then(|error| error.body()).map(String::from_utf8_lossy),
        "violations": answer.and_then(|answer| answer.1).or(error.as_ref().and_then(header)),
        "error": error.map(|error| error.to_string()),
    }));
}

#[allow(unused_macros)]
macro_rules! show {
    ($index:literal, $request:expr) => {
        // A value that cannot be decoded as the argument's type ends its own call alone.
        let sent = tokio::spawn(async move { $request.send().await });
        show_sent!($index, sent, response, {
            let noted = response.headers().get("sl-violations");
            let noted = noted.and_then(|value| Some(value.to_str().ok()?.to_owned()));
            Some((response.status().as_u16(), noted))
        });
    };
}

#[allow(unused_macros)]
macro_rules! show_stream {
    ($index:literal, $call:expr) => {
        let sent = tokio::spawn(async move { $call.await });
        show_sent!($index, sent, _stream, Some((200, None)));
    };
}

#[allow(unused_macros)]
macro_rules! show_sent {
    ($index:literal, $sent:ident, $response:ident, $shown:expr) => {
        match $sent.await {
            Ok(Ok($response)) => print($index, $shown, None),
            Ok(Err(error)) => print($index, None, Some(error)),
            Err(panic) => println!("{}", serde_json::json!({
                "index": $index,
                "error": format!("{panic:?}"),
            })),
        }
    };
}
"#;
