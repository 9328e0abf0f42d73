//! Lowers the error responses of an operation.

use crate::model::{Docs, Failure, Step, Type, TypePath};
use crate::openapi::{MediaType, Operation, Response, Status};
use crate::source::{Node, Site};

use super::media::{self, Kind};
use super::schema::{Slot, Types, unwrap};
use super::{docs, success, xml};

/// Lowers the error responses of an operation, in document order. Status codes with the same type
/// and description are combined.
pub(super) fn lower<'a>(
    types: &mut Types<'a>,
    operation: &Operation<'a>,
    slot: &Slot,
) -> Vec<Failure> {
    let has_success = success::says_success(&operation.responses);
    // The same inline schema for several status codes becomes a single type.
    let mut known: Vec<(&Node, Type)> = Vec::new();
    let mut failures: Vec<Failure> = Vec::new();
    for (status, site) in &operation.responses {
        // Without a success response, `default` describes success.
        if status.is_success() || (*status == Status::Default && !has_success) {
            continue;
        }
        let Some(response) = Response::read(types.cx, site.clone()) else {
            continue;
        };
        let docs = Docs {
            summary: docs::text(types.cx, &site.at, response.summary),
            text: docs::text(types.cx, &site.at, response.description),
            ..Docs::default()
        };
        let is_json = |media: &&MediaType<'a>| media.is_json() && media.schema.is_some();
        let is_xml = |media: &&MediaType<'a>| media::kind(types.cx, media) == Kind::Xml;
        let content = response.content.iter();
        let media = content
            .clone()
            .find(is_json)
            .or_else(|| content.clone().find(is_xml));
        let xml = media
            .filter(|media| !media.is_json())
            .and_then(|media| xml::root_of_response(types.cx, &types.xml, media));
        let schema = media.and_then(|media| media.schema.clone());
        let ty = schema.map(|schema| {
            let same = known.iter().find(|(node, _)| *node == schema.node);
            if let Some((_, ty)) = same {
                return ty.clone();
            }
            let ty = unwrap(self::ty(types, &schema, *status, slot));
            known.push((schema.node, ty.clone()));
            ty
        });
        let ty = ty.filter(|ty| *ty != Type::Any);
        let same =
            |failure: &&mut Failure| failure.ty == ty && failure.docs == docs && failure.xml == xml;
        match failures.iter_mut().find(same) {
            Some(failure) => failure.statuses.push(status.to_string()),
            None => failures.push(Failure {
                statuses: vec![status.to_string()],
                ty,
                xml,
                docs,
            }),
        }
    }
    failures
}

/// Returns the type of an error schema. An inline schema of a shared response becomes one type for
/// all operations.
fn ty<'a>(types: &mut Types<'a>, schema: &Site<'a>, status: Status, slot: &Slot) -> Type {
    match types.cx.version.shared_response(&schema.at.tokens()) {
        Some(name) if schema.child("$ref").is_none() => {
            let path = TypePath::component(&format!("{name} response"));
            types.component(schema.clone(), path)
        }
        Some(_) | None => {
            let name = match status {
                Status::Default => "error".to_owned(),
                status => format!("error {status}"),
            };
            types.schema(schema.clone(), slot.step(Step::Named(name)))
        }
    }
}
