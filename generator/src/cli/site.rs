//! `site`: writes the reference site of a document.

use std::path::Path;
use std::time::Instant;

use clap::ArgMatches;

use super::exit::{Exit, Failure};
use super::output::{self, Format};
use super::progress::Progress;
use super::{arguments, document, ending};

pub(crate) fn run(matches: &ArgMatches) -> Result<Exit, Failure> {
    let started = Instant::now();
    let spec = document::named(matches);
    let out = arguments::given(matches, "out").unwrap_or_else(|| "target/site".into());
    let changelog = arguments::given(matches, "changelog");
    let changelog = changelog.map(|path| read(&path)).transpose()?;
    let (generator, progress) = Progress::of(document::generator(matches, &spec)?);
    let outcome = generator.site(changelog.as_deref());
    drop(progress);
    output::diagnostics(&outcome, matches);
    let Some(site) = outcome.made() else {
        if Format::of(matches) != Format::Json {
            ending::stopped(&outcome, &spec.display().to_string(), "nothing was written");
        }
        return Ok(Exit::of(&outcome));
    };
    let differences = site.write(&out).map_err(Failure::files)?;
    if Format::of(matches) != Format::Json {
        let pages = site.files.keys().filter(|path| path.ends_with(".html"));
        output::status(&format!(
            "Wrote {} to {}: {} changed ({})",
            ending::counted(pages.count(), "page"),
            ending::folder(&out),
            ending::counted(differences.len(), "file"),
            ending::took(started),
        ));
    }
    Ok(Exit::Done)
}

fn read(path: &Path) -> Result<String, Failure> {
    let text = std::fs::read_to_string(path);
    text.map_err(|error| Failure::files(format!("`{}` cannot be read: {error}", path.display())))
}
