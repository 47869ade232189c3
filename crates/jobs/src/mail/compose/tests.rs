use billhook_core::clock::from_micros;
use billhook_core::hook::StateReason;
use billhook_core::id::{HookId, TenantId};
use billhook_core::mail::{AccountEvent, HookDeactivated, HookFacts, HookWarning, PasswordReset};
use billhook_core::tenant::UnsentOnOwnerChange;

use super::*;
use crate::mail::{html, text};

/// 2026-11-20T12:00:00Z, and some hours.
fn at(hours: i64) -> Timestamp {
    from_micros(1_795_176_000_000_000) + chrono::TimeDelta::hours(hours)
}

fn token() -> LinkToken {
    let key = billhook_core::secret::MasterKey::from_bytes([7; 32]);
    let mail = billhook_core::id::MailId::from_bytes([1; 16]);
    LinkToken::open(&key, mail, &key.seal(mail.as_bytes(), b"t0k-EN_")).unwrap()
}

fn letter_of(notices: &[Notice], untold: u32) -> Letter {
    let url = "https://hooks.example.com".parse().unwrap();
    let token = token();
    let content = Content { notices, untold, token: Some(&token), public_url: &url };
    compose(&content).unwrap()
}

fn read(notices: &[Notice]) -> String {
    text::text(&letter_of(notices, 0))
}

fn facts(name: &str) -> HookFacts {
    HookFacts {
        tenant_id: TenantId::from_bytes([1; 16]),
        tenant: "Pied Piper".into(),
        hook_id: HookId::from_bytes([2; 16]),
        name: name.into(),
        owner: "Ann".into(),
        failing_since: Some(at(-120)),
    }
}

fn deactivated(name: &str, reason: StateReason) -> Notice {
    Notice::HookDeactivated(HookDeactivated {
        hook: facts(name),
        reason,
        at: at(0),
        because: None,
        unsent: UnsentOnOwnerChange::Cancel,
    })
}

#[test]
fn an_invitation_says_who_asks_and_where_to_click() {
    let invitation =
        Invitation { tenant: "Pied Piper".into(), inviter: Some("Ann".into()), expires_at: at(168) };
    insta::assert_snapshot!(read(&[Notice::Invitation(invitation)]));
}

#[test]
fn a_reset_says_from_where_it_was_asked_and_that_nothing_need_be_done() {
    let reset = PasswordReset { name: "Ann".into(), address: Some("192.0.2.1".into()), expires_at: at(1) };
    insta::assert_snapshot!(read(&[Notice::PasswordReset(reset)]));
}

#[test]
fn what_happened_to_an_account_is_told_with_its_origin() {
    let event = AccountEvent {
        name: "Ann".into(),
        at: at(0),
        address: Some("192.0.2.1".into()),
        user_agent: Some("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0".into()),
    };
    insta::assert_snapshot!("password_changed", read(&[Notice::PasswordChanged(event.clone())]));
    insta::assert_snapshot!("new_sign_in", read(&[Notice::NewSignIn(event)]));
}

#[test]
fn a_deactivated_hook_comes_with_the_reason_and_the_way_back() {
    insta::assert_snapshot!(read(&[deactivated("ERP", StateReason::Gone)]));
}

#[test]
fn every_reason_is_told_in_its_own_words() {
    use StateReason::{Failing, Gone, Manual, OwnerPermissionsChanged, TestFailed};
    let all = [TestFailed, Gone, Failing, OwnerPermissionsChanged, Manual];
    let mut told: Vec<_> = all.map(|reason| read(&[deactivated("ERP", reason)])).into();
    told.dedup();
    assert_eq!(told.len(), all.len());
}

#[test]
fn many_deactivated_hooks_are_one_list() {
    let notices = [deactivated("ERP", StateReason::Gone), deactivated("CRM", StateReason::Failing)];
    insta::assert_snapshot!(text::text(&letter_of(&notices, 3)));
}

#[test]
fn a_warning_says_when_and_how_to_keep_what_waits() {
    let warning = HookWarning { hook: facts("ERP"), deactivates_at: Some(at(48)) };
    let by_count = HookWarning { hook: facts("CRM"), deactivates_at: None };
    insta::assert_snapshot!("one_warning", read(&[Notice::HookWarning(warning.clone())]));
    insta::assert_snapshot!(
        "two_warnings",
        read(&[Notice::HookWarning(warning), Notice::HookWarning(by_count)])
    );
}

#[test]
fn html_says_what_the_text_says() {
    let letter = letter_of(&[deactivated("ERP & <b>Co</b>", StateReason::TestFailed)], 0);
    let page = html::html(&letter);
    assert!(page.contains("ERP &amp; &lt;b&gt;Co&lt;/b&gt;") && !page.contains("<b>Co"), "{page}");
    let link = "https://hooks.example.com/hooks/hk_0208104081040g2081040g2081?tenant=";
    assert!(page.contains(link) || page.contains("/hooks/hk_"), "{page}");
}

#[test]
fn notices_that_do_not_belong_together_make_no_letter() {
    let url = "https://hooks.example.com".parse().unwrap();
    let warning = Notice::HookWarning(HookWarning { hook: facts("ERP"), deactivates_at: None });
    let notices = [deactivated("ERP", StateReason::Gone), warning];
    let content = Content { notices: &notices, untold: 0, token: None, public_url: &url };
    assert_eq!(compose(&content).unwrap_err(), ComposeError::Mixed);
}
