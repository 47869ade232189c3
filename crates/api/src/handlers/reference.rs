//! For those who write programs: the OpenAPI document, a page that shows it, and what each problem means.

use std::fmt::Write;

use actix_web::http::header;
use actix_web::middleware::Compress;
use actix_web::web::{Bytes, Data, Path, ServiceConfig};
use actix_web::{HttpResponse, ResponseError, web};
use utoipa::openapi::OpenApi;

use crate::fallback::nowhere;
use crate::problem::{Kind, Problem};

const PAGE: &str = include_str!("../reference/index.html");
const SCRIPT: &str = include_str!("../reference/reference.js");
const STYLE: &str = include_str!("../reference/reference.css");
const HTML: &str = "text/html; charset=utf-8";

/// The document, as it is sent.
pub(crate) struct Reference(Bytes);

impl Reference {
    /// Prepares the document.
    pub(crate) fn new(document: &OpenApi) -> Self {
        Self(Bytes::from(document.to_json().unwrap_or_default()))
    }
}

/// The pages. They are not operations, so the document does not list them.
pub(crate) fn routes(config: &mut ServiceConfig) {
    let page = |path, route| {
        web::resource(path).wrap(Compress::default()).route(route).default_service(web::to(nowhere))
    };
    config
        .service(page("/api/openapi.json", web::get().to(document)))
        .service(page("/api/docs", web::get().to(async || file(HTML, PAGE))))
        .service(page(
            "/api/docs/reference.js",
            web::get().to(async || file("text/javascript; charset=utf-8", SCRIPT)),
        ))
        .service(page(
            "/api/docs/reference.css",
            web::get().to(async || file("text/css; charset=utf-8", STYLE)),
        ))
        .service(page("/problems", web::get().to(problems)))
        .service(page("/problems/{id}", web::get().to(problem)));
}

async fn document(reference: Data<Reference>) -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(reference.0.clone())
}

fn file(media_type: &'static str, text: &'static str) -> HttpResponse {
    let kept = (header::CACHE_CONTROL, "no-cache");
    HttpResponse::Ok().content_type(media_type).insert_header(kept).body(text)
}

async fn problems() -> HttpResponse {
    explain("Problems", Kind::ALL)
}

async fn problem(id: Path<String>) -> HttpResponse {
    match Kind::find(&id) {
        Some(kind) => explain(kind.title(), &[kind]),
        None => Problem::not_found("kind of problem").error_response(),
    }
}

/// A page about these kinds. Every word on it is ours, so nothing needs escaping but what Markdown marks as code.
fn explain(title: &str, kinds: &[Kind]) -> HttpResponse {
    let mut page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>{title}</title><link rel=\"stylesheet\" href=\"/api/docs/reference.css\"><main><h1>{title}</h1>"
    );
    for kind in kinds {
        let (id, status, title) = (kind.id(), kind.status(), kind.title());
        let text = kind.explanation().trim().replace('<', "&lt;");
        // Writing into a string does not fail.
        let _ = write!(
            page,
            "<h2 id=\"{id}\"><code>/problems/{id}</code></h2><p>{status} · {title}</p><p>{text}</p>"
        );
    }
    page.push_str("</main></html>");
    HttpResponse::Ok().content_type(HTML).body(page)
}
