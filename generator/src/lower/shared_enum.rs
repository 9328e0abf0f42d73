//! Decides which enums are one type.
//!
//! Many documents write the same `enum` at each place where it is used: `order` is `asc` or `desc` in
//! every list. Enums with the same name and the same values become one type, so that the value of a
//! response fits the parameter of a request. The type keeps a name at each of the places: all names but
//! one are aliases, and none depends on how many such places the document has.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use heck::ToSnakeCase;

use crate::model::{Api, EnumValue, Root, Shape, Step, Type, TypeDef, TypeId, TypePath, Usage};

/// Turns all but one of several equal enums into aliases.
pub(super) fn merge(api: &mut Api) {
    let mut groups: BTreeMap<Key, Vec<TypeId>> = BTreeMap::new();
    for (index, def) in api.types.iter().enumerate() {
        if let Some(key) = key(def) {
            groups.entry(key).or_default().push(TypeId(index));
        }
    }
    groups.retain(|_, ids| ids.len() > 1);
    let named: Vec<String> = groups.keys().map(|key| key.name.clone()).collect();
    let sizes = sizes(api);
    for (key, ids) in groups {
        let owner = ids.iter().filter_map(|id| {
            let def = api.types.get(id.0)?;
            Some((rank(def, &sizes)?, *id))
        });
        let owner = owner.min().map(|(_, id)| id);
        let alone = named.iter().filter(|name| **name == key.name).count() == 1;
        let Some(owner) = owner.or_else(|| alone.then(|| shared(api, &key, &ids)).flatten()) else {
            continue;
        };
        let mut usage = Usage::default();
        for id in ids {
            if let Some(def) = api.types.get_mut(id.0) {
                usage.request |= def.usage.request;
                usage.response |= def.usage.response;
                usage.other |= def.usage.other;
                if id != owner {
                    def.shape = Shape::Alias(Type::Named(owner));
                }
            }
        }
        if let Some(owner) = api.types.get_mut(owner.0) {
            owner.usage = usage;
        }
    }
}

/// What equal enums have in common.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    /// The name of the property or parameter, or of the component, in snake case.
    name: String,
    /// Whether the values are those of items, not of the property itself.
    nested: usize,
    /// The values, each with its name, if the document has one.
    values: BTreeSet<(String, Option<String>)>,
    strings: bool,
}

fn key(def: &TypeDef) -> Option<Key> {
    let (values, strings): (&[EnumValue], bool) = match &def.shape {
        Shape::StringEnum(values) => (values, true),
        Shape::IntegerEnum(values) => (values, false),
        Shape::Struct(_) | Shape::Tuple(_) | Shape::Union(_) | Shape::Alias(_) => return None,
    };
    let (name, nested) = name(&def.path)?;
    let values = values.iter();
    Some(Key {
        name: name.to_snake_case(),
        nested,
        values: values
            .map(|value| (value.wire.clone(), value.name.clone()))
            .collect(),
        strings,
    })
}

/// The name of the thing that a position holds, and the number of arrays and maps around it.
fn name(path: &TypePath) -> Option<(&str, usize)> {
    let mut nested = 0;
    for step in path.steps.iter().rev() {
        match step {
            Step::Property(name) => return Some((name, nested)),
            Step::Item | Step::Value => nested += 1,
            Step::Named(_) => return None,
        }
    }
    match &path.root {
        Root::Component(name) if path.steps.is_empty() => Some((name, 0)),
        Root::Component(_) | Root::Operation(..) => None,
    }
}

/// The order in which types are preferred: components, then the parts of components that responses have and
/// that bring along the fewest other types. `None` for the types of operations, which belong to one cargo feature each.
fn rank(
    def: &TypeDef,
    sizes: &HashMap<String, usize>,
) -> Option<((bool, bool), usize, usize, String)> {
    match &def.path.root {
        Root::Component(name) => Some((
            (!def.path.steps.is_empty(), !def.usage.response),
            sizes.get(name).copied().unwrap_or_default(),
            def.path.steps.len() + name.len(),
            name.clone(),
        )),
        Root::Operation(..) => None,
    }
}

/// The number of types of each component.
fn sizes(api: &Api) -> HashMap<String, usize> {
    let mut sizes = HashMap::new();
    for def in &api.types {
        if let Root::Component(name) = &def.path.root {
            *sizes.entry(name.clone()).or_default() += 1;
        }
    }
    sizes
}

/// Adds a type of its own for enums that occur only in operations. It is named like their parameter, unless
/// a component has that name.
fn shared(api: &mut Api, key: &Key, ids: &[TypeId]) -> Option<TypeId> {
    let taken = api.types.iter().any(|def| match &def.path.root {
        Root::Component(other) => other.to_snake_case() == key.name,
        Root::Operation(..) => false,
    });
    if taken || key.nested > 0 {
        return None;
    }
    let defs = || ids.iter().filter_map(|id| api.types.get(id.0));
    // The documentation that most of them have, or else the first one.
    let mut counts: Vec<(&TypeDef, usize)> = Vec::new();
    for def in defs() {
        match counts.iter_mut().find(|(other, _)| other.docs == def.docs) {
            Some((_, count)) => *count += 1,
            None => counts.push((def, 1)),
        }
    }
    counts.sort_by_key(|(_, count)| Reverse(*count));
    let (model, _) = counts.first()?;
    let def = TypeDef {
        origin: model.origin.clone(),
        path: TypePath::component(&key.name),
        docs: model.docs.clone(),
        shape: model.shape.clone(),
        usage: Usage::default(),
        features: BTreeSet::new(),
    };
    api.types.push(def);
    Some(TypeId(api.types.len() - 1))
}
