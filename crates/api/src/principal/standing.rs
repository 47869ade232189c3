//! Writing as somebody whose rights may be changed by somebody else at the same moment.
//!
//! A principal is read before the transaction in which they write, and every handler judges by that copy. So
//! each write asks here whether the copy is still good, and this is the one place that asks. Only what is lost
//! matters: whatever was allowed by less is allowed by more.

use billhook_core::clock::Timestamp;
use billhook_core::member::{Authority, MemberState, Standing};
use billhook_core::tenant::TenantState;
use billhook_store::{AnyConnection, StoreError, members, sessions, tenants, tokens};

use super::{Principal, Via};
use crate::authentication::unauthenticated;
use crate::problem::Problem;
use crate::state::ApiState;

impl Principal {
    /// Runs `work` in a transaction of somebody who still has all that they had when the request came: 401 if their
    /// credential is no longer valid, 409 if they lost something. On Postgres what they have cannot change
    /// before the transaction is over.
    pub(crate) async fn write<T: Send + 'static>(
        self,
        state: &ApiState,
        work: impl FnOnce(&mut AnyConnection, &Self) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        self.write_once(state, Self::hold, work).await
    }

    /// The same, but somebody may lose something while the transaction runs: for what takes rows from the sender, which
    /// holds such rows when it comes to lock the tenant, so that the two would wait for each other.
    pub(crate) async fn write_unheld<T: Send + 'static>(
        self,
        state: &ApiState,
        work: impl FnOnce(&mut AnyConnection, &Self) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        self.write_once(state, Self::look, work).await
    }

    async fn write_once<T: Send + 'static>(
        self,
        state: &ApiState,
        still_may: fn(&Self, &mut AnyConnection, Timestamp) -> Result<(), Problem>,
        work: impl FnOnce(&mut AnyConnection, &Self) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let (now, turn) = (state.clock.now(), state.change_turns.take(self.tenant_id).await?);
        let work = move |c: &mut AnyConnection| {
            let _turn = turn;
            still_may(&self, c, now)?;
            work(c, &self)
        };
        state.db.write(work).await
    }

    /// Holds the tenant until the transaction is over, and fails as [`Principal::write`] does. To be asked
    /// before anything else is locked.
    pub(crate) fn hold(&self, connection: &mut AnyConnection, now: Timestamp) -> Result<(), Problem> {
        let version = tenants::hold_access(connection, self.tenant_id)?;
        self.as_of(version, connection, now)
    }

    fn look(&self, connection: &mut AnyConnection, now: Timestamp) -> Result<(), Problem> {
        let version = tenants::access_version(connection, self.tenant_id)?;
        self.as_of(version, connection, now)
    }

    fn as_of(
        &self,
        version: Option<i64>,
        connection: &mut AnyConnection,
        now: Timestamp,
    ) -> Result<(), Problem> {
        if version == Some(self.access_version) { Ok(()) } else { self.require_standing(connection, now) }
    }

    /// Fails as [`Principal::write`] does, as things are now: for what goes on after the request was admitted.
    pub(crate) fn require_standing(
        &self,
        connection: &mut AnyConnection,
        now: Timestamp,
    ) -> Result<(), Problem> {
        let left = self.authority_left(connection, now)?.ok_or_else(unauthenticated)?;
        if self.authority().beyond(&left).is_empty() {
            return Ok(());
        }
        Err(Problem::conflict("What you may do was changed at this moment, and nothing was done. Ask again."))
    }

    /// What the credential is worth now; `None` if nothing can be done with it at all.
    fn authority_left(
        &self,
        connection: &mut AnyConnection,
        now: Timestamp,
    ) -> Result<Option<Authority>, StoreError> {
        let tenant = tenants::find(connection, self.tenant_id)?;
        if tenant.is_none_or(|tenant| tenant.state == TenantState::Deleting) {
            return Ok(None);
        }
        let Some((member, _)) = members::find(connection, self.tenant_id, self.member_id)? else {
            return Ok(None);
        };
        let Standing { authority, state } = member.standing();
        let authority = match self.via {
            Via::Token(id) => {
                let token = tokens::find(connection, self.tenant_id, id)?;
                let token = token.filter(|token| token.expires_at.is_none_or(|at| at > now));
                token.map(|token| authority.within(token.permissions.as_ref(), token.grants.as_ref()))
            }
            Via::Session(id) | Via::Portal(id) => {
                let session = sessions::find(connection, id)?.filter(|session| session.is_alive(now));
                session.map(|session| match session.visit {
                    Some(visit) => {
                        authority.within(Some(&visit.authority.permissions), Some(&visit.authority.grants))
                    }
                    None => authority,
                })
            }
        };
        Ok(authority.filter(|_| state == MemberState::Active))
    }
}
