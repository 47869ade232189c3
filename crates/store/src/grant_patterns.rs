//! What a member may see of a list: the events of granted resources.

use billhook_core::action::Pattern;
use billhook_core::member::Grants;

/// Patterns of SQL's `like`, with `\` as escape, of which an event type must match one. Empty: nothing is granted.
pub(crate) fn like_any(grants: &Grants) -> Vec<String> {
    if grants.cover_everything() {
        return vec!["%".to_owned()];
    }
    grants.0.iter().map(|grant| of_resource(&String::from(grant.clone()))).collect()
}

/// The pattern of SQL's `like` that says the same.
pub(crate) fn like(pattern: &Pattern) -> String {
    match pattern {
        Pattern::Exact(name) => escaped(name.as_str()),
        Pattern::Resource(resource) => of_resource(resource),
        Pattern::Any => "%".to_owned(),
    }
}

fn of_resource(resource: &str) -> String {
    format!("{}.%", escaped(resource))
}

/// Of the characters that names may have, only `_` means something to `like`.
fn escaped(name: &str) -> String {
    name.replace('_', "\\_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_underscore_stands_for_itself() {
        assert_eq!(like(&"gift_card.*".parse().unwrap()), "gift\\_card.%");
        assert_eq!(like(&"gift_card.sold".parse().unwrap()), "gift\\_card.sold");
    }

    #[test]
    fn each_grant_is_one_pattern_and_that_of_everything_the_only_one() {
        let grants = |texts: &[&str]| Grants(texts.iter().map(|text| text.parse().unwrap()).collect());
        assert_eq!(like_any(&grants(&["order", "invoice"])), ["invoice.%", "order.%"]);
        assert_eq!(like_any(&grants(&["order", "*"])), ["%"]);
        assert!(like_any(&grants(&[])).is_empty());
    }
}
