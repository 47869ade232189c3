//! The platform: keeps posting events, and posts again, with the same ids, whatever it does not know the fate of.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use fastrand::Rng;
use parking_lot::Mutex;
use serde_json::{Value, json};
use tokio::time::{Instant, sleep, sleep_until};

use crate::client::{Answer, Client};
use crate::hooks;
use crate::journal::Journal;
use crate::ledger::{Ledger, event_type};

/// Posters at work side by side.
const POSTERS: usize = 8;

/// What the posters saw.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) posts: AtomicUsize,
    /// Posts without an answer.
    pub(crate) unanswered: AtomicUsize,
    /// Posts that were answered 429 or 503.
    pub(crate) put_off: AtomicUsize,
    /// Posts repeated although their answer had come.
    pub(crate) repeated: AtomicUsize,
    /// How long each accepted post took, in milliseconds.
    pub(crate) answered_ms: Mutex<Vec<f64>>,
}

pub(crate) struct Platform {
    pub(crate) client: Client,
    /// Where events can be posted; any of them will do.
    pub(crate) doors: Vec<String>,
    pub(crate) ledger: Arc<Ledger>,
    pub(crate) journal: Arc<Journal>,
    pub(crate) tally: Tally,
    /// Posts whose fate is open.
    set_aside: Mutex<VecDeque<Post>>,
    seed: u64,
}

/// Events that are posted together.
type Post = Vec<usize>;

impl Platform {
    pub(crate) fn new(
        client: Client,
        doors: Vec<String>,
        ledger: Arc<Ledger>,
        journal: Arc<Journal>,
        seed: u64,
    ) -> Self {
        Self { client, doors, ledger, journal, tally: Tally::default(), set_aside: Mutex::default(), seed }
    }

    /// Posts `rate` events per second until `end`, and then what was set aside until nothing is.
    pub(crate) async fn work(self: Arc<Self>, rng: &mut Rng, rate: f64, end: Instant) {
        let posters = (0..POSTERS).map(|_| {
            let (this, rng) = (self.clone(), rng.fork());
            tokio::spawn(this.post_until(rng, rate / POSTERS as f64, end))
        });
        for poster in posters.collect::<Vec<_>>() {
            poster.await.unwrap();
        }
    }

    async fn post_until(self: Arc<Self>, mut rng: Rng, rate: f64, end: Instant) {
        let mut due = Instant::now();
        loop {
            let repeat = self.set_aside.lock().pop_front();
            match repeat {
                Some(post) => self.post(&mut rng, post).await,
                None if Instant::now() >= end => return,
                None => {
                    let size = if rng.u8(..16) == 0 { rng.usize(2..40) } else { 1 };
                    due += Duration::from_secs_f64(size as f64 / rate);
                    self.post_new(&mut rng, size).await;
                }
            }
            // After an outage there is no catching up: that would be another experiment.
            due = due.max(Instant::now() - Duration::from_secs(1));
            sleep_until(due).await;
        }
    }

    async fn post_new(&self, rng: &mut Rng, size: usize) {
        if size > 1 && rng.u8(..8) == 0 {
            return self.post_what_cannot_be_accepted(rng, size).await;
        }
        let post = self.ledger.open(size);
        self.post(rng, post.clone()).await;
        if rng.u8(..30) == 0 {
            self.tally.repeated.fetch_add(1, Ordering::Relaxed);
            self.post(rng, post).await;
        }
    }

    /// A batch with one event that is wrong: none of it may ever arrive.
    async fn post_what_cannot_be_accepted(&self, rng: &mut Rng, size: usize) {
        let numbers = self.ledger.open(size);
        let mut events = self.events(&numbers);
        events[rng.usize(..size)]["type"] = json!("Not A Type");
        numbers.iter().for_each(|number| self.ledger.refused(*number));
        let door = &self.doors[rng.usize(..self.doors.len())];
        let answer = self.client.post(door, "/api/v1/events/batch", &json!({"events": events})).await;
        if let Some(answer) = answer.ok().filter(|answer| answer.status != 422) {
            self.expect_put_off(&answer);
        }
    }

    async fn post(&self, rng: &mut Rng, post: Post) {
        self.tally.posts.fetch_add(1, Ordering::Relaxed);
        let mut events = self.events(&post);
        let (path, body) = match events.len() {
            1 => ("/api/v1/events", events.remove(0)),
            _ => ("/api/v1/events/batch", json!({"events": events})),
        };
        let door = &self.doors[rng.usize(..self.doors.len())];
        let begun = Instant::now();
        match self.client.post(door, path, &body).await {
            Ok(answer) if answer.status == 202 => self.accepted(&post, &answer.body, begun.elapsed()),
            Ok(answer) => {
                self.expect_put_off(&answer);
                self.try_again(post, answer.retry_after).await;
            }
            Err(_) => {
                self.tally.unanswered.fetch_add(1, Ordering::Relaxed);
                self.try_again(post, None).await;
            }
        }
    }

    async fn try_again(&self, post: Post, after: Option<Duration>) {
        self.set_aside.lock().push_back(post);
        sleep(after.unwrap_or(Duration::from_millis(300)).min(Duration::from_secs(2))).await;
    }

    fn accepted(&self, post: &Post, body: &Value, took: Duration) {
        self.tally.answered_ms.lock().push(took.as_secs_f64() * 1000.0);
        let alone = std::slice::from_ref(body);
        let results = body["data"].as_array().map_or(alone, Vec::as_slice);
        for (number, result) in post.iter().zip(results) {
            let (id, duplicate) = (result["id"].as_str().unwrap_or_default(), result["duplicate"] == true);
            let matching = hooks::HOOKS.iter().filter(|hook| hook.wants(event_type(*number))).count();
            if result["matched"] != matching || !self.ledger.accepted(*number, id, duplicate) {
                self.journal.complain(format!("event {number} was answered {result}, which cannot be"));
            }
        }
        if results.len() != post.len() {
            self.journal.complain(format!("{} events got {} results", post.len(), results.len()));
        }
    }

    /// Whoever cannot work now says 429 or 503, with when to come again; whoever was frozen while a request came in may
    /// say 408 (RFC 9110, section 15.5.9: it may be repeated).
    fn expect_put_off(&self, answer: &Answer) {
        self.tally.put_off.fetch_add(1, Ordering::Relaxed);
        let says_when = matches!(answer.status, 429 | 503) && answer.retry_after.is_some();
        if !says_when && answer.status != 408 {
            let wait = if answer.retry_after.is_some() { "with" } else { "without" };
            self.journal
                .complain(format!("a post got {} {wait} Retry-After: {}", answer.status, answer.body));
        }
    }

    fn events(&self, post: &[usize]) -> Vec<Value> {
        let event = |number: &usize| {
            json!({
                "id": format!("chaos-{}-{number}", self.seed),
                "type": event_type(*number),
                "data": hooks::data(*number),
            })
        };
        post.iter().map(event).collect()
    }
}
