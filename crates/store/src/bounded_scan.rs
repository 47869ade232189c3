//! Lists of which a filter may leave next to nothing. They are looked through stretch by stretch, and so far
//! at a time: a filter that fits nothing does not read a tenant's whole history at once, whatever the history holds.

use billhook_core::id::{Id, Kind};

use crate::error::StoreError;

/// The first stretch: a page of what is common is found in it.
const FIRST_STRETCH: i64 = 1_000;
/// Each further stretch is this many times as long.
const LONGER: i64 = 10;
/// How many rows are looked at for one page.
pub const MAX_SCANNED: i64 = 100_000;

/// What a filter has left of a part of a list.
#[derive(Debug)]
pub struct Scanned<T, K: Kind> {
    /// The rows, in the order of the list.
    pub rows: Vec<T>,
    /// The last row that was looked at, if the list goes on beyond it and has not filled the page yet.
    pub looked_until: Option<Id<K>>,
}

impl<T, K: Kind> Scanned<T, K> {
    /// Of a list that was looked through to its end, or as far as the page goes.
    pub(crate) const fn whole(rows: Vec<T>) -> Self {
        Self { rows, looked_until: None }
    }
}

/// A part of a list, the newest first.
pub(crate) struct Stretch<K: Kind> {
    /// Only what is older.
    pub(crate) before: Option<Id<K>>,
    /// Nothing that is older; `None` for all the rest.
    pub(crate) down_to: Option<Id<K>>,
    /// This many rows at most.
    pub(crate) limit: i64,
}

/// Up to `limit` rows, older than `before`. `nth` tells which row lies so far down, by an index alone; `rows`
/// has those of a stretch that the filter leaves.
pub(crate) fn look_through<C, T, K: Kind>(
    connection: &mut C,
    before: Option<Id<K>>,
    limit: i64,
    nth: impl Fn(&mut C, Option<Id<K>>, i64) -> Result<Option<Id<K>>, StoreError>,
    rows: impl Fn(&mut C, Stretch<K>) -> Result<Vec<T>, StoreError>,
) -> Result<Scanned<T, K>, StoreError> {
    let (mut found, mut before) = (Vec::new(), before);
    let (mut looked_at, mut length) = (0, FIRST_STRETCH);
    loop {
        let down_to = nth(connection, before, length)?;
        found.append(&mut rows(connection, Stretch { before, down_to, limit: limit - found.len() as i64 })?);
        looked_at += length;
        if down_to.is_none() || found.len() as i64 >= limit {
            return Ok(Scanned::whole(found));
        }
        if looked_at >= MAX_SCANNED {
            return Ok(Scanned { rows: found, looked_until: down_to });
        }
        before = down_to;
        length = (length * LONGER).min(MAX_SCANNED - looked_at);
    }
}

/// Of `$query`, which says what an index alone can count, the id that lies `$nth` rows down among those older
/// than `$before` and within the filter's time.
macro_rules! nth_older {
    ($connection:expr, $table:ident, $query:expr, $filter:expr, $before:expr, $nth:expr) => {{
        let mut query = $query.order($table::id.desc()).offset($nth - 1).limit(1);
        if let Some(since) = $filter.since {
            query = query.filter($table::id.ge(crate::column::oldest_id(since)));
        }
        if let Some(until) = $filter.until {
            query = query.filter($table::id.lt(crate::column::newest_id(until)));
        }
        if let Some(before) = $before {
            query = query.filter($table::id.lt(before.as_bytes().to_vec()));
        }
        let id: Option<Vec<u8>> = query.first($connection).optional()?;
        id.map(|id| crate::column::id(concat!(stringify!($table), ".id"), &id)).transpose()
    }};
}
pub(crate) use nth_older;

#[cfg(test)]
mod tests {
    use billhook_core::id::{Event, EventId};

    use super::*;

    /// The list of `count` rows, numbered from 1 for the oldest, of which every `one_in` fits.
    fn look(count: u128, one_in: u128, before: Option<EventId>, limit: i64) -> Scanned<u128, Event> {
        let id = |row: u128| EventId::from_bytes(row.to_be_bytes());
        let row = |id: EventId| u128::from_be_bytes(*id.as_bytes());
        let newest = |before: Option<EventId>| before.map_or(count, |before| row(before) - 1);
        look_through(
            &mut (),
            before,
            limit,
            |(), before, nth| {
                Ok((newest(before) + 1).checked_sub(nth as u128).filter(|row| *row > 0).map(id))
            },
            |(), stretch| {
                let rows = (stretch.down_to.map_or(1, row)..=newest(stretch.before)).rev();
                Ok(rows.filter(|row| row % one_in == 0).take(stretch.limit as usize).collect())
            },
        )
        .unwrap()
    }

    #[test]
    fn a_page_that_is_full_says_nothing_of_the_rest() {
        let found = look(500_000, 3, None, 51);
        assert_eq!((found.rows.len(), found.looked_until), (51, None));
    }

    #[test]
    fn a_short_list_is_looked_through_to_its_end() {
        for count in [0, 1, 999, 1_000, 1_001, 11_000, 100_000] {
            let found = look(count, 7, None, 1 << 40);
            assert_eq!(found.rows.len() as u128, count / 7);
        }
    }

    #[test]
    fn a_long_list_without_anything_that_fits_is_left_in_between() {
        let found = look(250_000, 300_000, None, 51);
        assert!(found.rows.is_empty());
        assert_eq!(found.looked_until, Some(EventId::from_bytes(150_001_u128.to_be_bytes())));
    }

    #[test]
    fn looking_on_finds_everything_once() {
        let (mut seen, mut before) = (Vec::new(), None);
        loop {
            let found = look(450_000, 30_000, before, 51);
            seen.extend(found.rows);
            before = found.looked_until;
            if before.is_none() {
                break;
            }
        }
        assert_eq!(seen, (1..=15).rev().map(|n| n * 30_000).collect::<Vec<u128>>());
    }
}
