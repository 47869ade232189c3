//! What a request looks like in a preset's form, for those who write receivers: its body as a JSON Schema, and the
//! headers that mean something.
//!
//! It says what [`render`](super::render) writes; a test asks it about the golden bodies. An event that brings members
//! of the envelope itself may differ.

use serde_json::{Map, Value, json};

use super::upgates::plural;
use super::upodi::capitalized;
use crate::event::EventTypeName;
use crate::preset::Preset;
use crate::signature::standard_webhooks::{ID_HEADER, SIGNATURE_HEADER, TIMESTAMP_HEADER};

/// A header that a receiver may look at.
#[derive(Clone, Copy, Debug)]
pub struct DescribedHeader {
    /// In lower case.
    pub name: &'static str,
    /// For people.
    pub description: &'static str,
}

/// The headers of Standard Webhooks: sent by default with `standard`, and with the others where a hook
/// switches them on.
pub const STANDARD_HEADERS: [DescribedHeader; 3] = [
    DescribedHeader { name: ID_HEADER, description: "The id of the message, the same at every attempt." },
    DescribedHeader {
        name: TIMESTAMP_HEADER,
        description: "When the attempt was made, in seconds since 1970-01-01 UTC.",
    },
    DescribedHeader {
        name: SIGNATURE_HEADER,
        description: "Signatures of the message, separated by spaces: `v1,…` (HMAC-SHA256) or `v1a,…` (ed25519), as in \
                      Standard Webhooks 1.0.0.",
    },
];

/// The schema of a JSON body around data of this schema, for events of this type.
pub fn body_schema(preset: Preset, event_type: &EventTypeName, data: &Value) -> Value {
    match preset {
        Preset::Standard => object([
            ("type", json!({"const": event_type})),
            (
                "timestamp",
                json!({"type": "string", "format": "date-time", "description": "When it happened."}),
            ),
            ("data", data.clone()),
        ]),
        Preset::Upodi | Preset::UpodiV2 => upodi(event_type),
        Preset::Abowire => abowire(event_type, data),
        Preset::AbowireV2 => abowire_v2(event_type, data),
        Preset::Upzelo => object([("data", upzelo(event_type, data))]),
        Preset::App47 => object([
            ("payload", app47(event_type, data)),
            (
                "md5",
                json!({"type": "string", "pattern": "^[0-9a-f]{32}$", "description": "The MD5 sum of the payload as sent."}),
            ),
        ]),
        Preset::Upgates => upgates(event_type, data),
    }
}

/// True if the members of the data stand among those of the envelope.
pub(crate) const fn spreads(preset: Preset) -> bool {
    matches!(preset, Preset::Upzelo | Preset::App47 | Preset::Upgates)
}

fn upodi(event_type: &EventTypeName) -> Value {
    let issuer =
        [("Url", text("`/Type/Action/Identifier`")), ("Identifier", json!({"type": ["string", "null"]}))];
    object([
        ("ID", json!({"type": "string", "format": "uuid"})),
        (
            "Time",
            json!({"type": "integer", "description": "When it happened, in steps of 100 ns since 1601-01-01 UTC."}),
        ),
        ("Signature", text("The hook's authenticity token.")),
        ("Action", json!({"const": event_type.action()})),
        ("Issuer", object(issuer)),
        ("Data", json!({"type": "null"})),
        ("Type", json!({"const": capitalized(event_type.resource())})),
    ])
}

fn abowire(event_type: &EventTypeName, data: &Value) -> Value {
    object([
        ("id", json!({"type": "string", "format": "uuid"})),
        ("eventArn", text("`arn:<account>:<component>:<action>`")),
        ("component", text("The module responsible for it.")),
        ("action", json!({"const": event_type.action()})),
        ("userId", json!({"type": ["string", "null"], "description": "Who caused it."})),
        ("timestamp", json!({"type": "string", "format": "date-time", "description": "When it happened."})),
        ("origin", json!({"type": ["string", "null"], "description": "Where it came from."})),
        ("destination", text("The URL of the hook.")),
        ("payload", data.clone()),
    ])
}

fn abowire_v2(event_type: &EventTypeName, data: &Value) -> Value {
    let mut body = object([
        ("source", text("Where it came from.")),
        ("event", json!({"const": event_type})),
        ("accountId", text("Whose event it is.")),
        ("isProduction", json!({"type": "boolean"})),
        ("payload", data.clone()),
    ]);
    body["properties"]["previousPayload"] = json!({"description": "The object as it was before."});
    body
}

fn upzelo(event_type: &EventTypeName, data: &Value) -> Value {
    let members = [
        ("type", json!({"const": event_type})),
        ("attempt", json!({"type": "integer", "minimum": 1, "description": "Counts up at each attempt."})),
        ("app_id", json!({"type": ["string", "null"]})),
        ("test_mode", json!({"type": "boolean"})),
    ];
    around(data, members)
}

fn app47(event_type: &EventTypeName, data: &Value) -> Value {
    let kind = event_type.as_str().replace(['.', '-'], "_");
    let members = [
        ("type", text(&format!("`{kind}`, unless the data has a type."))),
        ("epoch_timestamp", json!({"type": "integer", "description": "Seconds since 1970."})),
    ];
    around(data, members)
}

fn upgates(event_type: &EventTypeName, data: &Value) -> Value {
    let mut body = around(data, [("project_name", text("The name of the shop."))]);
    let many = format!(
        "What it is about: at most 5000 `{}`; more come in further requests.",
        plural(event_type.resource())
    );
    body["description"] = many.into();
    body
}

/// An object with these members, all of them always there.
fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    let required: Vec<&str> = members.iter().map(|(name, _)| *name).collect();
    let properties: Map<String, Value> =
        members.iter().map(|(name, schema)| ((*name).to_owned(), schema.clone())).collect();
    json!({"type": "object", "required": required, "properties": properties})
}

/// The members of the data, and these beside them.
fn around<const N: usize>(data: &Value, members: [(&str, Value); N]) -> Value {
    let mut object = object(members);
    object["allOf"] = json!([data]);
    object
}

fn text(description: &str) -> Value {
    json!({"type": "string", "description": description})
}
