//! Keyset pages: `?limit=&cursor=` in, `{"data": […], "next_cursor": …}` out.

use std::str::FromStr;

use billhook_core::cursor;
use billhook_core::id::{Id, Kind};
use billhook_store::Scanned;
use billhook_store::portions::{Large, Portion};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::problem::Problem;

/// The largest page.
pub const MAX_LIMIT: u16 = 200;
/// The page that is given when none is asked for.
pub const DEFAULT_LIMIT: u16 = 50;

/// How many items a page holds: 1 to [`MAX_LIMIT`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit(u16);

impl Limit {
    /// The number of rows to ask the store for: one more than is shown, which tells whether there is a next page.
    pub fn rows(self) -> i64 {
        i64::from(self.0) + 1
    }

    /// The number of items on the page.
    pub fn items(self) -> usize {
        usize::from(self.0)
    }
}
impl Default for Limit {
    fn default() -> Self {
        Self(DEFAULT_LIMIT)
    }
}
impl FromStr for Limit {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        match text.parse() {
            Ok(limit @ 1..=MAX_LIMIT) => Ok(Self(limit)),
            _ => Err(format!("not a limit: use a number from 1 to {MAX_LIMIT}")),
        }
    }
}
impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// Where the last page ended: the id of its last item, as opaque text.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Cursor(String);

impl Cursor {
    /// The cursor of the page that begins after this item.
    pub fn after<K: Kind>(id: Id<K>) -> Self {
        Self(cursor::after(id))
    }

    /// The id after which the page begins; `None` if this is the cursor of another list, or of none.
    pub fn id<K: Kind>(&self) -> Option<Id<K>> {
        cursor::read(&self.0)
    }

    /// The id after which the page begins; 400 if this is the cursor of another list, or of none.
    pub fn read<K: Kind>(cursor: Option<&Self>) -> Result<Option<Id<K>>, Problem> {
        let detail = "not a cursor of this list: take `next_cursor` as it came";
        cursor.map(|cursor| cursor.id().ok_or_else(|| Problem::parameter("cursor", detail))).transpose()
    }
}

/// The query of a list without filters. A list with filters has these two fields beside its own.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// How many items at most.
    #[serde(default)]
    #[param(value_type = Option<u16>, minimum = 1, maximum = 200, default = 50)]
    pub limit: Limit,
    /// `next_cursor` of the page before.
    #[param(value_type = Option<String>)]
    pub cursor: Option<Cursor>,
}

impl PageQuery {
    /// The id after which the page begins; `None` on the first page.
    pub fn after<K: Kind>(&self) -> Result<Option<Id<K>>, Problem> {
        Cursor::read(self.cursor.as_ref())
    }
}

/// One page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Page<T> {
    /// The items.
    pub data: Vec<T>,
    /// Where the next page begins; null on the last. A page may hold less than was asked for, or nothing, and
    /// not be the last.
    #[schema(value_type = Option<String>)]
    pub next_cursor: Option<Cursor>,
}

impl<T> Page<T> {
    /// The page of `rows`, of which the store was asked for [`Limit::rows`]. `id` tells a row's place in the list.
    pub fn of<R, K: Kind>(
        mut rows: Vec<R>,
        limit: Limit,
        id: impl Fn(&R) -> Id<K>,
        item: impl FnMut(R) -> T,
    ) -> Self {
        let more = rows.len() > limit.items();
        rows.truncate(limit.items());
        let next_cursor = rows.last().filter(|_| more).map(|last| Cursor::after(id(last)));
        Self { data: rows.into_iter().map(item).collect(), next_cursor }
    }

    /// The page of a portion, which was asked for as many rows as [`Limit::items`]. It may have fewer, and yet
    /// have a next one.
    pub fn portion<R, K>(portion: Portion<R>, item: impl FnMut(R) -> T) -> Self
    where
        R: Large<Place = Id<K>>,
        K: Kind,
    {
        let last = portion.rows.last().filter(|_| portion.more);
        let next_cursor = last.map(|last| Cursor::after(last.place()));
        Self { data: portion.rows.into_iter().map(item).collect(), next_cursor }
    }

    /// The page of what was found, of which the store was asked for [`Limit::rows`]. It may be short, or
    /// empty, and yet have a next one.
    pub fn found<R, K: Kind>(
        found: Scanned<R, K>,
        limit: Limit,
        id: impl Fn(&R) -> Id<K>,
        item: impl FnMut(R) -> T,
    ) -> Self {
        let page = Self::of(found.rows, limit, id, item);
        Self { next_cursor: page.next_cursor.or_else(|| found.looked_until.map(Cursor::after)), ..page }
    }
}

#[cfg(test)]
mod tests {
    use billhook_core::id::{Event, EventId, HookId};
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_text_is_a_cursor_or_refused(text: String) {
            if let Some(id) = Cursor(text.clone()).id::<Event>() {
                prop_assert_eq!(Cursor::after(id), Cursor(text));
            }
        }

        #[test]
        fn pages_together_are_the_list(count in 0u8..40, limit in 1u16..9) {
            let ids: Vec<EventId> = (0..count).map(|n| EventId::from_bytes([n; 16])).collect();
            let (mut seen, mut after) = (Vec::new(), None);
            loop {
                let rest = ids.iter().copied().filter(|id| after.is_none_or(|after| *id > after));
                let limit = Limit(limit);
                let page = Page::of(rest.take(limit.rows() as usize).collect(), limit, |id| *id, |id| id);
                seen.extend(page.data);
                let Some(next) = page.next_cursor else { break };
                after = Some(next.id::<Event>().unwrap());
            }
            prop_assert_eq!(seen, ids);
        }
    }

    #[test]
    fn a_cursor_of_another_list_is_refused() {
        let cursor = Cursor::after(HookId::from_bytes([1; 16]));
        assert!(Cursor::read::<Event>(Some(&cursor)).is_err());
    }

    #[test]
    fn a_limit_is_from_1_to_200() {
        assert!(
            "0".parse::<Limit>().is_err()
                && "201".parse::<Limit>().is_err()
                && "-1".parse::<Limit>().is_err()
        );
        assert_eq!("200".parse(), Ok(Limit(200)));
    }
}
