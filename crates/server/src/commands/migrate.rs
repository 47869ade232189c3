//! `billhook migrate`: brings the database's schema to this version, or back.

use billhook_store::{Db, migrate};

use crate::commands::Failure;
use crate::config::Flags;
use crate::stdout::say;
use crate::{database, lock};

/// How far
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Revert this many migrations, the latest first; what their tables hold is lost
    #[arg(long, value_name = "N")]
    down: Option<usize>,
    #[command(flatten)]
    flags: Flags,
}

pub(crate) fn run(args: Args) -> Result<(), Failure> {
    let config = args.flags.load()?;
    let _lock = lock::hold(&config, "migrate")?;
    let db = database::open(&config)?;
    let (done, names) = match args.down {
        None => ("applied", db.directly(migrate::up)?),
        Some(count) => ("reverted", db.directly(|connection| migrate::down(connection, count))?),
    };
    report(&db, done, &names)
}

fn report(db: &Db, done: &str, names: &[String]) -> Result<(), Failure> {
    for name in names {
        say!("{done} {name}")?;
    }
    if names.is_empty() {
        say!("Nothing to do: {} is up to date.", db.url())?;
    }
    Ok(())
}
