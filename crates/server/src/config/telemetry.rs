//! Where traces go, and how many.

use std::path::PathBuf;
use std::str::FromStr;

use serde::{Deserialize, Deserializer};
use url::Url;

use super::value::{Whole, optional};

/// Where traces go, and how many.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Telemetry {
    /// The collector, if there is one.
    #[serde(deserialize_with = "optional")]
    pub otlp_endpoint: Option<CollectorUrl>,
    /// The file with headers that it asks for.
    #[serde(deserialize_with = "optional")]
    pub otlp_headers_file: Option<PathBuf>,
    /// The share of posts that are traced without being asked to.
    pub sample_ratio: Ratio,
    /// Posts that are traced at most in a second.
    pub max_traces_per_s: Whole<1, 100_000>,
    /// As what Billhook appears in traces.
    pub service_name: String,
}

/// Where a collector is reached: http or https, without credentials, query or fragment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CollectorUrl(Url);

impl CollectorUrl {
    /// Where traces are posted: what the specification of OTLP appends for them.
    pub fn traces(&self) -> String {
        format!("{}/v1/traces", self.0.as_str().trim_end_matches('/'))
    }
}

/// The text is no such URL.
#[derive(Debug, thiserror::Error)]
#[error(
    "not the URL of a collector: use http:// or https:// and a host, as in http://127.0.0.1:4318; what it asks for in \
     headers goes into `telemetry.otlp_headers_file`"
)]
pub struct ParseCollectorUrlError;

impl FromStr for CollectorUrl {
    type Err = ParseCollectorUrlError;

    fn from_str(text: &str) -> Result<Self, ParseCollectorUrlError> {
        let url = Url::parse(text).map_err(|_| ParseCollectorUrlError)?;
        let is_plain = url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none();
        let is_web = matches!(url.scheme(), "http" | "https") && url.has_host();
        (is_plain && is_web).then_some(Self(url)).ok_or(ParseCollectorUrlError)
    }
}

/// A share, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio(f64);

impl Ratio {
    /// The share.
    pub const fn get(self) -> f64 {
        self.0
    }
}

impl<'de> Deserialize<'de> for Ratio {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wrong = || serde::de::Error::custom("must be a number from 0 to 1, as in 0.01");
        let share = match toml::Value::deserialize(deserializer)? {
            toml::Value::Float(share) => share,
            toml::Value::Integer(whole) => whole as f64,
            _ => return Err(wrong()),
        };
        (0.0..=1.0).contains(&share).then_some(Self(share)).ok_or_else(wrong)
    }
}
