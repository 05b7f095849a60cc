//! Who is signed in: a session's secret or an API token, looked up by its digest.

use crate::{Act, Actor, Door, Failed, House, Subject, mandate};
use meldkamer_domain::{
    access::{Mandate, Role, Tie, Verb},
    time::Instant,
};
use meldkamer_store::session::{self, SignedInRow};
use sha2::{Digest, Sha256};

/// A session that is not used for this long is over.
pub const IDLE_HOURS: i64 = 8;
/// A session ends after this long, used or not.
pub const LONGEST_HOURS: i64 = 16;

/// Who is behind a session or a token.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Public id of the session; empty for a token.
    pub session: String,
    /// The account.
    pub account: String,
    /// Its name.
    pub name: String,
    /// Its role: that of the mandate it acts under, or else its own.
    pub role: Role,
    /// The mandate it acts under.
    pub mandate: Option<Mandate>,
    /// The name of the body it acts for; empty without a mandate.
    pub body: String,
    /// When the session last gave its factor, in microseconds; none for a token.
    pub factor_at: Option<i64>,
}

impl SignedIn {
    /// The actor that this account is.
    pub fn actor(&self) -> Actor {
        Actor {
            role: self.role,
            id: self.account.clone(),
            name: self.name.clone(),
            mandate: self.mandate.clone(),
        }
    }

    fn of(house: &House, row: SignedInRow) -> Option<Self> {
        let (role, mandate) = match &row.mandate_role {
            Some(role) => (Role::mandated(role)?, Some(mandate::of_session(&row)?)),
            None => (Role::of_account(&row.role)?, None),
        };
        Some(Self {
            session: row.session,
            account: row.account,
            name: row.name,
            role,
            body: match row.body {
                Some(body) if body == mandate::OWN => house.settings.csirt.clone(),
                body => row.body_name.or(body).unwrap_or_default(),
            },
            mandate,
            factor_at: row.factor_at,
        })
    }
}

/// What is kept of a random secret of 128 bits or more: its plain digest is enough.
pub fn digest(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

/// The session of a cookie's secret, if it lives. Its last use is noted once a minute.
pub async fn by_secret(house: &House, secret: &str, at: Instant) -> Result<Option<SignedIn>, Failed> {
    let idle_since = at.plus_hours(-IDLE_HOURS).micros();
    let Some(row) = session::live(&house.database, &digest(secret), at.micros(), idle_since).await? else {
        return Ok(None);
    };
    if row.seen_at < at.plus_seconds(-60).micros() {
        let tx = house.database.begin().await?;
        session::touch(&tx, &row.session, at.micros()).await?;
        tx.commit().await?;
    }
    Ok(SignedIn::of(house, row))
}

/// The account of an API token, if it lives.
pub async fn by_token(house: &House, token: &str, at: Instant) -> Result<Option<SignedIn>, Failed> {
    let row = session::token(&house.database, &digest(token), at.micros()).await?;
    Ok(row.and_then(|row| SignedIn::of(house, row)).map(|who| SignedIn { session: String::new(), ..who }))
}

/// Journals that somebody came to a gate that is not theirs.
pub async fn refuse(house: &House, door: &Door, verb: Verb) -> Result<(), Failed> {
    let mut act: Act<'_> = house.begin(door).await?;
    match act.may(verb, Subject::account(&door.actor.id), Tie::None).await {
        Err(Failed::Refused(_)) => Ok(()),
        Err(trouble) => Err(trouble),
        // Some tie allows it: the gate would have let them through.
        Ok(_) => Ok(()),
    }
}
