/** Rust, with the crates that are usual for each. */
import { digestPattern, type Language } from '~/components/hook/verify/language';

export const rust: Language = {
  id: 'rust',
  label: 'Rust',
  standard: `// Cargo.toml: base64 = "0.22", hmac = "0.12", http = "1", sha2 = "0.10"
use std::time::{SystemTime, UNIX_EPOCH};

use base64::{Engine, prelude::BASE64_STANDARD};
use hmac::{Hmac, Mac};
use http::HeaderMap;
use sha2::Sha256;

/// True if the request is genuine. \`secret\` is \`whsec_…\`, \`body\` is what came, before any parsing.
pub fn is_genuine(secret: &str, headers: &HeaderMap, body: &[u8]) -> bool {
    let header = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("");
    let (id, timestamp) = (header("webhook-id"), header("webhook-timestamp"));
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |now| now.as_secs());
    if !timestamp.parse().is_ok_and(|sent| now.abs_diff(sent) <= 300) {
        return false; // Too old: somebody may be repeating it.
    }

    let Ok(key) = BASE64_STANDARD.decode(secret.trim_start_matches("whsec_")) else { return false };
    let Ok(mac) = Hmac::<Sha256>::new_from_slice(&key) else { return false };
    let mac = mac.chain_update(format!("{id}.{timestamp}.")).chain_update(body);
    let given = header("webhook-signature").split(' ').filter_map(|one| one.strip_prefix("v1,"));
    given
        .filter_map(|one| BASE64_STANDARD.decode(one).ok())
        .any(|signature| mac.clone().verify_slice(&signature).is_ok())
}
`,
  ed25519: `// Cargo.toml: base64 = "0.22", ed25519-dalek = "2", http = "1"
use std::time::{SystemTime, UNIX_EPOCH};

use base64::{Engine, prelude::BASE64_STANDARD};
use ed25519_dalek::{Signature, VerifyingKey};
use http::HeaderMap;

/// True if the request is genuine. \`public_key\` is \`whpk_…\`, \`body\` is what came, before any parsing.
pub fn is_genuine(public_key: &str, headers: &HeaderMap, body: &[u8]) -> bool {
    let header = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("");
    let (id, timestamp) = (header("webhook-id"), header("webhook-timestamp"));
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |now| now.as_secs());
    if !timestamp.parse().is_ok_and(|sent| now.abs_diff(sent) <= 300) {
        return false; // Too old: somebody may be repeating it.
    }

    let Ok(key) = BASE64_STANDARD.decode(public_key.trim_start_matches("whpk_")) else { return false };
    let Ok(key) = VerifyingKey::try_from(key.as_slice()) else { return false };
    let message = [format!("{id}.{timestamp}.").as_bytes(), body].concat();
    let given = header("webhook-signature").split(' ').filter_map(|one| one.strip_prefix("v1a,"));
    given
        .filter_map(|one| BASE64_STANDARD.decode(one).ok())
        .filter_map(|one| Signature::from_slice(&one).ok())
        .any(|signature| key.verify_strict(&message, &signature).is_ok())
}
`,
  token: `// Cargo.toml: serde = { version = "1", features = ["derive"] }, serde_json = "1", subtle = "2"
use serde::Deserialize;
use subtle::ConstantTimeEq;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Message<'a> {
    #[serde(borrow)]
    signature: std::borrow::Cow<'a, str>,
}

/// True if the request is genuine. \`body\` is what came.
pub fn is_genuine(token: &str, body: &[u8]) -> bool {
    serde_json::from_slice::<Message>(body)
        .is_ok_and(|message| message.signature.as_bytes().ct_eq(token.as_bytes()).into())
}
`,
  digest: (format) => `// Cargo.toml: md5 = "0.7", regex = "1"
use regex::bytes::Regex;

/// True if the payload came as it was sent. \`body\` is what came, before any parsing.
pub fn is_intact(body: &[u8]) -> bool {
    let parts = Regex::new(r#"(?s-u)${digestPattern[format]}"#).expect("a valid pattern");
    parts.captures(body).is_some_and(|found| {
        format!("{:x}", md5::compute(&found[1])).as_bytes() == &found[2]
    })
}
`,
};
