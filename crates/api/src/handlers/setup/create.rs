//! `POST /api/v1/setup`

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, post};
use billhook_core::clock::Timestamp;
use billhook_core::id::UserId;
use billhook_store::AnyConnection;
use billhook_store::audit::{Actor, ActorKind};
use billhook_store::provisioning::{self, Founder};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::authentication::{Beginning, require_own_origin};
use crate::checks::Checks;
use crate::credentials::check_password;
use crate::extract::ShortJson;
use crate::handlers::session::{SessionView, read_view, with_cookies};
use crate::problem::Problem;
use crate::setup;
use crate::state::ApiState;

/// The first tenant and its first member.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewSetup {
    /// The token of the one-time link.
    token: String,
    #[schema(example = "Pied Piper")]
    tenant_name: String,
    #[schema(example = "Ann")]
    name: String,
    #[schema(example = "ann@example.com")]
    email: String,
    #[schema(format = Password, min_length = 12, max_length = 256)]
    password: String,
}

/// Set the installation up
///
/// Makes the first tenant and its first member, with every permission and grant, and signs them in. The link is
/// used up by it.
#[utoipa::path(
    tag = "setup",
    request_body = NewSetup,
    responses((status = 201, description = "Set up and signed in", body = SessionView)),
    security(())
)]
#[post("/setup")]
pub(crate) async fn create_setup(
    state: Data<ApiState>,
    request: HttpRequest,
    ShortJson(body): ShortJson<NewSetup>,
) -> Result<HttpResponse, Problem> {
    require_own_origin(&request, &state.config)?;
    let founder = checked(&body)?;
    let token = body.token;
    let early = token.clone();
    // Hashing costs: strangers without the link must not be able to ask for it.
    state.db.read(move |c| setup::require_link(c, &early)).await?;
    let founder = Founder { password_hash: state.hasher.hash(body.password).await?, ..founder };
    let now = state.clock.now();
    let id = UserId::new(now);
    let beginning = Beginning::new(&request, &state.config, id, now)?;
    let (view, beginning) = state.db.write(move |c| found(c, &token, &founder, id, beginning, now)).await?;
    Ok(with_cookies(HttpResponse::Created().json(view), beginning.cookies(&state)?))
}

fn checked(body: &NewSetup) -> Result<Founder, Problem> {
    let mut checks = Checks::default();
    let founder = Founder {
        tenant_name: checks.name("/tenant_name", &body.tenant_name),
        name: checks.name("/name", &body.name),
        email: checks.email("/email", &body.email),
        password_hash: String::new(),
    };
    checks.note(check_password("/password", &body.password));
    checks.finish().map(|()| founder)
}

fn found(
    connection: &mut AnyConnection,
    token: &str,
    founder: &Founder,
    user: UserId,
    beginning: Beginning,
    now: Timestamp,
) -> Result<(SessionView, Beginning), Problem> {
    setup::redeem_link(connection, token)?;
    let provisioned = provisioning::provision(connection, founder, user, now).map_err(setup::refused)?;
    let actor = Actor {
        kind: ActorKind::User,
        id: Some(*provisioned.user.id.as_bytes()),
        name: provisioned.user.name.clone(),
        address: beginning.address().map(str::to_owned),
    };
    setup::note_provisioning(connection, &provisioned, actor, now)?;
    beginning.insert(connection)?;
    Ok((read_view(connection, provisioned.user.id)?, beginning))
}
