//! App47: the ping of its document and a purchase, in all three encodings, and a cancelled plan.

use billhook_core::hook::{Format, Method};
use billhook_core::preset::Preset;

use super::{Case, Scene, instant};

/// Everything that the encodings treat in a way of their own.
const EDGES: &str = r#"{"type":"edges","amount":1.10,"big":12345678901234567890,"ok":true,"none":null,"empty":"",
"list":[],"object":{},"text":"<a> & \"b\" = c+d ü\r\n","1st name":"mapped","matrix":[[1,2],[3]],"entries":[{"id":1},{"id":2}]}"#;

pub(super) fn cases() -> Vec<Case> {
    let formats = [(Format::Json, "json"), (Format::Xml, "xml"), (Format::Form, "form")];
    let in_each = |(format, name): (Format, &str)| {
        let written = |scene: Scene| scene.with(|scene| scene.wire.format = format);
        [
            written(ping()).named(format!("ping-{name}")),
            written(purchase()).named(format!("purchase-{name}")),
            written(Scene::of(Preset::App47, "customer.edges", EDGES)).named(format!("edges-{name}")),
        ]
    };
    let others = [
        purchase().with(|scene| scene.wire.method = Method::Put).named("purchase-put"),
        at_document_time(Scene::example(Preset::App47, "subscription.canceled"))
            .named("subscription-canceled-json"),
    ];
    formats.into_iter().flat_map(in_each).chain(others).collect()
}

/// 1466526410, the timestamp of the document's ping.
fn ping() -> Scene {
    Scene::ping(Preset::App47, instant("2016-06-21T16:26:50Z"))
}

fn purchase() -> Scene {
    at_document_time(Scene::example(Preset::App47, "customer.purchase"))
}

fn at_document_time(scene: Scene) -> Scene {
    scene.with(|scene| scene.event.occurred_at = instant("2016-06-21T17:03:32Z"))
}
