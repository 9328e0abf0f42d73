//! Operations and the tree of resources that they hang in.

use crate::source::Pointer;

use super::{Docs, SchemeId, Type};

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
    /// Where it hangs.
    pub resource: ResourceId,
    /// What it is called.
    pub name: MethodName,
    /// What the document says of it.
    pub docs: Docs,
    /// Its parameters: those of the path in the template's order, then the others.
    pub arguments: Vec<Argument>,
    /// What comes back on success.
    pub reply: Reply,
    /// An example of the reply, as JSON.
    pub example: Option<serde_json::Value>,
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
        let reply = match &self.reply {
            Reply::Empty => None,
            Reply::Json(ty) => Some(ty),
        };
        self.arguments
            .iter()
            .map(|argument| &argument.ty)
            .chain(reply)
    }
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
#[expect(missing_docs, reason = "the names say it")]
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

/// A parameter.
#[derive(Debug)]
pub struct Argument {
    /// Where it is described.
    pub origin: Pointer,
    /// Its name on the wire.
    pub wire: String,
    /// Where it goes.
    pub location: Location,
    /// Whether it must be given.
    pub required: bool,
    /// Its type.
    pub ty: Type,
    /// What the document says of it.
    pub docs: Docs,
}

/// Where a parameter goes, and how its value is written there (OpenAPI 3.1, 4.8.12.2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// Into the path.
    Path,
}

/// What comes back on success.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    /// Nothing of interest.
    Empty,
    /// JSON.
    Json(Type),
}
