//! What was measured: a list for people, one line of a table, or JSON.

use std::fs;
use std::path::Path;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::commands::Failure;
use crate::stdout::say;

/// The outcome of one measurement. In files, times are in milliseconds and CPU time in microseconds for each delivery.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Measured {
    pub(super) scenario: String,
    pub(super) database: String,
    /// The part of its size at which the scenario was prepared.
    pub(super) scale: f64,
    pub(super) events: usize,
    /// What was to arrive: an event at each hook.
    pub(super) deliveries: usize,
    pub(super) connections: usize,
    pub(super) payload_bytes: usize,
    pub(super) batch: usize,
    pub(super) accepted_per_s: f64,
    pub(super) delivered_per_s: f64,
    pub(super) cpu_us_per_delivery: f64,
    pub(super) cpu_us_billhook: f64,
    pub(super) cpu_us_postgres: f64,
    pub(super) answer_ms: Percentiles,
    pub(super) arrival_ms: Percentiles,
    /// The same load before the trouble began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) arrival_alone_ms: Option<Percentiles>,
    pub(super) resident_mb: f64,
    pub(super) lost: usize,
    pub(super) repeated: u32,
}

/// How long something took, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Percentiles {
    p50: f64,
    p99: f64,
    max: f64,
}

impl Percentiles {
    pub(super) fn of(mut times: Vec<Duration>) -> Self {
        times.sort();
        let at = |part: f64| {
            let place = (times.len().saturating_sub(1) as f64 * part) as usize;
            times.get(place).map_or(0.0, |time| (time.as_secs_f64() * 10_000.0).round() / 10.0)
        };
        Self { p50: at(0.5), p99: at(0.99), max: at(1.0) }
    }
}

impl std::fmt::Display for Percentiles {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "p50 {}, p99 {}, max {} ms", self.p50, self.p99, self.max)
    }
}

impl Measured {
    /// Everything, a line each.
    pub(super) fn print(&self) -> Result<(), Failure> {
        let Self { events, connections, payload_bytes, batch, .. } = self;
        let mut rows = vec![
            ("scenario", self.scenario.clone()),
            ("database", self.database.clone()),
            (
                "load",
                format!(
                    "{events} events of {payload_bytes} bytes, {connections} connections, {batch} a post"
                ),
            ),
            ("accepted", format!("{} per second", self.accepted_per_s)),
            ("delivered", format!("{} per second", self.delivered_per_s)),
            (
                "cost",
                format!(
                    "{:.1} µs of CPU per delivery (Billhook {:.1}, Postgres {:.1})",
                    self.cpu_us_per_delivery, self.cpu_us_billhook, self.cpu_us_postgres
                ),
            ),
            ("post to answer", self.answer_ms.to_string()),
            ("post to arrival", self.arrival_ms.to_string()),
        ];
        rows.extend(self.arrival_alone_ms.map(|alone| ("… when alone", alone.to_string())));
        rows.push(("memory", format!("{} MB resident", self.resident_mb)));
        rows.push(("lost, repeated", format!("{}, {}", self.lost, self.repeated)));
        for (name, value) in rows {
            say!("{name:<16} {value}")?;
        }
        Ok(())
    }

    fn row(&self) -> String {
        let alone =
            self.arrival_alone_ms.map_or_else(String::new, |alone| format!("{} / {}", alone.p50, alone.p99));
        format!(
            "| {} | {} | {} | {} | {} | {:.0} | {:.0} | {} / {} | {} | {} | {}, {} |",
            self.scenario,
            self.database,
            self.deliveries,
            self.accepted_per_s,
            self.delivered_per_s,
            self.cpu_us_per_delivery,
            self.cpu_us_postgres,
            self.arrival_ms.p50,
            self.arrival_ms.p99,
            alone,
            self.resident_mb,
            self.lost,
            self.repeated
        )
    }
}

/// Adds the measurement to those that the file holds; the file is a JSON array.
pub(super) fn add(file: &Path, measured: Measured) -> Result<(), Failure> {
    let mut all = if file.exists() { read(file)? } else { Vec::new() };
    all.push(measured);
    let text = serde_json::to_string_pretty(&all).map_err(|error| wrong(file, &error))?;
    fs::write(file, text + "\n").map_err(|error| wrong(file, &error))
}

/// Prints what the file holds as one table, in Markdown.
pub(super) fn show(file: &Path) -> Result<(), Failure> {
    say!(
        "| scenario | database | deliveries | accepted/s | delivered/s | CPU µs/delivery | of that Postgres | \
         arrival p50 / p99 ms | when alone | MB | lost, repeated |"
    )?;
    say!("|{}", " --- |".repeat(11))?;
    read(file)?.iter().try_for_each(|measured| say!("{}", measured.row()))
}

fn read(file: &Path) -> Result<Vec<Measured>, Failure> {
    let text = fs::read_to_string(file).map_err(|error| wrong(file, &error))?;
    serde_json::from_str(&text).map_err(|error| wrong(file, &error))
}

fn wrong(file: &Path, error: &dyn std::fmt::Display) -> Failure {
    Failure::new(format!("{}: {error}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_those_of_sorted_times() {
        let times = (1..=100).rev().map(Duration::from_millis).collect();
        assert_eq!(Percentiles::of(times), Percentiles { p50: 50.0, p99: 99.0, max: 100.0 });
        assert_eq!(Percentiles::of(Vec::new()), Percentiles { p50: 0.0, p99: 0.0, max: 0.0 });
    }
}
