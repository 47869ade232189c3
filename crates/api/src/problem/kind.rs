//! Every kind of problem that the API reports: its stable id, title and status.
//!
//! `/problems/<id>` on the running service explains each; so do the docs.

use actix_web::http::StatusCode;

macro_rules! kinds {
    ($($(#[doc = $doc:literal])* $case:ident $id:literal $status:ident $title:literal;)*) => {
        /// A kind of problem. The first sentences of each case are what `/problems/<id>` says about it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Kind { $($(#[doc = $doc])* $case,)* }

        impl Kind {
            /// Every kind there is.
            pub const ALL: &[Self] = &[$(Self::$case,)*];

            /// The stable id.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$case => $id,)* }
            }

            /// The HTTP status.
            pub const fn status(self) -> StatusCode {
                match self { $(Self::$case => StatusCode::$status,)* }
            }

            /// What it is, in a few words.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$case => $title,)* }
            }

            /// What it means and what to do, in a sentence or two.
            pub const fn explanation(self) -> &'static str {
                match self { $(Self::$case => concat!($($doc,)*),)* }
            }
        }
    };
}

kinds! {
    /// The body is not JSON. The detail gives the line and column at which reading stopped.
    InvalidJson "invalid-json" BAD_REQUEST "The body is not JSON";
    /// A query parameter is unknown or does not read. `errors` names it.
    InvalidQuery "invalid-query" BAD_REQUEST "A query parameter is wrong";
    /// A header is missing, is given more than once, or cannot be read. The detail names it.
    InvalidHeader "invalid-header" BAD_REQUEST "A header is wrong";
    /// You can act in several tenants: say which one you mean by the header `Billhook-Tenant`.
    TenantRequired "tenant-required" BAD_REQUEST "Which tenant is not said";
    /// Send `Authorization: Bearer bh_…`, or sign in. Unknown, revoked and expired credentials all answer this.
    Unauthenticated "unauthenticated" UNAUTHORIZED "Credentials are missing or not valid";
    /// The session's access has run out: refresh it by `POST /api/v1/session/refresh`, or sign in again.
    SessionExpired "session-expired" UNAUTHORIZED "The session has expired";
    /// No account has this e-mail address with this password.
    WrongCredentials "wrong-credentials" UNAUTHORIZED "E-mail address or password is wrong";
    /// The member lacks the permission that `permission` names.
    PermissionMissing "permission-missing" FORBIDDEN "A permission is missing";
    /// The member has no grant for events of this resource.
    GrantMissing "grant-missing" FORBIDDEN "A grant is missing";
    /// Only a person at the console does this: sign in, instead of sending a token.
    SessionRequired "session-required" FORBIDDEN "A session is needed";
    /// The tenant's hooks are managed through the API only: use a token, or change the setting `hooks_managed_by`.
    ManagedByApi "managed-by-api" FORBIDDEN "Hooks are managed through the API only";
    /// Only the operator does this, with a token of `billhook admin create-operator-token`.
    OperatorRequired "operator-required" FORBIDDEN "This is the operator's";
    /// Only a member of a tenant does this: the operator sees nothing that tenants have.
    MemberRequired "member-required" FORBIDDEN "This is a member's";
    /// A request by cookie came from another site, or without the header `Billhook-Console: 1`.
    CrossSite "cross-site" FORBIDDEN "The request came from another site";
    /// There is no such thing here, or another tenant owns it.
    NotFound "not-found" NOT_FOUND "Not found";
    /// The path exists, but not for this method. The header `Allow` names those that it has.
    MethodNotAllowed "method-not-allowed" METHOD_NOT_ALLOWED "The method is not allowed here";
    /// The body took too long to arrive.
    RequestTimeout "request-timeout" REQUEST_TIMEOUT "The body took too long";
    /// The state of the thing forbids what was asked.
    Conflict "conflict" CONFLICT "The present state forbids this";
    /// The operator has suspended the tenant: it takes no events and sends nothing, and keeps its backlog.
    TenantSuspended "tenant-suspended" CONFLICT "The tenant is suspended";
    /// Somebody has to remain who can edit members. Give `members.edit` to another active member first.
    LastEditor "last-editor" CONFLICT "Nobody else can edit members";
    /// Another request with the same `Idempotency-Key` is being done. Try again in a moment.
    IdempotencyKeyInUse "idempotency-key-in-use" CONFLICT "The idempotency key is in use";
    /// The body is larger than the installation allows.
    TooLarge "too-large" PAYLOAD_TOO_LARGE "The body is too large";
    /// Send the body with `Content-Type: application/json`.
    UnsupportedMediaType "unsupported-media-type" UNSUPPORTED_MEDIA_TYPE "The content type is not supported";
    /// The body is JSON, but not what this operation takes. `errors` points at each field that is wrong.
    InvalidContent "invalid-content" UNPROCESSABLE_ENTITY "The content is wrong";
    /// The same `Idempotency-Key` was sent before with another request. Take a new key for a new request.
    IdempotencyKeyReused "idempotency-key-reused" UNPROCESSABLE_ENTITY "The idempotency key was used for another request";
    /// Too many requests. Wait for the seconds of `Retry-After`.
    RateLimited "rate-limited" TOO_MANY_REQUESTS "Too many requests";
    /// Too many failed sign-ins for this account or from this address. Wait for the seconds of `Retry-After`.
    TooManySignIns "too-many-sign-ins" TOO_MANY_REQUESTS "Too many failed sign-ins";
    /// A fault of the service. Its log says more, under the `X-Request-Id` of the response.
    Internal "internal" INTERNAL_SERVER_ERROR "Something went wrong";
    /// The database or the jobs do not work just now. Try again after `Retry-After`; what was to be changed
    /// may have been.
    Unavailable "unavailable" SERVICE_UNAVAILABLE "Not available just now";
}

impl Kind {
    /// The `type` of a problem document: a reference that the service itself resolves.
    pub fn reference(self) -> String {
        format!("/problems/{}", self.id())
    }

    /// The kind with this id.
    pub fn find(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.id() == id)
    }
}
