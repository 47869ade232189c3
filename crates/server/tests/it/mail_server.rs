//! A real mail server for the stories: aiosmtpd, with a certificate of its own making.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use billhook::config::Config;
use serde_json::Value;

pub(crate) const USER: &str = "billhook";
pub(crate) const PASSWORD: &str = "mail server's password";
/// How long a mail that must come may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// A mail server that is gone when this is dropped.
pub(crate) struct MailServer {
    port: u16,
    security: &'static str,
    folder: tempfile::TempDir,
    process: Child,
    mails: Receiver<Value>,
}

impl MailServer {
    /// A server that wants its connections secured so: `starttls` or `tls`.
    pub(crate) fn start(security: &'static str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let certified = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        std::fs::write(folder.path().join("cert.pem"), certified.cert.pem()).unwrap();
        std::fs::write(folder.path().join("key.pem"), certified.signing_key.serialize_pem()).unwrap();
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/mail_server.py");
        let mut process = Command::new(python())
            .args([script, security])
            .args([folder.path().join("cert.pem"), folder.path().join("key.pem")])
            .args([USER, PASSWORD])
            .stdout(Stdio::piped())
            .spawn()
            .expect("Python starts");
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let port = lines.next().expect("it prints its port").unwrap().parse().unwrap();
        let (sender, mails) = channel();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let _ = sender.send(serde_json::from_str(&line).unwrap());
            }
        });
        Self { port, security, folder, process, mails }
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// The file with its certificate.
    pub(crate) fn certificate(&self) -> PathBuf {
        self.folder.path().join("cert.pem")
    }

    /// Sends mail through this server.
    pub(crate) fn configure(&self, config: &mut Config) {
        let mail = format!(
            "[mail]\nhost = \"localhost\"\nport = {}\nsecurity = \"{}\"\nuser = \"{USER}\"\npassword = \"{PASSWORD}\"\n\
             ca_file = \"{}\"\nfrom = \"Billhook <billhook@example.com>\"\nreply_to = \"help@example.com\"\n",
            self.port,
            self.security,
            self.certificate().display(),
        );
        let file = self.folder.path().join("billhook.toml");
        std::fs::write(&file, mail).unwrap();
        let mut layers = billhook::config::Layers::new();
        layers.add_file(&file).unwrap();
        config.mail = layers.config().unwrap().mail;
    }

    /// The next mail that comes.
    pub(crate) fn next(&self) -> Value {
        self.mails.recv_timeout(PATIENCE).expect("a mail comes")
    }

    /// How many more have come.
    pub(crate) fn more(&self) -> usize {
        self.mails.try_iter().count()
    }
}

/// A Python that has aiosmtpd: Debian's package serves Debian's own.
fn python() -> &'static str {
    let has_it = |python: &&str| {
        let tried = Command::new(python).args(["-c", "import aiosmtpd.smtp"]).stderr(Stdio::null()).status();
        tried.is_ok_and(|status| status.success())
    };
    let found = ["python3", "/usr/bin/python3"].into_iter().find(has_it);
    found.expect("aiosmtpd is there: `make test` installs it (package python3-aiosmtpd)")
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
