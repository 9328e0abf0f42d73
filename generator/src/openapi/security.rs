//! The Security Scheme Object (OpenAPI 3.1, 4.8.27) and Security Requirement Object (4.8.30).

use crate::diagnostic::Code;
use crate::source::{Pointer, Site};

use super::sdk::SchemeConfig;
use super::{Context, Object};

/// One alternative: the schemes that are required together. Empty if no credential is required.
#[derive(Clone, Debug)]
pub struct Requirement<'a> {
    /// The names of the schemes and their places.
    pub schemes: Vec<(&'a str, Pointer)>,
}

/// A security scheme.
#[derive(Debug)]
pub struct SecurityScheme<'a> {
    /// The kind of credential and its location in the request.
    pub kind: SchemeKind<'a>,
    /// The description, in Markdown.
    pub description: Option<&'a str>,
    /// The scheme's `x-sdk`.
    pub sdk: SchemeConfig<'a>,
}

/// The kind of credential and its location in the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemeKind<'a> {
    /// `Authorization: Bearer …` (RFC 6750): `http` with `bearer`, `oauth2`, `openIdConnect`.
    Bearer,
    /// `Authorization: Basic …` (RFC 7617).
    Basic,
    /// `Authorization: NAME …` with another registered scheme. The credential is sent unchanged.
    Authorization(&'a str),
    /// A header with this name.
    Header(&'a str),
    /// A query parameter with this name.
    Query(&'a str),
    /// A cookie with this name.
    Cookie(&'a str),
    /// A client certificate. It must be configured in the HTTP client.
    MutualTls,
}

/// Reads the `security` of a document or an operation. Returns `None` if it is missing.
pub(super) fn requirements<'a>(object: &Object<'a>) -> Option<Vec<Requirement<'a>>> {
    object.get("security")?;
    let items = object.items("security").into_iter();
    Some(
        items
            .map(|item| Requirement {
                schemes: item.members().map(|(name, site)| (name, site.at)).collect(),
            })
            .collect(),
    )
}

impl<'a> SecurityScheme<'a> {
    /// Reads a scheme. Returns `None` after reporting an error.
    #[must_use]
    pub fn read(cx: Context<'a>, site: Site<'a>) -> Option<Self> {
        let object = Object::new(cx, cx.follow(site)?, "a security scheme")?;
        Some(Self {
            kind: kind(&object)?,
            description: object.str("description"),
            sdk: SchemeConfig::read(&object),
        })
    }
}

fn kind<'a>(object: &Object<'a>) -> Option<SchemeKind<'a>> {
    let unknown = |key: &str, value: &str, expected: &str| {
        object.context().diagnostics.tell(
            Code::UnknownValue,
            &object.at().child(key),
            format!("the `{key}` of a security scheme must be {expected}, found `{value}`"),
        );
        None
    };
    match object.required_str("type", "a security scheme")? {
        "oauth2" | "openIdConnect" => Some(SchemeKind::Bearer),
        "mutualTLS" => Some(SchemeKind::MutualTls),
        "http" => match object.required_str("scheme", "a security scheme of type `http`")? {
            scheme if scheme.eq_ignore_ascii_case("bearer") => Some(SchemeKind::Bearer),
            scheme if scheme.eq_ignore_ascii_case("basic") => Some(SchemeKind::Basic),
            scheme => Some(SchemeKind::Authorization(scheme)),
        },
        "apiKey" => {
            let name = object.required_str("name", "a security scheme of type `apiKey`")?;
            match object.required_str("in", "a security scheme of type `apiKey`")? {
                "header" => Some(SchemeKind::Header(name)),
                "query" => Some(SchemeKind::Query(name)),
                "cookie" => Some(SchemeKind::Cookie(name)),
                other => unknown("in", other, "`header`, `query` or `cookie`"),
            }
        }
        other => unknown(
            "type",
            other,
            "`apiKey`, `http`, `mutualTLS`, `oauth2` or `openIdConnect`",
        ),
    }
}
