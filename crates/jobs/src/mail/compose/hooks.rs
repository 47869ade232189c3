//! Letters about hooks that were deactivated, or soon will be.

use billhook_core::hook::StateReason;
use billhook_core::mail::{HookDeactivated, HookFacts, HookWarning};
use billhook_core::tenant::UnsentOnOwnerChange;
use url::Url;

use super::{ComposeError, Content, instant};
use crate::mail::letter::{Block, Fact, Letter};

/// What becomes of deliveries; the same for every hook of a mail, or it says both.
fn not_sent(all: &[&HookDeactivated]) -> String {
    let kept = all.iter().filter(|it| it.unsent == UnsentOnOwnerChange::Keep).count();
    let waited = match kept {
        0 => "is cancelled",
        kept if kept == all.len() => "is kept, and sent once the hook is active again",
        _ => "is cancelled, or kept where the tenant's settings say so",
    };
    format!(
        "A hook that is inactive takes no deliveries. What waited for it {waited}; events that come now are recorded as \
         skipped, and can be replayed."
    )
}

const FOOTER: &str = "You got this because you own the hook, administer the members of its tenant, or are named in the \
    settings of the tenant.";

pub(super) fn deactivated(all: &[&HookDeactivated], content: &Content<'_>) -> Result<Letter, ComposeError> {
    if let ([one], 0) = (all, content.untold) {
        return Ok(one_deactivated(one, content));
    }
    let count = content.all();
    let mut blocks = vec![Block::Text(format!("Billhook deactivated {count} hooks. {}", not_sent(all)))];
    for it in all {
        let facts = vec![("Tenant", it.hook.tenant.clone()), ("Why", reason(it)), ("When", instant(it.at))];
        blocks.push(Block::Item(it.hook.name.clone(), link(&it.hook, content), facts));
    }
    blocks.extend(content.more());
    blocks.push(Block::Text(
        "The way back, for each: put right what is named under \"Why\", activate the hook, and replay what was missed."
            .into(),
    ));
    Ok(Letter { subject: format!("{count} hooks were deactivated"), blocks, footer: FOOTER.into() })
}

fn one_deactivated(it: &HookDeactivated, content: &Content<'_>) -> Letter {
    let name = &it.hook.name;
    let mut facts = facts(&it.hook);
    facts.extend([("Why", reason(it)), ("When", instant(it.at))]);
    Letter {
        subject: format!("Hook \"{name}\" was deactivated"),
        blocks: vec![
            Block::Text(format!(
                "Billhook deactivated the hook \"{name}\" of {}. {}",
                it.hook.tenant,
                not_sent(&[it])
            )),
            Block::Facts(facts),
            Block::Text(format!("The way back: {}.", way_back(it.reason))),
            Block::Button("Open the hook", link(&it.hook, content)),
        ],
        footer: FOOTER.into(),
    }
}

pub(super) fn warning(all: &[&HookWarning], content: &Content<'_>) -> Result<Letter, ComposeError> {
    const ADVICE: &str = "Nothing is lost yet: deliveries are still tried. One success is enough, and all is as \
        before. Where a receiver cannot be put right in time, pause its hook: a paused hook keeps its deliveries.";
    if let ([one], 0) = (all, content.untold) {
        let name = &one.hook.name;
        let mut facts = facts(&one.hook);
        facts.push(("Deactivates", when(one)));
        return Ok(Letter {
            subject: format!("Hook \"{name}\" is about to be deactivated"),
            blocks: vec![
                Block::Text(format!(
                    "The hook \"{name}\" of {} fails, and will be deactivated if it goes on as it does. {ADVICE}",
                    one.hook.tenant
                )),
                Block::Facts(facts),
                Block::Button("Open the hook", link(&one.hook, content)),
            ],
            footer: FOOTER.into(),
        });
    }
    let count = content.all();
    let mut blocks = vec![Block::Text(format!("{count} hooks fail, and will be deactivated. {ADVICE}"))];
    for it in all {
        let facts = vec![("Tenant", it.hook.tenant.clone()), ("Deactivates", when(it))];
        blocks.push(Block::Item(it.hook.name.clone(), link(&it.hook, content), facts));
    }
    blocks.extend(content.more());
    Ok(Letter {
        subject: format!("{count} hooks are about to be deactivated"),
        blocks,
        footer: FOOTER.into(),
    })
}

fn when(warning: &HookWarning) -> String {
    match warning.deactivates_at {
        Some(at) => format!("{}, unless something is delivered before", instant(at)),
        None => "when one more delivery has used up its attempts".into(),
    }
}

fn facts(hook: &HookFacts) -> Vec<Fact> {
    vec![("Hook", hook.name.clone()), ("Tenant", hook.tenant.clone()), ("Owner", hook.owner.clone())]
}

/// Names the tenant as well: whoever is a member of several lands in the right one.
fn link(hook: &HookFacts, content: &Content<'_>) -> Url {
    let mut url = content.link(&format!("hooks/{}", hook.hook_id));
    url.query_pairs_mut().append_pair("tenant", &hook.tenant_id.to_string());
    url
}

fn reason(it: &HookDeactivated) -> String {
    match it.reason {
        StateReason::Manual => "somebody deactivated it".into(),
        StateReason::TestFailed => "a test got no success".into(),
        StateReason::Gone => "its receiver answered 410 Gone: nobody wants these requests any more".into(),
        StateReason::Failing => match it.hook.failing_since {
            Some(since) => format!("it has failed since {}, longer than its policy allows", instant(since)),
            None => "it failed more often than its policy allows".into(),
        },
        StateReason::OwnerPermissionsChanged => match &it.because {
            Some(because) => format!("its owner, {}, {because}", it.hook.owner),
            None => {
                format!("its owner, {}, no longer has the permissions or grants that it needs", it.hook.owner)
            }
        },
    }
}

fn way_back(reason: StateReason) -> &'static str {
    match reason {
        StateReason::Manual => "activate the hook, and replay what was missed",
        StateReason::TestFailed => {
            "look at what the test was answered, put the receiver or the hook's settings right, activate the hook and \
             test it again"
        }
        StateReason::Gone => {
            "if the receiver is gone for good, delete the hook; otherwise put it right, activate the hook, and replay \
             what was missed"
        }
        StateReason::Failing => {
            "look at what the last attempts were answered, put the receiver right, activate the hook, and replay what \
             was missed"
        }
        StateReason::OwnerPermissionsChanged => {
            "give the owner back what the hook needs, or hand the hook to another member who has it; then activate \
             it, and replay what was missed"
        }
    }
}
