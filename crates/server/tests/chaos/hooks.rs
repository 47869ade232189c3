//! The hooks of a run, what is posted, and which hook wants what.

use serde_json::{Value, json};

/// The types of events that are posted.
pub(crate) const EVENT_TYPES: [&str; 6] = [
    "order.created",
    "order.shipped",
    "invoice.paid",
    "invoice.voided",
    "customer.created",
    "customer.deleted",
];

/// A hook and whose events it gets.
pub(crate) struct Hook {
    pub(crate) name: &'static str,
    pattern: &'static str,
    max_in_flight: u32,
}

/// Every event goes to two or three of these.
pub(crate) const HOOKS: [Hook; 5] = [
    Hook { name: "everything", pattern: "*", max_in_flight: 32 },
    Hook { name: "orders", pattern: "order.*", max_in_flight: 16 },
    Hook { name: "invoices", pattern: "invoice.*", max_in_flight: 16 },
    Hook { name: "customers", pattern: "customer.*", max_in_flight: 8 },
    Hook { name: "voided", pattern: "invoice.voided", max_in_flight: 2 },
];

/// How long a receiver may take. Short, so that hanging ones cost little of the run.
const TIMEOUT_MS: u32 = 3000;

impl Hook {
    /// True if the hook gets events of this type.
    pub(crate) fn wants(&self, event_type: &str) -> bool {
        match self.pattern.strip_suffix('*') {
            Some(stem) => event_type.starts_with(stem),
            None => self.pattern == event_type,
        }
    }

    /// The hook as it is created: patient enough for every mood of its receiver.
    pub(crate) fn body(&self, url: &str) -> Value {
        let schedule: Vec<u32> = (0..100).map(|n| if n < 5 { 300 } else { 1500 }).collect();
        json!({
            "name": self.name,
            "url": url,
            "max_in_flight": self.max_in_flight,
            "actions": [{"event_type": self.pattern}],
            "policy": {"timeout_ms": TIMEOUT_MS, "schedule_ms": schedule, "retry_after_max_ms": 2000},
        })
    }
}

/// The data of event `number`: it can be told from its bytes whether they arrived as they were posted.
pub(crate) fn data(number: usize) -> Value {
    // One in fifty is large enough to need more than one packet and more than one page of the database.
    let length = if number % 50 == 7 { 30_000 } else { number % 700 };
    json!({"number": number, "padding": "x".repeat(length)})
}

/// The number of an event by the data that arrived, if that is as it was posted.
pub(crate) fn number(arrived: &Value) -> Option<usize> {
    let number = usize::try_from(arrived["number"].as_u64()?).ok()?;
    (*arrived == data(number)).then_some(number)
}
