//! Compiles the examples of a crate's documentation together.
//!
//! rustdoc compiles and links each example separately, which takes an hour for a crate with
//! hundreds of methods. Here, each example is a function of one crate, and that crate is only
//! checked.

use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use tests::corpus::compile::cargo;
use tests::documentation::doc_line;
use tests::root;

use crate::Outcome;

/// An example and the file that contains it.
struct Example {
    place: String,
    code: String,
}

/// Returns whether all examples of the crate in `folder` compile with all of its features.
pub(crate) fn compile(folder: &Path) -> Outcome<bool> {
    let folder = folder.canonicalize()?;
    let examples = of_crate(&folder)?;
    let name = folder.file_name().unwrap_or_default();
    let package = root().join("target/documentation/examples").join(name);
    std::fs::create_dir_all(package.join("src"))?;
    let manifest = std::fs::read_to_string(folder.join("Cargo.toml"))?;
    std::fs::write(
        package.join("Cargo.toml"),
        manifest_for(&manifest, &folder)?,
    )?;
    std::fs::copy(root().join("Cargo.lock"), package.join("Cargo.lock"))?;
    let (source, lines) = source(&examples);
    std::fs::write(package.join("src/lib.rs"), source)?;
    let run = cargo(&package, &["check"])?;
    let errors: Vec<_> = run
        .messages()
        .into_iter()
        .filter(|message| message.error)
        .collect();
    println!(
        "  examples: {}, errors: {}, {:.1} s of CPU",
        examples.len(),
        errors.len(),
        run.seconds
    );
    for error in &errors {
        let line = error
            .place
            .rsplit(':')
            .next()
            .and_then(|line| line.parse().ok());
        let example = line
            .and_then(|line| at(&lines, line))
            .and_then(|index| examples.get(index));
        let place = example.map_or(error.place.as_str(), |example| &example.place);
        println!("  {place}: {}", error.text);
    }
    if !run.success && errors.is_empty() {
        println!("{}", run.said);
    }
    Ok(run.success)
}

/// Returns the examples of the README, of the pages, and of the doc comments.
fn of_crate(folder: &Path) -> Outcome<Vec<Example>> {
    let mut files = vec![folder.join("README.md")];
    files_of(&folder.join("docs"), "md", &mut files)?;
    files_of(&folder.join("src"), "rs", &mut files)?;
    files.sort();
    let mut examples = Vec::new();
    for path in files {
        let text = std::fs::read_to_string(&path)?;
        let place = path
            .strip_prefix(folder)
            .unwrap_or(&path)
            .display()
            .to_string();
        let mut add = |markdown: &str| {
            let blocks = blocks(markdown).into_iter();
            examples.extend(blocks.map(|code| Example {
                place: place.clone(),
                code,
            }));
        };
        if path.extension().is_some_and(|extension| extension == "md") {
            add(&text);
        } else {
            comments(text.parse::<TokenStream>()?, &mut add);
        }
    }
    Ok(examples)
}

fn files_of(folder: &Path, kind: &str, files: &mut Vec<PathBuf>) -> Outcome<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files_of(&path, kind, files)?;
        } else if path.extension().is_some_and(|extension| extension == kind) {
            files.push(path);
        }
    }
    Ok(())
}

/// Passes the text of each doc comment to `add`.
fn comments(tokens: TokenStream, add: &mut impl FnMut(&str)) {
    let mut docs: Vec<String> = Vec::new();
    for token in tokens {
        match &token {
            TokenTree::Group(group) => {
                if let Some(line) = doc_line(group) {
                    docs.push(line.strip_prefix(' ').unwrap_or(&line).to_owned());
                    continue;
                }
                comments(group.stream(), add);
            }
            TokenTree::Punct(mark) if matches!(mark.as_char(), '#' | '!') => continue,
            TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
        if !docs.is_empty() {
            add(&std::mem::take(&mut docs).join("\n"));
        }
    }
}

/// Returns the code blocks that rustdoc compiles, with their hidden lines.
fn blocks(markdown: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut block: Option<String> = None;
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) if is_compiled(&kind) => block = Some(String::new()),
            Event::Text(text) => {
                if let Some(block) = &mut block {
                    block.push_str(&text);
                }
            }
            Event::End(TagEnd::CodeBlock) => blocks.extend(block.take().map(|code| shown(&code))),
            _ => {}
        }
    }
    blocks
}

/// Whether rustdoc compiles a block as Rust.
fn is_compiled(kind: &CodeBlockKind<'_>) -> bool {
    match kind {
        CodeBlockKind::Indented => true,
        CodeBlockKind::Fenced(info) => info
            .split([',', ' '])
            .all(|word| matches!(word, "" | "rust" | "no_run" | "should_panic")),
    }
}

/// The code with the markers of hidden lines removed.
fn shown(code: &str) -> String {
    let line = |line: &str| match line.trim_start() {
        "#" => String::new(),
        trimmed => trimmed.strip_prefix("# ").unwrap_or(line).to_owned(),
    };
    code.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// Returns a crate with a function for each example, and the line on which each function begins.
fn source(examples: &[Example]) -> (String, Vec<usize>) {
    let mut text = "#![allow(warnings)]\n".to_owned();
    let mut lines = Vec::new();
    for (index, example) in examples.iter().enumerate() {
        lines.push(text.lines().count() + 1);
        text.push_str(&format!("fn example_{index}() {{\n{}\n}}\n", example.code));
    }
    (text, lines)
}

/// Returns the index of the example that contains a line.
fn at(lines: &[usize], line: usize) -> Option<usize> {
    lines.partition_point(|begin| *begin <= line).checked_sub(1)
}

/// Returns a manifest with the dependencies that an example may use: the crate itself with all
/// features, and the dependencies of the crate.
fn manifest_for(manifest: &str, folder: &Path) -> Outcome<String> {
    let table: toml::Table = manifest.parse()?;
    let name = table.get("package").and_then(|package| package.get("name"));
    let name = name
        .and_then(toml::Value::as_str)
        .ok_or("the manifest has no name")?;
    let features = table.get("features").and_then(toml::Value::as_table);
    let features = features.into_iter().flat_map(toml::Table::keys);
    let features: Vec<&String> = features.filter(|feature| *feature != "default").collect();
    let mut text = format!(
        "[workspace]\n\n[package]\nname = \"examples\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [features]\ndefault = {features:?}\n",
    );
    // Examples may be behind a `cfg` of the crate's features, so this package needs the same
    // features.
    for feature in &features {
        text.push_str(&format!("{feature:?} = []\n"));
    }
    text.push_str(&format!(
        "\n[dependencies]\n{name} = {{ path = {:?}, features = {features:?} }}\n",
        folder.display().to_string(),
    ));
    // Development dependencies enable more features, so they replace the normal ones.
    let mut dependencies = toml::Table::new();
    for kind in ["dependencies", "dev-dependencies"] {
        let of_kind = table.get(kind).and_then(toml::Value::as_table);
        dependencies.extend(of_kind.cloned().unwrap_or_default());
    }
    for (name, mut dependency) in dependencies {
        if let Some(table) = dependency.as_table_mut() {
            table.remove("optional");
        }
        if dependency.get("path").is_none() {
            text.push_str(&format!("{name} = {dependency}\n"));
        }
    }
    Ok(text)
}
