//! Takes what is due from the outbox, has it carried, and records what came of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use billhook_core::clock::{Clock, Timestamp};
use billhook_core::mail::next_attempt;
use billhook_core::secret::{LinkToken, MasterKey};
use billhook_store::mails::{self, Claimed, Lease};
use billhook_store::wake::Wake;
use billhook_store::{Db, StoreError, SystemScope};

use super::MailConfig;
use super::compose::{Content, compose};
use super::message::Envelope;
use super::smtp::Refused;

/// How long a mail may take before somebody else may send it as well. Longer than a conversation with a mail server,
/// which is a dozen steps of which only one waits for long.
const LEASE: Duration = Duration::from_secs(300);
/// How often the outbox is looked at without a hint.
const LOOK: Duration = Duration::from_secs(1);
/// How many mails are leased at once.
const MAX_LEASED: i64 = 16;
/// How many notices one mail tells.
const TOLD: i64 = 50;

pub(crate) struct Outbox {
    pub(crate) db: Db,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) wake: Wake,
    pub(crate) key: Arc<MasterKey>,
    pub(crate) config: MailConfig,
    pub(crate) closed: AtomicBool,
}

impl Outbox {
    /// Waits until mails are due and leases some. Empty once it is closed.
    pub(crate) async fn next(&self) -> Vec<Claimed> {
        while !self.closed.load(Ordering::Acquire) {
            let (now, window) = (self.clock.now(), self.config.window);
            // Below the highest number, so that each mail of a batch can have the next one.
            let lease = Lease { now, until: now + LEASE, token: fastrand::i64(1..i64::MAX - MAX_LEASED) };
            let claimed =
                self.db.write(move |c| mails::claim(c, SystemScope, MAX_LEASED, TOLD, window, lease)).await;
            match claimed {
                Ok(mails) if !mails.is_empty() => return mails,
                Ok(_) => {}
                Err(error) => error.log("mails cannot be claimed; trying again"),
            }
            // A timeout is not a failure: it is time to look without a hint.
            let _ = tokio::time::timeout(LOOK, self.wake.mails_changed()).await;
        }
        Vec::new()
    }

    pub(crate) async fn hand_back(&self, mails: Vec<Claimed>) {
        for mail in mails {
            let result = self.db.write(move |c| mails::hand_back(c, SystemScope, &mail)).await;
            note(result, "a mail could not be handed back; its lease runs out by itself");
        }
    }

    pub(crate) fn close(&self) {
        self.closed.store(true, Ordering::Release);
        self.wake.hint_mails();
    }

    /// Sends one mail and records what came of it.
    pub(crate) async fn run(self: Arc<Self>, mail: Claimed) {
        let outcome = self.send(&mail).await;
        let now = self.clock.now();
        let (word, result) = match outcome {
            Ok(()) => ("sent", self.db.write(move |c| mails::mark_sent(c, SystemScope, &mail, now)).await),
            Err(refused) => self.put_off(mail, refused, now).await,
        };
        metrics::counter!("billhook_mails_total", "outcome" => word).increment(1);
        note(result, "what became of a mail could not be recorded; it is sent once more");
    }

    async fn send(&self, mail: &Claimed) -> Result<(), Refused> {
        let token = self.token(mail)?;
        let content = Content {
            notices: &mail.notices,
            untold: mail.untold,
            token: token.as_ref(),
            public_url: &self.config.public_url,
        };
        let letter = compose(&content).map_err(|error| Refused::ForGood(error.to_string()))?;
        let envelope = Envelope {
            id: mail.id,
            from: &self.config.from,
            reply_to: self.config.reply_to.as_ref(),
            to: &mail.recipient,
            at: self.clock.now(),
        };
        self.config.carrier.take(&letter, &envelope, file_name(mail, envelope.at)).await
    }

    fn token(&self, mail: &Claimed) -> Result<Option<LinkToken>, Refused> {
        let open = |sealed: &Vec<u8>| LinkToken::open(&self.key, mail.id, sealed);
        mail.sealed_token
            .as_ref()
            .map(open)
            .transpose()
            .map_err(|error| Refused::ForGood(format!("the token of its link cannot be opened: {error}")))
    }

    /// Puts the mail off, or gives it up: when it was refused for good, and when it would come too late.
    async fn put_off(
        &self,
        mail: Claimed,
        refused: Refused,
        now: Timestamp,
    ) -> (&'static str, Result<(), StoreError>) {
        let (error, next) = match refused {
            Refused::ForGood(error) => (error, None),
            Refused::ForNow(error) => {
                let next = next_attempt(mail.attempts + 1, self.give_up_at(&mail), now);
                (error, next)
            }
        };
        let kind = mail.kind;
        if let Some(next) = next {
            tracing::warn!(mail = %mail.id, ?kind, %error, at = %next, "a mail was not taken; trying again");
            return (
                "put_off",
                self.db.write(move |c| mails::put_off(c, SystemScope, &mail, &error, next)).await,
            );
        }
        tracing::error!(mail = %mail.id, ?kind, %error, "a mail is given up");
        ("failed", self.db.write(move |c| mails::give_up(c, SystemScope, &mail, &error, now)).await)
    }

    fn give_up_at(&self, mail: &Claimed) -> Timestamp {
        let expiry = mail.notices.iter().filter_map(billhook_core::mail::Notice::expires_at).min();
        let patience = mail.created_at + self.config.give_up_after;
        expiry.map_or(patience, |expiry| expiry.min(patience))
    }
}

/// Sorts by time and says what it is.
fn file_name(mail: &Claimed, at: Timestamp) -> String {
    let kind = serde_json::to_value(mail.kind).ok().and_then(|kind| kind.as_str().map(str::to_owned));
    let kind = kind.unwrap_or_default().replace('_', "-");
    format!("{}-{kind}-{}", at.format("%Y%m%dT%H%M%SZ"), mail.id)
}

fn note(result: Result<(), StoreError>, what: &str) {
    if let Err(error) = result {
        error.log(what);
    }
}
