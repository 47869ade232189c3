//! What is posted to make or change a deadline, and what has to be true of it.

use billhook_core::deadline::{Rule, RuleError};
use billhook_core::id::{DeadlineId, TenantId};
use billhook_store::deadlines::{self, Deadline};
use billhook_store::{AnyConnection, StoreError};
use chrono::TimeDelta;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::checks::Checks;
use crate::principal::Principal;
use crate::problem::{FieldError, Problem};
use crate::state::ApiConfig;

/// The shortest time that a deadline may wait, in milliseconds.
const MIN_MS: i64 = 1_000;

/// A deadline to be made: when an event of one type comes, and none of another with the same key within a time, a
/// third is emitted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewDeadline {
    #[schema(example = "Abandoned flows", min_length = 1, max_length = 100)]
    name: String,
    /// The event type that arms it.
    #[schema(example = "flow.started", max_length = 128)]
    when: String,
    /// The event type that disarms it.
    #[schema(example = "flow.completed", max_length = 128)]
    unless: String,
    /// Where in the data of both is what they have in common: a JSON pointer to a text, a number or a boolean. An
    /// event that has nothing there neither arms nor disarms.
    #[schema(example = "/customer/external_id", max_length = 255)]
    key: String,
    /// How long it waits, from the acceptance of the event that armed it: from a second to 30 days (the
    /// operator may set another limit).
    #[schema(example = 3_600_000, minimum = 1_000)]
    within_ms: i64,
    /// The event type that it emits.
    #[schema(example = "flow.abandoned", max_length = 128)]
    emit: String,
}

/// Changes to a deadline; what is left out stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeadlinePatch {
    name: Option<String>,
    when: Option<String>,
    unless: Option<String>,
    key: Option<String>,
    within_ms: Option<i64>,
    emit: Option<String>,
}

impl DeadlinePatch {
    /// The deadline after the change, as if it had been posted so.
    pub(super) fn onto(self, old: &Deadline) -> NewDeadline {
        let Rule { when, unless, key, within, emit } = &old.rule;
        NewDeadline {
            name: self.name.unwrap_or_else(|| old.name.clone()),
            when: self.when.unwrap_or_else(|| when.to_string()),
            unless: self.unless.unwrap_or_else(|| unless.to_string()),
            key: self.key.unwrap_or_else(|| key.to_string()),
            within_ms: self.within_ms.unwrap_or_else(|| within.num_milliseconds()),
            emit: self.emit.unwrap_or_else(|| emit.to_string()),
        }
    }
}

impl NewDeadline {
    /// The name and the rule, or everything that is wrong with them.
    pub(super) fn checked(self, config: &ApiConfig) -> Result<(String, Rule), Problem> {
        let mut checks = Checks::default();
        let name = checks.name("/name", &self.name);
        let longest = config.max_deadline;
        checks.that(
            (MIN_MS..=longest.num_milliseconds()).contains(&self.within_ms),
            "/within_ms",
            format!("must be from {MIN_MS} to {} ({} days)", longest.num_milliseconds(), longest.num_days()),
        );
        let when = read(&mut checks, "/when", &self.when);
        let unless = read(&mut checks, "/unless", &self.unless);
        let key = read(&mut checks, "/key", &self.key);
        let emit = read(&mut checks, "/emit", &self.emit);
        checks.finish()?;
        match (when, unless, key, emit) {
            (Some(when), Some(unless), Some(key), Some(emit)) => {
                let within = TimeDelta::milliseconds(self.within_ms);
                Ok((name, Rule { when, unless, key, within, emit }))
            }
            _ => Err(Problem::internal()),
        }
    }
}

fn read<T: std::str::FromStr<Err: ToString>>(checks: &mut Checks, pointer: &str, text: &str) -> Option<T> {
    let read = text.parse();
    let error = |error: &T::Err| FieldError { pointer: pointer.to_owned(), detail: error.to_string() };
    checks.note(read.as_ref().err().map(error));
    read.ok()
}

/// 403, naming the grant, unless every type that the rule speaks of is granted to who asks: what is emitted carries the
/// data of what armed it.
pub(super) fn require_grants_of_rule(principal: &Principal, rule: &Rule) -> Result<(), Problem> {
    [&rule.when, &rule.unless, &rule.emit]
        .iter()
        .try_for_each(|name| principal.require_grant(name.resource()))
}

/// Accepts the rule beside the tenant's other deadlines.
pub(super) fn check_beside_others(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: DeadlineId,
    rule: &Rule,
    most: usize,
) -> Result<(), Problem> {
    let others: Vec<Rule> = others(connection, tenant, id)?;
    if others.len() >= most {
        return Err(Problem::conflict(format!("There are {most} deadlines already, which is the limit.")));
    }
    rule.check(&others).map_err(|error| {
        let pointer = match error {
            RuleError::Disarmed => "/unless",
            RuleError::Endless => "/emit",
        };
        Problem::field(pointer, error.to_string())
    })
}

fn others(connection: &mut AnyConnection, tenant: TenantId, id: DeadlineId) -> Result<Vec<Rule>, StoreError> {
    let all = deadlines::list(connection, tenant, None, i64::MAX)?;
    Ok(all.into_iter().filter(|other| other.id != id).map(|other| other.rule).collect())
}
