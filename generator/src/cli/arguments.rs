//! The command-line arguments.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

/// The exit codes of `generate`.
const EXITS: &str = "Exit codes: 0 success; 1 the document has an error, or `--check` failed; 2 invalid usage; \
                     3 a file cannot be read or written";

/// The exit codes of `diff`.
const DIFF_EXITS: &str = "Exit codes: 0 success; 1 a document has an error, or `--deny-breaking` found a breaking \
                          change; 2 invalid usage; 3 a file cannot be read or written";

/// The exit codes of other commands.
const PLAIN_EXITS: &str = "Exit codes: 0 success; 1 the document has an error; 2 invalid usage; \
                           3 a file cannot be read or written";

/// The whole command line.
pub(crate) fn command() -> Command {
    let generate = || Command::new("generate").about("Write the crate (the default command)");
    Command::new("generator")
        .about("Generate a publish-ready Rust crate from an OpenAPI document")
        .version(env!("CARGO_PKG_VERSION"))
        .args(generating())
        .args_conflicts_with_subcommands(true)
        .subcommand(generate().args(generating()).after_help(EXITS))
        .subcommand(check())
        .subcommand(list())
        .subcommand(diff())
        .subcommand(site())
        .subcommand(explain())
        .subcommand(init())
        .subcommand(completions())
        .after_help(EXITS)
}

fn check() -> Command {
    let help = "The document: a file, a folder that contains one, a URL, or `-` for standard input; or the file \
                of an overlay, to check it on its own [default: spec]";
    Command::new("check")
        .about("Report problems in a document, without writing anything")
        .arg(path("SPEC").help(help))
        .args(reading())
        .arg(format(&["human", "short", "json", "github"]))
        .args(saying())
        .after_help(PLAIN_EXITS)
}

fn list() -> Command {
    Command::new("list")
        .about("List every operation and its Rust method")
        .arg(spec())
        .args(reading())
        .arg(format(&["text", "json"]))
        .arg(colour())
        .after_help(PLAIN_EXITS)
}

fn diff() -> Command {
    let base = Arg::new("base").long("base").value_name("REVISION");
    let changelog = option("changelog", "FILE");
    Command::new("diff")
        .about("Show how a change to the document affects users of the crate")
        .override_usage("generator diff [OPTIONS] <OLD> <NEW>\n       generator diff [OPTIONS] --base <REVISION> [SPEC]")
        .arg(path("OLD").help(
            "The old document; with `--base`, the document to compare (`SPEC` in the usage) [default with `--base`: spec]",
        ))
        .arg(path("NEW").help("The new document"))
        .arg(base.help("Compare with the document as of this git revision"))
        .arg(changelog.help("Add a changelog entry to this file"))
        .arg(flag("deny-breaking").help("Exit with code 1 if there is a breaking change"))
        .arg(format(&["text", "markdown", "json", "changelog"]).help("The output format; `json` prints one object"))
        .args(reading())
        .arg(colour())
        .after_help(DIFF_EXITS)
}

fn site() -> Command {
    let out = option("out", "DIR").default_value("target/site");
    let changelog = option("changelog", "FILE");
    let port = Arg::new("serve").long("serve").value_name("PORT");
    let port = port.num_args(0..=1).require_equals(true);
    let port = port
        .default_missing_value("8000")
        .value_parser(value_parser!(u16));
    Command::new("site")
        .about("Write a reference site: static pages that document the crate")
        .arg(spec())
        .arg(out.help("The folder to write the site to"))
        .arg(changelog.help(
            "A Markdown file that lists the changes to the crate; the site shows it as a page",
        ))
        .arg(port.help("Serve the site on this machine, on port 8000 unless another is given"))
        .arg(flag("watch").help("Write the site again whenever a file of the document changes"))
        .args(reading())
        .arg(format(&["human", "short", "json", "github"]))
        .args(saying())
        .after_help(PLAIN_EXITS)
}

fn explain() -> Command {
    let code =
        Arg::new("CODE").help("The code of a diagnostic, such as E0107; omit it to list all codes");
    Command::new("explain")
        .about("Explain a diagnostic")
        .arg(code)
}

fn init() -> Command {
    let document = path("SPEC").required(true);
    let folder = option("out", "DIR").alias("dir");
    Command::new("init")
        .about("Set up a folder with a copy of a document and an overlay to fill in")
        .arg(document.help(
            "The OpenAPI document: a file, a folder that contains one, a URL, or `-` for standard input",
        ))
        .arg(folder.help(
            "The folder to create [default: spec or, if spec already contains another document, spec-NAME, where NAME is the name of the crate]",
        ))
        .arg(flag("workflow").help("Add a GitHub Actions workflow that checks pull requests"))
        .args(fetching())
        .arg(colour())
        .after_help(PLAIN_EXITS)
}

fn completions() -> Command {
    let shell = Arg::new("SHELL").required(true);
    Command::new("completions")
        .about("Print the completion script for a shell")
        .arg(shell.value_parser(value_parser!(clap_complete::Shell)))
}

fn generating() -> Vec<Arg> {
    let out = option("out", "DIR").default_value("generated");
    let alone = ["check", "dry-run"];
    let mut arguments = vec![
        spec(),
        // The former spelling of the argument.
        option("spec", "SPEC").hide(true).conflicts_with("SPEC"),
        out.help("The folder to write the crate to"),
        flag("check").help("Write nothing; fail if the folder is out of date"),
        flag("dry-run")
            .conflicts_with("check")
            .help("Write nothing; print what would change"),
        flag("replace").help("Allow overwriting a crate that has a different name"),
        flag("watch")
            .conflicts_with_all(alone)
            .help("Regenerate whenever a file of the document changes"),
        format(&["human", "short", "json", "github"]),
    ];
    arguments.extend(reading());
    arguments.extend(saying());
    arguments
}

fn spec() -> Arg {
    path("SPEC").help(
        "The OpenAPI document: a file, a folder that contains one, a URL, or `-` for standard \
         input [default: spec]",
    )
}

/// The options for reading a document.
fn reading() -> Vec<Arg> {
    let overlay = option("overlay", "FILE").action(ArgAction::Append);
    let mut arguments =
        vec![overlay.help("An OpenAPI Overlay to apply to the document; may be repeated")];
    arguments.extend(fetching());
    let limit = Arg::new("memory-limit").long("memory-limit");
    let limit = limit.value_name("MIB").value_parser(value_parser!(usize));
    arguments
        .push(limit.help("Limit the memory used for the generated code, in MiB [default: 512]"));
    arguments.push(flag("strict").help("Treat warnings and notes as errors"));
    arguments
}

/// The options that allow access to files besides the document.
fn fetching() -> [Arg; 2] {
    let outside = option("allow-outside", "DIR").action(ArgAction::Append);
    let remote = Arg::new("allow-remote").long("allow-remote");
    let remote = remote.value_name("HOST").action(ArgAction::Append);
    [
        remote.help("Allow the document or the target of a `$ref` to be fetched from this host (`HOST` or `HOST:PORT`); may be repeated"),
        outside.help("Allow a `$ref` to refer to files in this folder; may be repeated"),
    ]
}

/// The options for printing diagnostics.
fn saying() -> Vec<Arg> {
    vec![
        flag("all").help("Print all diagnostics, not just the first ten of each code"),
        colour(),
    ]
}

fn colour() -> Arg {
    Arg::new("color")
        .long("color")
        .value_name("WHEN")
        .value_parser(PossibleValuesParser::new(["auto", "always", "never"]))
        .default_value("auto")
        .help("When to use colors; `auto` uses them on a terminal")
}

fn format(values: &'static [&'static str]) -> Arg {
    Arg::new("format")
        .long("format")
        .value_name("FORMAT")
        .value_parser(PossibleValuesParser::new(values))
        .default_value(*values.first().unwrap_or(&"human"))
        .help("The output format; `json` prints one object per line to standard output")
}

fn flag(name: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue)
}

fn option(name: &'static str, value: &'static str) -> Arg {
    let option = Arg::new(name).long(name).value_name(value);
    option.value_parser(value_parser!(PathBuf))
}

fn path(name: &'static str) -> Arg {
    Arg::new(name).value_parser(value_parser!(PathBuf))
}

/// The path that was passed for an option or argument.
pub(crate) fn given(matches: &ArgMatches, name: &str) -> Option<PathBuf> {
    matches.get_one::<PathBuf>(name).cloned()
}

/// The text that was passed for an option, or an empty string.
pub(crate) fn text_of<'m>(matches: &'m ArgMatches, name: &str) -> &'m str {
    matches.get_one::<String>(name).map_or("", String::as_str)
}
