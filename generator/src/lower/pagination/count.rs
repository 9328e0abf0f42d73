//! Pagers that count items or pages.

use crate::model::{More, Pager};
use crate::source::{Node, Number};

use super::answer::{self, Member};
use super::finder::{Asked, Finder, speaks_of};
use super::words;

/// Words in the description of an offset that does not count items.
const NO_ITEMS: &[&str] = &["byte", "date", "page number", "seconds", "time", "update"];

/// Words in the description of a parameter without which the response contains all items.
const ALL_WITHOUT: &[&str] = &["without paging", "without pagination", "not paginated"];

const FROM_ZERO: &[&str] = &[
    "0-based",
    "0-indexed",
    "begins at 0",
    "starting at 0",
    "starting from 0",
    "starts at 0",
    "starts from 0",
    "zero-based",
    "zero-indexed",
    "zero based",
];

const FROM_ONE: &[&str] = &[
    "1-based",
    "1-indexed",
    "begins at 1",
    "first page is 1",
    "one-based",
    "starting at 1",
    "starting from 1",
    "starts at 1",
    "starts from 1",
    "starts with 1",
];

impl Finder<'_, '_, '_> {
    /// Finds a query parameter for the number of items before the page.
    pub(super) fn offset(&self, members: &[Member<'_>]) -> Option<Pager> {
        let limit = self.limit()?;
        let ends = |name: &str| matches!(name, "end" | "stop" | "to" | "until");
        let spans = self.parameters().any(|asked| ends(&asked.name));
        let mut offsets = self.parameters().filter_map(|asked| {
            let name = asked.name.as_str();
            let is = words::OFFSETS.contains(&name) && self.is_number(&asked);
            let text = asked.docs.text.as_deref();
            let counts = !speaks_of(text, NO_ITEMS) && (name == "offset" || !spans);
            let schema = self.schema(&asked);
            let zero = schema.is_some_and(|schema| schema.minimum == Some(Number::Int(0)));
            let first = match self.first(&asked) {
                None if words::EITHER_BASE.contains(&name) && !zero => None,
                None if !self.has_other_first(&asked) => Some(0),
                first => first,
            };
            Some((first.filter(|_| is && counts)?, asked))
        });
        let (first, asked) = offsets.next()?;
        Some(Pager::Offset {
            parameter: asked.wire,
            first,
            limit: self.largest(&limit),
            total: answer::total(members),
        })
    }

    /// Finds a query parameter for the page number.
    pub(super) fn number(&self, members: &[Member<'_>], more: Option<&More>) -> Option<Pager> {
        let mut numbers = self
            .parameters()
            .filter(|asked| words::NUMBERS.contains(&asked.name.as_str()) && self.is_number(asked));
        let asked = numbers.next()?;
        let first = self.first(&asked);
        let current = match first {
            Some(_) => None,
            None if speaks_of(asked.docs.text.as_deref(), ALL_WITHOUT) => return None,
            None => Some(answer::current(members)?),
        };
        let first = first.unwrap_or(1);
        let total = answer::total(members);
        let pages = answer::pages(members, first);
        let paged = self.limit().is_some() || total.is_some() || pages.is_some() || more.is_some();
        paged.then_some(Pager::Number {
            parameter: asked.wire,
            first,
            current,
            pages,
            total,
        })
    }

    /// The query parameter for the number of items per page.
    pub(super) fn limit(&self) -> Option<Asked<'_>> {
        let mut limits = self
            .parameters()
            .filter(|asked| words::LIMITS.contains(&asked.name.as_str()) && self.is_number(asked));
        limits.next()
    }

    /// The name and the maximum of this parameter, if the document declares a maximum.
    pub(super) fn largest(&self, limit: &Asked<'_>) -> Option<(String, u64)> {
        match self.schema(limit)?.maximum? {
            Number::Int(most) => Some((limit.wire.clone(), u64::try_from(most).ok()?)),
            Number::Float(_) => None,
        }
    }

    /// The value of a parameter for the first page, if the schema or the description implies it.
    fn first(&self, asked: &Asked<'_>) -> Option<u64> {
        let schema = self.schema(asked)?;
        if speaks_of(asked.docs.text.as_deref(), ALL_WITHOUT) {
            return None;
        }
        let number = |node: &Node| match node {
            Node::Number(Number::Int(value)) => u64::try_from(*value).ok(),
            _ => None,
        };
        let texts = [asked.docs.text.as_deref(), schema.description];
        let told = |words: &[&str]| texts.iter().any(|text| speaks_of(*text, words));
        let first = match (schema.default.and_then(number), schema.minimum) {
            (Some(default), _) => Some(default),
            _ if told(FROM_ZERO) => Some(0),
            _ if told(FROM_ONE) => Some(1),
            (None, Some(Number::Int(1))) => Some(1),
            _ => schema.examples.iter().find_map(|example| number(example)),
        };
        first.filter(|first| *first <= 1)
    }

    /// Returns whether a parameter has a default that is not the value for the first page.
    fn has_other_first(&self, asked: &Asked<'_>) -> bool {
        let schema = self.schema(asked);
        let default = schema.and_then(|schema| schema.default);
        default.is_some_and(|default| *default != Node::Null)
    }
}
