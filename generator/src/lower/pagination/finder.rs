//! Finds the parameter and the members of a response from which the next page is requested.

use heck::ToSnakeCase;

use crate::lower::all_of;
use crate::lower::schema::Types;
use crate::model::{
    Argument, Docs, Location, Method, More, Pager, Pages, Presence, QueryStyle, Reply, Type,
};
use crate::openapi::{Operation, Parameter, SchemaObject};

use super::answer::{self, Items, Member, says};
use super::words;

/// An operation and its response.
pub(in crate::lower) struct Answered<'o, 'a> {
    pub(in crate::lower) operation: &'o Operation<'a>,
    pub(in crate::lower) method: &'o Method,
    /// The name in the path.
    pub(in crate::lower) resource: &'o str,
    pub(in crate::lower) arguments: &'o [Argument],
    pub(in crate::lower) reply: &'o Reply,
    /// Whether the response can be requested as a stream, so that `stream` means that stream.
    pub(in crate::lower) streams: bool,
    /// The names of the response headers that the document describes, in lower case.
    pub(in crate::lower) headers: &'o [String],
}

/// A query parameter that is one value, or a property of one in the style `deepObject`.
pub(super) struct Asked<'f> {
    pub(super) argument: &'f Argument,
    /// The property.
    property: Option<&'f str>,
    /// The name on the wire: `limit`, or `page[number]`.
    pub(super) wire: String,
    /// The name in snake case: `limit`, or `page_number`.
    pub(super) name: String,
    pub(super) ty: &'f Type,
    pub(super) docs: &'f Docs,
    required: bool,
}

/// Searches for the parts of a pager.
#[derive(Clone, Copy)]
pub(super) struct Finder<'f, 'o, 'a> {
    pub(super) types: &'f Types<'a>,
    pub(super) answered: &'f Answered<'o, 'a>,
    /// The type of the response.
    pub(super) ty: &'f Type,
    /// Whether a configuration that does not fit is not reported.
    pub(super) silent: bool,
}

impl<'f, 'a> Finder<'f, '_, 'a> {
    pub(super) fn pages(&self) -> Option<Pages> {
        let items = answer::items(self.types, self.ty, self.answered.resource)?;
        let members = answer::members(self.types, self.ty, &items);
        let more = answer::more(&members);
        let pager = self
            .cursor(&members, &items, more.as_ref())
            .or_else(|| self.header())
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

    /// The pagination of a search by `POST`, whose response holds the URL of the next page.
    pub(super) fn linked(&self) -> Option<Pages> {
        let items = answer::items(self.types, self.ty, self.answered.resource)?;
        let members = answer::members(self.types, self.ty, &items);
        let mut urls = members.iter().filter(|member| {
            let format = member.field.facts.format.as_deref();
            member.ty.is_text() && says_url(member) && format.is_some_and(is_url_format)
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

    /// The query parameters that are one value, and the properties of those in the style `deepObject`.
    pub(super) fn parameters(&self) -> impl Iterator<Item = Asked<'f>> + use<'f, '_, 'a> {
        let arguments = self.answered.arguments.iter();
        let arguments = arguments.filter(|argument| argument.only_value().is_none());
        arguments.flat_map(|argument| match &argument.location {
            Location::Query(QueryStyle::Deep) => self.properties(argument),
            Location::Query(QueryStyle::Json | QueryStyle::ReservedDeep) => Vec::new(),
            Location::Query(_) => vec![Asked {
                argument,
                property: None,
                wire: argument.wire.clone(),
                name: argument.wire.to_snake_case(),
                ty: &argument.ty,
                docs: &argument.docs,
                required: argument.required,
            }],
            _ => Vec::new(),
        })
    }

    fn properties(&self, argument: &'f Argument) -> Vec<Asked<'f>> {
        let object = self.types.struct_of(&argument.ty);
        let fields = object.into_iter().flat_map(|object| &object.fields);
        let fields = fields.filter(|field| field.constant.is_none());
        fields
            .map(|field| Asked {
                argument,
                property: Some(&field.wire),
                wire: format!("{}[{}]", argument.wire, field.wire),
                name: format!("{} {}", argument.wire, field.wire).to_snake_case(),
                ty: &field.ty,
                docs: &field.docs,
                required: field.presence == Presence::Required,
            })
            .collect()
    }

    pub(super) fn is_number(&self, asked: &Asked<'_>) -> bool {
        matches!(self.types.plain(asked.ty), Type::Integer(_) | Type::Number)
    }

    /// Returns whether any parameter has a name that is used for pagination.
    fn is_asked_for(&self) -> bool {
        self.parameters().any(|asked| {
            let name = asked.name.as_str();
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
        let mut best: Option<(u8, Asked<'_>, &Member<'_>)> = None;
        for asked in self.cursors() {
            let text = self.types.plain(asked.ty).is_text();
            let values = members.iter().filter(|member| {
                let date = matches!(
                    member.field.facts.format.as_deref(),
                    Some("date-time" | "date")
                );
                member.is_value() && (text || member.is_integer()) && !date && !is_url(member)
            });
            let fits = values.map(|member| (fit(&asked.name, member), member));
            // The first of several that fit equally well.
            let fits = fits.rev().max_by_key(|(fit, _)| *fit);
            let Some((fit, member)) = fits.filter(|(fit, _)| *fit > 0) else {
                continue;
            };
            if best.as_ref().is_none_or(|(best, ..)| fit > *best) {
                best = Some((fit, asked, member));
            }
        }
        let (_, asked, member) = best?;
        let mut from = vec![member.pointer()];
        let last = member.name == "last_id" && more.is_some();
        if last && answer::have_ids(self.types, &items.item, self.types.plain(asked.ty)) {
            from.push(last_id(items));
        }
        Some(Pager::Cursor {
            parameter: asked.wire,
            from,
            header: None,
        })
    }

    /// The optional query parameters that take a cursor.
    fn cursors(&self) -> impl Iterator<Item = Asked<'f>> {
        self.parameters().filter(|asked| {
            let text = self.types.plain(asked.ty).is_text();
            let cursors = [words::CURSORS, words::TOKENS];
            let named = cursors
                .iter()
                .any(|words| words.contains(&asked.name.as_str()));
            named && !asked.required && (text || self.is_number(asked))
        })
    }

    /// Finds a query parameter whose next value is in a response header.
    fn header(&self) -> Option<Pager> {
        self.cursors().find_map(|asked| {
            let generic = words::GENERIC.contains(&asked.name.as_str());
            let mut headers = self.answered.headers.iter();
            let header = headers.find(|header| {
                let name = header.to_snake_case();
                let name = name.strip_prefix("x_").unwrap_or(&name);
                name.strip_prefix("next_") == Some(asked.name.as_str())
                    || (generic && words::NEXT.contains(&name))
            });
            Some(Pager::Cursor {
                parameter: asked.wire,
                from: Vec::new(),
                header: Some(header?.clone()),
            })
        })
    }

    /// Finds a query parameter that takes the `id` of the last item, if the response says whether
    /// there is another page.
    fn last_id(&self, items: &Items, more: Option<&More>) -> Option<Pager> {
        more?;
        let mut after = self.parameters().filter(|asked| {
            let format = self.schema(asked).and_then(|schema| schema.format);
            words::AFTER.contains(&asked.name.as_str())
                && !asked.required
                && !matches!(format, Some("date-time" | "date"))
                && answer::have_ids(self.types, &items.item, self.types.plain(asked.ty))
        });
        Some(Pager::Cursor {
            parameter: after.next()?.wire,
            from: vec![last_id(items)],
            header: None,
        })
    }

    /// Finds a member that holds the URL of the next page.
    fn url(&self, members: &[Member<'_>]) -> Option<Pager> {
        let asked = self.is_asked_for();
        // A value that no parameter takes can only be a URL.
        let only = self.takes_nothing();
        let mut urls = members.iter().filter(|member| {
            let url = is_url(member) && (asked || says_url(member));
            member.ty.is_text()
                && (url || (only && member.name == "next" && member.parent.is_empty()))
        });
        let member = urls.next()?;
        Some(Pager::Url {
            from: vec![member.pointer()],
        })
    }

    /// Uses the header `Link`, if the document describes it.
    fn link(&self) -> Option<Pager> {
        let described = self.answered.headers.iter().any(|name| name == "link");
        (described && self.is_asked_for()).then_some(Pager::Link)
    }

    /// The declaration of a parameter.
    pub(super) fn parameter(&self, argument: &Argument) -> Option<&'f Parameter<'a>> {
        let mut parameters = self.answered.operation.parameters.iter();
        parameters.find(|parameter| parameter.at == argument.origin)
    }

    pub(super) fn schema(&self, asked: &Asked<'_>) -> Option<SchemaObject<'a>> {
        let site = self.parameter(asked.argument)?.schema.clone()?;
        let schema = all_of::resolve(self.types.cx, site)?;
        let Some(property) = asked.property else {
            return Some(schema);
        };
        let mut properties = schema.properties.into_iter();
        let (_, site) = properties.find(|(name, _)| *name == property)?;
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
    // Responses do not repeat the cursor of the request.
    let own = name == parameter && words::OWN.contains(&parameter);
    let any = generic || matches!(parameter, "page" | "page_id" | "offset");
    let fits = [
        same,
        generic && words::NEXT.contains(&name),
        any && matches!(name, "next" | "next_page" | "next_page_token"),
        name == "last_id" && words::AFTER.contains(&parameter),
        own,
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
    let example = member.field.facts.example.as_ref();
    let example = example
        .and_then(serde_json::Value::as_str)
        .unwrap_or_default();
    let url = || {
        format.is_some_and(is_url_format)
            || example.starts_with('/')
            || example.starts_with("http")
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
