//! Authorities: where copies of reports go, by the ids that the routes of the rulebooks use; what each
//! received, and what it asks for.

pub mod entities;
pub mod part;
pub mod request;

use crate::{Door, Failed, House, Subject, account::is_email, act::Errand};
use meldkamer_domain::{
    access::{Tie, Verb},
    refused::Refused,
};
use meldkamer_store::authority::{self, AuthorityRow};
use serde_json::json;

/// What an administrator fills in. A secret that is left empty stays as it was.
#[derive(Clone)]
pub struct Address {
    /// Id in the routes.
    pub id: String,
    /// Name.
    pub name: String,
    /// Mail address; empty for none.
    pub email: String,
    /// `https://…`; empty for none.
    pub webhook: String,
    /// A new secret to sign webhooks with.
    pub secret: String,
    /// Whether anything is sent.
    pub active: bool,
}

impl Address {
    /// What is wrong with it.
    pub fn faults(&self) -> crate::account::Faults {
        let mut faults = Vec::new();
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if self.id.is_empty() || !self.id.chars().all(plain) {
            faults.push(("id", "not-an-id"));
        }
        if self.name.is_empty() {
            faults.push(("name", "missing"));
        }
        if !self.email.is_empty() && !is_email(&self.email) {
            faults.push(("email", "not-an-email"));
        }
        if !self.webhook.is_empty() && !is_web(&self.webhook) {
            faults.push(("webhook", "not-an-address"));
        }
        faults
    }
}

fn is_web(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !text.chars().any(|c| c.is_whitespace() || c.is_control()))
}

/// All authorities that have an address.
pub async fn all(house: &House) -> Result<Vec<AuthorityRow>, Failed> {
    Ok(authority::all(&house.database).await?)
}

/// Keeps where copies for an authority go.
pub async fn put(house: &House, door: &Door, new: &Address) -> Result<(), Failed> {
    if let Some((field, fault)) = new.faults().first() {
        return Err(Refused::field(*field, fault).into());
    }
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::ChangeAuthority, Subject::house(), Tie::None).await?;
    let before = authority::by_id(act.tx()?, &new.id).await?;
    let kept = before.map(|row| row.secret).unwrap_or_default();
    let row = AuthorityRow {
        id: new.id.clone(),
        name: new.name.clone(),
        email: new.email.clone(),
        webhook: new.webhook.clone(),
        secret: if new.secret.is_empty() { kept } else { new.secret.clone() },
        active: i64::from(new.active),
        version: 1,
    };
    authority::put(act.tx()?, &permit, &row).await?;
    act.note(permit, json!({"authority": new.id, "active": new.active})).await?;
    Ok(())
}

/// Sends a word to try the addresses of an authority; nothing of any dossier goes with it.
pub async fn test(house: &House, door: &Door, id: &str) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::ChangeAuthority, Subject::house(), Tie::None).await?;
    let row = authority::by_id(act.tx()?, id).await?.ok_or(Failed::NOT_FOUND)?;
    let ways = [("mail", &row.email), ("webhook", &row.webhook)];
    for (kind, target) in ways.into_iter().filter(|(_, target)| !target.is_empty()) {
        let errand = Errand {
            key: format!("authority-test:{id}:{kind}:{}", act.at.micros()),
            kind,
            target: target.clone(),
            dossier: None,
            payload: json!({
                "letter": "test",
                "language": "nl",
                "event": "test",
                "authority": id,
                "name": row.name,
                "at": act.at.rfc3339(),
            }),
        };
        act.send(&permit, errand).await?;
    }
    act.note(permit, json!({"tested": id})).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_checked_all_at_once() {
        let wrong = Address {
            id: "De AP".into(),
            name: String::new(),
            email: "nergens".into(),
            webhook: "ftp://x".into(),
            secret: String::new(),
            active: true,
        };
        let fields: Vec<_> = wrong.faults().into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["id", "name", "email", "webhook"]);
        let right = Address {
            id: "rdi".into(),
            name: "RDI".into(),
            email: String::new(),
            webhook: "https://rdi.example/in".into(),
            ..wrong
        };
        assert_eq!(right.faults(), []);
    }
}
