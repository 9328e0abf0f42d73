//! A static site that documents the methods and types of the crate.
//!
//! It is made from the model and the names that the crate is made from, so the two cannot disagree.
//! Rust code comes from [`rust::reference`](crate::rust::reference) as text. All text of the
//! document is escaped by the templates, or sanitized by the rules of `markdown`.

mod code;
mod context;
mod examples;
mod facts;
mod fields;
mod layout;
mod machine;
mod operation;
mod operation_markdown;
mod parts;
mod place;
mod preview;
mod prose;
mod resource;
mod samples;
mod search;
mod start;
mod tree;
mod types;
mod value;
mod wire;
mod word;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Api, ResourceId, TypeId};
use crate::rust::name::Names;

use context::Site;
use layout::Page;

/// The files of the site, by path. `changelog` is the changelog of the crate, in Markdown.
#[must_use]
pub fn files(api: &Api, names: &Names, changelog: Option<&str>) -> BTreeMap<String, String> {
    let site = Site::new(api, names, changelog);
    let mut files = BTreeMap::new();
    let (pages, types) = pages(&site, &mut files);
    let shared: Vec<TypeId> = types::shared(&site).collect();
    files.insert(
        "site.css".to_owned(),
        packed_style(include_str!("site/assets/site.css")),
    );
    files.insert(
        "site.js".to_owned(),
        packed(include_str!("site/assets/site.js")),
    );
    files.insert("search.js".to_owned(), search::script(&site, &types));
    files.insert("llms.txt".to_owned(), machine::llms(&site, &pages, &shared));
    files.extend(machine::sitemap(&site, &pages).map(|text| ("sitemap.xml".to_owned(), text)));
    files
}

/// Writes all pages to `files`. Returns what lists of pages need, and the types that have a page.
fn pages(site: &Site<'_>, files: &mut BTreeMap<String, String>) -> (Vec<Page>, Vec<TypeId>) {
    let mut done = Vec::new();
    let mut add = |mut page: Page| {
        let html = layout::page(site, &page).into_string();
        files.insert(format!("{}.html", page.path), html);
        files.insert(
            format!("{}.md", page.path),
            std::mem::take(&mut page.markdown),
        );
        page.main = maud::PreEscaped(String::new());
        done.push(page);
    };
    add(start::page(site));
    start::added(site).for_each(&mut add);
    start::webhooks(site).into_iter().for_each(&mut add);
    start::changelog(site).into_iter().for_each(&mut add);
    let resources = 1..site.api.resources.len();
    resources
        .filter_map(|index| resource::page(site, ResourceId(index)))
        .for_each(&mut add);
    let mut wanted: BTreeSet<TypeId> = types::shared(site).chain(start::events(site)).collect();
    for (page, linked) in site
        .order
        .iter()
        .filter_map(|index| operation::page(site, *index))
    {
        add(page);
        wanted.extend(linked);
    }
    let mut made = BTreeSet::new();
    while let Some(id) = wanted.pop_first() {
        if made.insert(id)
            && let Some((page, linked)) = types::page(site, id)
        {
            add(page);
            wanted.extend(linked.into_iter().filter(|id| !made.contains(id)));
        }
    }
    let made: Vec<TypeId> = made.into_iter().collect();
    if !site.api.types.is_empty() {
        let shared: Vec<TypeId> = types::shared(site).collect();
        add(types::list(site, &shared));
    }
    (done, made)
}

/// A script without indentation, comments on lines of their own, or spaces around operators. No string in it has
/// such an operator between spaces.
fn packed(text: &str) -> String {
    let lines = text.lines().map(str::trim);
    let lines = lines.filter(|line| !(line.is_empty() || line.starts_with("//")));
    let marks = [
        "if (", "for (", ", ", " === ", " !== ", " => ", " && ", " || ", " = ", ") {", "; ", "{ ",
        " }", " : ", " + ", " ? ",
    ];
    let short = |line: &str| {
        marks.iter().fold(line.to_owned(), |line, mark| {
            line.replace(mark, &mark.replace(' ', ""))
        })
    };
    lines
        .flat_map(|line| [short(line), "\n".to_owned()])
        .collect()
}

/// A style sheet without the spaces around its punctuation.
fn packed_style(text: &str) -> String {
    let rules = text.lines().map(str::trim);
    let rules = rules.filter(|line| !(line.is_empty() || line.starts_with("/*")));
    let marks = [
        (" { ", "{"),
        (" {", "{"),
        ("; }", "}"),
        (" }", "}"),
        ("; ", ";"),
        (": ", ":"),
        (" > ", ">"),
        (", ", ","),
    ];
    let short = |rule: &str| {
        marks.iter().fold(rule.to_owned(), |rule, (mark, short)| {
            rule.replace(mark, short)
        })
    };
    rules
        .flat_map(|rule| [short(rule), "\n".to_owned()])
        .collect()
}
