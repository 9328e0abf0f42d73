//! Decides which parameters the client sets, because they can have only one value.

use crate::model::{Argument, Location, QueryStyle, Scalar};
use crate::openapi::Parameter;

use super::schema::Types;
use super::{all_of, fixed};

/// The only value of a required parameter outside the path. The client sets it.
pub(super) fn constant<'a>(
    types: &Types<'a>,
    parameter: &Parameter<'a>,
    argument: &Argument,
) -> Option<Scalar> {
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
    match fixed::values(&all_of::resolve(types.cx, site)?)?.as_slice() {
        [one] if fixed::is_of_type(one, types.plain(&argument.ty)) => Some(one.clone()),
        _ => None,
    }
}
