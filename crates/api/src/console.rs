//! The console: static files built by `web/`, carried in the binary.

use actix_web::guard::GuardContext;
use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use bytes::Bytes;
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::branding::Branding;
use crate::state::ApiState;

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
pub(crate) async fn console(state: Data<ApiState>, request: HttpRequest) -> HttpResponse {
    let path = request.path().trim_start_matches('/');
    let branding = &state.config.branding;
    if let Some(file) = of_branding(branding, path) {
        return respond(&request, path, file);
    }
    match Files::get(path).filter(|_| path != PAGE) {
        Some(file) => {
            let (media_type, digest) = (media_type(path), file.metadata.sha256_hash().to_vec());
            respond(&request, path, File { media_type, bytes: file.data.into_owned().into(), digest })
        }
        // A hashed file that is gone belongs to an older console; the page in its place would be read as a script.
        None if path.starts_with(HASHED) => HttpResponse::NotFound().finish(),
        None => match Files::get(PAGE) {
            Some(page) => respond(&request, PAGE, branded(branding, page)),
            None => {
                HttpResponse::ServiceUnavailable().content_type("text/html; charset=utf-8").body(NOT_BUILT)
            }
        },
    }
}

/// What is answered.
struct File {
    media_type: &'static str,
    bytes: Bytes,
    digest: Vec<u8>,
}

impl File {
    fn new(media_type: &'static str, bytes: Bytes) -> Self {
        let digest = digest(&SHA256, &bytes).as_ref().to_vec();
        Self { media_type, bytes, digest }
    }
}

/// What the operator's own look is made of.
fn of_branding(branding: &Branding, path: &str) -> Option<File> {
    match path {
        Branding::STYLES => Some(File::new("text/css; charset=utf-8", branding.styles()?.into())),
        Branding::LOGO => branding.logo.clone().map(|logo| File::new(logo.media_type, logo.bytes)),
        _ => None,
    }
}

fn branded(branding: &Branding, page: EmbeddedFile) -> File {
    let page = String::from_utf8_lossy(&page.data);
    File::new(media_type(PAGE), branding.page(&page).into())
}

fn respond(request: &HttpRequest, path: &str, file: File) -> HttpResponse {
    // Weak: compressed and plain are the same file, byte for byte different (RFC 9110, section 8.8.3).
    let etag = format!("W/\"{}\"", BASE64_URL_SAFE_NO_PAD.encode(&file.digest));
    let kept = if path.starts_with(HASHED) { FOR_EVER } else { ASK_EACH_TIME };
    let known = request.headers().get(header::IF_NONE_MATCH).is_some_and(|value| value == etag.as_str());
    let mut response = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response.insert_header((header::ETAG, etag)).insert_header((header::CACHE_CONTROL, kept));
    if known {
        return response.finish();
    }
    response.content_type(file.media_type).body(file.bytes)
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

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;
    use actix_web::test::TestRequest;

    use super::*;

    fn asked(path: &str, etag: Option<&HeaderValue>) -> HttpResponse {
        let request = TestRequest::default();
        let request = etag
            .into_iter()
            .fold(request, |request, etag| request.insert_header((header::IF_NONE_MATCH, etag.clone())));
        respond(&request.to_http_request(), path, File::new(media_type(path), Bytes::from_static(b"1")))
    }

    fn standing_of(answer: &HttpResponse) -> (u16, Option<&str>) {
        let kept = answer.headers().get(header::CACHE_CONTROL).and_then(|value| value.to_str().ok());
        (answer.status().as_u16(), kept)
    }

    #[test]
    fn only_a_file_with_a_digest_in_its_name_is_kept_without_asking() {
        for (path, kept) in [
            ("assets/index-DkX2.js", FOR_EVER),
            ("assets/inter-B4e1.woff2", FOR_EVER),
            (PAGE, ASK_EACH_TIME),
            ("favicon.svg", ASK_EACH_TIME),
            (Branding::STYLES, ASK_EACH_TIME),
            (Branding::LOGO, ASK_EACH_TIME),
        ] {
            let whole = asked(path, None);
            assert_eq!(standing_of(&whole), (200, Some(kept)), "{path}");
            let known = asked(path, whole.headers().get(header::ETAG));
            assert_eq!(standing_of(&known), (304, Some(kept)), "{path}");
        }
    }
}
