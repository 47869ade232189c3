//! Upodi, versions 1.0 and 2.0: the example of its document.

use billhook_core::id::EventId;
use billhook_core::preset::Preset;

use super::{Case, Scene, instant};

const TOKEN: &str = "YTYxNWEzMdItZTBgg5i00YWE4LTk5tu6rh2JiZmEyODk5OGMz";
/// f07b8521-4421-4de6-96a5-178cf498cfef
const ID: u128 = 0xf07b_8521_4421_4de6_96a5_178c_f498_cfef;
const HMAC: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

pub(super) fn cases() -> Vec<Case> {
    vec![
        document(Preset::Upodi).named("customer-create"),
        document(Preset::UpodiV2).named("customer-create"),
        document(Preset::Upodi).with(subject).named("subject-instead-of-id"),
        document(Preset::Upodi)
            .signed_by(&[TOKEN, HMAC])
            .with(|scene| scene.wire.standard_headers = true)
            .named("standard-headers-beside"),
        Scene::example(Preset::UpodiV2, "invoice.paid").signed_by(&[TOKEN]).named("invoice-paid"),
        Scene::ping(Preset::Upodi, instant("2026-11-20T12:00:00Z")).signed_by(&[TOKEN]).named("ping"),
    ]
}

/// `Time` 131516890300860922 is 2017-10-05 14:57:10.0860922 UTC.
fn document(preset: Preset) -> Scene {
    Scene::example(preset, "customer.create").signed_by(&[TOKEN]).with(|scene| {
        scene.event.id = EventId::from_bytes(ID.to_be_bytes());
        scene.event.occurred_at = instant("2017-10-05T14:57:10.0860922Z");
    })
}

fn subject(scene: &mut Scene) {
    scene.event.attributes.subjects = vec!["CUS-1/ä".into(), "CUS-2".into()];
}
