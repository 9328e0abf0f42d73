//! `explain`: prints the explanation of a diagnostic code.

use clap::ArgMatches;
use generator::diagnostic::Code;

use super::exit::{Exit, Failure};
use super::{arguments, output};

pub(crate) fn run(matches: &ArgMatches) -> Result<Exit, Failure> {
    let text = arguments::text_of(matches, "CODE");
    if text.is_empty() {
        for code in Code::ALL {
            output::line(&format!("{code}: {}", code.title()));
        }
        return Ok(Exit::Done);
    }
    let Some(code) = Code::parse(text) else {
        let message =
            format!("unknown code `{text}`; run `explain` without a code to list all codes");
        return Err(Failure::usage(message));
    };
    let (title, text) = (code.title(), shown(code.explanation()));
    output::line(&format!("{code}: {title}\n\n{text}"));
    Ok(Exit::Done)
}

/// Removes the annotations that follow the language on opening code fences; only tests use them.
fn shown(explanation: &str) -> String {
    let lines = explanation.trim_end().lines();
    let lines = lines.map(|line| match line.split_once(',') {
        Some((fence, _)) if fence.starts_with("```") => fence,
        _ => line,
    });
    lines.collect::<Vec<_>>().join("\n")
}
