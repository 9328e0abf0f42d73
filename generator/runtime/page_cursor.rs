//! Pages that follow a cursor: the answer says what to ask for next.

use super::pager::{Came, More, Pager, Turn};
use super::percent::percent;

/// The next page is that behind a cursor.
pub(crate) struct Cursor {
    /// The query parameter that takes it.
    pub(crate) parameter: &'static str,
    /// Where in the answer it stands: at the first of these places that has one.
    pub(crate) from: &'static [&'static str],
    pub(crate) more: More,
}

impl Pager for Cursor {
    fn turn(&self, came: &Came<'_>) -> Turn {
        let cursor = self.from.iter().find_map(|pointer| came.value_at(pointer));
        let Some(cursor) = cursor.filter(|_| came.goes_on(self.more)) else {
            return Turn::End;
        };
        let what = format!("the same `{}`", self.parameter);
        if came.asked(self.parameter) == Some(&percent(&cursor)) {
            return came.circle(&what);
        }
        came.go(came.plan_with(self.parameter, &cursor), cursor, &what)
    }
}

/// `cursor!("after" from "/last_id" or "/data/-1/id" while "/has_more")`
macro_rules! cursor {
    ($parameter:literal from $($from:literal)or+ $(while $more:literal)? $(until $end:literal)?) => {
        $crate::runtime::Cursor {
            parameter: $parameter,
            from: &[$($from),+],
            more: $crate::runtime::more!($(while $more)? $(until $end)?),
        }
    };
}

pub(crate) use cursor;
