//! Operations and the tree of resources that they hang in.

use crate::source::Pointer;

use super::{Docs, Facts, Pages, Scalar, SchemeId, Type};

/// An index into [`Api::resources`](super::Api::resources).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ResourceId(pub usize);

impl ResourceId {
    /// The client itself.
    pub const ROOT: Self = Self(0);
}

/// A resource: a step of the chain from the client to a method.
#[derive(Debug)]
pub struct Resource {
    /// Its name as the path or `x-sdk` has it; empty for the root.
    pub wire: String,
    /// The resource that it hangs on; `None` for the root.
    pub parent: Option<ResourceId>,
    /// The resources that hang on it, in the order of the document.
    pub children: Vec<ResourceId>,
    /// Indices into [`Api::operations`](super::Api::operations), in the order of the document.
    pub operations: Vec<usize>,
    /// What the document says of it.
    pub docs: Docs,
}

/// An operation.
#[derive(Debug)]
pub struct Operation {
    /// Where it is described.
    pub origin: Pointer,
    /// The HTTP method.
    pub method: Method,
    /// The path template, cut at its expressions.
    pub path: Vec<PathPart>,
    /// The base URL of the server that answers it, if it is another than the API's.
    pub server: Option<String>,
    /// The first of its tags.
    pub tag: Option<String>,
    /// Where it hangs.
    pub resource: ResourceId,
    /// What it is called.
    pub name: MethodName,
    /// What the document says of it.
    pub docs: Docs,
    /// What it takes: parameters, then the body or its parts.
    pub arguments: Vec<Argument>,
    /// The media type of the body, if it has one.
    pub content_type: Option<String>,
    /// The other media types that the same body may be sent as.
    pub content_types: Vec<ContentType>,
    /// Whether a body is sent in any case, even if nothing of it is set.
    pub sends_body: bool,
    /// The media types to ask for.
    pub accept: String,
    /// What comes back on success.
    pub reply: Reply,
    /// The stream that may be asked for in place of that.
    pub stream: Option<Stream>,
    /// What else may be asked for in place of that.
    pub alternatives: Vec<Alternative>,
    /// How the pages follow each other, if the answer is one of several.
    pub pages: Option<Pages>,
    /// The errors that the document tells of.
    pub failures: Vec<Failure>,
    /// An example of the reply, if it is JSON.
    pub example: Option<Example>,
    /// Alternatives of the credentials needed together; none: anonymous.
    pub security: Vec<Vec<SchemeId>>,
}

impl Operation {
    /// The path template as the document has it.
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

    /// Every type that the operation itself mentions.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        let arguments = self.arguments.iter().map(|argument| &argument.ty);
        arguments.chain(self.replies())
    }

    /// Every type that may come back.
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

/// A media type that a body may be sent as in place of the usual one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentType {
    /// The words of the method that chooses it.
    pub name: String,
    /// The media type.
    pub media_type: String,
}

/// What a method is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MethodName {
    /// Its words.
    pub wire: String,
    /// Where the name was chosen by hand, if it was.
    pub chosen: Option<Pointer>,
}

/// An HTTP method (RFC 9110, 9; RFC 5789).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
}

impl Method {
    /// The method as it stands in a request line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
        }
    }
}

/// A piece of a path template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathPart {
    /// Text.
    Literal(String),
    /// The value of the argument with this index.
    Argument(usize),
}

/// A value that a call takes.
#[derive(Clone, Debug)]
pub struct Argument {
    /// Where it is described.
    pub origin: Pointer,
    /// Its name on the wire.
    pub wire: String,
    /// The words of its name, if they are others than those on the wire.
    pub label: Option<String>,
    /// Where it goes.
    pub location: Location,
    /// Whether it must be given.
    pub required: bool,
    /// Whether null may be given as well.
    pub nullable: bool,
    /// Its type, without null.
    pub ty: Type,
    /// The only value that it may have: then it is not asked for.
    pub constant: Option<Scalar>,
    /// What the document says of it.
    pub docs: Docs,
    /// What the type does not say.
    pub facts: Facts,
    /// Its value in the document's example of the request.
    pub example: Option<serde_json::Value>,
}

impl Argument {
    /// The words of its name: those of the name on the wire, unless that of another argument is the
    /// same.
    #[must_use]
    pub fn words(&self) -> std::borrow::Cow<'_, str> {
        match &self.label {
            Some(label) => label.into(),
            None => self.wire.as_str().into(),
        }
    }
}

/// Where a value goes, and how it is written there (OpenAPI 3.1, 4.8.12.2.1 and 4.8.15).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// Into the path.
    Path(PathStyle),
    /// Into the query.
    Query(QueryStyle),
    /// A header.
    Header {
        /// Whether members are written `k=v` rather than `k,v`.
        explode: bool,
    },
    /// A header that holds JSON.
    JsonHeader,
    /// A cookie.
    Cookie {
        /// Whether each element has a cookie of its own.
        explode: bool,
    },
    /// A cookie that holds JSON.
    JsonCookie,
    /// A member of the JSON object that is the body.
    Field,
    /// A field of an `application/x-www-form-urlencoded` body.
    FormField(FormStyle),
    /// A part of a multipart body.
    Part(PartStyle),
    /// A part of a multipart body that holds a file, and the media type of files that have none of
    /// their own.
    FilePart(Option<String>),
    /// The whole body.
    Body(BodyKind),
}

/// How a value is written into a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathStyle {
    /// `a,b`, objects as `k,v`.
    Simple,
    /// `a,b`, objects as `k=v`.
    Exploded,
    /// `.a.b` if exploded, otherwise `.a,b`.
    Label(bool),
    /// `;n=a;n=b` if exploded, otherwise `;n=a,b`.
    Matrix(bool),
    /// JSON.
    Json,
}

/// How a value is written into a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormStyle {
    /// `n=a&n=b`, and `n[key]=a` for members.
    Repeated,
    /// `n[0]=a&n[1]=b`, and `n[key]=a` for members.
    Indexed,
    /// `n=a,b`, or with another text between.
    Joined(&'static str),
    /// `n=` and JSON.
    Json,
}

/// How a value is written into parts of a multipart body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartStyle {
    /// A part for each item; objects are JSON.
    Plain,
    /// A part for each member: `n[key]`.
    Nested,
    /// Of this media type: JSON is one part, of other values each item is.
    Typed(String),
}

/// How a value is written into a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueryStyle {
    /// `n=a&n=b`.
    Form,
    /// The same, or `n=a,b` if not exploded, reserved characters as they are.
    Reserved(bool),
    /// `n=a,b`, or with another text between.
    Joined(&'static str),
    /// `n[key]=a`.
    Deep,
    /// `n=` and JSON.
    Json,
}

/// How a whole body is written.
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
    /// JSON values: on a line each, or if true, as a sequence (RFC 7464).
    Lines(bool),
}

/// A stream that an operation can answer with in place of one value.
#[derive(Clone, Debug)]
pub struct Stream {
    /// [`Reply::Events`], [`Reply::Lines`] or [`Reply::Pieces`].
    pub reply: Reply,
    /// The media type to accept.
    pub accept: String,
    /// The member of the body that has to be true for it, if there is one.
    pub member: Option<Argument>,
}

/// A body of another media type that an operation can answer with in place of the usual one.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// The words of the method that asks for it: `pdf`, `csv`.
    pub name: String,
    /// How it is read.
    pub reply: Reply,
    /// The media type to ask for.
    pub accept: String,
}

/// What comes back on success.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    /// Nothing of interest.
    Empty,
    /// JSON.
    Json(Type),
    /// JSON, or nothing: some success has no body.
    OptionalJson(Type),
    /// Text.
    Text,
    /// Text that may be written as JSON.
    LooseText,
    /// Bytes.
    Binary,
    /// Bytes, as they come.
    Pieces,
    /// Server-sent events.
    Events(Type),
    /// JSON values, one to a line.
    Lines(Type),
}

impl Reply {
    /// The type of what is decoded, if it is JSON.
    #[must_use]
    pub fn ty(&self) -> Option<&Type> {
        match self {
            Self::Json(ty) | Self::OptionalJson(ty) | Self::Events(ty) | Self::Lines(ty) => {
                Some(ty)
            }
            Self::Empty | Self::Text | Self::LooseText | Self::Binary | Self::Pieces => None,
        }
    }
}

/// An error that may come back.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// For which statuses: `404`, `4XX`, `default`.
    pub statuses: Vec<String>,
    /// What its body is, if that is JSON of a known shape.
    pub ty: Option<Type>,
    /// What the document says of it.
    pub docs: Docs,
}

/// An example of a reply.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// The whole body.
    pub json: serde_json::Value,
    /// Whether the document has it; otherwise it is put together from what the schema says.
    pub documented: bool,
}
