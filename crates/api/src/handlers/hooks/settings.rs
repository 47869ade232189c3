//! From what was posted to a hook's settings, with everything that is wrong told at once.

use std::ops::RangeInclusive;

use billhook_core::pointer::escaped;
use billhook_core::policy::Policy;
use billhook_core::preset::Preset;
use billhook_core::profile::headers::HeaderError;
use billhook_core::profile::{Wire, WireError, check};
use billhook_core::target::{AllowedNetworks, Target};
use billhook_store::hooks::Settings;

use super::content::{HookPatch, NewHook};
use crate::checks::Checks;

const DEFAULT_IN_FLIGHT: u32 = 16;
const IN_FLIGHT: RangeInclusive<u32> = 1..=1_000;
pub(super) const RATES: RangeInclusive<u32> = 1..=10_000;

/// The settings of a new hook; `preset` is the tenant's.
pub(super) fn of_new(hook: &NewHook, preset: Preset) -> Settings {
    let preset = hook.preset.unwrap_or(preset);
    Settings {
        name: hook.name.clone(),
        url: hook.url.clone(),
        method: hook.method.unwrap_or(preset.default_method()),
        format: hook.format.unwrap_or(preset.default_format()),
        preset,
        policy: hook.policy.clone().unwrap_or_default(),
        headers: hook.headers.clone().unwrap_or_default().0,
        standard_headers: hook.standard_headers.unwrap_or(preset.sends_standard_headers()),
        max_in_flight: hook.max_in_flight.unwrap_or(DEFAULT_IN_FLIGHT),
        rate_per_s: hook.rate_per_s,
    }
}

/// The settings of a hook after a change.
pub(super) fn patched(old: Settings, patch: HookPatch) -> Settings {
    let preset = patch.preset.unwrap_or(old.preset);
    let usual = if preset == old.preset { old.standard_headers } else { preset.sends_standard_headers() };
    Settings {
        name: patch.name.unwrap_or(old.name),
        url: patch.url.unwrap_or(old.url),
        method: patch.method.unwrap_or(old.method),
        format: patch.format.unwrap_or(old.format),
        preset,
        policy: patch.policy.map_or(old.policy, Option::unwrap_or_default),
        headers: patch.headers.map_or(old.headers, |headers| headers.0),
        standard_headers: patch.standard_headers.unwrap_or(usual),
        max_in_flight: patch.max_in_flight.unwrap_or(old.max_in_flight),
        rate_per_s: patch.rate_per_s.unwrap_or(old.rate_per_s),
    }
}

/// Notes everything that is wrong with the settings, and trims the name.
pub(super) fn check_settings(settings: &mut Settings, allowed: &AllowedNetworks, checks: &mut Checks) {
    settings.name = checks.name("/name", &settings.name);
    if let Err(error) = Target::parse(&settings.url, allowed) {
        checks.that(false, "/url", error.to_string());
    }
    if let Err(error) = check(&wire(settings)) {
        checks.that(false, &pointer(&error), error.to_string());
    }
    if let Err(invalid) = Policy::of(settings.preset).saved_with(&settings.policy) {
        invalid.0.iter().for_each(|wrong| checks.that(false, &wrong.pointer, wrong.detail.as_str()));
    }
    within(checks, "/max_in_flight", settings.max_in_flight, IN_FLIGHT);
    if let Some(rate) = settings.rate_per_s {
        within(checks, "/rate_per_s", rate, RATES);
    }
}

pub(super) fn within(checks: &mut Checks, pointer: &str, value: u32, range: RangeInclusive<u32>) {
    checks.that(
        range.contains(&value),
        pointer,
        format!("must be between {} and {}", range.start(), range.end()),
    );
}

/// How the hook's requests look.
pub(super) fn wire(settings: &Settings) -> Wire {
    Wire {
        url: settings.url.clone(),
        method: settings.method,
        format: settings.format,
        preset: settings.preset,
        headers: settings.headers.clone(),
        standard_headers: settings.standard_headers,
    }
}

fn pointer(error: &WireError) -> String {
    let name = match error {
        WireError::Header(
            HeaderError::Name(name)
            | HeaderError::Value(name)
            | HeaderError::NotTheHooks(name)
            | HeaderError::Twice(name),
        ) => format!("/{}", escaped(name)),
        _ => String::new(),
    };
    format!("/{}{name}", error.member())
}
