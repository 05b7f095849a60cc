//! Letting somebody in who proved who they are, whichever way: a session with a new secret, the
//! mandate it acts under, and a device that is known from now on.

use super::actor;
use crate::{
    Act, Actor, Failed, chance,
    filing::first::hex,
    keys::Keys,
    mandate,
    session::{self, LONGEST_HOURS, digest},
};
use meldkamer_domain::{
    access::{Permit, Role},
    id::SessionId,
};
use meldkamer_store::{
    account::{self, AccountRow},
    mandate::MandateRow,
    session::NewSession,
};
use serde_json::json;

/// So many accounts are known on one device.
const KNOWN: usize = 8;

/// From where somebody comes in.
#[derive(Clone, Debug, Default)]
pub struct From {
    /// The network: an IPv4 address, or the first half of an IPv6 address.
    pub network: String,
    /// What the browser calls itself.
    pub agent: String,
    /// By what accounts know the device.
    pub device: String,
    /// The secret of the session that the browser had before.
    pub before: String,
}

/// How somebody proved who they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// A password and the code of an authenticator.
    Password,
    /// A password and a recovery code.
    Recovery,
    /// A passkey.
    Passkey,
    /// By way of a provider.
    Provider {
        /// Our name for it.
        id: String,
        /// How sure it is, in its own words.
        level: String,
        /// The branch of the organisation that it named.
        branch: String,
    },
}

impl Way {
    fn name(&self) -> String {
        match self {
            Self::Password => "password".into(),
            Self::Recovery => "recovery".into(),
            Self::Passkey => "passkey".into(),
            Self::Provider { id, .. } => format!("provider:{id}"),
        }
    }
}

/// How a session begins.
#[derive(Debug)]
pub struct Opening {
    /// How they proved who they are.
    pub way: Way,
    /// The mandate it acts under; without one, the only one there is.
    pub mandate: Option<MandateRow>,
}

/// A session that was opened.
#[derive(Clone)]
pub struct Entered {
    /// The secret for the cookie; known only here and there.
    pub secret: String,
    /// The account.
    pub account: String,
    /// The role that the session begins in: [`Role::Member`] for who must choose a mandate first.
    pub role: Role,
    /// Its language.
    pub language: String,
    /// Recovery codes that are left, when one was used.
    pub recovery_left: Option<i64>,
    /// By what the device is known from now on.
    pub device: String,
}

/// Opens a session for an account that proved itself, and finishes the act. The session that the
/// browser had before is over.
pub(crate) async fn welcome(
    mut act: Act<'_>,
    permit: Permit,
    row: &AccountRow,
    from: &From,
    opening: Opening,
) -> Result<Entered, Failed> {
    let (secret, actor) = open(&act, &permit, row, from, &opening).await?;
    let recovery_left = match opening.way {
        Way::Recovery => Some(account::recovery_left(act.tx()?, &row.id).await?),
        _ => None,
    };
    let role = actor.role;
    let device = remember(&act.house.keys, &from.device, &row.id);
    act.actor = actor;
    act.note(permit, json!({"network": from.network, "way": opening.way.name()})).await?;
    Ok(Entered {
        secret,
        account: row.id.clone(),
        role,
        language: row.language.clone(),
        recovery_left,
        device,
    })
}

async fn open(
    act: &Act<'_>,
    permit: &Permit,
    row: &AccountRow,
    from: &From,
    opening: &Opening,
) -> Result<(String, Actor), Failed> {
    let actor = match &opening.mandate {
        Some(chosen) => mandate::under(&actor(row), chosen),
        None => None,
    };
    let actor = match actor {
        Some(actor) => actor,
        None => mandate::first(act.tx()?, row, act.at).await?,
    };
    let tx = act.tx()?;
    meldkamer_store::session::end(tx, permit, &digest(&from.before), act.at.micros()).await?;
    let secret = hex(&chance::bytes::<32>());
    let (assurance, branch) = match &opening.way {
        Way::Provider { level, branch, .. } => (level.clone(), branch.clone()),
        _ => (String::new(), String::new()),
    };
    let new = NewSession {
        digest: session::digest(&secret),
        id: SessionId::new(act.at, chance::bytes()).to_string(),
        account: row.id.clone(),
        at: act.at.micros(),
        ends_at: act.at.plus_hours(LONGEST_HOURS).micros(),
        agent: from.agent.chars().filter(|c| !c.is_control()).take(200).collect(),
        mandate: actor.mandate.as_ref().map(|mandate| mandate.id.clone()),
        way: opening.way.name(),
        assurance,
        branch,
    };
    meldkamer_store::session::open(tx, permit, &new).await?;
    Ok((secret, actor))
}

/// Whether an account came from this device before; answers what tells the device apart.
pub(crate) fn knows(keys: &Keys, device: &str, account: &str) -> Option<String> {
    let (nonce, marks) = device.split_once('.')?;
    // Compared by their digests, which tell nothing by the time it takes.
    let own = digest(&keys.device_mark(account, nonce));
    marks.split('-').take(KNOWN).any(|mark| digest(mark) == own).then(|| nonce.to_owned())
}

/// By what a device is known from now on: the account that just came in first.
fn remember(keys: &Keys, device: &str, account: &str) -> String {
    let plain = |nonce: &&str| nonce.len() == 32 && nonce.bytes().all(|byte| byte.is_ascii_hexdigit());
    let (nonce, marks) = device.split_once('.').filter(|(nonce, _)| plain(nonce)).unwrap_or(("", ""));
    let nonce = if nonce.is_empty() { hex(&chance::bytes::<16>()) } else { nonce.to_owned() };
    let own = keys.device_mark(account, &nonce);
    let others = marks.split('-').filter(|mark| *mark != own && mark.len() == own.len()).take(KNOWN - 1);
    let marks: Vec<&str> = std::iter::once(own.as_str()).chain(others).collect();
    format!("{nonce}.{}", marks.join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;

    #[test]
    fn a_device_is_known_to_the_accounts_that_came_from_it() {
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::open(folder.path(), &Settings::default()).unwrap();
        let first = remember(&keys, "", "acc_1");
        assert!(knows(&keys, &first, "acc_1").is_some());
        assert!(knows(&keys, &first, "acc_2").is_none());
        let both = remember(&keys, &first, "acc_2");
        assert_eq!(knows(&keys, &both, "acc_1"), knows(&keys, &both, "acc_2"));
        assert_eq!(remember(&keys, &both, "acc_2"), both);
        let mut many = both;
        for number in 3..20 {
            many = remember(&keys, &many, &format!("acc_{number}"));
        }
        assert!(many.len() < 400 && knows(&keys, &many, "acc_1").is_none());
    }

    #[test]
    fn nobody_makes_a_device_known() {
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::open(folder.path(), &Settings::default()).unwrap();
        for made in ["", ".", "x.y", "0123.4567-89ab"] {
            assert!(knows(&keys, made, "acc_1").is_none(), "{made}");
        }
    }
}
