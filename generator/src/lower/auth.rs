//! Decides which credentials a client has, and which of them an operation uses.

use heck::ToSnakeCase;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Docs, Placement, Protocol, Scheme, SchemeId};
use crate::openapi::{
    Context, Document, Flow, Grant, PathItem, Requirement, SchemeKind, SecurityScheme,
};
use crate::source::{Pointer, Site};

use super::docs;
use super::parameter_name::can_have;

mod header;
mod reference;

pub(super) use header::Headers;

/// Returns the credentials of a document. A client certificate is not one of them, because it must
/// be configured in the HTTP client.
pub(super) fn schemes<'a>(
    cx: Context<'a>,
    document: &Document<'a>,
    items: &[(&'a str, PathItem<'a>)],
) -> Vec<Scheme> {
    let outside = reference::outside(cx, document, items);
    let schemes = document.security_schemes.iter().chain(&outside);
    schemes
        .filter_map(|(wire, site)| {
            let scheme = SecurityScheme::read(cx, site.clone())?;
            let facts = facts(&scheme);
            let protocol = protocol(&scheme.kind);
            let placement = match scheme.kind {
                SchemeKind::Bearer | SchemeKind::OAuth2(_) | SchemeKind::OpenIdConnect(_) => {
                    Placement::Bearer
                }
                SchemeKind::Basic => Placement::Basic,
                SchemeKind::Authorization(name) => {
                    note_challenge(cx, &site.at, name);
                    Placement::Authorization(name.to_owned())
                }
                SchemeKind::Header(name) if has_name(cx, site, "header", name) => {
                    Placement::Header(name.to_owned())
                }
                SchemeKind::Cookie(name) if has_name(cx, site, "cookie", name) => {
                    Placement::Cookie(name.to_owned())
                }
                SchemeKind::Header(_) | SchemeKind::Cookie(_) => return None,
                SchemeKind::Query(name) => Placement::Query(name.to_owned()),
                SchemeKind::MutualTls => {
                    cx.diagnostics.tell(Code::ClientCertificate,
                        &site.at,
                        "a client certificate must be set on the HTTP client; no credential is generated for this security scheme",
                    );
                    return None;
                }
            };
            let name = scheme.sdk.name.map_or_else(|| setter(wire), str::to_owned);
            Some(Scheme {
                origin: site.at.clone(),
                wire: (*wire).to_owned(),
                name,
                env: scheme.sdk.env.map(str::to_owned),
                protocol,
                placement,
                docs: Docs {
                    text: facts.into_iter().fold(
                        docs::text(cx, &site.at, scheme.description),
                        |description, fact| text(description, Some(fact)),
                    ),
                    ..Docs::default()
                },
            })
        })
        .collect()
}

/// The protocol that the credential is an access token of.
fn protocol(kind: &SchemeKind<'_>) -> Option<Protocol> {
    match kind {
        SchemeKind::OAuth2(_) => Some(Protocol::OAuth2),
        SchemeKind::OpenIdConnect(_) => Some(Protocol::OpenIdConnect),
        SchemeKind::Bearer
        | SchemeKind::Basic
        | SchemeKind::Authorization(_)
        | SchemeKind::Header(_)
        | SchemeKind::Query(_)
        | SchemeKind::Cookie(_)
        | SchemeKind::MutualTls => None,
    }
}

/// Whether a header or cookie can have the name that a scheme has for it.
fn has_name<'a>(cx: Context<'a>, site: &Site<'a>, kind: &str, name: &str) -> bool {
    cx.follow(site.clone()).is_some_and(|scheme| {
        let at = scheme.at.child("name");
        can_have(cx, kind, name, &at, "the security scheme")
    })
}

/// Notes a scheme whose credentials answer a challenge of the server (the IANA registry of HTTP authentication schemes).
fn note_challenge(cx: Context<'_>, at: &Pointer, name: &str) {
    const CHALLENGED: [&str; 6] = [
        "digest",
        "hoba",
        "mutual",
        "negotiate",
        "scram-sha-1",
        "scram-sha-256",
    ];
    if CHALLENGED.contains(&name.to_ascii_lowercase().as_str()) {
        let message = format!(
            "the credentials of the scheme `{name}` answer a challenge of the server, which the client does not implement; the value that is set is sent as it is"
        );
        cx.diagnostics
            .tell(Code::ChallengedScheme, &at.child("scheme"), message);
    }
}

/// The paragraphs about a scheme that its keywords contain.
fn facts(scheme: &SecurityScheme<'_>) -> Vec<String> {
    let flows: &[Flow<'_>] = match &scheme.kind {
        SchemeKind::OAuth2(flows) => flows,
        SchemeKind::Bearer
        | SchemeKind::OpenIdConnect(_)
        | SchemeKind::Basic
        | SchemeKind::Authorization(_)
        | SchemeKind::Header(_)
        | SchemeKind::Query(_)
        | SchemeKind::Cookie(_)
        | SchemeKind::MutualTls => &[],
    };
    let mut devices = flows
        .iter()
        .filter(|flow| flow.grant == Grant::DeviceAuthorization);
    let device = devices.find_map(|flow| flow.authorization_url);
    let device = device.filter(|url| is_plain(url)).map(|url| {
        format!("Devices without a browser start the authorization at `{url}` (RFC 8628).")
    });
    let metadata = scheme.metadata_url.filter(|url| is_plain(url));
    let metadata = metadata
        .map(|url| format!("The metadata of the authorization server is at `{url}` (RFC 8414)."));
    let deprecated = scheme
        .deprecated
        .then(|| "**Deprecated**: use another credential if you can.".to_owned());
    let facts = [issued(&scheme.kind), device, metadata, deprecated];
    facts.into_iter().flatten().collect()
}

/// Whether a URL can be shown as code.
fn is_plain(url: &str) -> bool {
    let is_plain = |char: char| char.is_ascii_graphic() && !matches!(char, '<' | '>' | '`');
    !url.is_empty() && url.chars().all(is_plain)
}

/// Returns the sentence on where access tokens are issued.
fn issued(kind: &SchemeKind<'_>) -> Option<String> {
    match kind {
        SchemeKind::OAuth2(flows) => {
            let mut urls: Vec<&str> = Vec::new();
            for flow in flows {
                let url = match flow.grant {
                    Grant::Implicit => flow.authorization_url,
                    Grant::Password
                    | Grant::ClientCredentials
                    | Grant::AuthorizationCode
                    | Grant::DeviceAuthorization => flow.token_url,
                };
                urls.extend(url.filter(|url| is_plain(url) && !urls.contains(url)));
            }
            let urls: Vec<String> = urls.into_iter().map(|url| format!("`{url}`")).collect();
            (!urls.is_empty()).then(|| format!("{} issues the tokens.", urls.join(" or ")))
        }
        SchemeKind::OpenIdConnect(url) => {
            let url = url.iter().find(|url| is_plain(url))?;
            Some(format!(
                "The metadata of the OpenID provider is at `{url}`."
            ))
        }
        SchemeKind::Bearer
        | SchemeKind::Basic
        | SchemeKind::Authorization(_)
        | SchemeKind::Header(_)
        | SchemeKind::Query(_)
        | SchemeKind::Cookie(_)
        | SchemeKind::MutualTls => None,
    }
}

/// Appends a paragraph to a description.
fn text(description: Option<String>, paragraph: Option<String>) -> Option<String> {
    match (description, paragraph) {
        (Some(text), Some(more)) => Some(format!("{}\n\n{more}", text.trim_end())),
        (text, more) => text.or(more),
    }
}

/// Returns the name of the setter without the suffix `auth`: `api_key` for `ApiKeyAuth`.
fn setter(wire: &str) -> String {
    // One word: `oauth2`.
    let wire = wire.replace("OAuth", "Oauth").replace("oAuth", "oauth");
    let snake = wire.to_snake_case();
    let short = snake.strip_suffix("_auth").filter(|rest| !rest.is_empty());
    short.map_or_else(|| snake.clone(), str::to_owned)
}

/// Returns the alternative sets of credentials for an operation. Alternatives with an undeclared
/// scheme are ignored. A client certificate adds nothing to the request.
pub(super) fn alternatives(
    cx: Context<'_>,
    document: &Document<'_>,
    schemes: &[Scheme],
    requirements: &[Requirement<'_>],
) -> Vec<Vec<SchemeId>> {
    let mut alternatives = Vec::new();
    let mut left_out = false;
    for requirement in requirements {
        let mut together = Vec::new();
        let mut complete = true;
        let others = |name: &str| {
            let mut names = requirement.schemes.iter().map(|(name, _)| name);
            names.any(|one| *one != name && is_declared(document, one))
        };
        for (name, at) in &requirement.schemes {
            let declared = is_declared(document, name);
            let by_uri = || reference::target(cx, name, at).filter(|_| !declared);
            let site = by_uri();
            let by_uri =
                |scheme: &Scheme| site.as_ref().is_some_and(|site| site.at == scheme.origin);
            let by_name = |scheme: &Scheme| declared && scheme.wire == *name;
            let found = schemes.iter().position(|one| by_name(one) || by_uri(one));
            // A client certificate is not a credential of the client.
            let is_known = declared || site.is_some_and(|site| is_scheme(&site));
            if let Some(index) = found {
                together.push(SchemeId(index));
            } else if !is_known {
                // Those that are declared are sent without it.
                let alone = !others(name);
                complete &= !alone;
                unknown(cx, document, (name, alone), at);
            }
        }
        if complete {
            // The order of keys has no meaning.
            together.sort();
            alternatives.push(together);
        }
        left_out |= !complete;
    }
    if alternatives.is_empty() && left_out {
        // The credentials are unknown, but the operation is known to require some.
        alternatives.push(Vec::new());
    }
    alternatives
}

/// Whether the target of a URI can be a security scheme.
fn is_scheme(site: &Site<'_>) -> bool {
    site.child("type").is_some() || site.child("$ref").is_some()
}

fn is_declared(document: &Document<'_>, name: &str) -> bool {
    let mut schemes = document.security_schemes.iter();
    schemes.any(|(wire, _)| *wire == name)
}

fn unknown(cx: Context<'_>, document: &Document<'_>, (name, alone): (&str, bool), at: &Pointer) {
    let mut known = document.security_schemes.iter().map(|(wire, _)| *wire);
    let place = document.version.security_schemes();
    let help = match known.next() {
        Some(first) => format!(
            "use a scheme that is declared in `{place}`, such as `{first}`, or declare `{name}` there"
        ),
        None => format!("declare it in `{place}`"),
    };
    let end = if alone {
        "this security requirement is ignored"
    } else {
        "the other credentials of this security requirement are sent without it"
    };
    let message = format!("the security scheme `{name}` is not declared; {end}");
    cx.diagnostics
        .report(Diagnostic::new(Code::UnknownSecurityScheme, at, message).help(help));
}
