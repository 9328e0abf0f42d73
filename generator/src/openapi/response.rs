//! The Response Object (OpenAPI 3.1, 4.8.17) and the keys of the Responses Object (4.8.16).

use std::fmt::{self, Display, Formatter};
use std::rc::Rc;

use crate::diagnostic::Code;
use crate::source::{Node, Pointer, Site};

use super::object::Loss;
use super::{Context, MediaType, Object, Version, swagger, wrong_kind};

/// The status codes that a response describes. The order is from the most to the least specific.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// One status code.
    Code(u16),
    /// A range such as `2XX`, by its first digit.
    Range(u16),
    /// Every status code that is not listed.
    Default,
}

impl Status {
    /// Returns whether the response is a success (2xx).
    #[must_use]
    pub fn is_success(self) -> bool {
        matches!(self, Self::Code(200..=299) | Self::Range(2))
    }

    fn parse(text: &str) -> Option<Self> {
        if text == "default" {
            return Some(Self::Default);
        }
        let digit = text
            .get(..1)?
            .parse::<u16>()
            .ok()
            .filter(|digit| (1..=5).contains(digit))?;
        let rest = text.get(1..)?;
        if rest.eq_ignore_ascii_case("xx") {
            return Some(Self::Range(digit));
        }
        (text.len() == 3).then(|| text.parse().ok().map(Self::Code))?
    }
}

impl Display for Status {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => code.fmt(formatter),
            Self::Range(digit) => write!(formatter, "{digit}XX"),
            Self::Default => formatter.write_str("default"),
        }
    }
}

/// The place of a response of an operation. Its reference is not yet followed.
#[derive(Clone, Debug)]
pub struct ResponseSite<'a> {
    /// The place of the response.
    pub at: Pointer,
    site: Site<'a>,
    /// The media types of the responses of the operation in version 2.0. Empty in other versions.
    produced: Rc<[swagger::Medium<'a>]>,
}

/// A response.
#[derive(Debug)]
pub struct Response<'a> {
    /// The summary (OpenAPI 3.2).
    pub summary: Option<&'a str>,
    /// The description, in Markdown.
    pub description: Option<&'a str>,
    /// The alternative media types.
    pub content: Vec<MediaType<'a>>,
    /// The response headers, by name.
    pub headers: Vec<(&'a str, Site<'a>)>,
}

impl<'a> Response<'a> {
    /// The responses of an operation. They are sorted by status code, followed by ranges and
    /// `default`, because their order in the document has no meaning.
    pub(super) fn list(operation: &Object<'a>) -> Vec<(Status, ResponseSite<'a>)> {
        let produced: Rc<[_]> = match operation.context().version {
            Version::V20 => swagger::produced(operation).into(),
            Version::V30 | Version::V31 | Version::V32 => Rc::default(),
        };
        let diagnostics = operation.context().diagnostics;
        let members = operation.members("responses").into_iter();
        let mut list: Vec<_> = members
            .filter(|(key, _)| !key.starts_with("x-"))
            .filter_map(|(key, site)| {
                let status = Status::parse(key);
                match status {
                    None => diagnostics.tell(
                        Code::UnknownStatus,
                        &site.at,
                        format!(
                            "`{key}` is not a status code, a range such as `4XX`, or `default`; it is ignored"
                        ),
                    ),
                    Some(Status::Range(_)) if !key.ends_with("XX") => {
                        let range = key.to_ascii_uppercase();
                        diagnostics.tell(
                            Code::StatusRange,
                            &site.at,
                            format!("the status code range `{key}` is read as `{range}`"),
                        );
                    }
                    Some(_) => {}
                }
                let at = site.at.clone();
                let produced = produced.clone();
                let site = ResponseSite { at, site, produced };
                Some((status?, site))
            })
            .collect();
        list.sort_by_key(|(status, _)| *status);
        list
    }

    /// Reads a response and follows its `$ref`. Returns `None` after reporting an error.
    #[must_use]
    pub fn read(cx: Context<'a>, place: ResponseSite<'a>) -> Option<Self> {
        if cx.version != Version::V20 && wrong_kind::leads_to_schema(cx, &place.site) {
            return Some(Self {
                summary: None,
                description: None,
                content: vec![MediaType::of_schema("application/json", place.site)],
                headers: Vec::new(),
            });
        }
        let site = cx.follow(place.site)?;
        if *site.node == Node::Null {
            return Some(Self {
                summary: None,
                description: None,
                content: Vec::new(),
                headers: Vec::new(),
            });
        }
        let object = Object::or(Loss::Operation, cx, site, "a response")?;
        Some(Self {
            summary: object.str("summary"),
            description: object.str("description"),
            content: match cx.version {
                Version::V20 => swagger::content(&object, &place.at, &place.produced),
                Version::V30 | Version::V31 | Version::V32 => MediaType::list(&object),
            },
            headers: object.members("headers"),
        })
    }
}
