//! Whoever takes part in a case from outside: by the code of their dossier, by a mandate, or by the link
//! of one person. Each sees their own part and no more.
//!
//! Pages of other rooms that hang in a case for those outside take a [`Guest`] and ask the policy in
//! their act; to whoever has no part in the case it does not exist.

mod evidence;
mod link;
mod own;

use super::Head;
use crate::{
    Server,
    door::{Caller, SignedIn},
    page::{Frame, Sample},
    problem::Problem,
    route::Route,
};
use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts, Path},
    http::request::Parts,
    response::{IntoResponse, Response},
};
use axum_extra::extract::CookieJar;
use meldkamer_app::{
    Actor, Door,
    case::{party, tie},
    mine,
};
use meldkamer_domain::access::{self, Tie, Verb};
use meldkamer_store::support_case::{CaseRow, party::PartyRow};
use serde::Deserialize;

/// Cookie that holds the secret of the link of one person.
pub const LINK_COOKIE: &str = "meldkamer-case";

/// Somebody with a part in a case, at the instant of the request.
pub struct Guest {
    /// The request.
    pub caller: Caller,
    /// The way in for acts.
    pub door: Door,
    /// The case's id.
    pub case: String,
    /// Their part.
    pub party: PartyRow,
    /// How they are tied to the case.
    pub tie: Tie,
}

/// The routes of those who take part from outside.
pub fn routes() -> Vec<Route> {
    let mut all = link::routes();
    all.extend(own::routes());
    all.extend(evidence::routes());
    all
}

/// The pages of those who take part from outside.
pub fn samples() -> Vec<Sample> {
    let mut all = crate::page::samples_of::<link::LinkPage>();
    all.extend(crate::page::samples_of::<own::OwnPage>());
    all.extend(crate::page::samples_of::<evidence::OwnEvidencePage>());
    all
}

#[derive(Deserialize)]
struct Named {
    case: String,
}

impl FromRequestParts<Server> for Guest {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, server: &Server) -> Result<Self, Response> {
        let named = <Path<Named> as FromRequestParts<Server>>::from_request_parts(parts, server).await;
        let Path(Named { case }) = named.map_err(|_| Problem::not_found().into_response())?;
        let Ok(mut caller) = <Caller as FromRequestParts<Server>>::from_request_parts(parts, server).await;
        let Ok(signed_in) =
            <SignedIn as OptionalFromRequestParts<Server>>::from_request_parts(parts, server).await;
        caller.signed_in = signed_in;
        let secret =
            CookieJar::from_headers(&parts.headers).get(LINK_COOKIE).map(|one| one.value().to_owned());
        Self::found(server, caller, case, secret).await.map_err(Problem::into_response)
    }
}

impl Guest {
    /// Who comes: under a mandate, by the link of one person, or by the code of a dossier; the first
    /// that has a part in the case.
    async fn found(
        server: &Server,
        caller: Caller,
        case: String,
        secret: Option<String>,
    ) -> Result<Self, Problem> {
        let mut actors: Vec<Actor> = caller.signed_in.iter().map(|one| one.actor.clone()).collect();
        if let Some(secret) = secret
            && let Ok((one, _)) = party::by_link(&server.house, &secret, caller.at).await
        {
            actors.push(party::actor(&one));
        }
        if let Some(code) = caller.code
            && let Some(row) = mine::by_code(&server.house, &code).await?
        {
            actors.push(Actor::reporter(&row.id));
        }
        for actor in actors {
            let door = caller.door(actor);
            let seat = tie::to_case(&server.house.database, &door, &case).await?;
            if let Some(party) = seat.party {
                return Ok(Self { caller, door, case, party, tie: seat.tie });
            }
        }
        Err(Problem::not_found())
    }

    /// Whether they may do this, and not only read along.
    pub const fn may(&self, verb: Verb) -> bool {
        access::ruling(self.door.actor.role, verb, self.tie)
    }

    /// The head of their pages.
    pub fn head(&self, row: &CaseRow, current: &'static str) -> Head {
        Head::outside(row, self.may(Verb::WriteInCase), current)
    }

    /// The frame of their pages.
    pub fn frame(&self, server: &Server, row: &CaseRow) -> Frame {
        let mut frame = server.frame_of(&self.caller);
        // Somebody whose session has no part in the case came in another way.
        if frame.person.is_some()
            && self.caller.signed_in.as_ref().map(|one| &one.actor) != Some(&self.door.actor)
        {
            frame.person = None;
        }
        frame.exercise = row.exercise == 1;
        frame.reference = Some(row.reference.clone());
        frame
    }
}
