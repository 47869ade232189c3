//! A run from beginning to end: load and troubles, calm, and the judgement.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use fastrand::Rng;
use tokio::time::{Instant, sleep, timeout};

use crate::hooks::HOOKS;
use crate::installation::Installation;
use crate::journal::Journal;
use crate::judgement::Judgement;
use crate::ledger::Ledger;
use crate::load::Platform;
use crate::plan::{self, Step};
use crate::receivers::HookReceiver;
use crate::report::Report;
use crate::settings::{Database, Settings};

/// How long everything may take to arrive once it is left alone.
const CALM: Duration = Duration::from_secs(120);
/// How long to look on after everything has arrived: for what still comes, and should not.
const AFTERMATH: Duration = Duration::from_secs(3);

pub(crate) async fn run(settings: &Settings, database: Database) -> Report {
    let folder = settings.folder.join(format!("{database}-{}", settings.seed));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    eprintln!("chaos on {database}, seed {}, {} s", settings.seed, settings.duration.as_secs());
    let (journal, ledger) = (Arc::new(Journal::begin()), Arc::new(Ledger::default()));
    let installation = Arc::new(Installation::make(settings, database, &folder, journal.clone()).await);
    let mut rng = Rng::with_seed(settings.seed);
    // The plan comes first, so that the seed alone decides it.
    let tracks = plan::draw(&mut rng, installation.abilities(), settings.duration);
    let end = Instant::now() + settings.duration;
    hook_up(&installation, &mut rng, &ledger, &journal, end).await;
    let walk = |track| tokio::spawn(walk(installation.clone(), track, end));
    let troubles: Vec<_> = tracks.into_iter().map(walk).collect();
    let weighing = tokio::spawn(weigh(installation.clone()));
    let doors = installation.doors.iter().map(|place| installation.processes[*place].base.clone()).collect();
    let client = installation.client.clone();
    let platform = Arc::new(Platform::new(client, doors, ledger.clone(), journal.clone(), settings.seed));
    let posted = platform.clone().work(&mut rng, settings.rate, end);
    if timeout(settings.duration + CALM, posted).await.is_err() {
        journal.complain("what was posted was not accepted in the end".into());
    }
    for track in troubles {
        track.await.unwrap();
    }
    let calm_s = calm(&installation, &ledger, &journal).await;
    weighing.abort();
    check_state(&installation, &journal).await;
    check_logs(&folder, &journal);
    let judgement = Judgement::of(&ledger.read(), &journal.entries());
    Report::of(settings, database, &installation, &platform, &journal, judgement, calm_s)
}

async fn walk(installation: Arc<Installation>, track: Vec<Step>, end: Instant) {
    for step in track {
        sleep(step.pause).await;
        if Instant::now() >= end {
            return;
        }
        installation.suffer(step).await;
    }
}

/// Makes the hooks and gives each its receiver.
async fn hook_up(
    installation: &Installation,
    rng: &mut Rng,
    ledger: &Arc<Ledger>,
    journal: &Arc<Journal>,
    end: Instant,
) {
    for (place, hook) in HOOKS.iter().enumerate() {
        let receiver = HookReceiver::start(place, ledger.clone(), journal.clone()).await;
        let door = &installation.processes[installation.doors[0]].base;
        let answer = installation.client.post(door, "/api/v1/hooks", &hook.body(&receiver.url())).await;
        let answer = answer.expect("the hooks are made before anything is broken");
        assert_eq!(answer.status, 201, "{}", answer.body);
        tokio::spawn(receiver.live(rng.fork(), end));
    }
}

async fn weigh(installation: Arc<Installation>) {
    loop {
        installation.processes.iter().for_each(|process| process.weigh());
        sleep(Duration::from_millis(250)).await;
    }
}

/// Waits until everything has arrived and nothing waits; answers how many seconds that took.
async fn calm(installation: &Installation, ledger: &Ledger, journal: &Journal) -> f64 {
    let began = Instant::now();
    loop {
        let missing = Judgement::of(&ledger.read(), &[]).missing.len();
        if missing == 0 && waiting(installation).await == Some(0) {
            break;
        }
        if began.elapsed() > CALM {
            journal.complain(format!(
                "after {} s of calm {missing} deliveries have not arrived",
                CALM.as_secs()
            ));
            break;
        }
        sleep(Duration::from_millis(500)).await;
    }
    let took = began.elapsed().as_secs_f64();
    sleep(AFTERMATH).await;
    took
}

/// How many deliveries are not finished, up to a page of each state; `None` if nobody can tell.
async fn waiting(installation: &Installation) -> Option<usize> {
    let pending = count(installation, "/api/v1/deliveries?state=pending").await?;
    Some(pending + count(installation, "/api/v1/deliveries?state=in_flight").await?)
}

async fn count(installation: &Installation, path: &str) -> Option<usize> {
    let door = &installation.processes[installation.doors[0]].base;
    let answer = installation.client.get(door, path).await.ok()?;
    Some(answer.body["data"].as_array()?.len())
}

async fn check_state(installation: &Installation, journal: &Journal) {
    for state in ["pending", "in_flight", "failed", "cancelled", "skipped"] {
        match count(installation, &format!("/api/v1/deliveries?state={state}")).await {
            Some(0) => {}
            Some(some) => journal.complain(format!("{some} or more deliveries are {state} in the end")),
            None => journal.complain(format!("nobody can tell how many deliveries are {state}")),
        }
    }
    for process in &installation.processes {
        if !installation.client.is_ready(&process.base).await {
            journal.complain(format!("{} is not ready in the end", process.name));
        }
    }
}

/// A process that is only killed and frozen has no reason to panic.
fn check_logs(folder: &Path, journal: &Journal) {
    for file in fs::read_dir(folder).unwrap().flatten() {
        let said = fs::read(file.path()).unwrap();
        let said = String::from_utf8_lossy(&said);
        let panics = said.lines().filter(|line| line.contains("panicked")).count();
        if panics > 0 {
            journal.complain(format!("{panics} panics in {}", file.path().display()));
        }
    }
}
