//! The next page: the input and the result of every pagination rule.

use crate::runtime::json::tree::Node;
use crate::runtime::request::{Plan, Trail};
use crate::runtime::response::Head;
use crate::runtime::route::IDEMPOTENCY_KEY;
use crate::runtime::style::percent;

/// A rule that finds the next page.
pub trait Pager: Sync {
    /// The page after one that was received.
    fn turn(&self, came: &Came<'_>) -> Turn;
}

/// A page that was received.
pub struct Came<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) head: &'a Head,
    pub(crate) body: &'a [u8],
    pub(crate) root: Node<'a>,
    /// The number of its items.
    pub(crate) count: usize,
}

/// The step after a page.
pub enum Turn {
    /// Another page follows, which this request fetches.
    Next(Box<Plan>),
    /// This was the last page.
    End,
    /// The server returned an invalid location for the next page.
    Astray(String),
    /// The page itself was already received.
    Again(String),
}

/// A member of the response that states whether there is another page, and its value if there is.
pub(super) type More = Option<(&'static str, bool)>;

impl Came<'_> {
    /// The string or number at a place in the response, as a non-empty string.
    pub(crate) fn value_at(&self, pointer: &str) -> Option<String> {
        self.root.place(pointer)?.label()
    }

    /// The integer at a place in the response.
    pub(crate) fn integer(&self, pointer: &str) -> Option<u64> {
        self.value_at(pointer)?.parse().ok()
    }

    /// Whether there is another page, according to the response; `None` if it does not say.
    pub(crate) fn says_more(&self, more: More) -> Option<bool> {
        let (pointer, expected) = more?;
        let found = self.root.place(pointer).and_then(Node::boolean)?;
        Some(found == expected)
    }

    /// Whether the response does not say that this was the last page.
    pub(crate) fn goes_on(&self, more: More) -> bool {
        self.says_more(more).unwrap_or(true)
    }

    /// Continues with a request, unless its mark shows that the pages form a cycle.
    pub(crate) fn go(&self, mut plan: Plan, mark: String, what: &str, more: More) -> Turn {
        let Some(trail) = self.plan.trail.step(mark) else {
            return self.circle(what, more);
        };
        plan.trail = Trail {
            url: plan.trail.url,
            items: plan.trail.items,
            ..trail
        };
        Turn::Next(Box::new(plan))
    }

    /// The step after a page that refers to no other one.
    pub(crate) fn end_or_astray(&self, more: More) -> Turn {
        if self.count == 0 || self.says_more(more) != Some(true) {
            return Turn::End;
        }
        let message = "the server stated that there is another page, but not which one";
        Turn::Astray(message.to_owned())
    }

    /// The step after a page that refers to an earlier one, as servers without further items may do.
    pub(crate) fn circle(&self, what: &str, more: More) -> Turn {
        if self.count == 0 && self.says_more(more) != Some(true) {
            return Turn::End;
        }
        let message = format!("the server returned {what} again instead of the next page");
        Turn::Astray(message)
    }
}

impl Trail {
    /// The trail with one more page; `None` if its mark is that of the previous page or of the kept
    /// one. Keeping each mark twice as long as the one before it finds any cycle (Brent 1980).
    pub(crate) fn step(&self, mark: String) -> Option<Self> {
        if self.pages > 0 && (mark == self.last || mark == self.kept) {
            return None;
        }
        let mut trail = self.clone();
        trail.pages += 1;
        if trail.pages.is_power_of_two() {
            trail.kept.clone_from(&mark);
        }
        trail.last = mark;
        Some(trail)
    }
}

impl Plan {
    /// The same request, to be sent for another page: a request of its own, with a key of its own.
    pub(crate) fn again(&self) -> Self {
        let mut plan = self.clone();
        plan.draft.error = None;
        plan.headers.remove(IDEMPOTENCY_KEY);
        plan.options.headers.remove(IDEMPOTENCY_KEY);
        plan
    }
}

/// `while "/has_more"` or `until "/is_last"`, if there is such a member.
#[doc(hidden)]
#[macro_export]
macro_rules! __more {
    () => {
        ::std::option::Option::None
    };
    (while $pointer:literal) => {
        ::std::option::Option::Some(($pointer, true))
    };
    (until $pointer:literal) => {
        ::std::option::Option::Some(($pointer, false))
    };
}

#[doc(hidden)]
pub use __more as more;

impl<'a> Came<'a> {
    /// The value of a query parameter in the request, percent-encoded. It may be a property of an object:
    /// `page[number]`.
    pub(crate) fn asked(&self, parameter: &str) -> Option<&'a str> {
        let mut query = self.plan.query.iter();
        if let Some((_, pairs)) = query.find(|(known, _)| *known == parameter) {
            return pairs.split_once('=').map(|(_, value)| value);
        }
        let (object, _) = parameter.split_once('[')?;
        let mut query = self.plan.query.iter();
        let (_, pairs) = query.find(|(known, _)| *known == object)?;
        let mut pairs = pairs.split('&').filter_map(|pair| pair.split_once('='));
        let name = percent(parameter);
        pairs
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value)
    }

    /// The same request with another value of a query parameter.
    pub(crate) fn plan_with(&self, parameter: &'static str, value: &str) -> Plan {
        let mut plan = self.plan.again();
        let name = percent(parameter);
        if let Some((object, _)) = parameter.split_once('[') {
            for (_, pairs) in plan.query.iter_mut().filter(|(known, _)| *known == object) {
                let others = pairs
                    .split('&')
                    .filter(|pair| pair.split_once('=').is_none_or(|(known, _)| known != name));
                *pairs = others.collect::<Vec<_>>().join("&");
            }
            plan.query.retain(|(_, pairs)| !pairs.is_empty());
        }
        plan.set_query_pairs(parameter, Some(format!("{name}={}", percent(value))));
        plan
    }

    /// The value of a response header, as a non-empty string.
    pub(crate) fn header(&self, name: &str) -> Option<String> {
        let value = str::from_utf8(self.head.headers.get(name)?.as_bytes())
            .ok()?
            .trim();
        (!value.is_empty()).then(|| value.to_owned())
    }
}

impl Came<'_> {
    /// Continues at a URL, which may be relative to that of this page. The credentials of the client
    /// are sent with the request, so the URL must have the same origin (RFC 6454, section 4).
    pub(crate) fn go_to(&self, reference: &str, more: More) -> Turn {
        let here = self.plan.url().ok();
        let is_text = !reference.contains(char::REPLACEMENT_CHARACTER);
        // After a redirect, it is relative to the URL that responded (RFC 3986, section 5.1.3).
        let own = self.head.url.as_ref().filter(|_| !self.head.abroad);
        let base = own.or(here.as_ref());
        let next = base.filter(|_| is_text);
        let next = next.and_then(|base| base.join(reference).ok());
        let Some((here, mut next)) = here.zip(next) else {
            let message = "the server returned an invalid URL for the next page";
            return Turn::Astray(message.to_owned());
        };
        if next.origin() != here.origin() {
            let origin = next.origin().ascii_serialization();
            let mut message = format!(
                "the next page is on another server, {origin}; requests are sent only to the same server"
            );
            let credentials = &self.plan.client.settings.credentials;
            credentials.scrub(&mut message);
            return Turn::Astray(message);
        }
        next.set_fragment(None);
        let what = "the same URL";
        if next == here {
            return self.circle(what, more);
        }
        let mut plan = self.plan.again();
        plan.trail.url = Some(next.clone());
        self.go(plan, next.into(), what, more)
    }
}

/// The given value, if there is one.
#[doc(hidden)]
#[macro_export]
macro_rules! __given {
    () => {
        ::std::option::Option::None
    };
    ($value:expr) => {
        ::std::option::Option::Some($value)
    };
}

#[doc(hidden)]
pub use __given as given;
