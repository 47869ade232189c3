//! Upgates: the shop's name and a list of what the event is about, as in `{"project_name": "…", "orders":
//! [{"order_number": "…", …}]}`.
//!
//! `project_name` is the tenant's name; after it stand the members of the event's data. An event without data
//! (null, or an object without members) sends its subjects under the plural of its resource. A list of that
//! name with more than 5000 items, in the data or of subjects, goes into further requests.

use std::borrow::Cow;

use serde_json::value::RawValue;

use super::envelope::Envelope;
use super::{RenderError, Sending};
use crate::encoding::EncodeError;
use crate::encoding::json::{Field, Members};
use crate::event::Event;

/// The most items in one request.
const LIST_LIMIT: usize = 5000;

/// How many requests the event becomes.
pub(super) fn parts(event: &Event) -> u32 {
    let Ok(data) = Members::of(event.data.as_bytes()) else { return 1 };
    let items = if data.is_empty() {
        event.attributes.subjects.len()
    } else {
        long_list(&data, &plural(event.event_type.resource())).map_or(0, |items| items.len())
    };
    u32::try_from(items.div_ceil(LIST_LIMIT).max(1)).unwrap_or(u32::MAX)
}

pub(super) fn body(sending: &Sending<'_>) -> Result<Vec<u8>, RenderError> {
    let event = sending.event;
    let plural = plural(event.event_type.resource());
    let mut body = Envelope::spreading(event)?;
    body.put("project_name", sending.sender.tenant_name);
    if body.data().is_empty() {
        let subjects = part_of(&event.attributes.subjects, sending.part);
        body.put(&plural, Field::Json(&serde_json::to_vec(subjects).map_err(EncodeError::from)?));
    } else if let Some(items) = long_list(body.data(), &plural) {
        body.put_data_with(&plural, &joined(part_of(&items, sending.part)));
    } else {
        body.put_data();
    }
    Ok(body.end())
}

fn joined(items: &[&RawValue]) -> String {
    let items: Vec<&str> = items.iter().map(|item| item.get()).collect();
    format!("[{}]", items.join(","))
}

fn part_of<T>(items: &[T], part: u32) -> &[T] {
    let chunk = usize::try_from(part).ok().and_then(|part| items.chunks(LIST_LIMIT).nth(part));
    chunk.unwrap_or_default()
}

/// The list that has to be split, if the data has one.
fn long_list<'a>(data: &Members<'a>, plural: &str) -> Option<Vec<&'a RawValue>> {
    let items: Vec<&RawValue> = serde_json::from_str(data.get(plural)?.get()).ok()?;
    (items.len() > LIST_LIMIT).then_some(items)
}

/// The plural of a resource, with `_` for `-` as in all of Upgates' names.
pub(super) fn plural(resource: &str) -> String {
    let name = resource.replace('-', "_");
    let (stem, ending): (Cow<'_, str>, _) = match name.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => (stem.into(), "ies"),
        _ if name.ends_with(['s', 'x', 'z']) || name.ends_with("ch") || name.ends_with("sh") => {
            (name.as_str().into(), "es")
        }
        _ => (name.as_str().into(), "s"),
    };
    format!("{stem}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resource_has_a_plural() {
        let pairs = [
            ("order", "orders"),
            ("category", "categories"),
            ("survey", "surveys"),
            ("address", "addresses"),
            ("price-list", "price_lists"),
        ];
        for (one, many) in pairs {
            assert_eq!(plural(one), many);
        }
    }
}
