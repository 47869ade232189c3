//! A tenant's catalogue as an OpenAPI 3.1 document with `webhooks`: what a receiver has to expect, for people who write
//! one and for programs that generate one.

mod example;
mod schema;

use serde_json::{Map, Value, json};

use crate::encoding::content_type;
use crate::event::{EventTypeName, JsonBytes};
use crate::hook::Format;
use crate::policy::{Policy, Status};
use crate::preset::Preset;
use crate::profile::{DescribedHeader, STANDARD_HEADERS, Sender, body_schema};

/// An event type, as the catalogue describes it.
#[derive(Clone, Debug)]
pub struct Described {
    /// Its name.
    pub name: EventTypeName,
    /// For people.
    pub description: String,
    /// The data of an example.
    pub example: Option<JsonBytes>,
    /// A JSON Schema of the data: JSON text.
    pub schema: Option<String>,
}

/// The document about a tenant's event types, as hooks of a preset send them.
///
/// It is written as text, one event type after another: as values, which take up to a hundred times as much
/// memory, there is never more than one of them.
#[derive(Debug)]
pub struct Document<'a> {
    sender: Sender<'a>,
    preset: Preset,
    webhooks: String,
    schemas: String,
}

impl<'a> Document<'a> {
    /// The document about nothing yet.
    pub const fn new(sender: Sender<'a>, preset: Preset) -> Self {
        Self { sender, preset, webhooks: String::new(), schemas: String::new() }
    }

    /// Adds an event type, which must not be in it yet.
    pub fn add(&mut self, described: &Described) {
        let webhook = json!({"post": operation(self.sender, self.preset, described)});
        add_member(&mut self.webhooks, described.name.as_str(), &webhook);
        add_member(&mut self.schemas, described.name.as_str(), &schema::of_data(described));
    }

    /// How long it is by now, in bytes, but for what is the same in all documents.
    pub fn bytes(&self) -> usize {
        self.webhooks.len() + self.schemas.len()
    }

    /// The whole, as JSON text. `version` tells its states apart.
    pub fn finish(self, version: &str) -> String {
        let info = json!({
            "title": format!("Webhooks of {}", self.sender.tenant_name),
            "description": format!("Requests in the form of {}.", self.preset.title()),
            "version": version,
        });
        let parameters = Value::Object(parameters(self.preset));
        let mut text = self.webhooks;
        text.insert_str(0, &format!(r#"{{"openapi":"3.1.0","info":{info},"webhooks":{{"#));
        text.push_str(r#"},"components":{"schemas":{"#);
        text.push_str(&self.schemas);
        text.push_str(r#"},"parameters":"#);
        text.push_str(&parameters.to_string());
        text.push_str("}}");
        text
    }
}

/// Adds a member to the text of an object, which has its braces not yet.
fn add_member(object: &mut String, name: &str, value: &Value) {
    if !object.is_empty() {
        object.push(',');
    }
    object.push_str(&Value::from(name).to_string());
    object.push(':');
    object.push_str(&value.to_string());
}

fn operation(sender: Sender<'_>, preset: Preset, described: &Described) -> Value {
    let name = described.name.as_str();
    let reference =
        |header: &DescribedHeader| json!({"$ref": format!("#/components/parameters/{}", header.name)});
    let references: Vec<Value> = STANDARD_HEADERS.iter().map(reference).collect();
    let content: Map<String, Value> = preset
        .formats()
        .iter()
        .map(|&format| (content_type(format).to_owned(), media(sender, preset, described, format)))
        .collect();
    json!({
        "operationId": name,
        "summary": name,
        "description": described.description,
        "tags": [described.name.resource()],
        "parameters": references,
        "requestBody": {"required": true, "content": content},
        "responses": responses(preset),
    })
}

fn media(sender: Sender<'_>, preset: Preset, described: &Described, format: Format) -> Value {
    let schema = match format {
        Format::Json => body_schema(preset, &described.name, &schema::inside(preset, described)),
        Format::Xml | Format::Form => json!({"type": "string"}),
    };
    let mut media = json!({"schema": schema});
    if let Some(example) = example::body(sender, preset, described, format) {
        media["example"] = example;
    }
    media
}

fn parameters(preset: Preset) -> Map<String, Value> {
    let parameter = |&DescribedHeader { name, description }: &DescribedHeader| {
        let required = preset.sends_standard_headers();
        let description =
            if required { description.to_owned() } else { format!("{description} {SWITCHED_ON}") };
        let schema = json!({"type": "string"});
        let parameter = json!({"name": name, "in": "header", "required": required, "description": description, "schema": schema});
        (name.to_owned(), parameter)
    };
    STANDARD_HEADERS.iter().map(parameter).collect()
}

const SWITCHED_ON: &str = "Sent if the hook has Standard Webhooks headers switched on.";

/// The answers that count as delivered, as the preset's policy has them.
fn responses(preset: Preset) -> Value {
    let key = |status: &Status| match status {
        Status::Any => "default".to_owned(),
        Status::Class(class) => format!("{class}XX"),
        Status::Code(code) | Status::Range(code, _) => code.to_string(),
    };
    let policy = Policy::of(preset);
    let delivered = json!({"description": "Delivered: nothing in the answer is looked at but its status."});
    policy
        .success
        .entries()
        .iter()
        .map(|status| (key(status), delivered.clone()))
        .collect::<Map<_, _>>()
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog;
    use crate::tenant::Slug;

    fn document_of(preset: Preset, described: Described) -> Value {
        let slug = Slug::of("Pied Piper");
        let mut document = Document::new(Sender { tenant_name: "Pied Piper", tenant_slug: &slug }, preset);
        document.add(&described);
        serde_json::from_str(&document.finish("1")).unwrap()
    }

    fn invoice_paid(schema: &str) -> Described {
        Described {
            name: "invoice.paid".parse().unwrap(),
            description: "An invoice was paid.".into(),
            example: Some(JsonBytes::trusted(r#"{"total":1200}"#)),
            schema: Some(schema.into()),
        }
    }

    #[test]
    fn an_event_type_is_a_webhook_with_its_schema_and_what_is_sent_for_its_example() {
        let document = document_of(Preset::Standard, invoice_paid(r#"{"required":["total"]}"#));
        let post = &document["webhooks"]["invoice.paid"]["post"];
        let media = &post["requestBody"]["content"]["application/json"];
        assert_eq!(
            media["example"],
            json!({"type": "invoice.paid", "timestamp": "2026-11-20T12:00:00Z", "data": {"total": 1200}})
        );
        assert_eq!(
            media["schema"]["properties"]["data"],
            json!({"$ref": "#/components/schemas/invoice.paid"})
        );
        let data = &document["components"]["schemas"]["invoice.paid"];
        assert_eq!(data, &json!({"required": ["total"], "examples": [{"total": 1200}]}));
        assert_eq!(post["responses"].as_object().unwrap().keys().collect::<Vec<_>>(), ["2XX"]);
        assert_eq!(document["components"]["parameters"]["webhook-signature"]["required"], true);
    }

    #[test]
    fn event_types_stand_in_the_order_in_which_they_were_added() {
        let slug = Slug::of("Pied Piper");
        let sender = Sender { tenant_name: "Pied \"Piper\"", tenant_slug: &slug };
        let mut document = Document::new(sender, Preset::Standard);
        let names = ["order.paid", "invoice.paid"];
        for name in names {
            let before = document.bytes();
            document.add(&Described { name: name.parse().unwrap(), ..invoice_paid("{}") });
            assert!(document.bytes() > before);
        }
        let document: Value = serde_json::from_str(&document.finish("7")).unwrap();
        assert_eq!(document["webhooks"].as_object().unwrap().keys().collect::<Vec<_>>(), names);
        assert_eq!(document["components"]["schemas"].as_object().unwrap().len(), 2);
        assert_eq!(document["info"]["title"], "Webhooks of Pied \"Piper\"");
        assert_eq!(document["info"]["version"], "7");
    }

    #[test]
    fn references_of_a_schema_lead_to_where_it_stands_in_the_document() {
        let schema = r##"{"$id":"https://example.com/","properties":{"a":{"$ref":"#/$defs/x"},"$ref":{"const":{"$ref":"#/y"}}},"$defs":{"x":{}}}"##;
        let document = document_of(Preset::Standard, invoice_paid(schema));
        let data = &document["components"]["schemas"]["invoice.paid"];
        let reference = data["properties"]["a"]["$ref"].as_str().unwrap();
        assert!(document.pointer(reference.strip_prefix('#').unwrap()).is_some(), "{reference}");
        assert_eq!(data["properties"]["$ref"]["const"]["$ref"], "#/y", "a value is no reference");
        assert!(data.get("$id").is_none());
    }

    #[test]
    fn members_beside_the_envelope_are_allowed_where_the_form_puts_them() {
        let closed = r#"{"properties":{"total":{}},"additionalProperties":false}"#;
        let document = document_of(Preset::Upzelo, invoice_paid(closed));
        let body =
            &document["webhooks"]["invoice.paid"]["post"]["requestBody"]["content"]["application/json"];
        assert_eq!(body["schema"]["properties"]["data"]["allOf"], json!([{"properties": {"total": {}}}]));
        assert_eq!(body["example"]["data"]["attempt"], 1);
    }

    #[test]
    fn every_example_of_every_catalogue_has_its_bodies() {
        for &preset in Preset::ALL {
            for entry in catalog::of(preset) {
                let described = Described {
                    name: entry.event_type.clone(),
                    description: entry.description.clone(),
                    example: Some(entry.example.clone()),
                    schema: None,
                };
                let document = document_of(preset, described);
                let content =
                    &document["webhooks"][entry.event_type.as_str()]["post"]["requestBody"]["content"];
                let media = content.as_object().unwrap();
                assert_eq!(media.len(), preset.formats().len());
                assert!(
                    media.values().all(|media| !media["example"].is_null()),
                    "{preset} {}",
                    entry.event_type
                );
            }
        }
    }
}
