//! Operations.

use crate::source::Pointer;

use super::docs::Docs;
use super::pages::Pages;
use super::reply::{Alternative, Example, Failure, Reply};
use super::resource::ResourceId;
use super::security::SchemeId;
use super::style::{
    CookieEncoding, Delimiter, FormStyle, PartStyle, PathStyle, QueryString, QueryStyle,
};
use super::ty::{Facts, Scalar, Type};
use super::xml::XmlRoot;

/// An operation.
#[derive(Debug)]
pub struct Operation {
    /// The place of the operation.
    pub origin: Pointer,
    /// The HTTP method.
    pub method: Method,
    /// The path template, split at its expressions.
    pub path: Vec<PathPart>,
    /// The base URL of the operation's server, if it differs from that of the API.
    pub server: Option<String>,
    /// The first tag.
    pub tag: Option<String>,
    /// The resource that the method belongs to.
    pub resource: ResourceId,
    /// The name of the method.
    pub name: MethodName,
    /// The documentation.
    pub docs: Docs,
    /// The summary of the response on success (OpenAPI 3.2).
    pub reply_summary: Option<String>,
    /// The arguments: parameters, followed by the body or its members.
    pub arguments: Vec<Argument>,
    /// The whole request body, if its members are arguments: JSON, or a form with pairs in the usual style.
    pub body: Option<Body>,
    /// The media type of the request body, if there is one.
    pub content_type: Option<String>,
    /// Other media types that the same body can be sent as.
    pub content_types: Vec<ContentType>,
    /// The request body, if it is XML instead of JSON.
    pub sent_xml: Option<SentXml>,
    /// The root of the response on success, if that is XML instead of JSON.
    pub read_xml: Option<XmlRoot>,
    /// Whether a body is always sent, even if none of its members is set.
    pub sends_body: bool,
    /// The media types in the header `Accept`.
    pub accept: String,
    /// The response on success.
    pub reply: Reply,
    /// The stream that can be requested instead.
    pub stream: Option<Stream>,
    /// Other responses that can be requested instead.
    pub alternatives: Vec<Alternative>,
    /// The pagination, if the operation is paginated.
    pub pages: Option<Pages>,
    /// The errors that the document describes.
    pub failures: Vec<Failure>,
    /// An example of the response, if it is JSON.
    pub example: Option<Example>,
    /// The alternative sets of required credentials. Empty for anonymous operations.
    pub security: Vec<Vec<SchemeId>>,
}

/// A whole request body.
#[derive(Clone, Debug)]
pub struct Body {
    /// The type.
    pub ty: Type,
    /// Whether it is sent as a form, not as JSON.
    pub is_form: bool,
    /// Whether `null` may be sent in its place.
    pub nullable: bool,
}

/// The body of a request that is XML.
#[derive(Clone, Debug, PartialEq)]
pub struct SentXml {
    /// Its root.
    pub root: XmlRoot,
    /// The type of the whole body, even if its members are arguments.
    pub ty: Type,
}

impl Operation {
    /// The path template as in the document.
    #[must_use]
    pub fn template(&self) -> String {
        let parts = self.path.iter().map(|part| match part {
            PathPart::Literal(text) => text.clone(),
            PathPart::Argument(index) => {
                let argument = self.arguments.get(*index);
                format!("{{{}}}", argument.map_or("", |argument| &argument.wire))
            }
        });
        parts.collect()
    }

    /// All types that the operation uses directly.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        let arguments = self.arguments.iter().map(|argument| &argument.ty);
        let body = self.body.iter().map(|body| &body.ty);
        arguments.chain(body).chain(self.replies())
    }

    /// Whether the body is multipart, with parts that are arguments.
    #[must_use]
    pub fn is_multipart(&self) -> bool {
        let mut locations = self.arguments.iter().map(|argument| &argument.location);
        locations.any(|at| {
            matches!(
                at,
                Location::Part(_) | Location::FilePart(_) | Location::ExplodedFiles(_)
            )
        })
    }

    /// Whether a body is XML.
    #[must_use]
    pub fn has_xml(&self) -> bool {
        let mut failures = self.failures.iter();
        self.sent_xml.is_some()
            || self.read_xml.is_some()
            || failures.any(|failure| failure.xml.is_some())
    }

    /// All types that a response may have.
    pub fn replies(&self) -> impl Iterator<Item = &Type> {
        let streamed = self.stream.iter().filter_map(|stream| stream.reply.ty());
        let alternatives = self.alternatives.iter().filter_map(|one| one.reply.ty());
        let failures = self
            .failures
            .iter()
            .filter_map(|failure| failure.ty.as_ref());
        let replies = self.reply.ty().into_iter().chain(streamed);
        replies.chain(alternatives).chain(failures)
    }
}

/// Another media type that a body can be sent as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentType {
    /// The words of the option that selects it.
    pub name: String,
    /// The media type.
    pub media_type: String,
}

/// The name of a method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MethodName {
    /// The words of the name.
    pub wire: String,
    /// The place where the name was chosen explicitly, if it was.
    pub chosen: Option<Pointer>,
}

/// An HTTP method (RFC 9110, 9; RFC 5789; RFC 10008).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are self-explanatory")]
pub enum Method {
    Get,
    Put,
    Post,
    Delete,
    Options,
    Head,
    Patch,
    Trace,
    Query,
    /// Another method, as in the request line: `additionalOperations` (OpenAPI 3.2, 4.9).
    Other(String),
}

impl Method {
    /// The method in a request line.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
            Self::Query => "QUERY",
            Self::Other(name) => name,
        }
    }
}

/// A part of a path template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathPart {
    /// Literal text.
    Literal(String),
    /// The value of the argument with this index.
    Argument(usize),
}

/// An argument of a method.
#[derive(Clone, Debug)]
pub struct Argument {
    /// The place of the parameter, or of the request body.
    pub origin: Pointer,
    /// The name on the wire.
    pub wire: String,
    /// The words of the name, if they differ from those on the wire.
    pub label: Option<String>,
    /// The location in the request.
    pub location: Location,
    /// Whether the argument is required.
    pub required: bool,
    /// Whether `null` is allowed.
    pub nullable: bool,
    /// The type, without `null`.
    pub ty: Type,
    /// The value that is sent without an argument: the only allowed one or, if the argument is optional, the default.
    /// In an optional body, it is sent with other members only.
    pub constant: Option<Scalar>,
    /// The documentation.
    pub docs: Docs,
    /// Facts that the type does not express.
    pub facts: Facts,
    /// The value in the document's example of the request.
    pub example: Option<serde_json::Value>,
}

impl Argument {
    /// Whether the caller must pass a value.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.required && self.constant.is_none()
    }

    /// The only allowed value.
    #[must_use]
    pub fn only_value(&self) -> Option<&Scalar> {
        self.constant.as_ref().filter(|_| self.required)
    }

    /// Whether a value is sent without a setter.
    #[must_use]
    pub fn is_sent(&self) -> bool {
        self.required || self.constant.is_some()
    }

    /// Whether the client sends the default if the caller does not set a value.
    #[must_use]
    pub fn sends_default(&self) -> bool {
        !self.required && self.constant.is_some()
    }

    /// Whether `null` is allowed and differs from an absent value.
    #[must_use]
    pub fn sends_null(&self) -> bool {
        self.nullable
            && matches!(
                self.location,
                Location::Field | Location::Body(BodyKind::Json)
            )
    }

    /// The words of the name: those of the name on the wire, unless another argument has the same.
    #[must_use]
    pub fn words(&self) -> std::borrow::Cow<'_, str> {
        match &self.label {
            Some(label) => label.into(),
            None => self.wire.as_str().into(),
        }
    }
}

/// The location of a value in a request, and its serialization there (OpenAPI 3.1, 4.8.12.2.1 and
/// 4.8.15).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// A part of the path.
    Path(PathStyle),
    /// A part of the query.
    Query(QueryStyle),
    /// The whole query string (OpenAPI 3.2, 4.12.1).
    QueryString(QueryString),
    /// A header.
    Header {
        /// Whether members are written as `k=v` rather than `k,v`.
        explode: bool,
    },
    /// A header with arrays that have these delimiters, from the outside in.
    DelimitedHeader(Vec<Delimiter>),
    /// A header that holds JSON.
    JsonHeader,
    /// A cookie.
    Cookie {
        /// Whether each item is a separate cookie.
        explode: bool,
        /// The encoding of the value.
        encoding: CookieEncoding,
    },
    /// A cookie that holds JSON.
    JsonCookie,
    /// A member of a JSON object, which is the body.
    Field,
    /// A field of an `application/x-www-form-urlencoded` body.
    FormField(FormStyle),
    /// A part of a multipart body.
    Part(PartStyle),
    /// A part of a multipart body that holds a file. Holds the media types for files without one of
    /// their own, separated by commas.
    FilePart(Option<String>),
    /// Parts of a multipart body, one for each file of a map, whose keys are their names. Holds the same.
    ExplodedFiles(Option<String>),
    /// A part of a multipart body that has a position instead of a name.
    OrderedPart {
        /// The media type of a value, or those of files without one of their own, separated by commas.
        media_type: String,
        /// Whether each item is a part.
        each: bool,
    },
    /// A header of a part of a multipart body.
    PartHeader {
        /// The name of the part.
        part: String,
        /// Whether members are written as `k=v` rather than `k,v`.
        explode: bool,
    },
    /// The whole body.
    Body(BodyKind),
}

impl Location {
    /// Whether the value is a part of a multipart body.
    #[must_use]
    pub fn is_part(&self) -> bool {
        matches!(
            self,
            Self::Part(_) | Self::FilePart(_) | Self::ExplodedFiles(_) | Self::OrderedPart { .. }
        )
    }

    /// Whether the value is a part of the body.
    #[must_use]
    pub fn is_in_body(&self) -> bool {
        match self {
            Self::Field
            | Self::FormField(_)
            | Self::Part(_)
            | Self::FilePart(_)
            | Self::ExplodedFiles(_)
            | Self::OrderedPart { .. }
            | Self::PartHeader { .. }
            | Self::Body(_) => true,
            Self::Path(_)
            | Self::Query(_)
            | Self::QueryString(_)
            | Self::Header { .. }
            | Self::DelimitedHeader(_)
            | Self::JsonHeader
            | Self::Cookie { .. }
            | Self::JsonCookie => false,
        }
    }
}

/// The serialization of a whole body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyKind {
    /// JSON.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// Text.
    Text,
    /// Bytes.
    Binary,
    /// A sequence of JSON values: one per line, or if `true`, as in RFC 7464.
    Lines(bool),
}

/// A stream that can be requested instead of a single response.
#[derive(Clone, Debug)]
pub struct Stream {
    /// [`Reply::Events`], [`Reply::Lines`] or [`Reply::Pieces`].
    pub reply: Reply,
    /// The media type in the header `Accept`.
    pub accept: String,
    /// The member of the request body, or the query parameter, that asks for the stream, if there is one.
    pub member: Option<Argument>,
    /// The value of that member.
    pub value: Scalar,
    /// Whether requests for a single response set the member to `false`, because the server streams
    /// without it, or because it is required.
    pub off: bool,
}
