//! For machines: is the process alive, can it work, and what does it count?

use std::time::Duration;

use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;

use crate::problem::{Kind, Problem};
use crate::state::ApiState;

/// How long the database and the jobs may take to say that they work.
const PATIENCE: Duration = Duration::from_secs(3);
/// The text format of Prometheus, version 0.0.4.
const PROMETHEUS_TEXT: &str = "text/plain; version=0.0.4; charset=utf-8";

/// It is alive, or it can work.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Health {
    /// Always `ok`; anything else is a problem document.
    #[schema(example = "ok")]
    status: &'static str,
}

/// Is the process alive?
#[utoipa::path(tag = "health", responses((status = 200, description = "It is", body = Health)), security(()))]
#[get("/health/live")]
pub(crate) async fn get_liveness() -> HttpResponse {
    HttpResponse::Ok().json(Health { status: "ok" })
}

/// Can it work?
///
/// 200 only if the database takes writes and the jobs of this process run; otherwise 503 with what does not.
#[utoipa::path(tag = "health", responses((status = 200, description = "It can", body = Health)), security(()))]
#[get("/health/ready")]
pub(crate) async fn get_readiness(state: Data<ApiState>) -> Result<HttpResponse, Problem> {
    let checked = tokio::time::timeout(PATIENCE, async {
        state.db.check().await?;
        (state.ready)().await.map_err(unready)
    });
    checked
        .await
        .unwrap_or_else(|_| Err(unready("the database or the jobs take too long to answer".into())))?;
    Ok(HttpResponse::Ok().json(Health { status: "ok" }))
}

fn unready(what: String) -> Problem {
    Problem::new(Kind::Unavailable, what).retry_after(1)
}

/// What does it count?
///
/// In the text format of Prometheus.
#[utoipa::path(
    tag = "health",
    responses((status = 200, description = "The figures", body = String, content_type = "text/plain")),
    security(())
)]
#[get("/metrics")]
pub(crate) async fn get_metrics(state: Data<ApiState>) -> Result<HttpResponse, Problem> {
    let handle =
        state.metrics.as_ref().ok_or_else(|| Problem::not_found("page: metrics are switched off"))?;
    Ok(HttpResponse::Ok().insert_header((header::CONTENT_TYPE, PROMETHEUS_TEXT)).body(handle.render()))
}
