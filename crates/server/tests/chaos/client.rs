//! Calls to the API, as a platform makes them.

use std::time::Duration;

use serde_json::Value;

/// How long a call may take. Longer than Billhook may keep anybody waiting, so that whoever waits in vain is noticed.
const PATIENCE: Duration = Duration::from_secs(20);

/// What came of a call.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) body: Value,
}

#[derive(Clone)]
pub(crate) struct Client {
    http: reqwest::Client,
    token: String,
}

impl Client {
    pub(crate) fn new(token: String) -> Self {
        Self { http: reqwest::Client::builder().timeout(PATIENCE).build().unwrap(), token }
    }

    /// `Err` if there was no answer.
    pub(crate) async fn post(&self, base: &str, path: &str, body: &Value) -> Result<Answer, reqwest::Error> {
        self.send(self.http.post(format!("{base}{path}")).json(body)).await
    }

    pub(crate) async fn get(&self, base: &str, path: &str) -> Result<Answer, reqwest::Error> {
        self.send(self.http.get(format!("{base}{path}"))).await
    }

    /// True if the process says that it can work, within a second.
    pub(crate) async fn is_ready(&self, base: &str) -> bool {
        let request = self.http.get(format!("{base}/health/ready")).timeout(Duration::from_secs(1));
        request.send().await.is_ok_and(|answer| answer.status().is_success())
    }

    async fn send(&self, request: reqwest::RequestBuilder) -> Result<Answer, reqwest::Error> {
        let answer = request.bearer_auth(&self.token).send().await?;
        let status = answer.status().as_u16();
        let retry_after =
            answer.headers().get("retry-after").and_then(|value| value.to_str().ok()?.parse().ok());
        let text = answer.text().await?;
        let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
        Ok(Answer { status, retry_after: retry_after.map(Duration::from_secs), body })
    }
}
