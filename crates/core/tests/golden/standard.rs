//! Standard Webhooks 1.0.0.

use billhook_core::event::RawJson;
use billhook_core::hook::{Format, Method};
use billhook_core::preset::Preset;

use super::{Case, Scene};

/// The secret of the specification's example.
const V1: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
const V1_BEFORE: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
/// The seed of RFC 8032 section 7.1, test 1.
const V1A: &str = "whsk_nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=";
/// Spelled as no serializer would: a body that was serialised again would differ.
const DATA: &str = r#"{"id":"in_1", "total":1200.00,"rate":1E-2,"note":"caf\u00e9 \/ café"}"#;

fn invoice() -> Scene {
    Scene::of(Preset::Standard, "invoice.paid", DATA)
}

pub(super) fn cases() -> Vec<Case> {
    vec![
        invoice().signed_by(&[V1]).named("v1"),
        invoice().signed_by(&[V1A]).named("v1a"),
        invoice().signed_by(&[V1, V1_BEFORE]).named("two-live-secrets"),
        invoice().signed_by(&[V1A, V1]).named("v1a-and-v1"),
        invoice().signed_by(&[V1]).with(|scene| scene.wire.format = Format::Xml).named("xml"),
        invoice().signed_by(&[V1]).with(|scene| scene.wire.format = Format::Form).named("form"),
        invoice().signed_by(&[V1]).with(own_headers).named("own-headers"),
        invoice().signed_by(&[V1]).with(own_envelope).named("own-envelope"),
        Scene::ping(Preset::Standard, super::instant("2026-11-20T12:00:00Z")).signed_by(&[V1]).named("ping"),
    ]
}

fn own_headers(scene: &mut Scene) {
    scene.wire.method = Method::Put;
    scene.wire.url = "https://receiver.example/in?token=s3&x=%2F".parse().unwrap();
    scene.wire.headers = vec![("X-Team".into(), "billing".into()), ("User-Agent".into(), "ours/1".into())];
}

fn own_envelope(scene: &mut Scene) {
    let own = r#"{"timestamp": "2017-01-01T00:00:00Z", "eventArn": "not of this form"}"#;
    scene.event.attributes.envelope = Some(RawJson::parse(own).unwrap());
}
