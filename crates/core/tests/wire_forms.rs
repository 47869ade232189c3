//! What holds for every event, not only for the golden ones: data stays as it is spelled, and what is signed
//! verifies.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use billhook_core::clock::{Clock, SystemClock, Timestamp, from_micros};
use billhook_core::digest::md5_hex;
use billhook_core::event::{Attributes, Event, EventKind, JsonBytes, RawJson};
use billhook_core::hook::{Format, Method};
use billhook_core::id::{EventId, TenantId};
use billhook_core::preset::Preset;
use billhook_core::profile::{self, RenderError, Request, Sender, Sending, Wire};
use billhook_core::secret::{Secret, SecretKind};
use billhook_core::tenant::Slug;
use proptest::prelude::*;
use serde_json::value::RawValue;

const AT: i64 = 1_795_176_000_000_000;

struct Hook {
    wire: Wire,
    secrets: Vec<Secret>,
}

impl Hook {
    fn of(preset: Preset, format: Format) -> Self {
        let wire = Wire {
            url: "https://receiver.example/in".parse().unwrap(),
            method: preset.default_method(),
            format,
            preset,
            headers: Vec::new(),
            standard_headers: true,
        };
        let secrets = profile::secrets_needed(preset, true).iter().copied().map(Secret::generate).collect();
        Self { wire, secrets }
    }

    fn try_render(&self, event: &Event, at: Timestamp) -> Result<Request, RenderError> {
        profile::render(&Sending {
            sender: Sender { tenant_name: "Łódź \"&\" Sons", tenant_slug: &Slug::of("Lodz") },
            wire: &self.wire,
            event,
            part: 0,
            attempt: 3,
            at,
            secrets: &self.secrets,
        })
    }

    fn render(&self, data: &str) -> Request {
        self.try_render(&event(data), from_micros(AT)).unwrap()
    }
}

fn event(data: &str) -> Event {
    Event {
        id: EventId::from_bytes([7; 16]),
        tenant_id: TenantId::from_bytes([8; 16]),
        kind: EventKind::Event,
        event_type: "order.updated".parse().unwrap(),
        data: JsonBytes::parse(data.to_owned().into()).unwrap(),
        occurred_at: from_micros(AT),
        attributes: Attributes::default(),
        trace: None,
    }
}

/// JSON as people and programs write it: odd numbers, escapes, white space, repeated names.
fn json() -> impl Strategy<Value = String> {
    leaf().prop_recursive(4, 24, 4, |inner| {
        let list =
            prop::collection::vec(inner.clone(), 0..4).prop_map(|items| format!("[ {}]", items.join(" ,\n")));
        prop_oneof![list, object_of(inner)]
    })
}

fn object() -> impl Strategy<Value = String> {
    object_of(json())
}

fn object_of(value: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    let member = (text(), value).prop_map(|(name, value)| format!("{name}: {value}"));
    prop::collection::vec(member, 0..4).prop_map(|members| format!("{{{} }}", members.join(",")))
}

fn leaf() -> impl Strategy<Value = String> {
    let odd =
        ["null", "true", "1.10", "-0", "1E+2", "1e-7", "123456789012345678901234567890", "\"\\u00e9\\/\""];
    prop_oneof![
        prop::sample::select(odd.to_vec()).prop_map(str::to_owned),
        text(),
        any::<i64>().prop_map(|n| n.to_string())
    ]
}

fn text() -> impl Strategy<Value = String> {
    any::<String>().prop_map(|text| serde_json::to_string(&text).unwrap())
}

fn body(request: &Request) -> &str {
    std::str::from_utf8(&request.body).unwrap()
}

fn header<'a>(request: &'a Request, name: &str) -> &'a str {
    &request.headers.iter().find(|(own, _)| own == name).unwrap().1
}

fn member(object: &str, name: &str) -> String {
    let members: std::collections::HashMap<String, &RawValue> = serde_json::from_str(object).unwrap();
    members[name].get().to_owned()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn data_that_is_one_member_stays_as_it_is_spelled(data in json()) {
        for (preset, name) in [(Preset::Standard, "data"), (Preset::Abowire, "payload"), (Preset::AbowireV2, "payload")] {
            let request = Hook::of(preset, Format::Json).render(&data);
            prop_assert_eq!(member(body(&request), name), data.trim());
        }
    }

    #[test]
    fn data_that_is_spread_stays_as_it_is_spelled(data in object()) {
        let inside = data.trim().trim_start_matches('{').trim_end_matches('}').trim();
        for preset in [Preset::Upzelo, Preset::App47] {
            let request = Hook::of(preset, Format::Json).render(&data);
            prop_assert!(body(&request).contains(inside));
            prop_assert!(serde_json::from_str::<&RawValue>(body(&request)).is_ok());
        }
    }

    #[test]
    fn every_body_is_signed_so_that_the_reference_library_agrees(data in object()) {
        for &preset in Preset::ALL {
            for &format in preset.formats() {
                let hook = Hook::of(preset, format);
                let request = hook.render(&data);
                let key = hook.secrets.iter().find(|secret| secret.kind() == SecretKind::Hmac).unwrap().expose();
                let reference = standardwebhooks::Webhook::new(&key).unwrap();
                let signature = reference.sign(header(&request, "webhook-id"), AT / 1_000_000, &request.body).unwrap();
                prop_assert_eq!(header(&request, "webhook-signature"), signature);
            }
        }
    }

    #[test]
    fn md5_is_the_sum_of_the_payload_as_sent(data in object()) {
        let json = Hook::of(Preset::App47, Format::Json).render(&data);
        let sum = member(body(&json), "md5");
        prop_assert_eq!(sum.trim_matches('"'), md5_hex(member(body(&json), "payload").as_bytes()));

        let form = Hook::of(Preset::App47, Format::Form).render(&data);
        let (payload, sum) = body(&form).rsplit_once("&md5=").unwrap();
        prop_assert_eq!(sum, md5_hex(payload.as_bytes()));

        let xml = Hook::of(Preset::App47, Format::Xml).render(&data);
        let document = roxmltree::Document::parse(body(&xml)).unwrap();
        let children: Vec<_> = document.root_element().children().collect();
        prop_assert_eq!(children.len(), 2);
        let sum = md5_hex(&xml.body[children[0].range()]);
        prop_assert_eq!(children[1].text(), Some(sum.as_str()));
    }

    #[test]
    fn xml_and_form_data_are_read_back(data in object()) {
        for preset in [Preset::Standard, Preset::App47] {
            let xml = Hook::of(preset, Format::Xml).render(&data);
            let document = roxmltree::Document::parse(body(&xml)).unwrap();
            prop_assert!(document.descendants().all(|node| node.attributes().len() == 0));
            let form = Hook::of(preset, Format::Form).render(&data);
            prop_assert!(form.body.is_ascii());
            for (name, _) in url::form_urlencoded::parse(&form.body) {
                prop_assert!(["type", "timestamp", "md5"].contains(&&*name) || name.contains('[') || name == "data");
            }
        }
    }
}

#[test]
fn the_reference_library_accepts_what_is_sent_now() {
    let hook = Hook::of(Preset::Standard, Format::Json);
    // The library compares with the wall clock itself.
    let request = hook.try_render(&event(r#"{"id":"in_1"}"#), SystemClock.now()).unwrap();
    let mut headers = http::HeaderMap::new();
    for (name, value) in &request.headers {
        headers.insert(http::HeaderName::try_from(name.as_str()).unwrap(), value.parse().unwrap());
    }
    let reference = standardwebhooks::Webhook::new(&hook.secrets[0].expose()).unwrap();
    assert!(reference.verify(&request.body, &headers).is_ok());
    assert!(reference.verify(b"{}", &headers).is_err());
}

#[test]
fn data_that_cannot_be_spread_is_refused() {
    for preset in [Preset::Upzelo, Preset::App47, Preset::Upgates] {
        for data in ["[1]", "1", "\"text\""] {
            let rendered = Hook::of(preset, Format::Json).try_render(&event(data), from_micros(AT));
            assert!(matches!(rendered, Err(RenderError::Data(_))), "{preset} {data}");
        }
        assert!(Hook::of(preset, Format::Json).try_render(&event("null"), from_micros(AT)).is_ok());
    }
}

#[test]
fn a_form_that_no_receiver_reads_is_refused() {
    for &preset in Preset::ALL {
        for format in [Format::Json, Format::Xml, Format::Form] {
            for method in [Method::Post, Method::Put] {
                let mut hook = Hook::of(preset, format);
                hook.wire.method = method;
                let makes_sense = preset.formats().contains(&format) && preset.methods().contains(&method);
                assert_eq!(profile::check(&hook.wire).is_ok(), makes_sense);
                assert_eq!(hook.try_render(&event("{}"), from_micros(AT)).is_ok(), makes_sense);
            }
        }
    }
}

#[test]
fn upzelos_count_of_attempts_is_never_the_events() {
    let hook = Hook::of(Preset::Upzelo, Format::Json);
    let mut event = event(r#"{"a": 1.0, "attempt": 9, "b":[ ],"attempt":8,"type":"own"}"#);
    event.attributes.envelope = Some(RawJson::parse(r#"{"attempt": 7, "app_id": 1.50}"#).unwrap());
    let request = hook.try_render(&event, from_micros(AT)).unwrap();
    let expected = r#"{"data":{"attempt":3,"a":1.0,"b":[ ],"type":"own","app_id":1.50,"test_mode":false}}"#;
    assert_eq!(body(&request), expected);
}

#[test]
fn a_missing_secret_is_named() {
    let mut hook = Hook::of(Preset::Upodi, Format::Json);
    hook.secrets = vec![Secret::generate(SecretKind::Hmac)];
    let rendered = hook.try_render(&event("{}"), from_micros(AT));
    assert!(matches!(rendered, Err(RenderError::NoSecret(SecretKind::Token))));
    hook.secrets = vec![Secret::generate(SecretKind::Token)];
    let rendered = hook.try_render(&event("{}"), from_micros(AT));
    assert!(matches!(rendered, Err(RenderError::NoSecret(SecretKind::Hmac))));
}

#[test]
fn a_list_has_as_many_parts_as_it_needs() {
    let mut event = event("{}");
    for (subjects, parts) in [(0, 1), (1, 1), (5000, 1), (5001, 2), (15_000, 3)] {
        event.attributes.subjects = vec!["O1".into(); subjects];
        assert_eq!(profile::parts(Preset::Upgates, &event), parts, "{subjects}");
        assert_eq!(profile::parts(Preset::Standard, &event), 1);
    }
    event.data = JsonBytes::trusted(format!(r#"{{"orders":[{}0]}}"#, "0,".repeat(5000)));
    assert_eq!(profile::parts(Preset::Upgates, &event), 2);
}

#[test]
fn what_is_made_of_members_follows_those_that_the_event_brings() {
    let written = |preset, own: &str| {
        let mut event = event(r#"{"id":"7"}"#);
        event.attributes.envelope = Some(RawJson::parse(own).unwrap());
        let request = Hook::of(preset, Format::Json).try_render(&event, from_micros(AT)).unwrap();
        serde_json::from_slice::<serde_json::Value>(&request.body).unwrap()
    };
    let abowire = written(Preset::Abowire, r#"{"component":"billing","action":"closed"}"#);
    assert_eq!(abowire["eventArn"], "arn:lodz:billing:closed");
    assert_eq!((&abowire["component"], &abowire["action"]), (&"billing".into(), &"closed".into()));
    let whole = written(Preset::Abowire, r#"{"component":"billing","eventArn":"arn:x"}"#);
    assert_eq!(whole["eventArn"], "arn:x");
    let upodi = written(Preset::Upodi, r#"{"Type":"Invoice","Action":"pay"}"#);
    assert_eq!(upodi["Issuer"]["Url"], "/Invoice/pay/7");
    let no_text = written(Preset::UpodiV2, r#"{"Type":7}"#);
    assert_eq!((&no_text["Type"], &no_text["Issuer"]["Url"]), (&7.into(), &"/Order/updated/7".into()));
}
