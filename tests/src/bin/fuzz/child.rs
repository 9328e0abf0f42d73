//! The process that runs documents. It writes each document to a file and prints its number before
//! it runs it: if the process dies, the parent knows which document was the cause.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use fastrand::Rng;
use serde_json::{Value, json};

use super::pool::Pool;
use super::{check, text, tree, words};

/// The stack size of the generator's thread in bytes, as that of its main thread.
const STACK: usize = 8 << 20;
/// The stack size of the fuzzer in bytes. Its trees may be deeper than the generator accepts.
const OWN_STACK: usize = 256 << 20;
/// The memory limit of the process, in KiB.
const MEMORY: u64 = 1 << 20;

/// The message and place of the last panic.
static PANIC: Mutex<String> = Mutex::new(String::new());

/// The written files of a document and its overlays.
pub(super) struct Case {
    pub(super) entry: PathBuf,
    pub(super) overlays: Vec<PathBuf>,
}

/// Runs documents `first..first + count` of the seed, in `folder`.
pub(super) fn run(folder: &Path, seed: u64, first: u64, count: u64) -> Result<(), String> {
    silence();
    let folder = folder.to_owned();
    let all = move || batch(&folder, seed, first, count);
    let thread = std::thread::Builder::new().stack_size(OWN_STACK).spawn(all);
    let thread = thread.map_err(|error| error.to_string())?;
    thread.join().map_err(|_| {
        PANIC
            .lock()
            .map_or_else(|_| String::new(), |text| text.clone())
    })?
}

fn batch(folder: &Path, seed: u64, first: u64, count: u64) -> Result<(), String> {
    let pool = std::fs::read(folder.join("pool.json")).map_err(|error| error.to_string())?;
    let pool: Pool = serde_json::from_slice(&pool).map_err(|error| error.to_string())?;
    let mut out = std::io::stdout().lock();
    for index in first..first + count {
        let case = case(folder, &pool, seed, index).map_err(|error| error.to_string())?;
        writeln!(out, "@{index}")
            .and_then(|()| out.flush())
            .map_err(|error| error.to_string())?;
        let outcome = one(case, index % 50 == 0);
        let outcome = outcome.and_then(|made| match peak_memory() {
            peak if peak > MEMORY => Err(format!("{} MiB of memory", peak >> 10)),
            _ => Ok(made),
        });
        let line = match outcome {
            Ok(true) => "+".to_owned(),
            Ok(false) => "-".to_owned(),
            Err(message) => format!("!{}", message.replace('\n', "\\n")),
        };
        writeln!(out, "{line}").map_err(|error| error.to_string())?;
    }
    writeln!(out, "done").map_err(|error| error.to_string())
}

/// Runs a document in a separate thread, so that a panic ends only that thread.
pub(super) fn one(case: Case, twice: bool) -> Result<bool, String> {
    let run = move || check::run(&case.entry, &case.overlays, twice);
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(run);
    let thread = thread.map_err(|error| error.to_string())?;
    thread.join().unwrap_or_else(|_| {
        let panic = PANIC
            .lock()
            .map_or_else(|_| String::new(), |text| text.clone());
        Err(format!("panic: {panic}"))
    })
}

/// Stores the message and place of panics in `PANIC`, and prints nothing.
pub(super) fn silence() {
    std::panic::set_hook(Box::new(|info| {
        if let Ok(mut last) = PANIC.lock() {
            *last = info.to_string();
        }
    }));
}

/// Makes document `index` of the seed and writes it.
fn case(folder: &Path, pool: &Pool, seed: u64, index: u64) -> std::io::Result<Case> {
    let mut rng = Rng::with_seed(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(index));
    let mut document = pool.seed(&mut rng);
    tree::mutate(&mut document, pool, &mut rng);
    let (bytes, name) = text::written(&document, &mut rng);
    let folder = folder.join("current");
    // The previous document may have another file name.
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder)?;
    let entry = folder.join(name);
    std::fs::write(&entry, bytes)?;
    let mut overlays = Vec::new();
    if rng.u8(..) < 25 {
        let path = folder.join("overlay.yaml");
        let (bytes, _) = text::written(&overlay(pool, &mut rng), &mut rng);
        std::fs::write(&path, bytes)?;
        overlays.push(path);
    }
    // Documents that refer to another file find a file of this name.
    if String::from_utf8_lossy(&std::fs::read(&entry)?).contains("other.json") {
        std::fs::write(folder.join("other.json"), pool.seed(&mut rng).to_string())?;
    }
    Ok(Case { entry, overlays })
}

/// Makes an overlay with a few actions on places that are common in documents.
fn overlay(pool: &Pool, rng: &mut Rng) -> Value {
    let targets = [
        "$",
        "$.*",
        "$.info",
        "$.paths",
        "$.paths.*",
        "$.paths.*.*",
        "$.paths.*.get",
        "$..schema",
        "$.components.schemas.*",
        "$..properties.*",
        "$..[?@.type=='string']",
        "$..parameters[0]",
        "$..enum",
        "$.servers[0].url",
        "$..required",
    ];
    let actions = (0..rng.usize(1..4)).map(|_| {
        let target = rng.choice(targets).unwrap_or("$");
        let key = words::keyword(rng);
        match rng.u8(..4) {
            0 => json!({ "target": target, "remove": true }),
            1 => json!({ "target": target, "update": words::scalar(rng) }),
            _ => json!({ "target": target, "update": { key: pool.value_of(key, rng) } }),
        }
    });
    let actions: Vec<Value> = actions.collect();
    json!({ "overlay": "1.0.0", "info": { "title": "O", "version": "1" }, "actions": actions })
}

/// The peak memory of this process in KiB; 0 if the operating system does not report it.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|text| text.trim().split(' ').next()?.parse().ok())
        .unwrap_or_default()
}
