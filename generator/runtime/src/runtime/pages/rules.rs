//! Rules for the next page: the API identifies it by a cursor, a URL or a link in a header, or the
//! client counts items or pages.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use reqwest::header::LINK;

use super::next::{Came, More, Pager, Turn};
use crate::runtime::route::linked;
use crate::runtime::style::percent;

/// The next page is identified by a cursor.
pub struct Cursor {
    /// The query parameter that takes it.
    pub parameter: &'static str,
    /// Its place in the response: the first of these that has a value.
    pub from: &'static [&'static str],
    /// The response header that holds it.
    pub header: Option<&'static str>,
    /// The member that states whether there is another page.
    pub more: More,
}

impl Pager for Cursor {
    fn turn(&self, came: &Came<'_>) -> Turn {
        let cursor = self.from.iter().find_map(|pointer| came.value_at(pointer));
        let cursor = cursor.or_else(|| came.header(self.header?));
        let Some(cursor) = cursor.filter(|_| came.goes_on(self.more)) else {
            return came.end_or_astray(self.more);
        };
        let what = format!("the same `{}`", self.parameter);
        if came.asked(self.parameter) == Some(&percent(&cursor)) {
            return came.circle(&what, self.more);
        }
        let plan = came.plan_with(self.parameter, &cursor);
        came.go(plan, cursor, &what, self.more)
    }
}

/// `cursor!("after" from "/last_id" or "/data/-1/id" while "/has_more")`, or `cursor!("after" header "x-next")`
#[doc(hidden)]
#[macro_export]
macro_rules! __cursor {
    (
        $parameter:literal $(from $($from:literal)or+)? $(header $header:literal)?
        $(while $more:literal)? $(until $end:literal)?
    ) => {
        $crate::runtime::Cursor {
            parameter: $parameter,
            from: &[$($($from),+)?],
            header: $crate::runtime::given!($($header)?),
            more: $crate::runtime::more!($(while $more)? $(until $end)?),
        }
    };
}

#[doc(hidden)]
pub use __cursor as cursor;

/// The response holds the URL of the next page.
pub struct NextUrl {
    /// Its place: the first of these that has a value.
    pub from: &'static [&'static str],
    /// The member that states whether there is another page.
    pub more: More,
}

impl Pager for NextUrl {
    fn turn(&self, came: &Came<'_>) -> Turn {
        let url = self.from.iter().find_map(|pointer| came.value_at(pointer));
        match url.filter(|_| came.goes_on(self.more)) {
            Some(url) => came.go_to(&url, self.more),
            None => came.end_or_astray(self.more),
        }
    }
}

/// `next_url!(from "/links/next" while "/has_more")`
#[doc(hidden)]
#[macro_export]
macro_rules! __next_url {
    (from $($from:literal)or+ $(while $more:literal)? $(until $end:literal)?) => {
        $crate::runtime::NextUrl {
            from: &[$($from),+],
            more: $crate::runtime::more!($(while $more)? $(until $end)?),
        }
    };
}

#[doc(hidden)]
pub use __next_url as next_url;

/// The URL of the next page is the link with the relation `next`.
pub struct NextLink {
    /// The member that states whether there is another page.
    pub more: More,
}

impl Pager for NextLink {
    fn turn(&self, came: &Came<'_>) -> Turn {
        // Some servers do not encode the characters of URLs and titles.
        let fields = came.head.headers.get_all(LINK).iter();
        let fields = fields.map(|field| String::from_utf8_lossy(field.as_bytes()));
        let fields: Vec<_> = fields.collect();
        let found = fields.iter().find_map(|field| linked(field, "next"));
        match found.filter(|_| came.goes_on(self.more)) {
            Some(url) => came.go_to(url, self.more),
            None => came.end_or_astray(self.more),
        }
    }
}

/// `next_link!(while "/has_more")`
#[doc(hidden)]
#[macro_export]
macro_rules! __next_link {
    ($(while $more:literal)? $(until $end:literal)?) => {
        $crate::runtime::NextLink {
            more: $crate::runtime::more!($(while $more)? $(until $end)?),
        }
    };
}

#[doc(hidden)]
pub use __next_link as next_link;

/// The next page starts after the items that were received.
pub struct Offset {
    /// The query parameter for the offset of a page.
    pub parameter: &'static str,
    /// The offset of the first page.
    pub first: u64,
    /// The query parameter for the number of items per page, and its maximum. If it is known, a
    /// page with fewer items than requested is the last one.
    pub limit: Option<(&'static str, u64)>,
    /// The place of the total number of items.
    pub total: Option<&'static str>,
    /// The member that states whether there is another page.
    pub more: More,
}

impl Pager for Offset {
    fn turn(&self, came: &Came<'_>) -> Turn {
        let count = u64::try_from(came.count).unwrap_or(u64::MAX);
        if count == 0 || !came.goes_on(self.more) {
            return Turn::End;
        }
        let mark = match already(came) {
            Ok(mark) => mark,
            Err(turn) => return turn,
        };
        let Some(start) = first_of(came, self.parameter, self.first) else {
            return Turn::End;
        };
        let next = start.saturating_add(count);
        let total = self.total.and_then(|pointer| came.integer(pointer));
        let received = next.saturating_sub(self.first);
        // A total of none beside items is no count.
        let total = total.filter(|total| *total > 0);
        let said = came.says_more(self.more);
        let said = said.or_else(|| total.map(|total| received < total));
        // A server may return fewer items than requested, and more of them on the next page.
        let is_last = || self.limit.is_some_and(|limit| is_short(came, limit));
        if said.map_or_else(is_last, |more| !more) {
            return Turn::End;
        }
        let plan = came.plan_with(self.parameter, &next.to_string());
        came.go(plan, mark, "the same items", self.more)
    }
}

/// Whether fewer items were received than requested. A server may return fewer than requested
/// if the number exceeds the limit of the API.
fn is_short(came: &Came<'_>, (parameter, largest): (&str, u64)) -> bool {
    let asked = came.asked(parameter).and_then(|value| value.parse().ok());
    asked.is_some_and(|asked: usize| {
        came.count < asked && u64::try_from(asked).is_ok_and(|asked| asked <= largest)
    })
}

/// `offset!("offset" first 0 limit "limit" 100 total "/total" while "/has_more")`
#[doc(hidden)]
#[macro_export]
macro_rules! __offset {
    (
        $parameter:literal first $first:literal $(limit $limit:literal $largest:literal)?
        $(total $total:literal)? $(while $more:literal)? $(until $end:literal)?
    ) => {
        $crate::runtime::Offset {
            parameter: $parameter,
            first: $first,
            limit: $crate::runtime::given!($(($limit, $largest))?),
            total: $crate::runtime::given!($($total)?),
            more: $crate::runtime::more!($(while $more)? $(until $end)?),
        }
    };
}

#[doc(hidden)]
pub use __offset as offset;

/// The next page has the next number.
pub struct Numbers {
    /// The query parameter that takes the number.
    pub parameter: &'static str,
    /// The number of the first page.
    pub first: u64,
    /// The place of the number of this page, which is known in no other way.
    pub current: Option<&'static str>,
    /// The place of the number of pages.
    pub pages: Option<&'static str>,
    /// The place of the total number of items.
    pub total: Option<&'static str>,
    /// The member that states whether there is another page.
    pub more: More,
}

impl Pager for Numbers {
    fn turn(&self, came: &Came<'_>) -> Turn {
        if came.count == 0 || !came.goes_on(self.more) {
            return Turn::End;
        }
        let mark = match already(came) {
            Ok(mark) => mark,
            Err(turn) => return turn,
        };
        let current = self.current.and_then(|pointer| came.integer(pointer));
        let number = current.or_else(|| first_of(came, self.parameter, self.first));
        let Some(number) = number else {
            return Turn::End;
        };
        let next = number.saturating_add(1);
        let pages = self.pages.and_then(|pointer| came.integer(pointer));
        let total = self.total.and_then(|pointer| came.integer(pointer));
        let items = self.items(came, number);
        // A total of none beside items is no count.
        let last = pages.is_some_and(|pages| pages > 0 && next.saturating_sub(self.first) >= pages);
        let all = total.zip(items);
        let all = all.is_some_and(|(total, items)| total > 0 && items >= total);
        if came.says_more(self.more).is_none() && (last || all) {
            return Turn::End;
        }
        let mut plan = came.plan_with(self.parameter, &next.to_string());
        plan.trail.items = items;
        came.go(plan, mark, "the same items", self.more)
    }
}

impl Numbers {
    /// The number of items up to and including this page, if the first page was among them.
    fn items(&self, came: &Came<'_>, number: u64) -> Option<u64> {
        let before = if number == self.first {
            Some(0)
        } else {
            came.plan.trail.items
        };
        Some(before? + u64::try_from(came.count).ok()?)
    }
}

/// `numbers!("page" first 1 pages "/total_pages" total "/total" while "/has_more")`
#[doc(hidden)]
#[macro_export]
macro_rules! __numbers {
    (
        $parameter:literal first $first:literal $(after $current:literal)? $(pages $pages:literal)?
        $(total $total:literal)? $(while $more:literal)? $(until $end:literal)?
    ) => {
        $crate::runtime::Numbers {
            parameter: $parameter,
            first: $first,
            current: $crate::runtime::given!($($current)?),
            pages: $crate::runtime::given!($($pages)?),
            total: $crate::runtime::given!($($total)?),
            more: $crate::runtime::more!($(while $more)? $(until $end)?),
        }
    };
}

#[doc(hidden)]
pub use __numbers as numbers;

/// The mark of a page, or an error if it was already seen: a server that does not
/// know the parameter returns the first page forever, and others repeat the last one.
pub(crate) fn already(came: &Came<'_>) -> Result<String, Turn> {
    let mut hasher = DefaultHasher::new();
    came.body.hash(&mut hasher);
    let mark = hasher.finish().to_string();
    if came.plan.trail.step(mark.clone()).is_some() {
        return Ok(mark);
    }
    let message = "the server returned the same page instead of the next one";
    Err(Turn::Again(message.to_owned()))
}

/// The offset or the number of the received page: the one that was requested, or else the first.
/// `None` if the request has something other than a number.
pub(crate) fn first_of(came: &Came<'_>, parameter: &str, first: u64) -> Option<u64> {
    match came.asked(parameter) {
        Some(value) => value.parse().ok(),
        None => Some(first),
    }
}
