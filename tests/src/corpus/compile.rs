//! Compiles a generated crate.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use wait4::Wait4;

use super::outcome::{Check, Message};
use super::output;

/// The result of a run of cargo.
#[derive(Debug, Default)]
pub struct Run {
    /// Whether it succeeded.
    pub success: bool,
    /// CPU time in seconds, including all child processes.
    pub seconds: f64,
    /// The peak memory of its largest process, in MiB.
    pub memory: f64,
    /// The messages of cargo and rustc, one JSON value per line.
    pub lines: Vec<Value>,
    /// The text that cargo printed to standard error.
    pub said: String,
}

/// Checks the crate in `folder`. Dependencies are built before the clock starts.
///
/// # Errors
/// If cargo cannot be run, or fails without a message of the compiler.
pub fn check(folder: &Path) -> Result<Check, String> {
    let lock = crate::root().join("Cargo.lock");
    std::fs::copy(&lock, folder.join("Cargo.lock"))
        .map_err(|error| format!("{}: {error}", lock.display()))?;
    let mut run = cargo(folder, &["check"])?;
    if run.compiled(false) {
        touch(folder)?;
        run = cargo(folder, &["check"])?;
    }
    let messages = run.messages();
    if !run.success && !messages.iter().any(|message| message.error) {
        return Err(run.said);
    }
    Ok(Check {
        seconds: (run.compiled(true) || !run.success).then_some(run.seconds),
        memory: run.memory,
        messages,
    })
}

/// Documents the crate in `folder`, and returns the messages of rustdoc and rustc. Removes the
/// generated pages, as those of all crates together would fill a disk.
///
/// # Errors
/// If cargo cannot be run, or fails without a message.
pub fn document(folder: &Path) -> Result<Vec<Message>, String> {
    let lock = crate::root().join("Cargo.lock");
    std::fs::copy(&lock, folder.join("Cargo.lock"))
        .map_err(|error| format!("{}: {error}", lock.display()))?;
    touch(folder)?;
    let run = cargo(folder, &["rustdoc", "--lib"])?;
    let _ = std::fs::remove_dir_all(output().join("target/doc"));
    let messages = run.messages();
    if !run.success && messages.is_empty() {
        return Err(run.said);
    }
    Ok(messages)
}

/// Runs cargo. All crates share a build folder, so that each dependency is built once.
///
/// # Errors
/// If cargo cannot be run.
pub fn cargo(folder: &Path, arguments: &[&str]) -> Result<Run, String> {
    let fail = |error: std::io::Error| format!("cargo: {error}");
    let files = output().join("cargo");
    std::fs::create_dir_all(&files).map_err(fail)?;
    let (out, err) = (files.join("stdout"), files.join("stderr"));
    let create = |path: &PathBuf| std::fs::File::create(path).map(Stdio::from);
    let mut child = Command::new(env!("CARGO"))
        .args(arguments)
        .arg("--message-format=json")
        .env("CARGO_TARGET_DIR", output().join("target"))
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env_remove("RUSTFLAGS")
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(create(&out).map_err(fail)?)
        .stderr(create(&err).map_err(fail)?)
        .spawn()
        .map_err(fail)?;
    let used = child.wait4().map_err(fail)?;
    let text = |path: &PathBuf| std::fs::read(path).unwrap_or_default();
    let lines = String::from_utf8_lossy(&text(&out)).into_owned();
    let lines = lines
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok());
    #[expect(clippy::cast_precision_loss, reason = "a figure for people")]
    let memory = used.rusage.maxrss as f64 / f64::from(1 << 20);
    Ok(Run {
        success: used.status.success(),
        seconds: (used.rusage.utime + used.rusage.stime).as_secs_f64(),
        memory,
        lines: lines.collect(),
        said: String::from_utf8_lossy(&text(&err)).into_owned(),
    })
}

impl Run {
    /// Whether this run compiled the generated crate if `own` is set, or any dependency otherwise.
    fn compiled(&self, own: bool) -> bool {
        let artifacts = self
            .lines
            .iter()
            .filter(|line| line.get("reason").and_then(Value::as_str) == Some("compiler-artifact"));
        let registry = |line: &Value| {
            let id = line.get("package_id").and_then(Value::as_str);
            id.is_some_and(|id| id.starts_with("registry"))
        };
        artifacts
            .filter(|line| registry(line) != own)
            .any(|line| line.get("fresh").and_then(Value::as_bool) == Some(false))
    }

    /// The messages of rustc about the crate, without the final counts.
    #[must_use]
    pub fn messages(&self) -> Vec<Message> {
        let of_rustc = self
            .lines
            .iter()
            .filter(|line| line.get("reason").and_then(Value::as_str) == Some("compiler-message"));
        of_rustc
            .filter_map(|line| message(line.get("message")?))
            .collect()
    }

    /// The path of the executable that was built.
    #[must_use]
    pub fn executable(&self) -> Option<PathBuf> {
        let paths = self.lines.iter().filter_map(|line| line.get("executable"));
        paths
            .filter_map(Value::as_str)
            .map(PathBuf::from)
            .next_back()
    }
}

fn message(value: &Value) -> Option<Message> {
    let text = |key| value.get(key).and_then(Value::as_str);
    let spans = value.get("spans").and_then(Value::as_array)?;
    let span = spans.first();
    let level = text("level")?;
    let code = value.get("code").and_then(|code| code.get("code"));
    // Messages such as `aborting due to 3 previous errors` and `3 warnings emitted` only count the
    // others.
    if span.is_none() && code.is_none_or(Value::is_null) && text("message")?.contains(" due to ")
        || text("message")?.ends_with("emitted")
        || !matches!(
            level,
            "error" | "warning" | "error: internal compiler error"
        )
    {
        return None;
    }
    let code = code.and_then(Value::as_str).unwrap_or_default();
    let file = |span: &Value| {
        let name = span.get("file_name").and_then(Value::as_str)?.to_owned();
        Some(format!("{name}:{}", span.get("line_start")?))
    };
    Some(Message {
        error: level != "warning",
        text: format!("{code} {}", text("message")?).trim().to_owned(),
        place: span.and_then(file).unwrap_or_default(),
    })
}

/// Makes the crate newer than its build artifacts.
///
/// # Errors
/// If its `src/lib.rs` is missing or cannot be written.
pub fn touch(folder: &Path) -> Result<(), String> {
    let path = folder.join("src/lib.rs");
    let fail = |error: std::io::Error| format!("{}: {error}", path.display());
    let file = std::fs::File::options()
        .append(true)
        .open(&path)
        .map_err(fail)?;
    file.set_modified(std::time::SystemTime::now())
        .map_err(fail)
}
