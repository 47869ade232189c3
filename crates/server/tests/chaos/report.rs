//! What a run says at its end: a table for people, JSON for programs.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::Serialize;

use crate::installation::Installation;
use crate::journal::{Entry, Journal};
use crate::judgement::{Duplicate, Judgement};
use crate::load::Platform;
use crate::settings::{Database, Settings};

/// How many of a kind are reported one by one.
const MAX_TOLD: usize = 10;

#[derive(Serialize)]
pub(crate) struct Report {
    database: String,
    seed: u64,
    duration_s: u64,
    rate: f64,
    left_out: Vec<&'static str>,
    processes: Vec<ProcessLine>,
    posts: Posts,
    deliveries: Deliveries,
    duplicates: Vec<Duplicate>,
    troubles: Vec<Entry>,
    /// Seconds from the last trouble until everything had arrived.
    calm_after_s: f64,
    pub(crate) violations: Vec<String>,
}

#[derive(Serialize)]
struct ProcessLine {
    name: String,
    starts: usize,
    failed_starts: usize,
    peak_mib: usize,
}

#[derive(Serialize)]
struct Posts {
    posts: usize,
    unanswered: usize,
    put_off: usize,
    repeated: usize,
    accepted_p50_ms: f64,
    accepted_p99_ms: f64,
    accepted_max_ms: f64,
}

#[derive(Serialize)]
struct Deliveries {
    expected: usize,
    missing: usize,
    uninvited: usize,
    duplicates: usize,
    unexplained: usize,
}

impl Report {
    pub(crate) fn of(
        settings: &Settings,
        database: Database,
        installation: &Installation,
        platform: &Platform,
        journal: &Journal,
        judgement: Judgement,
        calm_after_s: f64,
    ) -> Self {
        let mut violations = journal.complaints();
        violations.extend(judged(&judgement));
        let strange = platform.ledger.read().strange;
        if strange > 0 {
            violations.push(format!("{strange} requests arrived with other content than was posted"));
        }
        let deliveries = Deliveries {
            expected: judgement.expected,
            missing: judgement.missing.len(),
            uninvited: judgement.uninvited.len(),
            duplicates: judgement.duplicates.len(),
            unexplained: judgement.unexplained().count(),
        };
        Self {
            database: database.to_string(),
            seed: settings.seed,
            duration_s: settings.duration.as_secs(),
            rate: settings.rate,
            left_out: installation.left_out(),
            processes: installation.processes.iter().map(|process| ProcessLine::of(process)).collect(),
            posts: Posts::of(platform),
            deliveries,
            duplicates: judgement.duplicates,
            troubles: journal.entries(),
            calm_after_s,
            violations,
        }
    }

    /// Writes it as JSON beside the logs of its run.
    pub(crate) fn keep(&self, folder: &Path) -> PathBuf {
        let path = folder.join(format!("{}-{}.json", self.database, self.seed));
        fs::write(&path, serde_json::to_string_pretty(self).unwrap()).unwrap();
        path
    }
}

fn judged(judgement: &Judgement) -> Vec<String> {
    let listed = |what: &str, found: &[(usize, &str)]| {
        let some: Vec<_> =
            found.iter().take(MAX_TOLD).map(|(event, hook)| format!("{event} at {hook}")).collect();
        format!("{} {what}: {}", found.len(), some.join(", "))
    };
    let mut violations = Vec::new();
    if !judgement.missing.is_empty() {
        violations.push(listed("accepted deliveries never arrived", &judgement.missing));
    }
    if !judgement.uninvited.is_empty() {
        violations.push(listed("deliveries arrived that nobody accepted", &judgement.uninvited));
    }
    let unexplained = judgement.unexplained().take(MAX_TOLD);
    violations.extend(unexplained.map(|Duplicate { event, hook, taken_s, again_s, .. }| {
        format!("event {event} came twice to {hook}, at {taken_s:.2} s and at {again_s:.2} s, and nothing explains it")
    }));
    violations
}

fn read(count: &AtomicUsize) -> usize {
    count.load(Ordering::Relaxed)
}

impl ProcessLine {
    fn of(process: &crate::billhook_process::BillhookProcess) -> Self {
        let tally = &process.tally;
        Self {
            name: process.name.clone(),
            starts: read(&tally.starts),
            failed_starts: read(&tally.failed_starts),
            peak_mib: read(&tally.peak_kib) / 1024,
        }
    }
}

impl Posts {
    fn of(platform: &Platform) -> Self {
        let tally = &platform.tally;
        let mut took = tally.answered_ms.lock().clone();
        took.sort_by(f64::total_cmp);
        let at =
            |part: f64| took.get((took.len() as f64 * part) as usize).or(took.last()).copied().unwrap_or(0.0);
        Self {
            posts: read(&tally.posts),
            unanswered: read(&tally.unanswered),
            put_off: read(&tally.put_off),
            repeated: read(&tally.repeated),
            accepted_p50_ms: at(0.5),
            accepted_p99_ms: at(0.99),
            accepted_max_ms: at(1.0),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { posts, deliveries, .. } = self;
        writeln!(f, "Chaos on {}, seed {}, {} s of troubles", self.database, self.seed, self.duration_s)?;
        for left_out in &self.left_out {
            writeln!(f, "  left out: {left_out}")?;
        }
        writeln!(f, "\n  {:<18} {:>6} {:>14} {:>14}", "trouble", "times", "longest, s", "ready after, s")?;
        for (kind, entries) in self.kinds() {
            let longest =
                |length: fn(&Entry) -> f64| entries.iter().map(|entry| length(entry)).fold(0.0, f64::max);
            let (lasted, after) = (longest(|e| e.undone_s - e.from_s), longest(|e| e.ready_s - e.undone_s));
            writeln!(f, "  {kind:<18} {:>6} {lasted:>14.1} {after:>14.1}", entries.len())?;
        }
        writeln!(f, "\n  {:<18} {:>6} {:>14} {:>14}", "process", "starts", "failed starts", "peak, MiB")?;
        for ProcessLine { name, starts, failed_starts, peak_mib } in &self.processes {
            writeln!(f, "  {name:<18} {starts:>6} {failed_starts:>14} {peak_mib:>14}")?;
        }
        let Posts { accepted_p50_ms: p50, accepted_p99_ms: p99, accepted_max_ms: max, .. } = posts;
        writeln!(f, "\n  posts              {}, repeated on purpose {}", posts.posts, posts.repeated)?;
        writeln!(f, "  without an answer  {}, put off with Retry-After {}", posts.unanswered, posts.put_off)?;
        writeln!(f, "  accepted within    p50 {p50:.1} ms, p99 {p99:.0} ms, at most {max:.0} ms")?;
        writeln!(f, "  deliveries         {} expected, {} missing", deliveries.expected, deliveries.missing)?;
        writeln!(f, "  uninvited          {}", deliveries.uninvited)?;
        writeln!(
            f,
            "  duplicates         {}, unexplained {}",
            deliveries.duplicates, deliveries.unexplained
        )?;
        for (cause, count) in self.causes() {
            writeln!(f, "    {count:>5}  {cause}")?;
        }
        writeln!(f, "  all arrived        {:.1} s after the last trouble", self.calm_after_s)?;
        writeln!(f, "  violations         {}", self.violations.len())?;
        self.violations.iter().try_for_each(|violation| writeln!(f, "    {violation}"))
    }
}

impl Report {
    fn kinds(&self) -> BTreeMap<&str, Vec<&Entry>> {
        let mut kinds: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
        for entry in &self.troubles {
            // The JSON says who was struck.
            let kind = entry.what.split(" of ").next().unwrap_or(&entry.what);
            kinds.entry(kind).or_default().push(entry);
        }
        kinds
    }

    fn causes(&self) -> BTreeMap<&str, usize> {
        let mut causes = BTreeMap::new();
        for duplicate in &self.duplicates {
            *causes.entry(duplicate.cause.as_deref().unwrap_or("unexplained")).or_default() += 1;
        }
        causes
    }
}
