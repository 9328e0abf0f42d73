//! Decides which parameters the client sets, because they can have only one value, or are required but have a default.

use crate::model::{Argument, Location, QueryStyle, Scalar, Shape};
use crate::openapi::{Parameter, SchemaObject};

use super::schema::Types;
use super::{all_of, fixed};

/// Sets the value that the client sends for a required parameter outside the path. It is optional if that is only the
/// default.
pub(super) fn of<'a>(
    types: &Types<'a>,
    parameter: &Parameter<'a>,
    mut argument: Argument,
) -> Argument {
    if let Some(only) = constant(types, parameter, &argument) {
        argument.constant = Some(only);
    } else if let Some(default) = default(types, parameter, &argument) {
        argument.constant = Some(default);
        argument.required = false;
    }
    argument
}

/// The schema of a required parameter whose values are scalars.
fn schema<'a>(
    types: &Types<'a>,
    parameter: &Parameter<'a>,
    argument: &Argument,
) -> Option<SchemaObject<'a>> {
    let is_plain = match argument.location {
        Location::Query(QueryStyle::Form | QueryStyle::Joined(_)) | Location::Header { .. } => true,
        Location::Query(
            QueryStyle::Reserved(_)
            | QueryStyle::ReservedJoined(_)
            | QueryStyle::ReservedDeep
            | QueryStyle::Delimited(..)
            | QueryStyle::Deep
            | QueryStyle::Json,
        )
        | Location::QueryString(_)
        | Location::Path(_)
        | Location::DelimitedHeader(_)
        | Location::JsonHeader
        | Location::Cookie { .. }
        | Location::JsonCookie
        | Location::Field
        | Location::FormField(_)
        | Location::Part(_)
        | Location::FilePart(_)
        | Location::ExplodedFiles(_)
        | Location::OrderedPart { .. }
        | Location::PartHeader { .. }
        | Location::Body(_) => false,
    };
    let site = parameter
        .schema
        .clone()
        .filter(|_| is_plain && argument.required)?;
    all_of::resolve(types.cx, site)
}

fn constant<'a>(
    types: &Types<'a>,
    parameter: &Parameter<'a>,
    argument: &Argument,
) -> Option<Scalar> {
    match fixed::values(&schema(types, parameter, argument)?)?.as_slice() {
        [one] if fixed::is_of_type(one, types.plain(&argument.ty)) => Some(one.clone()),
        _ => None,
    }
}

fn default<'a>(
    types: &Types<'a>,
    parameter: &Parameter<'a>,
    argument: &Argument,
) -> Option<Scalar> {
    let default = fixed::scalar(schema(types, parameter, argument)?.default?)?;
    let ty = types.plain(&argument.ty);
    let fits = match (&default, types.shape_of(ty)) {
        (Scalar::Text(text), Some(Shape::StringEnum(_))) => !text.is_empty(),
        (Scalar::Text(text), _) if text.is_empty() => false,
        _ => fixed::is_of_type(&default, ty),
    };
    fits.then_some(default)
}
