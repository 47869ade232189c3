//! Where a hook's URL leads at the moment when it is saved.
//!
//! A courtesy to whoever types it: what counts is the check at each connection, of the address that is called then.
//! So a name that does not resolve (yet), or not in time, is let through.

use std::time::Duration;

use billhook_core::target::{Target, verdict};

use crate::problem::Problem;
use crate::state::ApiState;

const PATIENCE: Duration = Duration::from_secs(2);

/// 422 if the host of `url` resolves to an address that must not be called.
pub(super) async fn check_address(state: &ApiState, url: &str) -> Result<(), Problem> {
    let allowed = &state.config.allowed_networks;
    let Ok(target) = Target::parse(url, allowed) else { return Ok(()) };
    let url::Host::Domain(name) = target.host() else { return Ok(()) };
    let lookup = tokio::time::timeout(PATIENCE, (state.look_up)(name.to_owned())).await;
    let Ok(Ok(addresses)) = lookup else { return Ok(()) };
    for address in addresses {
        if let Err(forbidden) = verdict(address, allowed) {
            return Err(Problem::field("/url", format!("`{name}` resolves to {address}: {forbidden}")));
        }
    }
    Ok(())
}
