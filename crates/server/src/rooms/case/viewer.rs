//! Whoever looks at a part of a case that the desk and those outside share: the same page, each with
//! what they may see.

use super::{Guest, Head};
use crate::{
    Server,
    door::{Caller, SignedIn},
    page::Frame,
    problem::Problem,
    rooms::desk,
    route::{Gate, Route},
};
use axum::{
    extract::{FromRequestParts, Path},
    handler::Handler,
    http::{Method, request::Parts},
    response::{IntoResponse, Response},
};
use meldkamer_app::Door;
use meldkamer_domain::access::Verb;
use meldkamer_store::support_case::CaseRow;
use serde::Deserialize;

/// Somebody at the desk, or with a part in the case.
pub struct Viewer {
    /// The request.
    pub caller: Caller,
    /// The way in for acts.
    pub door: Door,
    /// The case's id.
    pub case: String,
    /// Their part, when they come from outside.
    pub guest: Option<Guest>,
}

#[derive(Deserialize)]
struct Named {
    case: String,
}

impl FromRequestParts<Server> for Viewer {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, server: &Server) -> Result<Self, Response> {
        // Only the gate of the desk leaves somebody signed in behind.
        if parts.extensions.get::<SignedIn>().is_none() {
            let guest = Guest::from_request_parts(parts, server).await?;
            let (caller, door, case) = (guest.caller.clone(), guest.door.clone(), guest.case.clone());
            return Ok(Self { caller, door, case, guest: Some(guest) });
        }
        let named = <Path<Named> as FromRequestParts<Server>>::from_request_parts(parts, server).await;
        let Path(Named { case }) = named.map_err(|_| Problem::not_found().into_response())?;
        let Ok(caller) = <Caller as FromRequestParts<Server>>::from_request_parts(parts, server).await;
        let door = caller.signed_in().map_err(Problem::into_response)?;
        Ok(Self { caller, door, case, guest: None })
    }
}

impl Viewer {
    /// Whether they take part from outside.
    pub const fn is_outside(&self) -> bool {
        self.guest.is_some()
    }

    /// The head of their pages.
    pub fn head(&self, row: &CaseRow, current: &'static str) -> Head {
        match &self.guest {
            Some(guest) => guest.head(row, current),
            None => Head::at_the_desk(row, &self.caller, current),
        }
    }

    /// The frame of their pages.
    pub fn frame(&self, server: &Server, row: &CaseRow) -> Frame {
        match &self.guest {
            Some(guest) => guest.frame(server, row),
            None => {
                let mut frame = desk::frame(server, &self.caller);
                frame.exercise = row.exercise == 1;
                frame.reference = Some(row.reference.clone());
                frame
            }
        }
    }

    /// Where the case is reached.
    pub fn base(&self) -> String {
        if self.is_outside() { format!("/case/{}", self.case) } else { super::address(&self.case) }
    }
}

/// One route with its two addresses, at the desk and outside: the act asks the policy either way.
pub fn both<H, T>(method: Method, [desk, outside]: [&'static str; 2], verb: Verb, handler: H) -> [Route; 2]
where
    H: Handler<T, Server>,
    T: 'static,
{
    [
        Route::new(method.clone(), desk, Gate::SignedIn(verb), handler.clone()),
        Route::new(method, outside, Gate::Party, handler),
    ]
}
