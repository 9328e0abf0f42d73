//! Lowers `x-sdk.pagination`.

use crate::diagnostic::Code;
use crate::model::{Location, More, Pager, Pages, Type};
use crate::openapi::{Chosen, PagerConfig, PagesConfig};
use crate::source::Pointer;

use super::answer::{self, Items};
use super::finder::Finder;

/// Returns the configured pagination, or `None` after reporting an error.
pub(super) fn pages(finder: &Finder<'_, '_, '_>, config: &PagesConfig<'_>) -> Option<Pages> {
    let items = match &config.items {
        Some((pointer, at)) => chosen_items(finder, pointer, at),
        None => {
            let found = answer::items(finder.types, finder.ty, finder.answered.resource);
            if found.is_none() {
                let message = "the items cannot be found in the response; set `items` to the JSON Pointer of their array";
                finder.error(&config.at, message.to_owned());
            }
            found
        }
    };
    let more = config.more.as_ref().map(|more| finder.place(more));
    let pager = finder.chosen_pager(&config.pager);
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
        pager: pager?,
        more,
    })
}

fn chosen_items(finder: &Finder<'_, '_, '_>, pointer: &str, at: &Pointer) -> Option<Items> {
    let items = steps(pointer).and_then(|path| {
        let place = |path: &[String]| answer::at(finder.types, finder.ty, path);
        // Only fields may lead there, because `Pages::items` cannot express items of arrays or
        // values of maps.
        let fields = (0..path.len()).all(|length| {
            let holder = path.get(..length).and_then(place);
            holder.is_some_and(|holder| finder.types.struct_of(&holder).is_some())
        });
        match finder.types.plain(&place(&path)?) {
            Type::List(item) if fields => Some(Items {
                item: (**item).clone(),
                path,
            }),
            _ => None,
        }
    });
    if items.is_none() {
        finder.error(at, format!("the response has no array at `{pointer}`"));
    }
    items
}

/// The error for a place that does not exist in the response. It was already reported.
struct Nowhere;

impl Finder<'_, '_, '_> {
    fn chosen_pager(&self, config: &PagerConfig<'_>) -> Option<Pager> {
        // All parts are evaluated before any `?`, so that all errors are reported.
        match config {
            PagerConfig::Cursor(parameter, from) => {
                let (parameter, from) = (self.chosen_parameter(parameter), self.places(from));
                Some(Pager::Cursor {
                    parameter: parameter?,
                    from: from?,
                    header: None,
                })
            }
            PagerConfig::Offset(parameter, first, total) => {
                let parameter = self.chosen_parameter(parameter);
                let total = self.optional(total.as_ref());
                Some(Pager::Offset {
                    parameter: parameter?,
                    first: *first,
                    limit: self.limit().and_then(|limit| self.largest(&limit)),
                    total: total.ok()?,
                })
            }
            PagerConfig::Page(parameter, first, pages) => {
                let parameter = self.chosen_parameter(parameter);
                let pages = self.optional(pages.as_ref());
                Some(Pager::Number {
                    parameter: parameter?,
                    first: *first,
                    current: None,
                    pages: pages.ok()?,
                    total: None,
                })
            }
            PagerConfig::Url(from) => Some(Pager::Url {
                from: self.places(from)?,
            }),
            PagerConfig::Link => Some(Pager::Link),
        }
    }

    fn error(&self, at: &Pointer, message: String) {
        if self.silent {
            return;
        }
        self.types
            .cx
            .diagnostics
            .tell(Code::InvalidPagination, at, message);
    }

    /// Checks that a query parameter exists.
    fn chosen_parameter(&self, (name, at): &Chosen<'_>) -> Option<String> {
        let mut arguments = self.answered.arguments.iter();
        let known = arguments.any(|argument| {
            argument.wire == *name && matches!(argument.location, Location::Query(_))
        });
        if !known {
            self.error(at, format!("the operation has no query parameter `{name}`"));
        }
        known.then(|| name.clone().into_owned())
    }

    /// Checks that a place exists in the response.
    fn place(&self, (pointer, at): &Chosen<'_>) -> Option<String> {
        let found = steps(pointer)
            .filter(|steps| !steps.is_empty())
            .and_then(|steps| answer::at(self.types, self.ty, &steps));
        if found.is_none() {
            self.error(at, format!("the response has no property at `{pointer}`"));
        }
        found.map(|_| pointer.clone().into_owned())
    }

    fn places(&self, places: &[Chosen<'_>]) -> Option<Vec<String>> {
        let places: Vec<_> = places.iter().map(|place| self.place(place)).collect();
        places.into_iter().collect()
    }

    /// Like [`Self::place`], for a place that may be missing from the configuration.
    fn optional(&self, place: Option<&Chosen<'_>>) -> Result<Option<String>, Nowhere> {
        let place = place.map(|place| self.place(place).ok_or(Nowhere));
        place.transpose()
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
