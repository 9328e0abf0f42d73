//! Runs child processes one after the other, each for a batch of documents, and kills those that
//! hang.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use wait4::Wait4;

/// The number of documents that one child runs.
const BATCH: u64 = 4_000;
/// The CPU time in seconds after which a document counts as hanging. Wall time would depend on the
/// load of the machine.
const HANG: f64 = 10.0;
/// The wall time after which a document counts as hanging, in case it waits without using the CPU.
const STUCK: Duration = Duration::from_secs(300);

/// The result of a run.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) run: u64,
    pub(super) made: u64,
    /// The numbers of the failed documents, by the property that did not hold.
    pub(super) failures: BTreeMap<String, Vec<u64>>,
    pub(super) cpu: f64,
    /// The peak memory, in MiB.
    pub(super) memory: u64,
}

/// Runs documents `first..first + count` of the seed. Documents that fail are copied to `kept`.
pub(super) fn run(
    folder: &Path,
    kept: &Path,
    seed: u64,
    first: u64,
    count: u64,
) -> Result<Tally, String> {
    let mut tally = Tally::default();
    let mut next = first;
    let start = Instant::now();
    while next < first + count {
        let size = BATCH.min(first + count - next);
        next = batch(folder, kept, seed, next, size, &mut tally)?;
        let (run, made, failed) = (
            tally.run,
            tally.made,
            tally.failures.values().map(Vec::len).sum::<usize>(),
        );
        eprintln!(
            "{run} of {count}: {made} accepted, {failed} failed, {:.0} s",
            start.elapsed().as_secs_f64()
        );
    }
    Ok(tally)
}

/// Runs a batch, and returns the number of the first document of the next batch.
fn batch(
    folder: &Path,
    kept: &Path,
    seed: u64,
    first: u64,
    count: u64,
    tally: &mut Tally,
) -> Result<u64, String> {
    let mut child = spawn(folder, seed, first, count)?;
    let lines = lines(&mut child)?;
    let (mut current, mut ended) = (first, None);
    let mut since = (Instant::now(), 0.0);
    loop {
        let line = match lines.recv_timeout(Duration::from_millis(500)) {
            Ok(line) => line,
            Err(RecvTimeoutError::Timeout) => {
                let cpu = cpu_seconds(child.id());
                if cpu - since.1 > HANG || since.0.elapsed() > STUCK {
                    ended = Some(format!(
                        "hang: no end after {:.0} CPU seconds",
                        cpu - since.1
                    ));
                    child.kill().map_err(|error| error.to_string())?;
                    break;
                }
                continue;
            }
            Err(RecvTimeoutError::Disconnected) => break,
        };
        let (kind, rest) = line.split_at(1.min(line.len()));
        match kind {
            "@" => {
                current = rest.parse().map_err(|_| format!("a child said {line:?}"))?;
                since = (Instant::now(), cpu_seconds(child.id()));
                continue;
            }
            "+" => tally.made += 1,
            "-" => {}
            "!" => fail(tally, folder, kept, seed, current, rest)?,
            _ => {
                ended = Some(String::new());
                continue;
            }
        }
        tally.run += 1;
    }
    let used = child.wait4().map_err(|error| error.to_string())?;
    let times = used.rusage.utime + used.rusage.stime;
    tally.cpu += times.as_secs_f64();
    tally.memory = tally.memory.max(used.rusage.maxrss >> 20);
    match ended {
        Some(message) if message.is_empty() => Ok(first + count),
        ended => {
            let message = ended.unwrap_or_else(|| format!("abort: {}", used.status));
            fail(tally, folder, kept, seed, current, &message)?;
            tally.run += 1;
            Ok(current + 1)
        }
    }
}

fn spawn(folder: &Path, seed: u64, first: u64, count: u64) -> Result<Child, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut command = Command::new(program);
    command.arg("child").arg(folder);
    command.args([seed, first, count].map(|number| number.to_string()));
    let child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    child.map_err(|error| error.to_string())
}

/// Receives the output of the child by line, until the child exits.
fn lines(child: &mut Child) -> Result<Receiver<String>, String> {
    let out = child.stdout.take().ok_or("the child has no output")?;
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(out).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    Ok(receiver)
}

/// Counts a failure, and keeps the first documents of each kind of failure.
fn fail(
    tally: &mut Tally,
    folder: &Path,
    kept: &Path,
    seed: u64,
    index: u64,
    message: &str,
) -> Result<(), String> {
    let known = tally.failures.entry(message.to_owned()).or_default();
    known.push(index);
    if known.len() > 3 {
        return Ok(());
    }
    let target = kept.join(format!("{seed}-{index}"));
    std::fs::create_dir_all(&target).map_err(|error| error.to_string())?;
    let files = std::fs::read_dir(folder.join("current"))
        .into_iter()
        .flatten()
        .flatten();
    for file in files {
        std::fs::copy(file.path(), target.join(file.file_name()))
            .map_err(|error| error.to_string())?;
    }
    eprintln!(
        "{message}\n  to run it again: cargo run --release -p tests --bin fuzz -- replay {}",
        target.display()
    );
    Ok(())
}

/// The CPU time in seconds that a process has used; 0 if the operating system does not report it.
fn cpu_seconds(process: u32) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let fields = stat
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace();
    let ticks = fields
        .skip(11)
        .take(2)
        .filter_map(|field| field.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}
