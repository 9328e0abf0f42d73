//! Reads the files of a reference site strictly: known elements and attributes, each element closed,
//! unique identifiers, links that lead somewhere, and nothing that runs but the site's own scripts.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use pulldown_cmark::{Event, Options, Parser, Tag};

/// The files of a site, by path.
pub type Files = BTreeMap<String, String>;

const ELEMENTS: &[&str] = &[
    "a",
    "aside",
    "b",
    "blockquote",
    "body",
    "button",
    "br",
    "code",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "img",
    "input",
    "label",
    "li",
    "link",
    "main",
    "meta",
    "nav",
    "ol",
    "p",
    "pre",
    "s",
    "script",
    "section",
    "small",
    "span",
    "strong",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "title",
    "tr",
    "u",
    "ul",
    "wbr",
];

const VOID: &[&str] = &["br", "hr", "img", "input", "link", "meta", "wbr"];

const ATTRIBUTES: &[&str] = &[
    "alt",
    "aria-autocomplete",
    "aria-controls",
    "aria-current",
    "aria-expanded",
    "aria-label",
    "autocomplete",
    "charset",
    "checked",
    "class",
    "content",
    "data-root",
    "disabled",
    "for",
    "height",
    "hidden",
    "href",
    "id",
    "lang",
    "name",
    "open",
    "placeholder",
    "property",
    "rel",
    "role",
    "src",
    "start",
    "style",
    "tabindex",
    "type",
    "value",
];

/// A page.
#[derive(Debug, Default)]
pub struct Page {
    /// The identifiers of its elements.
    pub ids: BTreeSet<String>,
    /// The values of `href` and `src`.
    pub links: Vec<String>,
    /// The sources of its scripts.
    pub scripts: Vec<String>,
    /// The text that a reader sees.
    pub text: String,
    /// The faults of its markup.
    pub faults: Vec<String>,
}

/// Whether the name of a file ends like this.
#[must_use]
pub fn is(path: &str, extension: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|found| found == extension)
}

/// Reads the files of a site from a folder.
///
/// # Errors
/// If a file cannot be read, or is not text.
pub fn on_disk(folder: &Path) -> std::io::Result<Files> {
    let mut files = Files::new();
    let mut open = vec![folder.to_owned()];
    while let Some(inner) = open.pop() {
        for entry in std::fs::read_dir(inner)? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else if let Ok(name) = path.strip_prefix(folder) {
                let name = name.to_string_lossy().into_owned();
                files.insert(name, std::fs::read_to_string(&path)?);
            }
        }
    }
    Ok(files)
}

/// All faults of the files: markup, links that lead nowhere, and text of the document that would be
/// read as markup or as a script.
#[must_use]
pub fn faults(files: &Files) -> Vec<String> {
    let markdown = files
        .iter()
        .filter(|(path, _)| is(path, "md") || is(path, "txt"));
    let active = markdown.flat_map(|(path, text)| {
        let found = active(text).into_iter();
        found.map(move |found| format!("{path}: `{found}` is active"))
    });
    let mut faults: Vec<String> = active.collect();
    faults.extend(faults_of_pages(files));
    faults
}

fn faults_of_pages(files: &Files) -> Vec<String> {
    let pages = files.iter().filter(|(path, _)| is(path, "html"));
    let pages: BTreeMap<&str, Page> = pages
        .map(|(path, text)| (path.as_str(), read(text)))
        .collect();
    let mut faults = Vec::new();
    for (path, page) in &pages {
        faults.extend(page.faults.iter().map(|fault| format!("{path}: {fault}")));
        let foreign = page
            .scripts
            .iter()
            .filter(|source| resolved(path, source).is_none_or(|source| source.contains('/')));
        faults.extend(foreign.map(|source| format!("{path}: the script `{source}` is foreign")));
        for link in &page.links {
            // The page has no icon.
            let elsewhere = ["https://", "http://", "mailto:"];
            if link == "data:," || elsewhere.iter().any(|scheme| link.starts_with(scheme)) {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() {
                Some((*path).to_owned())
            } else {
                resolved(path, file)
            };
            let Some(target) = target.filter(|target| files.contains_key(target)) else {
                faults.push(format!("{path}: the link `{link}` leads nowhere"));
                continue;
            };
            let found = pages
                .get(target.as_str())
                .is_some_and(|page| page.ids.contains(anchor));
            if !anchor.is_empty() && !found {
                faults.push(format!(
                    "{path}: the link `{link}` leads to no part of its page"
                ));
            }
        }
    }
    faults
}

/// A relative link as a path. `None` if it leaves the site.
fn resolved(from: &str, link: &str) -> Option<String> {
    let mut steps: Vec<&str> = from.split('/').collect();
    steps.pop();
    for step in link.split('/') {
        if step == ".." {
            steps.pop()?;
        } else {
            steps.push(step);
        }
    }
    Some(steps.join("/"))
}

/// The HTML and the links to scripts in a Markdown file.
fn active(markdown: &str) -> Vec<String> {
    let events = Parser::new_ext(markdown, Options::ENABLE_TABLES);
    let found = events.filter_map(|event| match event {
        Event::InlineHtml(tag) if &*tag == "<br>" => None,
        Event::Html(text) | Event::InlineHtml(text) => Some(text.into_string()),
        Event::Start(Tag::Link { dest_url, .. }) => {
            let script = dest_url.to_lowercase().starts_with("javascript:");
            script.then(|| dest_url.into_string())
        }
        _ => None,
    });
    found.collect()
}

/// Reads a page.
#[must_use]
pub fn read(html: &str) -> Page {
    let mut page = Page::default();
    let mut open: Vec<String> = Vec::new();
    let mut rest = html.strip_prefix("<!DOCTYPE html>").unwrap_or(html);
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        add_text(&mut page, text, &open);
        let Some(end) = tag.find('>') else {
            page.faults.push("a tag has no end".to_owned());
            break;
        };
        let inner = tag.get(1..end).unwrap_or_default();
        rest = tag.get(end + 1..).unwrap_or_default();
        if let Some(name) = inner.strip_prefix('/') {
            if open.pop().as_deref() != Some(name) {
                page.faults.push(format!("`</{name}>` closes nothing"));
            }
            page.text.push(' ');
            continue;
        }
        let inner = inner.trim_end_matches('/').trim_end();
        let (name, attributes) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
        if !ELEMENTS.contains(&name) {
            page.faults.push(format!("`{name}` is not a known element"));
        }
        read_attributes(&mut page, name, attributes);
        if name != "wbr" && !open.iter().any(|name| name == "pre") {
            page.text.push(' ');
        }
        if !VOID.contains(&name) {
            open.push(name.to_owned());
        }
    }
    add_text(&mut page, rest, &open);
    page.faults
        .extend(open.iter().map(|name| format!("`<{name}>` is not closed")));
    page
}

fn add_text(page: &mut Page, text: &str, open: &[String]) {
    if open.iter().any(|name| name == "script") && !text.trim().is_empty() {
        page.faults.push("a script has text".to_owned());
    }
    if !open.iter().any(|name| name == "head") {
        page.text.push_str(&decoded(text));
    }
}

fn read_attributes(page: &mut Page, element: &str, attributes: &str) {
    let mut rest = attributes.trim();
    while !rest.is_empty() {
        let end = rest.find([' ', '=']).unwrap_or(rest.len());
        let (name, behind) = rest.split_at(end);
        let (value, behind) = match behind.strip_prefix("=\"") {
            Some(value) => value.split_once('"').unwrap_or((value, "")),
            None => ("", behind),
        };
        rest = behind.trim_start();
        if !ATTRIBUTES.contains(&name) {
            page.faults
                .push(format!("`{name}` is not a known attribute of `{element}`"));
        }
        let value = decoded(value);
        match name {
            "id" if !page.ids.insert(value.clone()) => {
                page.faults.push(format!("the id `{value}` is not unique"));
            }
            "href" | "src" => {
                if element == "script" {
                    page.scripts.push(value.clone());
                }
                page.links.push(value);
            }
            _ => {}
        }
    }
}

fn decoded(text: &str) -> String {
    let pairs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&amp;", "&"),
    ];
    pairs
        .iter()
        .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}
