//! Mails to the intake address: drafts that the desk completes and files.

use super::caller::groups;
use crate::{
    Server,
    door::Caller,
    form::Form,
    page::Page,
    problem::Problem,
    rooms::{
        desk::{address, back, frame},
        draft::{
            fields::Group,
            files::{File, Files, list},
        },
        mine::talk::as_download,
    },
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use meldkamer_app::desk::intake;
use meldkamer_domain::filing::from_form;
use meldkamer_store::draft::DraftRow;
use serde::Serialize;
use serde_json::{Map, Value};

/// The ways in, and the mails that wait.
#[derive(Debug, Default, Serialize)]
pub struct MailsPage {
    mails: Vec<Mail>,
    /// Those that were put aside.
    aside: Vec<Mail>,
    works: bool,
}

#[derive(Clone, Debug, Default, Serialize)]
struct Mail {
    id: String,
    from: String,
    at: i64,
}

impl Mail {
    fn of(row: DraftRow) -> Self {
        Self { id: row.id, from: row.origin, at: row.created_at }
    }
}

/// One mail as a form.
#[derive(Debug, Default, Serialize)]
pub struct MailPage {
    mail: Mail,
    files: Vec<File>,
    groups: Vec<Group>,
}

/// GET /desk/intake
pub(super) async fn look(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let mails = intake::mails(&server.house).await?.into_iter().map(Mail::of).collect();
    let aside = intake::mails_aside(&server.house).await?.into_iter().map(Mail::of).collect();
    let works = caller.signed_in.as_ref().is_some_and(|staff| crate::rooms::desk::dossier::works(staff.role));
    let page = MailsPage { mails, aside, works };
    server.show(&frame(&server, &caller), &page)
}

/// GET /desk/intake/mails/{id}
pub(super) async fn open(
    State(server): State<Server>,
    Path(id): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let intake::Waiting { row, answers: kept, files } =
        intake::open_mail(&server.house, &caller.signed_in()?, &id).await?;
    let value = |json: &str| serde_json::from_str(json).unwrap_or(Value::Null);
    let answers: Map<_, _> = kept.iter().map(|one| (one.question.clone(), value(&one.value))).collect();
    let (_, groups) = groups(&server, &caller, answers, &[]);
    let mail = Mail::of(row);
    let files = list(caller.language, &files);
    server.show(&frame(&server, &caller), &MailPage { mail, files, groups })
}

/// GET /desk/intake/mails/{id}/files/{file}: always a download, nobody knows what is in it.
pub(super) async fn fetch(
    State(server): State<Server>,
    Path((id, file)): Path<(String, String)>,
    caller: Caller,
) -> Result<Response, Problem> {
    let (row, bytes) = intake::mail_file(&server.house, &caller.signed_in()?, &id, &file).await?;
    Ok(as_download(&row.name, bytes))
}

/// POST /desk/intake/mails/{id}
pub(super) async fn file(
    State(server): State<Server>,
    Path(id): Path<String>,
    caller: Caller,
    form: Form,
) -> Result<Response, Problem> {
    let asked = form.pairs.iter().filter(|(name, _)| name != "base").cloned().collect::<Vec<_>>();
    let answers = from_form(&server.house.law().catalogue, &asked);
    let filed = intake::file_mail(&server.house, &caller.signed_in()?, &id, answers).await?;
    Ok(back(&address(&filed.dossier.reference)))
}

/// POST /desk/intake/mails/{id}/aside
pub(super) async fn put_aside(
    State(server): State<Server>,
    Path(id): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    intake::put_aside(&server.house, &caller.signed_in()?, &id, true).await?;
    Ok(back("/desk/intake#aside"))
}

/// POST /desk/intake/mails/{id}/back
pub(super) async fn bring_back(
    State(server): State<Server>,
    Path(id): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    intake::put_aside(&server.house, &caller.signed_in()?, &id, false).await?;
    Ok(back("/desk/intake"))
}

impl Page for MailsPage {
    const TEMPLATE: &'static str = "desk/intake.html";

    fn title(&self) -> &'static str {
        "desk-intake-title"
    }

    fn samples() -> Vec<Self> {
        let mail =
            Mail { id: "dra_1".into(), from: "ans@voorbeeld.nl <b>".into(), at: 1_763_653_200_000_000 };
        let (mails, aside) = (vec![mail.clone()], vec![mail]);
        vec![Self::default(), Self { mails, aside, works: true }]
    }
}

impl Page for MailPage {
    const TEMPLATE: &'static str = "desk/mail.html";

    fn title(&self) -> &'static str {
        "desk-mail-title"
    }

    fn samples() -> Vec<Self> {
        vec![Self::default(), Self { files: Files::sample(2).list, ..Self::default() }]
    }
}
