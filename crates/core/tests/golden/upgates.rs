//! Upgates: its nine notices, a list of subjects, and the second request of a list that is too long for one.

use billhook_core::catalog;
use billhook_core::preset::Preset;

use super::{Case, Scene, instant};

const HMAC: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

pub(super) fn cases() -> Vec<Case> {
    let document = catalog::of(Preset::Upgates).iter().map(|entry| {
        let name = entry.event_type.as_str();
        Scene::example(Preset::Upgates, name).named(name.replace('.', "-"))
    });
    let others = [
        subjects(3).named("list-of-subjects"),
        subjects(5002).with(|scene| scene.part = 1).named("second-part-of-subjects"),
        long_data().with(|scene| scene.part = 1).named("second-part-of-data"),
        subjects(5001).with(signed_second_part).named("second-part-signed"),
        Scene::ping(Preset::Upgates, instant("2026-11-20T12:00:00Z")).named("ping"),
    ];
    document.chain(others).collect()
}

fn subjects(count: usize) -> Scene {
    Scene::of(Preset::Upgates, "order.updated", "{}").with(|scene| {
        scene.event.attributes.subjects = (1..=count).map(|number| format!("O{number:05}")).collect();
    })
}

fn long_data() -> Scene {
    let orders: Vec<String> =
        (1..=5002).map(|number| format!(r#"{{"order_number":"O{number:05}", "total":1.0}}"#)).collect();
    Scene::of(
        Preset::Upgates,
        "order.created",
        &format!(r#"{{"language":"cs","orders":[{}]}}"#, orders.join(", ")),
    )
}

fn signed_second_part(scene: &mut Scene) {
    scene.part = 1;
    scene.wire.standard_headers = true;
    scene.secrets = vec![HMAC.parse().unwrap()];
}
