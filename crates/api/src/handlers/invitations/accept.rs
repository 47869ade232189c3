//! `POST /api/v1/invitations/accept`

use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest, HttpResponse, post};
use billhook_core::id::UserId;
use billhook_core::secret::LinkToken;
use billhook_store::users::{self, User, UserKind};
use serde::Deserialize;
use utoipa::ToSchema;

use super::joining::{Joining, Person, join};
use super::offer;
use crate::authentication::{Beginning, SignedIn, Throttle, require_own_origin};
use crate::checks::Checks;
use crate::credentials::check_password;
use crate::extract::ShortJson;
use crate::handlers::session::{SessionView, verify_password, with_cookies};
use crate::problem::Problem;
use crate::state::ApiState;

/// Somebody joins.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Acceptance {
    /// The token of the link.
    token: String,
    /// What they are called. Needed for a new account; ignored otherwise.
    #[schema(example = "Bob")]
    name: Option<String>,
    /// For a new account: its password, of 12 to 256 characters. For one that exists: the one that it has, unless they
    /// are signed in to it.
    #[schema(value_type = Option<String>, format = Password)]
    password: Option<String>,
}

/// Accept an invitation
///
/// Makes the account if the address has none, makes it a member of the tenant, and signs it in. The link is used up by
/// it. An account that exists is never given another password here: its person shows theirs, or is signed in.
#[utoipa::path(
    tag = "invitations",
    request_body = Acceptance,
    responses(
        (status = 201, description = "Joined and signed in", body = SessionView),
        (status = 409, description = "They are a member already")
    ),
    security(())
)]
#[post("/invitations/accept")]
pub(crate) async fn accept_invitation(
    state: Data<ApiState>,
    request: HttpRequest,
    ShortJson(body): ShortJson<Acceptance>,
) -> Result<HttpResponse, Problem> {
    require_own_origin(&request, &state.config)?;
    let (hash, now) = (LinkToken::hash_of(&body.token), state.clock.now());
    // Hashing costs: strangers without a link must not be able to ask for it.
    let account = state.db.read(move |c| {
        let (invitation, _) = offer::open(c, &hash, now)?;
        let account = users::find_account(c, &invitation.email)?;
        Ok::<_, Problem>((invitation.email, account))
    });
    let (email, account) = account.await?;
    let person = match account {
        Some(account) => prove(&state, &request, account.user, account.password_hash, body.password).await?,
        None => {
            let (name, password_hash) = new_account(&state, body.name, body.password).await?;
            let user = User { id: UserId::new(now), email, name, kind: UserKind::Person, created_at: now };
            Person::New { user, password_hash }
        }
    };
    let beginning = Beginning::new(&request, &state.config, person.user().id, now)?;
    let joining = Joining { token_hash: hash, person, beginning, now };
    let (view, beginning) = state.db.write(move |c| join(c, joining)).await?;
    Ok(with_cookies(HttpResponse::Created().json(view), beginning.cookies(&state)?))
}

/// Lets the person of an account pass who is signed in to it, or gives its password.
async fn prove(
    state: &ApiState,
    request: &HttpRequest,
    user: User,
    hash: Option<String>,
    password: Option<String>,
) -> Result<Person, Problem> {
    let signed_in = SignedIn::extract(request).await.ok().filter(|signed_in| signed_in.user.id == user.id);
    if signed_in.is_some() {
        return Ok(Person::Existing(user));
    }
    let password = password.ok_or_else(|| {
        let address = &user.email;
        Problem::field(
            "/password",
            format!("{address} has an account: give its password, or sign in to it first"),
        )
    })?;
    let address = crate::client_address::of(request, &state.config).map(|address| address.to_string());
    let throttle = Throttle::new(&state.config, &user.email, address);
    verify_password(state, request, &throttle, hash, password).await?;
    Ok(Person::Existing(user))
}

/// The name and the hash of the password that a new account is to have.
async fn new_account(
    state: &ApiState,
    name: Option<String>,
    password: Option<String>,
) -> Result<(String, String), Problem> {
    let (name, password) = (name.unwrap_or_default(), password.unwrap_or_default());
    let mut checks = Checks::default();
    let name = checks.name("/name", &name);
    checks.note(check_password("/password", &password));
    checks.finish()?;
    Ok((name, state.hasher.hash(password).await?))
}
