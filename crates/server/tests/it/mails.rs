//! What people are told by mail, and how it reaches them.

use chrono::Duration;
use serde_json::json;

use crate::mail_server::{MailServer, PASSWORD, USER};
use crate::world::{TestApp, TestReceiver, stories};

/// Presses the test button of a hook whose receiver fails.
async fn fail_a_test(app: &TestApp, name: &str) -> String {
    let receiver = TestReceiver::answering("500").await;
    let hook = app.owner().hook(&receiver.url, json!({"name": name})).await;
    app.owner().post(&format!("/api/v1/hooks/{hook}/test"), json!({})).await;
    app.settle().await;
    hook
}

stories! {
    async fn a_hook_that_is_deactivated_is_told_to_its_owner_with_the_way_back(app) {
        let hook = fail_a_test(&app, "ERP").await;
        let mails = app.mails().await;
        assert_eq!(mails.len(), 1, "the owner is the only one who administers members, and is told once: {mails:?}");
        let mail = &mails[0];
        assert!(mail.contains("To: owner@example.com") && mail.contains("Subject: Hook \"ERP\" was deactivated"), "{mail}");
        assert!(mail.contains("a test got no success") && mail.contains(&format!("/hooks/{hook}?tenant=ten_")), "{mail}");
    }

    async fn a_burst_of_deactivations_is_one_mail_now_and_one_later(app) {
        fail_a_test(&app, "first").await;
        assert_eq!(app.mails().await.len(), 1);
        for name in ["second", "third", "fourth"] {
            fail_a_test(&app, name).await;
        }
        assert_eq!(app.mails().await.len(), 1, "within ten minutes nothing more is sent");
        app.after(Duration::minutes(11)).await;
        let mails = app.mails().await;
        assert_eq!(mails.len(), 2, "{mails:?}");
        for told in ["3 hooks were deactivated", "* second", "* third", "* fourth"] {
            assert!(mails[1].contains(told), "{told} is not in {}", mails[1]);
        }
    }

    async fn a_hook_that_fails_for_days_is_warned_of_once_and_then_deactivated(app) {
        let receiver = TestReceiver::answering("500").await;
        app.owner().hook(&receiver.url, json!({})).await;
        for _ in 0..3 {
            app.owner().event(json!({"type": "invoice.paid", "data": {}})).await;
            app.settle().await;
            app.after(Duration::hours(24)).await;
        }
        app.owner().event(json!({"type": "invoice.paid", "data": {}})).await;
        app.settle().await;
        app.after(Duration::minutes(20)).await;
        let mails = app.mails().await;
        assert_eq!(mails.len(), 1, "{mails:?}");
        assert!(mails[0].contains("Subject: Hook \"ERP\" is about to be deactivated"), "{}", mails[0]);
        app.after(Duration::hours(60)).await;
        app.owner().event(json!({"type": "invoice.paid", "data": {}})).await;
        app.settle().await;
        let mails = app.mails().await;
        assert_eq!(mails.len(), 2, "{mails:?}");
        assert!(mails[1].contains("Subject: Hook \"ERP\" was deactivated"), "{}", mails[1]);
        let hooks = app.owner().get("/api/v1/hooks").await;
        assert_eq!(hooks["data"][0]["state_reason"], "failing");
    }
}

async fn is_delivered_over(security: &'static str) {
    let server = MailServer::start(security);
    let database = billhook_store::testing::TestDb::sqlite();
    let app = TestApp::with(database, |config| server.configure(config)).await;
    fail_a_test(&app, "Müller").await;
    let mail = server.next();
    assert_eq!(mail["tls"], true);
    assert_eq!(mail["user"], USER);
    assert_eq!(mail["from"], "billhook@example.com");
    assert_eq!(mail["to"], json!(["owner@example.com"]));
    let text = mail["text"].as_str().unwrap();
    assert!(text.contains("Reply-To: help@example.com") && text.is_ascii(), "{text}");
    assert!(text.contains("text/plain") && text.contains("text/html"), "{text}");
    assert!(app.mails().await.is_empty(), "what a server takes is written to no file");
    app.stop().await;
    assert_eq!(server.more(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_server_takes_mails_over_starttls() {
    is_delivered_over("starttls").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_server_takes_mails_over_tls() {
    is_delivered_over("tls").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_mail_server_cannot_prove_or_refuses_is_tried_again_and_comes_in_the_end() {
    let server = MailServer::start("starttls");
    let database = billhook_store::testing::TestDb::sqlite();
    let app = TestApp::with(database, |config| {
        server.configure(config);
        // Somebody else's certificate: nothing is said to a server that cannot prove who it is.
        config.mail.ca_file = None;
    })
    .await;
    fail_a_test(&app, "ERP").await;
    assert_eq!(app.mails_refused().await, 1);
    assert_eq!(server.more(), 0);
    let config = app.restart_with(|config| server.configure(config)).await;
    config.after(Duration::minutes(1)).await;
    assert_eq!(server.next()["to"], json!(["owner@example.com"]));
    config.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_doctor_tells_a_wrong_password_from_a_right_one() {
    use billhook_jobs::mail::{Credentials, Security, SmtpServer};
    let server = MailServer::start("starttls");
    let trusted = std::fs::read(server.certificate()).unwrap();
    let with = |password: &str| {
        let credentials = Credentials { user: USER.into(), password: password.into() };
        let port = server.port();
        let timeout = std::time::Duration::from_secs(20);
        SmtpServer::new("localhost", port, Security::StartTls, Some(credentials), Some(&trusted), timeout)
            .unwrap()
    };
    with(PASSWORD).check().await.unwrap();
    let error = with("guessed").check().await.unwrap_err().to_string();
    assert!(error.contains("535") || error.to_lowercase().contains("authentication"), "{error}");
    assert!(!error.contains("guessed"), "{error}");
}
