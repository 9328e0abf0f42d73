//! Decides the names of a union's variants: the values of their tag, or else the names of their components, a
//! property that only they have, or their JSON types. Words that only repeat the name of the union are omitted.
//!
//! The types of unnamed alternatives are named by their labels, which are known before the types are.

use std::collections::HashMap;

use heck::ToSnakeCase;

use crate::model::{Guard, Kind, Root, Scalar, Shape, Step, Type, TypePath, Variant};
use crate::openapi::{Additional, SchemaObject};
use crate::source::Site;

use super::schema::Types;
use super::union::Alternative;
use super::{all_of, allowed};

mod tag_label;

use tag_label::common;

/// The alternatives of a union, by which each is told from the others.
pub(super) struct Siblings {
    lists: usize,
    objects: usize,
    /// The number of alternatives that have a property.
    properties: HashMap<String, usize>,
}

impl Siblings {
    pub(super) fn of(alternatives: &[Alternative<'_>]) -> Self {
        let count = |kind| {
            let labels = alternatives.iter().map(|one| one.label.as_str());
            labels.filter(|one| *one == label(kind)).count()
        };
        let mut properties = HashMap::new();
        for (name, _) in alternatives.iter().flat_map(|one| &one.schema.properties) {
            *properties.entry((*name).to_owned()).or_default() += 1;
        }
        Self {
            lists: count(Kind::Array),
            objects: count(Kind::Object),
            properties,
        }
    }

    /// The label of an alternative: the name of its component, the values of its tag, its title or JSON type, or a
    /// property that only it has.
    pub(super) fn label<'a>(
        &self,
        types: &Types<'a>,
        one: &Alternative<'a>,
        guard: &Guard,
    ) -> String {
        let is = |kind| one.label == label(kind);
        match guard {
            Guard::Tag(property, values) if one.name.is_none() => {
                let required = one.schema.required.iter().copied();
                let known = one.schema.properties.iter().map(|(name, _)| *name);
                let is_own = |name: &&str| *name != property && self.is_own(name);
                let own = || required.chain(known).find(is_own);
                tag_label::of(property, values, one.title, own).unwrap_or_else(|| one.label.clone())
            }
            Guard::List(item) if self.lists > 1 && is(Kind::Array) => {
                let items = item_label(types, &one.schema, *item);
                format!("{items} {}", one.label)
            }
            Guard::Object(required, known) if self.objects > 1 && is(Kind::Object) => {
                let own = |name: &&String| self.is_own(name);
                let own = required.iter().find(own).or(known.iter().find(own));
                let own = own.or(required.first()).cloned();
                own.or_else(|| map_label(types, &one.schema))
                    .unwrap_or_else(|| one.label.clone())
            }
            Guard::Tag(..) | Guard::List(_) | Guard::Object(..) | Guard::Kind(_) | Guard::Any => {
                one.label.clone()
            }
        }
    }

    /// Returns whether only one alternative has a property.
    fn is_own(&self, name: &str) -> bool {
        self.properties.get(name) == Some(&1)
    }
}

/// The label of a value of a JSON type.
pub(super) fn label(kind: Kind) -> &'static str {
    match kind {
        Kind::Boolean => "Bool",
        Kind::Integer => "Integer",
        Kind::Number => "Number",
        Kind::String => "Text",
        Kind::Array => "List",
        Kind::Object => "Object",
    }
}

/// The label of an array's items.
fn item_label<'a>(types: &Types<'a>, schema: &SchemaObject<'a>, item: Kind) -> String {
    let items = schema.items.as_ref();
    items.map_or_else(
        || label(item).to_owned(),
        |items| inner_label(types, items, item),
    )
}

/// The label of an object without properties, by its values.
fn map_label<'a>(types: &Types<'a>, schema: &SchemaObject<'a>) -> Option<String> {
    let Additional::Schema(values) = &schema.additional else {
        return None;
    };
    let kind = only_kind(types, values)?;
    Some(format!("{} Map", inner_label(types, values, kind)))
}

/// The label of the values inside of an array or a map: the name of their component, or their JSON type. Nested
/// arrays are named by their innermost items.
fn inner_label<'a>(types: &Types<'a>, site: &Site<'a>, kind: Kind) -> String {
    let reference = site.child("$ref");
    if let Some(target) = reference.and_then(|reference| types.cx.target(&reference)) {
        return types.name_of(&target.at).to_owned();
    }
    let items = (kind == Kind::Array).then(|| all_of::resolve(types.cx, site.clone()));
    match items
        .flatten()
        .and_then(|items| Some((item_kind(types, &items)?, items)))
    {
        Some((item, items)) => format!("{} {}", item_label(types, &items, item), label(kind)),
        None => label(kind).to_owned(),
    }
}

/// The JSON type of an array's items, if there is exactly one.
pub(super) fn item_kind<'a>(types: &Types<'a>, schema: &SchemaObject<'a>) -> Option<Kind> {
    let items = schema
        .items
        .as_ref()
        .filter(|_| schema.prefix_items.is_empty());
    only_kind(types, items?)
}

/// The JSON type of the values of a schema, if there is exactly one.
fn only_kind<'a>(types: &Types<'a>, site: &Site<'a>) -> Option<Kind> {
    let schema = all_of::resolve(types.cx, site.clone())?;
    match allowed::kinds(types.cx, &schema).as_slice() {
        [one] if !schema.nullable => Some(*one),
        _ => None,
    }
}

/// Names the variants of the union at `path`. Until then, those that are components have the names of these.
///
/// Each name depends on the variant and on the name of the union alone, so that a new variant renames no other. Only
/// variants whose names would be equal get their next best ones, and those of a request body, which has no name,
/// omit what all of them end with.
pub(super) fn decide(types: &Types<'_>, path: &TypePath, variants: &mut [Variant]) {
    let own = Own::of(types, path, variants);
    let wanted: Vec<Vec<Vec<String>>> = variants
        .iter()
        .map(|variant| names(types, variant, &own))
        .collect();
    let mut given: Vec<Option<&Vec<String>>> = vec![None; variants.len()];
    for round in 0..NAMES {
        let open: Vec<Option<&Vec<String>>> = wanted
            .iter()
            .zip(&given)
            .map(|(names, given)| match given {
                Some(_) => None,
                None => names.get(round).or(names.last()),
            })
            .collect();
        let mut counts: HashMap<&Vec<String>, usize> = HashMap::new();
        for name in open.iter().chain(&given).flatten() {
            *counts.entry(name).or_default() += 1;
        }
        for (slot, name) in given.iter_mut().zip(open) {
            if let Some(name) = name.filter(|name| counts.get(name) == Some(&1)) {
                *slot = Some(name);
            }
        }
    }
    for (variant, name) in variants.iter_mut().zip(given) {
        if let Some(name) = name.filter(|name| **name != words(&variant.name)) {
            variant.name = name.join(" ");
        }
    }
    number(variants);
}

/// Tells variants apart whose names are still equal: integers by their formats, the others by numbers.
fn number(variants: &mut [Variant]) {
    let keys: Vec<Vec<String>> = variants.iter().map(|one| words(&one.name)).collect();
    let mut seen: HashMap<&Vec<String>, usize> = HashMap::new();
    for key in &keys {
        *seen.entry(key).or_default() += 1;
    }
    seen.retain(|_, count| *count > 1);
    let mut numbers: HashMap<&Vec<String>, usize> = HashMap::new();
    for (variant, key) in variants.iter_mut().zip(&keys) {
        if !seen.contains_key(key) {
            continue;
        }
        if let Type::Integer(format) = &variant.ty {
            format.name().clone_into(&mut variant.name);
            continue;
        }
        let number = numbers.entry(key).or_default();
        *number += 1;
        if *number > 1 {
            variant.name = format!("{} {number}", key.join(" "));
        }
    }
}

/// The maximum number of names that a variant may get.
const NAMES: usize = 4;

/// The names that a variant may get, best first. The last one is its own. Names of unnamed alternatives are the
/// names of their types, too, and are kept.
fn names(types: &Types<'_>, variant: &Variant, own: &Own) -> Vec<Vec<String>> {
    let (tag, is_tagged) = match &variant.guard {
        Guard::Tag(_, values) => (common(values), true),
        Guard::Object(..) | Guard::Kind(_) | Guard::List(_) | Guard::Any => (None, false),
    };
    let tag = tag.filter(|tag| tag.chars().any(char::is_alphabetic));
    let tag = tag.filter(|tag| !is_of_inner(types, variant, tag));
    let whole = words(&variant.name);
    let mut names = Vec::new();
    if types.is_component(&variant.ty) {
        // A number tells `PetCat` and `PetDog` apart, but says nothing.
        if is_tagged && tag.is_none() {
            let rest = whole.strip_prefix(own.words.as_slice());
            let rest = rest.filter(|rest| is_word(rest.first()));
            names.extend(rest.map(|rest| without_filler(rest).to_vec()));
        }
        names.extend(tag.map(|tag| apart(&words(tag), own).to_vec()));
        let bare = words(without_namespace(&variant.name));
        names.push(apart(without_filler(&bare), own).to_vec());
        if bare != whole {
            names.push(apart(without_filler(&whole), own).to_vec());
        }
    } else {
        names.push(apart(&whole, own).to_vec());
    }
    // The variant for all other values is called `Unknown`.
    names.retain(|name| *name != ["unknown"]);
    names.push(whole);
    names
}

/// Returns whether a tag is that of a variant of the variant's own type, which may get more of them.
fn is_of_inner(types: &Types<'_>, variant: &Variant, tag: &str) -> bool {
    let Some(Shape::Union(inner)) = types.shape_of(&variant.ty) else {
        return false;
    };
    let is_same = |value: &Scalar| matches!(value, Scalar::Text(text) if text == tag);
    let has = |one: &Variant| match &one.guard {
        Guard::Tag(_, values) => values.iter().any(is_same),
        Guard::Object(..) | Guard::Kind(_) | Guard::List(_) | Guard::Any => false,
    };
    // A tag that all of them have is that of the whole type.
    inner.iter().any(has) && !(inner.len() > 1 && inner.iter().all(has))
}

/// The words that the names of variants omit.
struct Own {
    /// The name of the union. That of a request body says nothing; all of its variants omit what they end with.
    words: Vec<String>,
    /// Whether it is the response of an operation, which is named after nothing.
    is_response: bool,
}

impl Own {
    fn of(types: &Types<'_>, path: &TypePath, variants: &[Variant]) -> Self {
        let (is_body, is_response) = match (&path.root, path.steps.as_slice()) {
            (Root::Operation(..), []) => (true, false),
            (Root::Operation(..), [Step::Named(name)]) => (false, name == "response"),
            _ => (false, false),
        };
        let words = if is_body {
            shared_end(types, variants)
        } else {
            without_filler(&words(without_namespace(own_name(path)))).to_vec()
        };
        Self { words, is_response }
    }
}

/// The words that the names of all components end with, if every variant is a component.
fn shared_end(types: &Types<'_>, variants: &[Variant]) -> Vec<String> {
    let components = variants
        .iter()
        .filter(|variant| types.is_component(&variant.ty));
    let names: Vec<Vec<String>> = components
        .map(|variant| without_filler(&words(&variant.name)).to_vec())
        .collect();
    let Some((first, others)) = names
        .split_first()
        .filter(|(_, others)| !others.is_empty() && others.len() + 1 == variants.len())
    else {
        return Vec::new();
    };
    let same = |other: &Vec<String>| {
        let pairs = first.iter().rev().zip(other.iter().rev());
        pairs.take_while(|(one, other)| one == other).count()
    };
    let shared = others.iter().map(same).min().unwrap_or_default();
    let end = first.iter().skip(first.len() - shared);
    end.cloned().collect()
}

/// The name of a component without the namespaces before it: `ml._types.Job`. Their names are in lower case.
fn without_namespace(name: &str) -> &str {
    let is_space = |part: &str| {
        let part = part.trim_start_matches('_');
        part.starts_with(|first: char| first.is_ascii_lowercase())
    };
    let (spaces, rest) = name.rsplit_once('.').unwrap_or_default();
    if rest.starts_with(char::is_uppercase) && spaces.split('.').all(is_space) {
        return rest;
    }
    name
}

/// The words of a name without those at its end that all components of a document have.
fn without_filler(name: &[String]) -> &[String] {
    let is_filler =
        |word: &&String| matches!(word.as_str(), "dto" | "request" | "response" | "schema");
    let fillers = name.iter().rev().take_while(is_filler).count();
    let rest = name.get(..name.len() - fillers);
    rest.filter(|rest| !rest.is_empty()).unwrap_or(name)
}

/// The words of a name without those that it begins or ends with like the name of the union. If that is one word,
/// it is removed at the end only: a `ToolSearch` is not a `Search`.
fn apart<'w>(name: &'w [String], own: &Own) -> &'w [String] {
    if own.is_response {
        // `CreateTranscriptionResponseJson`.
        let response = name.iter().rposition(|word| word == "response");
        let rest = response.and_then(|at| name.get(at + 1..));
        return rest.filter(|rest| is_word(rest.first())).unwrap_or(name);
    }
    let own = own.words.as_slice();
    let same = |(one, other): &(&String, &String)| one == other;
    let shared = |own: &[String]| match own.len() {
        0 | 1 => 0,
        _ => name.iter().zip(own).take_while(same).count(),
    };
    // Variants of `BetaAnswerEvent` begin with `answer`.
    let first = shared(own).max(shared(own.get(1..).unwrap_or_default()));
    let rest = name.get(first..).filter(|rest| is_word(rest.first()));
    let rest = rest.unwrap_or(name);
    // A property for several items is a plural.
    let same = |(one, other): &(&String, &String)| {
        one == other || other.strip_suffix('s') == Some(one.as_str())
    };
    let last = rest
        .iter()
        .rev()
        .zip(own.iter().rev())
        .take_while(same)
        .count();
    let without = rest
        .get(..rest.len() - last)
        .filter(|rest| !rest.is_empty());
    without.unwrap_or(rest)
}

fn is_word(word: Option<&String>) -> bool {
    word.is_some_and(|word| word.starts_with(char::is_alphabetic))
}

fn words(name: &str) -> Vec<String> {
    let snake = name.to_snake_case();
    snake
        .split('_')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The name of the union: that of its component, or of the property that holds it.
fn own_name(path: &TypePath) -> &str {
    let named = path.steps.iter().rev().find_map(|step| match step {
        Step::Property(name) | Step::Named(name) => Some(name.as_str()),
        Step::Item | Step::Value => None,
    });
    named.unwrap_or(match &path.root {
        Root::Component(name) | Root::Operation(_, name) => name,
    })
}
