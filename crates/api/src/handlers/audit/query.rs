//! What narrows the audit log, for the list and for the export alike.

use billhook_core::id::{TokenId, UserId};

use crate::problem::Problem;

/// A query with these fields and those that narrow the log; others are refused, which `serde(flatten)` would not do.
macro_rules! audit_query {
    ($(#[$doc:meta])* $name:ident { $($(#[$about:meta])* $field:ident: $kind:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, serde::Deserialize, utoipa::IntoParams)]
        #[serde(deny_unknown_fields)]
        #[into_params(parameter_in = Query)]
        pub(crate) struct $name {
            $($(#[$about])* $field: $kind,)*
            /// The id of the user or token that did it.
            #[param(value_type = Option<String>, example = "usr_01jd3v9k2mfs8r0h6x3w7y5z4q")]
            actor: Option<String>,
            /// What kind of actor did it.
            #[param(value_type = Option<crate::schema::ActorKind>)]
            actor_kind: Option<billhook_store::audit::ActorKind>,
            /// What was done, or all of a kind of thing (`hook.*`).
            #[param(example = "hook.*")]
            operation: Option<String>,
            /// The id of what it was done to.
            #[param(example = "hk_01jd3v9k2mfs8r0h6x3w7y5z4q")]
            subject: Option<String>,
            /// Done at this instant or later.
            #[param(value_type = Option<String>, format = DateTime)]
            since: Option<billhook_core::clock::Timestamp>,
            /// Done before this instant.
            #[param(value_type = Option<String>, format = DateTime)]
            until: Option<billhook_core::clock::Timestamp>,
        }

        impl $name {
            /// What the store understands of it; 400 if the actor is nobody's id, or a text has a character
            /// that no database keeps.
            fn filter(&self) -> Result<billhook_store::audit::Filter, Problem> {
                Ok(billhook_store::audit::Filter {
                    actor: self.actor.as_deref().map(super::query::actor).transpose()?,
                    actor_kind: self.actor_kind,
                    operation: super::query::text("operation", self.operation.as_ref())?,
                    subject: super::query::text("subject", self.subject.as_ref())?,
                    since: self.since,
                    until: self.until,
                })
            }
        }
    };
}

pub(super) use audit_query;

/// A text that both databases can look for.
pub(super) fn text(name: &str, text: Option<&String>) -> Result<Option<String>, Problem> {
    match text {
        Some(text) if text.contains('\0') => {
            Err(Problem::parameter(name, "must not have the character U+0000"))
        }
        text => Ok(text.cloned()),
    }
}

/// The bytes of the id of whoever did something.
pub(super) fn actor(id: &str) -> Result<[u8; 16], Problem> {
    let user = id.parse::<UserId>().map(|id| *id.as_bytes());
    let actor = user.or_else(|_| id.parse::<TokenId>().map(|id| *id.as_bytes()));
    actor.map_err(|_| Problem::parameter("actor", "not the id of a user (`usr_…`) or of a token (`tok_…`)"))
}
