//! Identifiers: 16 bytes inside (a UUID of version 7, so they sort by time), prefixed text at the edges.
//!
//! The text is the prefix of the kind, `_`, and 26 characters of lower-case Crockford base 32, as in
//! `hk_01jd3v9k2mfs8r0h6x3w7y5z4q`. Text and bytes sort alike.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::{NoContext, Uuid};

use crate::clock::Timestamp;

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const TEXT_LEN: usize = 26;

/// What an [`Id`] identifies.
pub trait Kind {
    /// The letters before the `_`.
    const PREFIX: &'static str;
}

/// The identifier of one thing of kind `K`.
pub struct Id<K> {
    bytes: [u8; 16],
    kind: PhantomData<fn() -> K>,
}

impl<K: Kind> Id<K> {
    /// A new identifier for something that came to be at `now`. It sorts by that to the quarter of a
    /// microsecond (RFC 9562 section 6.2, method 3): what is made in one go, a microsecond apart, stays in its order.
    pub fn new(now: Timestamp) -> Self {
        let seconds = u64::try_from(now.timestamp()).unwrap_or(0);
        let nanos = now.timestamp_subsec_nanos();
        let mut bytes = Uuid::new_v7(uuid::Timestamp::from_unix(NoContext, seconds, nanos)).into_bytes();
        let [high, low] = u16::try_from(nanos % 1_000_000 * 4096 / 1_000_000).unwrap_or(0).to_be_bytes();
        (bytes[6], bytes[7]) = (bytes[6] & 0xf0 | high, low);
        Self::from_bytes(bytes)
    }

    /// The identifier with these bytes.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self { bytes, kind: PhantomData }
    }

    /// The bytes, as the databases keep them.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.bytes
    }

    /// The same 16 bytes read as a UUID, for wire forms that want one.
    pub const fn as_uuid(&self) -> Uuid {
        Uuid::from_bytes(self.bytes)
    }
}

impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K> Copy for Id<K> {}
impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}
impl<K> Eq for Id<K> {}
impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.bytes.cmp(&other.bytes)
    }
}
impl<K> Hash for Id<K> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.bytes.hash(state);
    }
}

impl<K: Kind> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = u128::from_be_bytes(self.bytes);
        let mut text = [0u8; TEXT_LEN];
        for (place, letter) in text.iter_mut().enumerate() {
            let shift = 5 * (TEXT_LEN - 1 - place);
            *letter = ALPHABET[(number >> shift) as usize & 31];
        }
        f.write_str(K::PREFIX)?;
        f.write_str("_")?;
        text.iter().try_for_each(|&letter| fmt::Write::write_char(f, letter as char))
    }
}
impl<K: Kind> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The text is not an identifier of the wanted kind.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an id: expected `{prefix}_` and 26 characters of base 32")]
pub struct ParseIdError {
    prefix: &'static str,
}

impl<K: Kind> FromStr for Id<K> {
    type Err = ParseIdError;

    /// Reads exactly what `Display` writes; other spellings of the same bytes are refused.
    fn from_str(text: &str) -> Result<Self, ParseIdError> {
        let error = ParseIdError { prefix: K::PREFIX };
        let digits =
            text.strip_prefix(K::PREFIX).and_then(|rest| rest.strip_prefix('_')).ok_or(error.clone())?;
        // 26 characters hold 130 bits: the first may use only three of its five.
        if digits.len() != TEXT_LEN || digits.as_bytes()[0] > b'7' {
            return Err(error);
        }
        let mut number = 0u128;
        for digit in digits.bytes() {
            let value = ALPHABET.iter().position(|&letter| letter == digit).ok_or(error.clone())?;
            number = number << 5 | value as u128;
        }
        Ok(Self::from_bytes(number.to_be_bytes()))
    }
}

impl<K: Kind> Serialize for Id<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
impl<'de, K: Kind> Deserialize<'de> for Id<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident $alias:ident $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub enum $kind {}
        impl Kind for $kind { const PREFIX: &'static str = $prefix; }
        #[doc = concat!("Identifies one ", stringify!($kind), ": `", $prefix, "_…`.")]
        pub type $alias = Id<$kind>;
    )*};
}

kinds! {
    /// Kind of a tenant.
    Tenant TenantId "ten";
    /// Kind of a user.
    User UserId "usr";
    /// Kind of a member: one user in one tenant.
    Member MemberId "mbr";
    /// Kind of an invitation to a tenant.
    Invitation InvitationId "inv";
    /// Kind of a session of the console.
    Session SessionId "ses";
    /// Kind of an API token (the credential itself is another text).
    Token TokenId "tok";
    /// Kind of a hook.
    Hook HookId "hk";
    /// Kind of a hook's secret.
    Secret SecretId "sec";
    /// Kind of an action.
    Action ActionId "act";
    /// Kind of an event type.
    EventType EventTypeId "ety";
    /// Kind of an event.
    Event EventId "evt";
    /// Kind of a delivery.
    Delivery DeliveryId "dlv";
    /// Kind of a replay of many deliveries.
    Replay ReplayId "rpl";
    /// Kind of an attempt.
    Attempt AttemptId "att";
    /// Kind of a background job.
    Job JobId "job";
    /// Kind of a mail in the outbox.
    Mail MailId "mail";
    /// Kind of an audit entry.
    Audit AuditId "aud";
    /// Kind of an app.
    App AppId "app";
    /// Kind of a deadline.
    Deadline DeadlineId "ddl";
    /// Kind of a timer: an armed deadline.
    Timer TimerId "tmr";
    /// Kind of a SKU.
    Sku SkuId "sku";
    /// Kind of a token of the operator.
    OperatorToken OperatorTokenId "opt";
    /// Kind of a process of Billhook, among those that share a database.
    Process ProcessId "prc";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::from_micros;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn text_and_bytes_say_the_same(bytes: [u8; 16]) {
            let id = HookId::from_bytes(bytes);
            prop_assert_eq!(id.to_string().parse::<HookId>().unwrap(), id);
        }

        #[test]
        fn text_sorts_as_bytes_do(a: [u8; 16], b: [u8; 16]) {
            let (a, b) = (EventId::from_bytes(a), EventId::from_bytes(b));
            prop_assert_eq!(a.cmp(&b), a.to_string().cmp(&b.to_string()));
        }

        #[test]
        fn what_is_read_is_written_the_same(text in "\\PC*|evt_[0-9a-hjkmnp-tv-z]{26}") {
            if let Ok(id) = text.parse::<EventId>() {
                prop_assert_eq!(id.to_string(), text);
            }
        }
    }

    #[test]
    fn later_ids_sort_later() {
        let first = EventId::new(from_micros(1_700_000_000_000_000));
        let second = EventId::new(from_micros(1_700_000_000_000_001));
        assert!(first < second);
    }

    #[test]
    fn other_spellings_are_refused() {
        let id = HookId::from_bytes([0xab; 16]).to_string();
        assert!(id.to_uppercase().parse::<HookId>().is_err());
        assert!(id.replacen("hk_", "evt_", 1).parse::<HookId>().is_err());
        assert!(id.replacen("hk_", "", 1).parse::<HookId>().is_err());
        assert!(format!("{id}0").parse::<HookId>().is_err());
        assert!(format!("hk_8{}", "0".repeat(25)).parse::<HookId>().is_err());
        assert!(format!("hk_é{}", "0".repeat(24)).parse::<HookId>().is_err());
    }
}
