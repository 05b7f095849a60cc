//! Signing in by way of a provider: who it says somebody is, and what we make of that. The
//! protocol itself is the server's; what arrives here was verified.

use super::{From, Opening, Way, welcome};
use crate::{
    Door, Failed, House, Subject,
    ceremony::{self, Answer, Kind},
    settings::provider::Provider,
    sign_in::Entered,
};
use meldkamer_domain::{
    access::{Tie, Verb},
    time::Instant,
};
use meldkamer_store::{
    account,
    identity::{self, IdentityRow},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

mod newcomer;

/// The longest claim that is kept, in characters.
const MOST: usize = 200;

/// Why somebody goes to a provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    /// To sign in.
    SignIn,
    /// To tie the provider to an account.
    Tie(Whose),
    /// To give a factor once more.
    StepUp(Whose),
}

/// Whose account it is, and in which session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whose {
    /// The account's id.
    pub account: String,
    /// The session's public id.
    pub session: String,
}

/// What we keep while somebody is away at a provider.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Away {
    /// Our name for the provider.
    pub provider: String,
    /// What must stand in the token, so that it is the answer to this.
    pub nonce: String,
    /// What proves that who brings the code is who asked for it (PKCE).
    pub verifier: String,
    /// Since when they must have shown anew who they are, in seconds since 1970.
    pub anew_since: Option<i64>,
    /// What for.
    pub why: Why,
    /// Where they go on afterwards.
    pub next: String,
}

/// Sends somebody away; answers the state that must come back.
pub async fn leave(house: &House, at: Instant, binding: &str, away: &Away) -> Result<String, Failed> {
    ceremony::begin(house, at, Kind::Provider, binding, away).await
}

/// Somebody comes back with a state: once, in time, in the same browser, from the same provider.
pub async fn back(
    house: &House,
    at: Instant,
    binding: &str,
    state: &str,
    provider: &str,
) -> Result<Option<Away>, Failed> {
    let tx = house.database.begin().await?;
    let answer = Answer { kind: Kind::Provider, secret: state, binding, at };
    let away: Option<Away> = ceremony::take(&tx, answer).await?;
    tx.commit().await?;
    Ok(away.filter(|away| away.provider == provider))
}

/// Somebody is about to tie a provider to their account; answers what lets them go there for it.
pub async fn begin_tie(house: &House, door: &Door, session: &str) -> Result<String, Failed> {
    let mut act = house.begin(door).await?;
    let me = act.actor.id.clone();
    let permit = act.may(Verb::EnrolFactor, Subject::account(&me), Tie::Own).await?;
    let secret = ceremony::begun(&act, Kind::Tie, session, &()).await?;
    act.note(permit, json!({"begun": "provider"})).await?;
    Ok(secret)
}

/// Whether somebody was about to tie a provider to their account, in this session.
pub async fn ties(house: &House, at: Instant, session: &str, secret: &str) -> Result<bool, Failed> {
    let answer = Answer { kind: Kind::Tie, secret, binding: session, at };
    Ok(ceremony::look::<()>(&house.database, answer).await?.is_some())
}

/// Who a provider says somebody is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The provider's issuer.
    pub issuer: String,
    /// Whom it is about.
    pub subject: String,
    /// Their name; empty when it was not said.
    pub name: String,
    /// Their mail address.
    pub email: String,
    /// The register number of the organisation they act for.
    pub register_number: String,
    /// The branch of it.
    pub branch: String,
    /// How sure the provider is.
    pub level: String,
    /// What they may do, in the provider's words.
    pub roles: Vec<String>,
}

impl Told {
    /// Reads the claims that the settings name; nothing when it is not said whom they are about.
    pub fn read(provider: &Provider, claims: &Value) -> Option<Self> {
        let names = &provider.claims;
        let one = |name: &str| all(claims, name).into_iter().next().unwrap_or_default();
        let told = Self {
            issuer: provider.issuer.clone(),
            subject: one(&names.subject),
            name: one(&names.name),
            email: one(&names.email),
            register_number: one(&names.register_number),
            branch: one(&names.branch),
            level: one(&names.level),
            roles: all(claims, &names.role),
        };
        (!told.subject.is_empty()).then_some(told)
    }
}

/// The values of a claim: a text, a number, or a list of those.
fn all(claims: &Value, name: &str) -> Vec<String> {
    let found = if name.starts_with('/') { claims.pointer(name) } else { claims.get(name) };
    let text = |value: &Value| match value {
        Value::String(text) => Some(plain(text)),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    match found {
        Some(Value::Array(list)) => list.iter().take(100).filter_map(text).collect(),
        Some(value) => text(value).into_iter().collect(),
        None => Vec::new(),
    }
}

fn plain(text: &str) -> String {
    text.trim().chars().filter(|c| !c.is_control()).take(MOST).collect()
}

/// Why somebody whom a provider knows does not come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outside {
    /// The provider is not sure enough.
    TooLow,
    /// It did not say for which organisation.
    NoNumber,
    /// The organisation is not in the register.
    NoEntity,
    /// It did not say in which role, or in one that means nothing here.
    NoRole,
    /// Nobody gets an account by way of this provider.
    NoAccount,
    /// The account is blocked.
    Blocked,
    /// The identity is tied to another account.
    Another,
    /// Another person came back than the one who is signed in here.
    NotYou,
}

impl Outside {
    /// Its name: the last part of the key of its words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TooLow => "too-low",
            Self::NoNumber => "no-number",
            Self::NoEntity => "no-entity",
            Self::NoRole => "no-role",
            Self::NoAccount => "no-account",
            Self::Blocked => "blocked",
            Self::Another => "another",
            Self::NotYou => "not-you",
        }
    }
}

/// Notes that a provider's answer was not good, or that there was none.
pub async fn refuse(house: &House, door: &Door, provider: &str, why: &str) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::SignIn, Subject::house(), Tie::Own).await?;
    act.decline(permit, json!({"way": provider, "why": why})).await
}

/// Signs in whom a provider vouches for. Somebody new gets an account and a mandate, where the
/// settings say so.
pub async fn enter(
    house: &House,
    door: &Door,
    provider: &Provider,
    told: &Told,
    from: &From,
) -> Result<Result<Entered, Outside>, Failed> {
    let mut act = house.begin(door).await?;
    let known = identity::find(act.tx()?, &told.issuer, &told.subject).await?;
    let row = match &known {
        Some(known) => account::by_id(act.tx()?, &known.account).await?,
        None => None,
    };
    let (verb, subject) = match &row {
        Some(row) => (Verb::SignIn, Subject::account(&row.id)),
        None => (Verb::ComeIn, Subject::house()),
    };
    let permit = act.may(verb, subject, Tie::Own).await?;
    let allowed = match (&row, provider.is_sure(&told.level)) {
        (_, false) => Err(Outside::TooLow),
        (Some(row), true) if row.active != 1 => Err(Outside::Blocked),
        (Some(row), true) => Ok((row.clone(), newcomer::renew(&act, &permit, provider, told, row).await?)),
        (None, true) => newcomer::make(&act, &permit, provider, told, &door.language).await?,
    };
    let (row, mandate) = match allowed {
        Ok(allowed) => allowed,
        Err(outside) => {
            act.decline(permit, json!({"way": provider.id, "why": outside.name()})).await?;
            return Ok(Err(outside));
        }
    };
    identity::used(act.tx()?, &permit, &told.issuer, &told.subject, act.at.micros()).await?;
    let way =
        Way::Provider { id: provider.id.clone(), level: told.level.clone(), branch: told.branch.clone() };
    Ok(Ok(welcome(act, permit, &row, from, Opening { way, mandate }).await?))
}

/// Ties a provider to one's own account.
pub async fn tie(
    house: &House,
    door: &Door,
    provider: &Provider,
    told: &Told,
) -> Result<Result<(), Outside>, Failed> {
    let mut act = house.begin(door).await?;
    let me = act.actor.id.clone();
    let permit = act.may(Verb::EnrolFactor, Subject::account(&me), Tie::Own).await?;
    let new = identity_of(told, &me, act.at);
    let known = identity::find(act.tx()?, &told.issuer, &told.subject).await?;
    let outside = match known {
        _ if !provider.is_sure(&told.level) => Some(Outside::TooLow),
        Some(known) if known.account != me => Some(Outside::Another),
        _ => None,
    };
    if let Some(outside) = outside {
        act.decline(permit, json!({"way": provider.id, "why": outside.name()})).await?;
        return Ok(Err(outside));
    }
    identity::add(act.tx()?, &permit, &new).await?;
    act.note(permit, json!({"added": "provider"})).await?;
    Ok(Ok(()))
}

fn identity_of(told: &Told, account: &str, at: Instant) -> IdentityRow {
    IdentityRow {
        issuer: told.issuer.clone(),
        subject: told.subject.clone(),
        account: account.to_owned(),
        created_at: at.micros(),
        used_at: at.micros(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_are_read_as_the_settings_name_them() {
        let provider: Provider = toml::from_str(
            "id = 'x'\nname = 'X'\nissuer = 'https://x.example'\nclient_id = 'm'\n\
             [claims]\nregister_number = 'urn:kvk'\nrole = '/realm_access/roles'",
        )
        .unwrap();
        let claims = json!({
            "sub": "s1", "name": " Ans\u{7} ", "urn:kvk": 12345678, "acr": "loa3",
            "realm_access": {"roles": ["a", "b", {"c": 1}]},
        });
        let told = Told::read(&provider, &claims).unwrap();
        assert_eq!((told.name.as_str(), told.register_number.as_str()), ("Ans", "12345678"));
        assert_eq!(told.roles, ["a", "b"]);
        assert_eq!(Told::read(&provider, &json!({"name": "Ans"})), None);
    }
}
