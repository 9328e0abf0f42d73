//! Finds the parameter and the members of a response from which the next page is requested.

use heck::ToSnakeCase;

use crate::lower::all_of;
use crate::lower::schema::Types;
use crate::model::{Argument, Location, Method, More, Pager, Pages, QueryStyle, Reply, Type};
use crate::openapi::{Operation, Parameter, SchemaObject};

use super::answer::{self, Items, Member, says};
use super::words;

/// An operation and its response.
pub(in crate::lower) struct Answered<'o, 'a> {
    pub(in crate::lower) operation: &'o Operation<'a>,
    pub(in crate::lower) method: Method,
    /// The name in the path.
    pub(in crate::lower) resource: &'o str,
    pub(in crate::lower) arguments: &'o [Argument],
    pub(in crate::lower) reply: &'o Reply,
    /// Whether the response can be requested as a stream, so that `stream` means that stream.
    pub(in crate::lower) streams: bool,
    /// Whether the document mentions the header `Link`.
    pub(in crate::lower) links: bool,
}

/// Searches for the parts of a pager.
pub(super) struct Finder<'f, 'o, 'a> {
    pub(super) types: &'f Types<'a>,
    pub(super) answered: &'f Answered<'o, 'a>,
    /// The type of the response.
    pub(super) ty: &'f Type,
}

impl<'f, 'a> Finder<'f, '_, 'a> {
    pub(super) fn pages(&self) -> Option<Pages> {
        let items = answer::items(self.types, self.ty, self.answered.resource)?;
        let members = answer::members(self.types, self.ty, &items);
        let more = answer::more(&members);
        let pager = self
            .cursor(&members, &items, more.as_ref())
            .or_else(|| self.url(&members))
            .or_else(|| self.link())
            .or_else(|| self.last_id(&items, more.as_ref()))
            .or_else(|| self.offset(&members))
            .or_else(|| self.number(&members, more.as_ref()))?;
        Some(Pages {
            items: items.path,
            item: items.item,
            pager,
            more,
        })
    }

    /// The pages of a search by `POST`, which only the URL of the next one tells.
    pub(super) fn linked(&self) -> Option<Pages> {
        let items = answer::items(self.types, self.ty, self.answered.resource)?;
        let members = answer::members(self.types, self.ty, &items);
        let mut urls = members.iter().filter(|member| {
            let format = member.field.facts.format.as_deref();
            *member.ty == Type::String && says_url(member) && format.is_some_and(is_url_format)
        });
        let member = urls.next()?;
        Some(Pages {
            items: items.path,
            item: items.item,
            pager: Pager::Url {
                from: vec![member.pointer()],
            },
            more: answer::more(&members),
        })
    }

    /// Whether no parameter could take the value of a cursor.
    fn takes_nothing(&self) -> bool {
        let mut arguments = self.answered.arguments.iter();
        !arguments.any(|argument| !matches!(argument.location, Location::Path(_)))
    }

    /// The query parameters that are one value, with their names in snake case.
    pub(super) fn parameters(&self) -> impl Iterator<Item = (&'f Argument, String)> + use<'f> {
        let arguments = self.answered.arguments.iter();
        arguments
            .filter(|argument| {
                let styled = matches!(&argument.location, Location::Query(style)
                    if !matches!(style, QueryStyle::Deep | QueryStyle::Json));
                styled && argument.constant.is_none()
            })
            .map(|argument| (argument, argument.wire.to_snake_case()))
    }

    pub(super) fn is_number(&self, argument: &Argument) -> bool {
        let ty = self.types.plain(&argument.ty);
        matches!(ty, Type::Integer(_) | Type::Number)
    }

    /// Returns whether any parameter has a name that is used for pagination.
    fn is_asked_for(&self) -> bool {
        self.parameters().any(|(_, name)| {
            let name = name.as_str();
            [
                words::CURSORS,
                words::OFFSETS,
                words::NUMBERS,
                words::LIMITS,
            ]
            .iter()
            .any(|words| words.contains(&name))
        })
    }

    /// Finds a query parameter whose next value is in the response.
    fn cursor(&self, members: &[Member<'_>], items: &Items, more: Option<&More>) -> Option<Pager> {
        let mut best: Option<(u8, &Argument, &Member<'_>)> = None;
        for (argument, name) in self.parameters().filter(|(one, _)| !one.required) {
            let ty = self.types.plain(&argument.ty);
            let text = *ty == Type::String;
            let cursors = [words::CURSORS, words::TOKENS];
            let named = cursors.iter().any(|words| words.contains(&name.as_str()));
            if !named || !(text || self.is_number(argument)) {
                continue;
            }
            let values = members.iter().filter(|member| {
                let date = matches!(
                    member.field.facts.format.as_deref(),
                    Some("date-time" | "date")
                );
                member.is_value() && (text || member.is_integer()) && !date && !is_url(member)
            });
            for member in values {
                let fit = fit(&name, member);
                if fit > best.map_or(0, |(fit, ..)| fit) {
                    best = Some((fit, argument, member));
                }
            }
        }
        let (_, argument, member) = best?;
        let mut from = vec![member.pointer()];
        let last = member.name == "last_id" && more.is_some();
        if last && answer::have_ids(self.types, &items.item, self.types.plain(&argument.ty)) {
            from.push(last_id(items));
        }
        Some(Pager::Cursor {
            parameter: argument.wire.clone(),
            from,
        })
    }

    /// Finds a query parameter that takes the `id` of the last item, if the response says whether
    /// there is another page.
    fn last_id(&self, items: &Items, more: Option<&More>) -> Option<Pager> {
        more?;
        let mut after = self.parameters().filter(|(argument, name)| {
            let format = self.schema(argument).and_then(|schema| schema.format);
            words::AFTER.contains(&name.as_str())
                && !argument.required
                && !matches!(format, Some("date-time" | "date"))
                && answer::have_ids(self.types, &items.item, self.types.plain(&argument.ty))
        });
        let (argument, _) = after.next()?;
        Some(Pager::Cursor {
            parameter: argument.wire.clone(),
            from: vec![last_id(items)],
        })
    }

    /// Finds a member that holds the URL of the next page.
    fn url(&self, members: &[Member<'_>]) -> Option<Pager> {
        let asked = self.is_asked_for();
        // A value that no parameter takes can only be a URL.
        let only = self.takes_nothing();
        let mut urls = members.iter().filter(|member| {
            let url = is_url(member) && (asked || says_url(member));
            *member.ty == Type::String
                && (url || (only && member.name == "next" && member.parent.is_empty()))
        });
        let member = urls.next()?;
        Some(Pager::Url {
            from: vec![member.pointer()],
        })
    }

    /// Uses the header `Link`, if the document mentions it.
    fn link(&self) -> Option<Pager> {
        (self.answered.links && self.is_asked_for()).then_some(Pager::Link)
    }

    /// The declaration of a parameter.
    pub(super) fn parameter(&self, argument: &Argument) -> Option<&'f Parameter<'a>> {
        let mut parameters = self.answered.operation.parameters.iter();
        parameters.find(|parameter| parameter.at == argument.origin)
    }

    pub(super) fn schema(&self, argument: &Argument) -> Option<SchemaObject<'a>> {
        let site = self.parameter(argument)?.schema.clone()?;
        all_of::resolve(self.types.cx, site)
    }
}

/// The place of the last item's `id`.
fn last_id(items: &Items) -> String {
    format!("{}/-1/id", answer::pointer(&items.path))
}

/// Rates how well a member fits as the next value of a parameter. 0 if it does not.
fn fit(parameter: &str, member: &Member<'_>) -> u8 {
    let name = member.name.as_str();
    let within = matches!(member.parent.as_str(), "next" | "next_page" | "cursors");
    let about_next = within || member.tells(&["next", "subsequent", "following"]);
    let generic = words::GENERIC.contains(&parameter);
    let same = name.strip_prefix("next_") == Some(parameter)
        || name.strip_suffix("_next") == Some(parameter)
        || (name == parameter && (about_next || parameter.starts_with("next_")))
        || (name == parameter && parameter == "continuation_token");
    let any = generic || matches!(parameter, "page" | "page_id" | "offset");
    let fits = [
        same,
        generic && words::NEXT.contains(&name),
        any && matches!(name, "next" | "next_page" | "next_page_token"),
        name == "last_id" && words::AFTER.contains(&parameter),
    ];
    let best = fits.into_iter().rev().zip(1..).filter(|(fits, _)| *fits);
    best.map(|(_, rank)| rank).max().unwrap_or_default()
}

/// Whether the document says so plainly that a member holds the URL of the next page that no parameter
/// has to speak of pages.
fn says_url(member: &Member<'_>) -> bool {
    let format = member.field.facts.format.as_deref();
    let name = member.name.as_str();
    words::NEXT_URLS.contains(&name)
        || (matches!(name, "next" | "next_page") && format.is_some_and(is_url_format))
}

fn is_url_format(format: &str) -> bool {
    ["uri", "url", "uri-reference", "iri", "iri-reference"].contains(&format)
}

/// Whether a member holds the URL of the next page.
fn is_url(member: &Member<'_>) -> bool {
    let name = member.name.as_str();
    let format = member.field.facts.format.as_deref();
    let url = || {
        format.is_some_and(is_url_format)
            || member.parent == "links"
            || member.tells(&["url", "uri", "link", "http"])
    };
    words::NEXT_URLS.contains(&name)
        || (matches!(name, "next" | "next_page") && url())
        || (words::HREFS.contains(&name) && matches!(member.parent.as_str(), "next" | "next_page"))
}

/// Returns whether the description of a parameter mentions the unit that it counts in.
pub(super) fn speaks_of(text: Option<&str>, words: &[&str]) -> bool {
    says(text.unwrap_or_default(), words)
}
