//! What people and programs prove themselves with: tokens, refresh credentials, one-time links and passwords.

mod password;
mod secret_text;

pub(crate) use self::password::{Hasher, check_password};
pub(crate) use self::secret_text::{
    RefreshText, TokenHash, new_link_token, new_operator_token, new_session_key, new_token,
};
