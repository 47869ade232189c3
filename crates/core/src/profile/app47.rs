//! App47: `payload` and `md5`, as JSON, as XML under the root `notification`, or as form data.
//!
//! The payload is the event's data, with `type` (the event type, its dots and dashes as `_`:
//! `customer_purchase`) and `epoch_timestamp` (seconds of when it occurred) added at the end where it has
//! none.
//!
//! Form data is as the document's service, which is written in Rails, writes it: a list's items have empty brackets.
//!
//! `md5` is the sum of the payload exactly as sent: in JSON the bytes of the value of `payload`, in XML those
//! of the element `<payload>` with its tags, in form data the encoded `payload[…]` pairs joined by `&`,
//! without the pair of `md5`.

use super::envelope::Envelope;
use super::{RenderError, Sending};
use crate::digest::md5_hex;
use crate::encoding::json::{Field, Object};
use crate::encoding::{EncodeError, Node, form, max_bytes, xml};
use crate::event::Event;
use crate::hook::Format;

pub(super) fn body(sending: &Sending<'_>) -> Result<Vec<u8>, RenderError> {
    let payload = payload(sending.event)?;
    let most = max_bytes(payload.len());
    Ok(match sending.wire.format {
        Format::Json => json_body(&payload),
        Format::Xml => xml_body(&Node::parse(&payload)?, most)?,
        Format::Form => form_body(&Node::parse(&payload)?, most)?,
    })
}

fn payload(event: &Event) -> Result<Vec<u8>, EncodeError> {
    let kind = event.event_type.as_str().replace(['.', '-'], "_");
    let mut payload = Envelope::spreading(event)?;
    payload.put_data();
    payload.put("type", kind.as_str());
    payload.put("epoch_timestamp", event.occurred_at.timestamp());
    Ok(payload.end())
}

fn json_body(payload: &[u8]) -> Vec<u8> {
    let mut body = Object::with_capacity(payload.len() + 64);
    body.put("payload", Field::Json(payload));
    body.put("md5", md5_hex(payload).as_str());
    body.end()
}

fn xml_body(payload: &Node<'_>, most: usize) -> Result<Vec<u8>, EncodeError> {
    let payload = xml::element("payload", payload, most)?;
    let md5 = xml::element("md5", &Node::Text(md5_hex(&payload).into()), most)?;
    Ok(xml::around("notification", &[payload, md5]))
}

fn form_body(payload: &Node<'_>, most: usize) -> Result<Vec<u8>, EncodeError> {
    let payload = form::pairs("payload", payload, form::Items::InOrder, most)?;
    let md5 = md5_hex(&payload);
    Ok([&payload[..], b"&md5=", md5.as_bytes()].concat())
}
