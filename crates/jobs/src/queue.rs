//! apalis workers over our own rows.
//!
//! A [`Persistence`] hands out tasks that are leased in our tables; [`Rows`] makes it a backend. Enqueueing is no
//! business of it: a delivery is written in the transaction of its event, a job in that of its cause.
//!
//! Three traps of apalis 1.0 are stepped around here. One error from a backend kills its worker, so none ever comes:
//! a lost database is logged and waited for inside. Outcomes that travel as result events are lost when recording
//! fails, so a task records its own and awaits the commit. And a fetch may wait as long as it likes, so it waits for
//! work instead of being asked again and again.

use std::convert::Infallible;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use apalis_core::backend::finalize::Ephemeral;
use apalis_core::backend::persistence::{Persisted, Persistence, TaskEvent};
use apalis_core::backend::{Backend, BackendConfig};
use apalis_core::task::Task;
use apalis_core::task::builder::TaskBuilder;
use apalis_core::task::task_id::TaskId;
use apalis_core::worker::context::WorkerContext;
use billhook_store::mails::Claimed as ClaimedMail;
use tower_layer::Identity;

use crate::background::{Background, Job};
use crate::dispatcher::Dispatcher;
use crate::mail::Outbox;
use crate::sendable::Sendable;
use crate::timers::{Due, Timers};

/// Leases run out by themselves; the heartbeat only keeps apalis's clock wound.
const HEARTBEAT: Duration = Duration::from_secs(30);

/// Hands out leased rows.
pub(crate) trait Leased: Clone + Send + Sync + Unpin + 'static {
    /// What a task needs.
    type Item: Send + Sync + Unpin + 'static;

    /// Waits until there is work and leases some of it.
    fn next(&self) -> impl Future<Output = Vec<Self::Item>> + Send;

    /// Gives back what was leased and not begun.
    fn hand_back(&self, items: Vec<Self::Item>) -> impl Future<Output = ()> + Send;
}

/// Deliveries, as the dispatcher hands them out.
#[derive(Clone)]
pub(crate) struct Deliveries {
    pub(crate) dispatcher: Arc<Dispatcher>,
    /// The most that one worker takes at once.
    pub(crate) batch: usize,
}

impl Leased for Deliveries {
    type Item = Sendable;

    async fn next(&self) -> Vec<Sendable> {
        self.dispatcher.next(self.batch).await
    }

    /// They go back when they are dropped.
    async fn hand_back(&self, _: Vec<Sendable>) {}
}

/// Background jobs.
#[derive(Clone)]
pub(crate) struct Jobs(pub(crate) Arc<Background>);

impl Leased for Jobs {
    type Item = Job;

    async fn next(&self) -> Vec<Job> {
        self.0.next().await
    }

    async fn hand_back(&self, items: Vec<Job>) {
        self.0.hand_back(items).await;
    }
}

/// Timers of deadlines: what is due is fired in one transaction, so there is nothing to lease and nothing to hand back.
#[derive(Clone)]
pub(crate) struct Deadlines(pub(crate) Arc<Timers>);

impl Leased for Deadlines {
    type Item = Due;

    async fn next(&self) -> Vec<Due> {
        self.0.next().await.into_iter().collect()
    }

    async fn hand_back(&self, _: Vec<Due>) {}
}

/// Mails.
#[derive(Clone)]
pub(crate) struct Mails(pub(crate) Arc<Outbox>);

impl Leased for Mails {
    type Item = ClaimedMail;

    async fn next(&self) -> Vec<ClaimedMail> {
        self.0.next().await
    }

    async fn hand_back(&self, items: Vec<ClaimedMail>) {
        self.0.hand_back(items).await;
    }
}

/// An apalis persistence over leased rows.
#[derive(Clone)]
pub(crate) struct Source<L>(L);

impl<L: Leased> Persistence for Source<L> {
    type Compact = L::Item;
    type Response = ();
    type Error = Infallible;

    async fn register(&mut self, _: &WorkerContext) -> Result<(), Infallible> {
        Ok(())
    }

    async fn heartbeat(&mut self, _: &WorkerContext) -> Result<(), Infallible> {
        Ok(())
    }

    async fn fetch_next(&mut self, _: &WorkerContext) -> Result<Vec<Task<L::Item>>, Infallible> {
        let items = self.0.next().await;
        let id = || TaskId::from(fastrand::u64(..));
        Ok(items.into_iter().map(|item| TaskBuilder::new(item).task_id(id()).build()).collect())
    }

    async fn reenqueue_abandoned(
        &mut self,
        tasks: Vec<Task<L::Item>>,
        _: &WorkerContext,
    ) -> Result<u64, Infallible> {
        let count = tasks.len() as u64;
        self.0.hand_back(tasks.into_iter().map(|task| task.args).collect()).await;
        Ok(count)
    }

    /// A task records its own outcome, so no event carries one.
    async fn handle_events(&mut self, _: Vec<TaskEvent<()>>, _: &WorkerContext) -> Result<(), Infallible> {
        Ok(())
    }

    /// Nothing is pushed through a worker: its row is written where its cause is.
    async fn push_tasks(&mut self, tasks: Vec<Task<L::Item>>) -> Result<(), Infallible> {
        self.0.hand_back(tasks.into_iter().map(|task| task.args).collect()).await;
        Ok(())
    }
}

/// The backend of a worker over leased rows.
pub(crate) struct Rows<L: Leased>(Persisted<Source<L>>);

impl<L: Leased> Rows<L> {
    pub(crate) fn of(leased: L) -> Self {
        Self(Persisted::new(Source(leased)))
    }
}

impl<L: Leased> Backend for Rows<L> {
    type Task = Task<L::Item>;
    type Error = Infallible;

    fn poll_ready(&mut self, cx: &mut Context<'_>, worker: &WorkerContext) -> Poll<Result<(), Infallible>> {
        self.0.poll_ready(cx, worker, HEARTBEAT)
    }

    fn poll_next(
        &mut self,
        cx: &mut Context<'_>,
        worker: &WorkerContext,
    ) -> Poll<Option<Result<Self::Task, Infallible>>> {
        self.0.poll_next(cx, worker)
    }

    fn poll_close(&mut self, cx: &mut Context<'_>, worker: &WorkerContext) -> Poll<Result<(), Infallible>> {
        self.0.poll_close(cx, worker)
    }
}

impl<L: Leased> BackendConfig for Rows<L> {
    type Args = L::Item;
    type Id = u64;
    /// Tasks are handed over as they are: nothing is encoded between our rows and our workers.
    type Kind = Ephemeral;
    type Config = ();
    type Layer = Identity;

    fn config(&self) -> &() {
        &()
    }

    fn middleware(&mut self, _: &mut WorkerContext) -> Identity {
        Identity::new()
    }
}
