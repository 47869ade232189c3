//! What rows that are leased have in common: the two columns of their lease.

/// An assignment that leaves rows of this table without a lease.
macro_rules! no_lease {
    ($table:ident) => {
        ($table::leased_until.eq(None::<i64>), $table::lease_token.eq(None::<i64>))
    };
}

/// Ends every lease of this table.
macro_rules! end_all_leases {
    ($connection:expr, $table:ident) => {
        diesel::update($table::table.filter($table::leased_until.is_not_null()))
            .set($crate::leases::no_lease!($table))
            .execute($connection)
    };
}

pub(crate) use {end_all_leases, no_lease};
