//! What a run may be told from outside, by variables of the environment.

use std::env;
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

/// On which database a run takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Database {
    Sqlite,
    Postgres,
}

impl fmt::Display for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        })
    }
}

pub(crate) struct Settings {
    /// Decides what happens when.
    pub(crate) seed: u64,
    /// For how long things are broken; then they are left alone until everything has arrived.
    pub(crate) duration: Duration,
    /// Events posted per second.
    pub(crate) rate: f64,
    /// Where reports and logs are kept.
    pub(crate) folder: PathBuf,
    /// The program under test.
    pub(crate) billhook: PathBuf,
    databases: Vec<Database>,
}

impl Settings {
    /// `SEED`, `DURATION` (seconds), `RATE` (events per second), `DATABASE` (`sqlite`, `postgres` or `both`) and
    /// `BILLHOOK_BINARY`; what is absent or empty has its default.
    pub(crate) fn from_environment() -> Result<Self, String> {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/chaos");
        Ok(Self {
            seed: variable("SEED")?.unwrap_or_else(|| fastrand::u64(..1_000_000)),
            duration: Duration::from_secs(variable("DURATION")?.unwrap_or(120)),
            rate: variable("RATE")?.unwrap_or(100.0),
            folder: root.into(),
            billhook: variable("BILLHOOK_BINARY")?.unwrap_or_else(|| env!("CARGO_BIN_EXE_billhook").into()),
            databases: match variable::<String>("DATABASE")?.as_deref() {
                None | Some("both") => vec![Database::Sqlite, Database::Postgres],
                Some("sqlite") => vec![Database::Sqlite],
                Some("postgres") => vec![Database::Postgres],
                Some(other) => return Err(format!("DATABASE={other}: use sqlite, postgres or both")),
            },
        })
    }

    pub(crate) fn databases(&self) -> &[Database] {
        &self.databases
    }
}

fn variable<T: FromStr>(name: &str) -> Result<Option<T>, String> {
    let text = env::var(name).ok().filter(|text| !text.is_empty());
    text.map(|text| text.parse().map_err(|_| format!("{name}={text} cannot be read"))).transpose()
}
