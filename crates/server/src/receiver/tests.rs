use std::sync::Arc;

use reqwest::{Client, Response};
use tokio::sync::mpsc;

use super::*;

/// A receiver that answers so, its URL, and what it receives.
async fn receiver(answers: &[&str]) -> (String, mpsc::UnboundedReceiver<Received>) {
    let receiver = Receiver::bind("127.0.0.1:0".parse().unwrap()).await.unwrap();
    let url = format!("http://{}/in?a=1", receiver.address());
    let (sender, inbox) = mpsc::unbounded_channel();
    let script = Script::new(answers.iter().map(|text| text.parse().unwrap()));
    tokio::spawn(receiver.serve(Arc::new(script), Box::new(move |received| sender.send(received).unwrap())));
    (url, inbox)
}

async fn post(url: &str) -> reqwest::Result<Response> {
    let client = Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build()?;
    client.post(url).header("x-one", "1").body("{ \"a\" : 1 }").send().await
}

#[tokio::test]
async fn what_arrives_is_shown_as_it_came() {
    let (url, mut inbox) = receiver(&["202"]).await;
    post(&url).await.unwrap();
    let received = inbox.recv().await.unwrap();
    assert_eq!((received.number, received.method.as_str()), (1, "POST"));
    assert_eq!(received.target.to_string(), "/in?a=1");
    assert_eq!(received.headers["x-one"], "1");
    assert_eq!(&received.body[..], b"{ \"a\" : 1 }");
}

#[tokio::test]
async fn statuses_and_redirects_are_answered_in_order() {
    let (url, _inbox) = receiver(&["500", "429:30", "redirect", "204"]).await;
    assert_eq!(post(&url).await.unwrap().status(), 500);
    let limited = post(&url).await.unwrap();
    assert_eq!((limited.status().as_u16(), &limited.headers()["retry-after"]), (429, &"30".parse().unwrap()));
    assert_eq!(post(&url).await.unwrap().status(), 302);
    assert_eq!(post(&url).await.unwrap().status(), 204);
    assert_eq!(post(&url).await.unwrap().status(), 204);
}

#[tokio::test]
async fn a_reset_and_garbage_are_no_answers() {
    let (url, mut inbox) = receiver(&["reset", "garbage"]).await;
    for answer in [Answer::Reset, Answer::Garbage] {
        assert!(post(&url).await.is_err());
        assert_eq!(inbox.recv().await.unwrap().answer, answer);
    }
}

#[tokio::test]
async fn a_flood_goes_on_for_as_long_as_it_is_read() {
    let (url, _inbox) = receiver(&["flood"]).await;
    let mut response = post(&url).await.unwrap();
    let mut read = 0;
    while read < 1 << 20 {
        read += response.chunk().await.unwrap().unwrap().len();
    }
}
