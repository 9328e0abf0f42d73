//! Decides which headers the parts of a multipart body have (OpenAPI 3.1, 4.8.15.1).

use crate::diagnostic::Code;
use crate::model::{Argument, Location, Scalar, Step};
use crate::openapi::{MediaType, Parameter};
use crate::source::Site;

use super::schema::{Slot, Types};
use super::{all_of, argument, fixed};

/// Adds an argument for each header, behind the argument of its part.
pub(super) fn add<'a>(
    types: &mut Types<'a>,
    media: &MediaType<'a>,
    slot: &Slot,
    arguments: &mut Vec<Argument>,
) {
    for (part, encoding) in &media.encoding {
        let is_part = |one: &Argument| {
            matches!(one.location, Location::Part(_) | Location::FilePart(_))
                && one.words() == *part
        };
        let Some(mut at) = arguments.iter().position(is_part) else {
            continue;
        };
        let owner = arguments.get(at);
        let Some((wire, required)) = owner.map(|one| (one.wire.clone(), one.required)) else {
            continue;
        };
        let slot = slot.step(Step::Property((*part).to_owned()));
        for (name, site) in &encoding.headers {
            let Some(mut header) = header(types, (part, &wire), (name, site), &slot) else {
                continue;
            };
            header.required &= required;
            // A constant needs no argument: it is sent with the part.
            header.required |= header.constant.is_some();
            at += 1;
            arguments.insert(at, header);
        }
    }
}

/// Returns the argument for a header of a part, unless the client decides the header.
fn header<'a>(
    types: &mut Types<'a>,
    (part, wire): (&str, &str),
    (name, site): (&'a str, &Site<'a>),
    slot: &Slot,
) -> Option<Argument> {
    // `contentType` describes it.
    if name.eq_ignore_ascii_case("content-type") {
        return None;
    }
    let parameter = Parameter::of_header(types.cx, name, site.clone())?;
    let mut argument = argument::parameter(types, &parameter, slot);
    let explode = match argument.location {
        Location::Header { explode } if !name.eq_ignore_ascii_case("content-disposition") => {
            explode
        }
        _ => {
            let message = format!(
                "the header `{name}` of a part has no effect: the client writes `Content-Disposition` itself, and does not write headers that have `content`"
            );
            let code = Code::KeywordWithoutEffect;
            types.cx.diagnostics.tell(code, &site.at, message);
            return None;
        }
    };
    argument.location = Location::PartHeader {
        part: wire.to_owned(),
        explode,
    };
    argument.label = Some(format!("{part} {name}"));
    argument.constant = constant(types, &parameter, &argument);
    Some(argument)
}

/// The only value of a header.
fn constant<'a>(
    types: &Types<'a>,
    parameter: &Parameter<'a>,
    argument: &Argument,
) -> Option<Scalar> {
    let schema = all_of::resolve(types.cx, parameter.schema.clone()?)?;
    match fixed::values(&schema)?.as_slice() {
        [one] if fixed::is_of_type(one, &argument.ty) => Some(one.clone()),
        _ => None,
    }
}
