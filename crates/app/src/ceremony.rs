//! Ceremonies: what the house asked a browser, kept until the answer comes.
//!
//! A ceremony lasts ten minutes, is answered once, and only by the browser that was asked: its
//! secret comes back with the answer, its binding (a cookie, a session) does not leave the browser.

use crate::{Act, Failed, House, chance, filing::first::hex, session::digest};
use meldkamer_domain::time::Instant;
use meldkamer_store::{
    Asks, Trouble, Tx,
    ceremony::{self, Asked, CeremonyRow},
};
use serde::{Serialize, de::DeserializeOwned};

/// How long a ceremony waits for its answer.
pub const MINUTES: i64 = 10;

/// What a ceremony is for: an answer to one is none to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A device makes a new passkey.
    Enrol,
    /// Somebody signs in with a passkey.
    Enter,
    /// Somebody who is signed in gives a passkey once more.
    StepUp,
    /// Somebody is away at a provider.
    Provider,
    /// Somebody is about to tie a provider to their account.
    Tie,
    /// Somebody sets an authenticator up.
    App,
    /// Something was sent and waits for a factor.
    Held,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Enrol => "enrol",
            Self::Enter => "enter",
            Self::StepUp => "step-up",
            Self::Provider => "provider",
            Self::Tie => "tie",
            Self::App => "app",
            Self::Held => "held",
        }
    }
}

/// Begins a ceremony; answers its secret.
pub async fn begin(
    house: &House,
    at: Instant,
    kind: Kind,
    binding: &str,
    state: &(impl Serialize + Sync),
) -> Result<String, Failed> {
    let tx = house.database.begin().await?;
    let secret = keep(&tx, at, kind, binding, state).await?;
    tx.commit().await?;
    Ok(secret)
}

/// Begins a ceremony as part of an act.
pub(crate) async fn begun(
    act: &Act<'_>,
    kind: Kind,
    binding: &str,
    state: &(impl Serialize + Sync),
) -> Result<String, Failed> {
    keep(act.tx()?, act.at, kind, binding, state).await
}

async fn keep(
    tx: &Tx,
    at: Instant,
    kind: Kind,
    binding: &str,
    state: &(impl Serialize + Sync),
) -> Result<String, Failed> {
    let secret = hex(&chance::bytes::<16>());
    let state =
        serde_json::to_string(state).map_err(|why| Trouble::unreadable("write a ceremony down", why))?;
    let row = CeremonyRow {
        digest: digest(&secret),
        kind: kind.name(),
        binding: digest(binding),
        state,
        ends_at: at.plus_seconds(MINUTES * 60).micros(),
    };
    ceremony::keep(tx, &row).await?;
    Ok(secret)
}

/// An answer that came in: the secret of its ceremony, and what the browser has.
#[derive(Clone, Copy)]
pub struct Answer<'a> {
    /// What it must be for.
    pub kind: Kind,
    /// The secret that came back.
    pub secret: &'a str,
    /// What only the browser that was asked has.
    pub binding: &'a str,
    /// When it came.
    pub at: Instant,
}

/// Takes the ceremony of an answer. Nothing when there is none: over, answered before, another's.
pub async fn take<T: DeserializeOwned>(tx: &Tx, answer: Answer<'_>) -> Result<Option<T>, Failed> {
    let (secret, binding) = (digest(answer.secret), digest(answer.binding));
    Ok(read(ceremony::take(tx, asked(&answer, &secret, &binding)).await?))
}

/// Looks at the ceremony of an answer, which goes on.
pub async fn look<T: DeserializeOwned>(asks: &impl Asks, answer: Answer<'_>) -> Result<Option<T>, Failed> {
    let (secret, binding) = (digest(answer.secret), digest(answer.binding));
    Ok(read(ceremony::look(asks, asked(&answer, &secret, &binding)).await?))
}

fn asked<'a>(answer: &Answer<'_>, digest: &'a [u8], binding: &'a [u8]) -> Asked<'a> {
    Asked { digest, kind: answer.kind.name(), binding, now: answer.at.micros() }
}

/// What an older version wrote down and this one cannot read is over.
fn read<T: DeserializeOwned>(state: Option<String>) -> Option<T> {
    state.and_then(|state| serde_json::from_str(&state).ok())
}
