//! `completions`: prints a shell completion script.

use clap::ArgMatches;
use clap_complete::Shell;

use super::exit::{Exit, Failure};
use super::{arguments, output};

pub(crate) fn run(matches: &ArgMatches) -> Result<Exit, Failure> {
    let Some(shell) = matches.get_one::<Shell>("SHELL") else {
        return Err(Failure::usage("the argument `SHELL` is missing"));
    };
    let mut text = Vec::new();
    clap_complete::generate(*shell, &mut arguments::command(), "generator", &mut text);
    output::line(String::from_utf8_lossy(&text).trim_end());
    Ok(Exit::Done)
}
