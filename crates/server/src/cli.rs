//! The command line.

use std::ffi::OsString;
use std::io::{Write, stderr};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::app::Role;
use crate::commands::{self, Failure};
use crate::config::ServeFlags;

/// Sends what happened to those whom it concerns: a self-hosted webhook service.
#[derive(Debug, Parser)]
#[command(name = "billhook", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run everything in one process: API, console and jobs
    Serve(ServeFlags),
    /// Run API and console only (Postgres)
    Api(ServeFlags),
    /// Run the jobs only (Postgres)
    Jobs(ServeFlags),
    /// Bring the database's schema to this version
    Migrate(commands::migrate::Args),
    /// Show, check or document the configuration
    #[command(subcommand)]
    Config(commands::config::Args),
    /// Look at everything that a start needs, and say what is not right
    Doctor(commands::doctor::Args),
    /// Print the OpenAPI document
    Openapi,
    /// Tenants, passwords and the master key, from the command line
    #[command(subcommand)]
    Admin(commands::admin::Args),
    /// Measure what this machine delivers, and what a delivery costs
    Bench(commands::bench::Args),
    /// Receive webhooks on this machine: show, verify and answer them
    Listen(commands::listen::Args),
    /// Post one event
    Send(commands::send::Args),
}

/// Runs the command that the arguments name; the first argument is the program's own name.
///
/// Exits with 0, with 1 if it did not work, or with 2 if command line or configuration are wrong.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Nobody is left to be told if this cannot be printed.
            let _ = error.print();
            return u8::try_from(error.exit_code()).unwrap_or(2).into();
        }
    };
    match cli.command.run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            let _ = writeln!(stderr(), "{failure}");
            failure.code()
        }
    }
}

impl Command {
    fn run(self) -> Result<(), Failure> {
        match self {
            Self::Serve(flags) => commands::serve::run(flags, Role::Serve),
            Self::Api(flags) => commands::serve::run(flags, Role::Api),
            Self::Jobs(flags) => commands::serve::run(flags, Role::Jobs),
            Self::Migrate(args) => commands::migrate::run(args),
            Self::Config(args) => commands::config::run(args),
            Self::Doctor(args) => commands::doctor::run(args),
            Self::Openapi => commands::openapi::run(),
            Self::Admin(args) => commands::admin::run(args),
            Self::Bench(args) => commands::bench::run(args),
            Self::Listen(args) => commands::listen::run(args),
            Self::Send(args) => commands::send::run(args),
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
