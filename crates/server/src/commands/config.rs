//! `billhook config`: shows, checks and documents the configuration.

use crate::commands::Failure;
use crate::config::{DEFAULT, Flags, reference};
use crate::stdout::{self, say};

/// What to do with the configuration
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Args {
    /// Print what is in force and where it comes from, without secrets
    Show {
        /// Print the defaults instead, with an explanation of every key: a file to start from
        #[arg(long)]
        default: bool,
        #[command(flatten)]
        flags: Flags,
    },
    /// Say whether the configuration is valid
    Check {
        #[command(flatten)]
        flags: Flags,
    },
    /// Print the reference of all keys in Markdown
    Reference,
}

pub(crate) fn run(args: Args) -> Result<(), Failure> {
    match args {
        Args::Show { default: true, .. } => stdout::print(DEFAULT),
        Args::Show { default: false, flags } => stdout::print(&flags.layers()?.to_string()),
        Args::Check { flags } => {
            flags.load()?;
            say!("The configuration is valid.")
        }
        Args::Reference => stdout::print(&reference()),
    }
}
