//! A token as the API shows it: never the credential, but once.

use billhook_core::clock::Timestamp;
use billhook_core::id::{MemberId, TokenId};
use billhook_core::member::{Grants, Permissions};
use billhook_store::tokens::Token;
use serde::Serialize;
use utoipa::ToSchema;

/// An API credential of one member.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Token)]
pub(crate) struct TokenView {
    #[schema(value_type = String, example = "tok_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    id: TokenId,
    #[schema(example = "CI")]
    name: String,
    /// What the credential begins with, to tell tokens apart.
    #[schema(example = "bh_C2FVsBQI")]
    prefix: String,
    /// Whose it is.
    #[schema(value_type = String, example = "mbr_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    member_id: MemberId,
    /// What it may do at most; null: whatever its member may at the moment of use.
    #[schema(value_type = Option<Vec<String>>, example = json!(["events.publish"]))]
    permissions: Option<Permissions>,
    /// Which events it may see and hook at most; null: whichever its member may.
    #[schema(value_type = Option<Vec<String>>, example = json!(["invoice"]))]
    grants: Option<Grants>,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// When it expires; null: it is valid until it is revoked.
    #[schema(value_type = Option<String>, format = DateTime)]
    expires_at: Option<Timestamp>,
    /// When it was last used, to the minute.
    #[schema(value_type = Option<String>, format = DateTime)]
    last_used_at: Option<Timestamp>,
}

/// A token, with its credential.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CreatedToken {
    /// The credential, for `Authorization: Bearer …`. It is shown only this once.
    #[schema(example = "bh_C2FVsBQIhrscChlQIMV-b5sSYspob7oDpQ1vVw6dZ0A")]
    pub(crate) token: String,
    #[serde(flatten)]
    pub(crate) facts: TokenView,
}

impl From<Token> for TokenView {
    fn from(token: Token) -> Self {
        Self {
            id: token.id,
            name: token.name,
            prefix: token.prefix,
            member_id: token.member_id,
            permissions: token.permissions,
            grants: token.grants,
            created_at: token.created_at,
            expires_at: token.expires_at,
            last_used_at: token.last_used_at,
        }
    }
}
