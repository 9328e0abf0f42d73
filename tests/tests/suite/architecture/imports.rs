//! The imports between the files of the generator, as `syn` reads them.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, Item, UseTree};

/// A path of modules, from the root of the crate.
type Module = Vec<String>;

/// The files that each file imports, by the path of its module.
pub(super) struct Imports(BTreeMap<Module, BTreeSet<Module>>);

impl Imports {
    /// Reads the files: the path of each module and its source.
    pub(super) fn of(files: &BTreeMap<Module, String>) -> Self {
        let read = |(module, text): (&Module, &String)| {
            let file = syn::parse_file(text).expect("it is Rust");
            let mut paths = Vec::new();
            let mut children = BTreeSet::new();
            for item in file.items {
                read_item(item, &mut paths, &mut children);
            }
            let found = paths.into_iter().filter_map(|path| {
                let path = absolute(module, path, &children)?;
                let file = (1..=path.len()).rev().find_map(|length| {
                    let file = path.get(..length)?.to_vec();
                    files.contains_key(&file).then_some(file)
                })?;
                (file != *module).then_some(file)
            });
            (module.clone(), found.collect())
        };
        Self(files.iter().map(read).collect())
    }

    /// The layers that the files of each layer import.
    pub(super) fn layers(&self) -> BTreeSet<(String, String)> {
        let pairs = self.0.iter().flat_map(|(module, imported)| {
            let layer = layer(module);
            imported
                .iter()
                .map(move |path| (layer.clone(), self::layer(path)))
        });
        pairs.filter(|(layer, other)| layer != other).collect()
    }

    /// The groups of files that import each other, each sorted and separated by blanks.
    pub(super) fn circles(&self) -> Vec<String> {
        let reached: BTreeMap<&Module, BTreeSet<&Module>> =
            self.0.keys().map(|file| (file, self.reach(file))).collect();
        let mut circles = BTreeSet::new();
        for (file, reach) in &reached {
            let back =
                |other: &&&Module| reached.get(**other).is_some_and(|all| all.contains(file));
            let circle: BTreeSet<&Module> = reach.iter().filter(back).copied().collect();
            if circle.contains(file) {
                circles.insert(circle);
            }
        }
        let named = |circle: BTreeSet<&Module>| {
            let names: Vec<String> = circle.iter().map(|one| one.join("/")).collect();
            names.join(" ")
        };
        circles.into_iter().map(named).collect()
    }

    /// All files that a file imports, directly or through others.
    fn reach(&self, file: &Module) -> BTreeSet<&Module> {
        let mut reached = BTreeSet::new();
        let mut next: Vec<&Module> = self.0.get(file).into_iter().flatten().collect();
        while let Some(one) = next.pop() {
            if reached.insert(one) {
                next.extend(self.0.get(one).into_iter().flatten());
            }
        }
        reached
    }
}

/// The layer of a file: its module in the root of the crate, or in `rust`.
fn layer(module: &Module) -> String {
    let names = module.iter().map(String::as_str);
    let depth = if module.first().is_some_and(|name| name == "rust") {
        2
    } else {
        1
    };
    names.take(depth).collect::<Vec<_>>().join("/")
}

/// Collects the paths that an item mentions, and the modules that it declares. Tests are skipped.
fn read_item(item: Item, paths: &mut Vec<Module>, children: &mut BTreeSet<String>) {
    match item {
        Item::Use(item) => read_use(&item.tree, Vec::new(), paths),
        Item::Mod(item) if is_test(&item.attrs) => {}
        Item::Mod(item) => match item.content {
            None => {
                children.insert(item.ident.to_string());
            }
            // `super` of an inner module is the file.
            Some((_, items)) => {
                let mut inner = Vec::new();
                for item in items {
                    read_item(item, &mut inner, &mut BTreeSet::new());
                }
                let outer = inner.into_iter().map(|mut path| {
                    if path.first().is_some_and(|name| name == "super") {
                        path.remove(0);
                    }
                    path
                });
                paths.extend(outer);
            }
        },
        item => read_tokens(item.into_token_stream(), paths),
    }
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes
        .iter()
        .any(|one| one.to_token_stream().to_string().contains("cfg (test)"))
}

fn read_use(tree: &UseTree, mut path: Module, paths: &mut Vec<Module>) {
    match tree {
        UseTree::Path(tree) => {
            path.push(tree.ident.to_string());
            read_use(&tree.tree, path, paths);
        }
        UseTree::Name(tree) if tree.ident == "self" => paths.push(path),
        UseTree::Name(tree) => {
            path.push(tree.ident.to_string());
            paths.push(path);
        }
        UseTree::Rename(tree) => {
            path.push(tree.ident.to_string());
            paths.push(path);
        }
        UseTree::Glob(_) => paths.push(path),
        UseTree::Group(group) => {
            for tree in &group.items {
                read_use(tree, path.clone(), paths);
            }
        }
    }
}

/// Collects the paths of code, `one::two`. Skips visibilities, and code in `quote!`, which is part
/// of the output.
fn read_tokens(tokens: TokenStream, paths: &mut Vec<Module>) {
    let mut path = Vec::new();
    let mut colons = 0;
    let mut quoted = false;
    for token in tokens {
        match token {
            TokenTree::Ident(name) => {
                if colons != 2 {
                    paths.push(std::mem::take(&mut path));
                }
                path.push(name.to_string());
                colons = 0;
            }
            TokenTree::Punct(mark) if mark.as_char() == ':' && !path.is_empty() => colons += 1,
            TokenTree::Punct(mark) => {
                quoted = mark.as_char() == '!' && path.last().is_some_and(|name| name == "quote");
                paths.push(std::mem::take(&mut path));
                colons = 0;
            }
            TokenTree::Group(group) => {
                let is_visibility = path == ["pub"];
                if !std::mem::take(&mut quoted) && !is_visibility {
                    read_tokens(group.stream(), paths);
                }
                paths.push(std::mem::take(&mut path));
                colons = 0;
            }
            TokenTree::Literal(_) => {
                paths.push(std::mem::take(&mut path));
                colons = 0;
            }
        }
    }
    paths.push(path);
}

/// The path from the root of the crate, if it leads into the crate.
fn absolute(module: &Module, path: Module, children: &BTreeSet<String>) -> Option<Module> {
    let mut names = path.into_iter().peekable();
    let mut base = match names.peek()?.as_str() {
        "crate" => Vec::new(),
        "self" | "super" => module.clone(),
        child if children.contains(child) => {
            let mut base = module.clone();
            base.extend(names);
            return Some(base);
        }
        _ => return None,
    };
    while let Some(name) = names.next_if(|name| ["crate", "self", "super"].contains(&name.as_str()))
    {
        if name == "super" {
            base.pop();
        }
    }
    base.extend(names);
    Some(base)
}
