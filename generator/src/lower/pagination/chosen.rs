//! Pagers that the document chooses by `x-sdk.pagination`.

use crate::ir::{More, Pager, Pages, Type};
use crate::openapi::{PagerConfig, PagesConfig};
use crate::source::Pointer;

use super::answer::{self, Items};
use super::{Finder, Location};

/// The chosen pager; `None` after an error was reported.
pub(super) fn pages(finder: &Finder<'_, '_, '_>, config: &PagesConfig<'_>) -> Option<Pages> {
    let items = match &config.items {
        Some((pointer, at)) => chosen_items(finder, pointer, at),
        None => {
            let found = answer::items(finder.types, finder.ty, finder.answered.resource);
            if found.is_none() {
                let message = "the items are not found in the answer; say where with `items`";
                finder.error(&config.at, message.to_owned());
            }
            found
        }
    };
    let more = config.more.as_ref().map(|more| finder.place(more));
    let pager = match &config.pager {
        PagerConfig::Cursor(parameter, from) => Pager::Cursor {
            parameter: finder.chosen_parameter(parameter)?,
            from: finder.places(from)?,
        },
        PagerConfig::Offset(parameter, first, total) => Pager::Offset {
            parameter: finder.chosen_parameter(parameter)?,
            first: *first,
            limit: finder.limit().and_then(|limit| finder.largest(limit)),
            total: finder.optional(total.as_ref())?,
        },
        PagerConfig::Page(parameter, first, pages) => Pager::Number {
            parameter: finder.chosen_parameter(parameter)?,
            first: *first,
            pages: finder.optional(pages.as_ref())?,
            total: None,
        },
        PagerConfig::Url(from) => Pager::Url {
            from: finder.places(from)?,
        },
        PagerConfig::Link => Pager::Link,
    };
    let items = items?;
    let more = match more {
        Some(more) => Some(More {
            at: more?,
            is: true,
        }),
        None => None,
    };
    Some(Pages {
        items: items.path,
        item: items.item,
        pager,
        more,
    })
}

fn chosen_items(finder: &Finder<'_, '_, '_>, pointer: &str, at: &Pointer) -> Option<Items> {
    let path = steps(pointer)?;
    let list = answer::at(finder.types, finder.ty, &path);
    let members = path.iter().enumerate().all(|(index, _)| {
        let inside = path.get(..index).unwrap_or_default();
        let holder = answer::at(finder.types, finder.ty, inside);
        holder.is_some_and(|holder| finder.types.struct_of(&holder).is_some())
    });
    match list.as_ref().map(|list| finder.types.plain(list)) {
        Some(Type::List(item)) if members => Some(Items {
            path,
            item: (**item).clone(),
        }),
        _ => {
            finder.error(at, format!("the answer has no list at `{pointer}`"));
            None
        }
    }
}

impl Finder<'_, '_, '_> {
    fn error(&self, at: &Pointer, message: String) {
        self.types.cx.diagnostics.error(at, message);
    }

    /// A query parameter of the operation.
    fn chosen_parameter(&self, (name, at): &(&str, Pointer)) -> Option<String> {
        let mut arguments = self.answered.arguments.iter();
        let known = arguments.any(|argument| {
            argument.wire == *name && matches!(argument.location, Location::Query(_))
        });
        if !known {
            self.error(at, format!("the operation has no query parameter `{name}`"));
        }
        known.then(|| (*name).to_owned())
    }

    /// A place of the answer.
    fn place(&self, (pointer, at): &(&str, Pointer)) -> Option<String> {
        let found = steps(pointer)
            .filter(|steps| !steps.is_empty())
            .and_then(|steps| answer::at(self.types, self.ty, &steps));
        if found.is_none() {
            self.error(at, format!("the answer has no member at `{pointer}`"));
        }
        found.map(|_| (*pointer).to_owned())
    }

    fn places(&self, places: &[(&str, Pointer)]) -> Option<Vec<String>> {
        let places: Vec<_> = places.iter().map(|place| self.place(place)).collect();
        places.into_iter().collect()
    }

    /// A place that need not be given; `None` if it is given and there is no such member.
    fn optional(&self, place: Option<&(&str, Pointer)>) -> Option<Option<String>> {
        place.map_or(Some(None), |place| self.place(place).map(Some))
    }
}

/// The steps of a JSON Pointer (RFC 6901).
fn steps(pointer: &str) -> Option<Vec<String>> {
    if pointer.is_empty() {
        return Some(Vec::new());
    }
    let unescape = |step: &str| step.replace("~1", "/").replace("~0", "~");
    Some(
        pointer
            .strip_prefix('/')?
            .split('/')
            .map(unescape)
            .collect(),
    )
}
