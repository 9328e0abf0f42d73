//! Lowers the parameters of an operation: their types and their serialization.

use heck::ToSnakeCase;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Argument, Docs, Location, PathStyle, QueryStyle, SchemeId, Step, Type};
use crate::openapi::{self, Context, Operation, Parameter, Schema, Style};
use crate::source::Pointer;

use super::auth::Headers;
use super::parameter_content::{in_content, is_scalar, note_json};
use super::parameter_name::{is_same_name, is_valid_name};
use super::schema::{Slot, Types};
use super::template::{bare, expressions};
use super::{
    constant_parameter, cookie, delimiter, docs, facts, own_header, parameter_content, query_string,
};

/// Lowers the parameters of an operation. Path parameters are first, in the order of the path.
/// Those that are credentials are not included.
pub(super) fn lower<'a>(
    types: &mut Types<'a>,
    operation: &Operation<'a>,
    (path, path_at): (&str, &Pointer),
    (credentials, required): (&Headers, &[Vec<SchemeId>]),
    slot: &Slot,
) -> Vec<Argument> {
    let mut arguments: Vec<Argument> = Vec::new();
    for parameter in of_path(types.cx, operation, (path, path_at)) {
        let parameter = &parameter;
        let header = parameter.location == openapi::Location::Header;
        if (header && own_header::is_set(types.cx, parameter))
            || credentials.of(parameter, required).is_some()
        {
            continue;
        }
        if !is_valid_name(types.cx, parameter) {
            continue;
        }
        let argument = self::parameter(types, parameter, slot);
        let argument = constant_parameter::of(types, parameter, argument);
        if own_header::is_coding(types.cx, operation, parameter, &argument) {
            continue;
        }
        note_json(types, parameter, &argument.ty);
        let twice = |one: &Argument| {
            is_same_name(header, &one.wire, &argument.wire)
                && std::mem::discriminant(&one.location)
                    == std::mem::discriminant(&argument.location)
        };
        if arguments.iter().any(twice) {
            let message = format!(
                "the parameter `{}` is declared twice; the first declaration is used",
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
    let names = expressions(path);
    let place = |argument: &Argument| {
        let is = |name: &&str| *name == argument.wire || bare(name) == argument.wire;
        names.iter().position(|name| is(&name.as_str()))
    };
    arguments.sort_by_key(|argument| match argument.location {
        Location::Path(_) => (0, place(argument)),
        _ => (1, None),
    });
    arguments
}

/// Returns the parameters, with one for each expression of the path and no other path parameters.
/// For an expression without a path parameter, a parameter of the same name in another location is
/// moved to the path, or else a string is added.
fn of_path<'a>(
    cx: Context<'a>,
    operation: &Operation<'a>,
    (path, path_at): (&str, &Pointer),
) -> Vec<Parameter<'a>> {
    let mut parameters = operation.parameters.clone();
    let names = expressions(path);
    rename(cx, path_at, &mut parameters, &names);
    query_string::alone(cx, &mut parameters);
    for name in &names {
        if parameters.iter().any(|one| in_path(one) && is(one, name)) {
            continue;
        }
        let elsewhere = parameters.iter_mut().find(|one| is(one, name));
        if let Some(parameter) = elsewhere {
            let message = format!(
                "the parameter `{name}` is declared in the {}, but the path contains `{{{name}}}`; it is sent in the path",
                parameter.location
            );
            let code = Code::UndeclaredPathParameter;
            cx.diagnostics.tell(code, &parameter.at, message);
            parameter.location = openapi::Location::Path;
            parameter.style = Style::Simple;
            parameter.required = true;
            continue;
        }
        // It might be the parameter that could not be read, which was already reported.
        if operation.complete {
            let message =
                format!("the path parameter `{name}` is not declared; it is read as a string");
            let code = Code::UndeclaredPathParameter;
            cx.diagnostics.report(
                Diagnostic::new(code, path_at, message)
                    .related(&operation.at, "the operation is here")
                    .help(format!(
                        "add `{}` to `parameters`",
                        cx.version.path_parameter(name)
                    )),
            );
        }
        parameters.push(Parameter::of_path(&operation.at, bare(name).to_owned()));
    }
    // RFC 6570, section 3.2.3: such an expression keeps reserved characters.
    for parameter in parameters.iter_mut().filter(|one| in_path(one)) {
        let reserved = format!("+{}", parameter.name);
        parameter.allow_reserved |= names.contains(&reserved);
    }
    parameters.retain(|one| {
        let unused = is_unused(one, &names);
        if unused {
            let message = format!(
                "the path `{path}` does not contain `{{{}}}`; the parameter is ignored",
                one.name
            );
            let code = Code::UnusedPathParameter;
            cx.diagnostics.tell(code, &one.at, message);
        }
        !unused
    });
    parameters
}

/// Renames path parameters that are not in the path to the expressions that they are for: one that
/// differs only in case, or the only one without a parameter if they are the only ones left.
fn rename<'a>(
    cx: Context<'a>,
    path_at: &Pointer,
    parameters: &mut [Parameter<'a>],
    names: &[String],
) {
    for by_case in [true, false] {
        let mut open: Vec<&String> = names
            .iter()
            .filter(|name| !parameters.iter().any(|one| is(one, name)))
            .collect();
        open.dedup();
        let unused = parameters.iter().filter(|one| is_unused(one, names));
        let alone = open.len() == 1 && unused.count() == 1;
        for name in open {
            let fits = |one: &&mut Parameter<'_>| {
                let same = one.name.eq_ignore_ascii_case(bare(name));
                is_unused(one, names) && if by_case { same } else { alone }
            };
            let Some(parameter) = parameters.iter_mut().find(fits) else {
                continue;
            };
            let message = format!(
                "the path parameter `{name}` is not declared; `{}`, which the path does not contain, is sent in its place",
                parameter.name
            );
            let code = Code::UndeclaredPathParameter;
            let diagnostic = Diagnostic::new(code, path_at, message);
            cx.diagnostics
                .report(diagnostic.related(&parameter.at, "the parameter is here"));
            parameter.name = bare(name).to_owned().into();
        }
    }
}

/// Whether a parameter has the name of an expression.
fn is(parameter: &Parameter<'_>, name: &str) -> bool {
    parameter.name == name || parameter.name == bare(name)
}

fn in_path(parameter: &Parameter<'_>) -> bool {
    parameter.location == openapi::Location::Path
}

/// Whether a parameter is in the path but not among its expressions.
fn is_unused(parameter: &Parameter<'_>, names: &[String]) -> bool {
    in_path(parameter) && !names.iter().any(|name| is(parameter, name))
}

/// Renames arguments that have the same name in different locations. The first one, in the order
/// path, query, header, cookie, body, keeps its name. The others are prefixed with their location.
pub(super) fn tell_apart(arguments: &mut [Argument]) {
    let keys: Vec<(u8, String)> = arguments
        .iter()
        .map(|one| (one.location.place().0, one.words().to_snake_case()))
        .collect();
    for (argument, (rank, name)) in arguments.iter_mut().zip(&keys) {
        let comes_first = |(other, same): &(u8, String)| other < rank && same == name;
        if keys.iter().any(comes_first) {
            let (_, place) = argument.location.place();
            argument.label = Some(format!("{place} {}", argument.words()));
        }
    }
}

/// Lowers a parameter.
pub(super) fn parameter<'a>(
    types: &mut Types<'a>,
    parameter: &Parameter<'a>,
    slot: &Slot,
) -> Argument {
    let slot = slot.step(Step::Property(parameter.name.clone().into_owned()));
    let schema = parameter
        .content
        .as_ref()
        .map_or(&parameter.schema, |content| &content.schema);
    let ty = schema.as_ref().map_or_else(
        || parameter_content::without_schema(parameter),
        |site| types.schema(site.clone(), slot),
    );
    let ty = match ty {
        Type::Nullable(inner) => *inner,
        ty => ty,
    };
    let own = schema
        .as_ref()
        .and_then(|site| match Schema::read(types.cx, site.clone()) {
            Some(Schema::Object(own)) => Some(own),
            _ => None,
        });
    let own = own.as_deref();
    let described = || {
        let own = own?;
        own.description
            .or_else(|| docs::title(&parameter.name, own))
    };
    let content = parameter.content.iter();
    let content = content.flat_map(|content| &content.examples);
    let mut written = parameter.examples.iter().chain(content);
    Argument {
        origin: parameter.at.clone(),
        wire: parameter.name.clone().into_owned(),
        label: parameter.label.map(str::to_owned),
        location: location(types, parameter, &ty),
        required: parameter.required,
        nullable: false,
        ty,
        constant: None,
        docs: Docs {
            text: docs::text(types.cx, &parameter.at, parameter.description)
                .or_else(|| docs::text(types.cx, &parameter.at, described())),
            deprecated: parameter.deprecated,
            ..Docs::default()
        },
        facts: own.map(|own| facts::of(types.cx, own)).unwrap_or_default(),
        example: written.find_map(|site| facts::short(site.node)),
    }
}

fn location<'a>(types: &Types<'a>, parameter: &Parameter<'a>, ty: &Type) -> Location {
    let explode = parameter.explode;
    if let Some(content) = &parameter.content {
        return in_content(types, parameter, content, ty);
    }
    match parameter.location {
        openapi::Location::Path => Location::Path(path_style(parameter)),
        openapi::Location::Header if delimiter::is_unusual(parameter.style, &parameter.inner) => {
            Location::DelimitedHeader(delimiter::all(parameter.style, &parameter.inner))
        }
        openapi::Location::Header => Location::Header { explode },
        openapi::Location::Cookie => cookie::location(types, parameter, is_scalar(types, ty)),
        openapi::Location::Query => Location::Query(query_style(parameter)),
        openapi::Location::QueryString => query_string::form(types, parameter, ty),
    }
}

fn path_style(parameter: &Parameter<'_>) -> PathStyle {
    let explode = parameter.explode;
    match parameter.style {
        Style::Label if parameter.allow_reserved => PathStyle::ReservedLabel(explode),
        Style::Label => PathStyle::Label(explode),
        Style::Matrix if parameter.allow_reserved => PathStyle::ReservedMatrix(explode),
        Style::Matrix => PathStyle::Matrix(explode),
        style if delimiter::is_unusual(style, &parameter.inner) => {
            PathStyle::Delimited(delimiter::all(style, &parameter.inner))
        }
        Style::Simple
        | Style::Form
        | Style::SpaceDelimited
        | Style::PipeDelimited
        | Style::TabDelimited
        | Style::DeepObject
        | Style::Cookie => match (explode, parameter.allow_reserved) {
            (_, true) => PathStyle::Reserved(explode),
            (true, false) => PathStyle::Exploded,
            (false, false) => PathStyle::Simple,
        },
    }
}

fn query_style(parameter: &Parameter<'_>) -> QueryStyle {
    let nested = delimiter::nested(parameter.explode, parameter.style, &parameter.inner);
    if let Some((explode, delimiters)) = nested {
        return QueryStyle::Delimited(explode, delimiters);
    }
    let unusual = delimiter::unusual(parameter.style).filter(|_| !parameter.explode);
    if let Some(delimiter) = unusual {
        return if parameter.allow_reserved {
            QueryStyle::ReservedJoined(delimiter.encoded())
        } else {
            QueryStyle::Joined(delimiter.encoded())
        };
    }
    match (parameter.style, parameter.explode) {
        (Style::DeepObject, _) if parameter.allow_reserved => QueryStyle::ReservedDeep,
        (Style::DeepObject, _) => QueryStyle::Deep,
        (_, explode) if parameter.allow_reserved => QueryStyle::Reserved(explode),
        (_, false) => QueryStyle::Joined(","),
        _ => QueryStyle::Form,
    }
}
