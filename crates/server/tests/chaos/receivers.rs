//! One receiver for each hook, with moods of its own.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use billhook::receiver::{Answer, Received, Receiver, Script};
use fastrand::Rng;
use hyper::StatusCode;
use parking_lot::Mutex;
use serde_json::Value;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, sleep_until};

use crate::hooks;
use crate::journal::Journal;
use crate::ledger::{Arrival, Ledger};
use crate::mood::{BAD_MOODS, Mood};

/// What a hook calls.
pub(crate) struct HookReceiver {
    /// The hook's place among the hooks.
    place: usize,
    address: SocketAddr,
    mood: Mutex<Mood>,
    /// `None` while nobody listens.
    listening: Mutex<Option<JoinHandle<()>>>,
    ledger: Arc<Ledger>,
    journal: Arc<Journal>,
}

impl HookReceiver {
    pub(crate) async fn start(place: usize, ledger: Arc<Ledger>, journal: Arc<Journal>) -> Arc<Self> {
        let socket = Receiver::bind("127.0.0.1:0".parse().unwrap()).await.unwrap();
        let this = Arc::new(Self {
            place,
            address: socket.address(),
            mood: Mutex::new(Mood::Calm),
            listening: Mutex::default(),
            ledger,
            journal,
        });
        this.listen(socket);
        this
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/{}", self.address, self.place)
    }

    /// Has good and bad moods until `end`, and is calm from then on.
    pub(crate) async fn live(self: Arc<Self>, mut rng: Rng, end: Instant) {
        loop {
            sleep(Duration::from_millis(rng.u64(1000..8000))).await;
            if Instant::now() >= end {
                return;
            }
            let mood = BAD_MOODS[rng.usize(..BAD_MOODS.len())];
            let over = Instant::now() + Duration::from_millis(rng.u64(500..7000));
            self.turn(mood).await;
            sleep_until(over.min(end)).await;
            self.turn(Mood::Calm).await;
        }
    }

    async fn turn(self: &Arc<Self>, mood: Mood) {
        *self.mood.lock() = mood;
        let task = self.listening.lock().take();
        let socket = match (mood, &task) {
            (Mood::Gone, Some(task)) => {
                task.abort();
                return;
            }
            (Mood::Gone, None) => return,
            (_, Some(_)) => None,
            (_, None) => Some(Receiver::bind(self.address).await.unwrap()),
        };
        match socket {
            Some(socket) => self.listen(socket),
            None => *self.listening.lock() = task,
        }
    }

    fn listen(self: &Arc<Self>, socket: Receiver) {
        let (mood, observer) = (self.clone(), self.clone());
        let script = Script::chosen_by(move || mood.mood.lock().answer());
        let observe = Box::new(move |received| observer.note(&received));
        *self.listening.lock() = Some(tokio::spawn(socket.serve(Arc::new(script), observe)));
    }

    fn note(&self, received: &Received) {
        let body: Value = serde_json::from_slice(&received.body).unwrap_or_default();
        let taken = received.answer == Answer::status(StatusCode::OK) || received.answer == Answer::Flood;
        let arrival = Arrival { at: self.journal.now(), taken };
        self.ledger.arrived(self.place, hooks::number(&body["data"]), arrival);
    }
}
