//! How the operator names a tenant: by its id, or by the key that the operator gave it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer};

use super::TenantKey;
use crate::id::TenantId;

const KEY_PREFIX: &str = "key:";

/// `ten_…`, or `key:` and the tenant's key.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TenantRef {
    /// By its id.
    Id(TenantId),
    /// By the operator's own id for it.
    Key(TenantKey),
}

/// The text names no tenant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a tenant: use its id, or `key:` and its key")]
pub struct ParseTenantRefError;

impl FromStr for TenantRef {
    type Err = ParseTenantRefError;
    fn from_str(text: &str) -> Result<Self, ParseTenantRefError> {
        match text.strip_prefix(KEY_PREFIX) {
            Some(key) => key.parse().map(Self::Key).map_err(|_| ParseTenantRefError),
            None => text.parse().map(Self::Id).map_err(|_| ParseTenantRefError),
        }
    }
}
impl fmt::Display for TenantRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => id.fmt(f),
            Self::Key(key) => write!(f, "{KEY_PREFIX}{}", key.as_str()),
        }
    }
}
impl<'de> Deserialize<'de> for TenantRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenant_is_named_by_id_or_by_key_and_never_by_both() {
        let id = TenantId::from_bytes([7; 16]);
        for text in [id.to_string(), "key:acme".into(), format!("key:{id}"), "key:key:a".into()] {
            assert_eq!(text.parse::<TenantRef>().unwrap().to_string(), text);
        }
        assert_eq!(id.to_string().parse(), Ok(TenantRef::Id(id)));
        for text in ["", "acme", "key:", "key:a b", "hk_00000000000000000000000000"] {
            assert!(text.parse::<TenantRef>().is_err(), "{text} was accepted");
        }
    }
}
