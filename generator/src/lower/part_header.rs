//! Decides which headers the parts of a multipart body have (OpenAPI 3.1, 4.8.15.1).

use crate::diagnostic::Code;
use crate::model::{Argument, Location, Scalar, Step, Type};
use crate::openapi::{Encoding, MediaType, Parameter, is_token};
use crate::source::Site;

use super::schema::{Slot, Types};
use super::{all_of, argument, fixed};

/// The part that has the headers of an encoding.
#[derive(Clone, Copy)]
pub(super) enum Owner<'n> {
    /// The part of a property.
    Named(&'n str),
    /// The part at a position, or those from there on. It is written as its name on the wire.
    At(&'n str),
}

impl Owner<'_> {
    fn is(self, argument: &Argument) -> bool {
        let same = match self {
            Self::Named(name) => argument.words() == name,
            Self::At(position) => argument.wire == position,
        };
        same && argument.location.is_part()
    }
}

/// Adds an argument for each header of the parts with names.
pub(super) fn of_properties<'a>(
    types: &mut Types<'a>,
    media: &MediaType<'a>,
    slot: &Slot,
    arguments: &mut Vec<Argument>,
) {
    let encodings = media.encoding.iter();
    let encodings: Vec<_> = encodings
        .map(|(name, encoding)| (Owner::Named(name), encoding))
        .collect();
    add(types, &encodings, slot, arguments);
}

/// Adds an argument for each header, behind the argument of its part.
pub(super) fn add<'a>(
    types: &mut Types<'a>,
    encodings: &[(Owner<'_>, &Encoding<'a>)],
    slot: &Slot,
    arguments: &mut Vec<Argument>,
) {
    for (owner, encoding) in encodings {
        let Some(mut at) = arguments.iter().position(|one| owner.is(one)) else {
            continue;
        };
        let Some(part) = arguments.get(at).cloned() else {
            continue;
        };
        let slot = slot.step(Step::Property(part.words().into_owned()));
        for (name, site) in &encoding.headers {
            let Some(mut header) = header(types, &part, (name, site), &slot) else {
                continue;
            };
            header.required &= part.required;
            // A constant needs no argument: it is sent with the part.
            header.required |= header.constant.is_some();
            at += 1;
            arguments.insert(at, header);
        }
    }
}

/// Returns the argument for a header of a part, unless the client decides the header, or its name is not one.
fn header<'a>(
    types: &mut Types<'a>,
    part: &Argument,
    (name, site): (&'a str, &Site<'a>),
    slot: &Slot,
) -> Option<Argument> {
    // `contentType` describes it.
    if name.eq_ignore_ascii_case("content-type") || !is_token(name) {
        return None;
    }
    let parameter = Parameter::of_header(types.cx, name, site.clone())?;
    let mut argument = argument::parameter(types, &parameter, slot);
    // The client writes it for parts with names only.
    let is_named = !matches!(part.location, Location::OrderedPart { .. });
    let is_own = is_named && name.eq_ignore_ascii_case("content-disposition");
    let explode = match argument.location {
        Location::Header { explode } if !is_own => explode,
        _ => {
            let why = if is_own {
                "the client writes `Content-Disposition` itself"
            } else {
                "the client does not write headers that have `content`"
            };
            let message = format!("the header `{name}` of a part has no effect: {why}");
            let code = Code::KeywordWithoutEffect;
            types.cx.diagnostics.tell(code, &site.at, message);
            return None;
        }
    };
    argument.location = Location::PartHeader {
        part: part.wire.clone(),
        explode,
    };
    argument.label = Some(format!("{} {name}", part.words()));
    argument.constant = constant(types, parameter.schema.as_ref(), &argument.ty);
    Some(argument)
}

/// The only value of a schema, if a constant can have its type.
pub(super) fn constant<'a>(
    types: &Types<'a>,
    schema: Option<&Site<'a>>,
    ty: &Type,
) -> Option<Scalar> {
    let schema = all_of::resolve(types.cx, schema?.clone())?;
    match fixed::values(&schema)?.as_slice() {
        [one] if fixed::is_of_type(one, ty) => Some(one.clone()),
        _ => None,
    }
}
