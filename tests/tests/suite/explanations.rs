//! The explanations of codes: each erroneous example produces exactly its code, and each corrected
//! example produces no diagnostics.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use generator::Generator;
use generator::diagnostic::{Code, Severity};

/// The document that the example overlays are applied to.
const BASE: &str = "openapi: 3.1.0
info: {title: T, version: 1.0.0, description: All about invites., x-owner: access}
servers: [{url: https://api.example.com}]
paths:
  /invites:
    get:
      responses: {'204': {description: Nothing}}
";

/// Codes that cannot be demonstrated by a document, or not by a short one.
const NOT_SHOWN: &[Code] = &[
    Code::UnreadableFile,
    Code::NotUtf8,
    Code::TooLarge,
    Code::NoSingleDocument,
    Code::InvalidRust,
    // Each cause of an unreadable body has its own code.
    Code::UnreadableBody,
    Code::TooManyFeatures,
];

/// Codes for valid documents, whose explanation describes a workaround.
const NOTHING_TO_MEND: &[Code] = &[Code::ClientCertificate];

/// A fenced block of an explanation.
struct Example {
    /// The words after `yaml` in its info string: the code or `ok`, and possibly `overlay`.
    words: Vec<String>,
    text: String,
}

fn examples(code: Code) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut open: Option<Example> = None;
    for line in code.explanation().lines() {
        match (&mut open, line.strip_prefix("```")) {
            (Some(_), Some("")) => examples.extend(open.take()),
            (Some(example), _) => {
                example.text.push_str(line);
                example.text.push('\n');
            }
            (None, Some(info)) => {
                let words = info.split(',').map(str::to_owned);
                let text = String::new();
                open = Some(Example {
                    words: words.collect(),
                    text,
                });
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "{code}: a block is not closed");
    examples
}

impl Example {
    fn says(&self, word: &str) -> bool {
        self.words.iter().any(|known| known == word)
    }

    /// The diagnostics of the generator, or those of `check` for a code that only `check` reports.
    fn said(&self, of: Code) -> Vec<(Code, Severity, String)> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let name = if self.says("json") {
            "api.json"
        } else {
            "api.yaml"
        };
        let [api, overlay] = [name, "overlay.yaml"].map(|name| folder.path().join(name));
        let is_overlay = self.says("overlay");
        let document = if is_overlay { BASE } else { &self.text };
        std::fs::write(&api, document).expect("the document is written");
        std::fs::write(&overlay, &self.text).expect("the overlay is written");
        let overlays = if is_overlay {
            vec![overlay]
        } else {
            Vec::new()
        };
        let generator = overlays
            .iter()
            .fold(Generator::new(&api), Generator::overlay);
        let said = match of {
            Code::ExampleMisfit | Code::DefaultMisfit => generator.check().diagnostics().to_vec(),
            _ => generator.generate().diagnostics().to_vec(),
        };
        said.into_iter()
            .map(|one| (one.code, one.severity, one.to_string()))
            .collect()
    }
}

fn shown() -> impl Iterator<Item = Code> {
    let codes = Code::ALL.iter().copied();
    codes.filter(|code| !NOT_SHOWN.contains(code))
}

#[test]
fn erroneous_examples_are_answered_by_their_code_alone() {
    let mut wrong = String::new();
    for code in shown() {
        let examples = examples(code);
        let erroneous = examples.iter().find(|one| one.says(code.text()));
        let said = erroneous.map(|one| one.said(code)).unwrap_or_default();
        let alone = said
            .iter()
            .all(|(said, severity, _)| *said == code && *severity == code.severity());
        if said.is_empty() || !alone {
            let said: Vec<_> = said.into_iter().map(|(.., text)| text).collect();
            wrong.push_str(&format!("== {code}\n{}\n", said.join("\n")));
        }
    }
    assert_eq!(wrong, "");
}

#[test]
fn mended_examples_are_answered_by_nothing() {
    let mut wrong = String::new();
    for code in shown().filter(|code| !NOTHING_TO_MEND.contains(code)) {
        let examples = examples(code);
        let mended = examples.iter().find(|one| one.says("ok"));
        match mended.map(|one| one.said(code)) {
            Some(said) if said.is_empty() => {}
            Some(said) => {
                let said: Vec<_> = said.into_iter().map(|(.., text)| text).collect();
                wrong.push_str(&format!("== {code}\n{}\n", said.join("\n")));
            }
            None => wrong.push_str(&format!("== {code}: no mended example\n")),
        }
    }
    assert_eq!(wrong, "");
}

#[test]
fn every_block_is_one_of_an_example() {
    for code in Code::ALL {
        let own = [code.text(), "ok", "yaml", "json", "overlay"];
        let blocks = examples(*code);
        let strange = blocks.iter().flat_map(|one| &one.words);
        let strange: Vec<_> = strange
            .filter(|word| !own.contains(&word.as_str()))
            .collect();
        assert!(strange.is_empty(), "{code}: {strange:?}");
        let expected = if NOT_SHOWN.contains(code) {
            0
        } else if NOTHING_TO_MEND.contains(code) {
            1
        } else {
            2
        };
        assert_eq!(blocks.len(), expected, "{code}");
    }
}

#[test]
fn explanations_are_texts_of_short_lines() {
    for code in Code::ALL {
        let text = code.explanation();
        assert!(text.lines().count() > 4, "{code} is not explained");
        assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{code}");
        let long = text.lines().find(|line| line.chars().count() > 132);
        assert_eq!(long, None, "{code}");
    }
}
