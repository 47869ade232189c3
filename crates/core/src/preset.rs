//! The presets: five known systems and the open standard, each one wire profile, one policy and one catalogue.
//!
//! Here is what a preset is called and what it allows. How its requests look is `profile`'s, when they are
//! repeated is `policy`'s, and which events it knows is `catalog`'s.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::hook::{Format, Method};
use crate::secret::SecretKind;

/// A named profile, policy and catalogue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Preset {
    /// Standard Webhooks 1.0.0.
    #[default]
    Standard,
    /// Upodi's webhooks, version 1: fire and forget.
    Upodi,
    /// The same body, tried again for 72 hours.
    #[serde(rename = "upodi-v2")]
    UpodiV2,
    /// Abowire's webhooks, version 1.
    Abowire,
    /// Abowire's present webhooks.
    #[serde(rename = "abowire-v2")]
    AbowireV2,
    /// Upzelo's webhooks.
    Upzelo,
    /// App47's web hook notifications.
    App47,
    /// Upgates' webhooks.
    Upgates,
}

impl Preset {
    /// Every preset, the default first.
    pub const ALL: &[Self] = &[
        Self::Standard,
        Self::Upodi,
        Self::UpodiV2,
        Self::Abowire,
        Self::AbowireV2,
        Self::Upzelo,
        Self::App47,
        Self::Upgates,
    ];

    /// The name in JSON, SQL and the console.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Upodi => "upodi",
            Self::UpodiV2 => "upodi-v2",
            Self::Abowire => "abowire",
            Self::AbowireV2 => "abowire-v2",
            Self::Upzelo => "upzelo",
            Self::App47 => "app47",
            Self::Upgates => "upgates",
        }
    }

    /// The name for people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Standard => "Standard Webhooks",
            Self::Upodi => "Upodi 1.0",
            Self::UpodiV2 => "Upodi 2.0",
            Self::Abowire => "Abowire 1",
            Self::AbowireV2 => "Abowire 2",
            Self::Upzelo => "Upzelo",
            Self::App47 => "App47",
            Self::Upgates => "Upgates",
        }
    }

    /// The methods that its receivers understand; the first is the default.
    pub const fn methods(self) -> &'static [Method] {
        match self {
            Self::Standard | Self::App47 => &[Method::Post, Method::Put],
            _ => &[Method::Post],
        }
    }

    /// The formats that its receivers understand; the first is the default.
    ///
    /// The documents of Upodi, Abowire, Upzelo and Upgates define a JSON body and nothing else.
    pub const fn formats(self) -> &'static [Format] {
        match self {
            Self::Standard | Self::App47 => &[Format::Json, Format::Xml, Format::Form],
            _ => &[Format::Json],
        }
    }

    /// The method of a hook that names none.
    pub const fn default_method(self) -> Method {
        self.methods()[0]
    }

    /// The format of a hook that names none.
    pub const fn default_format(self) -> Format {
        self.formats()[0]
    }

    /// The kind of secret that a new hook gets.
    ///
    /// Abowire, Upzelo, App47 and Upgates sign with none of their own; theirs is for the Standard Webhooks
    /// headers, which a hook may switch on. `profile::secrets_needed` says which a hook needs.
    pub const fn secret_kind(self) -> SecretKind {
        match self {
            Self::Upodi | Self::UpodiV2 => SecretKind::Token,
            _ => SecretKind::Hmac,
        }
    }

    /// True if a hook that says nothing sends Standard Webhooks headers.
    pub const fn sends_standard_headers(self) -> bool {
        matches!(self, Self::Standard)
    }
}

impl fmt::Display for Preset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text names no preset.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a preset: use one of standard, upodi, upodi-v2, abowire, abowire-v2, upzelo, app47, upgates")]
pub struct ParsePresetError;

impl FromStr for Preset {
    type Err = ParsePresetError;
    fn from_str(text: &str) -> Result<Self, ParsePresetError> {
        Self::ALL.iter().copied().find(|preset| preset.as_str() == text).ok_or(ParsePresetError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_is_read_from_its_own_name() {
        for &preset in Preset::ALL {
            assert_eq!(preset.as_str().parse(), Ok(preset));
            assert_eq!(serde_json::to_string(&preset).unwrap(), format!("\"{preset}\""));
            assert!(ParsePresetError.to_string().contains(preset.as_str()));
        }
        assert!("Standard".parse::<Preset>().is_err());
    }
}
