//! The output folder always contains either the old crate or the new one, even if a run is killed
//! or if several runs write at once. Files that the generator did not write remain.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Child;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use tests::process::{Entry, generator, tree};
use tests::root;

/// The number of killed runs.
const KILLS: usize = 60;

/// Two documents, and a folder `sdk` with the crate of the first one and with other files.
struct Bench {
    folder: tempfile::TempDir,
    documents: [PathBuf; 2],
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let documents = ["unions", "parameters"]
            .map(|case| root().join(format!("tests/cases/{case}/openapi.yaml")));
        let bench = Self { folder, documents };
        bench.run(0);
        let out = bench.out();
        for path in [
            "notes.md",
            "src/mine.rs",
            "src/types/mine.txt",
            "target/debug/deps/a",
        ] {
            let path = out.join(path);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, "by hand").expect("written");
        }
        fs::create_dir_all(out.join("target/empty")).expect("a folder");
        std::os::unix::fs::symlink("../notes.md", out.join("src/link")).expect("a link");
        bench
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("sdk")
    }

    /// Generates one of the two crates, and waits for the run to end.
    fn run(&self, which: usize) {
        let child = self.start(which);
        assert_eq!(ended(child), (Some(0), String::new()));
        self.nothing_is_left();
    }

    fn start(&self, which: usize) -> Child {
        let mut command = generator(&self.documents[which], &self.out());
        command.spawn().expect("the generator starts")
    }

    /// The contents of the folder with either crate.
    fn both(&self) -> [BTreeMap<PathBuf, Entry>; 2] {
        [0, 1].map(|which| {
            self.run(which);
            tree(&self.out())
        })
    }

    fn staging(&self) -> PathBuf {
        self.folder.path().join(".sdk.staging")
    }

    fn nothing_is_left(&self) {
        let entries = fs::read_dir(self.folder.path()).expect("a folder");
        let names = entries.map(|entry| entry.expect("an entry").file_name());
        assert_eq!(names.collect::<Vec<_>>(), ["sdk"]);
    }
}

fn ended(child: Child) -> (Option<i32>, String) {
    let output = child.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&output.stderr);
    // Warnings and notes about the documents do not matter here.
    let errors = said.lines().filter(|line| line.starts_with("error"));
    (output.status.code(), errors.collect())
}

/// Pseudorandom numbers, which are the same in each run.
struct Random(u64);

impl Random {
    /// A random duration of at most `most`.
    fn up_to(&mut self, most: Duration) -> Duration {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        let share = u32::try_from(self.0 >> 40).expect("24 bits");
        most * share / (1 << 24)
    }
}

/// The duration of a run, and the part of it during which it writes.
fn durations(bench: &Bench, which: usize) -> (Duration, Duration) {
    let begin = Instant::now();
    let mut child = bench.start(which);
    let writes = begins_to_write(bench, &mut child);
    child.wait().expect("it ends");
    (begin.elapsed(), writes.elapsed())
}

/// Waits until the run writes or has ended.
fn begins_to_write(bench: &Bench, child: &mut Child) -> Instant {
    while !bench.staging().exists() && child.try_wait().expect("it runs").is_none() {
        std::hint::spin_loop();
    }
    Instant::now()
}

#[test]
fn a_killed_run_leaves_the_old_crate_or_the_new_one() {
    let bench = Bench::new();
    let trees = bench.both();
    assert_ne!(trees[0], trees[1]);
    let (whole, writing) = durations(&bench, 0);
    let mut random = Random(7);
    let mut seen = [0, 0];
    for kill in 0..KILLS {
        // Alternates between the crates: the folder must contain one of them completely.
        let (from, to) = (kill % 2, (kill + 1) % 2);
        let mut child = bench.start(to);
        if kill % 3 == 0 {
            std::thread::sleep(random.up_to(whole));
        } else {
            begins_to_write(&bench, &mut child);
            std::thread::sleep(random.up_to(writing));
        }
        // The run may have just ended.
        let _ = child.kill();
        child.wait().expect("it ends");
        let now = tree(&bench.out());
        let new = now == trees[to];
        assert!(new || now == trees[from], "kill {kill} left a mix: {now:?}");
        seen[usize::from(new)] += 1;
        bench.run(to);
        assert_eq!(tree(&bench.out()), trees[to], "after kill {kill}");
    }
    println!(
        "{} times the old crate, {} times the new one",
        seen[0], seen[1]
    );
}

#[test]
fn a_killed_first_run_leaves_no_folder_or_all_of_it() {
    let bench = Bench::new();
    fs::remove_dir_all(bench.out()).expect("removed");
    bench.run(0);
    let made = tree(&bench.out());
    fs::remove_dir_all(bench.out()).expect("removed");
    let (_, writing) = durations(&bench, 0);
    let mut random = Random(11);
    for kill in 0..10 {
        fs::remove_dir_all(bench.out()).expect("removed");
        let mut child = bench.start(0);
        begins_to_write(&bench, &mut child);
        std::thread::sleep(random.up_to(writing));
        // The run may have just ended.
        let _ = child.kill();
        child.wait().expect("it ends");
        let there = bench.out().exists();
        assert!(!there || tree(&bench.out()) == made, "kill {kill}");
        bench.run(0);
        assert_eq!(tree(&bench.out()), made);
    }
}

#[test]
fn of_two_runs_at_once_one_comes_after_the_other() {
    let bench = Bench::new();
    let trees = bench.both();
    for _ in 0..10 {
        let children = [0, 1].map(|which| bench.start(which));
        assert_eq!(
            children.map(ended),
            [(Some(0), String::new()), (Some(0), String::new())]
        );
        assert!(trees.contains(&tree(&bench.out())));
        bench.nothing_is_left();
    }
}

#[test]
fn what_others_write_meanwhile_is_there_afterwards() {
    let bench = Bench::new();
    let out = bench.out();
    let done = AtomicBool::new(false);
    let written = std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let mut written = 0_u32;
            while !done.load(Ordering::Relaxed) {
                // The folder exists with either crate.
                let path = out.join(format!("target/debug/deps/{written}"));
                fs::write(path, written.to_string()).expect("written");
                written += 1;
                std::thread::sleep(Duration::from_micros(200));
            }
            written
        });
        for run in 1..9 {
            bench.run(run % 2);
        }
        done.store(true, Ordering::Relaxed);
        writer.join().expect("the writer ends")
    });
    for number in 0..written {
        let path = out.join(format!("target/debug/deps/{number}"));
        assert_eq!(fs::read_to_string(path).ok(), Some(number.to_string()));
    }
}

/// The inode and modification time of each file.
fn identities(folder: &Path) -> BTreeMap<PathBuf, (u64, i64, i64)> {
    let identity = |path: PathBuf| {
        let about = folder.join(&path).symlink_metadata().expect("it is there");
        (path, (about.ino(), about.mtime(), about.mtime_nsec()))
    };
    let files = tree(folder).into_iter();
    files
        .filter(|(_, entry)| *entry != Entry::Folder)
        .map(|(path, _)| identity(path))
        .collect()
}

#[test]
fn only_what_changes_is_written() {
    let bench = Bench::new();
    let (files, before) = (tree(&bench.out()), identities(&bench.out()));
    bench.run(1);
    let (other, after) = (tree(&bench.out()), identities(&bench.out()));
    for (path, identity) in &before {
        let same = files.get(path) == other.get(path);
        let there = other.contains_key(path);
        let kept = after.get(path) == Some(identity);
        assert!(kept == same || !there, "{}", path.display());
    }
    let kept = before
        .iter()
        .filter(|(path, one)| after.get(*path) == Some(one));
    assert!(kept.count() > 10);
}

#[test]
fn files_of_others_are_not_overwritten() {
    let bench = Bench::new();
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("sdk");
    fs::create_dir_all(out.join("src")).expect("a folder");
    fs::write(out.join("Cargo.toml"), "[package]\n").expect("written");
    fs::write(out.join("src/lib.rs"), "// mine\n").expect("written");
    // An identical file is not a conflict.
    fs::copy(bench.out().join("LICENSE-MIT"), out.join("LICENSE-MIT")).expect("copied");
    let before = (tree(folder.path()), identities(folder.path()));
    let child = generator(&bench.documents[0], &out)
        .spawn()
        .expect("it starts");
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8_lossy(&output.stderr).replace(&out.display().to_string(), "OUT");
    let said = said.split_once("error: ").expect("an error").1;
    assert_eq!(
        said,
        "OUT: files that the generator did not write would be overwritten\n  OUT/Cargo.toml\n  OUT/src/lib.rs\n  help: move these files, or choose another folder; nothing was written\n"
    );
    assert_eq!((tree(folder.path()), identities(folder.path())), before);
    fs::remove_file(out.join("Cargo.toml")).expect("removed");
    fs::remove_file(out.join("src/lib.rs")).expect("removed");
    let child = generator(&bench.documents[0], &out)
        .spawn()
        .expect("it starts");
    assert_eq!(ended(child), (Some(0), String::new()));
}

#[test]
fn a_folder_that_has_the_name_of_the_staging_folder_is_not_touched() {
    let bench = Bench::new();
    fs::create_dir(bench.staging()).expect("a folder");
    fs::write(bench.staging().join("mine"), "mine").expect("written");
    let before = tree(bench.folder.path());
    let shown = bench.staging().display().to_string();
    assert_eq!(
        ended(bench.start(1)),
        (
            Some(3),
            format!(
                "error: {shown}: the generator needs this path for temporary files, but did not create this folder; move or rename it"
            )
        )
    );
    assert_eq!(tree(bench.folder.path()), before);
}

/// The current directory cannot be exchanged, so files are replaced one by one.
#[test]
fn the_working_directory_stays_what_it_is() {
    let bench = Bench::new();
    let trees = bench.both();
    let inode = || bench.out().metadata().expect("it is there").ino();
    let before = inode();
    for which in [0, 1] {
        let mut command = generator(&bench.documents[which], Path::new("."));
        let child = command.current_dir(bench.out()).spawn().expect("it starts");
        assert_eq!(ended(child), (Some(0), String::new()));
        assert_eq!(tree(&bench.out()), trees[which]);
        bench.nothing_is_left();
    }
    assert_eq!(inode(), before);
}

/// A killed run in the current directory may leave files of both crates, each of them complete. The
/// next run finishes the work.
#[test]
fn in_the_working_directory_the_next_run_completes_a_killed_one() {
    let bench = Bench::new();
    let trees = bench.both();
    let start = |which: usize| {
        let mut command = generator(&bench.documents[which], Path::new("."));
        command.current_dir(bench.out()).spawn().expect("it starts")
    };
    let mut child = start(0);
    let writes = begins_to_write(&bench, &mut child);
    child.wait().expect("it ends");
    let writing = writes.elapsed();
    let mut random = Random(13);
    for kill in 0..20 {
        let to = (kill + 1) % 2;
        let mut child = start(to);
        begins_to_write(&bench, &mut child);
        std::thread::sleep(random.up_to(writing));
        // The run may have just ended.
        let _ = child.kill();
        child.wait().expect("it ends");
        for (path, entry) in tree(&bench.out()) {
            let known = trees.iter().any(|tree| tree.get(&path) == Some(&entry));
            // The list contains the files of both crates while they are replaced.
            let listed = path == Path::new(".generated");
            assert!(known || listed, "kill {kill}: {}", path.display());
        }
        assert_eq!(ended(start(to)), (Some(0), String::new()));
        assert_eq!(tree(&bench.out()), trees[to], "after kill {kill}");
        bench.nothing_is_left();
    }
}

#[test]
fn links_to_folders_stay() {
    let bench = Bench::new();
    let [linked, elsewhere] = ["sdk/src", "elsewhere"].map(|path| bench.folder.path().join(path));
    fs::rename(&linked, &elsewhere).expect("moved");
    std::os::unix::fs::symlink(&elsewhere, &linked).expect("a link");
    let child = bench.start(1);
    assert_eq!(ended(child), (Some(0), String::new()));
    assert_eq!(fs::read_link(&linked).ok(), Some(elsewhere.clone()));
    let text = fs::read_to_string(elsewhere.join("mine.rs")).expect("it is there");
    assert_eq!(text, "by hand");
    let mut check = generator(&bench.documents[1], &bench.out());
    let child = check.arg("--check").spawn().expect("it starts");
    assert_eq!(ended(child), (Some(0), String::new()));
}

/// The folder itself may be a symbolic link.
#[test]
fn the_folder_behind_a_link_is_written() {
    let bench = Bench::new();
    let trees = bench.both();
    let links = tempfile::tempdir().expect("a folder");
    let link = links.path().join("link");
    std::os::unix::fs::symlink(bench.out(), &link).expect("a link");
    let child = generator(&bench.documents[0], &link)
        .spawn()
        .expect("it starts");
    assert_eq!(ended(child), (Some(0), String::new()));
    assert_eq!(tree(&bench.out()), trees[0]);
    assert!(link.is_symlink());
}
