//! Determines the directions in which the values of each type are transferred.

use crate::model::{Api, Field, Presence, Root, Shape, Type, TypeId, Usage};

/// Marks all types that requests or responses use, and those that users make for other purposes.
pub(super) fn mark(api: &mut Api) {
    let mut requests = Vec::new();
    let mut responses = Vec::new();
    for operation in &api.operations {
        for argument in &operation.arguments {
            requests.extend(argument.ty.named());
        }
        responses.extend(operation.replies().filter_map(Type::named));
    }
    responses.extend(api.webhook_event.as_ref().and_then(Type::named));
    spread(api, requests, Direction::Request);
    spread(api, responses, Direction::Response);
    bodies(api);
    let defs = api.types.iter().enumerate();
    let unused = defs.filter(|(_, def)| {
        matches!(def.path.root, Root::Component(_)) && def.usage == Usage::default()
    });
    let unused = unused.map(|(index, _)| TypeId(index)).collect();
    spread(api, unused, Direction::Other);
}

/// Marks the types of whole bodies. A type that responses also use keeps the fields that are right for
/// reading, unless these cannot tell null from a missing value, or unless users cannot know required members, which
/// are read-only.
fn bodies(api: &mut Api) {
    for index in 0..api.operations.len() {
        let body = api
            .operations
            .get(index)
            .and_then(|operation| operation.body.as_ref());
        let Some(id) = body.and_then(|body| api.resolved(&body.ty).named()) else {
            continue;
        };
        let Some(def) = api.types.get_mut(id.0) else {
            continue;
        };
        let fields = match &def.shape {
            Shape::Struct(object) if !def.usage.request => object.fields.as_slice(),
            Shape::Struct(_)
            | Shape::StringEnum(_)
            | Shape::IntegerEnum(_)
            | Shape::Tuple(_)
            | Shape::Union(_)
            | Shape::Alias(_) => &[],
        };
        let tells_null = |field: &Field| field.presence == Presence::OptionalNullable;
        let mut fields = fields.iter();
        if !def.usage.response || fields.any(|field| tells_null(field) || is_unknown(field)) {
            spread(api, vec![id], Direction::Request);
        } else {
            def.usage.other = true;
        }
    }
}

/// Returns whether a field must be there, but only servers set it.
fn is_unknown(field: &Field) -> bool {
    let required = match field.presence {
        Presence::Required | Presence::RequiredNullable => true,
        Presence::Optional | Presence::OptionalNullable => false,
    };
    required && field.facts.read_only
}

/// The flag that is set.
#[derive(Clone, Copy, PartialEq)]
enum Direction {
    Request,
    Response,
    Other,
}

fn spread(api: &mut Api, mut open: Vec<TypeId>, direction: Direction) {
    let mut received = Vec::new();
    while let Some(TypeId(index)) = open.pop() {
        let Some(def) = api.types.get_mut(index) else {
            continue;
        };
        let flag = match direction {
            Direction::Request => &mut def.usage.request,
            Direction::Response => &mut def.usage.response,
            Direction::Other => &mut def.usage.other,
        };
        if std::mem::replace(flag, true) {
            continue;
        }
        match &def.shape {
            Shape::Struct(object) if direction == Direction::Request => {
                open.extend(object.extra.named());
                for field in &object.fields {
                    // Read-only members are only received.
                    let types = if field.facts.read_only {
                        &mut received
                    } else {
                        &mut open
                    };
                    types.extend(field.ty.named());
                }
            }
            shape => open.extend(shape.types().into_iter().filter_map(Type::named)),
        }
    }
    if !received.is_empty() {
        spread(api, received, Direction::Response);
    }
}
