//! What may be set of the console's look, and of who may frame it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer};
use url::Url;

/// What the console is called: 1 to 60 characters on one line.
#[derive(Clone, Debug)]
pub struct ConsoleName(String);

impl ConsoleName {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The text is no such name.
#[derive(Debug, thiserror::Error)]
#[error("not a name: use 1 to 60 characters on one line")]
pub struct ParseConsoleNameError;

impl FromStr for ConsoleName {
    type Err = ParseConsoleNameError;
    fn from_str(text: &str) -> Result<Self, ParseConsoleNameError> {
        let fits = (1..=60).contains(&text.chars().count()) && !text.chars().any(char::is_control);
        if fits { Ok(Self(text.to_owned())) } else { Err(ParseConsoleNameError) }
    }
}

/// An origin (RFC 6454), as a content security policy names it: scheme, host and port, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Origin {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let wrong = || {
            serde::de::Error::custom(format!(
                "`{text}` is not an origin: use one as in https://app.example.com"
            ))
        };
        let url = Url::parse(&text).map_err(|_| wrong())?;
        let origin = url.origin().ascii_serialization();
        let is_web = matches!(url.scheme(), "http" | "https") && !origin.contains('*');
        // Whatever else stands in it would be ignored, and be meant.
        (is_web && text.trim_end_matches('/') == origin).then_some(Self(origin)).ok_or_else(wrong)
    }
}
