//! What takes letters away: a mail server, or a folder until there is one.

use std::path::PathBuf;

use super::folder;
use super::letter::Letter;
use super::message::{Envelope, TextForm, message};
use super::smtp::{Refused, SmtpServer};

/// What takes letters away.
#[derive(Clone, Debug)]
pub enum Carrier {
    /// Writes each into this folder.
    Folder(PathBuf),
    /// Hands each to a mail server.
    Server(SmtpServer),
}

impl Carrier {
    /// Takes a letter away. `name` is that of its file.
    pub(super) async fn take(
        &self,
        letter: &Letter,
        envelope: &Envelope<'_>,
        name: String,
    ) -> Result<(), Refused> {
        let form = if matches!(self, Self::Folder(_)) { TextForm::Plain } else { TextForm::Carried };
        let message = message(letter, envelope, form).map_err(|error| Refused::ForGood(error.to_string()))?;
        match self {
            Self::Server(server) => server.send(message).await,
            Self::Folder(folder) => {
                let (folder, mail) = (folder.clone(), message.formatted());
                let written = tokio::task::spawn_blocking(move || folder::write(&folder, &name, &mail)).await;
                written.map_err(std::io::Error::other).flatten().map_err(|error| {
                    Refused::ForNow(format!("the mail cannot be written into the data folder: {error}"))
                })
            }
        }
    }
}
