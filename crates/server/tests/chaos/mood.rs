//! How a receiver behaves for a while.

use std::fmt;

use billhook::receiver::Answer;
use hyper::StatusCode;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mood {
    /// Takes everything.
    Calm,
    /// Answers 500.
    Failing,
    /// Answers 503 and asks to be left alone for a second.
    Limiting,
    /// Never answers.
    Hanging,
    /// Answers a byte per second, without end.
    Dripping,
    /// Resets the connection when the request has come.
    Resetting,
    /// A little of everything.
    Mixed,
    /// Nobody listens; what is connected is reset.
    Gone,
}

/// Those that last for a while; [`Mood::Calm`] lies between them.
pub(crate) const BAD_MOODS: [Mood; 7] =
    [Mood::Failing, Mood::Limiting, Mood::Hanging, Mood::Dripping, Mood::Resetting, Mood::Mixed, Mood::Gone];

impl Mood {
    /// What the next request gets.
    pub(crate) fn answer(self) -> Answer {
        match self {
            Self::Calm => Answer::status(StatusCode::OK),
            Self::Failing => Answer::status(StatusCode::INTERNAL_SERVER_ERROR),
            Self::Limiting => {
                Answer::Status { code: StatusCode::SERVICE_UNAVAILABLE, retry_after_s: Some(1) }
            }
            Self::Hanging => Answer::Timeout,
            Self::Dripping => Answer::Drip,
            Self::Resetting | Self::Gone => Answer::Reset,
            Self::Mixed => match fastrand::u8(..20) {
                0 => Answer::Timeout,
                1 => Answer::Drip,
                2 => Answer::Reset,
                3 => Answer::Garbage,
                4 => Answer::Redirect,
                5 => Answer::Flood,
                6 | 7 => Answer::status(StatusCode::BAD_GATEWAY),
                _ => Answer::status(StatusCode::OK),
            },
        }
    }
}

impl fmt::Display for Mood {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Calm => "calm",
            Self::Failing => "failing",
            Self::Limiting => "limiting",
            Self::Hanging => "hanging",
            Self::Dripping => "dripping",
            Self::Resetting => "resetting",
            Self::Mixed => "mixed",
            Self::Gone => "gone",
        })
    }
}
