//! Why a hook's form, or one request, is refused.

use super::headers::HeaderError;
use crate::encoding::EncodeError;
use crate::hook::{Format, Method};
use crate::preset::Preset;
use crate::secret::SecretKind;

/// A hook's form makes no sense.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WireError {
    /// The preset's receivers do not expect this method.
    #[error(
        "the preset `{preset}` is not sent by {}: use {}",
        method.as_str(), names(preset.methods(), Method::as_str)
    )]
    Method {
        /// The preset.
        preset: Preset,
        /// The refused method.
        method: Method,
    },
    /// The preset's receivers do not read this format.
    #[error(
        "the preset `{preset}` is not written as {}: use {}",
        title_of(*format), names(preset.formats(), title_of)
    )]
    Format {
        /// The preset.
        preset: Preset,
        /// The refused format.
        format: Format,
    },
    /// One of the hook's own headers is refused.
    #[error(transparent)]
    Header(#[from] HeaderError),
}

impl WireError {
    /// The member of a hook that has to be corrected.
    pub const fn member(&self) -> &'static str {
        match self {
            Self::Method { .. } => "method",
            Self::Format { .. } => "format",
            Self::Header(_) => "headers",
        }
    }
}

/// An event cannot be written in a hook's form.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The hook's form is refused; it was saved before that was known.
    #[error(transparent)]
    Wire(#[from] WireError),
    /// The hook has no live secret of a kind that its form needs.
    #[error("the hook has no live secret of the kind {0}")]
    NoSecret(SecretKind),
    /// The event's data does not fit.
    #[error("the event's data cannot be written in this form: {0}")]
    Data(#[from] EncodeError),
    /// The event has fewer requests than that.
    #[error("the event has no part {0}")]
    NoSuchPart(u32),
}

fn names<T: Copy>(all: &[T], name: fn(T) -> &'static str) -> String {
    all.iter().map(|&one| name(one)).collect::<Vec<_>>().join(" or ")
}

const fn title_of(format: Format) -> &'static str {
    match format {
        Format::Json => "JSON",
        Format::Xml => "XML",
        Format::Form => "form data",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_says_what_to_use_instead() {
        let put = WireError::Method { preset: Preset::Upodi, method: Method::Put };
        assert_eq!(put.to_string(), "the preset `upodi` is not sent by PUT: use POST");
        let xml = WireError::Format { preset: Preset::Upzelo, format: Format::Xml };
        assert_eq!(xml.to_string(), "the preset `upzelo` is not written as XML: use JSON");
    }
}
