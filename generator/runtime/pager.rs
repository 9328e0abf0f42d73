//! Where the next page is: what every rule for that is given, and what it answers.

use super::request::{Plan, Trail};
use super::response::Head;
use super::tape::{Node, end_of};
use super::wire::Value;

/// A rule that finds the next page.
pub(crate) trait Pager: Sync {
    fn turn(&self, came: &Came<'_>) -> Turn;
}

/// A page that has come.
pub(crate) struct Came<'a> {
    pub(crate) plan: &'a Plan,
    #[allow(
        dead_code,
        reason = "an API may not send where the next page is in a header"
    )]
    pub(crate) head: &'a Head,
    #[allow(dead_code, reason = "an API may not count its pages")]
    pub(crate) body: &'a [u8],
    pub(crate) root: Value<'a>,
    /// How many items it has.
    pub(crate) count: usize,
}

/// What comes after a page.
pub(crate) enum Turn {
    Next(Box<Plan>),
    End,
    /// The server sends to where no next page can be.
    Astray(String),
    /// The page itself is one that has been there already.
    #[allow(dead_code, reason = "an API may not count its pages")]
    Again(String),
}

/// A member of the answer that says whether there is more, and what it then is.
pub(crate) type More = Option<(&'static str, bool)>;

impl<'a> Came<'a> {
    /// What stands at a place of the answer, given as a JSON Pointer (RFC 6901) in which `-1` is the
    /// last item of an array.
    pub(crate) fn place(&self, pointer: &str) -> Option<Value<'a>> {
        let steps = pointer.split('/').skip(1);
        steps.fold(Some(self.root), |value, step| child(value?, step))
    }

    /// Whether the answer does not say that this was the last page.
    pub(crate) fn goes_on(&self, more: More) -> bool {
        let Some((pointer, expected)) = more else {
            return true;
        };
        match self.place(pointer).map(Value::node) {
            Some(Node::Bool(found)) => *found == expected,
            _ => true,
        }
    }

    /// Goes on with a request, unless its mark tells that the walk would go round in circles.
    pub(crate) fn go(&self, mut plan: Plan, mark: String, what: &str) -> Turn {
        let Some(trail) = self.plan.trail.step(mark) else {
            return self.circle(what);
        };
        plan.trail = Trail {
            url: plan.trail.url,
            items: plan.trail.items,
            ..trail
        };
        Turn::Next(Box::new(plan))
    }

    /// What comes after a page that leads back. A server that has no more items may do that.
    pub(crate) fn circle(&self, what: &str) -> Turn {
        if self.count == 0 {
            return Turn::End;
        }
        let message = format!("the server returned {what} again for the next page");
        Turn::Astray(message)
    }
}

impl Trail {
    /// One page further; `None` if its mark is that of the page before, or of the one that is
    /// kept. Keeping each mark twice as long as the last one finds any circle (Brent 1980).
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
    /// The same request, to be sent again.
    pub(crate) fn again(&self) -> Self {
        Self {
            client: self.client.clone(),
            endpoint: self.endpoint,
            server: self.server,
            path: self.path.clone(),
            query: self.query.clone(),
            headers: self.headers.clone(),
            pieces: self.pieces.clone(),
            body: self.body,
            content_type: self.content_type,
            options: self.options.clone(),
            trail: self.trail.clone(),
            error: None,
        }
    }
}

/// A member of an object, or an item of an array.
fn child<'a>(value: Value<'a>, step: &str) -> Option<Value<'a>> {
    let end = end_of(value.nodes, value.at);
    let keyed = match value.node() {
        Node::Object { .. } => true,
        Node::Array { .. } => false,
        _ => return None,
    };
    let key = step.replace("~1", "/").replace("~0", "~");
    let (mut at, mut index, mut found) = (value.at + 1, 0, None);
    while at < end {
        let place = at + usize::from(keyed);
        let is = match value.nodes.get(at) {
            Some(Node::Text(name)) if keyed => *name == *key,
            _ => !keyed && (step == "-1" || step.parse() == Ok(index)),
        };
        if is {
            found = Some(Value { at: place, ..value });
        }
        at = end_of(value.nodes, place);
        index += 1;
    }
    found
}

/// `while "/has_more"` or `until "/is_last"`, if there is such a member.
macro_rules! more {
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

pub(crate) use more;
