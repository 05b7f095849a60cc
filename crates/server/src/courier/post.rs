//! Webhooks out: one POST with JSON, signed when there is a secret. Redirects are not followed.

use super::Delivery;
use meldkamer_app::courier::Undelivered;
use meldkamer_domain::time::Instant;
use meldkamer_exchange::webhook;
use reqwest::{Client, StatusCode, redirect};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(30);

/// The way to webhooks.
#[derive(Clone)]
pub struct Post(Option<Client>);

impl Post {
    /// A client for this node.
    pub fn new() -> Self {
        // Without a provider of its own the TLS library takes the process's; a second install is none.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .timeout(PATIENCE)
            .redirect(redirect::Policy::none())
            .user_agent(concat!("meldkamer/", env!("CARGO_PKG_VERSION")));
        Self(client.build().inspect_err(|why| tracing::error!(%why, "no webhooks can be called")).ok())
    }

    /// Calls a webhook. The errand's key goes along, so that the far side can tell a second try.
    pub async fn call(
        &self,
        address: &str,
        key: &str,
        body: &str,
        secret: Option<&str>,
        at: Instant,
    ) -> Delivery {
        if address.is_empty() {
            return Err(Undelivered::NoAddress);
        }
        let client = self.0.as_ref().ok_or_else(|| Undelivered::Unreachable("no client".into()))?;
        let mut request = client
            .post(address)
            .header("content-type", "application/json")
            .header("idempotency-key", key)
            .body(body.to_owned());
        let signature = secret.and_then(|s| webhook::signature(s, at.micros() / 1_000_000, body.as_bytes()));
        if let Some(signature) = signature {
            request = request.header(webhook::SIGNATURE, signature);
        }
        let answer = request.send().await.map_err(|why| Undelivered::Unreachable(plain(why)))?;
        let status = answer.status();
        match status {
            _ if status.is_success() => Ok(format!("http {status}")),
            // These pass; so may anything that is the far side's own fault.
            StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_EARLY | StatusCode::TOO_MANY_REQUESTS => {
                Err(Undelivered::Unreachable(format!("http {status}")))
            }
            _ if status.is_server_error() => Err(Undelivered::Unreachable(format!("http {status}"))),
            _ => Err(Undelivered::Refused(format!("http {status}"))),
        }
    }
}

/// What went wrong, without the address: it may hold a secret.
fn plain(why: reqwest::Error) -> String {
    let why = why.without_url();
    let mut said = why.to_string();
    let mut source = std::error::Error::source(&why);
    while let Some(inner) = source {
        said.push_str(": ");
        said.push_str(&inner.to_string());
        source = inner.source();
    }
    said
}
