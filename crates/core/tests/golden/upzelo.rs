//! Upzelo: the nine examples of its document, a second attempt, and what happens without an app.

use billhook_core::catalog;
use billhook_core::preset::Preset;

use super::{Case, Scene, instant};

pub(super) fn cases() -> Vec<Case> {
    let document = catalog::of(Preset::Upzelo).iter().map(|entry| {
        let name = entry.event_type.as_str();
        example(name).named(name.replace('.', "-"))
    });
    let others = [
        example("flow.started").with(|scene| scene.attempt = 2).named("second-attempt"),
        example("subscription.pause").with(live).named("live-without-app"),
        Scene::ping(Preset::Upzelo, instant("2026-11-20T12:00:00Z")).named("ping"),
    ];
    document.chain(others).collect()
}

fn example(event_type: &str) -> Scene {
    Scene::example(Preset::Upzelo, event_type).with(|scene| {
        scene.event.attributes.app = Some("upz_app_1234".into());
        scene.event.attributes.test_mode = true;
    })
}

fn live(scene: &mut Scene) {
    scene.event.attributes.app = None;
    scene.event.attributes.test_mode = false;
}
