//! Finds gaps in the documentation of a generated crate: methods that do not link what they return,
//! setters that only repeat their name, and texts that offer a link but have none.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The gaps, each with its place.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The number of methods of resources.
    pub methods: usize,
    /// Methods whose page does not link what they return.
    pub unlinked: Vec<String>,
    /// The number of methods that set an option of a request or a field of a value.
    pub setters: usize,
    /// Setters that only repeat their name.
    pub silent: Vec<String>,
    /// Setters that only repeat their name although the document describes their type.
    pub silent_of_described: Vec<String>,
    /// Texts that say "Learn more" without a link.
    pub dead: Vec<String>,
}

/// An entry of a macro's table: its documentation and its tokens.
struct Entry {
    docs: Vec<String>,
    tokens: Vec<TokenTree>,
}

/// Finds the gaps in the documentation of the crate in `folder`.
///
/// # Errors
/// If a file cannot be read.
pub fn look_through(folder: &Path) -> io::Result<Found> {
    let mut files = Vec::new();
    sources(&folder.join("src"), &mut files)?;
    files.sort();
    let mut found = Found::default();
    let mut described = BTreeSet::new();
    let mut parsed = Vec::new();
    for path in &files {
        let text = std::fs::read_to_string(path)?;
        let tokens: TokenStream = text.parse().unwrap_or_default();
        types(stem(path), tokens.clone(), &mut described);
        let name = path.strip_prefix(folder).unwrap_or(path);
        parsed.push((name.display().to_string(), stem(path).to_owned(), tokens));
    }
    let of_runtime = |name: &str| name.starts_with("src/runtime");
    let mut tables = parsed
        .iter()
        .filter(|(name, _, tokens)| of_runtime(name) && defines(tokens.clone(), "__input"))
        .peekable();
    // If the runtime is a separate package, its source is not available here.
    let documents_setters =
        tables.peek().is_none() || tables.any(|(_, _, tokens)| has_made_rule(tokens.clone()));
    for (name, module, tokens) in parsed {
        if name.starts_with("src/resources") {
            methods(folder, &name, tokens.clone(), &mut found)?;
        }
        if !of_runtime(&name) {
            let at = At {
                file: &name,
                module: &module,
                documents_setters,
            };
            setters(&at, tokens.clone(), &described, &mut found);
        }
        dead(&name, tokens, &mut found);
    }
    Ok(found)
}

/// Whether the tokens define the macro `name`.
fn defines(tokens: TokenStream, name: &str) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    tokens.windows(3).any(|window| match window {
        [
            TokenTree::Ident(word),
            TokenTree::Punct(_),
            TokenTree::Ident(defined),
        ] => word == "macro_rules" && defined == name,
        _ => false,
    })
}

/// Whether a macro has a rule `@made`, which documents a setter like its field.
fn has_made_rule(tokens: TokenStream) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let rule = tokens.windows(2).any(|pair| match pair {
        [TokenTree::Punct(mark), TokenTree::Ident(word)] => mark.as_char() == '@' && word == "made",
        _ => false,
    });
    rule || tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => has_made_rule(group.stream()),
        TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// The name of a file's module.
fn stem(path: &Path) -> &str {
    path.file_stem()
        .and_then(|stem| stem.to_str())
        .unwrap_or_default()
}

/// The file whose setters are checked.
struct At<'a> {
    file: &'a str,
    module: &'a str,
    /// Whether the macro `input!` documents a setter like its field.
    documents_setters: bool,
}

/// Types by module and name.
type Types = BTreeSet<(String, String)>;

fn sources(folder: &Path, files: &mut Vec<std::path::PathBuf>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            sources(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

/// The beginnings of the generator's own sentences, which it uses if the document has no
/// description. Each is followed by a name.
const STAND_INS: [&str; 11] = [
    "The schema `",
    "The value of `",
    "An item of `",
    "A value of `",
    "A variant of `",
    "The response of `",
    "The response body `",
    "The request of `",
    "The body of `",
    "Sets `",
    "Sets the field `",
];

fn is_stand_in(docs: &[String]) -> bool {
    let first = docs.first().map_or("", |line| line.trim());
    let ends_with_name = |name: &str| matches!(name.split_once('`'), Some((_, ".")));
    let mut names = STAND_INS
        .iter()
        .filter_map(|words| first.strip_prefix(words));
    first.is_empty() || names.any(ends_with_name)
}

/// Collects the types of a module that the document describes.
fn types(module: &str, tokens: TokenStream, described: &mut Types) {
    let mut docs: Vec<String> = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) => {
                if let Some(line) = doc_line(&group) {
                    docs.push(line);
                    continue;
                }
                if group.delimiter() != Delimiter::Bracket {
                    types(module, group.stream(), described);
                    docs.clear();
                }
            }
            TokenTree::Ident(word) if matches!(&*word.to_string(), "struct" | "enum" | "type") => {
                if let Some(TokenTree::Ident(name)) = tokens.peek()
                    && !is_stand_in(&docs)
                {
                    described.insert((module.to_owned(), name.to_string()));
                }
                docs.clear();
            }
            TokenTree::Punct(mark) if matches!(mark.as_char(), ';' | ',') => docs.clear(),
            TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// Returns the text of an attribute `[doc = "…"]`.
#[must_use]
pub fn doc_line(group: &proc_macro2::Group) -> Option<String> {
    let mut tokens = group.stream().into_iter();
    let (Some(TokenTree::Ident(name)), Some(_), Some(TokenTree::Literal(line)), None) =
        (tokens.next(), tokens.next(), tokens.next(), tokens.next())
    else {
        return None;
    };
    let line: syn::LitStr = syn::parse_str(&line.to_string()).ok()?;
    (name == "doc").then(|| line.value())
}

/// Checks the tables of setters: `setters!` of requests and `input!` of values.
fn setters(at: &At<'_>, tokens: TokenStream, described: &Types, found: &mut Found) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        let (TokenTree::Ident(name), Some(TokenTree::Group(table))) =
            (token, tokens.get(index + 2))
        else {
            continue;
        };
        let of_requests = name == "setters";
        if !of_requests && name != "input" {
            continue;
        }
        let bodies = table.stream().into_iter().filter_map(|token| match token {
            TokenTree::Group(body) if body.delimiter() == Delimiter::Brace => Some(body.stream()),
            _ => None,
        });
        for entry in bodies.flat_map(entries) {
            let sets = entry
                .tokens
                .iter()
                .any(|token| matches!(token, TokenTree::Ident(word) if word == "set"));
            if !of_requests && !sets {
                continue;
            }
            found.setters += 1;
            let said = (of_requests || at.documents_setters) && !is_stand_in(&entry.docs);
            if said {
                continue;
            }
            let name = entry_name(&entry);
            let place = format!("{}: {name}", at.file);
            if mentions(at.module, &entry.tokens, described) || !is_stand_in(&entry.docs) {
                found.silent_of_described.push(place.clone());
            }
            found.silent.push(place);
        }
    }
}

fn entry_name(entry: &Entry) -> String {
    let mut words = entry.tokens.iter().filter_map(|token| match token {
        TokenTree::Ident(word) if word != "pub" => Some(word.to_string()),
        _ => None,
    });
    words.next().unwrap_or_default()
}

/// Whether the tokens name one of the types: `module::Name`, or `Name` in the same module. The
/// paths `types::Name` and `super::Name` do not tell the module of the type.
fn mentions(module: &str, tokens: &[TokenTree], types: &Types) -> bool {
    tokens.iter().enumerate().any(|(index, token)| match token {
        TokenTree::Ident(word) => {
            let name = word.to_string();
            let before = index.checked_sub(3).and_then(|at| tokens.get(at));
            let colon = index.checked_sub(1).and_then(|at| tokens.get(at));
            let path = matches!(colon, Some(TokenTree::Punct(mark)) if mark.as_char() == ':');
            match before {
                Some(TokenTree::Ident(from)) if path => {
                    let from = from.to_string();
                    if from == "types" || from == "super" {
                        // A type of the API that is alone in its file has a file of the same name.
                        let own = name.to_lowercase();
                        let mut all = types.iter().filter(|(_, one)| *one == name);
                        all.any(|(module, _)| {
                            let module = module.replace('_', "");
                            module == own
                                || !own.starts_with(&module) && module.ends_with("schemas")
                        })
                    } else {
                        types.contains(&(from, name))
                    }
                }
                _ => types.contains(&(module.to_owned(), name)),
            }
        }
        TokenTree::Group(group) => {
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            mentions(module, &inner, types)
        }
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// Splits a table into its entries at commas. Commas inside `<…>` belong to types.
fn entries(body: TokenStream) -> Vec<Entry> {
    let mut entries = Vec::new();
    let new = || Entry {
        docs: Vec::new(),
        tokens: Vec::new(),
    };
    let (mut entry, mut depth) = (new(), 0_usize);
    for token in body {
        match &token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
                if let Some(line) = doc_line(group) {
                    entry.docs.push(line);
                    continue;
                }
            }
            TokenTree::Punct(mark) => match mark.as_char() {
                '<' => depth += 1,
                '>' => depth = depth.saturating_sub(1),
                ',' if depth == 0 => {
                    entries.push(std::mem::replace(&mut entry, new()));
                    continue;
                }
                _ => {}
            },
            TokenTree::Group(_) | TokenTree::Ident(_) | TokenTree::Literal(_) => {}
        }
        entry.tokens.push(token);
    }
    entries
}

/// Finds "Learn more" without a link after it, in each block of documentation.
fn dead(file: &str, tokens: TokenStream, found: &mut Found) {
    let mut docs: Vec<String> = Vec::new();
    for token in tokens {
        if let TokenTree::Group(group) = &token {
            if let Some(line) = doc_line(group) {
                docs.push(line);
                continue;
            }
            dead(file, group.stream(), found);
        }
        let mark = matches!(&token, TokenTree::Punct(mark) if matches!(mark.as_char(), '#' | '!'));
        if !mark && !docs.is_empty() {
            if let Some(text) = without_link(&docs.join("\n")) {
                found.dead.push(format!("{file}: {text}"));
            }
            docs.clear();
        }
    }
}

/// Returns the text from "Learn more" on, if it is not part of a link and no link follows.
fn without_link(text: &str) -> Option<String> {
    let at = text.to_ascii_lowercase().find("learn more")?;
    let (before, rest) = text.split_at_checked(at)?;
    let linked = rest.contains("](") || rest.contains("http") || before.ends_with('[');
    let line = rest.lines().next().unwrap_or_default();
    (!linked).then(|| line.to_owned())
}

/// Checks the pages of a resource's methods, which its documentation includes as files.
fn methods(folder: &Path, file: &str, tokens: TokenStream, found: &mut Found) -> io::Result<()> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else {
            continue;
        };
        let word = index.checked_sub(2).and_then(|at| tokens.get(at));
        if !matches!(word, Some(TokenTree::Ident(word)) if word == "include_str") {
            methods(folder, file, group.stream(), found)?;
            continue;
        }
        let Ok(path) = syn::parse2::<syn::LitStr>(group.stream()) else {
            continue;
        };
        let path = path.value();
        let beside = folder.join(file);
        let page = std::fs::read_to_string(beside.parent().unwrap_or(folder).join(&path))?;
        found.methods += 1;
        if !links_what_it_returns(&page) {
            found
                .unlinked
                .push(path.trim_start_matches("../").to_owned());
        }
    }
    Ok(())
}

/// Whether the section `Returns` of a page links a type, or states that nothing is returned.
fn links_what_it_returns(page: &str) -> bool {
    let returns = page.split("# Returns\n").nth(1);
    let returns = returns.and_then(|rest| rest.split("\n# ").next());
    returns.is_some_and(|text| text.contains("[`") || text.contains("`()`"))
}
