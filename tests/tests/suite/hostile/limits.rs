//! Runs the optimized generator, and limits its resources.

use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use tests::process::optimized;
use wait4::Wait4;

/// The maximum CPU time of a run outside the kernel. Wall time would depend on other processes, and the time in the
/// kernel on the disk.
const TIME: Duration = Duration::from_secs(10);
/// The maximum memory of a run, in bytes.
const MEMORY: u64 = 1_000_000_000;
/// The wall time after which a run counts as hanging.
const HANG: Duration = Duration::from_secs(120);

/// The result of a run.
pub(crate) struct Run {
    /// The exit code: 0 for success, 1 for an invalid document, 3 for an I/O error; `None` if the
    /// process was killed.
    pub(crate) code: Option<i32>,
    /// The diagnostics.
    pub(crate) said: String,
}

impl Run {
    /// The first line of the diagnostics.
    pub(crate) fn first(&self) -> &str {
        self.said.lines().next().unwrap_or_default()
    }
}

/// Runs the generator on a file, and checks the limits that every run has to keep.
#[track_caller]
pub(crate) fn run(document: &Path) -> Run {
    let out = tempfile::tempdir().expect("a folder");
    let written = out.path().join("out");
    let mut child = Command::new(optimized())
        .arg("--spec")
        .arg(document)
        .arg("--out")
        .arg(&written)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the generator runs");
    let mut errors = child.stderr.take().expect("it is piped");
    let reader = std::thread::spawn(move || {
        let mut said = Vec::new();
        errors.read_to_end(&mut said).map(|_| said)
    });
    let id = child.id();
    let (ended, end) = std::sync::mpsc::channel::<()>();
    let watch = std::thread::spawn(move || {
        if end.recv_timeout(HANG).is_err() {
            let _ = Command::new("kill").arg("-9").arg(id.to_string()).status();
        }
    });
    let used = child.wait4().expect("it ends");
    let _ = ended.send(());
    watch.join().expect("it ends");
    let said = reader.join().expect("it ends").expect("it is read");
    let said = String::from_utf8_lossy(&said).into_owned();
    let time = used.rusage.utime;
    let start: String = said.chars().take(2_000).collect();
    assert!(!said.contains("panicked"), "{start}");
    assert!(
        matches!(used.status.code(), Some(0 | 1 | 3)),
        "{}: {start}",
        used.status
    );
    assert!(time <= TIME, "{time:?}: {start}");
    assert!(
        used.rusage.maxrss <= MEMORY,
        "{} bytes: {start}",
        used.rusage.maxrss
    );
    Run {
        code: used.status.code(),
        said,
    }
}

/// Runs the generator on a text.
#[track_caller]
pub(crate) fn run_text(text: impl AsRef<[u8]>) -> Run {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("api.yaml");
    std::fs::write(&path, text).expect("written");
    let run = run(&path);
    let folder = format!("{}/", folder.path().display());
    Run {
        said: run.said.replace(&folder, ""),
        ..run
    }
}

/// A document with an operation that responds with the schema `S`, and with these schemas.
pub(crate) fn with_schemas(schemas: &str) -> String {
    format!(
        "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\nservers: [{{url: https://example.com}}]\npaths:\n  /a:\n    get:\n      responses:\n        '200': {{description: d, content: {{application/json: {{schema: {{$ref: '#/components/schemas/S'}}}}}}}}\ncomponents:\n  schemas:\n{schemas}"
    )
}
