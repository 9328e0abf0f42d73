//! Decides which enums are one type.
//!
//! Many documents write the same `enum` at each place where it is used: `order` is `asc` or `desc` in
//! every list. Enums with the same name and the same values become one type, so that the value of a
//! response fits the parameter of a request. The type keeps a name at each of the places: all names but
//! one are aliases, and none depends on how many such places the document has.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use heck::ToSnakeCase;

use crate::model::{
    Api, Docs, EnumValue, Root, Shape, Step, Type, TypeDef, TypeId, TypePath, Usage,
};
use crate::spelling::singular;

/// Turns all but one of several equal enums into aliases.
pub(super) fn merge(api: &mut Api) {
    let mut groups: BTreeMap<Key, Vec<TypeId>> = BTreeMap::new();
    for (index, def) in api.types.iter().enumerate() {
        if let Some(key) = key(def) {
            groups.entry(key).or_default().push(TypeId(index));
        }
    }
    let mut groups: Vec<(Key, Vec<TypeId>)> = groups.into_iter().collect();
    groups.retain(|(_, ids)| ids.len() > 1);
    // In the order of the document, so that of several enums with one name the first keeps it.
    groups.sort_by_key(|(_, ids)| ids.first().copied());
    let sizes = sizes(api);
    let mut taken: HashSet<String> = sizes.keys().map(|name| name.to_snake_case()).collect();
    for (key, ids) in groups {
        let owner = ids.iter().filter_map(|id| {
            let def = api.types.get(id.0)?;
            Some((rank(def, &sizes)?, *id))
        });
        let owner = owner.min().map(|(_, id)| id);
        let Some(owner) = owner.or_else(|| shared(api, &key, &ids, &mut taken)) else {
            continue;
        };
        describe(api, owner, &ids);
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

/// The properties by which enums are equal.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    /// The name of the property or parameter, or of the component, in snake case.
    name: String,
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
    let (name, _) = name(&def.path)?;
    let values = values.iter();
    Some(Key {
        name: name.to_snake_case(),
        values: values
            .map(|value| (value.wire.clone(), value.name.clone()))
            .collect(),
        strings,
    })
}

/// The name of the property, parameter or component at a position, and the number of arrays and maps around it.
fn name(path: &TypePath) -> Option<(&str, usize)> {
    let mut nested = 0;
    for step in path.steps.iter().rev() {
        match step {
            Step::Property(name) => return Some((name, nested)),
            Step::Item | Step::Value => nested += 1,
            // An alternative that is a text, or a list of texts.
            Step::Named(_) => {}
        }
    }
    match &path.root {
        Root::Component(name) => Some((name, nested)),
        Root::Operation(..) => None,
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

/// Adds a type of its own for enums that occur only in operations. If another type has their name, a value is added.
fn shared(api: &mut Api, key: &Key, ids: &[TypeId], taken: &mut HashSet<String>) -> Option<TypeId> {
    let base = base(api, key, ids);
    let values = key.values.iter().map(|(value, _)| value.to_snake_case());
    let values = values.filter(|value| !value.is_empty());
    let names = values.map(|value| format!("{base}_{value}"));
    let mut names = std::iter::once(base.clone()).chain(names);
    let name = names.find(|name| taken.insert(name.clone()))?;
    let model = api.types.get(ids.first()?.0)?;
    let text = format!("The value of `{}`.", key.name);
    let mut shape = model.shape.clone();
    if let Shape::StringEnum(values) | Shape::IntegerEnum(values) = &mut shape {
        // The default is that of one property or parameter.
        for value in values {
            value.is_default = false;
        }
    }
    let def = TypeDef {
        origin: model.origin.clone(),
        path: TypePath::component(&name),
        docs: Docs {
            text: Some(text),
            ..Docs::default()
        },
        shape,
        usage: Usage::default(),
        features: BTreeSet::new(),
        derives: model.derives.clone(),
    };
    api.types.push(def);
    Some(TypeId(api.types.len() - 1))
}

/// The name of a type of equal enums: that of their parameter, or of one of its items. If all of them are the same
/// alternative of a union, its label is added.
fn base(api: &Api, key: &Key, ids: &[TypeId]) -> String {
    let paths = ids.iter().filter_map(|id| api.types.get(id.0));
    let paths: Vec<&TypePath> = paths.map(|def| &def.path).collect();
    let is_of_items = |path: &&TypePath| name(path).is_some_and(|(_, nested)| nested > 0);
    if paths.iter().all(is_of_items) {
        return singular(&key.name).unwrap_or_else(|| key.name.clone());
    }
    let label = |path: &&TypePath| match path.steps.last() {
        Some(Step::Named(label)) => Some(label.to_snake_case()),
        Some(Step::Property(_) | Step::Item | Step::Value) | None => None,
    };
    let mut labels = paths.iter().map(label);
    match labels.next().flatten() {
        Some(first) if labels.all(|one| one.as_ref() == Some(&first)) => {
            format!("{}_{first}", key.name)
        }
        _ => key.name.clone(),
    }
}

/// Gives the type and its values the first descriptions that any of the enums has.
fn describe(api: &mut Api, owner: TypeId, ids: &[TypeId]) {
    let mut about = None;
    let mut values: HashMap<String, Docs> = HashMap::new();
    for def in ids.iter().filter_map(|id| api.types.get(id.0)) {
        about = about.or_else(|| def.docs.text.clone());
        if let Shape::StringEnum(listed) | Shape::IntegerEnum(listed) = &def.shape {
            for value in listed.iter().filter(|value| value.docs.text.is_some()) {
                let docs = values.entry(value.wire.clone());
                docs.or_insert_with(|| value.docs.clone());
            }
        }
    }
    let Some(def) = api.types.get_mut(owner.0) else {
        return;
    };
    let own = ids.contains(&owner);
    if let Some(about) = about.filter(|_| !own || def.docs.text.is_none()) {
        def.docs.text = Some(about);
    }
    if let Shape::StringEnum(listed) | Shape::IntegerEnum(listed) = &mut def.shape {
        for value in listed.iter_mut().filter(|value| value.docs.text.is_none()) {
            if let Some(docs) = values.remove(&value.wire) {
                value.docs = docs;
            }
        }
    }
}
