//! What answers where no operation does: under `/api` always a problem, and never the console's page.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use utoipa::openapi::{HttpMethod, OpenApi};

use crate::openapi::operations_mut;
use crate::problem::{Kind, Problem};

/// The paths of the API, with the methods that each has.
pub(crate) struct Paths(Vec<(Vec<Segment>, String)>);

enum Segment {
    Exact(String),
    Parameter,
}

impl Paths {
    /// The paths of this document.
    pub(crate) fn of(document: &OpenApi) -> Self {
        let paths = document.paths.paths.iter().map(|(path, item)| {
            let mut item = item.clone();
            let methods = operations_mut(&mut item).flat_map(|(method, _)| names(&method)).copied();
            (segments(path), methods.collect::<Vec<_>>().join(", "))
        });
        Self(paths.collect())
    }

    /// The methods of a path, as `Allow` names them; `None` if there is no such path.
    fn allow(&self, path: &str) -> Option<&str> {
        let asked: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        let (_, methods) = self.0.iter().find(|(segments, _)| matches(segments, &asked))?;
        Some(methods)
    }
}

fn segments(path: &str) -> Vec<Segment> {
    let segment =
        |text: &str| if text.starts_with('{') { Segment::Parameter } else { Segment::Exact(text.to_owned()) };
    path.trim_start_matches('/').split('/').map(segment).collect()
}

fn matches(segments: &[Segment], asked: &[&str]) -> bool {
    segments.len() == asked.len()
        && segments.iter().zip(asked).all(|(segment, asked)| match segment {
            Segment::Exact(text) => text == asked,
            Segment::Parameter => !asked.is_empty(),
        })
}

fn names(method: &HttpMethod) -> &'static [&'static str] {
    match method {
        HttpMethod::Get => &["GET", "HEAD"],
        HttpMethod::Post => &["POST"],
        HttpMethod::Put => &["PUT"],
        HttpMethod::Patch => &["PATCH"],
        HttpMethod::Delete => &["DELETE"],
        _ => &[],
    }
}

/// 405 for a path of the API with another method, 404 for anything else.
pub(crate) async fn nowhere(request: HttpRequest, paths: Data<Paths>) -> HttpResponse {
    let problem = match paths.allow(request.path()) {
        Some(methods) => {
            let detail = format!("{} is not for {}; use {methods}.", request.path(), request.method());
            Problem::new(Kind::MethodNotAllowed, detail).allowing(methods)
        }
        None => {
            Problem::new(Kind::NotFound, "There is nothing at this path. `/api/docs` lists what there is.")
        }
    };
    problem.error_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_knows_its_methods() {
        let paths = Paths::of(&crate::openapi());
        assert_eq!(paths.allow("/api/v1/tokens"), Some("GET, HEAD, POST"));
        assert_eq!(paths.allow("/api/v1/tokens/tok_1"), Some("DELETE"));
        assert_eq!(paths.allow("/api/v1/tokens/"), None);
        assert_eq!(paths.allow("/api/v1/nope"), None);
    }
}
