//! A tenant: a customer organisation of the installation.

mod limits;
mod reference;
mod settings;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

pub use self::limits::Limits;
pub use self::reference::{ParseTenantRefError, TenantRef};
pub use self::settings::{HooksManagedBy, MailPreferences, TenantSettings, UnknownApps, UnsentOnOwnerChange};

/// Whether a tenant's hooks send.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TenantState {
    /// Takes events and sends.
    Active,
    /// Keeps its backlog and sends nothing.
    Suspended,
    /// Is being erased, and does nothing any more.
    Deleting,
}

/// The short name of a tenant in wire forms: lower-case letters, digits and single dashes, 63 bytes at most.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slug(String);

impl Slug {
    /// The slug of a name: what is no ASCII letter or digit becomes a dash. A name without any gives `tenant`.
    pub fn of(name: &str) -> Self {
        let mut slug = String::new();
        for letter in name.chars().map(|c| c.to_ascii_lowercase()) {
            if letter.is_ascii_alphanumeric() {
                slug.push(letter);
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
        slug.truncate(63);
        let slug = slug.trim_end_matches('-');
        Self(if slug.is_empty() { "tenant".into() } else { slug.into() })
    }

    /// A slug that was made before: it is not looked at.
    pub fn trusted(text: String) -> Self {
        Self(text)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

/// The operator's own id for a tenant: 1 to 128 bytes of letters, digits, `.`, `_`, `:` and `-`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TenantKey(String);

impl TenantKey {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The text is not a tenant key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a tenant key: use 1 to 128 letters, digits, `.`, `_`, `:` or `-`")]
pub struct ParseTenantKeyError;

impl FromStr for TenantKey {
    type Err = ParseTenantKeyError;
    fn from_str(text: &str) -> Result<Self, ParseTenantKeyError> {
        let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b':' | b'-');
        let well_formed = (1..=128).contains(&text.len()) && text.bytes().all(allowed);
        if well_formed { Ok(Self(text.into())) } else { Err(ParseTenantKeyError) }
    }
}
impl TryFrom<String> for TenantKey {
    type Error = ParseTenantKeyError;
    fn try_from(text: String) -> Result<Self, ParseTenantKeyError> {
        text.parse()
    }
}
impl From<TenantKey> for String {
    fn from(key: TenantKey) -> Self {
        key.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_made_of_a_name() {
        assert_eq!(Slug::of("Pied Piper, Inc.").as_str(), "pied-piper-inc");
        assert_eq!(Slug::of("  ÆØÅ  ").as_str(), "tenant");
    }
}
