//! A JSON body: read up to the limit, then read as a type, each failure with its own problem.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::web::{Bytes, BytesMut, Data};
use actix_web::{FromRequest, HttpRequest};
use futures::StreamExt;
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::error::Category;

use super::objects::Objects;
use super::shape::{field_error, shape_errors};
use crate::extract::{pointer, words};
use crate::problem::{Kind, Problem};
use crate::state::ApiState;

/// How long a body may take to arrive: a caller that drips must not hold its connection for ever.
const PATIENCE: Duration = Duration::from_secs(60);
/// The same for a body of somebody who may be anybody.
const PATIENCE_WITH_STRANGERS: Duration = Duration::from_secs(10);
/// How long such a body may be, in bytes: a name, an e-mail address, a password and a link's token fit several times.
const MAX_LEN_OF_STRANGERS: usize = 8 << 10;
/// Memory that is taken before anything of the body is there: what a caller announces costs the caller nothing.
const FIRST_PIECE: usize = 16 << 10;

/// The body of a request, which has to be JSON for a `T`.
#[derive(Debug)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Json<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move { parse_json(&read_body(&request, payload).await?).map(Self) })
    }
}

/// The same for an operation that needs no credentials: a short body, and soon.
#[derive(Debug)]
pub struct ShortJson<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for ShortJson<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move {
            let bounds = Bounds { bytes: MAX_LEN_OF_STRANGERS, patience: PATIENCE_WITH_STRANGERS };
            parse_json(&read_within(&request, payload, bounds, |_| Ok(())).await?).map(Self)
        })
    }
}

/// The body of a request whose body may be left out: what a `T` is by default, then.
#[derive(Debug)]
pub struct MayBeEmpty<T>(pub T);

impl<T: DeserializeOwned + Default + 'static> FromRequest for MayBeEmpty<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move {
            if says_nothing(&request) {
                return Ok(Self(T::default()));
            }
            parse_json(&read_body(&request, payload).await?).map(Self)
        })
    }
}

/// True if the headers announce no body.
fn says_nothing(request: &HttpRequest) -> bool {
    let headers = request.headers();
    match headers.get(header::CONTENT_LENGTH) {
        Some(length) => length == "0",
        None => {
            !headers.contains_key(header::TRANSFER_ENCODING) && !headers.contains_key(header::CONTENT_TYPE)
        }
    }
}

/// The whole body of a JSON request: 415 for another content type, 413 for more than the limit.
pub async fn read_body(request: &HttpRequest, payload: Payload) -> Result<Bytes, Problem> {
    let state = request.app_data::<Data<ApiState>>().ok_or_else(Problem::internal)?;
    read_body_up_to(request, payload, state.config.max_body_bytes, |_| Ok(())).await
}

/// The same with a limit of its own, in bytes; `admit` is asked for each piece that comes. 408 for a body that takes
/// longer than `PATIENCE`.
pub async fn read_body_up_to(
    request: &HttpRequest,
    payload: Payload,
    limit: usize,
    admit: impl FnMut(usize) -> Result<(), Problem>,
) -> Result<Bytes, Problem> {
    read_within(request, payload, Bounds { bytes: limit, patience: PATIENCE }, admit).await
}

/// How long a body may be, and how long it may take.
#[derive(Clone, Copy)]
struct Bounds {
    bytes: usize,
    patience: Duration,
}

async fn read_within(
    request: &HttpRequest,
    payload: Payload,
    Bounds { bytes: limit, patience }: Bounds,
    admit: impl FnMut(usize) -> Result<(), Problem>,
) -> Result<Bytes, Problem> {
    accept_content_type(request)?;
    refuse_encoding(request)?;
    let declared =
        request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    if declared.is_some_and(|length: usize| length > limit) {
        return Err(too_large(limit));
    }
    tokio::time::timeout(patience, collect(payload, declared.unwrap_or(0), limit, admit))
        .await
        .unwrap_or_else(|_| {
            let detail = format!("The body did not arrive within {} s.", patience.as_secs());
            Err(Problem::new(Kind::RequestTimeout, detail))
        })
}

async fn collect(
    mut payload: Payload,
    expected: usize,
    limit: usize,
    mut admit: impl FnMut(usize) -> Result<(), Problem>,
) -> Result<Bytes, Problem> {
    let mut body = BytesMut::with_capacity(expected.min(FIRST_PIECE));
    while let Some(chunk) = payload.next().await {
        let chunk =
            chunk.map_err(|_| Problem::new(Kind::InvalidJson, "The body ended before it was complete."))?;
        if body.len() + chunk.len() > limit {
            return Err(too_large(limit));
        }
        admit(chunk.len())?;
        if body.capacity() - body.len() < chunk.len() {
            // All of it at once, where it is known how much comes: pages that nothing was written to take no
            // memory, copies do.
            body.reserve(expected.saturating_sub(body.len()).max(chunk.len()));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

fn too_large(limit: usize) -> Problem {
    Problem::new(Kind::TooLarge, format!("The body may be {limit} bytes long at most."))
}

fn accept_content_type(request: &HttpRequest) -> Result<(), Problem> {
    let given =
        request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    let essence = given.split(';').next().unwrap_or("").trim();
    let is_json = essence.eq_ignore_ascii_case("application/json")
        || essence
            .to_ascii_lowercase()
            .strip_prefix("application/")
            .is_some_and(|rest| rest.ends_with("+json"));
    if is_json {
        return Ok(());
    }
    let detail = match essence {
        "" => "Send the body with `Content-Type: application/json`; none was given.".to_owned(),
        other => format!("Send the body with `Content-Type: application/json`, not `{other}`."),
    };
    Err(Problem::new(Kind::UnsupportedMediaType, detail))
}

/// A body is taken as it is (RFC 9110, section 8.4): a compressed one may be a thousand times as long as it looks.
fn refuse_encoding(request: &HttpRequest) -> Result<(), Problem> {
    let given = request.headers().get_all(header::CONTENT_ENCODING);
    let encoded = given.filter_map(|value| value.to_str().ok()).find(|encoding| {
        let encoding = encoding.trim();
        !encoding.is_empty() && !encoding.eq_ignore_ascii_case("identity")
    });
    let Some(encoding) = encoded else { return Ok(()) };
    let detail = format!("Send the body as it is, without `Content-Encoding: {encoding}`.");
    Err(Problem::new(Kind::UnsupportedMediaType, detail))
}

/// Reads a body as a `T`, or tells everything that is wrong with its shape.
pub fn parse_json<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    parse_borrowed(body).map_err(|problem| {
        let value = serde_json::from_slice(body).ok().filter(|_| problem.kind() == Kind::InvalidContent);
        // A field that is given twice is noticed in the text only.
        let errors = value.map(shape_errors::<T>).filter(|errors| !errors.is_empty());
        errors.map_or(problem, Problem::fields)
    })
}

/// Reads a body as a `T` that borrows from it, or tells the first thing that is wrong with its shape.
pub fn parse_borrowed<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, Problem> {
    require_object(body)?;
    // Following the path costs; it is only looked for when there is something to point at.
    read(body).or_else(|_| {
        let mut reader = serde_json::Deserializer::from_slice(body);
        let value =
            serde_path_to_error::deserialize(Objects(&mut reader)).map_err(|error| problem_of(&error))?;
        reader.end().map(|()| value).map_err(|error| malformed(&error))
    })
}

fn read<'a, T: Deserialize<'a>>(body: &'a [u8]) -> serde_json::Result<T> {
    let mut reader = serde_json::Deserializer::from_slice(body);
    let value = T::deserialize(Objects(&mut reader))?;
    reader.end().map(|()| value)
}

/// What is read may be a map, which says it in other words.
fn require_object(body: &[u8]) -> Result<(), Problem> {
    if body.trim_ascii_start().first() == Some(&b'{') {
        return Ok(());
    }
    let well_formed = serde_json::from_slice::<IgnoredAny>(body);
    Err(well_formed.map_or_else(|error| malformed(&error), |_| Problem::field("", "must be an object")))
}

fn problem_of(error: &serde_path_to_error::Error<serde_json::Error>) -> Problem {
    match error.inner().classify() {
        Category::Data => {
            Problem::fields(vec![field_error(&pointer(error.path()), &without_place(error.inner()))])
        }
        Category::Io | Category::Syntax | Category::Eof => malformed(error.inner()),
    }
}

fn malformed(error: &serde_json::Error) -> Problem {
    let (line, column) = (error.line(), error.column());
    let detail = match line {
        0 | 1 if column == 0 => "The body is empty: send a JSON object.".to_owned(),
        _ => {
            let why = without_place(error);
            format!("The body is not JSON: {}, at line {line}, column {column}.", words::of_syntax(&why))
        }
    };
    Problem::new(Kind::InvalidJson, detail)
}

/// The message without the place that `serde_json` appends to it.
fn without_place(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    text.strip_suffix(&place).unwrap_or(&text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read")]
    struct Outer {
        name: String,
        #[serde(default)]
        list: Vec<Inner>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read")]
    struct Inner {
        number: u8,
    }

    fn refused(body: &str) -> Problem {
        parse_json::<Outer>(body.as_bytes()).unwrap_err()
    }

    #[test]
    fn malformed_json_names_line_and_column() {
        let problem = refused("{\"name\":\n  nope}");
        assert_eq!(problem.kind(), Kind::InvalidJson);
        assert!(problem.detail().contains("line 2, column"), "{problem}");
        assert_eq!(refused("").kind(), Kind::InvalidJson);
        assert_eq!(refused("{\"name\": \"a\"} x").kind(), Kind::InvalidJson);
    }

    #[test]
    fn a_wrong_type_is_pointed_at() {
        let problem = refused(r#"{"name": "a", "list": [{"number": 1}, {"number": "two"}]}"#);
        assert_eq!(problem.kind(), Kind::InvalidContent);
        assert!(problem.detail().starts_with("/list/1/number: must be a whole number"), "{problem}");
    }

    #[test]
    fn an_unknown_field_is_named() {
        let problem = refused(r#"{"name": "a", "list": [{"number": 1, "a/b": 2}]}"#);
        assert!(problem.detail().contains("unknown field `a/b`"), "{problem}");
        assert!(problem.detail().starts_with("/list/0/a~1b: "), "{problem}");
    }

    #[test]
    fn a_list_is_no_object() {
        let problem = refused(r#"["a", []]"#);
        assert_eq!(
            (problem.kind(), problem.detail()),
            (Kind::InvalidContent, "must be an object, not a list")
        );
        let problem = refused(r#"{"name": "a", "list": [{"number": 1}, [2], []]}"#);
        assert_eq!(problem.detail(), "/list/1: must be an object, not a list");
    }

    #[test]
    fn a_missing_field_is_named() {
        assert!(refused("{}").detail().contains("missing field `name`"));
    }

    #[test]
    fn what_nests_without_end_is_refused() {
        assert_eq!(refused(&"[".repeat(100_000)).kind(), Kind::InvalidJson);
        let deep = format!("{{\"name\": {}", "[".repeat(100_000));
        assert!(matches!(refused(&deep).kind(), Kind::InvalidContent | Kind::InvalidJson));
    }
}
