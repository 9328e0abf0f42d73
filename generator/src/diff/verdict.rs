//! Classifies the differences of paired items by the rules of Cargo.

use crate::rust::{Item, ItemKind};

use super::change::{Change, ChangeKind, Side};
use super::class::Class;
use super::pair::{Pair, Pairs};
use super::{call, features, place};

/// The value of an aspect that an item lacks.
pub(super) const NONE: &str = "none";

/// The values of a variable that takes any value.
pub(super) const ANY: &str = "any";

/// The changes of all pairs.
pub(super) fn changes(pairs: &Pairs<'_>, old: Side<'_>, new: Side<'_>) -> Vec<Change> {
    let changes = pairs.items.iter();
    changes.flat_map(|pair| of(pair, pairs, old, new)).collect()
}

fn of(pair: &Pair<'_>, pairs: &Pairs<'_>, old: Side<'_>, new: Side<'_>) -> Vec<Change> {
    match pair {
        Pair::Removed(item) => vec![removed(item, old)],
        Pair::Added(item) => vec![added(item, new)],
        Pair::Both {
            old: before,
            new: now,
            renamed,
        } => {
            let both = Both {
                old: before,
                new: now,
                same: before.signature == now.signature
                    || pairs.renamed(&before.signature) == now.signature,
                sides: (old, new),
            };
            both.changes(*renamed)
        }
    }
}

fn removed(item: &Item, side: Side<'_>) -> Change {
    let rule = match item.kind {
        ItemKind::Feature => "removing a cargo feature",
        _ => "removing a public item",
    };
    Change {
        class: Class::Breaking,
        kind: ChangeKind::Removed,
        item: item.kind,
        rust: call::name(item),
        about: None,
        old: Some(call::in_full(item)),
        new: None,
        rule,
        old_place: place::of(item, side.sources),
        new_place: None,
    }
}

fn added(item: &Item, side: Side<'_>) -> Change {
    let rule = match item.kind {
        ItemKind::Feature => "adding a cargo feature",
        ItemKind::Field | ItemKind::Variant => "adding to a type that is `#[non_exhaustive]`",
        _ => "adding a public item",
    };
    Change {
        class: Class::Compatible,
        kind: ChangeKind::Added,
        item: item.kind,
        rust: call::name(item),
        about: None,
        old: None,
        new: Some(call::in_full(item)),
        rule,
        old_place: None,
        new_place: place::of(item, side.sources),
    }
}

/// The arguments in the signature of a function: `(Server)` of `(Server) -> String`.
fn takes(item: &Item) -> &str {
    let signature = item.signature.as_str();
    signature.split(" -> ").next().unwrap_or(signature)
}

/// The old and the new version of an item.
struct Both<'a> {
    old: &'a Item,
    new: &'a Item,
    /// Whether the signatures are equal apart from renamed types, which are reported separately.
    same: bool,
    sides: (Side<'a>, Side<'a>),
}

impl Both<'_> {
    fn changes(&self, renamed: bool) -> Vec<Change> {
        let name = renamed.then(|| self.renamed());
        let mut changes: Vec<Change> = name.into_iter().collect();
        changes.extend(self.signature());
        changes.extend(self.order());
        changes.extend(self.features());
        changes.extend(self.deprecation());
        changes.extend(self.facts());
        changes.extend(self.docs());
        changes
    }

    fn change(&self, class: Class, kind: ChangeKind, rule: &'static str) -> Change {
        let (old_place, new_place) = place::of_both((self.old, self.new), self.sides);
        Change {
            class,
            kind,
            item: self.new.kind,
            rust: call::name(self.old),
            about: None,
            old: None,
            new: None,
            rule,
            old_place,
            new_place,
        }
    }

    fn between(change: Change, old: &str, new: &str) -> Change {
        Change {
            old: Some(old.to_owned()),
            new: Some(new.to_owned()),
            ..change
        }
    }

    fn renamed(&self) -> Change {
        let rule = "renaming or moving a public item";
        let change = self.change(Class::Breaking, ChangeKind::Renamed, rule);
        Self::between(change, &call::name(self.old), &call::name(self.new))
    }

    fn signature(&self) -> Option<Change> {
        if self.same {
            return None;
        }
        let rule = match self.new.kind {
            ItemKind::Field => "changing the type of a public field",
            ItemKind::Variant => "changing the type in a public variant",
            ItemKind::Package => "renaming the package",
            ItemKind::Response | ItemKind::Stream => "changing what a function returns",
            ItemKind::Function if takes(self.old) == takes(self.new) => {
                "changing what a function returns"
            }
            ItemKind::Alias | ItemKind::Struct | ItemKind::StringEnum | ItemKind::Union => {
                "replacing a public type with another kind of type"
            }
            _ if self.old.order.len() == self.new.order.len() => {
                "changing the parameters of a function"
            }
            _ => "adding or removing the parameters of a function",
        };
        let change = self.change(Class::Breaking, ChangeKind::Signature, rule);
        let (old, new) = call::signatures(self.old, self.new);
        Some(Self::between(change, &old, &new))
    }

    /// The change of the order of arguments or variants. The compiler does not notice swapped
    /// arguments of the same type: code still compiles, but sends each value in place of the other.
    fn order(&self) -> Option<Change> {
        let both = |names: &[String], others: &[String]| -> Vec<String> {
            let both = names.iter().filter(|name| others.contains(name));
            both.cloned().collect()
        };
        let old = both(&self.old.order, &self.new.order);
        let new = both(&self.new.order, &self.old.order);
        if old == new || !self.same {
            return None;
        }
        let (class, rule) = match self.new.kind {
            ItemKind::Union => (
                Class::Compatible,
                "changing the order in which variants are matched",
            ),
            _ => (Class::Breaking, "swapping parameters of the same type"),
        };
        let change = self.change(class, ChangeKind::Order, rule);
        Some(Self::between(change, &old.join(", "), &new.join(", ")))
    }

    fn features(&self) -> Option<Change> {
        // Parts of an item require the same features as the item.
        if self.new.parent.is_some() && self.new.kind != ItemKind::Resource {
            return None;
        }
        let apis = (self.sides.0.api, self.sides.1.api);
        let (old, new) = features::lost(self.old, self.new, apis)?;
        let change = self.change(Class::Breaking, ChangeKind::Features, features::RULE);
        Some(Self::between(change, &old, &new))
    }

    fn deprecation(&self) -> Option<Change> {
        match (self.old.deprecated, self.new.deprecated) {
            (false, true) => {
                let rule = "deprecating a public item";
                Some(self.change(Class::Compatible, ChangeKind::Deprecated, rule))
            }
            (true, false) => {
                let change = self.change(Class::Docs, ChangeKind::Docs, "changing documentation");
                Some(Self::between(change, "deprecated", "not deprecated"))
            }
            _ => None,
        }
    }

    /// The facts with different values. A fact that one version lacks has the value `none` there.
    fn facts(&self) -> Vec<Change> {
        let of = |facts: &[(String, String)], about: &str| {
            let fact = facts.iter().find(|(other, _)| other == about);
            fact.map_or_else(|| NONE.to_owned(), |(_, value)| value.clone())
        };
        let (before, now) = (&self.old.facts, &self.new.facts);
        let mut changes = Vec::new();
        for (about, old) in before {
            changes.extend(self.fact(about, old, &of(now, about)));
        }
        let added = now.iter();
        let added = added.filter(|(about, _)| before.iter().all(|(other, _)| other != about));
        for (about, new) in added {
            changes.extend(self.fact(about, NONE, new));
        }
        changes.extend(self.locations());
        changes
    }

    fn fact(&self, about: &str, old: &str, new: &str) -> Option<Change> {
        let rule = "changing behavior behind the same interface";
        let change = self.change(Class::Compatible, ChangeKind::Behavior, rule);
        let about = Some(about.to_owned());
        (old != new).then(|| Self::between(Change { about, ..change }, old, new))
    }

    /// The arguments that are sent in another place. Callers pass arguments by position, so these
    /// are compared by position where the positions are the same.
    fn locations(&self) -> Vec<Change> {
        let (before, now) = (&self.old.locations, &self.new.locations);
        let is_positional = self.same && before.len() == now.len() && self.order().is_none();
        let before = before.iter().enumerate();
        let changes = before.filter_map(|(index, (name, old))| {
            let named = || now.iter().find(|(other, _)| other == name);
            let (_, new) = if is_positional {
                now.get(index)
            } else {
                named()
            }?;
            self.fact(&format!("location of `{name}`"), old, new)
        });
        changes.collect()
    }

    fn docs(&self) -> Option<Change> {
        let named = self.old.signature == self.new.signature
            && self.old.shown != self.new.shown
            && self.order().is_none();
        let differs = |(of, text): &(String, String)| {
            let new = self.new.docs.iter().find(|(other, _)| other == of);
            new.is_some_and(|(_, new)| new != text)
        };
        if !named && !self.old.docs.iter().any(differs) {
            return None;
        }
        let rule = "changing documentation";
        let change = self.change(Class::Docs, ChangeKind::Docs, rule);
        if named {
            let (old, new) = call::signatures(self.old, self.new);
            return Some(Self::between(change, &old, &new));
        }
        Some(change)
    }
}
