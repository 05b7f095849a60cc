//! The act: one actor, one instant, one permit, one transaction, one journal line.
//!
//! An act opens its transaction, asks the policy once, writes, and is finished by [`Act::note`]
//! with exactly one line in the journal. Dropped before that, it leaves no trace; refused by the
//! policy, it leaves a line that says so.

mod subject;

pub use subject::Subject;

use crate::{Failed, House, chance};
use meldkamer_domain::{
    access::{self, BodyKind, Mandate, Permit, Role, Scope, Tie, Verb},
    id::{EntryId, ErrandId},
    journal::{self, Outcome},
    refused::Refused,
    time::Instant,
};
use meldkamer_store::{
    Trouble, Tx,
    errand::ErrandRow,
    journal::{EntryRow, Turn},
};
use serde_json::Value;

pub use crate::errand::Errand;

/// Who acts: a role, and the id that tells this one from others of the role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// In what capacity.
    pub role: Role,
    /// An account's id, a dossier id for the holder of its code, a name of a timer; empty for a stranger.
    pub id: String,
    /// The name that others see beside what was done.
    pub name: String,
    /// The mandate they act under, when they act for a body.
    pub mandate: Option<Mandate>,
}

impl Actor {
    /// Anybody at the public door.
    pub fn stranger() -> Self {
        Self::staff(Role::Stranger, "", "")
    }

    /// Who holds the code of this draft or dossier.
    pub fn reporter(id: impl ToString) -> Self {
        Self::staff(Role::Reporter, id.to_string(), "")
    }

    /// The house itself: a timer, a courier, the intake of mail.
    pub fn house(name: &str) -> Self {
        Self::staff(Role::House, name, name)
    }

    /// Whoever has a shell on the machine.
    pub fn operator() -> Self {
        Self::staff(Role::Operator, "operator", "operator")
    }

    /// Somebody who acts without a mandate, such as the CSIRT's own staff.
    pub fn staff(role: Role, id: impl Into<String>, name: impl Into<String>) -> Self {
        Self { role, id: id.into(), name: name.into(), mandate: None }
    }

    /// The entity that they act for, when they act for one.
    pub fn entity(&self) -> Option<&str> {
        let mandate = self.mandate.as_ref().filter(|_| self.role.is_for_entities())?;
        (mandate.kind == BodyKind::Entity).then_some(mandate.body.as_str())
    }

    /// What they may see in lists.
    pub fn scope(&self) -> Scope {
        Scope::of(self.role, self.mandate.as_ref())
    }

    /// How the journal names the actor: role, id and mandate, never a name.
    pub fn journalled(&self) -> String {
        let (role, id) = (self.role.name(), &self.id);
        match &self.mandate {
            _ if id.is_empty() => role.to_owned(),
            None => format!("{role}:{id}"),
            Some(mandate) => format!("{role}:{id}:{}", mandate.id),
        }
    }
}

/// How an act comes in: who, when, and in which language they are answered.
#[derive(Clone, Debug)]
pub struct Door {
    /// The instant of the act, fixed here.
    pub at: Instant,
    /// Who acts.
    pub actor: Actor,
    /// Language of the answer: `nl` or `en`.
    pub language: String,
}

impl Door {
    /// A door for an actor, now.
    pub fn now(house: &House, actor: Actor) -> Self {
        Self { at: house.clock.now(), actor, language: "nl".to_owned() }
    }
}

/// Where in the journal an act was noted.
#[derive(Clone, Debug)]
pub struct Noted {
    /// The chain.
    pub subject: String,
    /// Number within the chain, from 0.
    pub seq: i64,
    /// Hash of the entry.
    pub hash: [u8; 32],
}

/// An act under way.
#[derive(Debug)]
pub struct Act<'h> {
    /// The house it happens in.
    pub house: &'h House,
    /// Its instant.
    pub at: Instant,
    /// Who acts.
    pub actor: Actor,
    tx: Option<Tx>,
    subject: Option<Subject>,
}

impl House {
    /// Begins an act. Its transaction begins with its first statement: what is worked out before
    /// that, nobody waits for.
    pub async fn begin(&self, door: &Door) -> Result<Act<'_>, Failed> {
        let tx = Some(self.database.begin().await?);
        Ok(Act { house: self, at: door.at, actor: door.actor.clone(), tx, subject: None })
    }
}

impl Act<'_> {
    /// The transaction, to read in and to write to.
    pub fn tx(&self) -> Result<&Tx, Failed> {
        self.tx.as_ref().ok_or(Failed::Refused(Refused::NotAllowed))
    }

    /// Asks the policy. A yes is the permit that every write wants; a no is journalled at once.
    pub async fn may(&mut self, verb: Verb, subject: Subject, tie: Tie) -> Result<Permit, Failed> {
        self.subject = Some(subject);
        match access::permit(self.actor.role, verb, tie) {
            Ok(permit) => Ok(permit),
            Err(refused) => {
                let tx = self.tx.take().ok_or(Failed::Refused(Refused::NotAllowed))?;
                self.write_line(&tx, verb, Outcome::Refused, &Value::Null).await?;
                tx.commit().await?;
                Err(refused.into())
            }
        }
    }

    /// Writes down something that must leave the house. A second errand with the same key is none.
    pub async fn send(&self, permit: &Permit, errand: Errand) -> Result<(), Failed> {
        let row = ErrandRow {
            id: ErrandId::new(self.at, chance::bytes()).to_string(),
            key: errand.key,
            kind: errand.kind.to_owned(),
            target: errand.target,
            dossier: errand.dossier,
            payload: errand.payload.to_string(),
            state: String::new(),
            attempts: 0,
            next_at: self.at.micros(),
            leased_until: None,
            error: String::new(),
            proof: String::new(),
            created_at: self.at.micros(),
            done_at: None,
        };
        Ok(meldkamer_store::errand::add(self.tx()?, permit, &row).await?)
    }

    /// Takes this act's place in the journal before it is finished, for a receipt that names it.
    ///
    /// The details must be complete here; [`finish`](Self::finish) commits.
    pub async fn line(&self, permit: &Permit, details: &Value) -> Result<Noted, Failed> {
        self.write_line(self.tx()?, permit.verb(), Outcome::Done, details).await
    }

    /// Like [`line`](Self::line), for an act on something that it makes itself: the first line of a
    /// new chain, whose place nobody needs to be asked for.
    pub async fn first_line(&self, permit: &Permit, details: &Value) -> Result<Noted, Failed> {
        let first = Turn { seq: 0, hash: Vec::new() };
        let (row, noted) = self.entry(first, permit.verb(), Outcome::Done, details)?;
        meldkamer_store::journal::start(self.tx()?, &row).await?;
        Ok(noted)
    }

    /// Commits an act whose line was already written.
    pub async fn finish(mut self) -> Result<(), Failed> {
        let tx = self.tx.take().ok_or(Failed::Refused(Refused::NotAllowed))?;
        tx.commit().await?;
        self.house.bell.ring();
        Ok(())
    }

    /// Writes the one line of this act and makes everything durable.
    pub async fn note(self, permit: Permit, details: Value) -> Result<Noted, Failed> {
        let noted = self.line(&permit, &details).await?;
        self.finish().await?;
        Ok(noted)
    }

    /// Notes that what the policy allowed failed all the same: a wrong password, a used code. What
    /// was written until then, such as a count of tries, stays.
    pub async fn decline(self, permit: Permit, details: Value) -> Result<(), Failed> {
        self.write_line(self.tx()?, permit.verb(), Outcome::Refused, &details).await?;
        self.finish().await
    }

    async fn write_line(
        &self,
        tx: &Tx,
        verb: Verb,
        outcome: Outcome,
        details: &Value,
    ) -> Result<Noted, Failed> {
        let subject = self.subject.clone().unwrap_or_else(Subject::house);
        let turn = meldkamer_store::journal::take_turn(tx, subject.as_str()).await?;
        let (row, noted) = self.entry(turn, verb, outcome, details)?;
        meldkamer_store::journal::write(tx, &row).await?;
        Ok(noted)
    }

    /// The entry of this act at a place in its subject's chain.
    fn entry(
        &self,
        Turn { seq, hash: prev }: Turn,
        verb: Verb,
        outcome: Outcome,
        details: &Value,
    ) -> Result<(EntryRow, Noted), Failed> {
        let subject = self.subject.clone().unwrap_or_else(Subject::house);
        let salt: [u8; 16] = chance::bytes();
        let digest = journal::salted_digest(&salt, details.to_string().as_bytes());
        let id = EntryId::new(self.at, chance::bytes());
        let entry = journal::Entry {
            id,
            subject: subject.as_str().to_owned(),
            seq: u64::try_from(seq).map_err(|e| Trouble::unreadable("the chain's head", e))?,
            at: self.at,
            actor: self.actor.journalled(),
            verb: verb.name().to_owned(),
            outcome,
            digest,
            prev: link(&prev)?,
        };
        let hash = entry.hash();
        let row = EntryRow {
            subject: entry.subject.clone(),
            seq,
            id: id.to_string(),
            at: self.at.micros(),
            actor: entry.actor,
            verb: entry.verb,
            outcome: outcome.name().to_owned(),
            salt: salt.to_vec(),
            digest: digest.to_vec(),
            prev: entry.prev.to_vec(),
            hash: hash.to_vec(),
            leaf: None,
        };
        Ok((row, Noted { subject: entry.subject, seq, hash }))
    }
}

/// The hash that an entry links to: zeros for the first of a chain.
fn link(prev: &[u8]) -> Result<journal::Hash, Trouble> {
    if prev.is_empty() {
        Ok([0; 32])
    } else {
        prev.try_into().map_err(|e| Trouble::unreadable("the chain's head", e))
    }
}
