//! Pairs the items of one crate with those of the other.
//!
//! Items are paired by path first. A remaining item counts as renamed if exactly one item on each
//! side matches. Two items match if they are the same on the wire (the HTTP method and path of a
//! method, the key of a field) or, for types, if all their parts are the same.

use std::collections::{HashMap, HashSet};

use crate::rust::{Item, ItemKind};

/// An item of one crate, or the same item of both.
#[derive(Debug)]
pub(super) enum Pair<'a> {
    /// Only the old crate has the item.
    Removed(&'a Item),
    /// Only the new crate has the item.
    Added(&'a Item),
    /// Both crates have the item, perhaps under different names.
    Both {
        /// The old item.
        old: &'a Item,
        /// The new item.
        new: &'a Item,
        /// Whether its own name changed, and not just the name of its parent.
        renamed: bool,
    },
}

/// The result of pairing.
#[derive(Debug)]
pub(super) struct Pairs<'a> {
    /// The pairs, without the parts of an item that was removed, added or replaced.
    pub(super) items: Vec<Pair<'a>>,
    /// The new paths of types that were renamed, by old path.
    pub(super) moved: HashMap<&'a str, &'a str>,
}

impl Pairs<'_> {
    /// Replaces the old names of types in a signature with the new ones.
    pub(super) fn renamed(&self, signature: &str) -> String {
        let mut parts = signature.split("crate::");
        let mut renamed = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let is_path = |char: char| char.is_alphanumeric() || matches!(char, '_' | '#' | ':');
            let end = part.find(|char| !is_path(char)).unwrap_or(part.len());
            let (path, rest) = part.split_at(end);
            renamed.push_str("crate::");
            renamed.push_str(self.moved.get(path).unwrap_or(&path));
            renamed.push_str(rest);
        }
        renamed
    }
}

pub(super) fn pairs<'a>(old: &'a [Item], new: &'a [Item]) -> Pairs<'a> {
    let mut paired = Paired::new(old, new);
    paired.by_path(old.iter().filter(|item| item.parent.is_none()));
    paired.by_key(old, new, Children::structure);
    paired.by_key(old, new, |_, item| identity(item, None));
    paired.by_path(old.iter().filter(|item| item.parent.is_some()));
    paired.new.were = paired.moved();
    paired.by_key(old, new, |side, item| {
        let parent = item.parent.as_deref()?;
        let parent = side.were.get(parent).copied().unwrap_or(parent);
        identity(item, Some(parent))
    });
    let types = old.iter().filter(|item| is_type(item));
    let types = types.filter_map(|item| {
        let (now, _) = paired.found.get(item.path.as_str())?;
        (now.path != item.path).then_some((item.path.as_str(), now.path.as_str()))
    });
    Pairs {
        moved: types.collect(),
        items: paired.finish(old, new),
    }
}

fn identity(item: &Item, parent: Option<&str>) -> Option<String> {
    let identity = item.identity.as_ref()?;
    if item.parent.is_some() != parent.is_some() {
        return None;
    }
    Some(format!(
        "{:?} {} {identity}",
        item.kind,
        parent.unwrap_or_default()
    ))
}

fn is_type(item: &Item) -> bool {
    matches!(
        item.kind,
        ItemKind::Struct | ItemKind::StringEnum | ItemKind::Union | ItemKind::Alias
    )
}

struct Paired<'a> {
    old: Children<'a>,
    new: Children<'a>,
    /// The new item of each old one and whether its own name changed, by old path.
    found: HashMap<&'a str, (&'a Item, bool)>,
    /// The paths of new items that are paired.
    taken: HashSet<&'a str>,
}

/// The items of one side, and the parts of each.
struct Children<'a> {
    by_path: HashMap<&'a str, &'a Item>,
    by_parent: HashMap<&'a str, Vec<&'a Item>>,
    /// On the new side: the old paths of items that are already paired.
    were: HashMap<&'a str, &'a str>,
}

impl<'a> Children<'a> {
    fn new(items: &'a [Item]) -> Self {
        let mut by_parent: HashMap<&str, Vec<&Item>> = HashMap::new();
        for item in items {
            if let Some(parent) = &item.parent {
                by_parent.entry(parent).or_default().push(item);
            }
        }
        let by_path = items.iter().map(|item| (item.path.as_str(), item));
        Self {
            by_path: by_path.collect(),
            by_parent,
            were: HashMap::new(),
        }
    }

    /// All parts of a type, with its own name replaced.
    fn structure(&self, item: &Item) -> Option<String> {
        let parts = self.by_parent.get(item.path.as_str())?;
        if !is_type(item) {
            return None;
        }
        let own = item.path.rsplit("::").next().unwrap_or_default();
        let part = |part: &&Item| {
            let name = part.path.strip_prefix(&item.path);
            let shown = part
                .shown
                .split_inclusive(|char: char| !char.is_alphanumeric());
            let shown = shown.map(|word| match word.strip_prefix(own) {
                Some(rest) if rest.chars().count() < 2 => format!("Self{rest}"),
                _ => word.to_owned(),
            });
            format!("{}{}", name.unwrap_or_default(), shown.collect::<String>())
        };
        let parts: Vec<String> = parts.iter().map(part).collect();
        Some(format!("{:?} {}", item.kind, parts.join(" ")))
    }
}

impl<'a> Paired<'a> {
    fn new(old: &'a [Item], new: &'a [Item]) -> Self {
        Self {
            old: Children::new(old),
            new: Children::new(new),
            found: HashMap::new(),
            taken: HashSet::new(),
        }
    }

    fn pair(&mut self, old: &'a Item, new: &'a Item, renamed: bool) {
        self.taken.insert(&new.path);
        self.found.insert(&old.path, (new, renamed));
    }

    /// Pairs items with the same path, relative to the new path of a paired parent.
    fn by_path(&mut self, items: impl Iterator<Item = &'a Item>) {
        for old in items {
            let parent = old.parent.as_deref();
            let moved = parent.and_then(|parent| Some((parent, self.found.get(parent)?.0)));
            let path = match moved {
                Some((parent, now)) => old
                    .path
                    .strip_prefix(parent)
                    .map_or_else(|| old.path.clone(), |name| format!("{}{name}", now.path)),
                None => old.path.clone(),
            };
            let new = self.new.by_path.get(path.as_str()).copied();
            if let Some(new) =
                new.filter(|new| old.kind == new.kind || is_type(old) && is_type(new))
            {
                self.pair(old, new, false);
            }
        }
    }

    /// Pairs the remaining items with equal keys, if each side has only one item with the key.
    fn by_key(
        &mut self,
        old: &'a [Item],
        new: &'a [Item],
        key: impl Fn(&Children<'a>, &'a Item) -> Option<String>,
    ) {
        let mut keys: HashMap<String, (Vec<&Item>, Vec<&Item>)> = HashMap::new();
        let left = old
            .iter()
            .filter(|item| !self.found.contains_key(&*item.path));
        for item in left {
            if let Some(key) = key(&self.old, item) {
                keys.entry(key).or_default().0.push(item);
            }
        }
        let left = new.iter().filter(|item| !self.taken.contains(&*item.path));
        for item in left {
            if let Some(key) = key(&self.new, item) {
                keys.entry(key).or_default().1.push(item);
            }
        }
        for (old, new) in keys.into_values() {
            if let ([old], [new]) = (old.as_slice(), new.as_slice()) {
                self.pair(old, new, true);
            }
        }
    }

    /// The old path of each paired new item.
    fn moved(&self) -> HashMap<&'a str, &'a str> {
        let found = self.found.iter();
        found.map(|(old, (new, _))| (&*new.path, *old)).collect()
    }

    fn finish(self, old: &'a [Item], new: &'a [Item]) -> Vec<Pair<'a>> {
        let made_anew = |old: &Item, new: &Item| old.kind != new.kind;
        let mut hidden: HashSet<&str> = HashSet::new();
        let mut pairs = Vec::new();
        for item in old {
            match self.found.get(item.path.as_str()) {
                Some((now, _)) if made_anew(item, now) => {
                    hidden.extend([item.path.as_str(), now.path.as_str()]);
                }
                Some(_) => {}
                None => {
                    hidden.insert(&item.path);
                }
            }
        }
        let is_hidden = |item: &Item, hidden: &HashSet<&str>| {
            let parent = item.parent.as_deref();
            parent.is_some_and(|parent| hidden.contains(parent))
        };
        for item in old.iter().filter(|item| !is_hidden(item, &hidden)) {
            pairs.push(match self.found.get(item.path.as_str()) {
                Some((new, renamed)) => Pair::Both {
                    old: item,
                    new,
                    renamed: *renamed,
                },
                None => Pair::Removed(item),
            });
        }
        // A removed path can be the parent of a new item only if that parent is new, too. So one
        // set can hold the hidden paths of both sides.
        let added = new.iter().filter(|item| !self.taken.contains(&*item.path));
        let added: Vec<&Item> = added.collect();
        hidden.extend(added.iter().map(|item| item.path.as_str()));
        let shown = added.into_iter().filter(|item| !is_hidden(item, &hidden));
        pairs.extend(shown.map(Pair::Added));
        pairs
    }
}
