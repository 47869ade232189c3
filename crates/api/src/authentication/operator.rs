//! The operator: `Authorization: Bearer bho_…` or the cookie of their session, and the tenants that were
//! already looked up for posting.

use std::collections::HashMap;

use actix_web::HttpRequest;
use actix_web::http::header;
use actix_web::web::Data;
use billhook_core::credential::is_operator_token;
use billhook_core::tenant::TenantRef;
use billhook_store::{operator_tokens, tenants};
use parking_lot::Mutex;

use super::operator_cookie::read_operator_key;
use super::same_site::require_same_site;
use super::session::TENANT_HEADER;
use super::token::bearer_of;
use super::{Freshness, unauthenticated};
use crate::credentials::TokenHash;
use crate::operator::{Operator, Poster};
use crate::problem::{Kind, Problem};
use crate::rate_limit;
use crate::state::{ApiConfig, ApiState};

/// More lookups than this are not held: then all are made again.
const MAX_CACHED: usize = 10_000;

/// Where the operator may post, by credential and tenant, each with the `access_version` at which it was read.
/// Revoking a token of the operator moves every tenant's version, so no copy outlives its credential.
#[derive(Default)]
pub(crate) struct PosterCache(Mutex<HashMap<(TokenHash, TenantRef), Poster>>);

impl PosterCache {
    fn find(&self, key: &(TokenHash, TenantRef)) -> Option<Poster> {
        self.0.lock().get(key).cloned()
    }

    fn put(&self, key: (TokenHash, TenantRef), poster: &Poster) {
        let mut known = self.0.lock();
        if known.len() >= MAX_CACHED {
            known.clear();
        }
        known.insert(key, poster.clone());
    }

    fn remove(&self, key: &(TokenHash, TenantRef)) {
        self.0.lock().remove(key);
    }
}

/// The operator's credential, if this request bears one; whether it is good is another question.
pub(crate) fn operator_credential(request: &HttpRequest) -> Option<&str> {
    bearer_of(request.headers().get(header::AUTHORIZATION)?).filter(|text| is_operator_token(text))
}

/// The operator who makes this request: 401 if nobody can be told, 403 if it is somebody else.
pub(crate) async fn authenticate_operator(request: &HttpRequest) -> Result<Operator, Problem> {
    if let Some(credential) = operator_credential(request) {
        return known(request, credential).await;
    }
    let state = request.app_data::<Data<ApiState>>().ok_or_else(Problem::internal)?;
    let key = read_operator_key(request, &state.config);
    if let Some(key) = key.filter(|_| !request.headers().contains_key(header::AUTHORIZATION)) {
        require_same_site(request, &state.config)?;
        return at_the_console(request, state, &key).await;
    }
    super::authenticate(request, Freshness::Verified).await?;
    let detail = "This is the operator's. Send a token of `billhook admin create-operator-token`.";
    Err(Problem::new(Kind::OperatorRequired, detail))
}

/// 403 to the operator, who asked for what only members have; 401 if the credential is nobody's.
pub(super) async fn refuse(request: &HttpRequest, credential: &str) -> Problem {
    let detail = "The operator sees nothing that tenants have. Send a token of a member of the tenant.";
    match known(request, credential).await {
        Ok(_) => Problem::new(Kind::MemberRequired, detail),
        Err(problem) => problem,
    }
}

/// The operator with this token; 401 if it is nobody's.
async fn known(request: &HttpRequest, credential: &str) -> Result<Operator, Problem> {
    let state = request.app_data::<Data<ApiState>>().ok_or_else(Problem::internal)?;
    let hash = TokenHash::of(credential);
    let found = state.db.read(move |c| operator_tokens::authenticate(c, hash.as_bytes())).await;
    let found = found.map_err(Problem::from)?.ok_or_else(unauthenticated)?;
    Ok(operator_of(found, request, &state.config))
}

/// The operator whose session has this key; 401 if it has ended.
async fn at_the_console(request: &HttpRequest, state: &ApiState, key: &str) -> Result<Operator, Problem> {
    let (hash, now) = (TokenHash::of(key), state.clock.now());
    let found = state.db.read(move |c| operator_tokens::authenticate_session(c, hash.as_bytes(), now)).await;
    let found = found.map_err(Problem::from)?.ok_or_else(unauthenticated)?;
    Ok(operator_of(found, request, &state.config))
}

/// The operator who was known by a credential, with where this request comes from.
pub(crate) fn operator_of(
    known: operator_tokens::Operator,
    request: &HttpRequest,
    config: &ApiConfig,
) -> Operator {
    let address = crate::client_address::of(request, config).map(|address| address.to_string().into());
    Operator { scope: known.scope, token_id: known.token.id, name: known.token.name.into(), address }
}

/// The operator as who posts into the tenant that the request names.
pub(crate) async fn poster_of_operator(
    request: &HttpRequest,
    credential: &str,
    freshness: Freshness,
) -> Result<Poster, Problem> {
    let state = request.app_data::<Data<ApiState>>().ok_or_else(Problem::internal)?;
    let key = (TokenHash::of(credential), named_tenant(request)?);
    let cached = match freshness {
        Freshness::Cached => state.posters.find(&key),
        Freshness::Verified | Freshness::Read => None,
    };
    let poster = match cached {
        Some(poster) => poster,
        None => read(state, key).await?,
    };
    rate_limit::admit(request, state, poster.tenant_id, freshness)?;
    Ok(poster)
}

async fn read(state: &ApiState, key: (TokenHash, TenantRef)) -> Result<Poster, Problem> {
    let (hash, wanted) = key.clone();
    let found = state.db.read(move |c| {
        let operator = operator_tokens::authenticate(c, hash.as_bytes())?.ok_or_else(unauthenticated)?;
        let tenant = tenants::find_by_ref(c, operator.scope, &wanted)?;
        tenant.ok_or_else(|| Problem::not_found("tenant"))
    });
    let tenant = found.await.inspect_err(|_| state.posters.remove(&key))?;
    let poster =
        Poster { tenant_id: tenant.id, tenant_state: tenant.state, access_version: tenant.access_version };
    state.posters.put(key, &poster);
    Ok(poster)
}

fn named_tenant(request: &HttpRequest) -> Result<TenantRef, Problem> {
    let Some(value) = request.headers().get(TENANT_HEADER) else {
        let detail =
            format!("Name the tenant by the header `{TENANT_HEADER}`: its id, or `key:` and its key.");
        return Err(Problem::new(Kind::TenantRequired, detail));
    };
    let named = value.to_str().ok().and_then(|text| text.parse().ok());
    named.ok_or_else(|| {
        Problem::new(
            Kind::InvalidHeader,
            format!("`{TENANT_HEADER}` is neither the id of a tenant nor `key:` and its key."),
        )
    })
}
