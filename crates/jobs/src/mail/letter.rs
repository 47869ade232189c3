//! A letter: what a mail says, before it is set as text or HTML. Plain text everywhere: whoever sets it escapes.

use url::Url;

/// What a mail says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Letter {
    /// The subject line, which is also the heading.
    pub(super) subject: String,
    /// The body, from top to bottom.
    pub(super) blocks: Vec<Block>,
    /// Why this person gets it, and what to do if they should not: fine print at the end.
    pub(super) footer: String,
}

/// A part of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// A paragraph.
    Text(String),
    /// Names with values, one under the other.
    Facts(Vec<Fact>),
    /// One thing of several: its name, where to look at it, and facts about it.
    Item(String, Url, Vec<Fact>),
    /// The one thing to do.
    Button(&'static str, Url),
}

/// A name with a value.
pub(super) type Fact = (&'static str, String);
