//! Pages whose header `Link` says where the next one is (RFC 8288).

use reqwest::header::LINK;

use super::pager::{Came, More, Pager, Turn};

/// The URL of the next page is the link of relation `next`.
pub(crate) struct NextLink {
    pub(crate) more: More,
}

impl Pager for NextLink {
    fn turn(&self, came: &Came<'_>) -> Turn {
        let fields = came.head.headers.get_all(LINK).iter();
        let mut fields = fields.filter_map(|field| field.to_str().ok());
        match fields.find_map(next_of).filter(|_| came.goes_on(self.more)) {
            Some(url) => came.go_to(url),
            None => Turn::End,
        }
    }
}

/// The target of the first link of relation `next` in a field.
fn next_of(field: &str) -> Option<&str> {
    let mut rest = field;
    loop {
        let (_, link) = rest.split_once('<')?;
        let (target, after) = link.split_once('>')?;
        let mut is_next = false;
        rest = after;
        while let Some(text) = rest.trim_start().strip_prefix(';') {
            let (name, value, after) = parameter(text);
            let mut relations = value.split_ascii_whitespace();
            is_next |= name.eq_ignore_ascii_case("rel")
                && relations.any(|relation| relation.eq_ignore_ascii_case("next"));
            rest = after;
        }
        if is_next {
            return Some(target);
        }
    }
}

/// A parameter behind its `;`: the name, the value without quotes, and what follows.
fn parameter(text: &str) -> (&str, &str, &str) {
    let end = text.find(['=', ';', ',']).unwrap_or(text.len());
    let (name, rest) = text.split_at_checked(end).unwrap_or_default();
    let Some(value) = rest.strip_prefix('=') else {
        return (name.trim(), "", rest);
    };
    let value = value.trim_start();
    if let Some(quoted) = value.strip_prefix('"') {
        // No relation has an escaped quote in it; of other values only the end matters.
        let mut escaped = false;
        let end = quoted.find(|char| {
            let ends = char == '"' && !escaped;
            escaped = char == '\\' && !escaped;
            ends
        });
        let (value, rest) = quoted
            .split_at_checked(end.unwrap_or(quoted.len()))
            .unwrap_or_default();
        return (name.trim(), value, rest.strip_prefix('"').unwrap_or(rest));
    }
    let end = value.find([';', ',']).unwrap_or(value.len());
    let (value, rest) = value.split_at_checked(end).unwrap_or_default();
    (name.trim(), value.trim(), rest)
}

/// `next_link!(while "/has_more")`
macro_rules! next_link {
    ($(while $more:literal)? $(until $end:literal)?) => {
        $crate::runtime::NextLink {
            more: $crate::runtime::more!($(while $more)? $(until $end)?),
        }
    };
}

pub(crate) use next_link;
