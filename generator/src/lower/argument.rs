//! Decides what an operation's parameters are: their types, and how they are written.

use crate::diagnostic::Code;
use crate::ir::{Argument, Docs, Location, PathStyle, QueryStyle, Step, Type};
use crate::openapi::{self, Context, Operation, Parameter, Style};

use super::docs;
use super::schema::{Slot, Types};

/// Headers that are not parameters (OpenAPI 3.1, 4.8.12.1): media types and security set them.
const OTHERWISE_SET: [&str; 3] = ["accept", "content-type", "authorization"];

/// The parameters of an operation.
pub(super) fn lower<'a>(
    types: &mut Types<'a>,
    operation: &Operation<'a>,
    slot: &Slot,
) -> Vec<Argument> {
    let mut arguments: Vec<Argument> = Vec::new();
    for parameter in &operation.parameters {
        let header = parameter.location == openapi::Location::Header;
        if header && OTHERWISE_SET.contains(&parameter.name.to_ascii_lowercase().as_str()) {
            continue;
        }
        let argument = self::parameter(types, parameter, slot);
        let twice = |one: &Argument| {
            one.wire == argument.wire
                && std::mem::discriminant(&one.location)
                    == std::mem::discriminant(&argument.location)
        };
        if arguments.iter().any(twice) {
            let message = format!(
                "the parameter `{}` is declared twice; the first one counts",
                argument.wire
            );
            types
                .cx
                .diagnostics
                .tell(Code::DuplicateParameter, &parameter.at, message);
            continue;
        }
        arguments.push(argument);
    }
    arguments
}

fn parameter<'a>(types: &mut Types<'a>, parameter: &Parameter<'a>, slot: &Slot) -> Argument {
    let slot = slot.step(Step::Property(parameter.name.to_owned()));
    let schema = parameter
        .content
        .as_ref()
        .map_or(&parameter.schema, |content| &content.schema);
    let ty = schema
        .as_ref()
        .map_or(Type::String, |site| types.schema(site.clone(), slot));
    let ty = match ty {
        Type::Nullable(inner) => *inner,
        ty => ty,
    };
    Argument {
        origin: parameter.at.clone(),
        wire: parameter.name.to_owned(),
        label: None,
        location: location(types.cx, parameter),
        required: parameter.required,
        nullable: false,
        ty,
        constant: None,
        docs: Docs {
            text: docs::text(types.cx, &parameter.at, parameter.description),
            deprecated: parameter.deprecated,
            ..Docs::default()
        },
    }
}

fn location(cx: Context<'_>, parameter: &Parameter<'_>) -> Location {
    let explode = parameter.explode;
    match parameter.location {
        openapi::Location::Path => Location::Path(match parameter.style {
            Style::Label => PathStyle::Label(explode),
            Style::Matrix => PathStyle::Matrix(explode),
            _ if explode => PathStyle::Exploded,
            _ => PathStyle::Simple,
        }),
        openapi::Location::Header => Location::Header { explode },
        openapi::Location::Cookie => Location::Cookie { explode },
        openapi::Location::Query => Location::Query(query_style(cx, parameter)),
    }
}

fn query_style(cx: Context<'_>, parameter: &Parameter<'_>) -> QueryStyle {
    if let Some(content) = &parameter.content {
        if !content.is_json() {
            let message = format!("a parameter in `{}` is written as JSON", content.name);
            cx.diagnostics
                .tell(Code::ParameterAsJson, &content.at, message);
        }
        return QueryStyle::Json;
    }
    match (parameter.style, parameter.explode) {
        (Style::DeepObject, _) => QueryStyle::Deep,
        (Style::SpaceDelimited, false) => QueryStyle::Joined("%20"),
        (Style::PipeDelimited, false) => QueryStyle::Joined("%7C"),
        (_, explode) if parameter.allow_reserved => QueryStyle::Reserved(explode),
        (_, false) => QueryStyle::Joined(","),
        _ => QueryStyle::Form,
    }
}
