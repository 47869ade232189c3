//! What processes have used, as `/proc` tells it (Linux only).

use std::fs;

/// Clock ticks per second in `/proc`: fixed by the kernel's interface (man 5 proc).
const TICKS_PER_S: f64 = 100.0;

/// CPU time of one process, its finished children included, in seconds; nothing if it is gone.
pub(super) fn of_process(pid: u32) -> Option<f64> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name, in parentheses, may hold anything; what follows is numbers.
    let numbers: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    // utime, stime, cutime, cstime are fields 14 to 17 of the line, of which two stand before the numbers.
    let ticks: f64 = numbers.get(11..15)?.iter().filter_map(|number| number.parse::<f64>().ok()).sum();
    Some(ticks / TICKS_PER_S)
}

/// CPU time of everything called `postgres` on this machine, in seconds.
pub(super) fn of_postgres() -> f64 {
    let Ok(processes) = fs::read_dir("/proc") else { return 0.0 };
    let pids =
        processes.flatten().filter_map(|entry| entry.file_name().to_string_lossy().parse::<u32>().ok());
    let is_postgres = |pid: &u32| {
        fs::read_to_string(format!("/proc/{pid}/comm")).is_ok_and(|name| name.trim() == "postgres")
    };
    pids.filter(is_postgres).filter_map(of_process).sum()
}

/// Resident memory of a process, in MB.
pub(super) fn resident_mb(pid: u32) -> f64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kb = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kb.unwrap_or(0.0) / 1024.0
}
