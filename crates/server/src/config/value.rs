//! The kinds of values, each with what it allows.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use billhook_core::target::AllowedNetworks;
use serde::de::{Error as _, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};
use url::Url;

/// A whole number from `MIN` to `MAX`; the key's name says its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whole<const MIN: u32, const MAX: u32>(u32);

impl<const MIN: u32, const MAX: u32> Whole<MIN, MAX> {
    /// The number.
    pub const fn get(self) -> u32 {
        self.0
    }

    /// The largest number that may be set.
    pub const fn most(self) -> u32 {
        MAX
    }

    /// The number, for counting what is in memory.
    pub const fn count(self) -> usize {
        self.0 as usize
    }

    /// This many milliseconds.
    pub const fn millis(self) -> Duration {
        Duration::from_millis(self.0 as u64)
    }

    /// The number, or none where 0 means that there is no limit.
    pub fn limit(self) -> Option<u32> {
        (self.0 > 0).then_some(self.0)
    }
}

impl<'de, const MIN: u32, const MAX: u32> Deserialize<'de> for Whole<MIN, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_i64(WholeVisitor::<MIN, MAX>).map(Self)
    }
}

struct WholeVisitor<const MIN: u32, const MAX: u32>;

impl<const MIN: u32, const MAX: u32> Visitor<'_> for WholeVisitor<MIN, MAX> {
    type Value = u32;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a whole number from {MIN} to {MAX}")
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<u32, E> {
        let allowed = u32::try_from(number).ok().filter(|number| (MIN..=MAX).contains(number));
        allowed.ok_or_else(|| E::invalid_value(Unexpected::Signed(number), &self))
    }
}

/// The form of log lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// Human on a terminal, JSON otherwise.
    Auto,
    /// For people.
    Human,
    /// One JSON object per line.
    Json,
}

/// A filter that `tracing_subscriber` can read.
#[derive(Clone, Debug)]
pub struct Filter(String);

impl Filter {
    /// The filter, ready for use.
    pub fn get(&self) -> tracing_subscriber::EnvFilter {
        tracing_subscriber::EnvFilter::new(&self.0)
    }
}

impl<'de> Deserialize<'de> for Filter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        tracing_subscriber::EnvFilter::builder().parse(&text).map_err(D::Error::custom)?;
        Ok(Self(text))
    }
}

/// Where the installation is reached: http or https, without credentials, query or fragment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(Url);

impl PublicUrl {
    /// The URL; its path is `/`.
    pub const fn get(&self) -> &Url {
        &self.0
    }
}

/// The text is no such URL.
#[derive(Debug, thiserror::Error)]
#[error(
    "not the URL of an installation: use http:// or https:// and a host, as in https://hooks.example.com"
)]
pub struct ParsePublicUrlError;

impl FromStr for PublicUrl {
    type Err = ParsePublicUrlError;

    fn from_str(text: &str) -> Result<Self, ParsePublicUrlError> {
        let url = Url::parse(text).map_err(|_| ParsePublicUrlError)?;
        let is_plain = url.username().is_empty() && url.query().is_none() && url.fragment().is_none();
        let is_web = matches!(url.scheme(), "http" | "https");
        // Links are made by joining paths to the root.
        (is_plain && is_web && url.path() == "/").then_some(Self(url)).ok_or(ParsePublicUrlError)
    }
}

/// Reads a text of which the empty one means that nothing is set.
pub(super) fn optional<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr<Err: fmt::Display>,
{
    let text = String::deserialize(deserializer)?;
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(D::Error::custom)
}

pub(super) fn networks<'de, D: Deserializer<'de>>(deserializer: D) -> Result<AllowedNetworks, D::Error> {
    AllowedNetworks::parse(Vec::<String>::deserialize(deserializer)?).map_err(D::Error::custom)
}
