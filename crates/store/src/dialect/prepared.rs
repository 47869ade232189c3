//! SQL text with bound values that the connection prepares once and keeps.
//!
//! `diesel::sql_query` is parsed and planned at every call; the hot statements are worth a place in the
//! connection's cache of prepared statements.

use diesel::RunQueryDsl;
use diesel::backend::Backend;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::sql_types::Untyped;

/// One field of all rows: a column, as Postgres takes it for `unnest`.
macro_rules! column {
    ($rows:expr, $field:ident) => {
        $rows.iter().map(|row| &row.$field).collect::<Vec<_>>()
    };
}
pub(super) use column;

/// Rows of these columns, each of them bound as one array of values; all are equally long.
///
/// Not `select * from unnest(…, …)`: what stands in `from` is put into a store of its own for each array
/// before the first row of it is read, which costs three times as much as these rows as they come (4.7 and 1.7
/// µs for a row of 14 columns, 16 at a time).
macro_rules! unnested {
    ($first:ident $(, $column:ident)* $(,)?) => {
        concat!("select unnest(?) as ", stringify!($first) $(, ", unnest(?) as ", stringify!($column))*)
    };
}
pub(super) use unnested;

/// A statement whose `?` stand for the values bound to it, in order.
pub(crate) struct Prepared<'a, DB: Backend> {
    sql: &'static str,
    values: Vec<Box<dyn QueryFragment<DB> + 'a>>,
}

impl<'a, DB: Backend> Prepared<'a, DB> {
    /// `sql` may say `?` only where a value goes.
    pub(crate) fn new(sql: &'static str) -> Self {
        Self { sql, values: Vec::new() }
    }

    /// Binds the next value, as in `value.into_sql::<BigInt>()`.
    pub(crate) fn bind(mut self, value: impl QueryFragment<DB> + 'a) -> Self {
        self.values.push(Box::new(value));
        self
    }
}

impl<DB: Backend> QueryFragment<DB> for Prepared<'_, DB> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let mut values = self.values.iter();
        for (place, piece) in self.sql.split('?').enumerate() {
            if place > 0
                && let Some(value) = values.next()
            {
                value.walk_ast(out.reborrow())?;
            }
            out.push_sql(piece);
        }
        Ok(())
    }
}

// No static id: the cache tells these statements apart by their text.
impl<DB: Backend> QueryId for Prepared<'_, DB> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<DB: Backend> Query for Prepared<'_, DB> {
    type SqlType = Untyped;
}

impl<C, DB: Backend> RunQueryDsl<C> for Prepared<'_, DB> {}
