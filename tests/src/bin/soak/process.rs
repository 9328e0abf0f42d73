//! The resources that this process uses.

use std::time::Duration;

use super::Outcome;

/// The resident memory of this process, in MiB.
pub(crate) fn memory() -> Outcome<f64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|text| text.trim().split(' ').next());
    let kib: f64 = kib.ok_or("/proc/self/status has no VmRSS")?.parse()?;
    Ok(kib / 1024.0)
}

/// The number of open files and sockets.
pub(crate) fn open_files() -> Outcome<usize> {
    // One of them is the directory that is being read.
    Ok(std::fs::read_dir("/proc/self/fd")?.count() - 1)
}

/// The CPU time of this thread.
#[cfg(target_os = "linux")]
pub(crate) fn thread_time() -> Outcome<Duration> {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Ok(time.try_into()?)
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn thread_time() -> Outcome<Duration> {
    Err("this runs on Linux alone".into())
}
