//! Letters about a person's own account.

use billhook_core::mail::{AccountEvent, PasswordReset};
use url::Url;

use super::{ComposeError, Content, instant};
use crate::mail::letter::{Block, Fact, Letter};

pub(super) fn password_reset(reset: &PasswordReset, link: Url) -> Result<Letter, ComposeError> {
    let from = reset.address.as_ref().map_or(String::new(), |address| format!(" from {address}"));
    Ok(Letter {
        subject: "A new password for Billhook".into(),
        blocks: vec![
            Block::Text(format!(
                "Hello {}, somebody asked{from} for a way to set a new password for your account. If that was you, \
                 open the link.",
                reset.name
            )),
            Block::Button("Set a new password", link),
            Block::Text(format!(
                "The link works once, and until {}. A new password ends every session of your account.",
                instant(reset.expires_at)
            )),
        ],
        footer: "If that was not you, do nothing: your password stays as it is.".into(),
    })
}

pub(super) fn password_changed(event: &AccountEvent, reset: Url) -> Result<Letter, ComposeError> {
    Ok(Letter {
        subject: "Your password was changed".into(),
        blocks: vec![
            Block::Text(format!("Hello {}, your account has a new password.", event.name)),
            Block::Facts(origin(event)),
            Block::Text(
                "If that was not you, somebody else has your account: set a new password at once.".into(),
            ),
            Block::Button("Set a new password", reset),
        ],
        footer: "You got this because a change of the password is always reported.".into(),
    })
}

pub(super) fn new_sign_in(events: &[&AccountEvent], content: &Content<'_>) -> Result<Letter, ComposeError> {
    let first = events.first().ok_or(ComposeError::Empty)?;
    let subject = match content.all() {
        1 => "A sign-in from a new address".to_owned(),
        count => format!("{count} sign-ins from new addresses"),
    };
    let mut blocks = vec![Block::Text(format!(
        "Hello {}, your account was signed in to from where it was not before.",
        first.name
    ))];
    blocks.extend(events.iter().map(|event| Block::Facts(origin(event))));
    blocks.extend(content.more());
    blocks.push(Block::Text(
        "If that was you, there is nothing to do. If not, end that session and change your password.".into(),
    ));
    blocks.push(Block::Button("Look at your sessions", content.link("account")));
    let footer = "You got this because a sign-in from a new address is always reported.".into();
    Ok(Letter { subject, blocks, footer })
}

fn origin(event: &AccountEvent) -> Vec<Fact> {
    let mut facts = vec![("When", instant(event.at))];
    facts.extend(event.address.clone().map(|address| ("Address", address)));
    facts.extend(event.user_agent.clone().map(|program| ("Browser", program)));
    facts
}
