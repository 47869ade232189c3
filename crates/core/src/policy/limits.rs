//! How far a hook's own policy may go. Presets keep to the same limits.

const SECOND: u64 = 1_000;
const DAY: u64 = 86_400 * SECOND;

/// The shortest deadline of an attempt.
pub const MIN_TIMEOUT_MS: u64 = 100;
/// The longest deadline of an attempt: a slot is held for as long.
pub const MAX_TIMEOUT_MS: u64 = 60 * SECOND;
/// The most waits in a list.
pub const MAX_WAITS: usize = 100;
/// The longest single wait.
pub const MAX_WAIT_MS: u64 = 30 * DAY;
/// The shortest wait of an interval, which may go on without end.
pub const MIN_INTERVAL_MS: u64 = SECOND;
/// The shortest wait at the start of a growing schedule.
pub const MIN_BASE_MS: u64 = SECOND;
/// The steepest growth by power.
pub const MAX_POWER: u32 = 8;
/// The gentlest growth by factor; 1 would be an interval.
pub const MIN_FACTOR: f64 = 1.1;
/// The steepest growth by factor.
pub const MAX_FACTOR: f64 = 10.0;
/// The most retries that a bound by count can name.
pub const MAX_RETRIES: u32 = 10_000;
/// The longest that a bound by age can name.
pub const MAX_AGE_MS: u64 = 365 * DAY;
/// The most entries in a set of statuses.
pub const MAX_STATUSES: usize = 32;
/// The longest wait that a receiver can be allowed to ask for.
pub const MAX_RETRY_AFTER_MS: u64 = 7 * DAY;
/// The most spent deliveries in a row that a rule can name.
pub const MAX_SPENT: u32 = 1_000_000;
/// The shortest time of failure after which a hook may be deactivated.
pub const MIN_DEACTIVATE_AFTER_MS: u64 = 60 * SECOND;
/// The longest time of failure after which a hook may be deactivated.
pub const MAX_DEACTIVATE_AFTER_MS: u64 = 365 * DAY;
