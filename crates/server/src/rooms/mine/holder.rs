//! Who holds the code of a dossier, or acts for its entity, let into its room; with the frame of its pages.
//!
//! Who holds the code of a draft is shown the way to it, who holds none to the page that asks for it.

use crate::{
    Server,
    door::{CODE_COOKIE, Caller},
    page::{Frame, Notice, Tone},
    problem::Problem,
    rooms::mine::voice::Voice,
};
use axum::{
    extract::{FromRequestParts, Path},
    http::{Method, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::CookieJar;
use meldkamer_app::{
    Actor, Door,
    mine::{self, Mine, Reading},
    tie,
};
use meldkamer_domain::access::{self, Tie, Verb};
use meldkamer_store::{
    dossier::{self, DossierRow},
    draft,
};
use serde::Deserialize;

/// The reporter of one dossier, or somebody who acts for its entity.
pub struct Holder {
    /// The request.
    pub caller: Caller,
    /// The way in for acts.
    pub door: Door,
    /// The dossier as it was at the door.
    pub row: DossierRow,
    /// The words of the code, when the browser sent them in its cookie.
    pub code: String,
    /// Where the room is reached: at its own address, or below the organisation's.
    pub base: String,
}

/// What the address says was just done, and the words for it.
const DONE: [(&str, Tone, &str); 9] = [
    ("message", Tone::Ok, "mine-done-message"),
    ("file", Tone::Ok, "mine-done-file"),
    ("moment", Tone::Ok, "mine-done-moment"),
    ("same", Tone::Info, "mine-done-same"),
    ("help", Tone::Ok, "mine-done-help"),
    ("withdrawn", Tone::Ok, "mine-done-withdrawn"),
    ("filed", Tone::Ok, "mine-done-filed"),
    ("again", Tone::Info, "mine-done-again"),
    ("saved", Tone::Ok, "mine-done-saved"),
];

impl FromRequestParts<Server> for Holder {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, server: &Server) -> Result<Self, Response> {
        let caller = Caller::from_request_parts(parts, server).await.map_err(|never| match never {})?;
        if caller.signed_in.is_some() {
            let named = Path::<Named>::from_request_parts(parts, server).await;
            let Path(Named { reference }) = named.map_err(|_| Problem::not_found().into_response())?;
            return Self::under_mandate(server, caller, &reference).await.map_err(Problem::into_response);
        }
        let code = match caller.code() {
            Ok(code) => code,
            Err(_) if parts.method == Method::GET => return Err(Redirect::to("/continue").into_response()),
            Err(problem) => return Err(problem.into_response()),
        };
        let trouble = |failed| Problem::from(failed).into_response();
        let Some(row) = mine::by_code(&server.house, &code).await.map_err(trouble)? else {
            let found = draft::by_code(&server.house.database, &code.0).await;
            let found = found.map_err(|trouble| Problem::from(trouble).into_response())?;
            return Err(match found {
                Some(_) => Redirect::to("/report").into_response(),
                None => Problem { go: Some("/continue".into()), ..Problem::not_found() }.into_response(),
            });
        };
        let cookie = CookieJar::from_headers(&parts.headers);
        let code = cookie.get(CODE_COOKIE).map(|cookie| cookie.value().to_owned()).unwrap_or_default();
        let door = caller.door(Actor::reporter(&row.id));
        Ok(Self { caller, door, row, code, base: "/mine".to_owned() })
    }
}

#[derive(Deserialize)]
struct Named {
    reference: String,
}

impl Holder {
    /// Whoever acts for the entity that a dossier is bound to; to anybody else it does not exist.
    async fn under_mandate(server: &Server, caller: Caller, reference: &str) -> Result<Self, Problem> {
        let door = caller.signed_in()?;
        let row = dossier::by_reference(&server.house.database, reference).await?;
        let theirs = |row: &DossierRow| matches!(tie::to_dossier(&door, row), Tie::Own | Tie::Mandated);
        let row = row.filter(theirs).ok_or_else(Problem::not_found)?;
        let base = format!("/organisation/dossiers/{reference}");
        Ok(Self { caller, door, row, code: String::new(), base })
    }

    /// Whether they may write, and not only read along.
    pub fn writes(&self) -> bool {
        access::ruling(self.door.actor.role, Verb::WriteMessage, tie::to_dossier(&self.door, &self.row))
    }

    /// Sends on to another page of the room.
    pub fn to(&self, rest: &str) -> Response {
        Redirect::to(&format!("{}{rest}", self.base)).into_response()
    }

    /// All that the reporter sees.
    pub async fn look(&self, server: &Server) -> Result<Mine, Problem> {
        Ok(mine::look(&server.house, &self.door, self.row.clone()).await?)
    }

    /// All that the reporter sees, noted as read.
    pub async fn read(&self, server: &Server, what: Reading) -> Result<Mine, Problem> {
        let mine = self.look(server).await?;
        mine::read(&server.house, &self.door, &self.row, what).await?;
        Ok(mine)
    }

    /// The voice of the dossier's pages.
    pub fn voice<'a>(&self, server: &'a Server) -> Voice<'a> {
        Voice::new(server, self.caller.language, self.row.received_at)
    }

    /// The frame of the dossier's pages.
    pub fn frame(&self, server: &Server) -> Frame {
        let (path, query) = self.caller.path.split_once('?').unwrap_or((&self.caller.path, ""));
        let done = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "done");
        let said = done.and_then(|(_, done)| DONE.into_iter().find(|(name, ..)| *name == done));
        let kept = query.split('&').filter(|part| !part.starts_with("done=")).collect::<Vec<_>>().join("&");
        let mut frame = server.frame_of(&self.caller);
        frame.exercise = self.row.exercise == 1;
        frame.path = path.to_owned();
        frame.base.clone_from(&self.base);
        frame.query = kept;
        frame.notice = said.map(|(_, tone, key)| Notice { tone, key });
        frame.reference = Some(self.row.reference.clone());
        frame
    }
}
