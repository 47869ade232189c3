//! Gauges that have to be read from time to time: what waits, and for how long.

use std::sync::Arc;
use std::time::Duration;

use billhook_core::clock::Clock;
use billhook_jobs::Runtime;
use billhook_store::ingest::Ingest;
use billhook_store::{Db, StoreError, SystemScope, due_deliveries, lanes};
use metrics_exporter_prometheus::PrometheusHandle;
use parking_lot::RwLock;

/// How often they are read: counting what waits costs with what waits.
const EVERY: Duration = Duration::from_secs(15);

/// What is looked at.
pub(crate) struct Gauges {
    pub(crate) db: Db,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ingest: Ingest,
    pub(crate) jobs: Arc<RwLock<Option<Runtime>>>,
    pub(crate) metrics: Option<PrometheusHandle>,
}

impl Gauges {
    /// Reads them over and over, from the start on.
    pub(crate) async fn sample(self) {
        loop {
            self.read().await;
            tokio::time::sleep(EVERY).await;
        }
    }

    async fn read(&self) {
        metrics::gauge!("billhook_ingest_waiting").set(self.ingest.waiting() as f64);
        if let Some(out) = self.jobs.read().as_ref().map(Runtime::requests_out) {
            metrics::gauge!("billhook_requests_in_flight").set(f64::from(out));
        }
        // A database that is away shows in its own metrics; these keep what was true last.
        if let Ok(waiting) = self.db.read(|c| due_deliveries::count(c, SystemScope)).await {
            metrics::gauge!("billhook_deliveries_waiting").set(waiting as f64);
        }
        if let Ok(age) = self.oldest_due().await {
            metrics::gauge!("billhook_oldest_due_seconds").set(age);
        }
        if let Some(metrics) = &self.metrics {
            metrics.run_upkeep();
        }
    }

    /// Seconds for which the delivery that has been due longest has been due; 0 if none is.
    async fn oldest_due(&self) -> Result<f64, StoreError> {
        let now = self.clock.now();
        let lanes = self.db.read(move |c| lanes::with_work(c, SystemScope, now)).await?;
        let oldest = lanes.iter().map(|lane| lane.due_at).min();
        Ok(oldest.map_or(0.0, |due_at| (now - due_at).num_milliseconds().max(0) as f64 / 1000.0))
    }
}
