//! The browser at the door, before anybody is signed in: what ties an answer to the browser that was
//! asked, and by which an account knows a device that it came from before.

use crate::{Server, door::SESSION_COOKIE};
use axum::{
    extract::FromRequestParts,
    http::{header, request::Parts},
};
use axum_extra::extract::CookieJar;
use meldkamer_app::{chance, sign_in::From};
use std::convert::Infallible;

/// Cookie that ties an answer to the browser that was asked; gone when the browser closes.
pub const BROWSER_COOKIE: &str = "meldkamer-browser";
/// Cookie by which accounts know this device.
pub const DEVICE_COOKIE: &str = "meldkamer-device";
/// How long a device is known, in seconds: half a year.
const KNOWN_SECONDS: i64 = 182 * 24 * 3600;

/// The browser of a request.
#[derive(Clone, Debug)]
pub struct Browser {
    /// What only this browser has.
    pub secret: String,
    /// By what accounts know the device; empty when none does.
    pub device: String,
    /// What it calls itself.
    pub agent: String,
    /// The secret of the session that it has; empty when it has none.
    pub session: String,
    new: bool,
}

impl Browser {
    /// From where its owner comes in.
    pub fn from(&self, network: String) -> From {
        let (agent, device, before) = (self.agent.clone(), self.device.clone(), self.session.clone());
        From { network, agent, device, before }
    }

    /// The cookie to set, when the browser is new.
    pub fn cookie(&self, server: &Server) -> Option<String> {
        self.new.then(|| written(server, BROWSER_COOKIE, &self.secret, None))
    }
}

impl FromRequestParts<Server> for Browser {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &Server) -> Result<Self, Infallible> {
        let jar = CookieJar::from_headers(&parts.headers);
        let cookie = |name: &str| jar.get(name).map(|cookie| cookie.value().to_owned());
        let known = cookie(BROWSER_COOKIE).filter(|secret| (16..=64).contains(&secret.len()));
        let agent = parts.headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
        Ok(Self {
            new: known.is_none(),
            secret: known.unwrap_or_else(chance::secret::<16>),
            device: cookie(DEVICE_COOKIE).unwrap_or_default(),
            agent: agent.unwrap_or_default().to_owned(),
            session: cookie(SESSION_COOKIE).unwrap_or_default(),
        })
    }
}

/// The cookie of a device that an account came from.
pub fn device_cookie(server: &Server, device: &str) -> String {
    written(server, DEVICE_COOKIE, device, Some(KNOWN_SECONDS))
}

/// A cookie that no script reads and no other site sends.
pub fn written(server: &Server, name: &str, value: &str, age: Option<i64>) -> String {
    let https = server.house.settings.public_address().starts_with("https://");
    let secure = if https { "; Secure" } else { "" };
    let age = age.map_or(String::new(), |age| format!("; Max-Age={age}"));
    format!("{name}={value}; Path=/{age}; HttpOnly; SameSite=Lax{secure}")
}
