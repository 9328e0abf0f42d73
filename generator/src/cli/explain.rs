//! `explain`: what a code means.

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
        let message = format!("there is no diagnostic `{text}`; `generator explain` lists all");
        return Err(Failure::usage(message));
    };
    output::line(&format!(
        "{code}: {}\n\n{}",
        code.title(),
        code.explanation().trim_end()
    ));
    Ok(Exit::Done)
}
