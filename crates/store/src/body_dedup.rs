//! A request's body, kept without the event's data where it carries that byte for byte: the event keeps it already.
//!
//! Most wire forms put the data into an envelope of a hundred bytes, and an event has a request for each hook and try.

use bytes::Bytes;

use crate::column;

/// Data that is shorter than this is not worth looking for.
const WORTH_IT: usize = 64;
/// How many places are compared that look like the beginning of the data, so that no body takes long.
const MAX_PLACES: usize = 4;

/// A body as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Kept {
    pub(crate) bytes: Bytes,
    /// Where the data was, if it was cut out.
    pub(crate) data_at: Option<i32>,
}

/// Cuts `data` out of `body` if it is there.
pub(crate) fn cut(body: &Bytes, data: &[u8]) -> Kept {
    let whole = || Kept { bytes: body.clone(), data_at: None };
    if data.len() < WORTH_IT {
        return whole();
    }
    let Some(at) = place_of(data, body) else { return whole() };
    let Ok(data_at) = i32::try_from(at) else { return whole() };
    let rest = [&body[..at], &body[at + data.len()..]].concat();
    Kept { bytes: rest.into(), data_at: Some(data_at) }
}

/// Where the data begins. Only its beginning is searched for: to prepare the search for a long text costs more than the
/// search.
fn place_of(data: &[u8], body: &[u8]) -> Option<usize> {
    let beginning = &data[..WORTH_IT / 4];
    memchr::memmem::find_iter(body, beginning).take(MAX_PLACES).find(|at| body[*at..].starts_with(data))
}

/// Puts the data back where it was. A place beyond the end, which this module never writes, counts as the end.
pub(crate) fn mend(kept: Vec<u8>, data_at: Option<i32>, data: &[u8]) -> Vec<u8> {
    let Some(at) = data_at else { return kept };
    let (before, after) = kept.split_at((column::count(at) as usize).min(kept.len()));
    [before, data, after].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data(length: usize) -> Vec<u8> {
        let mut data = vec![b'x'; length];
        data[0] = b'{';
        data
    }

    #[test]
    fn what_was_cut_is_mended_wherever_it_was() {
        let data = data(100);
        for (before, after) in [("", ""), ("{\"data\":", "}"), ("", "tail"), ("head", "")] {
            let body = Bytes::from([before.as_bytes(), &data, after.as_bytes()].concat());
            let kept = cut(&body, &data);
            assert_eq!(kept.bytes.len(), before.len() + after.len());
            assert_eq!(mend(kept.bytes.to_vec(), kept.data_at, &data), body);
        }
    }

    #[test]
    fn a_body_without_the_data_is_kept_whole() {
        let body = Bytes::from_static(b"<data>other</data>");
        assert_eq!(cut(&body, &data(100)), Kept { bytes: body, data_at: None });
    }

    #[test]
    fn what_only_begins_like_the_data_is_passed_over() {
        let data = data(100);
        let body = Bytes::from([&data[..99], b"|", &data[..]].concat());
        assert_eq!(cut(&body, &data).data_at, Some(100));
    }

    #[test]
    fn short_data_is_not_looked_for() {
        let body = Bytes::from(data(10));
        assert_eq!(cut(&body, &data(10)), Kept { bytes: body.clone(), data_at: None });
        assert_eq!(mend(body.to_vec(), None, b""), body);
    }
}
