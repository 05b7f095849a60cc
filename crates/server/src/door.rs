//! The door: who is calling, when, in which language. The instant of an act is fixed here.

use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    http::{HeaderMap, header, request::Parts},
};
use axum_extra::extract::CookieJar;
use meldkamer_app::{Actor, Door, session};
use meldkamer_domain::{
    access::{self, Role, Tie, Verb},
    code::CodeDigest,
    time::Instant,
};
use std::convert::Infallible;

use crate::{Server, language::Language, problem::Problem};

/// Cookie that holds the code of the draft or dossier somebody works on.
pub const CODE_COOKIE: &str = "meldkamer-code";
/// Cookie of a session.
pub const SESSION_COOKIE: &str = "meldkamer-session";

/// Somebody with an account who came through the gate, in the role of the mandate they act under.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who it is, with the mandate.
    pub actor: Actor,
    /// The account's id.
    pub id: String,
    /// The session's public id; empty for an API token.
    pub session: String,
    /// The role.
    pub role: Role,
    /// The name of the body they act for; empty without a mandate.
    pub body: String,
    /// When the session last gave its factor, in microseconds; none for a token.
    pub factor_at: Option<i64>,
}

/// Whoever is calling, whether let through a gate or not.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The instant of the act.
    pub at: Instant,
    /// The language to answer in.
    pub language: Language,
    /// Path and query of the request, for links back.
    pub path: String,
    /// The digest of the code they hold, if they hold one.
    pub code: Option<CodeDigest>,
    /// Who is signed in, on a route behind that gate.
    pub signed_in: Option<SignedIn>,
}

impl Caller {
    /// The door for somebody in this capacity.
    pub fn door(&self, actor: Actor) -> Door {
        Door { at: self.at, actor, language: self.language.code().to_owned() }
    }

    /// The door of a stranger.
    pub fn stranger(&self) -> Door {
        self.door(Actor::stranger())
    }

    /// The door of who is signed in; refused when nobody is.
    pub fn signed_in(&self) -> Result<Door, Problem> {
        let one = self.signed_in.as_ref().ok_or_else(|| Problem::sign_in_first(&self.path))?;
        Ok(self.door(one.actor.clone()))
    }

    /// The digest of the code they hold; refused when they hold none.
    pub fn code(&self) -> Result<CodeDigest, Problem> {
        self.code.ok_or_else(|| Problem { go: Some("/continue".into()), ..Problem::not_found() })
    }
}

impl FromRequestParts<Server> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, server: &Server) -> Result<Self, Infallible> {
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
        let words = bearer(&parts.headers).or_else(|| cookie(&parts.headers, CODE_COOKIE));
        Ok(Self {
            at: server.house.clock.now(),
            language: Language::of(parts),
            path,
            code: words.and_then(|words| server.house.keys.code_digest(&words)),
            signed_in: parts.extensions.get::<SignedIn>().cloned(),
        })
    }
}

impl OptionalFromRequestParts<Server> for SignedIn {
    type Rejection = Infallible;

    /// Who is signed in, on a page that anybody may see.
    async fn from_request_parts(parts: &mut Parts, server: &Server) -> Result<Option<Self>, Infallible> {
        Ok(found(server, &parts.headers).await.ok().flatten())
    }
}

/// Whether a role comes through the gate of a route. At the desk sits the team and nobody else, also
/// where others may do the same thing by another door.
pub fn admits(path: &str, role: Role, verb: Verb) -> bool {
    let at_the_desk = path.starts_with("/desk");
    (role.is_staff() || !at_the_desk) && Tie::ALL.into_iter().any(|tie| access::ruling(role, verb, tie))
}

/// Lets whoever is signed in through if their role may do this here; a refusal is journalled.
pub async fn signed_in(
    server: &Server,
    headers: &HeaderMap,
    path: &str,
    verb: Verb,
) -> Result<SignedIn, Problem> {
    let Some(one) = found(server, headers).await? else {
        return Err(Problem::sign_in_first("/home"));
    };
    if admits(path, one.role, verb) {
        return Ok(one);
    }
    let door = Door { at: server.house.clock.now(), actor: one.actor, language: "nl".into() };
    session::refuse(&server.house, &door, verb).await?;
    Err(Problem::from(meldkamer_domain::refused::Refused::NotAllowed))
}

async fn found(server: &Server, headers: &HeaderMap) -> Result<Option<SignedIn>, Problem> {
    let at = server.house.clock.now();
    let found = match (bearer(headers), session_of(headers)) {
        (Some(token), _) => session::by_token(&server.house, &token, at).await?,
        (None, Some(secret)) => session::by_secret(&server.house, &secret, at).await?,
        (None, None) => None,
    };
    Ok(found.map(SignedIn::from))
}

/// The secret of a session, as a browser sends it.
pub fn session_of(headers: &HeaderMap) -> Option<String> {
    cookie(headers, SESSION_COOKIE)
}

/// Whose session it is, for the head of a page that tells of trouble: nobody's when that cannot be found either.
pub async fn visitor(server: &Server, secret: &str) -> Option<SignedIn> {
    let found = session::by_secret(&server.house, secret, server.house.clock.now()).await;
    found.ok().flatten().map(SignedIn::from)
}

impl From<session::SignedIn> for SignedIn {
    fn from(who: session::SignedIn) -> Self {
        Self {
            actor: who.actor(),
            id: who.account,
            session: who.session,
            role: who.role,
            body: who.body,
            factor_at: who.factor_at,
        }
    }
}

fn bearer(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    Some(value.strip_prefix("Bearer ").or_else(|| value.strip_prefix("bearer "))?.trim().to_owned())
}

fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    CookieJar::from_headers(headers).get(name).map(|cookie| cookie.value().to_owned())
}
