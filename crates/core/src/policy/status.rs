//! Sets of HTTP statuses: `any`, `2xx`, `204`, `200-204`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One entry of a [`StatusSet`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// `any`: whatever was answered.
    Any,
    /// `2xx`: a hundred of them, by the first digit (1 to 5).
    Class(u16),
    /// `204`: exactly this one.
    Code(u16),
    /// `200-204`: both ends included.
    Range(u16, u16),
}

impl Status {
    /// True if the entry stands for `status`.
    pub fn contains(self, status: u16) -> bool {
        match self {
            Self::Any => true,
            Self::Class(class) => status / 100 == class,
            Self::Code(code) => status == code,
            Self::Range(low, high) => (low..=high).contains(&status),
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str("any"),
            Self::Class(class) => write!(f, "{class}xx"),
            Self::Code(code) => write!(f, "{code}"),
            Self::Range(low, high) => write!(f, "{low}-{high}"),
        }
    }
}

/// The text names no statuses.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "must be `any`, a class such as `2xx`, a status such as `204`, or a range such as `200-204` (100 to 599)"
)]
pub struct ParseStatusError;

impl FromStr for Status {
    type Err = ParseStatusError;

    fn from_str(text: &str) -> Result<Self, ParseStatusError> {
        match (text, text.split_once('-')) {
            ("any", _) => Ok(Self::Any),
            (_, Some((low, high))) => match (code(low)?, code(high)?) {
                (low, high) if low <= high => Ok(Self::Range(low, high)),
                _ => Err(ParseStatusError),
            },
            _ => match text.strip_suffix("xx") {
                Some(class @ ("1" | "2" | "3" | "4" | "5")) => {
                    Ok(Self::Class(u16::from(class.as_bytes()[0] - b'0')))
                }
                _ => code(text).map(Self::Code),
            },
        }
    }
}

fn code(text: &str) -> Result<u16, ParseStatusError> {
    let digits = text.len() == 3 && text.bytes().all(|b| b.is_ascii_digit());
    let code = text.parse().map_err(|_| ParseStatusError)?;
    if digits && (100..=599).contains(&code) { Ok(code) } else { Err(ParseStatusError) }
}

/// Statuses, spelled as they were given. The empty set contains none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatusSet(Box<[Status]>);

impl StatusSet {
    /// The set of these entries.
    pub fn of(entries: impl Into<Box<[Status]>>) -> Self {
        Self(entries.into())
    }

    /// True if one of the entries stands for `status`.
    pub fn contains(&self, status: u16) -> bool {
        self.0.iter().any(|entry| entry.contains(status))
    }

    /// True if it does not matter what was answered, so that the answer need not be read.
    pub fn takes_any(&self) -> bool {
        self.0.contains(&Status::Any)
    }

    /// The entries, in the order in which they were given.
    pub fn entries(&self) -> &[Status] {
        &self.0
    }
}

impl FromIterator<Status> for StatusSet {
    fn from_iter<I: IntoIterator<Item = Status>>(entries: I) -> Self {
        Self(entries.into_iter().collect())
    }
}
impl Serialize for StatusSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(Status::to_string))
    }
}
impl<'de> Deserialize<'de> for StatusSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let texts = Vec::<String>::deserialize(deserializer)?;
        texts.iter().map(|text| text.parse().map_err(serde::de::Error::custom)).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_entry_stands_for_its_statuses_and_their_neighbours_are_outside() {
        for (text, inside, outside) in [
            ("any", vec![100, 204, 410, 599, 999], vec![]),
            ("2xx", vec![200, 299], vec![199, 300]),
            ("5xx", vec![500, 599], vec![499, 600]),
            ("204", vec![204], vec![203, 205]),
            ("200-204", vec![200, 202, 204], vec![199, 205]),
        ] {
            let entry: Status = text.parse().unwrap();
            assert_eq!(entry.to_string(), text);
            assert!(inside.iter().all(|&status| entry.contains(status)), "{text} lacks one of {inside:?}");
            assert!(!outside.iter().any(|&status| entry.contains(status)), "{text} has one of {outside:?}");
        }
    }

    #[test]
    fn what_names_no_status_is_refused() {
        for text in [
            "", "0xx", "6xx", "2XX", "xx", "99", "600", "0200", "+20", "200-", "-204", "204-200", "200-600",
            "2xx-3xx", " 200", "²00",
        ] {
            assert!(text.parse::<Status>().is_err(), "{text:?} was accepted");
        }
    }

    #[test]
    fn the_empty_set_contains_nothing() {
        assert!(!StatusSet::default().contains(200));
    }

    proptest! {
        #[test]
        fn any_text_is_read_as_written_or_refused(text in "[0-9x-]{0,8}|\\PC*") {
            if let Ok(entry) = text.parse::<Status>() {
                prop_assert_eq!(entry.to_string(), text);
            }
        }
    }
}
