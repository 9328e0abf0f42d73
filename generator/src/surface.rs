//! The crate at a glance: a line for each operation.

use std::fmt;

use crate::ir::{Api, Integer, Operation, Reply, Type};
use crate::name::Names;

/// How an operation is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The HTTP method.
    pub method: &'static str,
    /// The path template.
    pub path: String,
    /// The call with its required arguments: `client.invites().retrieve(id)`.
    pub rust: String,
    /// What it gives: `Invite`; of what comes in pages `Page<InviteList, Invite>`, the answer and
    /// its items.
    pub returns: String,
    /// What `.stream()` gives, where that is something else.
    pub stream: Option<String>,
}

/// `GET /invites/{id} → client.invites().retrieve(id) -> Invite`.
impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            method,
            path,
            rust,
            returns,
            stream,
        } = self;
        write!(f, "{method} {path} → {rust} -> {returns}")?;
        match stream {
            Some(stream) => write!(f, ", .stream() -> {stream}"),
            None => Ok(()),
        }
    }
}

/// A line for each operation, in the order of the document.
#[must_use]
pub fn lines(api: &Api, names: &Names) -> Vec<String> {
    calls(api, names).iter().map(ToString::to_string).collect()
}

/// How each operation is called, in the order of the document.
#[must_use]
pub fn calls(api: &Api, names: &Names) -> Vec<Call> {
    let operations = api.operations.iter().zip(names.operations());
    operations
        .map(|(operation, name)| {
            let chain = chain(api, names, operation);
            let arguments = operation.arguments.iter().zip(&name.arguments);
            let asked = arguments.filter(|(one, _)| one.required && one.constant.is_none());
            let arguments: Vec<&str> = asked.map(|(_, name)| name.as_str()).collect();
            let reply = answer(names, &operation.reply);
            let pages = operation.pages.as_ref();
            let stream = operation.stream.as_ref();
            Call {
                method: operation.method.as_str(),
                path: operation.template(),
                rust: format!("{chain}.{}({})", name.method, arguments.join(", ")),
                returns: pages.map_or(reply.clone(), |pages| {
                    format!("Page<{reply}, {}>", show(names, &pages.item))
                }),
                stream: stream.map(|stream| answer(names, &stream.reply)),
            }
        })
        .collect()
}

fn answer(names: &Names, reply: &Reply) -> String {
    match reply {
        Reply::Empty => "()".to_owned(),
        Reply::Json(ty) => show(names, ty),
        Reply::OptionalJson(ty) => format!("Option<{}>", show(names, ty)),
        Reply::Text => "String".to_owned(),
        Reply::Binary => "Bytes".to_owned(),
        Reply::Pieces => "ByteStream".to_owned(),
        Reply::Events(ty) => format!("EventStream<{}>", show(names, ty)),
        Reply::Lines(ty) => format!("LineStream<{}>", show(names, ty)),
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

fn show(names: &Names, ty: &Type) -> String {
    match ty {
        Type::Any => "Value".to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::Integer(Integer::I32) => "i32".to_owned(),
        Type::Integer(Integer::I64) => "i64".to_owned(),
        Type::Integer(Integer::U32) => "u32".to_owned(),
        Type::Integer(Integer::U64) => "u64".to_owned(),
        Type::Number => "f64".to_owned(),
        Type::String => "String".to_owned(),
        Type::Bytes => "Bytes".to_owned(),
        Type::File(_) => "File".to_owned(),
        Type::List(item) => format!("Vec<{}>", show(names, item)),
        Type::Map(value) => format!("BTreeMap<String, {}>", show(names, value)),
        Type::Boxed(inner) => show(names, inner),
        Type::Nullable(inner) => format!("Option<{}>", show(names, inner)),
        Type::Named(id) => names
            .ty(*id)
            .map_or_else(String::new, |name| name.ident.clone()),
    }
}
