//! Columns: how what `core` knows becomes the primitives of a row, and back.
//!
//! Names of enum cases are in `names`.

use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::id::{Id, Kind};
use chrono::TimeDelta;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::StoreError;

/// The identifier in a column of 16 bytes.
pub(crate) fn id<K: Kind>(column: &str, bytes: &[u8]) -> Result<Id<K>, StoreError> {
    bytes
        .try_into()
        .map(Id::from_bytes)
        .map_err(|_| StoreError::corrupt(column, format!("{} bytes are not an id", bytes.len())))
}

/// The value as JSON text.
pub(crate) fn json<T: Serialize + ?Sized>(column: &str, value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::corrupt(column, error))
}

/// The value in a column of JSON text.
pub(crate) fn read_json<T: DeserializeOwned>(column: &str, text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::corrupt(column, error))
}

/// What an instant has below a microsecond, in nanoseconds, for the few columns that keep it; nothing where it is 0.
pub(crate) fn below_us(at: Timestamp) -> Option<i16> {
    // Below 1000, also in a leap second.
    i16::try_from(at.timestamp_subsec_nanos() % 1000).ok().filter(|nanos| *nanos != 0)
}

/// The instant in a column of microseconds and, beside it, one of [`below_us`].
pub(crate) fn exact(micros: i64, below_us: Option<i16>) -> Timestamp {
    let at = from_micros(micros);
    at.checked_add_signed(TimeDelta::nanoseconds(below_us.unwrap_or(0).into())).unwrap_or(at)
}

/// A count in a column of 32 bits; negative ones become 0.
pub(crate) fn count(column: i32) -> u32 {
    u32::try_from(column).unwrap_or(0)
}

/// A count for a column of 32 bits; what is too large becomes the largest.
pub(crate) fn from_count(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// How long a row may take from the making of its id to its commit.
const SLACK: TimeDelta = TimeDelta::minutes(10);

/// No row that was committed at `since` or later has a smaller id: where a list by time may begin in its index.
pub(crate) fn oldest_id(since: Timestamp) -> Vec<u8> {
    time_ordered(since.checked_sub_signed(SLACK).unwrap_or(since))
}

/// No row that was committed before `until` has a larger id.
pub(crate) fn newest_id(until: Timestamp) -> Vec<u8> {
    time_ordered(until.checked_add_signed(SLACK).unwrap_or(until))
}

/// The smallest id of a millisecond: RFC 9562 section 5.7 begins with 48 bits of milliseconds since 1970.
fn time_ordered(at: Timestamp) -> Vec<u8> {
    const LATEST: u64 = (1 << 48) - 1;
    let ms = u64::try_from(at.timestamp_millis()).unwrap_or(0).min(LATEST);
    let mut id = vec![0; 16];
    id[..6].copy_from_slice(&ms.to_be_bytes()[2..]);
    id
}
