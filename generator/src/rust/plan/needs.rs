//! The capabilities of the runtime that a crate needs.

use crate::model::{
    CookieEncoding, FormStyle, Format, Location, Operation, PathStyle, Placement, QueryStyle,
    Reply, Shape, Type,
};
use crate::rust::vendor::{Capability, Level};

use super::formats::Formats;
use crate::rust::context::Emit;

/// The capabilities that a crate needs.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::rust) struct Needs {
    /// There is an operation.
    pub(in crate::rust) client: bool,
    /// There is a type other than an alias, which needs JSON code.
    pub(in crate::rust) json: bool,
    basic: bool,
    /// A response is a stream of bytes.
    pub(in crate::rust) bytes: bool,
    /// A response is a stream of events.
    pub(in crate::rust) events: bool,
    /// A response is a stream of lines.
    pub(in crate::rust) lines: bool,
    /// The formats of strings and integers.
    pub(in crate::rust) formats: Formats,
    multipart: bool,
    ordered: bool,
    /// A response is a stream of parts.
    pub(in crate::rust) parts: bool,
    /// There is a paginated operation.
    pub(in crate::rust) pages: bool,
    styles: bool,
    /// The API sends webhooks.
    pub(in crate::rust) webhooks: bool,
    /// A body is XML.
    pub(in crate::rust) xml: bool,
}

impl Needs {
    /// Determines the capabilities that an API needs.
    pub(in crate::rust) fn of(cx: Emit<'_>) -> Self {
        let mut needs = Self {
            client: !cx.api.operations.is_empty(),
            formats: Formats::of(cx),
            webhooks: cx.api.webhook_event.is_some(),
            ..Self::default()
        };
        for def in cx.types() {
            needs.shape(&def.shape);
        }
        for operation in &cx.api.operations {
            needs.operation(operation);
        }
        if needs.client {
            for scheme in &cx.api.schemes {
                needs.placement(&scheme.placement);
            }
        }
        needs
    }

    /// The capabilities of a copy of the runtime: those that the crate needs, and pages. An API
    /// that adds its first paginated operation then adds no files of the runtime.
    pub(in crate::rust) fn copied(self) -> Self {
        Self {
            pages: self.client,
            ..self
        }
    }

    /// Whether the crate contains any code of the runtime.
    pub(in crate::rust) fn any(self) -> bool {
        self.client || self.webhooks || self.json || self.formats.any()
    }

    /// The builds of the crate that have a capability.
    pub(in crate::rust) fn level(self, capability: Capability) -> Level {
        let always = |needed: bool| if needed { Level::Always } else { Level::Never };
        let optional = |needed: bool| {
            if needed {
                Level::Optional
            } else {
                Level::Never
            }
        };
        let has = |formats: &[Format]| self.formats.any_of(formats);
        let moments = has(&[Format::DateTime, Format::Date, Format::Time]);
        let moments = moments || self.formats.unix_time();
        match capability {
            Capability::Base64 => always(has(&[Format::Base64, Format::Base64Url])),
            Capability::Formats => always(self.formats.any()),
            Capability::Jiff | Capability::Chrono => optional(moments || has(&[Format::Duration])),
            Capability::Time => optional(moments),
            Capability::RustDecimal => optional(has(&[Format::Decimal])),
            Capability::Url => optional(has(&[Format::Uri])),
            Capability::Uuid => optional(has(&[Format::Uuid])),
            Capability::Basic => always(self.basic),
            Capability::Bytes => always(self.bytes),
            Capability::Client => always(self.client),
            Capability::Events => always(self.events || self.lines),
            Capability::Multipart => always(self.multipart),
            Capability::Ordered => always(self.ordered),
            Capability::Pages => always(self.pages),
            Capability::Parts => always(self.parts),
            Capability::Stream => {
                always(self.bytes || self.events || self.lines || self.pages || self.parts)
            }
            Capability::Styles => always(self.styles),
            Capability::Blocking
            | Capability::Brotli
            | Capability::Gzip
            | Capability::Mock
            | Capability::NativeTls
            | Capability::Rustls
            | Capability::RustlsNoProvider
            | Capability::RustlsWebpkiRoots
            | Capability::Tower
            | Capability::Tracing
            | Capability::Zstd => optional(self.client),
            Capability::Webhooks => optional(self.webhooks),
            Capability::Xml => always(self.xml),
            Capability::Serde => optional(self.any()),
        }
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Struct(_)
            | Shape::StringEnum(_)
            | Shape::IntegerEnum(_)
            | Shape::Tuple(_)
            | Shape::Union(_) => self.json = true,
            Shape::Alias(_) => {}
        }
    }

    fn operation(&mut self, operation: &Operation) {
        self.pages |= operation.pages.is_some();
        self.xml |= operation.has_xml();
        self.reply(&operation.reply);
        if let Some(stream) = &operation.stream {
            self.reply(&stream.reply);
        }
        for alternative in &operation.alternatives {
            self.reply(&alternative.reply);
        }
        for argument in &operation.arguments {
            self.location(&argument.location);
            self.argument(&argument.ty);
        }
    }

    fn reply(&mut self, reply: &Reply) {
        match reply {
            Reply::Pieces => self.bytes = true,
            Reply::Events(..) | Reply::NamedEvents(_) => self.events = true,
            Reply::Lines(_) => self.lines = true,
            Reply::Parts(..) => self.parts = true,
            Reply::Empty
            | Reply::Json(_)
            | Reply::OptionalJson(_)
            | Reply::Text
            | Reply::LooseText
            | Reply::Binary => {}
        }
    }

    fn location(&mut self, location: &Location) {
        match location {
            Location::Part(_)
            | Location::FilePart(_)
            | Location::ExplodedFiles(_)
            | Location::PartHeader { .. } => {
                self.multipart = true;
            }
            Location::QueryString(_)
            | Location::FormField(FormStyle::Reserved(_))
            | Location::Path(PathStyle::ReservedLabel(_) | PathStyle::ReservedMatrix(_))
            | Location::Query(QueryStyle::ReservedJoined(_) | QueryStyle::ReservedDeep)
            | Location::Cookie {
                encoding: CookieEncoding::Reserved | CookieEncoding::Raw,
                ..
            } => self.styles = true,
            Location::OrderedPart { .. } => (self.multipart, self.ordered) = (true, true),
            Location::Path(_)
            | Location::Query(_)
            | Location::Header { .. }
            | Location::DelimitedHeader(_)
            | Location::JsonHeader
            | Location::Cookie { .. }
            | Location::JsonCookie
            | Location::Field
            | Location::FormField(_)
            | Location::Body(_) => {}
        }
    }

    fn argument(&mut self, ty: &Type) {
        match ty {
            Type::File(_) => self.multipart = true,
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::Boxed(inner) => {
                self.argument(inner);
            }
            Type::Any
            | Type::Bool
            | Type::Integer(_)
            | Type::Number
            | Type::String
            | Type::Text(_)
            | Type::Bytes
            | Type::Named(_) => {}
        }
    }

    fn placement(&mut self, placement: &Placement) {
        match placement {
            Placement::Basic => self.basic = true,
            Placement::Bearer
            | Placement::Authorization(_)
            | Placement::Header(_)
            | Placement::Query(_)
            | Placement::Cookie(_) => {}
        }
    }
}
