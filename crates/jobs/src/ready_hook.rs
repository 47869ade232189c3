//! Hooks ready to send: read once, opened once, kept until their revision says that they changed.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use billhook_core::clock::Timestamp;
use billhook_core::id::HookId;
use billhook_core::policy::Policy;
use billhook_core::profile::{Sender, Wire};
use billhook_core::secret::{MasterKey, Secret};
use billhook_core::target::{AllowedNetworks, Target};
use billhook_core::tenant::Slug;
use billhook_store::hook_secrets;
use billhook_store::sending::SendingHook;
use parking_lot::Mutex;
use tokio::sync::Semaphore;

use crate::lanes::Bounds;

/// Everything that a hook's requests are made of, but the event.
#[derive(Debug)]
pub(crate) struct ReadyHook {
    pub(crate) id: HookId,
    pub(crate) wire: Wire,
    pub(crate) policy: Policy,
    pub(crate) bounds: Bounds,
    /// As many permits as requests may be out at once.
    pub(crate) gate: Arc<Semaphore>,
    tenant_name: String,
    tenant_slug: Slug,
    secrets: Vec<(Secret, Option<Timestamp>)>,
    pub(crate) revision: i64,
}

impl ReadyHook {
    /// What a wire form may know of the tenant.
    pub(crate) fn sender(&self) -> Sender<'_> {
        Sender { tenant_name: &self.tenant_name, tenant_slug: &self.tenant_slug }
    }

    /// The secrets that sign at `now`, the newest first.
    pub(crate) fn live_secrets(&self, now: Timestamp) -> Vec<Secret> {
        let live = |until: &Option<Timestamp>| until.is_none_or(|until| now < until);
        self.secrets.iter().filter(|(_, until)| live(until)).map(|(secret, _)| secret.clone()).collect()
    }

    /// The total deadline of one attempt.
    pub(crate) fn deadline(&self) -> Duration {
        Duration::from_millis(self.policy.timeout_ms)
    }
}

/// The hooks that have been sending.
#[derive(Debug, Default)]
pub(crate) struct ReadyHooks {
    opened: Mutex<HashMap<HookId, Arc<ReadyHook>>>,
    /// Those that cannot be opened, in which revision.
    unready: Mutex<HashMap<HookId, i64>>,
}

impl ReadyHooks {
    /// The hook, if what is kept of it is of this revision.
    pub(crate) fn get(&self, id: HookId, revision: i64) -> Option<Arc<ReadyHook>> {
        self.opened.lock().get(&id).filter(|hook| hook.revision == revision).cloned()
    }

    /// The hooks of which nothing need be claimed until they change: their revisions that cannot be opened.
    pub(crate) fn unready(&self) -> HashMap<HookId, i64> {
        self.unready.lock().clone()
    }

    /// Forgets the hooks, secrets and all, of which this is not true.
    pub(crate) fn keep_only(&self, is_of_use: impl Fn(HookId) -> bool) {
        self.opened.lock().retain(|hook, _| is_of_use(*hook));
    }

    /// Forgets that hooks cannot be opened of which this is not true.
    pub(crate) fn forget_unready(&self, is_of_use: impl Fn(HookId) -> bool) {
        self.unready.lock().retain(|hook, _| is_of_use(*hook));
    }

    /// Opens a hook as it was read and keeps it.
    ///
    /// # Errors
    /// If its row says something that cannot be sent: a policy out of bounds, a secret sealed under another key.
    pub(crate) fn open(
        &self,
        hook: SendingHook,
        key: &MasterKey,
        allowed: &AllowedNetworks,
    ) -> Result<Arc<ReadyHook>, String> {
        let id = hook.id;
        let opened = self.open_and_keep(hook, key, allowed)?;
        self.unready.lock().remove(&id);
        Ok(opened)
    }

    /// Notes that nothing can be sent for a hook as it is in this revision.
    pub(crate) fn note_unready(&self, id: HookId, revision: i64) {
        self.unready.lock().insert(id, revision);
    }

    fn open_and_keep(
        &self,
        hook: SendingHook,
        key: &MasterKey,
        allowed: &AllowedNetworks,
    ) -> Result<Arc<ReadyHook>, String> {
        let mut known = self.opened.lock();
        // Its requests that are out hold permits of the gate: it is kept unless its bound changed.
        let bound = hook.settings.max_in_flight;
        let gate =
            known.get(&hook.id).filter(|old| old.bounds.max_in_flight == bound).map(|old| old.gate.clone());
        let gate = gate.unwrap_or_else(|| Arc::new(Semaphore::new(bound as usize)));
        let ready = Arc::new(open(hook, gate, key, allowed)?);
        known.insert(ready.id, ready.clone());
        Ok(ready)
    }
}

fn open(
    hook: SendingHook,
    gate: Arc<Semaphore>,
    key: &MasterKey,
    allowed: &AllowedNetworks,
) -> Result<ReadyHook, String> {
    let settings = hook.settings;
    let policy = Policy::of(settings.preset)
        .with(&settings.policy)
        .map_err(|error| format!("its policy is not valid: {error}"))?;
    let mut secrets = Vec::with_capacity(hook.secrets.len());
    for sealed in hook.secrets {
        let secret = hook_secrets::open(key, sealed.id.as_bytes(), &sealed.sealed)
            .map_err(|error| error.to_string())?;
        secrets.push((secret, sealed.expires_at));
    }
    Ok(ReadyHook {
        id: hook.id,
        // What may no longer be called is left as it is: the connector says so at each attempt.
        wire: Wire {
            url: Target::parse(&settings.url, allowed).map_or(settings.url, |target| target.uri().to_owned()),
            method: settings.method,
            format: settings.format,
            preset: settings.preset,
            headers: settings.headers.into_iter().collect(),
            standard_headers: settings.standard_headers,
        },
        policy,
        bounds: Bounds { max_in_flight: settings.max_in_flight, rate_per_s: hook.rate_per_s },
        gate,
        tenant_name: hook.tenant_name,
        tenant_slug: hook.tenant_slug,
        secrets,
        revision: hook.revision,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hook_that_is_gone_does_not_stay_among_those_that_cannot_be_opened() {
        let (waits, gone) = (HookId::from_bytes([1; 16]), HookId::from_bytes([2; 16]));
        let hooks = ReadyHooks::default();
        hooks.note_unready(waits, 3);
        hooks.note_unready(gone, 4);
        hooks.forget_unready(|hook| hook == waits);
        assert_eq!(hooks.unready(), HashMap::from([(waits, 3)]));
    }
}
