//! What this process holds.

use super::Outcome;

/// The memory of this process that is in RAM, in MiB.
pub(crate) fn memory() -> Outcome<f64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|text| text.trim().split(' ').next());
    let kib: f64 = kib.ok_or("/proc/self/status has no VmRSS")?.parse()?;
    Ok(kib / 1024.0)
}

/// How many files and sockets are open.
pub(crate) fn open_files() -> Outcome<usize> {
    // One of them is the folder that is being read.
    Ok(std::fs::read_dir("/proc/self/fd")?.count() - 1)
}
