//! The crate at a glance: a line for each operation.

use crate::ir::{Api, Integer, Operation, Reply, Type};
use crate::name::Names;

/// `GET /invites/{id} → client.invites().retrieve(id) -> Invite`, of what comes in pages
/// `-> Page<InviteList, Invite>`: the answer and its items; in the order of the document.
#[must_use]
pub fn lines(api: &Api, names: &Names) -> Vec<String> {
    let operations = api.operations.iter().zip(names.operations());
    operations
        .map(|(operation, name)| {
            let verb = operation.method.as_str();
            let path = operation.template();
            let chain = chain(api, names, operation);
            let arguments = operation.arguments.iter().zip(&name.arguments);
            let asked = arguments.filter(|(one, _)| one.required && one.constant.is_none());
            let arguments: Vec<&str> = asked.map(|(_, name)| name.as_str()).collect();
            let reply = answer(names, &operation.reply);
            let pages = operation.pages.as_ref();
            let reply = pages.map_or(reply.clone(), |pages| {
                format!("Page<{reply}, {}>", show(names, &pages.item))
            });
            let (method, arguments) = (&name.method, arguments.join(", "));
            let stream = operation.stream.as_ref();
            let stream =
                stream.map(|stream| format!(", .stream() -> {}", answer(names, &stream.reply)));
            let stream = stream.unwrap_or_default();
            format!("{verb} {path} → {chain}.{method}({arguments}) -> {reply}{stream}")
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
