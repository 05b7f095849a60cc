//! Answer: what the CSIRT writes to the reporter, and the request for an intermediate report.
//!
//! A text is pre-filled from the decision; a person reads it over, changes it and sends it.

mod letters;

use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Page, Sample, samples_of},
    problem::Problem,
    rooms::assessment::{frame, to, view::Head, view::sample_row},
    route::{Gate, Route},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use jiff::{civil::DateTime, tz::TimeZone};
use meldkamer_app::{
    Door, Failed, House,
    answer::{self, Prepared},
};
use meldkamer_domain::{
    access::{Role, Verb},
    refused::Refused,
    time::Instant,
};
use meldkamer_store::message::MessageRow;
use serde::Serialize;

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/desk/dossiers/{reference}/answer", Gate::SignedIn(Verb::ReadDossier), look),
        Route::post("/desk/dossiers/{reference}/answer", Gate::SignedIn(Verb::Answer), send),
        Route::post("/desk/dossiers/{reference}/message", Gate::SignedIn(Verb::Answer), write),
        Route::post(
            "/desk/dossiers/{reference}/ask-intermediate",
            Gate::SignedIn(Verb::AskIntermediate),
            ask,
        ),
    ]
}

/// Every state of every page of this room.
pub fn samples() -> Vec<Sample> {
    samples_of::<AnswerPage>()
}

async fn look(
    State(server): State<Server>,
    caller: Caller,
    Path(reference): Path<String>,
) -> Result<Response, Problem> {
    let door = caller.signed_in()?;
    let prepared = answer::prepare(&server.house, &door, &reference).await?;
    let page = AnswerPage::of(&prepared, &server.house, &door);
    server.show(&frame(&server, &caller, &prepared.dossier), &page)
}

async fn send(
    State(server): State<Server>,
    caller: Caller,
    Path(reference): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let done = answer::send(&server.house, &caller.signed_in()?, &reference, form.text("body")).await;
    after(server, caller, reference, form, done).await
}

async fn write(
    State(server): State<Server>,
    caller: Caller,
    Path(reference): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let done = answer::write(&server.house, &caller.signed_in()?, &reference, form.text("body")).await;
    after(server, caller, reference, form, done).await
}

async fn ask(
    State(server): State<Server>,
    caller: Caller,
    Path(reference): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let done = match moment(form.text("due.date"), form.text("due.time"), &server.house.zone()) {
        None => Err(Refused::field("due", "missing").into()),
        Some(due) => {
            let text = form.text("request");
            answer::ask_intermediate(&server.house, &caller.signed_in()?, &reference, due, text).await
        }
    };
    after(server, caller, reference, form, done).await
}

/// On to the page again; with everything that was typed when something must be put right.
async fn after(
    server: Server,
    caller: Caller,
    reference: String,
    form: Form,
    done: Result<(), Failed>,
) -> Result<Response, Problem> {
    let (field, fault) = match done {
        Ok(()) => return Ok(to(&reference, "answer")),
        Err(Failed::Refused(Refused::NotUnderstood { field, fault })) => (field, fault),
        Err(Failed::Refused(Refused::AlreadyDone)) => ("body".to_owned(), "already-answered"),
        Err(failed) => return Err(failed.into()),
    };
    let door = caller.signed_in()?;
    let prepared = answer::again(&server.house, &door, &reference).await?;
    let page = AnswerPage::of(&prepared, &server.house, &door).again(&form, &field, fault);
    server.show_again(&frame(&server, &caller, &prepared.dossier), &page)
}

/// A date and a time on the legal wall clock.
fn moment(date: &str, time: &str, zone: &TimeZone) -> Option<Instant> {
    let civil: DateTime = format!("{date}T{time}").parse().ok()?;
    Some(Instant::from_zoned(&zone.to_zoned_datetime(civil).ok()?))
}

fn paragraphs(body: &str) -> Vec<Vec<String>> {
    body.split("\n\n").map(|one| one.lines().map(str::to_owned).collect()).collect()
}

/// A message as the page shows it.
#[derive(Clone, Debug, Serialize)]
struct MessageView {
    at: i64,
    ours: bool,
    kind: String,
    author: String,
    /// Paragraphs, each a list of lines.
    body: Vec<Vec<String>>,
    read_at: Option<i64>,
}

impl From<&MessageRow> for MessageView {
    fn from(row: &MessageRow) -> Self {
        Self {
            at: row.at,
            ours: row.direction == "out",
            kind: row.kind.clone(),
            author: row.author.clone(),
            body: paragraphs(&row.body),
            read_at: row.read_at,
        }
    }
}

/// The page.
#[derive(Clone, Debug, Serialize)]
pub struct AnswerPage {
    head: Head,
    /// The reporter's language, in which we write.
    language: String,
    answered_at: Option<i64>,
    answer_due: Option<i64>,
    decided: bool,
    waits: bool,
    malice: bool,
    can_tell: bool,
    body: String,
    body_fault: &'static str,
    request: String,
    request_fault: &'static str,
    due_date: String,
    due_time: String,
    due_fault: &'static str,
    now_date: String,
    now_time: String,
    messages: Vec<MessageView>,
}

impl AnswerPage {
    /// The page with its texts pre-filled.
    pub fn of(prepared: &Prepared, house: &House, door: &Door) -> Self {
        let (zone, row) = (house.zone(), &prepared.dossier);
        let now = door.at.in_zone(&zone);
        let due = door.at.plus_hours(72).in_zone(&zone);
        let letters = letters::Letters::new(prepared, house, &zone);
        Self {
            head: Head::of(row, door.actor.role),
            language: row.language.clone(),
            answered_at: row.answered_at,
            answer_due: row.answer_due,
            decided: prepared.decided.is_some(),
            waits: prepared.waits,
            malice: prepared.malice,
            can_tell: prepared.can_tell,
            body: letters.body(),
            body_fault: "",
            request: letters.request(),
            request_fault: "",
            due_date: due.strftime("%Y-%m-%d").to_string(),
            due_time: due.strftime("%H:%M").to_string(),
            due_fault: "",
            now_date: now.strftime("%Y-%m-%d").to_string(),
            now_time: now.strftime("%H:%M").to_string(),
            messages: prepared.messages.iter().rev().map(MessageView::from).collect(),
        }
    }

    /// The same page with everything that was typed, and what is wrong with it.
    fn again(mut self, form: &Form, field: &str, fault: &'static str) -> Self {
        let asks = form.pairs.iter().any(|(name, _)| name == "request");
        if asks {
            form.text("request").clone_into(&mut self.request);
            form.text("due.date").clone_into(&mut self.due_date);
            form.text("due.time").clone_into(&mut self.due_time);
        } else {
            form.text("body").clone_into(&mut self.body);
        }
        match (field, asks) {
            ("due", _) => self.due_fault = fault,
            (_, true) => self.request_fault = fault,
            (_, false) => self.body_fault = fault,
        }
        self
    }
}

impl Page for AnswerPage {
    const TEMPLATE: &'static str = "assessment/answer.html";

    fn title(&self) -> &'static str {
        "assessment-answer-title"
    }

    fn samples() -> Vec<Self> {
        let at = 1_763_650_000_000_000;
        let message = |ours: bool, kind: &str| MessageView {
            at,
            ours,
            kind: kind.into(),
            author: "CSIRT <b>".into(),
            body: paragraphs("Wij helpen u.\n\nMet vriendelijke groet\n<b>"),
            read_at: ours.then_some(at),
        };
        let fresh = Self {
            head: Head::of(&sample_row(), Role::DutyOfficer),
            language: "nl".into(),
            answered_at: None,
            answer_due: Some(at + 3_600_000_000),
            decided: true,
            waits: false,
            malice: true,
            can_tell: true,
            body: "Beste melder".into(),
            body_fault: "",
            request: "Graag een verslag.".into(),
            request_fault: "",
            due_date: "2026-11-23".into(),
            due_time: "16:40".into(),
            due_fault: "",
            now_date: "2026-11-20".into(),
            now_time: "16:40".into(),
            messages: Vec::new(),
        };
        let said = vec![message(true, "answer"), message(false, "message"), message(true, "request")];
        vec![
            fresh.clone(),
            Self { head: Head::of(&sample_row(), Role::Analyst), ..fresh.clone() },
            Self { decided: false, waits: true, malice: false, can_tell: false, ..fresh.clone() },
            Self {
                body_fault: "missing",
                due_fault: "in-the-past",
                request_fault: "missing",
                ..fresh.clone()
            },
            Self {
                body_fault: "already-answered",
                due_fault: "missing",
                request_fault: "too-long",
                ..fresh.clone()
            },
            Self { decided: false, answered_at: Some(at), body_fault: "too-long", messages: said, ..fresh },
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wall_clock_is_read_in_the_legal_zone() {
        let zone = TimeZone::get("Europe/Amsterdam").unwrap();
        let read = moment("2026-11-23", "16:40", &zone).unwrap();
        assert_eq!(read, Instant::parse("2026-11-23T15:40:00Z").unwrap());
        assert_eq!(moment("2026-11-23", "", &zone), None);
    }
}
