//! The tasks that somebody does who takes part from outside: their own and no others.

use super::view::Task;
use crate::{
    Server,
    form::Form,
    page::Page,
    problem::Problem,
    rooms::{
        case::{Guest, Head},
        desk::{self, dossier::Undone},
    },
    route::{Gate, Route},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use meldkamer_app::{Failed, case::task};
use meldkamer_domain::access::Verb;
use serde::{Deserialize, Serialize};

/// The routes of somebody's own tasks.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/case/{case}/tasks", Gate::Party, look),
        Route::post("/case/{case}/tasks/{id}/state", Gate::Party, answer),
    ]
}

/// Somebody's own tasks.
#[derive(Clone, Debug, Default, Serialize)]
pub struct OwnTasksPage {
    head: Head,
    undone: Option<Undone>,
    tasks: Vec<Task>,
}

#[derive(Deserialize)]
struct OfTask {
    id: String,
}

async fn look(State(server): State<Server>, guest: Guest) -> Result<Response, Problem> {
    shown(&server, &guest, None, StatusCode::OK).await
}

async fn shown(
    server: &Server,
    guest: &Guest,
    undone: Option<Undone>,
    status: StatusCode,
) -> Result<Response, Problem> {
    let (part, tasks) = task::own(&server.house, &guest.door, &guest.case).await?;
    let own = tasks.rows.iter().filter(|row| row.party.as_ref() == Some(&part.party.id));
    let head = guest.head(&part.row, "tasks");
    let page = OwnTasksPage {
        head: Head { works: head.works && guest.may(Verb::AnswerTask), ..head },
        undone,
        tasks: own.map(|row| Task::of(row, &tasks, String::new(), guest.door.at)).collect(),
    };
    Ok((status, server.show(&guest.frame(server, &part.row), &page)?).into_response())
}

async fn answer(
    State(server): State<Server>,
    Path(OfTask { id }): Path<OfTask>,
    guest: Guest,
    typed: Form,
) -> Result<Response, Problem> {
    let said = (typed.text("state"), typed.text("result"));
    let seen = desk::version(&typed);
    match task::answer(&server.house, &guest.door, &guest.case, &id, said, seen).await {
        Ok(()) => Ok(desk::back(&format!("/case/{}/tasks", guest.case))),
        Err(Failed::Refused(refused)) if desk::dossier::can_be_told(&refused) => {
            let undone = Some(Undone::of(&refused, &typed));
            shown(&server, &guest, undone, Problem::from(refused).status).await
        }
        Err(failed) => Err(failed.into()),
    }
}

impl Page for OwnTasksPage {
    const TEMPLATE: &'static str = "case/own-tasks.html";

    fn title(&self) -> &'static str {
        "case-tasks-title"
    }

    fn samples() -> Vec<Self> {
        let head = Head::sample("tasks", false);
        let full = Self { head: head.clone(), tasks: Task::samples(), ..Self::default() };
        let undone = Some(Undone {
            code: "not-understood",
            field: "result".into(),
            fault: "missing",
            ..Undone::default()
        });
        vec![full, Self { head: Head { works: false, ..head }, undone, ..Self::default() }]
    }
}
