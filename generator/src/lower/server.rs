//! Decides the URLs that requests are sent to.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Docs, ServerChoice, ServerTemplate, ServerVariable};
use crate::openapi::{self, Context, Document, Operation, PathItem, Server};
use crate::source::Pointer;

use super::template::expressions;

/// Returns the URL of the first server. If that is not absolute, returns the most frequent URL of
/// the operations' own servers. Empty if there is none. Without a trailing slash.
pub(super) fn base_url<'a>(
    cx: Context<'a>,
    document: &Document<'a>,
    items: &[(&'a str, PathItem<'a>)],
) -> String {
    check_names(cx, &document.servers);
    let first = document.servers.first();
    let own = first.and_then(absolute);
    let given = own.or_else(|| most_frequent(items));
    for server in &document.servers {
        let alone = given.is_none() && first.is_some_and(|first| first.at == server.at);
        let end = if alone {
            "users of the crate must set a base URL"
        } else {
            "the server is ignored"
        };
        note_open(cx, server, end);
    }
    if let Some(url) = given {
        return url;
    }
    match first {
        Some(server) if open(server).is_some() => {}
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
    let template = template_of(server);
    (is_base && !template.variables.is_empty()).then_some(template)
}

fn template_of(server: &Server) -> ServerTemplate {
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
    ServerTemplate {
        variables: used.map(variable).collect(),
        url: server.url.trim().to_owned(),
    }
}

/// The servers of the document that users can select: those with different absolute URLs. Empty if there
/// is only one, or if the first is not the base URL.
pub(super) fn choices(document: &Document<'_>, base_url: &str) -> Vec<ServerChoice> {
    let mut servers: Vec<(&Server, String)> = Vec::new();
    for server in &document.servers {
        let url = absolute(server).filter(|url| servers.iter().all(|(_, known)| known != url));
        servers.extend(url.map(|url| (server, url)));
    }
    let is_base = servers.first().is_some_and(|(_, url)| url == base_url);
    if !is_base || servers.len() < 2 {
        return Vec::new();
    }
    let all = || {
        servers
            .iter()
            .map(|(server, url)| (named(server), url.as_str()))
    };
    let unnamed: Vec<&str> = all()
        .filter(|(name, _)| name.is_none())
        .map(|(_, url)| url)
        .collect();
    let urls = match unnamed.as_slice() {
        [] | [_] => all().map(|(_, url)| url).collect(),
        [_, _, ..] => unnamed,
    };
    let choice = |(server, url): &(&Server, String)| ServerChoice {
        name: named(server).unwrap_or_else(|| distinct_words(url, &urls)),
        docs: Docs {
            text: server.description.clone(),
            ..Docs::default()
        },
        template: template_of(server),
    };
    servers.iter().map(choice).collect()
}

/// The name of a server, or else the words of its description.
fn named(server: &Server) -> Option<String> {
    server.name.clone().or_else(|| described(server))
}

/// Reports a name that an earlier server has, too (OpenAPI 3.2, 4.5).
fn check_names(cx: Context<'_>, servers: &[Server]) {
    for (index, server) in servers.iter().enumerate() {
        let mut earlier = servers.iter().take(index);
        let Some(name) = &server.name else { continue };
        if let Some(first) = earlier.find(|one| one.name.as_ref() == Some(name)) {
            let message = format!("two servers have the name `{name}`");
            let at = server.at.child("name");
            let diagnostic = Diagnostic::new(Code::DuplicateServerName, &at, message);
            let diagnostic = diagnostic.related(&first.at.child("name"), "the first one is here");
            let help = "rename one of them; both servers can still be selected";
            cx.diagnostics.report(diagnostic.help(help));
        }
    }
}

/// The words of a short description that say more than that it is a server: `Production server`.
fn described(server: &Server) -> Option<String> {
    const NO_NAMES: [&str; 7] = [
        "the",
        "server",
        "servers",
        "environment",
        "endpoint",
        "api",
        "url",
    ];
    let text = server.description.as_deref()?;
    let words = text.split(|char: char| !char.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    let words = words.filter(|word| !NO_NAMES.contains(&word.to_ascii_lowercase().as_str()));
    let words: Vec<&str> = words.collect();
    (1..=3).contains(&words.len()).then(|| words.join(" "))
}

/// The labels and segments of a URL that not all of the URLs have.
fn distinct_words(url: &str, all: &[&str]) -> String {
    fn words(url: &str) -> impl Iterator<Item = &str> {
        let (_, rest) = url.split_once("://").unwrap_or(("", url));
        rest.split(['.', '/', ':']).filter(|word| !word.is_empty())
    }
    let is_shared = |word: &&str| all.iter().all(|url| words(url).any(|one| one == *word));
    let own: Vec<&str> = words(url).filter(|word| !is_shared(word)).collect();
    if own.is_empty() {
        return url
            .split_once("://")
            .map_or(url, |(scheme, _)| scheme)
            .to_owned();
    }
    own.join(" ")
}

/// The URL of an operation's own server (4.8.9, 4.8.10), if it differs from the base URL.
pub(super) fn of_operation(
    cx: Context<'_>,
    base_url: &str,
    operation: &Operation<'_>,
) -> Option<String> {
    let server = operation.servers.first()?;
    let url = absolute(server);
    note_choices(cx, operation, url.as_deref());
    if note_open(cx, server, "the operation uses the base URL") {
        return None;
    }
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

/// Notes that only the first of an operation's own servers is used, with the defaults of its variables.
fn note_choices(cx: Context<'_>, operation: &Operation<'_>, url: Option<&str>) {
    let Some(url) = url else { return };
    let tell = |at: &Pointer, message: String| {
        cx.diagnostics.tell(Code::KeywordWithoutEffect, at, message);
    };
    let mut servers = operation.servers.iter();
    if let Some(server) = servers.next()
        && !template_of(server).variables.is_empty()
    {
        tell(
            &server.at.child("variables"),
            format!(
                "variables of a server that is not the document's are not settings of the client; requests are sent to `{url}`"
            ),
        );
    }
    for other in servers {
        tell(
            &other.at,
            format!("only the first of an operation's own servers is used: `{url}`"),
        );
    }
}

/// A variable of a server URL that has no value.
fn open(server: &Server) -> Option<String> {
    let is_set = |name: &String| server.variables.iter().any(|one| one.name == *name);
    let mut names = expressions(&server.url).into_iter();
    names.find(|name| !is_set(name))
}

/// Reports a variable of a server URL that has no value. Returns whether there is one.
fn note_open(cx: Context<'_>, server: &Server, end: &str) -> bool {
    let name = open(server);
    if let Some(name) = &name {
        let message = format!("the variable `{name}` of the server URL has no default; {end}");
        let at = server.at.child("url");
        let diagnostic = Diagnostic::new(Code::ServerVariableWithoutDefault, &at, message);
        let help = format!("add `{name}: {{default: …}}` to the `variables` of the server");
        cx.diagnostics.report(diagnostic.help(help));
    }
    name.is_some()
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

/// The URL of a server with default values for its variables, if all have one and it is an absolute `http` or
/// `https` URL.
fn absolute(server: &Server) -> Option<String> {
    if open(server).is_some() {
        return None;
    }
    let mut url = server.url.clone();
    for variable in &server.variables {
        url = url.replace(&format!("{{{}}}", variable.name), &variable.default);
    }
    let url = url.trim().trim_end_matches('/').to_owned();
    (url.starts_with("http://") || url.starts_with("https://")).then_some(url)
}
