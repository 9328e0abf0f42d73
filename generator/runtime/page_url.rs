//! Pages that say where the next one is.

use super::pager::{Came, More, Pager, Turn};

/// The URL of the next page stands in the answer.
pub(crate) struct NextUrl {
    /// Where: at the first of these places that has one.
    pub(crate) from: &'static [&'static str],
    pub(crate) more: More,
}

impl Pager for NextUrl {
    fn turn(&self, came: &Came<'_>) -> Turn {
        let url = self.from.iter().find_map(|pointer| came.value_at(pointer));
        match url.filter(|_| came.goes_on(self.more)) {
            Some(url) => came.go_to(&url),
            None => Turn::End,
        }
    }
}

/// `next_url!(from "/links/next" while "/has_more")`
macro_rules! next_url {
    (from $($from:literal)or+ $(while $more:literal)? $(until $end:literal)?) => {
        $crate::runtime::NextUrl {
            from: &[$($from),+],
            more: $crate::runtime::more!($(while $more)? $(until $end)?),
        }
    };
}

pub(crate) use next_url;
