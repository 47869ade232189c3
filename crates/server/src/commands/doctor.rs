//! `billhook doctor`: looks at everything that a start needs, changes nothing, and says what to do about what is
//! not right. `--running` asks a process at work instead, which is what a container's health check wants.

mod running;

use std::io::ErrorKind;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;

use billhook_core::clock::{Clock, SystemClock};
use billhook_store::{AnyConnection, DatabaseUrl, Db, StoreError, SystemScope, hook_secrets, mails, migrate};

use chrono::TimeDelta;

use crate::commands::{self, Failure};
use crate::config::{Config, Flags};
use crate::database;
use crate::mail;
use crate::master_key::{self, MasterKeyError, WhenMissing};
use crate::stdout::say;

/// What to look at
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Ask the process that runs with this configuration whether it is ready, and look at nothing else
    #[arg(long)]
    running: bool,
    #[command(flatten)]
    flags: Flags,
}

/// What a look found.
#[derive(Debug, PartialEq, Eq)]
enum Finding {
    Good(String),
    /// It works, and somebody should know.
    Note(String),
    Bad(String),
}

pub(crate) fn run(args: Args) -> Result<(), Failure> {
    let config = match args.flags.load() {
        Ok(config) => config,
        Err(error) => return report(&[("configuration", Finding::Bad(error.to_string()))]),
    };
    if args.running {
        return commands::block_on(running::ask(config.server.listen));
    }
    let findings = commands::block_on(async { Ok(examine(&config).await) })?;
    report(&findings)
}

async fn examine(config: &Config) -> Vec<(&'static str, Finding)> {
    let mut findings = vec![("configuration", Finding::Good("valid".into()))];
    if let DatabaseUrl::Sqlite(path) = config.database_url()
        && !Path::new(&path).exists()
    {
        // Opening it would make it.
        findings.push(("database", Finding::Note(format!("none yet; the first start makes it at {path}"))));
        findings.push(("mail", mail_server(config).await));
        findings.push(("addresses", addresses(config)));
        findings.push(("port", port(config.server.listen)));
        return findings;
    }
    let db = match database::open(config) {
        Ok(db) => db,
        Err(error) => {
            findings.push(("database", Finding::Bad(error.to_string())));
            return findings;
        }
    };
    findings.push(("database", writable(&db).await));
    findings.push(("schema", schema(&db)));
    findings.extend(clock(&db).await.map(|finding| ("clock", finding)));
    findings.extend(language(&db).await.map(|finding| ("language", finding)));
    findings.extend(encoding(&db).await.map(|finding| ("encoding", finding)));
    findings.push(("master key", key(config, &db).await));
    findings.push(("mail", mail_server(config).await));
    findings.extend(outbox(&db).await.map(|finding| ("outbox", finding)));
    findings.push(("addresses", addresses(config)));
    findings.push(("port", port(config.server.listen)));
    findings
}

async fn writable(db: &Db) -> Finding {
    match db.check().await {
        Ok(()) => Finding::Good(format!("{} answers and takes writes", db.url())),
        Err(error) => Finding::Bad(error.to_string()),
    }
}

fn schema(db: &Db) -> Finding {
    match db.directly(migrate::pending) {
        Ok(pending) if pending.is_empty() => Finding::Good("up to date".into()),
        Ok(pending) => Finding::Note(format!(
            "{} migrations are to be applied; `billhook migrate` or the next start does that",
            pending.len()
        )),
        Err(error) => Finding::Bad(error.to_string()),
    }
}

/// How far this machine's clock may be from the database's, by which Billhook goes, before it is worth a word.
const CLOCKS_APART: TimeDelta = TimeDelta::seconds(1);

/// Whether the database's machine agrees about the time; nothing on SQLite, whose machine is this one.
async fn clock(db: &Db) -> Option<Finding> {
    let theirs = db.read(AnyConnection::servers_clock).await.ok().flatten()?;
    Some(agreement(SystemClock.now() - theirs))
}

fn agreement(apart: TimeDelta) -> Finding {
    if apart.abs() <= CLOCKS_APART {
        return Finding::Good("agrees with the database's".into());
    }
    Finding::Note(format!(
        "{} ms from the database's, by which Billhook goes: if that one is wrong, so are the times that receivers check with signatures; \
         let NTP set the clocks of both machines",
        apart.num_milliseconds()
    ))
}

/// Whether troubles of the database can be told apart by what it says; nothing on SQLite, which knows only English.
async fn language(db: &Db) -> Option<Finding> {
    let language = db.read(AnyConnection::language_of_messages).await.ok().flatten()?;
    Some(understood(&language))
}

fn understood(language: &str) -> Finding {
    if ["C", "POSIX", "en"].iter().any(|known| language.starts_with(known)) {
        return Finding::Good(format!("the database says in {language} what is wrong"));
    }
    Finding::Bad(format!(
        "the database says in {language} what is wrong, and outages could not be told from faults: \
         `alter role … set lc_messages = 'C'`, as its superuser"
    ))
}

/// Whether the database can keep every character; nothing on SQLite, which can.
async fn encoding(db: &Db) -> Option<Finding> {
    let encoding = db.read(AnyConnection::encoding).await.ok().flatten()?;
    Some(complete(encoding))
}

fn complete(encoding: String) -> Finding {
    match encoding.as_str() {
        "UTF8" => Finding::Good("the database keeps every character".into()),
        _ => Finding::Bad(StoreError::NotUtf8(encoding).to_string()),
    }
}

async fn key(config: &Config, db: &Db) -> Finding {
    // Before the first start there is neither a table to ask nor a key to check.
    let sealed = db.read(|c| hook_secrets::any(c, SystemScope)).await.ok().flatten();
    let key = match master_key::load(config, WhenMissing::Refuse) {
        Ok(key) => key,
        Err(MasterKeyError::Missing { path }) if sealed.is_none() => {
            return Finding::Note(format!("none yet; the first start makes one at {}", path.display()));
        }
        Err(error) => return Finding::Bad(error.to_string()),
    };
    match sealed.map(|(id, sealed)| hook_secrets::open(&key, &id, &sealed)) {
        Some(Err(error)) => Finding::Bad(format!("it does not open what is in the database: {error}")),
        Some(Ok(_)) => Finding::Good("opens what is in the database".into()),
        None => Finding::Good("readable by its owner only".into()),
    }
}

/// Connects and signs in, and sends nothing.
async fn mail_server(config: &Config) -> Finding {
    let server = match mail::server(&config.mail) {
        Ok(Some(server)) => server,
        Ok(None) => {
            let folder = mail::folder(&config.data_dir);
            return Finding::Note(format!("no mail server; mails are written to {}", folder.display()));
        }
        Err(error) => return Finding::Bad(error.to_string()),
    };
    match server.check().await {
        Ok(()) => Finding::Good(format!("{server} takes mails from {}", sender(config))),
        Err(error) => Finding::Bad(format!("{server} cannot be used: {error}")),
    }
}

/// Mails that wait although they were tried; nothing before the first start, when there is no table to ask.
async fn outbox(db: &Db) -> Option<Finding> {
    let (waiting, refused) = db.read(|c| mails::count_waiting(c, SystemScope)).await.ok()?;
    let refused =
        (refused > 0).then(|| format!("{refused} of {waiting} mails that wait were refused before"));
    refused.map(|text| Finding::Note(format!("{text}; the log of `billhook serve` says why")))
}

fn sender(config: &Config) -> String {
    config.mail.from.as_ref().map_or_else(|| "nobody".to_owned(), ToString::to_string)
}

fn addresses(config: &Config) -> Finding {
    let allowed = config.delivery.allow_networks.to_string();
    if allowed.is_empty() {
        Finding::Good("only public addresses are called".into())
    } else {
        Finding::Note(format!("besides public addresses, hooks may call {allowed}"))
    }
}

/// Whether a start could listen there. Where Billhook is at work it is taken, as it should be.
fn port(address: SocketAddr) -> Finding {
    match TcpListener::bind(address) {
        Ok(_) => Finding::Good(format!("{address} is free")),
        Err(error) if error.kind() == ErrorKind::AddrInUse => Finding::Note(format!(
            "{address} is taken, and a start would end there; `billhook doctor --running` tells whether it is Billhook"
        )),
        Err(error) => Finding::Bad(format!("cannot listen on {address}: {error}")),
    }
}

fn report(findings: &[(&str, Finding)]) -> Result<(), Failure> {
    let mut bad = 0;
    for (what, finding) in findings {
        let (mark, text) = match finding {
            Finding::Good(text) => ("ok  ", text),
            Finding::Note(text) => ("note", text),
            Finding::Bad(text) => {
                bad += 1;
                ("BAD ", text)
            }
        };
        say!("{mark} {what}: {text}")?;
    }
    match bad {
        0 => Ok(()),
        1 => Err(Failure::new("one thing is not right")),
        _ => Err(Failure::new(format!("{bad} things are not right"))),
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::config::Layers;

    fn config(data_dir: &Path) -> Config {
        let mut config = Layers::new().config().unwrap();
        config.data_dir = data_dir.into();
        config
    }

    #[test]
    fn clocks_that_differ_are_told() {
        assert!(matches!(agreement(TimeDelta::milliseconds(-900)), Finding::Good(_)));
        for apart in [1_001, -7_200_000] {
            let Finding::Note(text) = agreement(TimeDelta::milliseconds(apart)) else {
                panic!("{apart} is fine")
            };
            assert!(text.starts_with(&format!("{apart} ms")), "{text}");
        }
    }

    #[test]
    fn a_database_that_does_not_speak_english_is_told() {
        assert!(matches!(understood("en_GB.UTF-8"), Finding::Good(_)));
        assert!(matches!(understood("C"), Finding::Good(_)));
        assert!(matches!(understood("de_DE.UTF-8"), Finding::Bad(_)));
    }

    #[test]
    fn a_database_that_lacks_characters_is_told() {
        assert!(matches!(complete("UTF8".into()), Finding::Good(_)));
        for lacking in ["LATIN1", "SQL_ASCII"] {
            assert!(matches!(complete(lacking.into()), Finding::Bad(text) if text.contains(lacking)));
        }
    }

    #[tokio::test]
    async fn looking_at_an_empty_folder_makes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut config = config(folder.path());
        config.server.listen.set_port(0);
        let findings = examine(&config).await;
        assert!(findings.iter().all(|(_, finding)| !matches!(finding, Finding::Bad(_))), "{findings:?}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_port_that_is_taken_is_told() {
        let taken = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = taken.local_addr().unwrap();
        assert!(matches!(port(address), Finding::Note(_)));
        drop(taken);
        assert!(matches!(port(address), Finding::Good(_)));
    }

    #[tokio::test]
    async fn a_key_that_others_may_read_is_bad_even_if_nothing_is_sealed() {
        let folder = tempfile::tempdir().unwrap();
        let config = config(folder.path());
        database::open(&config).unwrap().directly(migrate::up).unwrap();
        master_key::load(&config, WhenMissing::Make).unwrap();
        fs::set_permissions(master_key::path_in(folder.path()), Permissions::from_mode(0o644)).unwrap();
        let findings = examine(&config).await;
        let bad: Vec<_> = findings.iter().filter(|(_, finding)| matches!(finding, Finding::Bad(_))).collect();
        assert!(matches!(bad[..], [("master key", _)]), "{findings:?}");
    }
}
