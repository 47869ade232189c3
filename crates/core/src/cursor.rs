//! Where a page of a list ended: the id of its last item, as opaque text.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

use crate::id::{Id, Kind};

/// The cursor of the page that begins after this item.
pub fn after<K: Kind>(id: Id<K>) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(id.to_string())
}

/// The id after which the page begins; `None` if this is the cursor of another list, or of none.
pub fn read<K: Kind>(cursor: &str) -> Option<Id<K>> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(cursor).ok()?;
    String::from_utf8(bytes).ok()?.parse().ok()
}
