//! Failed sign-ins.

use billhook_store::sign_ins::{self, Failures};
use billhook_store::{SystemScope, on_both_databases};
use chrono::Duration;

use crate::fixture::{at, read, write};

const ANN: &str = "account:ann@example.com";

on_both_databases! {
    async fn failures_are_counted_until_their_window_ends(db: Db) {
        let window = Duration::seconds(60);
        for second in [0, 20, 59] {
            write(&db, move |c| sign_ins::count(c, ANN, window, at(second))).await;
        }
        let failures = read(&db, |c| sign_ins::find(c, ANN, at(59))).await;
        assert_eq!(failures, Some(Failures { count: 3, until: at(60) }));
        assert_eq!(read(&db, |c| sign_ins::find(c, ANN, at(60))).await, None);
        write(&db, move |c| sign_ins::count(c, ANN, window, at(60))).await;
        let afresh = read(&db, |c| sign_ins::find(c, ANN, at(60))).await;
        assert_eq!(afresh, Some(Failures { count: 1, until: at(120) }));
    }

    async fn a_success_takes_its_failure_back(db: Db) {
        let window = Duration::seconds(60);
        write(&db, move |c| sign_ins::count(c, ANN, window, at(0))).await;
        write(&db, |c| sign_ins::take_back(c, ANN)).await;
        write(&db, |c| sign_ins::take_back(c, ANN)).await;
        assert_eq!(read(&db, |c| sign_ins::find(c, ANN, at(1))).await.map(|failures| failures.count), Some(0));
        write(&db, |c| sign_ins::forget(c, ANN)).await;
        assert_eq!(read(&db, |c| sign_ins::find(c, ANN, at(1))).await, None);
    }

    async fn ended_windows_are_removed(db: Db) {
        write(&db, |c| sign_ins::count(c, ANN, Duration::seconds(60), at(0))).await;
        write(&db, |c| sign_ins::count(c, "address:192.0.2.1", Duration::seconds(90), at(0))).await;
        assert_eq!(write(&db, |c| sign_ins::delete_ended(c, SystemScope, at(60), 10)).await, 1);
    }
}
