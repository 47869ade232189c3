//! What was done to the installation, from when to when: by this, duplicates are explained.

use std::time::{Duration, Instant};

use parking_lot::Mutex;
use serde::Serialize;

/// One trouble, in seconds since the run began.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Entry {
    pub(crate) what: String,
    pub(crate) from_s: f64,
    /// When it was undone.
    pub(crate) undone_s: f64,
    /// When everybody was ready again.
    pub(crate) ready_s: f64,
}

/// The record of a run. Time is counted from its making.
pub(crate) struct Journal {
    began: Instant,
    entries: Mutex<Vec<Entry>>,
    remarks: Mutex<Vec<String>>,
}

impl Journal {
    pub(crate) fn begin() -> Self {
        Self { began: Instant::now(), entries: Mutex::default(), remarks: Mutex::default() }
    }

    /// Time since the run began.
    pub(crate) fn now(&self) -> Duration {
        self.began.elapsed()
    }

    pub(crate) fn note(&self, entry: Entry) {
        self.entries.lock().push(entry);
    }

    /// Keeps something that should not have happened.
    pub(crate) fn complain(&self, remark: String) {
        eprintln!("{:7.1} s  VIOLATION {remark}", self.now().as_secs_f64());
        self.remarks.lock().push(remark);
    }

    /// Everything that was done, by its beginning.
    pub(crate) fn entries(&self) -> Vec<Entry> {
        let mut entries = self.entries.lock().clone();
        entries.sort_by(|a, b| a.from_s.total_cmp(&b.from_s));
        entries
    }

    /// Everything that should not have happened.
    pub(crate) fn complaints(&self) -> Vec<String> {
        self.remarks.lock().clone()
    }
}
