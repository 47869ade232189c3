//! Wire profiles: how an event becomes one HTTP request, in the form of one of the presets.
//!
//! A request is rendered separately for every attempt, because the timestamp, the signature and (with Upzelo) the
//! body change. When to try is `policy`'s; opening the connection is not this crate's.
//!
//! An event may bring a member of the envelope itself (`attributes.envelope`); it then stands in the place of
//! the profile's own. Members that the profile's envelope does not have are left out, since they are meant
//! for another one. Where a profile spreads the event's data into the envelope, the data's own members win
//! over both.

mod abowire;
mod abowire_v2;
mod app47;
mod described;
mod envelope;
mod error;
pub mod headers;
mod ping;
mod standard;
mod upgates;
mod upodi;
mod upzelo;

use bytes::Bytes;

pub(crate) use self::described::spreads;
pub use self::described::{DescribedHeader, STANDARD_HEADERS, body_schema};
pub use self::error::{RenderError, WireError};
pub use self::ping::{Ping, ping};
use crate::clock::Timestamp;
use crate::event::Event;
use crate::hook::{Format, Method};
use crate::preset::Preset;
use crate::secret::{Secret, SecretKind};
use crate::tenant::Slug;

/// What a profile may know of the tenant.
#[derive(Clone, Copy, Debug)]
pub struct Sender<'a> {
    /// The tenant's name, for people.
    pub tenant_name: &'a str,
    /// The tenant's short name in wire forms.
    pub tenant_slug: &'a Slug,
}

/// How a hook wants its requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wire {
    /// Where to; the query is sent as it stands here.
    pub url: String,
    /// The method.
    pub method: Method,
    /// The body's format.
    pub format: Format,
    /// Whose form.
    pub preset: Preset,
    /// The hook's own extra headers, which [`headers::check`] accepts.
    pub headers: Vec<(String, String)>,
    /// True for Standard Webhooks headers, beside whatever signature the preset has.
    pub standard_headers: bool,
}

/// One attempt: everything that goes into its request.
#[derive(Clone, Copy, Debug)]
pub struct Sending<'a> {
    /// The tenant.
    pub sender: Sender<'a>,
    /// The hook's form.
    pub wire: &'a Wire,
    /// What happened.
    pub event: &'a Event,
    /// Which of the event's requests, from 0; see [`parts`].
    pub part: u32,
    /// Which attempt of the delivery, from 1.
    pub attempt: u32,
    /// The instant of the attempt, which is signed.
    pub at: Timestamp,
    /// The hook's live secrets, the newest first.
    pub secrets: &'a [Secret],
}

/// An HTTP request, to be sent as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The URL, as configured.
    pub url: String,
    /// Names in lower case, but for the hook's own, which are as configured. No `host` and no
    /// `content-length`.
    pub headers: Vec<(String, String)>,
    /// The bytes that were signed.
    pub body: Bytes,
}

/// Renders one attempt's request.
///
/// # Errors
///
/// None passes with time: the same event for the same hook fails in the same way again.
pub fn render(sending: &Sending<'_>) -> Result<Request, RenderError> {
    let wire = sending.wire;
    check_form(wire)?;
    check_part(sending)?;
    let body = match wire.preset {
        Preset::Standard => standard::body(sending),
        Preset::Upodi | Preset::UpodiV2 => upodi::body(sending),
        Preset::Abowire => abowire::body(sending),
        Preset::AbowireV2 => abowire_v2::body(sending),
        Preset::Upzelo => upzelo::body(sending),
        Preset::App47 => app47::body(sending),
        Preset::Upgates => upgates::body(sending),
    }?;
    let headers = headers::assemble(sending, &body)?;
    Ok(Request { method: wire.method, url: wire.url.clone(), headers, body: body.into() })
}

/// How many requests an event becomes: one, but for lists longer than Upgates sends at once.
///
/// Each is a delivery of its own, with [`Sending::part`] counting from 0.
pub fn parts(preset: Preset, event: &Event) -> u32 {
    match preset {
        Preset::Upgates => upgates::parts(event),
        _ => 1,
    }
}

/// Refuses what no receiver of the preset would understand, and headers that are not the hook's to set.
pub fn check(wire: &Wire) -> Result<(), WireError> {
    check_form(wire)?;
    headers::check(&wire.headers)?;
    Ok(())
}

/// The kinds of secret of which a hook needs one each. A key pair serves in place of an HMAC secret.
pub fn secrets_needed(preset: Preset, standard_headers: bool) -> &'static [SecretKind] {
    let has_token = preset.secret_kind() == SecretKind::Token;
    match (has_token, standard_headers) {
        (true, true) => &[SecretKind::Token, SecretKind::Hmac],
        (true, false) => &[SecretKind::Token],
        (false, true) => &[SecretKind::Hmac],
        (false, false) => &[],
    }
}

fn check_form(wire: &Wire) -> Result<(), WireError> {
    let Wire { preset, method, format, .. } = *wire;
    if !preset.methods().contains(&method) {
        return Err(WireError::Method { preset, method });
    }
    if !preset.formats().contains(&format) {
        return Err(WireError::Format { preset, format });
    }
    Ok(())
}

fn check_part(sending: &Sending<'_>) -> Result<(), RenderError> {
    // Part 0 always is, and counting the others reads the event's data.
    if sending.part == 0 || sending.part < parts(sending.wire.preset, sending.event) {
        Ok(())
    } else {
        Err(RenderError::NoSuchPart(sending.part))
    }
}
