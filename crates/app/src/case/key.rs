//! Keys in a case: those of the people who take part, to which mail and messages for them are sealed, and
//! ours, to which they seal what is for us. Both age and OpenPGP are understood.
//!
//! A message may also come sealed already, to whichever key its writer chose. Then nobody but who holds
//! that key reads it: neither this house nor whoever breaks into it.

use super::{find, still_open, take, tie};
use crate::{Door, Failed, House, Subject, sealing};
use meldkamer_domain::{access::Verb, refused::Refused, time::Instant};
use meldkamer_openpgp::{self as openpgp, Unfit};
use meldkamer_store::{
    Asks, evidence,
    support_case::{
        CaseRow,
        party::{self, PartyRow},
    },
};
use serde_json::json;

/// The public key of somebody who takes part.
#[derive(Clone, Debug)]
pub enum TheirKey {
    /// Of age, as `age1…`.
    Age(String),
    /// Of OpenPGP.
    OpenPgp(Box<openpgp::TheirKey>),
}

impl TheirKey {
    /// Reads a key as it stands at an instant; a code of what is wrong with it otherwise.
    pub fn read(text: &str, now: Instant) -> Result<Self, &'static str> {
        let text = text.trim();
        if text.starts_with("AGE-SECRET-KEY-") {
            return Err("private-key");
        }
        if sealing::is_recipient(text) {
            return Ok(Self::Age(text.to_owned()));
        }
        let read = openpgp::TheirKey::read(text, now.micros().div_euclid(1_000_000));
        read.map(|key| Self::OpenPgp(Box::new(key))).map_err(|why| match why {
            Unfit::NotAKey => "not-a-key",
            Unfit::Private => "private-key",
            Unfit::Broken => "key-broken",
            Unfit::Revoked => "key-revoked",
            Unfit::Expired => "key-expired",
            Unfit::CannotEncrypt => "key-cannot-encrypt",
        })
    }

    /// `age` or `openpgp`.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Age(_) => "age",
            Self::OpenPgp(_) => "openpgp",
        }
    }

    /// By what people compare it: the fingerprint, or the key itself when it is as short.
    pub fn fingerprint(&self) -> String {
        match self {
            Self::Age(recipient) => recipient.clone(),
            Self::OpenPgp(key) => key.fingerprint(),
        }
    }

    /// Seals a text to it, in armour; signed by the house when the format knows signatures.
    pub fn seal(&self, house: &House, text: &str) -> Result<String, Failed> {
        match self {
            Self::Age(recipient) => Ok(sealing::seal_text(recipient, text)?),
            Self::OpenPgp(key) => {
                let sealed = house.keys.openpgp().seal(key, text);
                Ok(sealed.map_err(|why| meldkamer_store::Trouble::unreadable("seal a mail", why))?)
            }
        }
    }
}

/// How a text is sealed, when it is nothing but one sealed message: `age` or `openpgp`.
pub fn sealed_as(text: &str) -> Option<&'static str> {
    if openpgp::is_armoured(text, "AGE ENCRYPTED FILE") {
        return Some("age");
    }
    openpgp::is_message(text).then_some("openpgp")
}

/// The keys of a case.
#[derive(Clone, Debug)]
pub struct Keys {
    /// The case.
    pub case: CaseRow,
    /// Who takes part now, with their keys; only their own part for somebody from outside.
    pub parties: Vec<PartyRow>,
    /// The public key of the case, of age, once it has one.
    pub recipient: Option<String>,
}

/// The public key of a case, of age, once it has one.
pub(super) async fn of_case(asks: &impl Asks, case: &str) -> Result<Option<String>, Failed> {
    Ok(evidence::key_of(asks, case).await?.map(|key| key.recipient))
}

/// The keys that somebody may see; looking is a line in the case's journal.
pub async fn look(house: &House, door: &Door, case: &str) -> Result<Keys, Failed> {
    let mut act = house.begin(door).await?;
    let row = find(act.tx()?, case).await?;
    let seat = tie::of_act(&act, case).await?;
    let verb = if seat.party.is_some() { Verb::ReadCasePart } else { Verb::ReadCase };
    let permit = act.may(verb, Subject::case(case), seat.tie).await?;
    let parties = match seat.party {
        Some(own) => vec![own],
        None => party::of_case(act.tx()?, case).await?,
    };
    let parties = parties.into_iter().filter(|one| one.is_live(act.at.micros())).collect();
    let recipient = of_case(act.tx()?, case).await?;
    act.note(permit, json!({"part": "keys"})).await?;
    Ok(Keys { case: row, parties, recipient })
}

/// Keeps somebody's key: their own, or that of whoever the desk names. An empty text takes it away.
pub async fn give(house: &House, door: &Door, case: &str, whose: &str, text: &str) -> Result<(), Failed> {
    let text = text.trim();
    let mut act = house.begin(door).await?;
    let known = take(&act, case).await?;
    let seat = tie::of_act(&act, case).await?;
    let permit = act.may(Verb::GiveCaseKey, Subject::case(case), seat.tie).await?;
    still_open(&known)?;
    let one = match seat.party {
        Some(own) => own,
        None => {
            let named = party::by_id(act.tx()?, whose).await?;
            let named = named.filter(|one| one.case_id == case && one.is_live(act.at.micros()));
            named.ok_or(Refused::field("whose", "not-an-option"))?
        }
    };
    let print = match text {
        "" => String::new(),
        text => {
            let key = TheirKey::read(text, act.at).map_err(|fault| Refused::field("key", fault))?;
            key.fingerprint()
        }
    };
    party::keep_key(act.tx()?, &permit, &one.id, text).await?;
    act.note(permit, json!({"party": one.id, "fingerprint": print})).await.map(drop)
}
