//! The Security Scheme Object (Swagger 2.0, 5.2.20).

use crate::diagnostic::{Code, Diagnostic};
use crate::openapi::{Flow, Grant, Object, SchemeKind};

/// Reads a type that OpenAPI 3 does not have: `basic`, and `oauth2` with a single flow. Returns
/// `None` for all others.
pub(in crate::openapi) fn kind<'a>(scheme: &Object<'a>) -> Option<SchemeKind<'a>> {
    match scheme.str("type")? {
        "basic" => Some(SchemeKind::Basic),
        "oauth2" if scheme.get("flows").is_none() => {
            Some(SchemeKind::OAuth2(flow(scheme).into_iter().collect()))
        }
        _ => None,
    }
}

fn flow<'a>(scheme: &Object<'a>) -> Option<Flow<'a>> {
    if scheme.get("flow").is_none() {
        let message = "this security scheme of type `oauth2` lacks `flow`";
        let diagnostic = Diagnostic::new(Code::MissingMember, scheme.at(), message);
        scheme.report(diagnostic, "the flow, with its URLs and scopes,");
    }
    let grant = match scheme.str("flow")? {
        "implicit" => Grant::Implicit,
        "password" => Grant::Password,
        "application" => Grant::ClientCredentials,
        "accessCode" => Grant::AuthorizationCode,
        other => {
            let message = format!(
                "the `flow` of a security scheme must be `implicit`, `password`, `application` or `accessCode`, found `{other}`"
            );
            let at = scheme.at().child("flow");
            let diagnostic = Diagnostic::new(Code::UnknownValue, &at, message);
            scheme.report(diagnostic, "the flow");
            return None;
        }
    };
    let scopes = scheme.members("scopes").into_iter();
    Some(Flow {
        grant,
        authorization_url: scheme.str("authorizationUrl"),
        token_url: scheme.str("tokenUrl"),
        scopes: scopes
            .map(|(name, text)| (name, text.node.as_str().unwrap_or_default()))
            .collect(),
    })
}
