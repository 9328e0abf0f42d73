//! The Security Scheme Object (OpenAPI 3.1, 4.8.27) and Security Requirement Object (4.8.30).

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Node, Pointer, Site};

use super::object::Loss;
use super::sdk::SchemeConfig;
use super::{Context, Object, Version, swagger};

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
    /// The URL of the metadata of the authorization server (RFC 8414; OpenAPI 3.2, 4.28).
    pub metadata_url: Option<&'a str>,
    /// Whether clients should stop using the scheme (OpenAPI 3.2, 4.28).
    pub deprecated: bool,
    /// The scheme's `x-sdk`.
    pub sdk: SchemeConfig<'a>,
}

/// The kind of credential and its location in the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeKind<'a> {
    /// `Authorization: Bearer …` (RFC 6750).
    Bearer,
    /// An access token of OAuth 2.0, and the flows that issue it.
    OAuth2(Vec<Flow<'a>>),
    /// An access token of `OpenID` Connect, and the URL of the provider's metadata.
    OpenIdConnect(Option<&'a str>),
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

/// An OAuth Flow Object (OpenAPI 3.1, 4.8.29).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow<'a> {
    /// The grant (RFC 6749, 4; RFC 8628).
    pub grant: Grant,
    /// The URL where the user authorizes the client.
    pub authorization_url: Option<&'a str>,
    /// The URL that issues tokens.
    pub token_url: Option<&'a str>,
    /// The names of the scopes, with their descriptions.
    pub scopes: Vec<(&'a str, &'a str)>,
}

/// The grant of an OAuth flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grant {
    /// `implicit`.
    Implicit,
    /// `password`.
    Password,
    /// `clientCredentials`.
    ClientCredentials,
    /// `authorizationCode`.
    AuthorizationCode,
    /// `deviceAuthorization`.
    DeviceAuthorization,
}

impl Grant {
    /// The key in `flows`.
    const KEYS: [(&'static str, Self); 5] = [
        ("implicit", Self::Implicit),
        ("password", Self::Password),
        ("clientCredentials", Self::ClientCredentials),
        ("authorizationCode", Self::AuthorizationCode),
        ("deviceAuthorization", Self::DeviceAuthorization),
    ];
}

fn flows<'a>(scheme: &Object<'a>) -> Vec<Flow<'a>> {
    let Some(flows) = scheme.object("flows") else {
        return Vec::new();
    };
    let flow = |(key, grant)| {
        let flow = flows.object(key)?;
        let scopes = flow.members("scopes").into_iter();
        Some(Flow {
            grant,
            authorization_url: flow
                .str("authorizationUrl")
                .or_else(|| flow.str("deviceAuthorizationUrl")),
            token_url: flow.str("tokenUrl"),
            scopes: scopes
                .map(|(name, text)| (name, text.node.as_str().unwrap_or_default()))
                .collect(),
        })
    };
    Grant::KEYS.into_iter().filter_map(flow).collect()
}

/// Reads the `security` of a document or an operation. Returns `None` if it is missing.
pub(super) fn requirements<'a>(object: &Object<'a>) -> Option<Vec<Requirement<'a>>> {
    let site = object.get("security")?;
    let is_scopes = |site: Site<'_>| matches!(site.node, Node::Array(_));
    let is_requirement = |site: &Site<'a>| site.members().all(|(_, scopes)| is_scopes(scopes));
    let items = object.items_or_one("security", is_requirement);
    if items.is_empty() && !matches!(site.node, Node::Array(_) | Node::Null) {
        // A value of another type is reported, and does not make the operation anonymous.
        return None;
    }
    let items = items.into_iter();
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
        let object = Object::or(Loss::Ignored, cx, cx.follow(site)?, "a security scheme")?;
        Some(Self {
            kind: match cx.version {
                Version::V20 => swagger::security_scheme(&object).or_else(|| kind(&object))?,
                Version::V30 | Version::V31 | Version::V32 => kind(&object)?,
            },
            description: object.str("description"),
            metadata_url: object.str("oauth2MetadataUrl"),
            deprecated: object.bool("deprecated").unwrap_or_default(),
            sdk: SchemeConfig::read(&object),
        })
    }
}

fn kind<'a>(object: &Object<'a>) -> Option<SchemeKind<'a>> {
    let unknown = |key: &str, value: &str, expected: &str| {
        let message =
            format!("the `{key}` of a security scheme must be {expected}, found `{value}`");
        let at = object.at().child(key);
        let diagnostic = Diagnostic::new(Code::UnknownValue, &at, message);
        object.report(diagnostic, "the security scheme");
        None
    };
    match object.required_str("type", "this security scheme", "the security scheme")? {
        "oauth2" => Some(SchemeKind::OAuth2(flows(object))),
        "openIdConnect" => Some(SchemeKind::OpenIdConnect(object.str("openIdConnectUrl"))),
        "mutualTLS" => Some(SchemeKind::MutualTls),
        "http" => match object.required_str(
            "scheme",
            "this security scheme of type `http`",
            "the security scheme",
        )? {
            scheme if scheme.eq_ignore_ascii_case("bearer") => Some(SchemeKind::Bearer),
            scheme if scheme.eq_ignore_ascii_case("basic") => Some(SchemeKind::Basic),
            scheme => Some(SchemeKind::Authorization(scheme)),
        },
        "apiKey" => {
            let name = object.required_str(
                "name",
                "this security scheme of type `apiKey`",
                "the security scheme",
            )?;
            match object.required_str(
                "in",
                "this security scheme of type `apiKey`",
                "the security scheme",
            )? {
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
