//! The texts with which programs show who they are, by their form. Whether one is good is a question to the database.

/// What API tokens begin with, so that people and secret scanners know them.
pub const TOKEN_PREFIX: &str = "bh_";
/// What the operator's tokens begin with.
pub const OPERATOR_PREFIX: &str = "bho_";
/// 32 random bytes in base64 without padding.
const RANDOM_CHARACTERS: usize = 43;
/// How many characters of a token are kept to tell it from others: 48 of its 256 bits.
const SHOWN_CHARACTERS: usize = 8;

/// The credential of `Bearer <credential>` (RFC 6750, section 2.1; the scheme in any case, RFC 9110, section 11.1).
pub fn bearer(authorization: &str) -> Option<&str> {
    let (scheme, credential) = authorization.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| credential.trim())
}

/// True if a text has the form of an API token; anything else need not be looked up.
pub fn is_token(text: &str) -> bool {
    text.strip_prefix(TOKEN_PREFIX).is_some_and(|rest| rest.len() == RANDOM_CHARACTERS)
}

/// True if a text has the form of a token of the operator.
pub fn is_operator_token(text: &str) -> bool {
    text.strip_prefix(OPERATOR_PREFIX).is_some_and(|rest| rest.len() == RANDOM_CHARACTERS)
}

/// What of an API token may be shown and kept.
pub fn shown_prefix(token: &str) -> String {
    token.chars().take(TOKEN_PREFIX.len() + SHOWN_CHARACTERS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_recognised_by_its_prefix_and_length() {
        let token = format!("{TOKEN_PREFIX}{}", "x".repeat(RANDOM_CHARACTERS));
        assert!(is_token(&token) && !is_operator_token(&token));
        assert!(!is_token(&token[1..]) && !is_token("bh_") && !is_token(&format!("{token}x")));
        let operator = format!("{OPERATOR_PREFIX}{}", "x".repeat(RANDOM_CHARACTERS));
        assert!(is_operator_token(&operator) && !is_token(&operator));
    }

    #[test]
    fn the_scheme_may_be_written_in_any_case() {
        for header in ["Bearer bh_1", "bearer bh_1", "BEARER  bh_1 "] {
            assert_eq!(bearer(header), Some("bh_1"));
        }
        for header in ["bh_1", "Basic bh_1", "Bearerbh_1", ""] {
            assert_eq!(bearer(header), None);
        }
    }
}
