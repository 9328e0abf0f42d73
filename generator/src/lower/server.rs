//! Decides the URLs that requests are sent to.

use crate::diagnostic::Code;
use crate::openapi::{Context, Document, Operation, PathItem, Server};

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
    for (name, default) in &server.variables {
        url = url.replace(&format!("{{{name}}}"), default);
    }
    let url = url.trim().trim_end_matches('/').to_owned();
    (url.starts_with("http://") || url.starts_with("https://")).then_some(url)
}
