//! Determines the directions in which the values of each type are transferred.

use crate::model::{Api, Type, TypeId, Usage};

/// Marks all types that requests or responses use.
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
