//! Inspects a generated crate.

use std::collections::BTreeMap;
use std::str::FromStr;

use generator::Generated;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use serde_json::Value;
use tests::Document;

/// Generates the crate of a document, which must be valid.
#[track_caller]
pub(crate) fn generated(document: &Value) -> Generated {
    let document = Document::new(&document.to_string());
    let (said, generated) = tests::run(&document.path());
    generated.expect(&said)
}

/// The files with this ending.
pub(crate) fn files<'g>(generated: &'g Generated, ending: &str) -> BTreeMap<&'g str, &'g str> {
    let files = generated.files.files.iter();
    let files = files.filter(|(path, _)| path.ends_with(ending));
    files
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect()
}

/// The tokens of a Rust file, without documentation and with every string replaced by `""`.
pub(crate) fn tokens(path: &str, text: &str) -> Vec<String> {
    syn::parse_file(text).unwrap_or_else(|error| panic_invalid(path, text, &error));
    let stream = TokenStream::from_str(text).expect("what was parsed has tokens");
    let mut found = Vec::new();
    collect(stream, &mut found);
    // A list that spans several lines has a trailing comma.
    let mut next = found.clone().into_iter().skip(1);
    found.retain(|token| {
        let closes = matches!(next.next().as_deref(), Some(")" | "]" | "}"));
        token != "," || !closes
    });
    found
}

#[expect(clippy::panic, reason = "tests fail by panicking")]
fn panic_invalid(path: &str, text: &str, error: &syn::Error) -> syn::File {
    panic!("{path}: {error}\n{text}")
}

fn collect(stream: TokenStream, found: &mut Vec<String>) {
    let mut stream = stream.into_iter().peekable();
    while let Some(token) = stream.next() {
        match token {
            TokenTree::Punct(mark) if mark.as_char() == '#' => {
                if let Some(TokenTree::Punct(mark)) = stream.peek()
                    && mark.as_char() == '!'
                {
                    stream.next();
                }
                let attribute = stream.next().expect("an attribute");
                if !is_documentation(&attribute) {
                    found.push("#".to_owned());
                    collect(TokenStream::from(attribute), found);
                }
            }
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                found.push(open.to_owned());
                collect(group.stream(), found);
                found.push(close.to_owned());
            }
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                found.push(if text.contains('"') {
                    "\"\"".to_owned()
                } else {
                    text
                });
            }
            other => found.push(other.to_string()),
        }
    }
}

/// The items of a Rust file, without documentation and with every name replaced by `name`. The
/// parts of each brace are sorted, because names determine the order of items, fields and
/// statements.
pub(crate) fn structure(path: &str, text: &str) -> Vec<String> {
    let tokens = tokens(path, text);
    parts(&mut tokens.into_iter())
}

/// The parts up to the end of the current brace, split after each `;`, `,` and inner brace.
fn parts(tokens: &mut std::vec::IntoIter<String>) -> Vec<String> {
    let mut found = Vec::new();
    let mut part = String::new();
    let mut open = 0;
    while let Some(token) = tokens.next() {
        match token.as_str() {
            "{" => {
                part.push_str(&format!("{{ {} }}", parts(tokens).join(" ")));
                if open == 0 {
                    found.push(std::mem::take(&mut part));
                }
                continue;
            }
            "}" => break,
            "(" | "[" => open += 1,
            ")" | "]" => open -= 1,
            _ => {}
        }
        part.push_str(kind(&token));
        part.push(' ');
        if open == 0 && matches!(token.as_str(), ";" | ",") {
            found.push(std::mem::take(&mut part));
        }
    }
    found.push(part);
    found.retain(|part| !part.is_empty());
    found.sort();
    found
}

/// A token, or `name` for a name.
fn kind(token: &str) -> &str {
    let is_word = token.starts_with(|first: char| first.is_alphabetic() || first == '_');
    let is_name = is_word && syn::parse_str::<syn::Ident>(token).is_ok();
    if is_name { "name" } else { token }
}

fn is_documentation(attribute: &TokenTree) -> bool {
    let TokenTree::Group(group) = attribute else {
        return false;
    };
    let mut inner = group.stream().into_iter();
    matches!(inner.next(), Some(TokenTree::Ident(name)) if name == "doc")
        && matches!(inner.next(), Some(TokenTree::Punct(mark)) if mark.as_char() == '=')
        && matches!(inner.next(), Some(TokenTree::Literal(_)))
}

/// The code blocks that rustdoc compiles, which are all that are not marked as another language.
pub(crate) fn doc_tests(text: &str) -> Vec<String> {
    let comment = |line: &str| {
        let line = line.trim_start();
        let rest = line
            .strip_prefix("///")
            .or_else(|| line.strip_prefix("//!"));
        rest.map(str::to_owned)
    };
    let mut found = Vec::new();
    let mut page = String::new();
    for line in text.lines().chain([""]) {
        if let Some(line) = comment(line) {
            page.push_str(line.strip_prefix(' ').unwrap_or(&line));
            page.push('\n');
        } else {
            found.extend(code_blocks(&page, |info| {
                let rust = [
                    "",
                    "rust",
                    "no_run",
                    "ignore",
                    "should_panic",
                    "compile_fail",
                ];
                info.split([',', ' ']).any(|word| rust.contains(&word))
            }));
            page.clear();
        }
    }
    found
}

/// The code blocks of a page whose info string is `wanted`.
pub(crate) fn code_blocks(page: &str, wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut open: Option<String> = None;
    for event in Parser::new(page) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                let info = match &kind {
                    CodeBlockKind::Fenced(info) => info,
                    CodeBlockKind::Indented => "",
                };
                open = wanted(info).then(String::new);
            }
            Event::Text(text) => {
                if let Some(block) = &mut open {
                    block.push_str(&text);
                }
            }
            Event::End(TagEnd::CodeBlock) => blocks.extend(open.take()),
            _ => {}
        }
    }
    blocks
}

/// The keys of a TOML file, with the types of their values.
pub(crate) fn toml_shape(text: &str) -> Vec<String> {
    let table: toml::Table = toml::from_str(text).expect("it is TOML");
    let mut shape = Vec::new();
    keys("", &table, &mut shape);
    shape
}

fn keys(at: &str, table: &toml::Table, shape: &mut Vec<String>) {
    for (key, value) in table {
        let at = format!("{at}.{key}");
        match value {
            toml::Value::Table(table) => keys(&at, table, shape),
            other => shape.push(format!("{at}: {}", other.type_str())),
        }
    }
}

/// Characters that disguise a text: control characters, and characters that change the text
/// direction.
pub(crate) fn deceiving(text: &str) -> Vec<(usize, char)> {
    let deceives = |char: &char| {
        (char.is_control() && *char != '\n')
            || matches!(char, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
    };
    let lines = text.split('\n').enumerate();
    let found = lines.flat_map(|(line, text)| {
        text.chars()
            .filter(deceives)
            .map(move |char| (line + 1, char))
    });
    found.collect()
}
