//! Every URL of the API on one screen. Handlers are `handlers/<resource>/<verb>.rs`.

use utoipa_actix_web::scope;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::handlers::members;

/// Everything under `/api/v1`.
pub(crate) fn routes(api: &mut ServiceConfig<'_>) {
    api.service(scope("/api/v1").configure(|v1| {
        v1.service(members::list_members);
    }));
}
