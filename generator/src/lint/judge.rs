//! Checks whether a value matches a schema (JSON Schema Validation 2020-12, 6), and reports where
//! and why it does not.
//!
//! In doubt, the value matches: `not`, `if` and `format` are not checked, and several schemas of a
//! `oneOf` may match.

use regex::RegexBuilder;

use crate::openapi::{Additional, Context, JsonType, Schema, SchemaObject};
use crate::source::{Map, Node, Number, Pointer, Site};

/// The maximum nesting of schemas and values that is checked.
const DEPTH: usize = 64;
/// The maximum number of schemas that are checked for one value, because nested alternatives
/// multiply.
const STEPS: usize = 20_000;
/// The maximum size of a compiled pattern, in bytes.
const PATTERN: usize = 1 << 20;

/// The direction in which a value is transferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// To the server. `readOnly` properties are not required.
    Sent,
    /// From the server. `writeOnly` properties are not required.
    Received,
    /// Either direction.
    Unknown,
}

/// A mismatch between a value and its schema.
#[derive(Debug)]
pub(super) struct Misfit {
    /// The place of the value or of its mismatching part.
    pub(super) value: Pointer,
    /// The schema that does not match.
    pub(super) schema: Pointer,
    /// The reason: `the value must be a string, found a number`.
    pub(super) why: String,
    depth: usize,
}

/// Checks one value.
pub(super) struct Judge<'a> {
    cx: Context<'a>,
    direction: Direction,
    steps: usize,
}

impl<'a> Judge<'a> {
    pub(super) fn new(cx: Context<'a>, direction: Direction) -> Self {
        Self {
            cx,
            direction,
            steps: 0,
        }
    }

    /// Returns the reason why `value` does not match the schema at `site`, or `None` if it does.
    pub(super) fn misfit(&mut self, site: &Site<'a>, value: &Site<'a>) -> Option<Misfit> {
        self.schema(site, value, 0)
    }

    fn schema(&mut self, site: &Site<'a>, value: &Site<'a>, depth: usize) -> Option<Misfit> {
        self.steps += 1;
        if depth > DEPTH || self.steps > STEPS {
            return None;
        }
        let found = |why: String| Misfit {
            value: value.at.clone(),
            schema: site.at.clone(),
            why,
            depth,
        };
        let schema = match Schema::read(self.cx, site.clone())? {
            Schema::Boolean(true) => return None,
            Schema::Boolean(false) => return Some(found("no value is allowed here".to_owned())),
            Schema::Object(schema) => schema,
        };
        if let Some(reference) = &schema.reference {
            let target = self.cx.target(reference)?;
            return self.schema(&target, value, depth + 1);
        }
        if *value.node == Node::Null && schema.nullable {
            return None;
        }
        let own = own(&schema, value.node).or_else(|| limits(site, value.node));
        own.map(found)
            .or_else(|| self.parts(site, &schema, value, depth))
            .or_else(|| self.composed(site, &schema, value, depth))
    }

    /// Checks the members of an object or the items of an array.
    fn parts(
        &mut self,
        site: &Site<'a>,
        schema: &SchemaObject<'a>,
        value: &Site<'a>,
        depth: usize,
    ) -> Option<Misfit> {
        match value.node {
            Node::Object(members) => self.members(site, schema, value, members, depth),
            Node::Array(_) => {
                let rest = schema.items.iter();
                let schemas = schema.prefix_items.iter().chain(rest.cycle());
                value
                    .items()
                    .zip(schemas)
                    .find_map(|(item, schema)| self.schema(schema, &item, depth + 1))
            }
            _ => None,
        }
    }

    fn members(
        &mut self,
        site: &Site<'a>,
        schema: &SchemaObject<'a>,
        value: &Site<'a>,
        members: &Map,
        depth: usize,
    ) -> Option<Misfit> {
        let missing = |name: &&&str| members.get(name).is_none() && self.is_expected(schema, name);
        let found = |value: &Pointer, why: String| Misfit {
            value: value.clone(),
            schema: site.at.clone(),
            why,
            depth,
        };
        if let Some(name) = schema.required.iter().find(missing) {
            return Some(found(
                &value.at,
                format!("the required member `{name}` is missing"),
            ));
        }
        let property = |name: &str| schema.properties.iter().find(|(known, _)| *known == name);
        value.members().find_map(|(name, member)| {
            if let Some((_, schema)) = property(name) {
                return self.schema(schema, &member, depth + 1);
            }
            match &schema.additional {
                _ if !schema.pattern_properties.is_empty() => None,
                Additional::Unsaid => None,
                Additional::Forbidden => Some(found(
                    &member.at,
                    format!("the member `{name}` is not allowed"),
                )),
                Additional::Schema(schema) => self.schema(schema, &member, depth + 1),
            }
        })
    }

    /// Returns whether a required property must be present in this direction (OpenAPI 3.0,
    /// 4.7.24.2).
    fn is_expected(&self, schema: &SchemaObject<'a>, name: &str) -> bool {
        let site = schema.properties.iter().find(|(known, _)| *known == name);
        let site = site.and_then(|(_, site)| self.cx.follow(site.clone()));
        let Some(Schema::Object(member)) = site.and_then(|site| Schema::read(self.cx, site)) else {
            return true;
        };
        match self.direction {
            Direction::Sent => !member.read_only,
            Direction::Received => !member.write_only,
            Direction::Unknown => !member.read_only && !member.write_only,
        }
    }

    /// Checks `allOf`, `anyOf` and `oneOf`.
    fn composed(
        &mut self,
        site: &Site<'a>,
        schema: &SchemaObject<'a>,
        value: &Site<'a>,
        depth: usize,
    ) -> Option<Misfit> {
        let all = schema.all_of.iter();
        let mut all = all.map(|part| self.schema(part, value, depth + 1));
        if let Some(misfit) = all.find_map(|misfit| misfit) {
            return Some(misfit);
        }
        [&schema.any_of, &schema.one_of]
            .into_iter()
            .find_map(|alternatives| self.alternatives(site, alternatives, value, depth))
    }

    /// Checks that the value matches one of the alternatives. Otherwise, the mismatch of the
    /// alternative that matches most deeply is returned if it is unambiguous.
    fn alternatives(
        &mut self,
        site: &Site<'a>,
        alternatives: &[Site<'a>],
        value: &Site<'a>,
        depth: usize,
    ) -> Option<Misfit> {
        let mut misfits = Vec::new();
        for alternative in alternatives {
            misfits.push(self.schema(alternative, value, depth + 1)?);
        }
        let deepest = misfits.iter().map(|misfit| misfit.depth).max()?;
        let count = misfits.len();
        let inside = |misfit: &Misfit| misfit.depth == deepest && misfit.value != value.at;
        let mut nearest = misfits.into_iter().filter(inside);
        match (nearest.next(), nearest.next()) {
            (Some(only), None) => Some(only),
            _ => Some(Misfit {
                value: value.at.clone(),
                schema: site.at.clone(),
                why: match count {
                    1 => "the value does not match the only alternative".to_owned(),
                    2 => "the value matches neither of the two alternatives".to_owned(),
                    _ => format!("the value does not match any of the {count} alternatives"),
                },
                depth,
            }),
        }
    }
}

/// Checks the value itself against `type`, `enum`, `const`, `minimum` and `maximum`.
fn own(schema: &SchemaObject<'_>, value: &Node) -> Option<String> {
    let types = &schema.types;
    if (!types.is_empty() || schema.only_null) && !types.iter().any(|one| is_of(value, *one)) {
        let mut names: Vec<&str> = types.iter().map(|one| name(*one)).collect();
        if schema.nullable {
            names.push("null");
        }
        let (names, kind) = (names.join(" or "), value.kind());
        return Some(format!("the value must be {names}, found {kind}"));
    }
    let listed = |values: &Vec<&Node>| values.iter().any(|one| same(one, value));
    if schema
        .enumeration
        .as_ref()
        .is_some_and(|values| !listed(values))
    {
        return Some(format!(
            "{} is not one of the values of `enum`",
            value.to_json()
        ));
    }
    if let Some(constant) = schema.constant.filter(|constant| !same(constant, value)) {
        let (constant, value) = (constant.to_json(), value.to_json());
        return Some(format!("the value must be {constant}, found {value}"));
    }
    let Node::Number(number) = value else {
        return None;
    };
    let beyond = |limit: Option<Number>, less: bool| {
        let limit = limit?;
        let (number, limit) = (float(*number), float(limit));
        let wrong = if less { number < limit } else { number > limit };
        let word = if less { "less" } else { "greater" };
        wrong.then(|| format!("{number} is {word} than {limit}"))
    };
    beyond(schema.minimum, true).or_else(|| beyond(schema.maximum, false))
}

/// Checks the length of a string or array, and the pattern of a string.
fn limits(site: &Site<'_>, value: &Node) -> Option<String> {
    let limit = |key: &str| match site.child(key)?.node {
        Node::Number(Number::Int(limit)) => usize::try_from(*limit).ok(),
        _ => None,
    };
    let (length, least, most, what) = match value {
        Node::String(text) => {
            let length = text.chars().count();
            (length, limit("minLength"), limit("maxLength"), "characters")
        }
        Node::Array(items) => (items.len(), limit("minItems"), limit("maxItems"), "items"),
        _ => return None,
    };
    if let Some(least) = least.filter(|least| length < *least) {
        return Some(format!(
            "the number of {what} must be at least {least}, found {length}"
        ));
    }
    if let Some(most) = most.filter(|most| length > *most) {
        return Some(format!(
            "the number of {what} must be at most {most}, found {length}"
        ));
    }
    let pattern = site.child("pattern")?;
    let (pattern, text) = (pattern.node.as_str()?, value.as_str()?);
    // Patterns use the syntax of ECMA 262. Those that are not valid here are not checked.
    let regex = RegexBuilder::new(pattern)
        .size_limit(PATTERN)
        .build()
        .ok()?;
    (!regex.is_match(text)).then(|| format!("the value does not match the pattern `{pattern}`"))
}

fn is_of(value: &Node, one: JsonType) -> bool {
    match (value, one) {
        (Node::Bool(_), JsonType::Boolean)
        | (Node::String(_), JsonType::String)
        | (Node::Array(_), JsonType::Array)
        | (Node::Object(_), JsonType::Object)
        | (Node::Number(_), JsonType::Number)
        | (Node::Number(Number::Int(_)), JsonType::Integer) => true,
        // 1.0 is an integer (JSON Schema, 6.3).
        (Node::Number(Number::Float(value)), JsonType::Integer) => value.fract() == 0.0,
        _ => false,
    }
}

fn name(one: JsonType) -> &'static str {
    match one {
        JsonType::Boolean => "a boolean",
        JsonType::Integer => "an integer",
        JsonType::Number => "a number",
        JsonType::String => "a string",
        JsonType::Array => "an array",
        JsonType::Object => "an object",
    }
}

fn same(one: &Node, other: &Node) -> bool {
    match (one, other) {
        (Node::Number(one), Node::Number(other)) => float(*one).total_cmp(&float(*other)).is_eq(),
        _ => one == other,
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "compared with a value of the same precision"
)]
fn float(number: Number) -> f64 {
    match number {
        Number::Int(value) => value as f64,
        Number::Float(value) => value,
    }
}
