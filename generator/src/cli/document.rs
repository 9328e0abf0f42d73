//! Decides whether the argument `SPEC` is a path, a URL or standard input.

use std::io::Read;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use generator::Generator;
use generator::source::{FILE_LIMIT, is_url};

use super::arguments;
use super::exit::Failure;

/// The name of standard input in diagnostics.
pub(crate) const STDIN: &str = "<stdin>";

/// The document that the arguments name; `spec/` by default.
pub(crate) fn named(matches: &ArgMatches) -> PathBuf {
    // Only `generate` defines the option.
    let option = || matches.try_get_one::<PathBuf>("spec").ok().flatten();
    let named = arguments::given(matches, "SPEC").or_else(|| option().cloned());
    named.unwrap_or_else(|| "spec".into())
}

/// Whether `spec` means standard input.
pub(crate) fn is_stdin(spec: &Path) -> bool {
    spec.as_os_str() == "-"
}

/// Whether `spec` is a path on this machine, which can be read again.
pub(crate) fn is_local(spec: &Path) -> bool {
    !is_stdin(spec) && !spec.to_str().is_some_and(is_url)
}

/// The generator for the document at `spec`, configured by the arguments.
pub(crate) fn generator(matches: &ArgMatches, spec: &Path) -> Result<Generator, Failure> {
    let overlays = matches.get_many::<PathBuf>("overlay").into_iter();
    let generator = opened(matches, spec)?.strict(matches.get_flag("strict"));
    let limit = matches.get_one::<usize>("memory-limit").copied();
    let generator = limit.into_iter().fold(generator, Generator::memory_limit);
    Ok(overlays.flatten().fold(generator, Generator::overlay))
}

/// The generator for the document at `spec`, without the overlays that the arguments name.
pub(crate) fn opened(matches: &ArgMatches, spec: &Path) -> Result<Generator, Failure> {
    let generator = if is_stdin(spec) {
        Generator::new(STDIN).with_file(STDIN, stdin()?)
    } else {
        Generator::new(spec)
    };
    let hosts = matches.get_many::<String>("allow-remote").into_iter();
    let generator = hosts.flatten().fold(generator, Generator::allow_remote);
    let folders = matches.get_many::<PathBuf>("allow-outside").into_iter();
    Ok(folders.flatten().fold(generator, Generator::allow_outside))
}

/// Reads standard input. Reads one byte more than the limit, so that the library can reject it.
fn stdin() -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let mut input = std::io::stdin().lock().take(FILE_LIMIT + 1);
    let read = input.read_to_end(&mut bytes);
    read.map_err(|error| Failure::files(format!("standard input cannot be read: {error}")))?;
    Ok(bytes)
}
