//! The Parameter Object (OpenAPI 3.1, 4.8.12) and the Header Object (4.8.21), which is one less
//! its name and place.

use std::borrow::Cow;
use std::fmt::{self, Display, Formatter};

use crate::diagnostic::Code;
use crate::source::{Pointer, Site};

use super::{Context, MediaType, Object, media_type};

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Location {
    /// Into the path template.
    Path,
    /// Into the query.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

impl Display for Location {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "headers",
            Self::Cookie => "cookies",
        })
    }
}

/// How a value becomes text (4.8.12.2.1).
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
    /// `name[key]=a`: queries.
    DeepObject,
}

/// A parameter of an operation.
#[derive(Clone, Debug)]
pub struct Parameter<'a> {
    /// Its place.
    pub at: Pointer,
    /// Its name on the wire.
    pub name: Cow<'a, str>,
    /// Where it goes.
    pub location: Location,
    /// Whether it must be given; always so in a path.
    pub required: bool,
    /// What it is, in Markdown.
    pub description: Option<&'a str>,
    /// Whether callers should move away from it.
    pub deprecated: bool,
    /// How its value is written.
    pub style: Style,
    /// Whether each element or member is written by itself.
    pub explode: bool,
    /// Whether reserved characters stay as they are.
    pub allow_reserved: bool,
    /// What values it takes.
    pub schema: Option<Site<'a>>,
    /// Examples of its value.
    pub examples: Vec<Site<'a>>,
    /// The media type in which its value is written, instead of a style.
    pub content: Option<MediaType<'a>>,
}

impl<'a> Parameter<'a> {
    /// Reads the `parameters` of an object, and whether it could read all of them.
    #[must_use]
    pub(super) fn list(object: &Object<'a>) -> (Vec<Self>, bool) {
        let sites = object.items("parameters");
        let all = sites.len();
        let read = |site| Self::read(object.context(), site);
        let list: Vec<Self> = sites.into_iter().filter_map(read).collect();
        let complete = list.len() == all;
        (list, complete)
    }

    /// Whether both are of one name in one place, so that one of them takes the place of the other.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.name == other.name && self.location == other.location
    }

    /// A string in the path of the operation at `at`, of which the document says nothing.
    #[must_use]
    pub fn of_path(at: &Pointer, name: String) -> Self {
        Self {
            at: at.clone(),
            name: name.into(),
            location: Location::Path,
            required: true,
            description: None,
            deprecated: false,
            style: Style::Simple,
            explode: false,
            allow_reserved: false,
            schema: None,
            examples: Vec::new(),
            content: None,
        }
    }

    fn read(cx: Context<'a>, site: Site<'a>) -> Option<Self> {
        let object = Object::new(cx, cx.follow(site)?, "a parameter")?;
        let name = object.required_str("name", "a parameter")?;
        let location = location(&object)?;
        let style = style(&object, location);
        let mut content = object.members("content").into_iter();
        Some(Self {
            at: object.at().clone(),
            name: name.into(),
            location,
            required: location == Location::Path || object.bool("required").unwrap_or_default(),
            description: object.str("description"),
            deprecated: object.bool("deprecated").unwrap_or_default(),
            style,
            explode: object.bool("explode").unwrap_or(style == Style::Form),
            allow_reserved: object.bool("allowReserved").unwrap_or_default(),
            schema: object.get("schema"),
            examples: media_type::examples(&object),
            content: content
                .next()
                .and_then(|(name, site)| MediaType::read(cx, name, site)),
        })
    }
}

fn location(object: &Object<'_>) -> Option<Location> {
    match object.required_str("in", "a parameter")? {
        "path" => Some(Location::Path),
        "query" => Some(Location::Query),
        "header" => Some(Location::Header),
        "cookie" => Some(Location::Cookie),
        other => {
            object.context().diagnostics.tell(Code::UnknownValue,
                &object.at().child("in"),
                format!("the `in` of a parameter must be `path`, `query`, `header` or `cookie`, found `{other}`"),
            );
            None
        }
    }
}

fn style(object: &Object<'_>, location: Location) -> Style {
    let default = match location {
        Location::Path | Location::Header => Style::Simple,
        Location::Query | Location::Cookie => Style::Form,
    };

    match (object.str("style"), location) {
        (None, _) => default,
        (Some("simple"), Location::Path | Location::Header) => Style::Simple,
        (Some("label"), Location::Path) => Style::Label,
        (Some("matrix"), Location::Path) => Style::Matrix,
        (Some("form"), Location::Query | Location::Cookie) => Style::Form,
        (Some("spaceDelimited"), Location::Query) => Style::SpaceDelimited,
        (Some("pipeDelimited"), Location::Query) => Style::PipeDelimited,
        (Some("deepObject"), Location::Query) => Style::DeepObject,
        (Some(other), _) => {
            object.context().diagnostics.tell(
                Code::UnknownStyle,
                &object.at().child("style"),
                format!(
                    "the style `{other}` is not allowed in this location; the default style is used"
                ),
            );
            default
        }
    }
}
