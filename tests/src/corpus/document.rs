//! Generates one document in a separate process.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use generator::diagnostic::Severity;
use generator::source::Pointer;
use generator::{Generated, Generator, Outcome};

use super::outcome::{Generation, Said};
use super::{bodies, call_site, operations, output, samples};

/// The time limit. Only a hanging run exceeds it.
const LIMIT: Duration = Duration::from_secs(60);
/// Stack size in bytes. Documents nest deeply, and a debug build needs several times the stack.
const STACK: usize = 256 << 20;

static DONE: AtomicBool = AtomicBool::new(false);

/// The folder of a document's crate.
#[must_use]
pub fn crate_folder(name: &str) -> PathBuf {
    output().join(name)
}

/// The file with the result of a document, which the parent process reads.
#[must_use]
pub fn result_file(name: &str) -> PathBuf {
    output().join("results").join(format!("{name}.json"))
}

/// Generates the document, and writes the crate and the result. The cases are the examples of the
/// document, or as many samples of each component as `samples` says.
///
/// # Errors
/// If a file cannot be written.
pub fn run(name: &str, path: &Path, samples: Option<usize>) -> Result<(), String> {
    let (name, path) = (name.to_owned(), path.to_owned());
    let thread = std::thread::Builder::new().stack_size(STACK);
    let thread = thread
        .spawn(move || one(&name, &path, samples))
        .map_err(|error| error.to_string())?;
    thread
        .join()
        .unwrap_or_else(|_| Err("the thread panicked".to_owned()))
}

fn one(name: &str, path: &Path, samples: Option<usize>) -> Result<(), String> {
    let result = result_file(name);
    let folder = result.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let hang = Generation {
        crashed: Some(format!("no end after {} seconds", LIMIT.as_secs())),
        ..Generation::default()
    };
    watch(result.clone(), hang);
    let before = cpu_seconds();
    let outcome = catch_unwind(AssertUnwindSafe(|| Generator::new(path).generate()));
    let seconds = cpu_seconds() - before;
    DONE.store(true, Ordering::SeqCst);
    let mut generation = Generation {
        seconds,
        memory: peak_memory(),
        ..Generation::default()
    };
    match outcome {
        Ok(outcome) => {
            tell(&mut generation, &outcome, samples);
            if let Some(made) = outcome.made() {
                let folder = crate_folder(name);
                let listed = Generator::new(path).public_api();
                generation.call_site = listed.made().map(call_site::faults).unwrap_or_default();
                made.files
                    .write(&folder)
                    .map_err(|failure| failure.to_string())?;
            }
        }
        Err(panic) => generation.crashed = Some(panic_message(panic.as_ref())),
    }
    write(&result, &generation)
}

/// Exits the process if the generator hangs: a thread cannot be killed from outside.
fn watch(result: PathBuf, hang: Generation) {
    std::thread::spawn(move || {
        std::thread::sleep(LIMIT);
        if !DONE.load(Ordering::SeqCst) {
            let written = write(&result, &hang);
            std::process::exit(i32::from(written.is_err()));
        }
    });
}

fn write(path: &Path, generation: &Generation) -> Result<(), String> {
    let text = serde_json::to_string(generation).map_err(|error| error.to_string())?;
    std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

fn tell(generation: &mut Generation, outcome: &Outcome<Generated>, count: Option<usize>) {
    let (sources, located) = (outcome.sources(), outcome.diagnostics());
    let listed = operations::list(sources, "paths");
    generation.operations = listed.len();
    generation.diagnostics = located
        .iter()
        .map(|one| Said {
            severity: one.severity.to_string(),
            message: one.message.clone(),
            text: one.to_string(),
        })
        .collect();
    let Some(made) = outcome.made() else {
        return;
    };
    generation.made = true;
    generation.types = made.types;
    generation.generated = made.source_map.operations.len();
    let origins = made.source_map.operations.iter();
    let origins: Vec<Pointer> = origins.map(|item| item.origin.clone()).collect();
    // A note reports a choice, and not that something was skipped.
    let said = located.iter().filter(|one| one.severity != Severity::Note);
    let said: Vec<&str> = said.filter_map(|one| one.pointer.as_deref()).collect();
    generation.lost = operations::lost(&listed, &origins, &said);
    let rust = made.files.files.iter();
    let rust = rust.filter(|(path, _)| Path::new(path).extension().is_some_and(|ext| ext == "rs"));
    generation.lines = rust.map(|(_, text)| text.lines().count()).sum();
    (generation.cases, generation.untyped) = match count {
        Some(count) => samples::cases(sources, &made.source_map, count),
        None => bodies::cases(sources, &made.source_map),
    };
}

fn panic_message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    format!("panic: {}", text.unwrap_or("without a message"))
}

/// The CPU time of this thread in seconds; 0 if the operating system does not report it.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = stat.split(' ').next().and_then(|text| text.parse().ok());
    nanoseconds.map_or(0.0, |nanoseconds: f64| nanoseconds / 1e9)
}

/// The peak memory of this process in MiB; 0 if the operating system does not report it.
fn peak_memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = peak.and_then(|text| text.trim().split(' ').next()?.parse().ok());
    kib.map_or(0.0, |kib: f64| kib / 1024.0)
}
