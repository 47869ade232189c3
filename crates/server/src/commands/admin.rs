//! `billhook admin`: what an operator does at the command line, asking nobody's permission.

mod operator;
mod rotate;

use std::io::{Read, stdin};
use std::path::PathBuf;
use std::sync::Arc;

use billhook_api::setup::{self, Bootstrap};
use billhook_core::clock::{Clock, SystemClock};
use billhook_core::id::OperatorTokenId;
use billhook_store::{Db, SystemScope, migrate, tenants};
use serde_json::json;

use crate::commands::{self, Failure, backup};
use crate::config::{Config, Flags};
use crate::database;
use crate::stdout::say;

/// What to do
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Args {
    /// Make a tenant, its first member with every permission, and a token; print one JSON object
    Bootstrap {
        /// The tenant's name
        #[arg(long, value_name = "NAME")]
        tenant: String,
        /// The member's name [default: the address]
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
        /// The member's address
        #[arg(long, value_name = "E")]
        email: String,
        /// Read the member's password from standard input
        #[arg(long, required = true)]
        password_stdin: bool,
        #[command(flatten)]
        flags: Flags,
    },
    /// Give an account another password, and end its sessions
    ResetPassword {
        /// The account's address
        #[arg(long, value_name = "E")]
        email: String,
        /// Read the new password from standard input
        #[arg(long, required = true)]
        password_stdin: bool,
        #[command(flatten)]
        flags: Flags,
    },
    /// List the tenants, one JSON object a line
    ListTenants {
        #[command(flatten)]
        flags: Flags,
    },
    /// Copy the SQLite database and the master key into a new folder; Billhook may be running
    Backup {
        /// The folder to make
        #[arg(long, value_name = "FOLDER")]
        to: PathBuf,
        #[command(flatten)]
        flags: Flags,
    },
    /// Make a token of the operator, who stands above the tenants; print one JSON object
    CreateOperatorToken {
        /// What it is for
        #[arg(long, value_name = "N")]
        name: String,
        #[command(flatten)]
        flags: Flags,
    },
    /// List the operator's tokens, one JSON object a line
    ListOperatorTokens {
        #[command(flatten)]
        flags: Flags,
    },
    /// Revoke a token of the operator: from then on it is no longer valid
    RevokeOperatorToken {
        /// The token's id, as the list has it
        #[arg(long, value_name = "ID")]
        id: OperatorTokenId,
        #[command(flatten)]
        flags: Flags,
    },
    /// Seal every secret under a new master key and keep that in place of the old one; stop Billhook first
    RotateMasterKey {
        #[command(flatten)]
        flags: Flags,
    },
}

pub(crate) fn run(args: Args) -> Result<(), Failure> {
    commands::block_on(async {
        match args {
            Args::Bootstrap { tenant, name, email, flags, .. } => {
                bootstrap(&flags, tenant, name, email).await
            }
            Args::ResetPassword { email, flags, .. } => reset_password(&flags, &email).await,
            Args::ListTenants { flags } => list_tenants(&flags).await,
            Args::Backup { to, flags } => backup::run(&flags, &to),
            Args::CreateOperatorToken { name, flags } => {
                operator::create(&open(&flags.load()?)?, &name).await
            }
            Args::ListOperatorTokens { flags } => operator::list(&open(&flags.load()?)?).await,
            Args::RevokeOperatorToken { id, flags } => operator::revoke(&open(&flags.load()?)?, id).await,
            Args::RotateMasterKey { flags } => rotate::run(&flags).await,
        }
    })
}

/// The database that there is, brought up to date: these commands may come before the first start of a new version.
fn open(config: &Config) -> Result<Db, Failure> {
    database::require(config)?;
    open_or_make(config)
}

/// The same where the first start may be still to come.
fn open_or_make(config: &Config) -> Result<Db, Failure> {
    let db = database::open(config)?;
    db.directly(migrate::up)?;
    Ok(db)
}

/// The first line of standard input, without its end.
fn password() -> Result<String, Failure> {
    let mut text = String::new();
    stdin()
        .take(4096)
        .read_to_string(&mut text)
        .map_err(|error| Failure::new(format!("no password can be read from standard input: {error}")))?;
    Ok(text.lines().next().unwrap_or("").to_owned())
}

async fn bootstrap(
    flags: &Flags,
    tenant: String,
    name: Option<String>,
    email: String,
) -> Result<(), Failure> {
    let db = open_or_make(&flags.load()?)?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let wanted = Bootstrap { tenant, name, email, password: password()? };
    let made =
        setup::bootstrap(&db, &clock, wanted).await.map_err(|problem| Failure::new(problem.to_string()))?;
    let answer = json!({"tenant_id": made.tenant_id, "user_id": made.user_id, "token": made.token});
    say!("{answer}")
}

async fn reset_password(flags: &Flags, email: &str) -> Result<(), Failure> {
    let db = open(&flags.load()?)?;
    setup::reset_password(&db, &SystemClock, email, password()?)
        .await
        .map_err(|problem| Failure::new(problem.to_string()))?;
    say!("The password of {email} is changed; its sessions are ended.")
}

async fn list_tenants(flags: &Flags) -> Result<(), Failure> {
    let db = open(&flags.load()?)?;
    for tenant in db.read(|c| tenants::list_all(c, SystemScope)).await? {
        let line = json!({
            "id": tenant.id, "key": tenant.key, "name": tenant.name, "state": tenant.state,
            "created_at": tenant.created_at,
        });
        say!("{line}")?;
    }
    Ok(())
}
