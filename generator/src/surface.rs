//! The methods of the crate at a glance: one line per operation.

use std::fmt::{self, Display, Formatter};

use crate::model::{Api, Integer, Operation, Reply, Type};
use crate::rust::name::{Names, OperationName};

/// The Rust method of an operation: `GET /invites/{id} → client.invites().retrieve(id) -> Invite`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The HTTP method.
    pub method: String,
    /// The path template.
    pub path: String,
    /// `client.invites().retrieve(id)`.
    pub call: String,
    /// The response type: `Invite`, or `Page<InviteList, Invite>` if the operation is paginated.
    pub answer: String,
    /// The type that `.stream()` returns, if the operation can be streamed.
    pub stream: Option<String>,
    /// The methods that request another media type, and their response types.
    pub alternatives: Vec<(String, String)>,
}

impl Entry {
    /// Describes an operation.
    #[must_use]
    pub fn of(api: &Api, names: &Names, operation: &Operation, name: &OperationName) -> Self {
        let chain = chain(api, names, operation);
        let arguments = operation.arguments.iter().zip(&name.arguments);
        let asked = arguments.filter(|(one, _)| one.is_asked());
        let arguments: Vec<&str> = asked.map(|(_, name)| name.as_str()).collect();
        let answer = self::answer(names, &operation.reply);
        let pages = operation.pages.as_ref();
        let item = pages.map(|pages| show(names, &pages.item));
        let stream = operation.stream.as_ref();
        let alternatives = operation.alternatives.iter().zip(&name.alternatives);
        let alternatives =
            alternatives.map(|(one, name)| (name.clone(), self::answer(names, &one.reply)));
        Self {
            method: operation.method.as_str().to_owned(),
            path: operation.template(),
            call: format!("{chain}.{}({})", name.method, arguments.join(", ")),
            answer: item.map_or(answer.clone(), |item| format!("Page<{answer}, {item}>")),
            stream: stream.map(|stream| self::answer(names, &stream.reply)),
            alternatives: alternatives.collect(),
        }
    }
}

impl Entry {
    /// `GET /invites/{id}`.
    #[must_use]
    pub fn operation(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

impl Display for Entry {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let (call, answer) = (&self.call, &self.answer);
        write!(formatter, "{} → {call} -> {answer}", self.operation())?;
        if let Some(stream) = &self.stream {
            write!(formatter, ", .stream() -> {stream}")?;
        }
        let mut alternatives = self.alternatives.iter();
        alternatives.try_for_each(|(name, answer)| write!(formatter, ", .{name}() -> {answer}"))
    }
}

/// One entry per operation, in document order.
#[must_use]
pub fn entries(api: &Api, names: &Names) -> Vec<Entry> {
    let operations = api.operations.iter().zip(names.operations());
    operations
        .map(|(operation, name)| Entry::of(api, names, operation, name))
        .collect()
}

/// The same entries as [`entries`], as lines of text.
#[must_use]
pub fn lines(api: &Api, names: &Names) -> Vec<String> {
    let entries = entries(api, names);
    entries.iter().map(ToString::to_string).collect()
}

fn answer(names: &Names, reply: &Reply) -> String {
    match reply {
        Reply::Empty => "()".to_owned(),
        Reply::Json(ty) => show(names, ty),
        Reply::OptionalJson(ty) => format!("Option<{}>", show(names, ty)),
        Reply::Text | Reply::LooseText => "String".to_owned(),
        Reply::Binary => "Bytes".to_owned(),
        Reply::Pieces => "ByteStream".to_owned(),
        Reply::Events(_, ty) | Reply::NamedEvents(ty) => {
            format!("EventStream<{}>", show(names, ty))
        }
        Reply::Lines(ty) => format!("LineStream<{}>", show(names, ty)),
        Reply::Parts(_, ty) => format!("PartStream<{}>", show(names, ty)),
    }
}

fn chain(api: &Api, names: &Names, operation: &Operation) -> String {
    let mut accessors = vec!["client".to_owned()];
    for id in api.ancestry(operation.resource) {
        if let Some(name) = names.resources().get(id.0) {
            accessors.push(format!("{}()", name.accessor));
        }
    }
    accessors.join(".")
}

/// A type as the crate writes it, without indirection.
pub(crate) fn show(names: &Names, ty: &Type) -> String {
    match ty {
        Type::Any => "Value".to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::Integer(Integer::I32) => "i32".to_owned(),
        Type::Integer(Integer::I64) => "i64".to_owned(),
        Type::Integer(Integer::U32) => "u32".to_owned(),
        Type::Integer(Integer::U64) => "u64".to_owned(),
        Type::Number => "f64".to_owned(),
        Type::String => "String".to_owned(),
        Type::Text(format) => format.name().to_owned(),
        Type::Bytes => "Bytes".to_owned(),
        Type::File(true) => "Vec<File>".to_owned(),
        Type::File(false) => "File".to_owned(),
        Type::List(item) => format!("Vec<{}>", show(names, item)),
        Type::Map(value) => format!("BTreeMap<String, {}>", show(names, value)),
        Type::Boxed(inner) => show(names, inner),
        Type::Nullable(inner) => format!("Option<{}>", show(names, inner)),
        Type::Named(id) => names
            .ty(*id)
            .map_or_else(String::new, |name| name.ident.clone()),
    }
}
