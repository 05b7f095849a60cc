//! The page of who sends evidence: a form that works without script, and with script a queue of files
//! that resumes after any break.

use super::receive;
use crate::{
    Server,
    door::Caller,
    page::Page,
    problem::Problem,
    route::{Gate, Route},
};
use axum::{
    extract::{DefaultBodyLimit, FromRequest, Multipart, Path, Request, State, multipart::Field as Part},
    handler::Handler,
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use meldkamer_app::{
    Door, Failed,
    evidence::{
        arrive::{self, Announced},
        arriving::Arriving,
        link,
    },
};
use meldkamer_domain::refused::Refused;
use meldkamer_store::evidence::{self, LinkRow};
use serde::Serialize;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/evidence/{secret}", Gate::Public, show),
        Route::post("/evidence/{secret}", Gate::Public, take.layer(DefaultBodyLimit::disable())),
    ]
}

/// The page.
#[derive(Clone, Debug, Serialize)]
pub struct SendPage {
    secret: String,
    person: String,
    purpose: String,
    ends_at: i64,
    address: String,
    recipient: String,
    files: Vec<Sent>,
    /// Why a form was not taken: a key of words, or nothing.
    wrong: &'static str,
    /// What is free, in words.
    free: String,
}

/// A file that came, or comes.
#[derive(Clone, Debug, Serialize)]
struct Sent {
    name: String,
    size: String,
    /// Hundredths that are here.
    percent: i64,
    digest: String,
    fits: bool,
    sealed: bool,
}

impl Page for SendPage {
    const TEMPLATE: &'static str = "evidence/send.html";

    fn title(&self) -> &'static str {
        "evidence-send-title"
    }

    fn samples() -> Vec<Self> {
        let sent = |percent, digest: &str, fits| Sent {
            name: "disk-server-01.e01".into(),
            size: "20 GB".into(),
            percent,
            digest: digest.into(),
            fits,
            sealed: fits,
        };
        let page = Self {
            secret: "ab".into(),
            person: "Noor van Dijk".into(),
            purpose: "Image of the file server".into(),
            ends_at: 1_795_189_200_000_000,
            address: "https://meldkamer.example/evidence/ab".into(),
            recipient: "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq".into(),
            files: Vec::new(),
            wrong: "",
            free: String::new(),
        };
        let files =
            vec![sent(40, "", true), sent(100, &"ab".repeat(32), true), sent(100, &"cd".repeat(32), false)];
        vec![
            page.clone(),
            Self { wrong: "no-room", free: "3 GB".into(), ..page.clone() },
            Self { wrong: "missing", ..page.clone() },
            Self { wrong: "broken", ..page.clone() },
            Self { files, ..page },
        ]
    }
}

async fn page(
    server: &Server,
    caller: &Caller,
    secret: &str,
    row: LinkRow,
    wrong: &'static str,
    free: u64,
) -> Result<Response, Problem> {
    let language = caller.language;
    let key = evidence::key_of(&server.house.database, &row.case_id).await?;
    let sent = arrive::sent(&server.house, &row).await?;
    let files = sent.into_iter().map(|(file, item)| Sent {
        name: file.name,
        size: language.size(file.length),
        percent: file.received.saturating_mul(100).checked_div(file.length).unwrap_or(100),
        fits: item.as_ref().is_none_or(|item| item.stated.is_empty() || item.stated == item.digest),
        digest: item.map(|item| item.digest).unwrap_or_default(),
        sealed: file.sealed == 1,
    });
    let page = SendPage {
        address: format!("{}/evidence/{secret}", server.house.settings.public_address()),
        secret: secret.to_owned(),
        person: row.person,
        purpose: row.purpose,
        ends_at: row.ends_at,
        recipient: key.map(|key| key.recipient).unwrap_or_default(),
        files: files.collect(),
        wrong,
        free: language.size(i64::try_from(free).unwrap_or(i64::MAX)),
    };
    let frame = server.frame_of(caller);
    if wrong.is_empty() { server.show(&frame, &page) } else { server.show_again(&frame, &page) }
}

async fn show(
    State(server): State<Server>,
    Path(secret): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let row = link::opened(&server.house, &secret, caller.at).await?;
    page(&server, &caller, &secret, row, "", 0).await
}

/// Takes the files of a plain form, each streamed to where it is kept.
async fn take(
    State(server): State<Server>,
    Path(secret): Path<String>,
    caller: Caller,
    request: Request,
) -> Result<Response, Problem> {
    let row = link::opened(&server.house, &secret, caller.at).await?;
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    let most = length.and_then(|text| text.parse().ok()).unwrap_or(1_u64);
    let unreadable = || Problem::new(StatusCode::BAD_REQUEST, "not-readable");
    let Ok(mut parts) = Multipart::from_request(request, &server).await else {
        return page(&server, &caller, &secret, row, "missing", 0).await;
    };
    let door = arrive::door(&row, caller.at, caller.language.code());
    let mut taken = 0;
    while let Some(part) = parts.next_field().await.map_err(|_| unreadable())? {
        if part.file_name().is_none_or(str::is_empty) {
            continue;
        }
        match file(&server, &door, &row, part, most).await {
            Ok(true) => taken += 1,
            Ok(false) => return page(&server, &caller, &secret, row, "broken", 0).await,
            Err(Failed::Refused(Refused::NoRoom { free })) => {
                return page(&server, &caller, &secret, row, "no-room", free).await;
            }
            Err(failed) => return Err(failed.into()),
        }
    }
    if taken == 0 {
        return page(&server, &caller, &secret, row, "missing", 0).await;
    }
    Ok(Redirect::to(&format!("/evidence/{secret}#sent")).into_response())
}

/// One file of the form; false when the line broke. A form cannot resume: what came is let go.
async fn file(
    server: &Server,
    door: &Door,
    link: &LinkRow,
    mut part: Part<'_>,
    most: u64,
) -> Result<bool, Failed> {
    let house = &server.house;
    let wish = Announced {
        name: part.file_name().unwrap_or_default().to_owned(),
        media: part.content_type().unwrap_or("application/octet-stream").to_owned(),
        length: most.max(1),
        ..Announced::default()
    };
    let row = arrive::announce(house, door, link, &wish).await?;
    let id = row.id.clone();
    let mut arriving = Arriving::begin(house.clone(), door.clone(), link.clone(), row, 0, None).await?;
    let (mut some, mut whole) = (false, true);
    loop {
        match part.chunk().await {
            Ok(Some(chunk)) => {
                some |= !chunk.is_empty();
                arriving = receive::taken(arriving, &chunk).await?;
            }
            Ok(None) => break,
            Err(_) => {
                whole = false;
                break;
            }
        }
    }
    if some && whole {
        arriving.is_whole();
        return arriving.end(true).await.map(|_| true);
    }
    arriving.abandon().await;
    arrive::stop(house, door, link, &id).await?;
    Ok(whole)
}
