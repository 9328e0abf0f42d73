//! `site`: writes the reference site of a document.

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::ArgMatches;
use generator::Generator;

use super::exit::{Exit, Failure};
use super::output::{self, Format};
use super::progress::Progress;
use super::{arguments, document, ending, serve, watch};

pub(crate) fn run(matches: &ArgMatches) -> Result<Exit, Failure> {
    let spec = document::named(matches);
    let watches = matches.get_flag("watch");
    if watches && !document::is_local(&spec) {
        let spec = spec.display();
        let message = format!("`--watch` requires a file or folder, but `{spec}` is neither");
        return Err(Failure::usage(message));
    }
    let run = Run {
        generator: document::generator(matches, &spec)?,
        out: arguments::given(matches, "out").unwrap_or_else(|| "target/site".into()),
        spec,
        matches,
    };
    let serving = matches.get_one::<u16>("serve").copied();
    if watches {
        serving
            .map(|port| serve::start(&run.out, port))
            .transpose()?;
        return watch::run(&run.spec, || run.once());
    }
    let (exit, _) = run.once()?;
    if let (Some(port), Exit::Done) = (serving, exit) {
        // The thread ends with the process.
        let _ = serve::start(&run.out, port)?.join();
    }
    Ok(exit)
}

/// A run of the command.
struct Run<'m> {
    generator: Generator,
    spec: PathBuf,
    out: PathBuf,
    matches: &'m ArgMatches,
}

impl Run<'_> {
    /// Writes the site once. Also returns the files of the document, for `--watch`.
    fn once(&self) -> Result<(Exit, Vec<PathBuf>), Failure> {
        let started = Instant::now();
        let changelog = arguments::given(self.matches, "changelog");
        let text = changelog.as_deref().map(read).transpose()?;
        let (generator, progress) = Progress::of(self.generator.clone());
        let outcome = generator.site(text.as_deref());
        drop(progress);
        output::diagnostics(&outcome, self.matches);
        let speaks = Format::of(self.matches) != Format::Json;
        let files = outcome.files().into_iter().chain(changelog).collect();
        let Some(site) = outcome.made() else {
            if speaks {
                let spec = self.spec.display().to_string();
                ending::stopped(&outcome, &spec, "nothing was written");
            }
            return Ok((Exit::of(&outcome), files));
        };
        let differences = site.write(&self.out).map_err(Failure::files)?;
        if speaks {
            let is_page = |path: &&String| {
                Path::new(path)
                    .extension()
                    .is_some_and(|kind| kind == "html")
            };
            let pages = site.files.keys().filter(is_page);
            output::status(&format!(
                "Generated {} in {}: {} changed, {}",
                ending::counted(pages.count(), "page"),
                ending::folder(&self.out),
                ending::counted(differences.len(), "file"),
                ending::took(started),
            ));
        }
        Ok((Exit::Done, files))
    }
}

fn read(path: &Path) -> Result<String, Failure> {
    let text = std::fs::read_to_string(path);
    text.map_err(|error| Failure::files(format!("`{}` cannot be read: {error}", path.display())))
}
