//! What a receiver answers, request by request.

use std::fmt;
use std::str::FromStr;
use std::sync::atomic::{AtomicUsize, Ordering};

use hyper::StatusCode;

/// How one request is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// With a status, and if wanted a `Retry-After`.
    Status {
        /// The status.
        code: StatusCode,
        /// Seconds.
        retry_after_s: Option<u32>,
    },
    /// Never; the connection stays open until the caller leaves.
    Timeout,
    /// With a 302 to another path of the receiver.
    Redirect,
    /// With a 200 whose body comes at a byte per second and does not end.
    Drip,
    /// With a 200 whose body does not end.
    Flood,
    /// By resetting the connection (TCP RST).
    Reset,
    /// By closing the connection without a word (TCP FIN).
    Close,
    /// With a 200 whose body ends before it should.
    Cut,
    /// With bytes that are no HTTP.
    Garbage,
    /// With interim answers (1xx) only.
    Interim,
}

impl Answer {
    /// A plain status.
    pub const fn status(code: StatusCode) -> Self {
        Self::Status { code, retry_after_s: None }
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status { code, retry_after_s: None } => write!(f, "{}", code.as_u16()),
            Self::Status { code, retry_after_s: Some(seconds) } => write!(f, "{}:{seconds}", code.as_u16()),
            Self::Timeout => f.write_str("timeout"),
            Self::Redirect => f.write_str("redirect"),
            Self::Drip => f.write_str("drip"),
            Self::Flood => f.write_str("flood"),
            Self::Reset => f.write_str("reset"),
            Self::Close => f.write_str("close"),
            Self::Cut => f.write_str("cut"),
            Self::Garbage => f.write_str("garbage"),
            Self::Interim => f.write_str("interim"),
        }
    }
}

/// The text is not an answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not an answer: use a status from 200 to 599, if wanted with the seconds of a Retry-After (429:30), or \
     timeout, redirect, drip, flood, reset, close, cut, garbage, interim"
)]
pub struct ParseAnswerError(String);

impl FromStr for Answer {
    type Err = ParseAnswerError;

    fn from_str(text: &str) -> Result<Self, ParseAnswerError> {
        Ok(match text {
            "timeout" => Self::Timeout,
            "redirect" => Self::Redirect,
            "drip" => Self::Drip,
            "flood" => Self::Flood,
            "reset" => Self::Reset,
            "close" => Self::Close,
            "cut" => Self::Cut,
            "garbage" => Self::Garbage,
            "interim" => Self::Interim,
            _ => status(text).ok_or_else(|| ParseAnswerError(text.to_owned()))?,
        })
    }
}

fn status(text: &str) -> Option<Answer> {
    let (code, retry_after) = text.split_once(':').map_or((text, None), |(code, wait)| (code, Some(wait)));
    let code = code.parse::<StatusCode>().ok().filter(|code| (200..600).contains(&code.as_u16()))?;
    let retry_after_s = retry_after.map(str::parse).transpose().ok()?;
    Some(Answer::Status { code, retry_after_s })
}

/// What each request in turn is answered.
pub struct Script {
    answers: Box<dyn Fn(usize) -> Answer + Send + Sync>,
    asked: AtomicUsize,
}

impl Script {
    /// These answers in their order, the last one over and over; 200 if there are none.
    pub fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        let answers: Vec<Answer> = answers.into_iter().collect();
        Self::of(move |asked| {
            let answer = answers.get(asked).or(answers.last()).cloned();
            answer.unwrap_or(Answer::status(StatusCode::OK))
        })
    }

    /// Whatever `choose` says at each request.
    pub fn chosen_by(choose: impl Fn() -> Answer + Send + Sync + 'static) -> Self {
        Self::of(move |_| choose())
    }

    fn of(answers: impl Fn(usize) -> Answer + Send + Sync + 'static) -> Self {
        Self { answers: Box::new(answers), asked: AtomicUsize::new(0) }
    }

    /// The number of this request, from 1 on, and its answer.
    pub(super) fn next(&self) -> (usize, Answer) {
        let asked = self.asked.fetch_add(1, Ordering::Relaxed);
        (asked + 1, (self.answers)(asked))
    }
}

impl fmt::Debug for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Script").field("asked", &self.asked).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_in_their_order_and_the_last_one_repeats() {
        let script = Script::new(["500", "timeout", "200"].map(|text| text.parse().unwrap()));
        let answers: Vec<_> = (0..5).map(|_| script.next().1.to_string()).collect();
        assert_eq!(answers, ["500", "timeout", "200", "200", "200"]);
        assert_eq!(Script::new([]).next(), (1, Answer::status(StatusCode::OK)));
    }

    #[test]
    fn every_answer_is_read_as_it_is_written() {
        for text in [
            "204", "429:30", "timeout", "redirect", "drip", "flood", "reset", "close", "cut", "garbage",
            "interim",
        ] {
            assert_eq!(text.parse::<Answer>().unwrap().to_string(), text);
        }
        for text in ["", "100", "600", "2000", "200:", "200:x", "503:-1", "Timeout"] {
            assert!(text.parse::<Answer>().is_err(), "{text:?} was accepted");
        }
    }
}
