//! What may stand on the command line.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use generator::Generator;

const EXITS: &str = "Exit codes: 0 done; 1 the document has an error, or the folder is not what \
                     `--check` wants; 2 usage; 3 a file cannot be read or written";

/// The command line as a whole.
pub(crate) fn command() -> Command {
    let generate =
        || Command::new("generate").about("Write the crate; what is done without a command");
    Command::new("generator")
        .about("Generates a publish-ready Rust SDK crate from an OpenAPI document")
        .version(env!("CARGO_PKG_VERSION"))
        .args(generating())
        .args_conflicts_with_subcommands(true)
        .subcommand(generate().args(generating()).after_help(EXITS))
        .subcommand(check())
        .subcommand(list())
        .subcommand(diff())
        .subcommand(explain())
        .subcommand(init())
        .subcommand(completions())
        .after_help(EXITS)
}

fn check() -> Command {
    let file =
        path("FILE").help("The document, an overlay, or a folder with a document [default: spec]");
    Command::new("check")
        .about("Say what is wrong with a document, and write nothing")
        .arg(file)
        .args(reading())
        .arg(format(&["human", "short", "json", "github"]))
        .args(saying())
        .after_help(EXITS)
}

fn list() -> Command {
    Command::new("list")
        .about("List every operation with its method in Rust")
        .arg(path("FILE").help("The document, or a folder with a document [default: spec]"))
        .args(reading())
        .arg(format(&["text", "json"]))
        .arg(colour())
        .after_help(EXITS)
}

fn diff() -> Command {
    let base = Arg::new("base").long("base").value_name("REVISION");
    let changelog = option("changelog", "FILE");
    Command::new("diff")
        .about("Say what a change of the document does to users of the crate")
        .arg(
            path("OLD")
                .help("The document as it was; with `--base` the one document [default: spec]"),
        )
        .arg(path("NEW").help("The document as it is"))
        .arg(base.help("Compare with what the document was in this git revision"))
        .arg(changelog.help("Add an entry of the changes to this file"))
        .arg(flag("deny-breaking").help("Exit with 1 if there is a breaking change"))
        .arg(format(&["text", "markdown", "json", "changelog"]))
        .args(reading())
        .arg(colour())
        .after_help(EXITS)
}

fn explain() -> Command {
    let code = Arg::new("CODE")
        .help("The code of a diagnostic, such as E0107; without it, all are listed");
    Command::new("explain")
        .about("Explain a diagnostic")
        .arg(code)
}

fn init() -> Command {
    let document = path("DOCUMENT").required(true).help("The OpenAPI document");
    let folder = option("dir", "DIR").default_value("spec");
    Command::new("init")
        .about("Start a folder for a document: a copy, an overlay to fill in, commands to run")
        .arg(document)
        .arg(folder.help("The folder to make"))
        .arg(flag("workflow").help("Add a workflow for GitHub Actions that checks pull requests"))
        .after_help(EXITS)
}

fn completions() -> Command {
    let shell = Arg::new("SHELL").required(true);
    Command::new("completions")
        .about("Print the completions for a shell")
        .arg(shell.value_parser(value_parser!(clap_complete::Shell)))
}

fn generating() -> Vec<Arg> {
    let out = option("out", "DIR").default_value("generated");
    let alone = ["check", "dry-run"];
    let mut arguments = vec![
        option("spec", "FILE")
            .default_value("spec")
            .help("The OpenAPI document, or a folder with one"),
        out.help("The folder that the crate is written to"),
        flag("check").help("Write nothing; fail if the folder is not up to date"),
        flag("dry-run")
            .conflicts_with("check")
            .help("Write nothing; say what would change"),
        flag("watch")
            .conflicts_with_all(alone)
            .help("Run again whenever a file of the description changes"),
        format(&["human", "short", "json", "github"]),
    ];
    arguments.extend(reading());
    arguments.extend(saying());
    arguments
}

/// How a description is read.
fn reading() -> Vec<Arg> {
    let [overlay, outside] = [("overlay", "FILE"), ("allow-outside", "DIR")]
        .map(|(name, value)| option(name, value).action(ArgAction::Append));
    let remote = Arg::new("allow-remote").long("allow-remote");
    let remote = remote.value_name("HOST").action(ArgAction::Append);
    vec![
        overlay.help("An OpenAPI Overlay to lay over the document; may be given several times"),
        remote.help("Fetch files from this host, `HOST` or `HOST:PORT`, where a `$ref` names it"),
        outside.help("Follow references into this folder, besides that of the document"),
        flag("strict").help("Take warnings and notes as errors"),
    ]
}

/// How diagnostics are printed.
fn saying() -> Vec<Arg> {
    vec![
        flag("all").help("Print all diagnostics, not just the first ten of a kind"),
        colour(),
    ]
}

fn colour() -> Arg {
    Arg::new("color")
        .long("color")
        .value_name("WHEN")
        .value_parser(PossibleValuesParser::new(["auto", "always", "never"]))
        .default_value("auto")
        .help("When to print in colours; `auto`: on a terminal")
}

fn format(values: &'static [&'static str]) -> Arg {
    Arg::new("format")
        .long("format")
        .value_name("FORMAT")
        .value_parser(PossibleValuesParser::new(values))
        .default_value(*values.first().unwrap_or(&"human"))
        .help("What is printed; `json`: an object on each line of the standard output")
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

/// The path that an option or argument has; that of `spec/` if it is not given.
pub(crate) fn path_of(matches: &ArgMatches, name: &str) -> PathBuf {
    given(matches, name).unwrap_or_else(|| "spec".into())
}

/// The path that an option or argument has, if it is given.
pub(crate) fn given(matches: &ArgMatches, name: &str) -> Option<PathBuf> {
    matches.get_one::<PathBuf>(name).cloned()
}

/// The text that an option has.
pub(crate) fn text_of<'m>(matches: &'m ArgMatches, name: &str) -> &'m str {
    matches.get_one::<String>(name).map_or("", String::as_str)
}

/// The description at `spec`, to be read as the arguments say.
pub(crate) fn generator(matches: &ArgMatches, spec: PathBuf) -> Generator {
    let overlays = matches.get_many::<PathBuf>("overlay").into_iter();
    let generator = Generator::new(spec).strict(matches.get_flag("strict"));
    let generator = overlays.flatten().fold(generator, Generator::overlay);
    let hosts = matches.get_many::<String>("allow-remote").into_iter();
    let generator = hosts.flatten().fold(generator, Generator::allow_remote);
    let folders = matches.get_many::<PathBuf>("allow-outside").into_iter();
    folders.flatten().fold(generator, Generator::allow_outside)
}
