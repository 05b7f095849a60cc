//! Tasks of a case, at the desk and for those who do some of them from outside.

mod outside;
mod view;

pub use outside::OwnTasksPage;
pub use view::{Task, TasksPage};

use super::{
    address,
    form::{self, Asked, Faults, filled},
};
use crate::{
    Server,
    door::Caller,
    form::Form,
    problem::Problem,
    rooms::desk::{self, dossier::Undone},
    route::{Gate, Route},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use meldkamer_app::{
    Failed,
    case::task::{self, Wish},
};
use meldkamer_domain::{access::Verb, refused::Refused, time::Instant};
use meldkamer_store::view as colleagues;

/// The routes of tasks.
pub fn routes() -> Vec<Route> {
    let mut all = vec![
        Route::get("/desk/case/{case}/tasks", Gate::SignedIn(Verb::ReadCase), look),
        Route::post("/desk/case/{case}/tasks", Gate::SignedIn(Verb::PlanTask), plan),
        Route::get("/desk/case/{case}/tasks/{id}", Gate::SignedIn(Verb::ReadCase), one),
        Route::post("/desk/case/{case}/tasks/{id}", Gate::SignedIn(Verb::PlanTask), change),
        Route::post("/desk/case/{case}/tasks/{id}/state", Gate::SignedIn(Verb::AnswerTask), answer),
        Route::post("/desk/case/{case}/tasks/{id}/undo", Gate::SignedIn(Verb::PlanTask), undo),
    ];
    all.extend(outside::routes());
    all
}

/// What the page says besides what is.
#[derive(Default)]
struct Said<'a> {
    /// The task that is shown by itself.
    one: Option<&'a str>,
    typed: Option<&'a Form>,
    faults: Faults,
    undone: Option<Undone>,
}

async fn look(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    shown(&server, &caller, &case, Said::default(), StatusCode::OK).await
}

async fn one(
    State(server): State<Server>,
    Path((case, id)): Path<(String, String)>,
    caller: Caller,
) -> Result<Response, Problem> {
    shown(&server, &caller, &case, Said { one: Some(&id), ..Said::default() }, StatusCode::OK).await
}

async fn shown(
    server: &Server,
    caller: &Caller,
    case: &str,
    said: Said<'_>,
    status: StatusCode,
) -> Result<Response, Problem> {
    let (whole, tasks) = task::at_the_desk(&server.house, &caller.signed_in()?, case).await?;
    let known = colleagues::colleagues(&server.house.database).await?;
    let shown = match said.one {
        Some(id) => Some(tasks.rows.iter().find(|row| row.id == id).ok_or_else(Problem::not_found)?),
        None => None,
    };
    let stands = shown.map_or_else(Form::default, |row| typed_of(row, &tasks, &server.house.zone()));
    let asked = Asked::new(server, caller, said.typed.unwrap_or(&stands), &said.faults);
    let fields = view::fields(&asked, &whole, &tasks, shown.map(|row| row.id.as_str()), caller.at);
    let past = match shown {
        Some(row) => task::past(&server.house, case, &row.id).await?,
        None => Vec::new(),
    };
    let page = TasksPage::of(caller, &whole, &tasks, &known, (shown, &past), (fields, said.undone));
    let mut frame = desk::frame(server, caller);
    frame.reference = Some(whole.row.reference.clone());
    frame.exercise = whole.row.exercise == 1;
    Ok((status, server.show(&frame, &page)?).into_response())
}

/// A task as its form shows it.
fn typed_of(
    row: &meldkamer_store::support_case::task::TaskRow,
    tasks: &task::Tasks,
    zone: &jiff::tz::TimeZone,
) -> Form {
    let owner = match (&row.account, &row.party) {
        (Some(account), _) => format!("staff:{account}"),
        (None, Some(party)) => format!("party:{party}"),
        (None, None) => String::new(),
    };
    let mut typed =
        filled([("task_title", row.title.clone()), ("task_body", row.body.clone()), ("owner", owner)]);
    if let Some(at) = row.due_at {
        typed.pairs.extend(form::shown("task_due", Instant::from_micros(at), zone));
    }
    let needs = tasks.needs.get(&row.id).into_iter().flatten();
    typed.pairs.extend(needs.map(|need| ("needs".to_owned(), need.clone())));
    typed
}

fn wish_of(server: &Server, typed: &Form) -> Wish {
    let text = |name: &str| typed.text(name).replace("\r\n", "\n");
    Wish {
        title: text("task_title"),
        body: text("task_body"),
        owner: text("owner"),
        until: form::instant(typed, "task_due", &server.house.zone()),
        needs: typed.all("needs").into_iter().filter(|need| !need.is_empty()).map(str::to_owned).collect(),
    }
}

/// A moment that was typed and could not be read is a fault, never silently nothing.
fn faults_of(server: &Server, typed: &Form, wish: &Wish) -> Faults {
    let mut faults = task::faults(wish);
    let given = !typed.text("task_due.date").is_empty() || !typed.text("task_due.time").is_empty();
    if given && form::instant(typed, "task_due", &server.house.zone()).is_none() {
        faults.push(("task_due".into(), "not-a-moment"));
    }
    faults
}

/// After planning or changing: back, or the form again with what is wrong.
async fn after(
    server: &Server,
    caller: &Caller,
    (case, id): (&str, Option<&str>),
    typed: &Form,
    done: Result<(), Failed>,
) -> Result<Response, Problem> {
    let said = match done {
        Ok(()) => return Ok(desk::back(&format!("{}/tasks", address(case)))),
        Err(Failed::Refused(Refused::NotUnderstood { field, fault })) => {
            Said { one: id, typed: Some(typed), faults: vec![(field, fault)], undone: None }
        }
        Err(Failed::Refused(refused)) if desk::dossier::can_be_told(&refused) => {
            let undone = Some(Undone::of(&refused, typed));
            let status = Problem::from(refused).status;
            return shown(server, caller, case, Said { one: id, undone, ..Said::default() }, status).await;
        }
        Err(failed) => return Err(failed.into()),
    };
    shown(server, caller, case, said, StatusCode::UNPROCESSABLE_ENTITY).await
}

async fn plan(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let wish = wish_of(&server, &typed);
    let faults = faults_of(&server, &typed, &wish);
    if !faults.is_empty() {
        let said = Said { typed: Some(&typed), faults, ..Said::default() };
        return shown(&server, &caller, &case, said, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let done = task::plan(&server.house, &caller.signed_in()?, &case, &wish).await;
    after(&server, &caller, (&case, None), &typed, done.map(drop)).await
}

async fn change(
    State(server): State<Server>,
    Path((case, id)): Path<(String, String)>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let wish = wish_of(&server, &typed);
    let faults = faults_of(&server, &typed, &wish);
    if !faults.is_empty() {
        let said = Said { one: Some(&id), typed: Some(&typed), faults, undone: None };
        return shown(&server, &caller, &case, said, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let (door, seen) = (caller.signed_in()?, desk::version(&typed));
    let done = task::change(&server.house, &door, &case, &id, &wish, seen).await;
    after(&server, &caller, (&case, Some(&id)), &typed, done).await
}

async fn answer(
    State(server): State<Server>,
    Path((case, id)): Path<(String, String)>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let (door, seen) = (caller.signed_in()?, desk::version(&typed));
    let said = (typed.text("state"), typed.text("result"));
    let done = task::answer(&server.house, &door, &case, &id, said, seen).await;
    answered(&server, &caller, (&case, &id), &typed, done).await
}

async fn undo(
    State(server): State<Server>,
    Path((case, id)): Path<(String, String)>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let (door, seen) = (caller.signed_in()?, desk::version(&typed));
    let done = task::undo(&server.house, &door, &case, &id, seen).await;
    answered(&server, &caller, (&case, &id), &typed, done).await
}

/// After a small act on one task: back to it, or the task with why it was not done and what was typed.
async fn answered(
    server: &Server,
    caller: &Caller,
    (case, id): (&str, &str),
    typed: &Form,
    done: Result<(), Failed>,
) -> Result<Response, Problem> {
    match done {
        Ok(()) => Ok(desk::back(&format!("{}/tasks/{id}", address(case)))),
        Err(Failed::Refused(refused)) if desk::dossier::can_be_told(&refused) => {
            let undone = Some(Undone::of(&refused, typed));
            let status = Problem::from(refused).status;
            shown(server, caller, case, Said { one: Some(id), undone, ..Said::default() }, status).await
        }
        Err(failed) => Err(failed.into()),
    }
}
