//! What is said, and how: notices of one kind become one letter.

mod account;
mod hooks;

use billhook_core::clock::Timestamp;
use billhook_core::mail::{Invitation, Notice};
use billhook_core::secret::LinkToken;
use url::Url;

use super::letter::{Block, Letter};

/// What a letter is made of. The notices are of one kind.
pub(super) struct Content<'a> {
    pub(super) notices: &'a [Notice],
    /// How many more there are than are listed.
    pub(super) untold: u32,
    /// What goes into the link.
    pub(super) token: Option<&'a LinkToken>,
    /// Where people reach the installation.
    pub(super) public_url: &'a Url,
}

/// Why there is no letter.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum ComposeError {
    #[error("it has nothing to tell")]
    Empty,
    #[error("its link has no token")]
    NoToken,
    #[error("notices of different kinds do not go into one mail")]
    Mixed,
}

/// The letter that tells this.
pub(super) fn compose(content: &Content<'_>) -> Result<Letter, ComposeError> {
    macro_rules! all {
        ($kind:ident) => {{
            let of_kind = content.notices.iter().map(|notice| match notice {
                Notice::$kind(inner) => Ok(inner),
                _ => Err(ComposeError::Mixed),
            });
            of_kind.collect::<Result<Vec<_>, _>>()?
        }};
    }
    match content.notices.first().ok_or(ComposeError::Empty)? {
        Notice::Invitation(it) => invitation(it, content.link_with_token("invitation")?),
        Notice::PasswordReset(it) => account::password_reset(it, content.link_with_token("new-password")?),
        Notice::PasswordChanged(it) => account::password_changed(it, content.link("reset-password")),
        Notice::NewSignIn(_) => account::new_sign_in(&all!(NewSignIn), content),
        Notice::HookDeactivated(_) => hooks::deactivated(&all!(HookDeactivated), content),
        Notice::HookWarning(_) => hooks::warning(&all!(HookWarning), content),
    }
}

impl Content<'_> {
    /// A page of the console.
    fn link(&self, path: &str) -> Url {
        let mut url = self.public_url.clone();
        url.set_path(path);
        url
    }

    fn link_with_token(&self, path: &str) -> Result<Url, ComposeError> {
        let token = self.token.ok_or(ComposeError::NoToken)?;
        let mut url = self.link(path);
        url.query_pairs_mut().append_pair("token", token.as_str());
        Ok(url)
    }

    fn all(&self) -> usize {
        self.notices.len() + self.untold as usize
    }

    /// What stands in place of what is not told.
    fn more(&self) -> Option<Block> {
        (self.untold > 0).then(|| Block::Text(format!("And {} more.", self.untold)))
    }
}

fn invitation(invitation: &Invitation, link: Url) -> Result<Letter, ComposeError> {
    let tenant = &invitation.tenant;
    let who = invitation.inviter.as_deref().unwrap_or("The operator");
    let ask = format!(
        "{who} asks you to join {tenant} on Billhook, which brings the events of {tenant} to where they are needed. \
         Open the link to see what you may do there, and to join."
    );
    let once = format!("The link works once, and until {}.", instant(invitation.expires_at));
    Ok(Letter {
        subject: format!("{who} invites you to {tenant}"),
        blocks: vec![Block::Text(ask), Block::Button("Join", link), Block::Text(once)],
        footer: format!(
            "You got this because {who} gave your address. If you do not know them, do nothing: without the link, \
             nothing happens."
        ),
    })
}

/// An instant for people: `20 Nov 2026, 12:00 UTC`.
fn instant(at: Timestamp) -> String {
    at.format("%-d %b %Y, %H:%M UTC").to_string()
}

#[cfg(test)]
mod tests;
