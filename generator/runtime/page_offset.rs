//! Pages that begin behind a number of items.

use super::page_count::{already, first_of};
use super::pager::{Came, More, Pager, Turn};

/// The next page begins behind the items that have come.
pub(crate) struct Offset {
    /// The query parameter that says where a page begins.
    pub(crate) parameter: &'static str,
    /// Where the first page begins.
    pub(crate) first: u64,
    /// The query parameter that says how many items a page has, and how many it may ask for: then
    /// fewer items than asked for are the last ones.
    pub(crate) limit: Option<(&'static str, u64)>,
    /// Where the answer says how many items there are in all.
    pub(crate) total: Option<&'static str>,
    pub(crate) more: More,
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
        // A total of none beside items is no count.
        let all = total.is_some_and(|total| total > 0 && next.saturating_sub(self.first) >= total);
        if all || self.limit.is_some_and(|limit| is_short(came, limit)) {
            return Turn::End;
        }
        let plan = came.plan_with(self.parameter, &next.to_string());
        came.go(plan, mark, "the same items")
    }
}

/// Whether fewer items have come than were asked for. A server may give fewer than it is asked
/// for where that is more than the API allows.
fn is_short(came: &Came<'_>, (parameter, largest): (&str, u64)) -> bool {
    let asked = came.asked(parameter).and_then(|value| value.parse().ok());
    asked.is_some_and(|asked: usize| {
        came.count < asked && u64::try_from(asked).is_ok_and(|asked| asked <= largest)
    })
}

/// `offset!("offset" first 0 limit "limit" 100 total "/total" while "/has_more")`
macro_rules! offset {
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

pub(crate) use offset;
