//! Decides whether a schema only refers to another one, whose type it then has.

use crate::lower::both;
use crate::lower::family::Family;
use crate::model::Type;
use crate::openapi::SchemaObject;

use super::{Slot, Types, all_of, unwrap};

impl<'a> Types<'a> {
    /// Returns the type of a schema that only refers to another one: a `$ref`, or an `allOf` with a
    /// single member that determines the type. 3.0 documents describe references like this.
    pub(super) fn stand_in(&mut self, schema: &SchemaObject<'a>, slot: &Slot) -> Option<Type> {
        let adds = both::adds(self.cx, schema);
        match (&schema.reference, schema.all_of.as_slice()) {
            (Some(to), []) if slot.id.is_some() && self.is_generic(to) => None,
            (Some(reference), []) if !adds && !self.requires_more(schema) => {
                Some(unwrap(self.reference(reference)))
            }
            (None, [one, rest @ ..]) if !adds && schema.required.is_empty() => {
                let named = rest.is_empty() && one.child("$ref").is_some();
                let base = both::base(self.cx, schema).filter(|_| named || slot.id.is_none())?;
                Some(unwrap(self.schema(base, slot.clone())))
            }
            _ => None,
        }
    }

    /// Returns whether a schema requires properties that are optional in the schema that it refers to. For the
    /// alternatives or children of that schema, the enum that has them all says more than a struct without them.
    fn requires_more(&self, schema: &SchemaObject<'a>) -> bool {
        let reference = schema.reference.as_ref();
        let reference = reference.filter(|_| !schema.required.is_empty());
        let Some(target) = reference.and_then(|reference| self.cx.target(reference)) else {
            return false;
        };
        let whole = all_of::resolve(self.cx, target.clone()).unwrap_or_default();
        let is_optional = |name: &&str| {
            let mut properties = whole.properties.iter();
            properties.any(|(known, _)| known == name) && !whole.required.contains(name)
        };
        schema.required.iter().any(is_optional)
            && whole.alternatives().next().is_none()
            && Family::of(self.cx, &target).is_none()
    }
}
