//! The Path Item Object (OpenAPI 3.1, 4.8.9).

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{Pointer, Site};

use super::parameter::Inputs;
use super::{Context, METHODS, Object, Operation, OperationConfig, Server, Version};

/// The operations of a path.
#[derive(Debug)]
pub struct PathItem<'a> {
    /// The place of the path.
    pub at: Pointer,
    /// The operations, in the order of [`METHODS`], followed by the `additionalOperations`.
    pub operations: Vec<Operation<'a>>,
}

/// The maximum length of a path item's chain of references.
const REFERENCES: usize = 64;

impl<'a> PathItem<'a> {
    /// Reads a path item together with the targets of its `$ref`, or returns `None` after reporting
    /// an error. Each operation inherits the parameters and servers of the path item. An
    /// operation's own parameter overrides one of the same name and location (4.8.9).
    #[must_use]
    pub fn read(cx: Context<'a>, site: Site<'a>) -> Option<Self> {
        let at = site.at.clone();
        let parts = parts(cx, site)?;
        let mut inputs = Inputs::none();
        let mut servers = Vec::new();
        let mut sdk = OperationConfig::default();
        for part in &parts {
            inputs.inherit(&Inputs::read(part));
            if servers.is_empty() && cx.version != Version::V20 {
                servers = Server::list(part);
            }
            sdk.inherit(&OperationConfig::read(part), "get");
        }
        let fixed = cx.version.methods().iter().filter_map(|method| {
            let site = parts.iter().find_map(|part| part.get(method))?;
            Some((*method, site, false))
        });
        let mut sites: Vec<(&str, Site<'a>, bool)> = fixed.collect();
        sites.extend(additional(cx, &parts));
        let operations = sites
            .into_iter()
            .filter_map(|(method, site, is_additional)| {
                let mut operation = Operation::read(cx, site, method, &inputs, &servers)?;
                operation.is_additional = is_additional;
                operation.sdk.inherit(&sdk, method);
                Some(operation)
            })
            .collect();
        Some(Self { at, operations })
    }
}

/// The `additionalOperations` of a path item (OpenAPI 3.2, 4.9), sorted by their HTTP methods.
fn additional<'a>(cx: Context<'a>, parts: &[Object<'a>]) -> Vec<(&'a str, Site<'a>, bool)> {
    let mut found: Vec<(&'a str, Site<'a>, bool)> = Vec::new();
    if cx.version != Version::V32 {
        return found;
    }
    let all = parts
        .iter()
        .flat_map(|part| part.members("additionalOperations"));
    for (method, site) in all {
        if found.iter().all(|(known, ..)| *known != method) && is_allowed(cx, method, &site) {
            found.push((method, site, true));
        }
    }
    // Their order in the document has no meaning.
    found.sort_by_key(|(method, ..)| *method);
    found
}

/// Whether `additionalOperations` may have this HTTP method. Otherwise, reports why not.
fn is_allowed(cx: Context<'_>, method: &str, site: &Site<'_>) -> bool {
    let key = METHODS
        .into_iter()
        .find(|key| key.to_ascii_uppercase() == method);
    let (problem, help) = if let Some(key) = key {
        (
            format!("`additionalOperations` must not contain `{method}`"),
            format!("move the operation to the key `{key}` of the path item"),
        )
    } else if !is_token(method) {
        (
            format!("`{method}` is not an HTTP method"),
            "write one word of letters, digits and the characters ``!#$%&'*+-.^_`|~``".to_owned(),
        )
    } else if method == "CONNECT" {
        (
            "`CONNECT` asks a proxy for a tunnel, which is not a request for a resource".to_owned(),
            "remove the operation".to_owned(),
        )
    } else {
        note_case(cx, method, site);
        return true;
    };
    let mut diagnostic = Diagnostic::new(Code::InvalidMethod, &site.at, problem);
    if cx.operations > 1 {
        diagnostic.severity = Severity::Warning;
        diagnostic.message.push_str("; the operation is skipped");
    }
    cx.diagnostics.report(diagnostic.help(help));
    false
}

/// Warns of a method that differs from a fixed one only in case.
fn note_case(cx: Context<'_>, method: &str, site: &Site<'_>) {
    let Some(key) = METHODS
        .into_iter()
        .find(|key| key.eq_ignore_ascii_case(method))
    else {
        return;
    };
    let fixed = key.to_ascii_uppercase();
    let message = format!(
        "HTTP methods are case-sensitive: `{method}` is sent as written, and servers do not treat it as `{fixed}`"
    );
    let mut diagnostic = Diagnostic::new(Code::InvalidMethod, &site.at, message);
    diagnostic.severity = Severity::Warning;
    let help = format!("for `{fixed}`, move the operation to the key `{key}` of the path item");
    cx.diagnostics.report(diagnostic.help(help));
}

/// Whether a text is a token (RFC 9110, 5.6.2), as HTTP methods must be.
#[must_use]
pub fn is_token(text: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_token)
}

/// Returns the object at `site`, followed by every target of its chain of `$ref`s. OpenAPI leaves
/// the meaning of members beside a `$ref` undefined; here they override the members of the target.
fn parts<'a>(cx: Context<'a>, site: Site<'a>) -> Option<Vec<Object<'a>>> {
    let start = site.at.clone();
    let mut next = Some(site);
    let mut parts: Vec<Object<'a>> = Vec::new();
    while let Some(site) = next.take() {
        let cycle = parts.iter().any(|part| *part.at() == site.at);
        if cycle || parts.len() == REFERENCES {
            cx.circular(&start, cx.operations > 0);
            return None;
        }
        next = match site.child("$ref") {
            Some(reference) => match cx.target(&reference) {
                Some(target) => Some(target),
                // An unresolved reference does not discard the members beside it.
                None if site.members().count() > 1 => None,
                None => return None,
            },
            None => None,
        };
        parts.push(Object::skippable(cx, site, "a path item")?);
    }
    Some(parts)
}
