//! The API that the document describes: data only, with its wire names.
//!
//! This module knows nothing about Rust: no identifiers, no keywords, no crates. Every item holds
//! its place in the document.

mod api;
mod docs;
mod feature;
mod format;
mod operation;
mod package;
mod pages;
mod place;
mod reply;
mod resource;
mod response_header;
mod security;
mod server;
mod site;
mod style;
mod text;
mod text_method;
mod ty;
mod type_path;
mod xml;

pub use api::Api;
pub use docs::{Docs, HeldContent};
pub use feature::{Feature, FeatureId};
pub use format::{Format, Integer};
pub use operation::{
    Argument, Body, BodyKind, ContentType, Location, Method, MethodName, Operation, PathPart,
    SentXml, Stream,
};
pub use package::{Package, RuntimeSource};
pub use pages::{More, Pager, Pages};
pub use reply::{Alternative, Content, Example, Failure, Reply};
pub use resource::{Group, Grouped, Resource, ResourceId, grouped};
pub use response_header::{HeaderType, ResponseHeader};
pub use security::{Placement, Protocol, Scheme, SchemeId};
pub use server::{ServerChoice, ServerTemplate, ServerVariable};
pub use site::SiteInfo;
pub use style::{
    CookieEncoding, Delimiter, FormStyle, PartStyle, PathStyle, QueryString, QueryStyle,
};
pub use text_method::{TextAccess, TextMethod};
pub use ty::{
    Bound, EnumValue, Facts, Field, Guard, Kind, Limits, Presence, Scalar, Shape, Struct, Type,
    TypeDef, TypeId, Usage, Variant,
};
pub use type_path::{Root, Step, TypePath};
pub use xml::{Xml, XmlItems, XmlName, XmlPlace, XmlRoot};
