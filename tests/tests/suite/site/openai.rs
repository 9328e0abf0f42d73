//! The site of OpenAI's document: all operations, sizes, links, time and memory.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use tests::{corpus, process};
use wait4::Wait4;

use super::pages::{Files, faults};

/// The maximum size of an operation's page, in bytes.
const PAGE: usize = 100_000;

/// The maximum time of the processor, in seconds, and the maximum memory, in MiB.
const COST: (f64, u64) = (3.0, 300);

#[test]
fn the_site_of_a_large_document_is_whole_and_small() {
    let Some(folder) = corpus::folder() else {
        eprintln!("skipped: no corpus folder; set OPENAPI_CORPUS");
        return;
    };
    let document = folder.join("openai.yaml");
    if !document.is_file() {
        eprintln!("skipped: the corpus has no openai.yaml");
        return;
    }
    let out = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(process::optimized());
    command
        .arg("site")
        .arg(&document)
        .arg("--out")
        .arg(out.path());
    command.stderr(std::process::Stdio::null());
    let ended = command.spawn().expect("it runs").wait4().expect("it ends");
    assert!(ended.status.success());
    let usage = ended.rusage;
    let time = (usage.utime + usage.stime).as_secs_f64();
    let memory = usage.maxrss >> 20;
    let mut files = Files::new();
    collect(out.path(), out.path(), &mut files);
    let meaning = generator::Generator::new(&document).describe();
    let made = meaning
        .made()
        .expect("it has no error")
        .api
        .operations
        .len();
    let operations: BTreeSet<&str> = files
        .keys()
        .map(String::as_str)
        .filter(|path| path.starts_with("api/") && path.ends_with(".md"))
        .collect();
    let sizes = files
        .iter()
        .filter(|(path, _)| path.starts_with("api/") && path.ends_with(".html"));
    let (largest, size) = sizes
        .map(|(path, text)| (path, text.len()))
        .max_by_key(|(_, size)| *size)
        .expect("a page");
    println!(
        "{made} operations, {} files, {time:.1} s, {memory} MiB, largest page {largest} with {size} bytes",
        files.len()
    );
    let found = faults(&files);
    assert!(
        found.is_empty(),
        "{} faults, such as {:#?}",
        found.len(),
        found.get(..found.len().min(10))
    );
    assert!(
        operations.len() >= made,
        "{} pages for {made} operations",
        operations.len()
    );
    assert!(size <= PAGE, "{largest} has {size} bytes");
    assert!(
        time <= COST.0 && memory <= COST.1,
        "{time:.1} s, {memory} MiB"
    );
}

fn collect(root: &Path, folder: &Path, files: &mut Files) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path
                .strip_prefix(root)
                .expect("it is inside")
                .to_string_lossy()
                .into_owned();
            files.insert(name, std::fs::read_to_string(&path).expect("text"));
        }
    }
}
