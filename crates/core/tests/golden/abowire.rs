//! Abowire, version 1 and the present one.

use billhook_core::event::RawJson;
use billhook_core::preset::Preset;

use super::{Case, Scene, instant};

pub(super) fn cases() -> Vec<Case> {
    vec![
        version_1("invoice.create").named("invoice-create"),
        version_1("account-subaccount.create").named("account-subaccount-create"),
        version_1("subscription.bulk-enable").with(nobodys).named("without-actor-and-origin"),
        version_1("invoice.create").with(own_arn).named("own-event-arn"),
        Scene::ping(Preset::Abowire, instant("2026-11-20T12:00:00Z")).named("ping"),
        version_2("subscription.create").named("subscription-create"),
        version_2("subscription.update").with(previous).named("subscription-update"),
        version_2("subscription.create").with(test_mode).named("test-mode"),
        Scene::ping(Preset::AbowireV2, instant("2026-11-20T12:00:00Z")).named("ping"),
    ]
}

fn version_1(event_type: &str) -> Scene {
    Scene::example(Preset::Abowire, event_type).with(|scene| {
        scene.wire.url = "https://receiver.example/in?secret=s%2F3&shop=1".parse().unwrap();
        scene.event.attributes.actor = Some("user_7".into());
        scene.event.attributes.origin = Some("dashboard".into());
    })
}

fn nobodys(scene: &mut Scene) {
    scene.event.attributes.actor = None;
    scene.event.attributes.origin = None;
    scene.event.attributes.component = Some("license".into());
}

fn own_arn(scene: &mut Scene) {
    let own = r#"{"eventArn":"arn:acme:billing:invoice-create"}"#;
    scene.event.attributes.envelope = Some(RawJson::parse(own).unwrap());
}

fn version_2(event_type: &str) -> Scene {
    Scene::example(Preset::AbowireV2, event_type).with(|scene| {
        scene.event.attributes.origin = Some("com.abowire.billing".into());
    })
}

fn previous(scene: &mut Scene) {
    let before = r#"{"id":"subscription_310", "quantity":1.0}"#;
    scene.event.attributes.previous = Some(RawJson::parse(before).unwrap());
}

fn test_mode(scene: &mut Scene) {
    scene.event.attributes.test_mode = true;
    scene.event.attributes.origin = None;
    let own = r#"{"accountId": 1.20e1}"#;
    scene.event.attributes.envelope = Some(RawJson::parse(own).unwrap());
}
