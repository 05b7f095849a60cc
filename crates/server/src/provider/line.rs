//! The line to a provider: one request, answered within seconds, at most a mebibyte. Redirects are
//! not followed: they could lead into our own network.

use openidconnect::{HttpRequest, HttpResponse};
use reqwest::{Client, redirect};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(6);
const MOST: usize = 1024 * 1024;

/// A request that got no answer.
#[derive(Debug, thiserror::Error)]
pub enum Unanswered {
    /// No answer came in time.
    #[error("no answer")]
    Silent(#[source] reqwest::Error),
    /// The answer is longer than it may be.
    #[error("the answer is longer than {MOST} bytes")]
    TooLong,
    /// The answer is none.
    #[error("the answer cannot be read")]
    NotReadable(#[source] axum::http::Error),
    /// There is no client.
    #[error("no client for the network")]
    NoClient,
}

/// The way to a provider.
#[derive(Clone)]
pub struct Line(Option<Client>);

impl Line {
    /// A client for this node.
    pub fn new() -> Self {
        // Without a provider of its own the TLS library takes the process's; a second install is none.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .timeout(PATIENCE)
            .redirect(redirect::Policy::none())
            .user_agent(concat!("meldkamer/", env!("CARGO_PKG_VERSION")));
        Self(client.build().inspect_err(|why| tracing::error!(%why, "no provider can be asked")).ok())
    }

    /// Asks, and waits for the answer.
    pub async fn ask(self, request: HttpRequest) -> Result<HttpResponse, Unanswered> {
        let client = self.0.ok_or(Unanswered::NoClient)?;
        let silent = |why: reqwest::Error| Unanswered::Silent(why.without_url());
        let request = request.try_into().map_err(silent)?;
        let mut answer = client.execute(request).await.map_err(silent)?;
        let mut whole = axum::http::Response::builder().status(answer.status());
        if let Some(headers) = whole.headers_mut() {
            headers.clone_from(answer.headers());
        }
        let mut body = Vec::new();
        while let Some(part) = answer.chunk().await.map_err(silent)? {
            if body.len() + part.len() > MOST {
                return Err(Unanswered::TooLong);
            }
            body.extend_from_slice(&part);
        }
        whole.body(body).map_err(Unanswered::NotReadable)
    }
}

/// What went wrong, with its causes.
pub fn plain(why: &dyn std::error::Error) -> String {
    let mut said = why.to_string();
    let mut source = why.source();
    while let Some(inner) = source {
        said.push_str(": ");
        said.push_str(&inner.to_string());
        source = inner.source();
    }
    said
}
