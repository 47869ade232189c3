//! Pages of rows that may be large. They are read a few rows at a time and end once they have enough bytes,
//! wherever that is: two hundred rows, as large as they may be, would be hundreds of megabytes.

use crate::error::StoreError;

/// A page ends with the row with which its rows have this many bytes: 4 MiB. There is always one row, however large.
pub const MAX_BYTES: usize = 4 << 20;

/// A row of a list, which may be large.
pub trait Large {
    /// What says where in the list it stands.
    type Place;
    /// Where it stands.
    fn place(&self) -> Self::Place;
    /// How many bytes it has of what may be large.
    fn bytes(&self) -> usize;
}

/// A part of a list.
#[derive(Debug)]
pub struct Portion<T> {
    /// The rows, in the order of the list.
    pub rows: Vec<T>,
    /// False if there are no more rows after these; otherwise there may be.
    pub more: bool,
}

/// Up to `items` rows that stand after the place `after`, and no more than have [`MAX_BYTES`]. `list` is asked
/// for up to `at_once` of them at a time, which are in memory beside those that were read before.
pub fn read<C, T: Large>(
    connection: &mut C,
    after: Option<T::Place>,
    items: usize,
    at_once: usize,
    mut list: impl FnMut(&mut C, Option<T::Place>, i64) -> Result<Vec<T>, StoreError>,
) -> Result<Portion<T>, StoreError> {
    let (mut rows, mut bytes, mut after): (Vec<T>, usize, Option<T::Place>) = (Vec::new(), 0, after);
    loop {
        // One more than is wanted tells whether there are more.
        let wanted = at_once.min(items + 1 - rows.len());
        let found = list(connection, after, wanted as i64)?;
        let is_end = found.len() < wanted;
        for row in found {
            if rows.len() >= items || bytes >= MAX_BYTES {
                return Ok(Portion { rows, more: true });
            }
            bytes += row.bytes();
            rows.push(row);
        }
        if is_end || bytes >= MAX_BYTES {
            return Ok(Portion { rows, more: !is_end });
        }
        after = rows.last().map(Large::place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row with its place, and as many bytes as there are in a portion divided by this.
    struct Row(usize, usize);

    impl Large for Row {
        type Place = usize;
        fn place(&self) -> usize {
            self.0
        }
        fn bytes(&self) -> usize {
            MAX_BYTES / self.1
        }
    }

    /// The places of a portion of the list from 1 to 25, whose rows have a part of the bytes, with whether
    /// there are more.
    fn portion(part: usize, after: Option<usize>, items: usize) -> (Vec<usize>, bool) {
        let list = |read: &mut usize, after: Option<usize>, most: i64| {
            *read += 1;
            assert!((1..=4).contains(&most), "{most} at once");
            let rows = (after.unwrap_or(0) + 1..=25).take(most as usize).map(|place| Row(place, part));
            Ok(rows.collect())
        };
        let found = read(&mut 0, after, items, 4, list).unwrap();
        (found.rows.iter().map(Large::place).collect(), found.more)
    }

    #[test]
    fn small_rows_are_counted() {
        assert_eq!(portion(1_000, None, 10), ((1..=10).collect(), true));
        assert_eq!(portion(1_000, Some(15), 10), ((16..=25).collect(), false));
        assert_eq!(portion(1_000, None, 25), ((1..=25).collect(), false));
        assert_eq!(portion(1_000, Some(25), 10), (Vec::new(), false));
    }

    #[test]
    fn large_rows_end_a_portion_before_it_is_full() {
        assert_eq!(portion(1, None, 10), (vec![1], true));
        assert_eq!(portion(2, None, 10), (vec![1, 2], true));
        assert_eq!(portion(4, None, 10), (vec![1, 2, 3, 4], true));
        assert_eq!(portion(4, Some(21), 10), (vec![22, 23, 24, 25], true), "nobody has looked beyond");
        assert_eq!(portion(4, Some(22), 10), (vec![23, 24, 25], false));
    }

    #[test]
    fn portions_together_are_the_list() {
        for part in [1, 3, 4, 7, 1_000] {
            let (mut seen, mut after) = (Vec::new(), None);
            loop {
                let (places, more) = portion(part, after, 9);
                seen.extend(places);
                if !more {
                    break;
                }
                after = seen.last().copied();
            }
            assert_eq!(seen, (1..=25).collect::<Vec<_>>(), "rows of 1/{part}");
        }
    }
}
