//! Chaos: the real binary under load while everything it needs is killed, frozen, filled up, reset and moved about
//! at random; and then a judgement of what was accepted against what arrived. `make chaos` runs it.
//!
//! The seed decides what happens, to whom and when; what the machine makes of it differs from run to run.
//!
//! Not for what can be shown without killing anybody: that stands in `tests/it`.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod billhook_process;
mod client;
mod clock;
mod cluster;
mod disk;
mod hooks;
mod installation;
mod journal;
mod judgement;
mod ledger;
mod load;
mod mood;
mod plan;
mod receivers;
mod report;
mod run;
mod settings;
mod signal;

use settings::Settings;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
#[ignore = "takes minutes: make chaos"]
async fn what_was_accepted_arrives_whatever_dies() {
    let settings = Settings::from_environment().unwrap_or_else(|error| panic!("{error}"));
    let mut violations = Vec::new();
    for database in settings.databases() {
        let report = run::run(&settings, *database).await;
        println!("{report}");
        println!("kept as {}\n", report.keep(&settings.folder).display());
        violations.extend(report.violations);
    }
    assert!(violations.is_empty(), "{} violations:\n{}", violations.len(), violations.join("\n"));
}
