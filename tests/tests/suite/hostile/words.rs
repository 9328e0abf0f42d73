//! Texts of the document stay texts: they add no tokens to the output.

use serde_json::Value;

use super::document::document;
use super::harm::HARM;
use super::output::{code_blocks, deceiving, doc_tests, files, generated, tokens, toml_shape};

fn harmless() -> Value {
    document(&|| "Some words.".to_owned(), &|name| name.to_owned())
}

fn harmful(words: &str) -> Value {
    document(&|| words.to_owned(), &|name| name.to_owned())
}

/// Also tests each line separately, so that one does not hide the effect of another.
fn harms() -> Vec<String> {
    let lines = HARM.lines().map(str::to_owned);
    let wrapped = HARM.lines().map(|line| format!("Before {line} after"));
    let mut harms: Vec<String> = lines
        .chain(wrapped)
        .filter(|line| line.trim().len() > 1)
        .collect();
    harms.sort();
    harms.dedup();
    harms.push(HARM.to_owned());
    harms.push(HARM.replace('\n', "\r"));
    harms
}

#[test]
fn no_token_comes_from_words() {
    let expected = generated(&harmless());
    let expected: Vec<_> = files(&expected, ".rs")
        .into_iter()
        .map(|(path, text)| (path.to_owned(), tokens(path, text), doc_tests(text)))
        .collect();
    for harm in harms() {
        let made = generated(&harmful(&harm));
        let rust = files(&made, ".rs");
        let paths: Vec<&str> = rust.keys().copied().collect();
        let known: Vec<&str> = expected.iter().map(|(path, ..)| path.as_str()).collect();
        assert_eq!(paths, known, "{harm:?}");
        for ((path, text), (_, tokens_before, tests)) in rust.into_iter().zip(&expected) {
            assert!(
                tokens(path, text) == *tokens_before,
                "{harm:?} changes the tokens of {path}:\n{text}"
            );
            assert_eq!(doc_tests(text), *tests, "{harm:?} in {path}");
        }
    }
}

#[test]
fn no_key_of_the_manifest_comes_from_words() {
    let shape = toml_shape(files(&generated(&harmless()), "Cargo.toml")["Cargo.toml"]);
    for harm in harms() {
        let made = generated(&harmful(&harm));
        assert_eq!(
            toml_shape(files(&made, "Cargo.toml")["Cargo.toml"]),
            shape,
            "{harm:?}"
        );
    }
}

#[test]
fn no_code_of_the_pages_comes_from_words() {
    let rust = |info: &str| info.starts_with("rust");
    let before = generated(&harmless());
    for (path, text) in files(&before, ".md") {
        let expected = code_blocks(text, rust);
        for harm in harms() {
            let made = generated(&harmful(&harm));
            assert_eq!(
                code_blocks(files(&made, ".md")[path], rust),
                expected,
                "{harm:?} in {path}"
            );
        }
    }
}

#[test]
fn nothing_deceives_the_eye() {
    for harm in harms() {
        let made = generated(&document(&|| harm.clone(), &|name| {
            format!("{name}{}", super::harm::HARMFUL_NAME)
        }));
        for (path, text) in &made.files.files {
            assert_eq!(deceiving(text), [], "{harm:?} in {path}:\n{text}");
        }
    }
}
