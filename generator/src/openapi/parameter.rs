//! The Parameter Object (OpenAPI 3.1, 4.8.12) and the Header Object (4.8.21), a parameter without
//! `name` and `in`.

use std::borrow::Cow;
use std::fmt::{self, Display, Formatter};

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Pointer, Site};

use super::object::Loss;
use super::{Context, MediaType, Object, Version, example, parameter_rules, swagger};

/// The location of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Location {
    /// A part of the path.
    Path,
    /// A part of the query.
    Query,
    /// The whole query string (OpenAPI 3.2, 4.12.1).
    QueryString,
    /// A request header.
    Header,
    /// A cookie.
    Cookie,
}

impl Display for Location {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::QueryString => "query string",
            Self::Header => "headers",
            Self::Cookie => "cookies",
        })
    }
}

/// The serialization of a value (4.8.12.2.1). Version 2.0 allows the delimiters in every location.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `a,b`: paths and headers.
    Simple,
    /// `.a.b`: paths.
    Label,
    /// `;name=a`: paths.
    Matrix,
    /// `name=a&name=b`: queries and cookies.
    Form,
    /// `name=a%20b`: queries.
    SpaceDelimited,
    /// `name=a|b`: queries.
    PipeDelimited,
    /// `name=a%09b`: `collectionFormat: tsv` of version 2.0.
    TabDelimited,
    /// `name[key]=a`: queries.
    DeepObject,
    /// `name=a; name=b`, without percent-encoding: cookies (OpenAPI 3.2, 4.12.3).
    Cookie,
}

impl Style {
    /// The style with this name in OpenAPI 3. `cookie` applies to parameters only.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "simple" => Self::Simple,
            "label" => Self::Label,
            "matrix" => Self::Matrix,
            "form" => Self::Form,
            "spaceDelimited" => Self::SpaceDelimited,
            "pipeDelimited" => Self::PipeDelimited,
            "deepObject" => Self::DeepObject,
            _ => return None,
        })
    }
}

/// A parameter of an operation.
#[derive(Clone, Debug)]
pub struct Parameter<'a> {
    /// The place of the parameter.
    pub at: Pointer,
    /// The name on the wire.
    pub name: Cow<'a, str>,
    /// The name in the generated code, if it differs: `x-ms-client-name` of version 2.0.
    pub label: Option<&'a str>,
    /// The location.
    pub location: Location,
    /// Whether the parameter is required. Path parameters always are.
    pub required: bool,
    /// The description, in Markdown.
    pub description: Option<&'a str>,
    /// Whether clients should stop using the parameter.
    pub deprecated: bool,
    /// The serialization of the value.
    pub style: Style,
    /// Whether each item or property becomes a separate value.
    pub explode: bool,
    /// The serialization of the items that are arrays, from the outside in, if they are not written
    /// as JSON: `collectionFormat` in the `items` of version 2.0.
    pub inner: Vec<Style>,
    /// Whether reserved characters are sent without percent-encoding.
    pub allow_reserved: bool,
    /// The schema of the value.
    pub schema: Option<Site<'a>>,
    /// Examples of the value.
    pub examples: Vec<Site<'a>>,
    /// The media type of the value, in place of a style.
    pub content: Option<MediaType<'a>>,
}

/// The `parameters` of an operation or a path item.
#[derive(Debug)]
pub(super) struct Inputs<'a> {
    /// The parameters in the path, the query, the headers and the cookies.
    pub(super) parameters: Vec<Parameter<'a>>,
    /// The parameters of version 2.0 that describe the body. Empty in other versions.
    pub(super) body: swagger::Inputs<'a>,
    /// Whether all of them could be read.
    pub(super) complete: bool,
}

impl<'a> Inputs<'a> {
    /// No parameters.
    pub(super) fn none() -> Self {
        Self {
            parameters: Vec::new(),
            body: swagger::Inputs::default(),
            complete: true,
        }
    }

    /// Reads the `parameters` of an object.
    pub(super) fn read(object: &Object<'a>) -> Self {
        let is_parameter =
            |site: &Site<'_>| ["in", "$ref"].iter().any(|key| is_text(site.child(key)));
        let sites = object.items_or_one("parameters", is_parameter);
        let all = sites.len();
        match object.context().version {
            Version::V20 => swagger::inputs(object.context(), sites),
            Version::V30 | Version::V31 | Version::V32 => {
                let read = |site| Parameter::read(object.context(), site);
                let parameters: Vec<Parameter<'a>> = sites.into_iter().filter_map(read).collect();
                Self {
                    complete: parameters.len() == all,
                    parameters,
                    body: swagger::Inputs::default(),
                }
            }
        }
    }

    /// Adds the parameters of the path item, or of the target of its reference. A parameter that is
    /// already known overrides one of the same name and location (4.8.9).
    pub(super) fn inherit(&mut self, other: &Self) {
        for parameter in &other.parameters {
            if !self.parameters.iter().any(|one| one.is_same(parameter)) {
                self.parameters.push(parameter.clone());
            }
        }
        self.body.inherit(&other.body);
        self.complete &= other.complete;
    }
}

impl<'a> Parameter<'a> {
    /// Returns whether both have the same name and location, so that one overrides the other. The case
    /// of header names has no meaning (RFC 9110, 5.1).
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let header = self.location == Location::Header;
        let same = self.name == other.name || header && self.name.eq_ignore_ascii_case(&other.name);
        same && self.location == other.location
    }

    /// A path parameter of the operation at `at` that the document does not declare. It is a
    /// string.
    #[must_use]
    pub fn of_path(at: &Pointer, name: String) -> Self {
        Self {
            at: at.clone(),
            name: name.into(),
            label: None,
            location: Location::Path,
            required: true,
            description: None,
            deprecated: false,
            style: Style::Simple,
            explode: false,
            inner: Vec::new(),
            allow_reserved: false,
            schema: None,
            examples: Vec::new(),
            content: None,
        }
    }

    fn read(cx: Context<'a>, site: Site<'a>) -> Option<Self> {
        let object = Object::or(Loss::Operation, cx, cx.follow(site)?, "a parameter")?;
        let name = object.required_str("name", "this parameter", "the parameter")?;
        let location = location(&object)?;
        Some(Self::of(&object, name, location))
    }

    /// Reads the header `name` of a part.
    #[must_use]
    pub fn of_header(cx: Context<'a>, name: &'a str, site: Site<'a>) -> Option<Self> {
        let object = Object::or(Loss::Operation, cx, cx.follow(site)?, "a header")?;
        Some(Self::of(&object, name, Location::Header))
    }

    fn of(object: &Object<'a>, name: &'a str, location: Location) -> Self {
        let style = style(object, location);
        let mut content = object.members("content").into_iter();
        Self {
            at: object.at().clone(),
            name: name.into(),
            label: None,
            location,
            required: location == Location::Path || object.bool("required").unwrap_or_default(),
            description: object.str("description"),
            deprecated: object.bool("deprecated").unwrap_or_default(),
            style,
            explode: object
                .bool("explode")
                .unwrap_or(matches!(style, Style::Form | Style::Cookie)),
            inner: Vec::new(),
            allow_reserved: object.bool("allowReserved").unwrap_or_default(),
            schema: object.get("schema"),
            examples: example::of_parameter(object),
            content: content
                .next()
                .and_then(|(name, site)| MediaType::read(object.context(), name, site)),
        }
    }
}

fn is_text(site: Option<Site<'_>>) -> bool {
    site.is_some_and(|site| site.node.as_str().is_some())
}

/// The diagnostic for a parameter that cannot be sent beside the parameter `whole`, which is the whole query string.
#[must_use]
pub fn beside_query_string(one: &Parameter<'_>, whole: &Parameter<'_>) -> Diagnostic {
    let is_second = one.location == Location::QueryString;
    parameter_rules::conflict(is_second, (&one.name, &one.at), (&whole.name, &whole.at))
}

fn location(object: &Object<'_>) -> Option<Location> {
    match object.required_str("in", "this parameter", "the parameter")? {
        "path" => Some(Location::Path),
        "query" => Some(Location::Query),
        "header" => Some(Location::Header),
        "cookie" => Some(Location::Cookie),
        "querystring" if object.context().version == Version::V32 => Some(Location::QueryString),
        other => {
            let at = object.at().child("in");
            let diagnostic = match (object.context().version, other) {
                (Version::V30 | Version::V31, "querystring") => {
                    let message =
                        "the `in` of a parameter cannot be `querystring` before OpenAPI 3.2";
                    let diagnostic = Diagnostic::new(Code::UnknownValue, &at, message);
                    diagnostic.help(WRITE_LATER)
                }
                (version, _) => {
                    let known = match version {
                        Version::V32 => "`path`, `query`, `querystring`, `header` or `cookie`",
                        Version::V20 | Version::V30 | Version::V31 => {
                            "`path`, `query`, `header` or `cookie`"
                        }
                    };
                    let message =
                        format!("the `in` of a parameter must be {known}, found `{other}`");
                    let diagnostic = Diagnostic::new(Code::UnknownValue, &at, message);
                    match other {
                        "body" | "formData" if version != Version::V20 => {
                            diagnostic.help("describe the body with `requestBody`")
                        }
                        _ => diagnostic,
                    }
                }
            };
            object.report(diagnostic, "the parameter");
            None
        }
    }
}

const WRITE_LATER: &str = "write `openapi: 3.2.0` at the start of the document";

/// Whether only later versions allow the style in this location.
fn style_of_later_version(name: &str, location: Location, version: Version) -> bool {
    location == Location::Cookie
        && name == "cookie"
        && matches!(version, Version::V30 | Version::V31)
}

fn style(object: &Object<'_>, location: Location) -> Style {
    let default = match location {
        Location::Path | Location::Header => Style::Simple,
        Location::Query | Location::QueryString | Location::Cookie => Style::Form,
    };

    let Some(name) = object
        .str("style")
        .filter(|_| location != Location::QueryString)
    else {
        return default;
    };
    let named = match (name, object.context().version) {
        ("cookie", Version::V32) => Some(Style::Cookie),
        _ => Style::named(name),
    };
    match (named, location) {
        (Some(style @ Style::Simple), Location::Path | Location::Header)
        | (Some(style @ (Style::Label | Style::Matrix)), Location::Path)
        | (Some(style @ Style::Form), Location::Query | Location::Cookie)
        | (Some(style @ Style::Cookie), Location::Cookie)
        | (
            Some(style @ (Style::SpaceDelimited | Style::PipeDelimited | Style::DeepObject)),
            Location::Query,
        ) => style,
        (
            Some(_) | None,
            Location::Path
            | Location::Query
            | Location::QueryString
            | Location::Header
            | Location::Cookie,
        ) => {
            let version = object.context().version;
            let is_later = style_of_later_version(name, location, version);
            let place = if is_later {
                "before OpenAPI 3.2"
            } else {
                "in this location"
            };
            let message =
                format!("the style `{name}` is not allowed {place}; the default style is used");
            let at = object.at().child("style");
            let mut diagnostic = Diagnostic::new(Code::UnknownStyle, &at, message);
            if is_later {
                diagnostic = diagnostic.help(WRITE_LATER);
            }
            object.context().diagnostics.report(diagnostic);
            default
        }
    }
}
