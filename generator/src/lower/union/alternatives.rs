//! Decides which schemas are the alternatives of a union.

use crate::diagnostic::Code;
use crate::lower::allowed;
use crate::model::{Docs, Kind};
use crate::openapi::{Additional, Context, Discriminator, JsonType, Schema, SchemaObject};
use crate::source::{Pointer, Site};

use crate::lower::schema::Types;
use crate::lower::variant_name::label;
use crate::lower::{all_of, both, docs, object};

/// An alternative of a union.
pub(in crate::lower) struct Alternative<'a> {
    /// The name of the variant: that of a component, a title, or a JSON type.
    pub(in crate::lower) label: String,
    /// The explicit name: that of the component that it refers to, or of a webhook. Without one, a
    /// tag may serve as the name.
    pub(in crate::lower) name: Option<String>,
    /// The `title` of the schema.
    pub(in crate::lower) title: Option<&'a str>,
    /// The documentation.
    pub(in crate::lower) docs: Docs,
    /// The flattened schema.
    pub(in crate::lower) schema: SchemaObject<'a>,
    /// The place of the alternative.
    pub(in crate::lower) site: Site<'a>,
    /// The target of its `$ref`.
    pub(in crate::lower) target: Option<Site<'a>>,
    /// The schema that it only refers to, also through other names and through an `allOf` that adds nothing.
    pub(in crate::lower) meant: Option<Site<'a>>,
}

impl<'a> Alternative<'a> {
    /// Returns whether the alternative refers to a schema, or to one that this schema extends.
    pub(super) fn is_or_holds(&self, types: &Types<'a>, site: &Site<'a>) -> bool {
        let inheritance = types.cx.inheritance();
        let holds =
            |meant: &Site<'a>| meant.at == site.at || inheritance.descends(&site.at, &meant.at);
        self.meant.as_ref().is_some_and(holds)
    }
}

/// The maximum length of a title that serves as a name, in bytes.
const LONGEST_TITLE: usize = 64;

/// The maximum nesting of unions that are read as one.
pub(super) const DEEPEST: usize = 8;

/// Collects alternatives. The alternatives of a nested union without a name, a discriminator and
/// properties are merged into this union. Returns whether all of them can be read.
pub(super) fn collect<'a>(
    types: &Types<'a>,
    site: Site<'a>,
    found: &mut Vec<Alternative<'a>>,
    depth: usize,
) -> bool {
    let recursive = || {
        site.child("$recursiveRef")
            .filter(|one| one.node.as_str() == Some("#"))
    };
    let reference = site.child("$ref").or_else(recursive);
    let target = reference.as_ref().and_then(|one| types.cx.target(one));
    if reference.is_some() && target.is_none() {
        return false;
    }
    let Some(schema) = resolve(types, &site) else {
        return false;
    };
    if schema.only_null {
        return true;
    }
    let nested = target.is_none() && schema.discriminator.is_none() && schema.properties.is_empty();
    if nested && depth < DEEPEST && !(schema.one_of.is_empty() && schema.any_of.is_empty()) {
        let mut is_whole = true;
        for inner in schema.one_of.into_iter().chain(schema.any_of) {
            is_whole &= collect(types, inner, found, depth + 1);
        }
        return is_whole;
    }
    add_alternative(types, site, target, found)
}

/// Flattens an alternative: its items, if the examples show that these are meant.
fn resolve<'a>(types: &Types<'a>, site: &Site<'a>) -> Option<SchemaObject<'a>> {
    let schema = all_of::resolve(types.cx, site.clone())?;
    match &schema.items {
        Some(items) if types.evidence.is_item(types.cx, site) => {
            all_of::resolve(types.cx, items.clone())
        }
        Some(_) | None => Some(schema),
    }
}

/// Adds an alternative. Returns whether it can be read.
fn add_alternative<'a>(
    types: &Types<'a>,
    site: Site<'a>,
    target: Option<Site<'a>>,
    found: &mut Vec<Alternative<'a>>,
) -> bool {
    let component = target.as_ref();
    let component = component.map(|target| types.name_of(&target.at).to_owned());
    let Some(schema) = resolve(types, &site) else {
        return false;
    };
    // Some generators of documents write the JSON type as the title.
    let says_more = |title: &&str| {
        let types = ["array", "boolean", "integer", "number", "object", "string"];
        title.len() <= LONGEST_TITLE && !types.contains(&title.to_ascii_lowercase().as_str())
    };
    let title = schema.title.filter(says_more);
    let kinds = allowed::kinds(types.cx, &schema);
    let label = component
        .clone()
        .or_else(|| title.map(str::to_owned))
        .unwrap_or_else(|| match kinds.as_slice() {
            [one] => label(*one).to_owned(),
            _ => "Value".to_owned(),
        });
    let meant = match &target {
        // The mapping of a discriminator names a schema without a `$ref`.
        Some(target) if target.at == site.at => Some(site.clone()),
        Some(_) | None => meant(types.cx, &site, 0),
    };
    found.push(Alternative {
        label,
        name: component,
        title,
        docs: docs::of_schema(types.cx, &site.at, &schema),
        schema,
        site,
        target,
        meant,
    });
    true
}

/// The schema that the one at `site` only refers to. The schemas between them have no values of their own.
fn meant<'a>(cx: Context<'a>, site: &Site<'a>, depth: usize) -> Option<Site<'a>> {
    if depth == DEEPEST {
        return None;
    }
    if site.child("$ref").is_some() {
        return cx.aliased(site);
    }
    let Some(Schema::Object(schema)) = Schema::read(cx, site.clone()) else {
        return None;
    };
    let is_empty = !both::adds(cx, &schema) && schema.required.is_empty();
    let base = both::base(cx, &schema).filter(|_| is_empty)?;
    meant(cx, &base, depth + 1)
}

/// Adds the schemas that only the mapping of the discriminator names, unless they are related to an
/// alternative, which then stands for them.
pub(super) fn add_mapped<'a>(
    types: &Types<'a>,
    discriminator: &Discriminator<'a>,
    alternatives: &mut Vec<Alternative<'a>>,
) {
    let cx = types.cx;
    let mapping = cx.mapping(discriminator);
    for (tag, site) in &mapping.entries {
        let inheritance = cx.inheritance();
        let stands_for = |one: &Alternative<'a>| {
            one.meant.as_ref().is_some_and(|meant| {
                meant.at == site.at
                    || inheritance.descends(&site.at, &meant.at)
                    || inheritance.descends(&meant.at, &site.at)
            })
        };
        let is_around = discriminator.at.parent() == Some(&site.at);
        if !is_around && !alternatives.iter().any(stands_for) {
            let name = site.at.last().unwrap_or_default();
            let message = format!(
                "the mapping names `{name}`, which the union does not list; it is read as one more alternative"
            );
            let place = discriminator.at.child("mapping").child(tag);
            cx.diagnostics
                .tell(Code::UnlistedAlternative, &place, message);
            add_alternative(types, site.clone(), Some(site.clone()), alternatives);
        }
    }
    let Some(site) = &mapping.default else {
        return;
    };
    let place = discriminator.at.child("defaultMapping");
    let name = site.at.last().unwrap_or_default();
    if discriminator.at.parent() == Some(&site.at) {
        let message = format!(
            "the default `{name}` refers back to this union without an object or an array in between; it is ignored"
        );
        cx.diagnostics.tell(Code::UnionOfItself, &place, message);
    } else if !alternatives.iter().any(|one| one.is_or_holds(types, site)) {
        let message = format!(
            "`defaultMapping` names `{name}`, which the union does not list; it is read as one more alternative"
        );
        cx.diagnostics
            .tell(Code::UnlistedAlternative, &place, message);
        add_alternative(types, site.clone(), Some(site.clone()), alternatives);
    }
}

/// Removes an alternative that is an object without any keywords but `nullable`, if another
/// alternative is an object or a component. Generators of 3.0 documents write `null` like this.
pub(super) fn drop_null<'a>(types: &Types<'a>, alternatives: &mut Vec<Alternative<'a>>) {
    let says_nothing = |one: &SchemaObject<'a>| is_bare(one) || is_empty(one);
    let is_null = |one: &Alternative<'a>| {
        one.name.is_none() && one.schema.nullable && says_nothing(&one.schema)
    };
    let object = |one: &Alternative<'a>| {
        let is_object = allowed::kinds(types.cx, &one.schema).contains(&Kind::Object);
        !is_null(one) && (is_object || one.target.is_some())
    };
    if !alternatives.iter().any(object) {
        return;
    }
    for one in alternatives.iter().filter(|one| is_null(one)) {
        let message = if is_empty(&one.schema) {
            "this alternative allows only an empty object or null; it is read as null"
        } else {
            "this alternative says only that it is an object or null; it is read as null"
        };
        types
            .cx
            .diagnostics
            .tell(Code::NullAsObject, &one.site.at, message);
    }
    alternatives.retain(|one| !is_null(one));
}

/// Applies the schema of items in a union to the items of its arrays.
pub(super) fn join_items<'a>(
    types: &Types<'a>,
    at: &Pointer,
    schema: &SchemaObject<'a>,
    alternatives: &mut [Alternative<'a>],
) {
    let Some(items) = &schema.items else {
        return;
    };
    let is_array = |one: &&mut Alternative<'a>| {
        one.target.is_none()
            && one.schema.types.as_slice() == [JsonType::Array]
            && one.schema.prefix_items.is_empty()
    };
    for one in alternatives.iter_mut().filter(is_array) {
        let own = one.schema.items.take();
        one.schema.items = Some(match own {
            Some(own) => both::of(types.cx, items, own),
            None => items.clone(),
        });
        let schemas = types.cx.schemas;
        one.site = schemas.combine(&one.site.at, at, one.schema.clone());
    }
}

/// Returns whether a schema allows only an object without members.
fn is_empty(schema: &SchemaObject<'_>) -> bool {
    let composed = schema.alternatives().next().is_some();
    schema.types.as_slice() == [JsonType::Object]
        && schema.enumeration.is_none()
        && !composed
        && schema.properties.is_empty()
        && schema.required.is_empty()
        && schema.pattern_properties.is_empty()
        && matches!(schema.additional, Additional::Forbidden)
}

/// Returns whether a schema is `type: object` and nothing else.
pub(super) fn is_bare(schema: &SchemaObject<'_>) -> bool {
    let composed = schema.alternatives().next().is_some();
    schema.types.as_slice() == [JsonType::Object]
        && schema.enumeration.is_none()
        && !composed
        && object::is_bare(schema)
}
