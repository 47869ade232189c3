//! A hook: where events go, and in which form.

use serde::{Deserialize, Serialize};

/// HTTP method of a hook's requests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// `POST`
    #[default]
    Post,
    /// `PUT`
    Put,
}

impl Method {
    /// The method as a request line has it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Post => "POST",
            Self::Put => "PUT",
        }
    }
}

/// How a body is encoded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// `application/json`
    #[default]
    Json,
    /// `application/xml`
    Xml,
    /// `application/x-www-form-urlencoded`
    Form,
}

/// Whether a hook sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HookState {
    /// Sends.
    Active,
    /// Collects its deliveries and sends none until it is resumed.
    Paused,
    /// Takes no deliveries: events that match are recorded as skipped.
    Inactive,
}

/// Why a hook is in its state; `None` where nothing is to be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StateReason {
    /// A member switched it off.
    Manual,
    /// The test button got no success.
    TestFailed,
    /// The receiver answered 410 Gone.
    Gone,
    /// Too long without one success, or too many spent deliveries, as its policy says.
    Failing,
    /// The owner lost what the hook needs.
    OwnerPermissionsChanged,
}
