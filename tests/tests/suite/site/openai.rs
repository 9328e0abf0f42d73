//! The site of OpenAI's document: all operations, sizes, links, time and memory.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use tests::{corpus, process};
use wait4::Wait4;

use super::pages::{Files, faults, is};

/// The maximum size of an operation's page, in bytes.
const PAGE: usize = 100_000;

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
    let (files, time, memory) = made(&document);
    let meaning = generator::Generator::new(&document).describe();
    let count = meaning
        .made()
        .expect("it has no error")
        .api
        .operations
        .len();
    let operations: BTreeSet<&str> = files
        .keys()
        .map(String::as_str)
        .filter(|path| path.starts_with("api/") && is(path, "md"))
        .collect();
    let sizes = files
        .iter()
        .filter(|(path, _)| path.starts_with("api/") && is(path, "html"));
    let (largest, size) = sizes
        .map(|(path, text)| (path, text.len()))
        .max_by_key(|(_, size)| *size)
        .expect("a page");
    println!(
        "{count} operations, {} files, {time:.1} s, {memory} MiB, largest page {largest} with {size} bytes",
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
        operations.len() >= count,
        "{} pages for {count} operations",
        operations.len()
    );
    assert!(size <= PAGE, "{largest} has {size} bytes");
}

/// The files of the site, the time of the program in seconds, and the memory in MiB.
fn made(document: &Path) -> (Files, f64, u64) {
    let out = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(process::optimized());
    command
        .arg("site")
        .arg(document)
        .arg("--out")
        .arg(out.path());
    command.stderr(std::process::Stdio::null());
    let ended = command.spawn().expect("it runs").wait4().expect("it ends");
    assert!(ended.status.success());
    let usage = ended.rusage;
    // The time of the system depends on the disk.
    let time = usage.utime.as_secs_f64();
    let mut files = Files::new();
    collect(out.path(), out.path(), &mut files);
    (files, time, usage.maxrss >> 20)
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
