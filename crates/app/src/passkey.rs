//! Passkeys: for which site they are. A passkey with user verification is both factors in one.
//!
//! Adding one is [`enrol`]'s, opening the door with one [`enter`]'s, removing one `ways`'.

pub mod enrol;
pub mod enter;

use crate::{Failed, House, settings::Settings};
use meldkamer_domain::refused::Refused;
use meldkamer_store::Trouble;
use serde_json::{Value, json};
use webauthn_rs::prelude::{Passkey, Url, Webauthn, WebauthnBuilder};

/// The most passkeys that an account may have.
pub const MOST: usize = 20;

/// Why passkeys cannot be used at the address of this installation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoSite {
    /// The address does not begin with `https://`: browsers give no passkeys to it.
    NotSecure,
    /// The address is a number: passkeys are tied to a name.
    NoName,
}

impl NoSite {
    /// Its name: the last part of the key of its words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotSecure => "not-secure",
            Self::NoName => "no-name",
        }
    }
}

/// The site that passkeys are tied to: its name and its origin, from the address in the settings.
pub fn origin(settings: &Settings) -> Result<(String, Url), NoSite> {
    let url = Url::parse(&settings.public_address()).map_err(|_| NoSite::NotSecure)?;
    let name = url.domain().ok_or(NoSite::NoName)?.to_owned();
    let near = name == "localhost" || name.ends_with(".localhost");
    if url.scheme() != "https" && !near {
        return Err(NoSite::NotSecure);
    }
    Ok((name, url))
}

/// The other side of every ceremony with a passkey.
fn site(house: &House) -> Result<Webauthn, Failed> {
    let (name, url) = origin(&house.settings).map_err(|why| Refused::field("passkey", why.name()))?;
    let shown = format!("Meldkamer {}", house.settings.csirt);
    WebauthnBuilder::new(&name, &url)
        .and_then(|builder| builder.rp_name(&shown).build())
        .map_err(|why| Trouble::unreadable("prepare for passkeys", why).into())
}

/// What the browser is asked, with the secret that must come back with its answer.
fn asked(options: Value, secret: &str) -> Value {
    json!({"publicKey": options["publicKey"], "ceremony": secret})
}

/// A public key as it is kept.
fn read(key: &str) -> Result<Passkey, Failed> {
    serde_json::from_str(key).map_err(|why| Trouble::unreadable("read a passkey", why).into())
}

fn written(what: &impl serde::Serialize) -> Result<String, Failed> {
    serde_json::to_string(what).map_err(|why| Trouble::unreadable("write a passkey", why).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(address: &str) -> Result<String, NoSite> {
        let settings = Settings { address: address.into(), ..Settings::default() };
        origin(&settings).map(|(name, _)| name)
    }

    #[test]
    fn passkeys_want_a_secure_address_with_a_name() {
        assert_eq!(at("https://meldkamer.example"), Ok("meldkamer.example".into()));
        assert_eq!(at("https://meldkamer.example:8443/"), Ok("meldkamer.example".into()));
        assert_eq!(at("http://localhost:8080"), Ok("localhost".into()));
        assert_eq!(at("http://meldkamer.example"), Err(NoSite::NotSecure));
        assert_eq!(at("https://192.0.2.7"), Err(NoSite::NoName));
        assert_eq!(at("meldkamer.example"), Err(NoSite::NotSecure));
    }
}
