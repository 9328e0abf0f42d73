//! Opens the reference site in a real browser, and measures it with axe and Lighthouse.
//!
//! ```text
//! cargo run -p tests --features slow --bin browser
//! ```
//!
//! Needs Chromium and its driver (`chromium` and `chromedriver`), node and npm; without one of them, it is skipped
//! with a message. The site of `spec/` and, if there is a corpus, that of OpenAI's document are written to
//! `target/browser`, as are screenshots. Prints a line for each check; exits with 1 if one of them fails.

mod accessibility;
mod driver;
mod invite;
mod lighthouse;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use generator::Generator;
use tests::corpus::{entries, folder};
use tests::{npm, root};

use driver::{Driver, told};

fn main() -> ExitCode {
    tests::process::counted("browser", "checks failed", run)
}

/// The folder for the sites, the packages and the screenshots.
fn output() -> PathBuf {
    root().join("target/browser")
}

/// A site that the generator wrote, with a page of each kind.
struct Site {
    name: &'static str,
    document: PathBuf,
    folder: PathBuf,
    /// The start page, and the largest resource, operation and type, and the list of types.
    pages: [String; 5],
}

impl Site {
    /// The page of the largest operation.
    fn operation(&self) -> &str {
        let [_, _, operation, ..] = &self.pages;
        operation
    }
}

/// The outcome of the checks, one line each.
#[derive(Default)]
struct Report {
    failed: usize,
}

impl Report {
    /// Prints the outcome of a check.
    fn tell(&mut self, name: &str, outcome: Result<String, String>) {
        match outcome {
            Ok(detail) if detail.is_empty() => println!("ok      {name}"),
            Ok(detail) => println!("ok      {name}: {detail}"),
            Err(message) => {
                self.failed += 1;
                println!("FAILED  {name}: {message}");
            }
        }
    }
}

fn run() -> Result<usize, String> {
    if let Some(missing) = ["chromium", "chromedriver", "node", "npm"]
        .into_iter()
        .find(|program| !npm::works(program))
    {
        println!("browser: skipped; `{missing}` is not installed");
        return Ok(0);
    }
    // The client of the driver needs a process-wide provider.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let sites = sites()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| error.to_string())?;
    let mut report = Report::default();
    runtime.block_on(async {
        let driver = Driver::start()?;
        if let Some(site) = sites.first() {
            invite::check(&driver, &site.folder, &mut report).await?;
        }
        for site in &sites {
            let name = format!("search, {}: milliseconds to the first result", site.name);
            report.tell(&name, first_result(&driver, site).await);
        }
        accessibility::check(&driver, &sites, &mut report).await
    })?;
    lighthouse::check(&sites, &mut report)?;
    Ok(report.failed)
}

/// The time from the first input to the first result, with the index not loaded yet. A figure, not a bound.
async fn first_result(driver: &Driver, site: &Site) -> Result<String, String> {
    let session = driver.open(true).await?;
    session.visit(&site.folder.join(site.operation())).await?;
    let run = "const done = arguments[arguments.length - 1], start = performance.now();\
               const input = document.getElementById('search'), list = document.getElementById('found');\
               const look = () => list.querySelector('a') && done(Math.ceil(performance.now() - start));\
               new MutationObserver(look).observe(list, {childList: true, subtree: true});\
               input.focus(); input.value = 'id'; input.dispatchEvent(new Event('input', {bubbles: true}));";
    let waited = session.web.execute_async(run, Vec::new()).await;
    let waited = waited.map_err(told)?.json().to_string();
    session.close().await?;
    Ok(waited)
}

fn sites() -> Result<Vec<Site>, String> {
    let invite = root().join("tests/tests/suite/site/invite.yaml");
    let mut sites = vec![site("invite", &invite)?];
    let documents = folder().map(|folder| entries(&folder)).transpose()?;
    match documents
        .into_iter()
        .flatten()
        .find(|entry| entry.name == "openai")
    {
        Some(entry) => sites.push(site("openai", &entry.path)?),
        None => println!(
            "browser: the corpus does not contain the document of OpenAI; only the site of an invite is checked"
        ),
    }
    Ok(sites)
}

fn site(name: &'static str, document: &Path) -> Result<Site, String> {
    let outcome = Generator::new(document).site(None);
    let made = outcome.made().ok_or("the document has an error")?;
    let folder = output().join(name);
    made.write(&folder).map_err(|failure| failure.to_string())?;
    let is_resource = |path: &str| made.files.keys().any(|other| is_below(other, path));
    let kind = |path: &str| match path.split('/').collect::<Vec<_>>().as_slice() {
        ["index.html"] => Some(0),
        ["api", ..] if is_resource(path) => Some(1),
        ["api", ..] => Some(2),
        ["types", "index.html"] => Some(4),
        ["types", _] => Some(3),
        _ => None,
    };
    let largest = |wanted: usize| {
        let pages = made.files.iter();
        pages
            .filter(|(path, _)| {
                Path::new(path)
                    .extension()
                    .is_some_and(|kind| kind == "html")
            })
            .filter(|(path, _)| kind(path) == Some(wanted))
            .max_by_key(|(_, text)| text.len())
            .map(|(path, _)| path.clone())
            .unwrap_or_default()
    };
    let pages = [0, 1, 2, 3, 4].map(largest);
    Ok(Site {
        name,
        document: document.to_owned(),
        folder,
        pages,
    })
}

/// Whether `path` lies in the folder of a page, as the methods of a resource do.
fn is_below(path: &str, page: &str) -> bool {
    page.strip_suffix(".html")
        .and_then(|page| path.strip_prefix(page))
        .is_some_and(|rest| rest.starts_with('/'))
}
