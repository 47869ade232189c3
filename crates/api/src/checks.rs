//! Checks of what people type, collected so that every wrong field is reported at once.

use std::ops::RangeInclusive;

use billhook_core::member::Grant;

use crate::problem::{FieldError, Problem};

/// RFC 5321, section 4.5.3.1.3: a path has 256 characters, the angle brackets included.
/// In bytes (RFC 5321, section 4.5.3.1.3, less the angle brackets).
pub(crate) const MAX_EMAIL_LEN: usize = 254;
/// How long a name that people give may be, in characters.
pub(crate) const NAME_LENGTHS: RangeInclusive<usize> = 1..=100;
/// The most grants that anything may be given: who needs more of them is better given `*`.
pub(crate) const MAX_GRANTS: usize = 200;

/// What is wrong with a body so far.
#[derive(Debug, Default)]
pub struct Checks(Vec<FieldError>);

impl Checks {
    /// Notes that a field is wrong unless `right`.
    pub fn that(&mut self, right: bool, pointer: &str, detail: impl Into<String>) {
        if !right {
            self.0.push(FieldError { pointer: pointer.to_owned(), detail: detail.into() });
        }
    }

    /// Notes what is wrong, if anything.
    pub fn note(&mut self, error: Option<FieldError>) {
        self.0.extend(error);
    }

    /// The name without white space around it; noted if it is too short or too long, or has control characters.
    pub fn name(&mut self, pointer: &str, name: &str) -> String {
        let name = name.trim();
        let (least, most) = NAME_LENGTHS.into_inner();
        self.that(
            NAME_LENGTHS.contains(&name.chars().count()),
            pointer,
            format!("use {least} to {most} characters"),
        );
        self.that(!name.chars().any(char::is_control), pointer, "control characters are not allowed");
        name.to_owned()
    }

    /// The address in lower case; noted if it cannot be one. Whether it takes mail, only a mail can tell.
    pub fn email(&mut self, pointer: &str, email: &str) -> String {
        let email = email.trim().to_lowercase();
        self.that(is_email(&email), pointer, "not an e-mail address: use `name@example.com`");
        email
    }

    /// Notes that these are more grants than anything may be given.
    pub fn grants(&mut self, pointer: &str, grants: Option<&[Grant]>) {
        let few = grants.is_none_or(|grants| grants.len() <= MAX_GRANTS);
        self.that(few, pointer, format!("name {MAX_GRANTS} grants at most: `*` is all of them"));
    }

    /// 422 with everything that was noted, if anything was.
    pub fn finish(self) -> Result<(), Problem> {
        if self.0.is_empty() { Ok(()) } else { Err(Problem::fields(self.0)) }
    }
}

/// True if this could be an e-mail address.
pub(crate) fn is_email(text: &str) -> bool {
    let well_formed = |(local, domain): (&str, &str)| {
        !local.is_empty() && !domain.is_empty() && !domain.starts_with('.') && !domain.ends_with('.')
    };
    let plain =
        text.chars().all(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | ',' | ';'));
    text.len() <= MAX_EMAIL_LEN
        && plain
        && text.matches('@').count() == 1
        && text.split_once('@').is_some_and(well_formed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wrong_field_is_told_at_once() {
        let mut checks = Checks::default();
        checks.name("/name", "  ");
        checks.email("/email", "ann");
        let problem = checks.finish().unwrap_err();
        assert_eq!(
            problem.detail(),
            "/name: use 1 to 100 characters; /email: not an e-mail address: use `name@example.com`"
        );
    }

    #[test]
    fn an_address_is_kept_in_lower_case() {
        let mut checks = Checks::default();
        assert_eq!(checks.email("/email", " Ann@Example.COM "), "ann@example.com");
        assert!(checks.finish().is_ok());
        for text in ["", "@", "a@", "@b", "a@b@c", "a b@c", "a@.b", "a@b.", "a@b\r\nbcc:c@d", "<a@b>"] {
            assert!(!is_email(text), "{text:?} was accepted");
        }
    }
}
