//! Makes the names of a scope unique.

use super::assigned::Ident;
use std::collections::HashMap;

use super::case::{beginning, capitals, hash, spell};
use super::reserved::Reserved;

/// The names that an item may get.
pub(super) struct Wanted {
    /// The preferred name.
    first: String,
    /// The names to use if the preferred one is taken. Computed lazily, because they are rarely
    /// needed.
    others: Others,
    /// The distance of the preferred name from the wire name. The item with the lowest rank gets
    /// the name.
    rank: u8,
}

/// The names to use if the preferred one is taken: readable ones, and one that distinguishes any two
/// wire names.
enum Others {
    /// Converted from the wire name.
    Converted(String, fn(&str) -> String),
    /// Given.
    Named(String, String),
}

impl Others {
    fn names(&self, first: &str) -> Vec<String> {
        match self {
            Self::Converted(wire, convert) => {
                let spelled = spell(wire);
                // Signs have no capitals.
                let (own, kind) = if wire.contains(char::is_alphabetic) {
                    (wire.as_str(), capitals(wire))
                } else {
                    (spelled.as_str(), "sign")
                };
                let is_shouted = wire.len() > 1
                    && first.starts_with(|first: char| first.is_ascii_uppercase())
                    && wire.starts_with(|first: char| first.is_ascii_uppercase())
                    && wire
                        .bytes()
                        .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
                let shouted = is_shouted.then(|| wire.clone());
                let names = [
                    spelled.clone(),
                    format!("{own} {kind}"),
                    format!("{spelled} {kind}"),
                    format!("{wire} x{}", hash(wire)),
                ];
                let names = names.iter().map(|name| convert(name));
                shouted
                    .into_iter()
                    .chain(names)
                    .filter(|name| name != first)
                    .collect()
            }
            Self::Named(second, last) => vec![second.clone(), last.clone()],
        }
    }
}

impl Wanted {
    /// Converts a wire name.
    pub(super) fn new(wire: &str, convert: fn(&str) -> String) -> Self {
        let first = convert(beginning(wire).as_deref().unwrap_or(wire));
        let rank = match wire {
            _ if wire == first => 0,
            _ if wire.chars().any(char::is_uppercase) => 3,
            _ if wire
                .chars()
                .all(|char| char.is_ascii_alphanumeric() || char == '_') =>
            {
                1
            }
            _ => 2,
        };
        Self {
            first,
            others: Others::Converted(wire.to_owned(), convert),
            rank,
        }
    }

    /// A name that is made from a position, with an alternative.
    pub(super) fn either(first: String, second: String) -> Self {
        let rank = u8::from(first != second);
        let last = format!("{second}X{}", hash(&second));
        Self {
            first,
            others: Others::Named(second, last),
            rank,
        }
    }

    /// A name that must not change.
    pub(super) fn fixed(name: &str) -> Self {
        let name = || name.to_owned();
        Self {
            first: name(),
            others: Others::Named(name(), name()),
            rank: 0,
        }
    }

    /// A name of the generator's own, which yields to all others.
    pub(super) fn ours(first: &str, second: &str) -> Self {
        let last = format!("{second}_");
        Self {
            first: first.to_owned(),
            others: Others::Named(second.to_owned(), last),
            rank: u8::MAX,
        }
    }
}

/// Assigns a valid and unique name to each item of a scope. Keeps the order of the items.
pub(super) fn assign(wanted: Vec<Wanted>, reserved: Reserved) -> Vec<String> {
    let mut owners: HashMap<String, usize> = HashMap::new();
    let mut numbers = HashMap::new();
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|index| wanted.get(*index).map(|item| item.rank));
    for index in order {
        let Some(item) = wanted.get(index) else {
            continue;
        };
        let first = reserved.legal(&item.first);
        let name = if owners.contains_key(&first) {
            other(item, reserved, &owners, &mut numbers)
        } else {
            first
        };
        owners.insert(name, index);
    }
    let mut names = vec![String::new(); wanted.len()];
    for (name, index) in owners {
        if let Some(slot) = names.get_mut(index) {
            *slot = name;
        }
    }
    names
}

/// The first free name of an item after its preferred one. `numbers` maps each name to the next
/// number to append.
fn other(
    item: &Wanted,
    reserved: Reserved,
    owners: &HashMap<String, usize>,
    numbers: &mut HashMap<String, usize>,
) -> String {
    let names = item.others.names(&item.first);
    let mut legal = names.iter().map(|name| reserved.legal(name));
    let free = legal.find(|name| !owners.contains_key(name));
    // Two items can have the same wire name or hash. Then only a number distinguishes them.
    free.unwrap_or_else(|| {
        let last = names.last().unwrap_or(&item.first);
        let next = numbers.entry(last.clone()).or_insert(2);
        let numbered = (*next..).map(|number| {
            *next = number + 1;
            format!("{last}{number}")
        });
        let mut free = numbered.filter(|name| !owners.contains_key(name));
        free.next().unwrap_or_default()
    })
}

pub(super) fn assign_one(wire: &str, convert: fn(&str) -> String, reserved: Reserved) -> Ident {
    let mut names = assign(vec![Wanted::new(wire, convert)], reserved);
    names.pop().unwrap_or_default()
}
