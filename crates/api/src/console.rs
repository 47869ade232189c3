//! The console: static files built by `web/`, carried in the binary.

use actix_web::guard::GuardContext;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use rust_embed::{EmbeddedFile, RustEmbed};

/// Debug builds read the files when asked, so that the console can be rebuilt by itself.
#[derive(RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Files;

const PAGE: &str = "index.html";
/// Files under here carry a digest in their name, so they never change.
const HASHED: &str = "assets/";
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_EACH_TIME: &str = "no-cache";
const NOT_BUILT: &str = include_str!("console/not_built.html");

/// True for what is the console's to answer: everything but the API and what is for machines.
pub(crate) fn is_console_path(context: &GuardContext<'_>) -> bool {
    let path = context.head().uri.path();
    let first = path.trim_start_matches('/').split('/').next().unwrap_or("");
    !matches!(first, "api" | "health" | "metrics" | "problems")
}

/// A file of the console, or its page for every path that the console itself routes.
pub(crate) async fn console(request: HttpRequest) -> HttpResponse {
    let path = request.path().trim_start_matches('/');
    match Files::get(path).filter(|_| path != PAGE) {
        Some(file) => respond(&request, path, file),
        // A hashed file that is gone belongs to an older console; the page in its place would be read as a script.
        None if path.starts_with(HASHED) => HttpResponse::NotFound().finish(),
        None => match Files::get(PAGE) {
            Some(page) => respond(&request, PAGE, page),
            None => {
                HttpResponse::ServiceUnavailable().content_type("text/html; charset=utf-8").body(NOT_BUILT)
            }
        },
    }
}

fn respond(request: &HttpRequest, path: &str, file: EmbeddedFile) -> HttpResponse {
    // Weak: compressed and plain are the same file, byte for byte different (RFC 9110, section 8.8.3).
    let etag = format!("W/\"{}\"", BASE64_URL_SAFE_NO_PAD.encode(file.metadata.sha256_hash()));
    let kept = if path.starts_with(HASHED) { FOR_EVER } else { ASK_EACH_TIME };
    let known = request.headers().get(header::IF_NONE_MATCH).is_some_and(|value| value == etag.as_str());
    let mut response = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response.insert_header((header::ETAG, etag)).insert_header((header::CACHE_CONTROL, kept));
    if known {
        return response.finish();
    }
    response.content_type(media_type(path)).body(file.data.into_owned())
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
