//! Decides which credentials a client has, and which of them an operation uses.

use heck::{ToShoutySnakeCase, ToSnakeCase};

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Docs, Placement, Scheme, SchemeId};
use crate::openapi::{Context, Document, Grant, Requirement, SchemeKind, SecurityScheme};

use super::{docs, package};

mod header;

pub(super) use header::Headers;

/// Returns the credentials of a document. A client certificate is not one of them, because it must
/// be configured in the HTTP client.
pub(super) fn schemes<'a>(cx: Context<'a>, document: &Document<'a>) -> Vec<Scheme> {
    let schemes = document.security_schemes.iter();
    schemes
        .filter_map(|(wire, site)| {
            let scheme = SecurityScheme::read(cx, site.clone())?;
            let issued = issued(&scheme.kind);
            let placement = match scheme.kind {
                SchemeKind::Bearer | SchemeKind::OAuth2(_) | SchemeKind::OpenIdConnect(_) => {
                    Placement::Bearer
                }
                SchemeKind::Basic => Placement::Basic,
                SchemeKind::Authorization(name) => Placement::Authorization(name.to_owned()),
                SchemeKind::Header(name) => Placement::Header(name.to_owned()),
                SchemeKind::Query(name) => Placement::Query(name.to_owned()),
                SchemeKind::Cookie(name) => Placement::Cookie(name.to_owned()),
                SchemeKind::MutualTls => {
                    cx.diagnostics.tell(Code::ClientCertificate,
                        &site.at,
                        "a client certificate must be set on the HTTP client; no credential is generated for this security scheme",
                    );
                    return None;
                }
            };
            let name = scheme.sdk.name.map_or_else(|| setter(wire), str::to_owned);
            let env = scheme.sdk.env.map_or_else(
                || format!("{}_{}", package::env_prefix(document), name.to_shouty_snake_case()),
                str::to_owned,
            );
            Some(Scheme {
                origin: site.at.clone(),
                wire: (*wire).to_owned(),
                name,
                env,
                placement,
                docs: Docs {
                    text: text(docs::text(cx, &site.at, scheme.description), issued),
                    ..Docs::default()
                },
            })
        })
        .collect()
}

/// Returns the sentence on where access tokens are issued.
fn issued(kind: &SchemeKind<'_>) -> Option<String> {
    let (what, urls) = match kind {
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
                urls.extend(url.filter(|url| !urls.contains(url)));
            }
            ("OAuth 2.0", urls)
        }
        SchemeKind::OpenIdConnect(url) => ("OpenID Connect", url.iter().copied().collect()),
        SchemeKind::Bearer
        | SchemeKind::Basic
        | SchemeKind::Authorization(_)
        | SchemeKind::Header(_)
        | SchemeKind::Query(_)
        | SchemeKind::Cookie(_)
        | SchemeKind::MutualTls => return None,
    };
    let is_plain = |char: char| char.is_ascii_graphic() && !matches!(char, '<' | '>' | '`');
    let plain = |url: &&str| !url.is_empty() && url.chars().all(is_plain);
    let urls: Vec<String> = urls
        .into_iter()
        .filter(plain)
        .map(|url| format!("`{url}`"))
        .collect();
    let issuer = urls.join(" or ");
    (!urls.is_empty()).then(|| format!("{what} access tokens are issued by {issuer}."))
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
        for (name, at) in &requirement.schemes {
            if let Some(index) = schemes.iter().position(|scheme| scheme.wire == *name) {
                together.push(SchemeId(index));
            } else if !is_declared(document, name) {
                complete = false;
                unknown(cx, document, name, at);
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

fn is_declared(document: &Document<'_>, name: &str) -> bool {
    let mut schemes = document.security_schemes.iter();
    schemes.any(|(wire, _)| *wire == name)
}

fn unknown(cx: Context<'_>, document: &Document<'_>, name: &str, at: &crate::source::Pointer) {
    let known = document.security_schemes.iter();
    let known: Vec<String> = known.map(|(wire, _)| format!("`{wire}`")).collect();
    let place = document.version.security_schemes();
    let help = if known.is_empty() {
        format!("declare it in `{place}`")
    } else {
        format!("`{place}` contains {}", known.join(", "))
    };
    let message = format!(
        "the security scheme `{name}` is not declared; this security requirement is ignored"
    );
    cx.diagnostics
        .report(Diagnostic::new(Code::UnknownSecurityScheme, at, message).help(help));
}
