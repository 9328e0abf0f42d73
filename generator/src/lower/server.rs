//! Decides the URLs that requests are sent to.

use crate::diagnostic::Code;
use crate::model::{Docs, ServerTemplate, ServerVariable};
use crate::openapi::{self, Context, Document, Operation, PathItem, Server};

/// Returns the URL of the first server. If that is not absolute, returns the most frequent URL of
/// the operations' own servers. Empty if there is none. Without a trailing slash.
pub(super) fn base_url<'a>(
    cx: Context<'a>,
    document: &Document<'a>,
    items: &[(&'a str, PathItem<'a>)],
) -> String {
    let first = document.servers.first();
    let own = first.and_then(absolute);
    if let Some(url) = own.or_else(|| most_frequent(items)) {
        return url;
    }
    match first {
        Some(server) => {
            let message = format!(
                "the server URL `{}` is not absolute; users of the crate must set a base URL",
                server.url
            );
            cx.diagnostics
                .tell(Code::RelativeServer, &server.at, message);
        }
        // OpenAPI 3.1, 4.8.1: without servers, there is one with the URL `/`.
        None => cx.diagnostics.tell(
            Code::NoServer,
            &document.at,
            "the document has no server; users of the crate must set a base URL",
        ),
    }
    String::new()
}

/// The template of the base URL with its variables, or `None` if it has no variables.
pub(super) fn template(document: &Document<'_>, base_url: &str) -> Option<ServerTemplate> {
    let server = document.servers.first()?;
    let is_base = absolute(server).is_some_and(|url| url == base_url);
    let variables = server.variables.iter();
    let used = variables.filter(|one| server.url.contains(&format!("{{{}}}", one.name)));
    let variable = |one: &openapi::ServerVariable| ServerVariable {
        name: one.name.clone(),
        default: one.default.clone(),
        // If the default is not among the values, the list is incomplete.
        values: Some(one.values.clone())
            .filter(|values| values.contains(&one.default))
            .unwrap_or_default(),
        docs: Docs {
            text: one.description.clone(),
            ..Docs::default()
        },
    };
    let variables: Vec<_> = used.map(variable).collect();
    (is_base && !variables.is_empty()).then(|| ServerTemplate {
        url: server.url.trim().to_owned(),
        variables,
    })
}

/// The URL of an operation's own server (4.8.9, 4.8.10), if it differs from the base URL.
pub(super) fn of_operation(
    cx: Context<'_>,
    base_url: &str,
    operation: &Operation<'_>,
) -> Option<String> {
    let server = operation.servers.first()?;
    let url = absolute(server);
    if url.is_none() {
        let message = format!(
            "the server URL `{}` is not absolute; the operation uses the base URL",
            server.url
        );
        cx.diagnostics
            .tell(Code::RelativeServer, &server.at, message);
    }
    url.filter(|url| url != base_url)
}

fn most_frequent(items: &[(&str, PathItem<'_>)]) -> Option<String> {
    let operations = items.iter().flat_map(|(_, item)| &item.operations);
    let mut counts: Vec<(String, usize)> = Vec::new();
    for url in operations.filter_map(|one| one.servers.first().and_then(absolute)) {
        match counts.iter_mut().find(|(known, _)| *known == url) {
            Some((_, count)) => *count += 1,
            None => counts.push((url, 1)),
        }
    }
    // Of equally frequent URLs, the first one is chosen.
    let most = counts.into_iter().rev().max_by_key(|(_, count)| *count);
    most.map(|(url, _)| url)
}

/// The URL of a server with default values for its variables, if it is an absolute `http` or
/// `https` URL.
fn absolute(server: &Server) -> Option<String> {
    let mut url = server.url.clone();
    for variable in &server.variables {
        url = url.replace(&format!("{{{}}}", variable.name), &variable.default);
    }
    let url = url.trim().trim_end_matches('/').to_owned();
    (url.starts_with("http://") || url.starts_with("https://")).then_some(url)
}
