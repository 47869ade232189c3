//! How a session begins and goes on: its row, its access token, and the cookies that carry both.

use actix_web::HttpRequest;
use actix_web::http::header;
use billhook_core::clock::Timestamp;
use billhook_core::id::{SessionId, UserId};
use billhook_store::sessions::{self, Origin, Refresh, RefreshHashes, Session, Visit};
use billhook_store::{AnyConnection, StoreError};
use chrono::TimeDelta;

use super::cookies::{CookieJar, Reach};
use super::session_key::Claims;
use crate::credentials::RefreshText;
use crate::problem::Problem;
use crate::state::{ApiConfig, ApiState};

/// For how long after a rotation the credential before it is still good: tabs refresh at the same moment.
const GRACE: TimeDelta = TimeDelta::seconds(30);
const MAX_USER_AGENT_LEN: usize = 256;

/// A session that is about to begin. It does once it is inserted.
pub(crate) struct Beginning {
    session: Session,
    refresh: RefreshText,
    origin: Origin,
}

impl Beginning {
    /// A new session for whoever sent this request.
    pub(crate) fn new(
        request: &HttpRequest,
        config: &ApiConfig,
        user: UserId,
        now: Timestamp,
    ) -> Result<Self, Problem> {
        let session = Session {
            id: SessionId::new(now),
            user_id: user,
            rotated_at: now,
            created_at: now,
            expires_at: now + config.session_lifetime,
            revoked_at: None,
            visit: None,
        };
        Ok(Self { session, refresh: RefreshText::generate()?, origin: origin(request, config) })
    }

    /// The same for somebody who came by a link.
    pub(crate) fn visiting(self, visit: Visit) -> Self {
        let expires_at = self.session.expires_at.min(visit.ends_at);
        Self { session: Session { expires_at, visit: Some(visit), ..self.session }, ..self }
    }

    /// What is kept of it.
    pub(crate) fn session(&self) -> &Session {
        &self.session
    }

    /// Keeps it.
    pub(crate) fn insert(&self, connection: &mut AnyConnection) -> Result<(), StoreError> {
        sessions::insert(connection, &self.session, &self.refresh.hashes(), &self.origin)
    }

    /// From where it begins.
    pub(crate) fn address(&self) -> Option<&str> {
        self.origin.address.as_deref()
    }

    /// The same, with the program.
    pub(crate) fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The cookies to answer with, once it is kept.
    pub(crate) fn cookies(self, state: &ApiState) -> Result<Vec<String>, Problem> {
        cookies(state, &self.session, Some(self.refresh.into_text()))
    }
}

/// Where a request comes from, as it is shown to its person.
pub(crate) fn origin(request: &HttpRequest, config: &ApiConfig) -> Origin {
    let user_agent = request.headers().get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    Origin {
        address: crate::client_address::of(request, config).map(|address| address.to_string()),
        user_agent: user_agent.map(|text| text.chars().take(MAX_USER_AGENT_LEN).collect()),
    }
}

fn cookies(state: &ApiState, session: &Session, refresh: Option<String>) -> Result<Vec<String>, Problem> {
    let (now, config) = (state.clock.now(), &state.config);
    let exp = (now + config.access_lifetime).timestamp();
    let access = state.session_key.sign(Claims { sub: session.user_id, sid: session.id, exp })?;
    let (lifetime, reach) = match &session.visit {
        None => (config.session_lifetime, Reach::Own),
        Some(visit) => (config.session_lifetime.min(visit.ends_at - now), Reach::Framed),
    };
    Ok(CookieJar::new(config).set(access, refresh, lifetime, reach))
}

/// What became of a refresh credential that was presented.
pub(crate) enum Refreshed {
    /// The session goes on, with these cookies.
    GoesOn(Session, Vec<String>),
    /// It is not valid (any more).
    Refused,
}

/// Presents a refresh credential. The present one is replaced. The one before it is good for a moment; later
/// it, and any older one at any time, can only be a copy in somebody else's hands, so the session is ended for both.
pub(crate) async fn refresh(state: &ApiState, presented: &str) -> Result<Refreshed, Problem> {
    let presented = RefreshText::presented(presented);
    let next = presented.next()?;
    let (now, expires_at) = (state.clock.now(), state.clock.now() + state.config.session_lifetime);
    let (old, new) = (presented.hashes(), next.hashes());
    // Whoever makes credentials up is not to have the database written to.
    if !state.db.read(move |c| is_of_a_session(c, &old)).await? {
        return Ok(Refreshed::Refused);
    }
    let outcome: Outcome = state.db.write(move |c| rotate(c, &old, &new, expires_at, now)).await?;
    let (session, next) = match outcome {
        Outcome::Rotated(session) => (session, Some(next.into_text())),
        Outcome::WithinGrace(session) => (session, None),
        Outcome::Refused => return Ok(Refreshed::Refused),
        Outcome::Reused(session) => {
            tracing::warn!(session = %session.id, user = %session.user_id, "a refresh credential was used twice; the session is ended");
            return Ok(Refreshed::Refused);
        }
    };
    let cookies = cookies(state, &session, next)?;
    Ok(Refreshed::GoesOn(session, cookies))
}

enum Outcome {
    Rotated(Session),
    WithinGrace(Session),
    Reused(Session),
    Refused,
}

fn rotate(
    connection: &mut AnyConnection,
    old: &RefreshHashes,
    new: &RefreshHashes,
    expires_at: Timestamp,
    now: Timestamp,
) -> Result<Outcome, StoreError> {
    let Some((session, which)) = sessions::find_by_refresh(connection, &old.whole)? else {
        return end_of_family(connection, old, now);
    };
    if !session.is_alive(now) {
        return Ok(Outcome::Refused);
    }
    match which {
        Refresh::Current => {
            let expires_at = session.visit.as_ref().map_or(expires_at, |visit| expires_at.min(visit.ends_at));
            let rotated = sessions::rotate(connection, session.id, &old.whole, new, expires_at, now)?;
            // Somebody was quicker, in this very moment: that is what the grace is for.
            Ok(if rotated { Outcome::Rotated(session) } else { Outcome::WithinGrace(session) })
        }
        Refresh::Previous if now - session.rotated_at <= GRACE => Ok(Outcome::WithinGrace(session)),
        Refresh::Previous => {
            sessions::revoke(connection, session.id, now)?;
            Ok(Outcome::Reused(session))
        }
    }
}

/// True for a credential that is or was some session's.
fn is_of_a_session(connection: &mut AnyConnection, presented: &RefreshHashes) -> Result<bool, StoreError> {
    Ok(sessions::find_by_refresh(connection, &presented.whole)?.is_some()
        || sessions::find_by_family(connection, &presented.family)?.is_some())
}

/// Ends the session of which this is an old credential, if it is one.
fn end_of_family(
    connection: &mut AnyConnection,
    old: &RefreshHashes,
    now: Timestamp,
) -> Result<Outcome, StoreError> {
    let found = sessions::find_by_family(connection, &old.family)?;
    let Some(session) = found.filter(|session| session.is_alive(now)) else { return Ok(Outcome::Refused) };
    sessions::revoke(connection, session.id, now)?;
    Ok(Outcome::Reused(session))
}
