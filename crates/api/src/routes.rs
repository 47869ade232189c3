//! Every URL of the API on one screen. Handlers are `handlers/<resource>/<verb>.rs`.

use utoipa_actix_web::scope;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::handlers::health as process;
use crate::handlers::{members, session, setup, tokens};

/// Everything for programs. What is not here answers with a problem under `/api`, and with the console elsewhere.
pub(crate) fn routes(api: &mut ServiceConfig<'_>) {
    api.configure(health);
    api.service(scope("/api/v1").configure(v1));
}

/// What every process answers, also one that only sends.
pub(crate) fn health(api: &mut ServiceConfig<'_>) {
    api.service(process::live);
    api.service(process::ready);
    api.service(process::metrics);
}

fn v1(v1: &mut ServiceConfig<'_>) {
    v1.service(setup::get_setup);
    v1.service(setup::create_setup);

    v1.service(session::create_session);
    v1.service(session::get_session);
    v1.service(session::delete_session);
    v1.service(session::refresh_session);

    v1.service(members::list_members);

    v1.service(tokens::list_tokens);
    v1.service(tokens::create_token);
    v1.service(tokens::delete_token);
}
