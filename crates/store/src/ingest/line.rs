//! How much may wait to be written: no more than can be written within a moment, so that posts are refused before those that are
//! accepted wait long.

use std::sync::Arc;
use std::time::Duration;

use billhook_core::id::TenantId;
use parking_lot::Mutex;

use crate::grouped::Full;
use crate::room::{Reservoir, Room};

/// What waits may take so long to be written, all of it together. A tenant alone has half of that.
const LONGEST: Duration = Duration::from_secs(2);
/// So many bytes may always wait: while little is posted, little is known of how much could be written.
const LEAST: usize = 4 << 20;
/// The weight of the newest commit in the average.
const NEWEST: f64 = 0.125;

/// What waits for one writer.
pub(super) struct Line {
    places: Arc<Reservoir>,
    /// Never more than this.
    most: usize,
    /// How many bytes are written in a second.
    pace: Mutex<f64>,
}

impl Line {
    pub(super) fn of(most: usize) -> Arc<Self> {
        Arc::new(Self { places: Reservoir::of(most.min(LEAST), most), most, pace: Mutex::default() })
    }

    /// A place for so many bytes of this tenant, until it is dropped.
    pub(super) fn place(&self, tenant: TenantId, bytes: usize) -> Result<Room, Full> {
        let mut place = self.places.room(tenant);
        place.grow(bytes)?;
        Ok(place)
    }

    /// Notes that a commit of so many bytes took so long.
    pub(super) fn wrote(&self, bytes: usize, took: Duration) {
        let mut pace = self.pace.lock();
        *pace += NEWEST * (bytes as f64 / took.as_secs_f64().max(1e-6) - *pace);
        let in_time = (*pace * LONGEST.as_secs_f64()) as usize;
        self.places.bound_to(in_time.max(LEAST).min(self.most));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FLOOD: TenantId = TenantId::from_bytes([1; 16]);
    const OTHER: TenantId = TenantId::from_bytes([2; 16]);
    const MIB: usize = 1 << 20;

    /// How many MiB the tenant gets into an empty line.
    fn room_for(line: &Line, tenant: TenantId) -> usize {
        std::iter::repeat_with(|| line.place(tenant, MIB)).map_while(Result::ok).collect::<Vec<_>>().len()
    }

    #[test]
    fn no_more_waits_than_is_written_within_two_seconds() {
        let line = Line::of(64 * MIB);
        assert_eq!(room_for(&line, FLOOD), 2, "half of what may always wait");
        (0..100).for_each(|_| line.wrote(9 * MIB, Duration::from_secs(1)));
        assert_eq!(room_for(&line, FLOOD), 8, "half of what is written meanwhile, all but");
        (0..100).for_each(|_| line.wrote(512, Duration::from_millis(3)));
        assert_eq!(room_for(&line, FLOOD), 2);
        (0..100).for_each(|_| line.wrote(MIB, Duration::from_millis(1)));
        assert_eq!(room_for(&line, FLOOD), 32, "half of what all posts may take");
    }

    #[test]
    fn a_flood_leaves_places_to_others() {
        let line = Line::of(64 * MIB);
        let _flood: Vec<Room> =
            std::iter::repeat_with(|| line.place(FLOOD, MIB)).map_while(Result::ok).collect();
        assert!(line.place(OTHER, MIB).is_ok());
    }

    #[test]
    fn a_post_that_is_alone_always_has_a_place() {
        let line = Line::of(64 * MIB);
        let _large = line.place(FLOOD, 10 * MIB).unwrap();
        assert_eq!(line.place(FLOOD, 1).err(), Some(Full));
    }
}
