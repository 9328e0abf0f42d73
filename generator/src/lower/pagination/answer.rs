//! Finds the parts of a pager in a response.

use heck::ToSnakeCase;

use crate::model::{Field, More, Shape, Type};

use super::super::schema::Types;
use super::words;

/// The maximum depth that is searched in a response.
const DEEPEST: usize = 3;

/// The array that is paginated.
pub(super) struct Items {
    /// The members that lead to it.
    pub(super) path: Vec<String>,
    /// The type of an item.
    pub(super) item: Type,
}

/// A member of a response that may be relevant for pagination.
pub(super) struct Member<'t> {
    /// The members that lead to it.
    pub(super) path: Vec<String>,
    /// The name in snake case.
    pub(super) name: String,
    /// The name of the enclosing member in snake case. Empty for the response itself.
    pub(super) parent: String,
    pub(super) field: &'t Field,
    /// The type, without `null`.
    pub(super) ty: &'t Type,
}

impl Member<'_> {
    pub(super) fn pointer(&self) -> String {
        pointer(&self.path)
    }

    /// Returns whether the description contains one of these words.
    pub(super) fn tells(&self, words: &[&str]) -> bool {
        let text = self.field.docs.text.as_deref().unwrap_or_default();
        says(text, words)
    }

    pub(super) fn is_integer(&self) -> bool {
        matches!(self.ty, Type::Integer(_) | Type::Number)
    }

    /// Returns whether the value can be sent as a parameter.
    pub(super) fn is_value(&self) -> bool {
        (self.ty.is_text() || matches!(self.ty, Type::Integer(_))) && self.field.constant.is_none()
    }
}

/// Returns whether `text` contains one of these words.
pub(super) fn says(text: &str, words: &[&str]) -> bool {
    let text = text.to_lowercase();
    words.iter().any(|word| text.contains(word))
}

/// Writes a JSON Pointer (RFC 6901).
pub(super) fn pointer(path: &[String]) -> String {
    let steps = path.iter().map(|step| {
        let step = step.replace('~', "~0").replace('/', "~1");
        format!("/{step}")
    });
    steps.collect()
}

/// Finds the array that is paginated. `resource` is the name in the path.
pub(super) fn items(types: &Types<'_>, ty: &Type, resource: &str) -> Option<Items> {
    if let Type::List(item) = types.plain(ty) {
        return Some(Items {
            path: Vec::new(),
            item: (**item).clone(),
        });
    }
    within(types, ty, resource, 0)
}

/// Finds the array in an object: the only one, or the one with a typical name, or else the array in
/// the only nested object that has one.
fn within(types: &Types<'_>, ty: &Type, resource: &str, depth: usize) -> Option<Items> {
    let object = types.struct_of(ty)?;
    let mut lists: Vec<(&Field, String, &Type)> = Vec::new();
    for field in &object.fields {
        if let Type::List(item) = types.plain(&field.ty) {
            lists.push((field, plain_name(&field.wire), item));
        }
    }
    if lists.is_empty() {
        if depth + 1 >= DEEPEST {
            return None;
        }
        let inner = object.fields.iter().filter_map(|field| {
            let mut items = within(types, &field.ty, resource, depth + 1)?;
            let named = |step: &String, names: &[&str]| {
                let name = step.to_snake_case();
                names.contains(&name.as_str())
            };
            let wire = field.wire.to_snake_case();
            let telling = words::AROUND.contains(&wire.as_str())
                || words::AROUND_ENDS.iter().any(|end| wire.ends_with(end))
                || items
                    .path
                    .last()
                    .is_some_and(|step| named(step, words::ITEMS));
            if !telling {
                return None;
            }
            items.path.insert(0, field.wire.clone());
            Some(items)
        });
        let mut inner: Vec<Items> = inner.collect();
        return inner.pop().filter(|_| inner.is_empty());
    }
    let resource = resource.to_snake_case();
    let only = |is: &dyn Fn(&str) -> bool| {
        let mut named = lists.iter().filter(|(_, name, _)| is(name));
        named.next().filter(|_| named.next().is_none())
    };
    let (field, _, item) = only(&|name| !words::BESIDE.contains(&name))
        .or_else(|| only(&|name| words::ITEMS.contains(&name)))
        .or_else(|| only(&|name| name == resource))?;
    Some(Items {
        path: vec![field.wire.clone()],
        item: (*item).clone(),
    })
}

/// Collects the members that may be relevant for pagination: those of the response, of the objects
/// around the items, and of objects beside the items with a typical name.
pub(super) fn members<'t>(types: &'t Types<'_>, ty: &Type, items: &Items) -> Vec<Member<'t>> {
    let mut found = Vec::new();
    let mut path: Vec<String> = Vec::new();
    let mut ty = ty.clone();
    for step in &items.path {
        collect(types, &ty, &path, &mut found);
        let object = types.struct_of(&ty);
        let mut fields = object.into_iter().flat_map(|object| &object.fields);
        let Some(field) = fields.find(|field| field.wire == *step) else {
            break;
        };
        ty = field.ty.clone();
        path.push(step.clone());
    }
    found
}

fn collect<'t>(types: &'t Types<'_>, ty: &Type, path: &[String], found: &mut Vec<Member<'t>>) {
    let Some(object) = types.struct_of(ty) else {
        return;
    };
    let parent = path.last().map(|step| plain_name(step));
    for field in &object.fields {
        let name = plain_name(&field.wire);
        let mut path = path.to_vec();
        path.push(field.wire.clone());
        let envelope = words::ENVELOPES.contains(&name.as_str())
            || words::ENVELOPE_ENDS.iter().any(|end| name.ends_with(end));
        if envelope && path.len() <= DEEPEST {
            collect(types, &field.ty, &path, found);
        }
        found.push(Member {
            path,
            name,
            parent: parent.clone().unwrap_or_default(),
            field,
            ty: types.plain(&field.ty),
        });
    }
}

/// The name of a member in snake case, without the prefix of a vocabulary: `hydra:next`.
fn plain_name(wire: &str) -> String {
    let name = wire.to_snake_case();
    name.strip_prefix("hydra_")
        .map_or(name.clone(), str::to_owned)
}

/// The member that says whether there is another page.
pub(super) fn more(members: &[Member<'_>]) -> Option<More> {
    let flags = members.iter().filter(|one| *one.ty == Type::Bool);
    let mut said = flags.filter_map(|member| {
        let is = words::MORE.contains(&member.name.as_str());
        let ends = words::LAST.contains(&member.name.as_str());
        (is || ends).then(|| More {
            at: member.pointer(),
            is,
        })
    });
    said.next()
}

/// The member that holds the number of the page.
pub(super) fn current(members: &[Member<'_>]) -> Option<String> {
    count(members, words::CURRENT, &[])
}

/// The member that holds the total number of items.
pub(super) fn total(members: &[Member<'_>]) -> Option<String> {
    let uncertain = ["approx", "estimat", "this page", "current page", "returned"];
    count(members, words::TOTALS, &uncertain)
}

/// The member that holds the total number of pages.
pub(super) fn pages(members: &[Member<'_>], first: u64) -> Option<String> {
    // The number of the last page is the number of pages only if the first page is 1.
    let names: Vec<&str> = words::PAGES.to_vec();
    let names = names.into_iter();
    let names: Vec<&str> = names
        .filter(|name| first == 1 || *name != "last_page")
        .collect();
    count(members, &names, &["approx", "estimat"])
}

fn count(members: &[Member<'_>], names: &[&str], uncertain: &[&str]) -> Option<String> {
    let mut named = members.iter().filter(|member| {
        let is = names.contains(&member.name.as_str()) && member.is_integer();
        is && !member.tells(uncertain)
    });
    named.next().map(Member::pointer)
}

/// Returns whether every item has an `id` that can be the value of a parameter of this type.
pub(super) fn have_ids(types: &Types<'_>, item: &Type, parameter: &Type) -> bool {
    if let Some(Shape::Union(variants)) = types.shape_of(item) {
        let mut variants = variants.iter();
        return variants.all(|variant| {
            types.struct_of(&variant.ty).is_some() && have_ids(types, &variant.ty, parameter)
        });
    }
    let object = types.struct_of(item);
    let mut fields = object.into_iter().flat_map(|object| &object.fields);
    let id = fields.find(|field| field.wire == "id");
    id.is_some_and(|id| {
        let text = Type::is_text;
        let number = |ty: &Type| matches!(ty, Type::Integer(_));
        let id = types.plain(&id.ty);
        (text(id) && text(parameter)) || (number(id) && (number(parameter) || text(parameter)))
    })
}

/// Returns the type at a JSON Pointer into the response, or `None` if the types have no such place.
pub(super) fn at(types: &Types<'_>, ty: &Type, steps: &[String]) -> Option<Type> {
    let Some((step, rest)) = steps.split_first() else {
        return Some(ty.clone());
    };
    match types.plain(ty) {
        Type::Any => Some(Type::Any),
        Type::List(item) if step == "-1" || step.parse::<usize>().is_ok() => at(types, item, rest),
        Type::Map(value) => at(types, value, rest),
        plain => match types.shape_of(plain)? {
            Shape::Struct(object) => {
                let field = object.fields.iter().find(|field| field.wire == *step)?;
                at(types, &field.ty, rest)
            }
            Shape::Union(variants) => variants
                .iter()
                .find_map(|variant| at(types, &variant.ty, steps)),
            _ => None,
        },
    }
}
