//! What processes have used, as `/proc` tells it (Linux only).

use std::fs;

/// Clock ticks per second in `/proc`: fixed by the kernel's interface (man 5 proc).
const TICKS_PER_S: f64 = 100.0;

/// CPU time of one process, its finished children included, in seconds; nothing if it is gone.
pub(super) fn of_process(pid: u32) -> Option<f64> {
    let ticks: f64 = numbers(pid)?.get(11..15)?.iter().map(|number| *number as f64).sum();
    Some(ticks / TICKS_PER_S)
}

/// CPU time of a process and all of its children, in seconds.
pub(super) fn of_family(parent: u32) -> f64 {
    let Ok(processes) = fs::read_dir("/proc") else { return 0.0 };
    let pids =
        processes.flatten().filter_map(|entry| entry.file_name().to_string_lossy().parse::<u32>().ok());
    pids.filter(|pid| *pid == parent || parent_of(*pid) == Some(parent)).filter_map(of_process).sum()
}

/// The parent of the process with this id, if that runs here under this name: the id may come from another machine.
pub(super) fn parent_of_named(pid: u32, name: &str) -> Option<u32> {
    let comm = fs::read_to_string(format!("/proc/{pid}/comm")).ok()?;
    if comm.trim() == name { parent_of(pid) } else { None }
}

fn parent_of(pid: u32) -> Option<u32> {
    numbers(pid)?.get(1).and_then(|parent| u32::try_from(*parent).ok())
}

/// The fields of the process's line from the third on: its state (not a number, 0 here), its parent's id, and
/// at 11 to 14 utime, stime, cutime and cstime.
fn numbers(pid: u32) -> Option<Vec<i64>> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name, in parentheses, may hold anything.
    let (_, fields) = stat.rsplit_once(')')?;
    Some(fields.split_whitespace().map(|field| field.parse().unwrap_or(0)).collect())
}

/// Resident memory of a process, in MB.
pub(super) fn resident_mb(pid: u32) -> f64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kb = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kb.unwrap_or(0.0) / 1024.0
}
