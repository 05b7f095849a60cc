//! Couriers: take what must leave the house to where it goes, by mail or webhook, and ask
//! name servers.
//!
//! When to try again and what is journalled is `app::courier`'s; here is the network. No transaction
//! is open while we wait for the far side.

mod dns;
pub mod letter;
mod post;
mod smtp;

use letter::Letters;
use meldkamer_app::{
    Failed, House,
    courier::{self, Undelivered},
    entity::claim,
    erasing::forget,
    settings::Alarm,
};
use meldkamer_store::errand::ErrandRow;
use post::Post;
use serde_json::{Value, json};
use smtp::{Envelope, Smtp};
use std::sync::Arc;

/// One courier's bag: the means to deliver, shared by all of a node.
#[derive(Clone)]
pub struct Courier {
    house: Arc<House>,
    letters: Letters,
    smtp: Arc<Smtp>,
    post: Post,
    /// With what calls of the alarm's webhook are signed.
    seal: Arc<Seal>,
}

/// The secret of the alarm's webhook: none, or why it is not to be had.
type Seal = Result<Option<String>, Undelivered>;

/// What the far side said when it took an errand, or why it did not.
type Delivery = Result<String, Undelivered>;

impl Courier {
    /// A courier for a house. A broken setting is told when something is to be delivered.
    pub fn new(house: Arc<House>, letters: Letters) -> Self {
        if house.settings.mail.server.is_empty() {
            tracing::warn!("the settings name no mail server: mail waits until they do");
        }
        let smtp = Arc::new(Smtp::new(&house.settings.mail));
        let seal = Arc::new(seal(&house.settings.alarm));
        Self { house, letters, smtp, post: Post::new(), seal }
    }

    /// Takes one errand that is due and delivers it; answers whether there was one.
    pub async fn walk(&self) -> Result<bool, Failed> {
        let Some(row) = courier::take(&self.house).await? else { return Ok(false) };
        match self.deliver(&row).await? {
            Ok(proof) => {
                metrics::counter!("meldkamer_errands_delivered_total", "kind" => row.kind.clone())
                    .increment(1);
                courier::delivered(&self.house, &row, &proof).await?;
            }
            Err(why) => {
                metrics::counter!("meldkamer_errands_failed_total", "kind" => row.kind.clone()).increment(1);
                if matches!(why, Undelivered::NoMailServer) {
                    // Said once, when the house opened.
                    tracing::debug!(errand = %row.id, kind = %row.kind, "waits for a mail server");
                } else {
                    tracing::warn!(errand = %row.id, kind = %row.kind, attempt = row.attempts, %why, "not delivered");
                }
                courier::failed(&self.house, &row, &why).await?;
            }
        }
        Ok(true)
    }

    async fn deliver(&self, row: &ErrandRow) -> Result<Delivery, Failed> {
        match row.kind.as_str() {
            "mail" => self.mail(row).await,
            "webhook" => Ok(self.alarm(row).await),
            "copy" | "forward" => self.copy(row).await,
            "forget" => forget::take(&self.house, row).await,
            "dns" => self.proof(row).await,
            other => Ok(Err(Undelivered::NoLetter(format!("no courier for {other}")))),
        }
    }

    /// A call that cannot be signed is not made: the far side would have to trust it.
    async fn alarm(&self, row: &ErrandRow) -> Delivery {
        let secret = self.seal.as_ref().as_ref().map_err(Clone::clone)?;
        self.post.call(&row.target, &row.key, &row.payload, secret.as_deref(), self.now()).await
    }

    async fn mail(&self, row: &ErrandRow) -> Result<Delivery, Failed> {
        if row.target.is_empty() {
            return Ok(Err(Undelivered::NoAddress));
        }
        let payload = courier::payload(row);
        let text = |name: &str| payload.get(name).and_then(Value::as_str).unwrap_or_default();
        let (name, language) = (text("letter"), text("language"));
        let letter = match self.letters.write(&self.house, name, language, &payload).await? {
            Ok(letter) => letter,
            Err(why) => return Ok(Err(why)),
        };
        let receipt = Some(text("receipt")).filter(|receipt| !receipt.is_empty());
        let envelope = Envelope { to: &row.target, key: &row.key, language, receipt };
        Ok(self.smtp.send(&envelope, &letter, self.now()).await)
    }

    /// Looks for the proof of a claim; what was found counts at once, or is looked for again later.
    async fn proof(&self, row: &ErrandRow) -> Result<Delivery, Failed> {
        let found = match dns::texts(&self.house.settings.resolver, &row.target).await {
            Ok(found) => found,
            Err(why) => return Ok(Err(why)),
        };
        let proven = claim::looked(&self.house, &courier::payload(row), &found).await?;
        Ok(Ok(if proven { "proven" } else { "not found" }.to_owned()))
    }

    /// A copy, or what is forwarded abroad, goes by webhook and by mail where an authority has both; it is done when both took it.
    async fn copy(&self, row: &ErrandRow) -> Result<Delivery, Failed> {
        let copy = match courier::copy(&self.house, row).await? {
            Ok(copy) => copy,
            Err(why) => return Ok(Err(why)),
        };
        let mut proofs = Vec::new();
        if !copy.to.webhook.is_empty() {
            let secret = Some(copy.to.secret.as_str()).filter(|secret| !secret.is_empty());
            match self.post.call(&copy.to.webhook, &row.key, &row.payload, secret, self.now()).await {
                Ok(proof) => proofs.push(proof),
                Err(why) => return Ok(Err(why)),
            }
        }
        if !copy.to.email.is_empty() {
            let language = copy.payload.get("language").and_then(Value::as_str).unwrap_or("nl").to_owned();
            let mut payload = copy.payload;
            let lines: Vec<Value> =
                copy.lines.iter().map(|(label, text)| json!({"label": label, "text": text})).collect();
            if let Some(fields) = payload.as_object_mut() {
                fields.insert("lines".into(), Value::Array(lines));
                fields.insert("authority".into(), json!(copy.to.name));
            }
            let letter = match self.letters.write(&self.house, &row.kind, &language, &payload).await? {
                Ok(letter) => letter,
                Err(why) => return Ok(Err(why)),
            };
            let envelope = Envelope { to: &copy.to.email, key: &row.key, language: &language, receipt: None };
            match self.smtp.send(&envelope, &letter, self.now()).await {
                Ok(proof) => proofs.push(proof),
                Err(why) => return Ok(Err(why)),
            }
        }
        Ok(Ok(proofs.join("; ")))
    }

    fn now(&self) -> meldkamer_domain::time::Instant {
        self.house.clock.now()
    }
}

fn seal(alarm: &Alarm) -> Seal {
    let Some(file) = &alarm.webhook_secret_file else { return Ok(None) };
    let text = std::fs::read_to_string(file).map_err(|why| {
        Undelivered::Unreachable(format!("alarm.webhook_secret_file cannot be read: {why}"))
    })?;
    match text.trim() {
        "" => Err(Undelivered::Unreachable("alarm.webhook_secret_file is empty".into())),
        secret => Ok(Some(secret.to_owned())),
    }
}
