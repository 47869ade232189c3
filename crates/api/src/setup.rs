//! The beginning of an installation: the one-time link, the first tenant, and the operator's commands for both.

use std::sync::Arc;

use billhook_core::clock::{Clock, Timestamp};
use billhook_core::credential::shown_prefix;
use billhook_core::id::{TenantId, TokenId, UserId};
use billhook_store::audit::{self, Actor, Entry, Subject};
use billhook_store::provisioning::{self, Founder, Provisioned, ProvisioningError};
use billhook_store::tokens::{self, Token};
use billhook_store::{AnyConnection, Db, StoreError, password_resets, sessions, settings, users};

use crate::authentication::forget_failures;
use crate::checks::{Checks, NAME_LENGTHS};
use crate::credentials::{self, Hasher, TokenHash};
use crate::problem::Problem;

/// What the token of [`bootstrap`] is called.
const BOOTSTRAP_TOKEN_NAME: &str = "bootstrap";

/// Makes a new one-time link to the set-up page, if the installation has no user yet; a link given out before is
/// void from then on. Answers the token that goes into the link.
pub async fn issue_link(db: &Db, clock: &dyn Clock) -> Result<Option<String>, Problem> {
    let (token, now) = (credentials::new_link_token()?, clock.now());
    db.write(move |c| {
        if users::exist(c)? {
            return Ok(None);
        }
        settings::set(c, settings::SETUP_LINK, &TokenHash::of(&token).to_hex(), now)?;
        Ok(Some(token))
    })
    .await
}

/// True while the installation has no user.
pub(crate) fn is_needed(connection: &mut AnyConnection) -> Result<bool, StoreError> {
    Ok(!users::exist(connection)?)
}

/// Fails unless the installation waits to be set up and `token` is that of the last link given out.
pub(crate) fn require_link(connection: &mut AnyConnection, token: &str) -> Result<(), Problem> {
    if !is_needed(connection)? {
        return Err(Problem::conflict("The installation is set up already. Sign in instead."));
    }
    let known = settings::find(connection, settings::SETUP_LINK)?;
    if known.is_some_and(|known| known == TokenHash::of(token).to_hex()) {
        return Ok(());
    }
    let detail =
        "not the token of the last set-up link: open the one that `billhook serve` printed at its last start";
    Err(Problem::field("/token", detail))
}

/// Uses up the link; fails as [`require_link`] does.
pub(crate) fn redeem_link(connection: &mut AnyConnection, token: &str) -> Result<(), Problem> {
    require_link(connection, token)?;
    settings::delete(connection, settings::SETUP_LINK)?;
    Ok(())
}

/// What [`bootstrap`] makes.
#[derive(Clone, Debug)]
pub struct Bootstrap {
    /// The tenant's name.
    pub tenant: String,
    /// The first member's name; their address if not given, since others read it in invitations.
    pub name: Option<String>,
    /// The first member's address.
    pub email: String,
    /// That member's password.
    pub password: String,
}

/// What [`bootstrap`] made.
#[derive(Clone, Debug)]
pub struct Bootstrapped {
    /// The tenant.
    pub tenant_id: TenantId,
    /// The user.
    pub user_id: UserId,
    /// A token with everything that the member may do. It cannot be shown again.
    pub token: String,
}

/// Makes a tenant, its first member with every permission and grant, and a token. For the command line: it asks
/// nobody's permission. Fails if the name is taken, or the address has an account with another password.
pub async fn bootstrap(db: &Db, clock: &Arc<dyn Clock>, wanted: Bootstrap) -> Result<Bootstrapped, Problem> {
    let mut checks = Checks::default();
    let tenant_name = checks.name("/tenant", &wanted.tenant);
    let email = checks.email("/email", &wanted.email);
    let name = match &wanted.name {
        Some(name) => checks.name("/name", name),
        None => email.chars().take(*NAME_LENGTHS.end()).collect(),
    };
    checks.note(credentials::check_password("/password", &wanted.password));
    checks.finish()?;
    let password_hash = password_of(db, &email, wanted.password).await?;
    let (credential, now) = (credentials::new_token()?, clock.now());
    db.write(move |c| {
        let founder = Founder { tenant_name, name, email, password_hash };
        let provisioned =
            provisioning::provision(c, &founder, UserId::new(now), now).map_err(not_provisioned)?;
        let token = new_token(&provisioned, &credential, now);
        tokens::insert(c, provisioned.tenant.id, &token, TokenHash::of(&credential).as_bytes())?;
        note_provisioning(c, &provisioned, Actor::operator(), now)?;
        Ok(Bootstrapped { tenant_id: provisioned.tenant.id, user_id: provisioned.user.id, token: credential })
    })
    .await
}

/// The hash that the account will have. An account that is there keeps its own, if the password is right.
async fn password_of(db: &Db, email: &str, password: String) -> Result<String, Problem> {
    let (hasher, address) = (Hasher::default(), email.to_owned());
    let account = db.read(move |c| users::find_account(c, &address)).await.map_err(Problem::from)?;
    match account.and_then(|account| account.password_hash) {
        None => hasher.hash(password).await,
        Some(hash) if hasher.verify(password, Some(hash.clone())).await? => Ok(hash),
        Some(_) => Err(Problem::conflict(format!(
            "{email} has an account with another password. Give that one, or set it by `billhook admin reset-password`."
        ))),
    }
}

fn new_token(provisioned: &Provisioned, credential: &str, now: Timestamp) -> Token {
    Token {
        id: TokenId::new(now),
        member_id: provisioned.member.id,
        name: BOOTSTRAP_TOKEN_NAME.to_owned(),
        prefix: shown_prefix(credential),
        permissions: None,
        grants: None,
        created_at: now,
        expires_at: None,
        last_used_at: None,
        revoked_at: None,
    }
}

/// What a founding that is refused answers.
pub(crate) fn refused(error: ProvisioningError) -> Problem {
    match error {
        ProvisioningError::NameTaken(name) => {
            Problem::conflict(format!("A tenant is called \"{name}\" already. Choose another name."))
        }
        ProvisioningError::Store(error) => error.into(),
    }
}

/// The same at the command line, where somebody may have set it up in the browser before.
fn not_provisioned(error: ProvisioningError) -> Problem {
    match error {
        ProvisioningError::NameTaken(name) => Problem::conflict(format!(
            "A tenant is called \"{name}\" already. Sign in to it and make a token there, under Tokens, or choose another name."
        )),
        error => refused(error),
    }
}

/// Writes the first entry of a tenant's audit log.
pub(crate) fn note_provisioning(
    connection: &mut AnyConnection,
    provisioned: &Provisioned,
    actor: Actor,
    now: Timestamp,
) -> Result<(), StoreError> {
    let tenant = &provisioned.tenant;
    let subject = Subject::new("tenant", tenant.id, tenant.name.as_str());
    audit::insert(connection, tenant.id, &Entry::new(actor, "tenant.created", subject, now))
}

/// Gives an account another password, ends its sessions, voids links to a new password and forgets failed sign-ins. For
/// the command line. Fails if there is no account.
pub async fn reset_password(
    db: &Db,
    clock: &dyn Clock,
    email: &str,
    password: String,
) -> Result<(), Problem> {
    let mut checks = Checks::default();
    let email = checks.email("/email", email);
    checks.note(credentials::check_password("/password", &password));
    checks.finish()?;
    let hash = Hasher::default().hash(password).await?;
    let now = clock.now();
    db.write(move |c| {
        let account = users::find_account(c, &email)?;
        let account = account.ok_or_else(|| Problem::not_found("account"))?;
        users::set_password(c, account.user.id, &hash, now)?;
        password_resets::delete_of_user(c, account.user.id)?;
        sessions::revoke_all(c, account.user.id, now)?;
        forget_failures(c, &email)?;
        Ok(())
    })
    .await
}
