//! Pages that have numbers.

use super::page_count::{already, first_of};
use super::pager::{Came, More, Pager, Turn};

/// The next page has the next number.
pub(crate) struct Numbers {
    /// The query parameter that takes the number.
    pub(crate) parameter: &'static str,
    /// The number of the first page.
    pub(crate) first: u64,
    /// Where the answer says how many pages there are.
    pub(crate) pages: Option<&'static str>,
    /// Where the answer says how many items there are in all.
    pub(crate) total: Option<&'static str>,
    pub(crate) more: More,
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
        let Some(number) = first_of(came, self.parameter, self.first) else {
            return Turn::End;
        };
        let next = number.saturating_add(1);
        let pages = self.pages.and_then(|pointer| came.integer(pointer));
        let total = self.total.and_then(|pointer| came.integer(pointer));
        let items = self.items(came, number);
        // A total of none beside items is no count.
        let last = pages.is_some_and(|pages| pages > 0 && next.saturating_sub(self.first) >= pages);
        let all = total.zip(items);
        if last || all.is_some_and(|(total, items)| total > 0 && items >= total) {
            return Turn::End;
        }
        let mut plan = came.plan_with(self.parameter, &next.to_string());
        plan.trail.items = items;
        came.go(plan, mark, "the same items")
    }
}

impl Numbers {
    /// How many items have come with this page, if the first page was among them.
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
macro_rules! numbers {
    (
        $parameter:literal first $first:literal $(pages $pages:literal)? $(total $total:literal)?
        $(while $more:literal)? $(until $end:literal)?
    ) => {
        $crate::runtime::Numbers {
            parameter: $parameter,
            first: $first,
            pages: $crate::runtime::given!($($pages)?),
            total: $crate::runtime::given!($($total)?),
            more: $crate::runtime::more!($(while $more)? $(until $end)?),
        }
    };
}

pub(crate) use numbers;
