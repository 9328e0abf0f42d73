//! Determines the directions in which the values of each type are transferred.

use crate::model::{Api, Root, Shape, Type, TypeId, Usage};

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
    spread(api, requests, |usage| &mut usage.request);
    spread(api, responses, |usage| &mut usage.response);
    let operations = api.operations.iter();
    let bodies = operations.filter_map(|operation| operation.body.as_ref()?.named());
    let bodies: Vec<TypeId> = bodies.map(|id| target(api, id)).collect();
    let is_read = |id: &TypeId| api.types.get(id.0).is_some_and(|def| def.usage.response);
    // What is read, too, keeps the fields that are right for reading.
    let (shared, sent): (Vec<_>, Vec<_>) = bodies.into_iter().partition(is_read);
    spread(api, sent, |usage| &mut usage.request);
    for id in shared {
        if let Some(def) = api.types.get_mut(id.0) {
            def.usage.other = true;
        }
    }
    let defs = api.types.iter().enumerate();
    let unused = defs.filter(|(_, def)| {
        matches!(def.path.root, Root::Component(_)) && def.usage == Usage::default()
    });
    let unused = unused.map(|(index, _)| TypeId(index)).collect();
    spread(api, unused, |usage| &mut usage.other);
}

/// The type that an alias stands for.
fn target(api: &Api, id: TypeId) -> TypeId {
    let mut id = id;
    // A longer chain is a cycle.
    for _ in 0..64 {
        match api.types.get(id.0).map(|def| &def.shape) {
            Some(Shape::Alias(Type::Named(next))) => id = *next,
            _ => break,
        }
    }
    id
}

fn spread(api: &mut Api, mut open: Vec<TypeId>, flag: impl Fn(&mut Usage) -> &mut bool) {
    while let Some(TypeId(index)) = open.pop() {
        let Some(def) = api.types.get_mut(index) else {
            continue;
        };
        if std::mem::replace(flag(&mut def.usage), true) {
            continue;
        }
        open.extend(def.shape.types().into_iter().filter_map(Type::named));
    }
}
