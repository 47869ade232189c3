//! The golden files' requests, made from events that come through the API and go out to a real receiver.
//!
//! There is one set of files, `core/tests/profiles`, and one set of scenes behind them. What cannot be fixed from
//! outside is put in its place before the bytes are compared: the event's id and the receiver's address. The
//! signatures that cover these are compared with those of the same scene under the real id and address.

use std::fs;
use std::path::Path;

use billhook_core::catalog;
use billhook_core::event::{Attributes, EventKind};
use billhook_core::id::EventId;
use billhook_core::preset::Preset;
use billhook_core::profile;
use billhook_core::secret::{Secret, SecretKind};
use chrono::{SecondsFormat, TimeDelta};
use serde_json::{Value, json};

use self::cases::{Scene, cases};
use crate::world::{TestApp, TestReceiver, stories};

#[path = "../../../core/tests/golden/mod.rs"]
mod cases;

/// Where the scenes' hooks are; the receivers of the stories are elsewhere.
const ORIGIN: &str = "https://receiver.example";
/// Long enough before each attempt for its hook to be made and for an attempt before.
const BEFORE: TimeDelta = TimeDelta::minutes(10);

/// One request as it arrived, written as a golden file is, and the event's id.
struct Arrived {
    texts: Vec<String>,
    event: EventId,
    origin: String,
}

/// Has the scene played: a hook is made, an event posted or a test asked for, and what the receiver gets is noted.
async fn play(app: &TestApp, scene: &Scene) -> Arrived {
    app.set_clock(scene.at - BEFORE);
    let answers = "500,".repeat(scene.attempt as usize - 1) + "200";
    let receiver = TestReceiver::answering(&answers).await;
    let origin = receiver.url.trim_end_matches("/in").to_owned();
    let hook = hook(app, scene, &origin).await;
    let event = send(app, scene, &hook).await;
    app.settle().await;
    app.owner().delete(&format!("/api/v1/hooks/{hook}")).await;
    app.settle().await;
    let names: Vec<String> = head(&scene.rendered()).1;
    let parts = profile::parts(scene.wire.preset, &scene.event) as usize;
    let seen = receiver.seen();
    assert_eq!(seen.len(), scene.attempt as usize - 1 + parts);
    let texts = seen.iter().skip(scene.attempt as usize - 1).map(|seen| {
        let mut text = format!("{} {origin}{} HTTP/1.1\n", seen.method, seen.target);
        for name in &names {
            text += &format!("{name}: {}\n", seen.headers[name.to_lowercase()].to_str().unwrap());
        }
        assert!(names.iter().any(|name| name == "webhook-id") || !seen.headers.contains_key("webhook-id"));
        text + "\n" + std::str::from_utf8(&seen.body).unwrap()
    });
    Arrived { texts: texts.collect(), event, origin }
}

/// The hook of the scene, at the receiver, with the scene's secrets taken over; its id.
async fn hook(app: &TestApp, scene: &Scene, origin: &str) -> String {
    let wire = &scene.wire;
    let own = wire.preset.secret_kind() == SecretKind::Token;
    let (mut own, others): (Vec<&Secret>, Vec<&Secret>) =
        scene.secrets.iter().rev().partition(|secret| (secret.kind() == SecretKind::Token) == own);
    let first = (!own.is_empty()).then(|| own.remove(0));
    let headers: serde_json::Map<String, Value> =
        wire.headers.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect();
    let url = wire.url.replace(ORIGIN, origin);
    let more = json!({
        "preset": wire.preset, "method": wire.method, "format": wire.format, "headers": headers,
        "standard_headers": wire.standard_headers, "secret": first.map(|secret| secret.expose().to_string()),
        // Nothing here is about the policy: what the receiver gets must not depend on how fast this machine is.
        "policy": {"timeout_ms": 15_000},
    });
    let hook = app.owner().hook(&url, more).await;
    let rotations =
        own.into_iter().map(|secret| (secret, 86_400)).chain(others.into_iter().map(|secret| (secret, 0)));
    for (secret, grace_seconds) in rotations {
        app.after(TimeDelta::seconds(1)).await;
        let rotation = json!({"kind": secret.kind(), "secret": secret.expose().to_string(), "grace_seconds": grace_seconds});
        app.owner().post(&format!("/api/v1/hooks/{hook}/secret/rotate"), rotation).await;
    }
    hook
}

/// Posts the scene's event, or asks for its test, so that the scene's attempt is made at its instant; the event's id.
async fn send(app: &TestApp, scene: &Scene, hook: &str) -> EventId {
    let id = if scene.event.kind == EventKind::Ping {
        app.set_clock(scene.at);
        let test = app.owner().post(&format!("/api/v1/hooks/{hook}/test"), json!({})).await;
        let delivery =
            app.owner().get(&format!("/api/v1/deliveries/{}", test["delivery_id"].as_str().unwrap())).await;
        delivery["event_id"].as_str().unwrap().to_owned()
    } else {
        let waits = (1..scene.attempt).map(|attempt| {
            let policy = billhook_core::policy::Policy::of(scene.wire.preset);
            TimeDelta::milliseconds(policy.schedule.wait_ms(attempt).unwrap() as i64)
        });
        let waits: Vec<TimeDelta> = waits.collect();
        app.set_clock(scene.at - waits.iter().sum::<TimeDelta>());
        let id = app.owner().event_text(posted(scene)).await;
        for wait in waits {
            app.settle().await;
            app.after(wait).await;
        }
        id
    };
    id.parse().unwrap()
}

/// What a platform posts for this scene. The data and what else is JSON of its own stands as it is spelled.
fn posted(scene: &Scene) -> String {
    let event = &scene.event;
    let Attributes { app, sku, subjects, actor, origin, component, test_mode, previous, envelope, .. } =
        &event.attributes;
    let mut facts = json!({
        "type": event.event_type, "occurred_at": event.occurred_at.to_rfc3339_opts(SecondsFormat::Nanos, true),
        "app": app, "sku": sku, "subjects": subjects, "actor": actor, "origin": origin, "component": component,
        "test_mode": test_mode,
    })
    .to_string();
    assert_eq!(facts.pop(), Some('}'));
    let null = String::from("null");
    let raw = |json: &Option<Box<billhook_core::event::RawJson>>| {
        json.as_ref().map_or(null.clone(), |json| json.get().to_owned())
    };
    let data = std::str::from_utf8(event.data.as_bytes()).unwrap();
    format!(r#"{facts},"data":{data},"previous":{},"envelope":{}}}"#, raw(previous), raw(envelope))
}

/// Request line, names of the headers, and the rest of a golden file.
fn head(golden: &[u8]) -> (String, Vec<String>) {
    let text = std::str::from_utf8(golden).unwrap();
    let mut lines = text.split_once("\n\n").unwrap().0.lines();
    let first = lines.next().unwrap().to_owned();
    (first, lines.map(|line| line.split_once(": ").unwrap().0.to_owned()).collect())
}

/// What arrived is what the scene renders with the real id and address.
fn assert_as_rendered(name: &str, scene: Scene, arrived: &Arrived) {
    let scene = scene.with(|scene| {
        scene.event.id = arrived.event;
        scene.wire.url = scene.wire.url.replace(ORIGIN, &arrived.origin);
    });
    let rendered = String::from_utf8(scene.rendered()).unwrap();
    if !arrived.texts.contains(&rendered) {
        assert_eq!(arrived.texts[0], rendered, "{name}");
    }
}

/// What arrived is the golden file, once the id, the address and the signature that covers them are put in place.
fn assert_golden(file: &Path, scene: &Scene, arrived: &Arrived) {
    let golden = fs::read_to_string(file).unwrap();
    let place = |text: &String| {
        let text = text
            .replace(&arrived.origin, ORIGIN)
            .replace(&arrived.event.to_string(), &scene.event.id.to_string())
            .replace(&arrived.event.as_uuid().to_string(), &scene.event.id.as_uuid().to_string());
        text.split_inclusive('\n')
            .zip(golden.split_inclusive('\n').chain(std::iter::repeat("")))
            .map(|(line, golden)| if line.starts_with("webhook-signature: ") { golden } else { line })
            .collect::<String>()
    };
    let placed: Vec<String> = arrived.texts.iter().map(place).collect();
    if !placed.contains(&golden) {
        assert_eq!(placed[0], golden, "{}", file.display());
    }
}

/// The examples of the catalogue that have no golden file of their own.
fn examples() -> impl Iterator<Item = (String, Scene)> {
    Preset::ALL.iter().flat_map(|&preset| {
        catalog::of(preset).iter().map(move |entry| {
            let event_type = entry.event_type.as_str();
            let token = Secret::generate(preset.secret_kind()).expose().to_string();
            (format!("{preset} {event_type}"), Scene::example(preset, event_type).signed_by(&[&token]))
        })
    })
}

stories! {
    async fn every_golden_request_comes_of_an_event_through_the_api(app) {
        let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/tests/profiles");
        let mut cases = cases();
        cases.sort_by_key(|case| case.scene.at);
        for case in cases {
            let file = files.join(case.scene.wire.preset.as_str()).join(format!("{}.http", case.name));
            let arrived = play(&app, &case.scene).await;
            assert_golden(&file, &case.scene, &arrived);
            assert_as_rendered(&case.name, case.scene, &arrived);
        }
    }

    async fn every_example_of_the_catalogues_arrives_as_its_form_has_it(app) {
        for (name, scene) in examples() {
            let arrived = play(&app, &scene).await;
            assert_as_rendered(&name, scene, &arrived);
        }
    }
}
