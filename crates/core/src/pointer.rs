//! JSON pointers (RFC 6901): how the name of a member is written as one of their steps, and read from it.

/// True if the text is a pointer: empty, or steps with a `/` before each, in which `~` stands only in `~0` and `~1`.
pub fn is_pointer(text: &str) -> bool {
    let steps = text.is_empty() || text.starts_with('/');
    steps && text.split('~').skip(1).all(|rest| rest.starts_with(['0', '1']))
}

/// A name as a step of a pointer.
pub fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// The name that a step of a pointer stands for.
pub fn unescaped(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn a_pointer_escapes_what_rfc_6901_says() {
        for text in ["", "/", "/a/b", "/a~0b", "/a~1b/~0~1"] {
            assert!(is_pointer(text), "{text:?} was refused");
        }
        for text in ["a", "~0", "/a~", "/a~2", "/~0~"] {
            assert!(!is_pointer(text), "{text:?} was accepted");
        }
    }

    proptest! {
        #[test]
        fn a_name_as_a_step_leads_to_its_member(name in "[a-z~/01]{0,8}") {
            let step = escaped(&name);
            let pointer = format!("/{step}");
            prop_assert!(is_pointer(&pointer));
            prop_assert_eq!(unescaped(&step), name.clone());
            let value = json!({ name: 7 });
            prop_assert_eq!(value.pointer(&pointer), Some(&json!(7)));
        }
    }
}
