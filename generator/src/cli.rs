//! The commands of the program, one file each. They turn arguments into calls to the library, and
//! its results into output and exit codes.

mod arguments;
mod check;
mod complete;
mod diff;
mod document;
mod ending;
mod exit;
mod explain;
mod generate;
mod init;
mod list;
mod output;
mod progress;
mod replacement;
mod serve;
mod site;
mod watch;
mod workspace;

use std::process::ExitCode;

use clap::ArgMatches;

use exit::Exit;

/// Runs the command that the arguments name, or `generate` if they name none.
pub(crate) fn run() -> ExitCode {
    let matches = arguments::command().get_matches();
    let exit = match matches.subcommand() {
        None => generate::run(&matches),
        Some((name, matches)) => command(name, matches),
    };
    exit.unwrap_or_else(|failure| {
        output::error(&failure.message);
        failure.exit
    })
    .into()
}

fn command(name: &str, matches: &ArgMatches) -> Result<Exit, exit::Failure> {
    match name {
        "check" => check::run(matches),
        "diff" => diff::run(matches),
        "list" => list::run(matches),
        "site" => site::run(matches),
        "explain" => explain::run(matches),
        "init" => init::run(matches),
        "completions" => complete::run(matches),
        _ => generate::run(matches),
    }
}
