//! Upodi, both versions: a thin notice that names the thing and leaves fetching it to the receiver.
//!
//! - `ID`: the event's UUID.
//! - `Time`: when it occurred, in steps of 100 ns since 1601-01-01 UTC, a Windows file time.
//! - `Signature`: the hook's newest authenticity token.
//! - `Action`: the action of the event type; `Type`: its resource with a capital.
//! - `Issuer.Identifier`: the first subject, else the `id` of the event's data, else null; `Issuer.Url`:
//!   `/Type/Action/Identifier`, with a type and an action that the event brings itself in their place.
//! - `Data`: null.

use std::borrow::Cow;

use super::envelope::Envelope;
use super::{RenderError, Sending};
use crate::clock::Timestamp;
use crate::encoding::json::{Field, Members, Object};
use crate::event::Event;
use crate::secret::{Secret, SecretKind};

/// The member that is the hook's token, and never the event's to bring.
const SIGNATURE: &str = "Signature";
/// Seconds from 1601-01-01 to 1970-01-01.
const EPOCHS_APART_S: i64 = 11_644_473_600;

pub(super) fn body(sending: &Sending<'_>) -> Result<Vec<u8>, RenderError> {
    let event = sending.event;
    let action = event.event_type.action();
    let kind = capitalized(event.event_type.resource());
    let mut body = Envelope::around(event);
    let issuer = issuer(
        &body.own_text("Type", kind.as_str()),
        &body.own_text("Action", action),
        identifier(event).as_deref(),
    );
    body.put("ID", event.id.as_uuid().to_string().as_str());
    body.put("Time", file_time(event.occurred_at));
    body.put_always(SIGNATURE, token(sending.secrets)?);
    body.put("Action", action);
    body.put("Issuer", Field::Json(&issuer));
    body.put("Data", Field::Null);
    body.put("Type", kind.as_str());
    Ok(body.end())
}

fn token(secrets: &[Secret]) -> Result<&str, RenderError> {
    let newest = secrets.iter().find_map(|secret| match secret {
        Secret::Token(token) => Some(token.as_str()),
        Secret::Hmac(_) | Secret::Ed25519(_) => None,
    });
    newest.ok_or(RenderError::NoSecret(SecretKind::Token))
}

fn issuer(kind: &str, action: &str, identifier: Option<&str>) -> Vec<u8> {
    let url = format!("/{kind}/{action}/{}", identifier.unwrap_or_default());
    let mut issuer = Object::with_capacity(128);
    issuer.put("Url", url.as_str());
    issuer.put("Identifier", identifier);
    issuer.end()
}

fn identifier(event: &Event) -> Option<Cow<'_, str>> {
    if let Some(subject) = event.attributes.subjects.first() {
        return Some(subject.into());
    }
    let id = Members::of(event.data.as_bytes()).ok()?.get("id")?.get();
    match id.as_bytes().first()? {
        b'"' => serde_json::from_str::<String>(id).ok().map(Cow::Owned),
        b'-' | b'0'..=b'9' => Some(id.to_owned().into()),
        _ => None,
    }
}

fn file_time(at: Timestamp) -> i64 {
    (at.timestamp() + EPOCHS_APART_S) * 10_000_000 + i64::from(at.timestamp_subsec_nanos() / 100)
}

pub(super) fn capitalized(resource: &str) -> String {
    let mut letters = resource.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    #[test]
    fn time_counts_from_1601() {
        let at = |seconds, nanos| DateTime::from_timestamp(seconds, nanos).unwrap();
        assert_eq!(file_time(at(0, 0)), 116_444_736_000_000_000);
        assert_eq!(file_time(at(1_507_215_430, 86_092_200)), 131_516_890_300_860_922);
    }
}
