//! `list`: lists every operation and its Rust method.

use clap::ArgMatches;
use serde_json::json;

use super::exit::{Exit, Failure};
use super::{arguments, document, output};

pub(crate) fn run(matches: &ArgMatches) -> Result<Exit, Failure> {
    let spec = document::named(matches);
    let outcome = document::generator(matches, &spec)?.describe();
    let Some(meaning) = outcome.made() else {
        output::errors(&outcome, matches);
        return Ok(Exit::of(&outcome));
    };
    let json = arguments::text_of(matches, "format") == "json";
    for call in generator::surface::entries(&meaning.api, &meaning.names) {
        if json {
            let call = json!({
                "method": call.method,
                "path": call.path,
                "rust": call.call,
                "returns": call.answer,
                "stream": call.stream,
            });
            output::line(&call.to_string());
        } else {
            output::line(&call.to_string());
        }
    }
    Ok(Exit::Done)
}
