//! `schemes`, `host` and `basePath` (Swagger 2.0, 5.2.1), and `x-ms-parameterized-host`.

use crate::diagnostic::Code;
use crate::openapi::object::Loss;
use crate::openapi::{Object, Server, ServerVariable};
use crate::source::{Pointer, Site};

/// The scheme of URLs if a document does not list any that can be requested.
const SECURE: &str = "https";

/// The server of the document. It has at most one: of several schemes, `https` is preferred.
pub(super) fn of_document(document: &Object<'_>) -> Vec<Server> {
    let listed = scheme(document);
    let server = server(document, listed.unwrap_or(SECURE));
    if let Some(server) = server.as_ref().filter(|server| server.url.contains("://"))
        && listed.is_none()
        && server.url.starts_with(SECURE)
    {
        let message = format!(
            "the document lists neither `https` nor `http` in `schemes`; requests are sent to `{}`",
            server.url
        );
        let diagnostics = document.context().diagnostics;
        diagnostics.tell(Code::AssumedScheme, &server.at, message);
    }
    server.into_iter().collect()
}

/// The server of an operation whose `schemes` do not include that of the document.
pub(in crate::openapi) fn of_operation(operation: &Object<'_>) -> Vec<Server> {
    let cx = operation.context();
    let root = cx.sources.root(cx.sources.entry());
    let document = root.and_then(|root| Object::new(cx, root, "a Swagger 2.0 document"));
    let (Some(scheme), Some(document)) = (scheme(operation), document) else {
        return Vec::new();
    };
    let usual = self::scheme(&document).unwrap_or(SECURE);
    let listed = operation.strs("schemes");
    if scheme == usual || listed.contains(&usual) {
        return Vec::new();
    }
    let server = server(&document, scheme).filter(|server| server.url.starts_with("http"));
    server.into_iter().collect()
}

/// The preferred one of the `schemes` of an object. Those of web sockets are not for requests.
fn scheme<'a>(object: &Object<'a>) -> Option<&'a str> {
    let listed = object.strs("schemes");
    ["https", "http"]
        .into_iter()
        .find(|scheme| listed.iter().any(|one| one.eq_ignore_ascii_case(scheme)))
}

fn server(document: &Object<'_>, scheme: &str) -> Option<Server> {
    let base = document.str("basePath").unwrap_or_default().trim();
    let base = base.trim_matches('/');
    let path = if base.is_empty() {
        String::new()
    } else {
        format!("/{base}")
    };
    if let Some(server) = parameterized(document, scheme, &path) {
        return Some(server);
    }
    let host = document.str("host").unwrap_or_default().trim();
    // Some documents repeat the scheme in the host.
    let host = host.split_once("://").map_or(host, |(_, host)| host);
    let host = host.trim_end_matches('/');
    if host.is_empty() {
        // The host is the one that serves the document, as in OpenAPI 3 for relative URLs.
        let at = document.at().child("basePath");
        return (!path.is_empty()).then(|| plain(at, path));
    }
    let at = document.at().child("host");
    Some(plain(at, format!("{scheme}://{host}{path}")))
}

fn plain(at: Pointer, url: String) -> Server {
    Server {
        at,
        url,
        name: None,
        description: None,
        variables: Vec::new(),
    }
}

/// Reads `x-ms-parameterized-host`, in which parameters are parts of the host. Every parameter must
/// have a value to start from; without one, there is no URL that requests could be sent to.
fn parameterized(document: &Object<'_>, scheme: &str, path: &str) -> Option<Server> {
    let host = document.object("x-ms-parameterized-host")?;
    let template = host.str("hostTemplate")?.trim_end_matches('/');
    let prefix = host.bool("useSchemePrefix").unwrap_or(true);
    let url = if prefix {
        format!("{scheme}://{template}{path}")
    } else {
        format!("{template}{path}")
    };
    let variables = host.items("parameters").into_iter();
    let variables: Option<Vec<ServerVariable>> =
        variables.map(|site| variable(&host, site)).collect();
    Some(Server {
        variables: variables?,
        ..plain(host.at().clone(), url)
    })
}

fn variable<'a>(host: &Object<'a>, site: Site<'a>) -> Option<ServerVariable> {
    let cx = host.context();
    let variable = Object::or(Loss::Ignored, cx, cx.follow(site)?, "a parameter")?;
    let values = variable.strs("enum");
    let default = variable.text("default");
    Some(ServerVariable {
        name: variable.str("name")?.to_owned(),
        default: default.or_else(|| values.first().map(|value| (*value).to_owned()))?,
        values: values.into_iter().map(str::to_owned).collect(),
        description: variable.text("description"),
    })
}
