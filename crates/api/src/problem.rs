//! Errors as the API tells them: RFC 9457 problem documents with stable ids.
//!
//! What each id means stands in [`kind`]; this file is the document itself and how it becomes a response.

pub mod kind;

use std::fmt;

use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpResponse, ResponseError};
use billhook_core::member::{Authority, Permission};
use billhook_store::StoreError;
use serde::Serialize;
use utoipa::ToSchema;

pub use self::kind::Kind;

/// The media type of a problem (RFC 9457, section 3).
pub const MEDIA_TYPE: &str = "application/problem+json";
/// How long a caller is told to wait when the database is away, in seconds.
const UNAVAILABLE_RETRY_AFTER_S: u64 = 2;

/// One thing that is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldError {
    /// Where: a JSON pointer (RFC 6901) into the request's body, or the name of a query parameter.
    #[schema(example = "/policy/timeout_ms")]
    pub pointer: String,
    /// What is wrong, and what would be right.
    pub detail: String,
}

/// A request that was not done, and why. `detail` says what to do about it and never repeats a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    kind: Kind,
    detail: String,
    errors: Vec<FieldError>,
    permission: Option<Permission>,
    retry_after_s: Option<u64>,
    allow: Option<String>,
}

/// The document as it is sent.
#[derive(Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemDocument<'a> {
    /// What went wrong, as a stable reference: `/problems/<id>`.
    #[serde(rename = "type")]
    #[schema(example = "/problems/invalid-content")]
    type_: String,
    /// The same for people; one per `type`.
    title: &'static str,
    /// The HTTP status.
    #[schema(example = 422)]
    status: u16,
    /// What is wrong with this request, and what to do about it.
    detail: &'a str,
    /// The fields that are wrong, where fields are.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    #[schema(required = false)]
    errors: &'a [FieldError],
    /// The permission that is missing, where one is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "hooks.view")]
    permission: Option<Permission>,
}

/// More than that nobody reads.
const MAX_ERRORS: usize = 100;
/// Bytes of a pointer, and of what is wrong there: either may repeat what the caller sent.
const MAX_TEXT_LEN: usize = 1_000;

/// The error, cut where it is too long to be read.
fn readable(FieldError { mut pointer, mut detail }: FieldError) -> FieldError {
    for text in [&mut pointer, &mut detail] {
        if text.len() > MAX_TEXT_LEN {
            text.truncate(text.floor_char_boundary(MAX_TEXT_LEN));
            text.push('…');
        }
    }
    FieldError { pointer, detail }
}

impl Problem {
    /// A problem of this kind.
    pub fn new(kind: Kind, detail: impl Into<String>) -> Self {
        Self {
            kind,
            detail: detail.into(),
            errors: Vec::new(),
            permission: None,
            retry_after_s: None,
            allow: None,
        }
    }

    /// 422: one field of the body is wrong.
    pub fn field(pointer: impl Into<String>, detail: impl Into<String>) -> Self {
        let error = FieldError { pointer: pointer.into(), detail: detail.into() };
        Self::fields(vec![error])
    }

    /// 422: these fields of the body are wrong; there must be at least one.
    pub fn fields(errors: Vec<FieldError>) -> Self {
        let errors: Vec<FieldError> = errors.into_iter().take(MAX_ERRORS).map(readable).collect();
        let detail = errors.iter().map(described).collect::<Vec<_>>().join("; ");
        Self { errors, ..Self::new(Kind::InvalidContent, detail) }
    }

    /// 400: a query parameter is wrong.
    pub fn parameter(name: impl Into<String>, detail: impl Into<String>) -> Self {
        let error = readable(FieldError { pointer: name.into(), detail: detail.into() });
        let told = described(&error);
        Self::new(Kind::InvalidQuery, told).with_errors(vec![error])
    }

    /// 404: there is no such thing, or another tenant owns it.
    pub fn not_found(what: &str) -> Self {
        Self::new(Kind::NotFound, format!("There is no such {what}."))
    }

    /// 409: the present state forbids it.
    pub fn conflict(detail: impl Into<String>) -> Self {
        Self::new(Kind::Conflict, detail)
    }

    /// 403: the permission is missing.
    pub fn permission_missing(permission: Permission) -> Self {
        let detail =
            format!("This needs the permission `{permission}`. A member with `members.edit` can give it.");
        Self { permission: Some(permission), ..Self::new(Kind::PermissionMissing, detail) }
    }

    /// 403: the grant is missing.
    pub fn grant_missing(resource: &str) -> Self {
        let detail =
            format!("This needs a grant for `{resource}` events. A member with `members.edit` can give it.");
        Self::new(Kind::GrantMissing, detail)
    }

    /// 403: somebody would give what they have not.
    pub fn gives_too_much(excess: &Authority) -> Self {
        let detail = format!("Nobody can give what they do not have: you lack {}.", named(excess));
        Self::lacking(excess, detail)
    }

    /// 403: somebody who is not an owner would take something from an owner.
    pub(crate) fn takes_from_owner(missing: &Authority) -> Self {
        let detail = format!(
            "They are an owner, with every permission and grant: only another owner can take anything from them. You lack {}.",
            named(missing)
        );
        Self::lacking(missing, detail)
    }

    /// 403: what is to be taken away is worth more than who asks has, by this much.
    pub(crate) fn beyond_you(excess: &Authority) -> Self {
        let detail = format!(
            "This token may do more than you may: {}. Ask its owner, or a member who has all of that.",
            named(excess)
        );
        Self::lacking(excess, detail)
    }

    /// 403 for want of this.
    fn lacking(missing: &Authority, detail: String) -> Self {
        let permission = missing.permissions.first().copied();
        let kind = if permission.is_some() { Kind::PermissionMissing } else { Kind::GrantMissing };
        Self { permission, ..Self::new(kind, detail) }
    }

    /// The same problem with a `Retry-After` of this many seconds.
    #[must_use]
    pub fn retry_after(self, seconds: u64) -> Self {
        Self { retry_after_s: Some(seconds), ..self }
    }

    /// The same problem with `errors`.
    #[must_use]
    pub fn with_errors(self, errors: Vec<FieldError>) -> Self {
        Self { errors, ..self }
    }

    /// The same problem, seen from further outside: what it points at lies under `pointer`.
    #[must_use]
    pub fn under(self, pointer: &str) -> Self {
        if self.errors.is_empty() {
            return self;
        }
        let moved =
            |error: FieldError| FieldError { pointer: format!("{pointer}{}", error.pointer), ..error };
        Self::fields(self.errors.into_iter().map(moved).collect())
    }

    /// The fields that are wrong, where fields are.
    pub fn errors(&self) -> &[FieldError] {
        &self.errors
    }

    /// The same problem with an `Allow` header (RFC 9110, section 10.2.1).
    #[must_use]
    pub fn allowing(self, methods: impl Into<String>) -> Self {
        Self { allow: Some(methods.into()), ..self }
    }

    /// What kind of problem it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// What it says.
    pub fn detail(&self) -> &str {
        &self.detail
    }

    /// The document as it is sent.
    #[expect(clippy::expect_used, reason = "texts, numbers and lists of them always serialise")]
    pub fn to_json(&self) -> Vec<u8> {
        let document = ProblemDocument {
            type_: self.kind.reference(),
            title: self.kind.title(),
            status: self.kind.status().as_u16(),
            detail: &self.detail,
            errors: &self.errors,
            permission: self.permission,
        };
        serde_json::to_vec(&document).expect("a problem serialises")
    }
}

fn described(error: &FieldError) -> String {
    if error.pointer.is_empty() {
        error.detail.clone()
    } else {
        format!("{}: {}", error.pointer, error.detail)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind.id(), self.detail)
    }
}
impl std::error::Error for Problem {}

/// What the store says is for our log; the caller learns whether another try makes sense.
impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        Self::from(&error)
    }
}
impl From<&StoreError> for Problem {
    fn from(error: &StoreError) -> Self {
        if matches!(error, StoreError::NulInText) {
            return Self::new(Kind::InvalidContent, "A text has the character U+0000. Leave it out.");
        }
        error.log("a request failed in the store");
        if error.is_transient() {
            // Where the connection is lost while it commits, nobody can tell.
            let detail = "The database does not answer just now. If something was to be changed, it may have been: \
                          look before you try again, or send the same `Idempotency-Key`.";
            Self::new(Kind::Unavailable, detail).retry_after(UNAVAILABLE_RETRY_AFTER_S)
        } else {
            Self::internal()
        }
    }
}

impl Problem {
    /// 500: a fault of ours. What it is stands in the log, under the response's `X-Request-Id`.
    pub fn internal() -> Self {
        Self::new(
            Kind::Internal,
            "Billhook could not do this. The log says why, under this response's X-Request-Id.",
        )
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.kind.status()
    }

    fn error_response(&self) -> HttpResponse<BoxBody> {
        let mut response = HttpResponse::build(self.kind.status());
        response.insert_header((header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE)));
        if let Some(seconds) = self.retry_after_s {
            response.insert_header((header::RETRY_AFTER, seconds.to_string()));
        }
        if let Some(methods) = &self.allow {
            response.insert_header((header::ALLOW, methods.as_str()));
        }
        if self.kind.status() == StatusCode::UNAUTHORIZED {
            response.insert_header((header::WWW_AUTHENTICATE, "Bearer realm=\"billhook\""));
        }
        response.body(self.to_json())
    }
}

fn named(excess: &Authority) -> String {
    let permissions = excess.permissions.iter().map(|permission| format!("the permission `{permission}`"));
    let grants = excess.grants.0.iter().map(|grant| format!("the grant `{grant}`"));
    permissions.chain(grants).collect::<Vec<_>>().join(", ")
}
