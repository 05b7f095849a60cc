//! The line to the server: the requests of tus, tried again when they fail, and what is told meanwhile.

use super::{Ending, Sending};
use base64::{Engine, engine::general_purpose::STANDARD};
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode, Url};
use serde_json::Value;
use std::{io::Write, time::Duration};
use tokio::time::{self, Instant};

/// A part that does not get through in this time is tried again.
const PATIENCE: Duration = Duration::from_secs(600);
/// The longest pause between two tries.
const PAUSE: u64 = 30;

/// Why a part did not get through as it was sent.
pub(super) enum Trouble {
    /// The server stands at this offset.
    Stands(u64),
    /// There is no use in going on.
    Ended(Ending),
}

impl From<Ending> for Trouble {
    fn from(ending: Ending) -> Self {
        Self::Ended(ending)
    }
}

/// The line.
pub(super) struct Line {
    client: Client,
    link: Url,
    tries: u32,
}

impl Line {
    /// Reads the address of the link. Nothing is sent yet.
    pub(super) fn open(address: &str, tries: u32) -> Result<Self, Ending> {
        let usage = || Ending::Usage("the address of a link is https://…/evidence/…".into());
        let link: Url = address.trim_end_matches('/').parse().map_err(|_| usage())?;
        if !link.path().starts_with("/evidence/") {
            return Err(usage());
        }
        // Only the first to install a provider does; another one is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder().timeout(PATIENCE).connect_timeout(Duration::from_secs(20)).build();
        Ok(Self { client: client.map_err(Ending::trouble)?, link, tries })
    }

    fn at(&self, path: &str) -> Result<Url, Ending> {
        self.link.join(path).map_err(Ending::trouble)
    }

    fn files(&self) -> Result<Url, Ending> {
        self.at(&format!("{}/files", self.link.path()))
    }

    /// Sends a request until there is an answer that is no trouble of the moment.
    async fn ask(&self, request: impl Fn(&Client) -> RequestBuilder) -> Result<Response, Ending> {
        let mut tried = 0;
        loop {
            let why = match request(&self.client).header("tus-resumable", "1.0.0").send().await {
                Ok(answer) if !passes(answer.status()) => return Ok(answer),
                Ok(answer) => answer.status().to_string(),
                Err(why) => why.to_string(),
            };
            tried += 1;
            if tried >= self.tries {
                return Err(Ending::Trouble(format!("the server cannot be reached: {why}")));
            }
            let pause = PAUSE.min(1 << tried.min(5));
            let _ = writeln!(std::io::stderr(), "\n{why}; again in {pause} seconds");
            time::sleep(Duration::from_secs(pause)).await;
        }
    }

    /// Finds the file among those that were begun by this link, or announces it. Answers its address and
    /// where it stands.
    pub(super) async fn announced(&self, sending: &Sending) -> Result<(Url, u64), Ending> {
        let files = self.files()?;
        let answer = self.ask(|client| client.get(files.clone())).await?;
        let known: Vec<Value> = told(answer).await?.json().await.map_err(Ending::trouble)?;
        let ours = |one: &&Value| {
            let sealed = !sending.plain.is_empty();
            one["finished"] == false
                && one["name"] == *sending.name
                && one["length"] == sending.length
                && (!sealed || one["stated"] == *sending.stated)
        };
        if let Some(found) = known.iter().find(ours)
            && let (Some(address), Some(stands)) = (found["address"].as_str(), found["received"].as_u64())
        {
            return Ok((self.at(address)?, stands));
        }
        let pair = |key: &str, text: &str| format!("{key} {}", STANDARD.encode(text));
        let mut all = vec![pair("filename", &sending.name)];
        if !sending.plain.is_empty() {
            all.extend([
                pair("sealed", "1"),
                pair("sha256", &sending.stated),
                pair("plain-sha256", &sending.plain),
            ]);
        }
        let all = all.join(",");
        let announce = |client: &Client| {
            let request = client.post(files.clone()).header("upload-length", sending.length);
            request.header("upload-metadata", &all).header("content-length", 0)
        };
        let answer = told(self.ask(announce).await?).await?;
        let address = answer.headers().get("location").and_then(|value| value.to_str().ok());
        Ok((self.at(address.unwrap_or_default())?, 0))
    }

    /// Where a file stands.
    async fn stands(&self, address: &Url) -> Result<u64, Ending> {
        let answer = told(self.ask(|client| client.head(address.clone())).await?).await?;
        let offset = answer.headers().get("upload-offset").and_then(|value| value.to_str().ok());
        offset
            .and_then(|text| text.parse().ok())
            .ok_or_else(|| Ending::Trouble("this is no server of ours".into()))
    }

    /// Sends one part with its sum.
    pub(super) async fn part(
        &self,
        address: &Url,
        offset: u64,
        part: Vec<u8>,
        sum: &[u8],
    ) -> Result<(), Trouble> {
        let part = bytes::Bytes::from(part);
        let sum = format!("sha256 {}", STANDARD.encode(sum));
        let request = |client: &Client| {
            client
                .request(Method::PATCH, address.clone())
                .header("content-type", "application/offset+octet-stream")
                .header("upload-offset", offset)
                .header("upload-checksum", &sum)
                .body(part.clone())
        };
        let answer = self.ask(request).await?;
        match answer.status().as_u16() {
            // Tried twice, the first may have got through; a part that broke on the way is sent again.
            409 | 460 => Err(Trouble::Stands(self.stands(address).await?)),
            _ => told(answer).await.map(drop).map_err(Trouble::Ended),
        }
    }

    /// The hex SHA-256 that the server has of a finished file.
    pub(super) async fn digest(&self, address: &Url) -> Result<String, Ending> {
        let answer = told(self.ask(|client| client.head(address.clone())).await?).await?;
        let told =
            answer.headers().get("repr-digest").and_then(|value| value.to_str().ok()).unwrap_or_default();
        let plain =
            told.strip_prefix("sha-256=:").and_then(|rest| rest.strip_suffix(':')).unwrap_or_default();
        let bytes = STANDARD.decode(plain).unwrap_or_default();
        Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

/// Whether it can pass by itself.
fn passes(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 423 | 425 | 429 | 500 | 502 | 503 | 504)
}

/// An answer that says yes; a no is told in the server's words.
async fn told(answer: Response) -> Result<Response, Ending> {
    let status = answer.status();
    if status.is_success() {
        return Ok(answer);
    }
    let said: Value = answer.json().await.unwrap_or_default();
    let said = said["detail"].as_str().unwrap_or_default().to_owned();
    match status.as_u16() {
        404 => Err(Ending::Usage("there is no such link".into())),
        410 => Err(Ending::Usage("the link is past its end or was revoked".into())),
        507 => Err(Ending::Trouble(format!("the server has no room: {said}"))),
        _ => Err(Ending::Trouble(format!("{status}: {said}"))),
    }
}

/// What is told on standard error while a file is sent.
pub(super) struct Progress {
    name: String,
    length: u64,
    from: u64,
    began: Instant,
}

impl Progress {
    pub(super) fn new(name: &str, length: u64, from: u64) -> Self {
        Self { name: name.to_owned(), length, from, began: Instant::now() }
    }

    pub(super) fn at(&mut self, offset: u64) {
        let seconds = self.began.elapsed().as_secs_f64().max(0.001);
        #[expect(clippy::cast_precision_loss, reason = "a speed on a screen")]
        let speed = (offset - self.from) as f64 / seconds;
        #[expect(clippy::cast_precision_loss, reason = "a time on a screen")]
        let left = (self.length - offset) as f64 / speed.max(1.0);
        let hundredths = offset.saturating_mul(100).checked_div(self.length).unwrap_or(100);
        let _ = write!(
            std::io::stderr(),
            "\r{}: {hundredths}% of {} bytes, {:.1} MB/s, {left:.0} s left   ",
            self.name,
            self.length,
            speed / 1e6
        );
    }

    pub(super) fn done(&self) {
        let _ = writeln!(std::io::stderr());
    }
}
