//! The properties that hold for every document.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

use generator::diagnostic::{Code, Severity};
use generator::{Generated, Generator, Outcome};

/// Hashes of Rust files that were parsed before. The runtime is the same in every crate.
static PARSED: Mutex<Option<HashSet<u64>>> = Mutex::new(None);

/// Runs the generator on a document, and checks its diagnostics and its output. Returns whether it
/// generated a crate.
///
/// # Errors
/// If a property does not hold; the error describes it.
pub(super) fn run(entry: &Path, overlays: &[PathBuf], again: bool) -> Result<bool, String> {
    let generator = overlays
        .iter()
        .fold(Generator::new(entry), Generator::overlay);
    let outcome = generator.generate();
    said(&outcome)?;
    if again {
        said(&generator.check())?;
    }
    let errors = outcome.count(Severity::Error);
    let Some(generated) = outcome.made() else {
        return if errors > 0 {
            Ok(false)
        } else {
            Err("refused without an error".to_owned())
        };
    };
    if errors > 0 {
        return Err("made, in spite of an error".to_owned());
    }
    made(generated)?;
    if again {
        let second = generator.generate();
        let second = second.made().ok_or("refused the second time")?;
        if second.files.files != generated.files.files {
            return Err("other bytes the second time".to_owned());
        }
    }
    Ok(true)
}

fn said<T>(outcome: &Outcome<T>) -> Result<(), String> {
    for one in outcome.diagnostics() {
        if one.code == Code::InvalidRust {
            return Err(one.message.clone());
        }
        let lines = std::fs::read(&one.path).map_or(0, |bytes| lines(&bytes));
        if one.span.start.line > lines.max(1) {
            return Err(format!(
                "{}: there is no such line: {}",
                one.code, one.message
            ));
        }
    }
    let report = || outcome.report().capped();
    let forms = [
        report().human(false),
        report().short(),
        report().json(),
        report().github(),
    ];
    let steers = |char: char| {
        (char.is_control() && char != '\n') || ('\u{202a}'..='\u{202e}').contains(&char)
    };
    match forms.iter().find(|form| form.contains(steers)) {
        Some(form) => Err(format!("what is printed steers a terminal: {form:?}")),
        None => Ok(()),
    }
}

/// The maximum number of lines that a text can have, whatever its encoding.
fn lines(bytes: &[u8]) -> usize {
    1 + bytes
        .iter()
        .filter(|byte| matches!(byte, b'\n' | b'\r'))
        .count()
}

fn made(generated: &Generated) -> Result<(), String> {
    let mut names = HashSet::new();
    for (name, text) in &generated.files.files {
        let path = Path::new(name);
        let inside = path
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        if !inside || name.contains(|char: char| char.is_control() || char == '\\' || char == ':') {
            return Err(format!("a file is called {name:?}"));
        }
        if !names.insert(name.to_lowercase()) {
            return Err(format!(
                "two files are called {name:?} where case does not count"
            ));
        }
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("rs") => rust(text).map_err(|error| format!("{name}: {error}"))?,
            Some("toml") => toml::from_str::<toml::Table>(text)
                .map(drop)
                .map_err(|error| format!("{name}: {error}"))?,
            _ => {}
        }
    }
    Ok(())
}

fn rust(text: &str) -> Result<(), String> {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    let hash = hasher.finish();
    let mut parsed = PARSED
        .lock()
        .map_err(|_| "the lock is poisoned".to_owned())?;
    let parsed = parsed.get_or_insert_default();
    if !parsed.contains(&hash) {
        syn::parse_file(text).map_err(|error| error.to_string())?;
        parsed.insert(hash);
    }
    Ok(())
}
