//! The desk for machines: the queue and dossiers, for who holds an API token.

mod row;

use super::{
    body::wrong,
    dossier::{Filing, Help, Message, filing},
    shapes::{Deadline, ProblemDetails, Significance, at},
};
use crate::{
    Server,
    door::Caller,
    problem::Problem,
    route::{Gate, Route},
};
use axum::{
    Json,
    extract::{Path, Query, State},
};
use meldkamer_app::desk::{
    queue::{self, Wish},
    read,
};
use meldkamer_domain::access::Verb;
use meldkamer_store::dossier::{After, DossierRow, Filter, listed::Turn};
use row::reasons;
pub use row::{Row, Why};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/queue", Gate::SignedIn(Verb::ReadQueue), list),
        Route::get("/api/v1/dossiers/{reference}", Gate::SignedIn(Verb::ReadDossier), open),
    ]
}

/// What the address may ask of the queue.
const ASKS: [&str; 8] = ["q", "state", "sector", "kind", "exercise", "assignee", "after", "language"];

/// Which rows are wanted.
pub(super) struct Wanted(BTreeMap<String, String>);

/// A page of rows.
#[derive(Debug, Serialize, ToSchema)]
pub struct Page {
    rows: Vec<Row>,
    /// Give this as `after` for the next page; absent on the last.
    next: Option<String>,
}

/// The queue in its order, or a search. Forty rows a page.
#[utoipa::path(
    get,
    path = "/api/v1/queue",
    tag = "desk",
    params(
        ("q" = Option<String>, Query, description = "Words that must all occur: then all dossiers are searched, newest first, not only the queue"),
        ("state" = Option<String>, Query, description = "Only this state"),
        ("sector" = Option<String>, Query, description = "Only this sector"),
        ("kind" = Option<String>, Query, description = "Only this kind"),
        ("exercise" = Option<bool>, Query, description = "Only exercises, or none"),
        ("assignee" = Option<String>, Query, description = "Only what this member of staff works on; empty for what nobody has"),
        ("after" = Option<String>, Query, description = "`next` of the page before"),
        ("language" = Option<String>, Query, description = "Language of the reasons: `nl` or `en`"),
    ),
    responses(
        (status = 200, description = "A page of rows", body = Page),
        (status = 401, description = "No token, or one that does not live", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, description = "The role may not do this", body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("token" = []))
)]
pub(super) async fn list(
    State(server): State<Server>,
    caller: Caller,
    Query(asked): Query<BTreeMap<String, String>>,
) -> Result<Json<Page>, Problem> {
    let wanted = Wanted::of(asked)?;
    let look = queue::look(&server.house, &caller.signed_in()?, &wanted.wish()?).await?;
    let searched = wanted.get("q").is_some();
    let next = look.rows.last().filter(|_| look.later).map(|row| match searched {
        true => row.serial.to_string(),
        false => format!("{}.{}.{}", row.tier, row.rank, row.serial),
    });
    let rows = look.rows.into_iter().map(|row| Row::of(row, &caller)).collect();
    Ok(Json(Page { rows, next }))
}

impl Wanted {
    fn of(asked: BTreeMap<String, String>) -> Result<Self, Problem> {
        match asked.keys().find(|key| !ASKS.contains(&key.as_str())) {
            Some(strange) => Err(wrong(strange, "unknown")),
            None => Ok(Self(asked)),
        }
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    fn wish(&self) -> Result<Wish, Problem> {
        let own = |name| self.get(name).filter(|text| !text.is_empty()).map(str::to_owned);
        let exercise = match self.get("exercise") {
            None => None,
            Some(flag) => Some(flag.parse().map_err(|_| wrong("exercise", "not-flag"))?),
        };
        let filter = Filter {
            queued: self.get("q").is_none(),
            exercise,
            state: own("state"),
            sector: own("sector"),
            kind: own("kind"),
            assignee: self.get("assignee").map(str::to_owned),
            entity: None,
            words: queue::words(self.get("q").unwrap_or_default()),
        };
        let lost = || wrong("after", "not-a-cursor");
        let numbers =
            |text: &str| text.split('.').map(|part| part.parse().ok()).collect::<Option<Vec<i64>>>();
        let after = self.get("after").map(|text| numbers(text).ok_or_else(lost)).transpose()?;
        match (self.get("q").is_some(), after.as_deref()) {
            (false, None) => Ok(Wish::Queue(filter, Turn::First)),
            (true, None) => Ok(Wish::Newest(filter, Turn::First)),
            (false, Some(&[tier, rank, serial])) => {
                Ok(Wish::Queue(filter, Turn::After(After { tier, rank, serial })))
            }
            (true, Some(&[serial])) => Ok(Wish::Newest(filter, Turn::After(serial))),
            _ => Err(lost()),
        }
    }
}

/// A moment as it was told, with its versions in order.
#[derive(Debug, Serialize, ToSchema)]
pub struct Moment {
    /// `occurred`, `detected`, `aware`, `classified`, `resolved`, `requested`.
    name: String,
    version: i64,
    #[schema(format = DateTime)]
    value: Option<String>,
    reason: String,
    /// Who said so: role and id.
    actor: String,
    #[schema(format = DateTime)]
    told_at: String,
}

/// A dossier as the CSIRT sees it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Dossier {
    reference: String,
    organisation: String,
    /// Whether it is bound to an entity of the register; until then nobody verified whose it is.
    verified: bool,
    title: String,
    sector: String,
    subsector: String,
    kind: String,
    duty: String,
    state: String,
    mark: String,
    mark_note: String,
    exercise: bool,
    channel: String,
    language: String,
    /// Rises with each change.
    version: i64,
    #[schema(format = DateTime)]
    received_at: String,
    #[schema(format = DateTime)]
    changed_at: String,
    #[schema(format = DateTime)]
    answer_due: Option<String>,
    #[schema(format = DateTime)]
    answered_at: Option<String>,
    urgency: String,
    score: Option<i64>,
    category: String,
    /// `yes`, `partly`, `no`, or empty.
    decision: String,
    assignee: Option<String>,
    reasons: Vec<Why>,
    significance: Significance,
    deadlines: Vec<Deadline>,
    moments: Vec<Moment>,
    filings: Vec<Filing>,
    /// Messages both ways; not the private notes.
    messages: Vec<Message>,
    /// Private notes of the CSIRT.
    notes: Vec<Message>,
    help: Vec<Help>,
    /// References of linked dossiers.
    linked: Vec<String>,
    /// References of other dossiers of the same organisation within six months.
    recurring: Vec<String>,
}

impl Dossier {
    fn of(server: &Server, caller: &Caller, opened: read::Opened) -> Self {
        let row: DossierRow = opened.row;
        let (notes, messages): (Vec<_>, Vec<_>) =
            opened.messages.iter().partition(|message| message.direction == "own");
        Self {
            verified: row.entity.is_some(),
            exercise: row.exercise == 1,
            version: row.version,
            received_at: at(row.received_at),
            changed_at: at(row.changed_at),
            answer_due: row.answer_due.map(at),
            answered_at: row.answered_at.map(at),
            reasons: reasons(&row.reasons, caller),
            significance: Significance::kept(&row.significance, caller.language),
            deadlines: opened.clocks.iter().map(Deadline::from).collect(),
            moments: opened
                .moments
                .into_iter()
                .map(|one| Moment {
                    name: one.name,
                    version: one.version,
                    value: one.value.map(at),
                    reason: one.reason,
                    actor: one.actor,
                    told_at: at(one.at),
                })
                .collect(),
            filings: opened.filings.iter().map(|(one, _)| filing(server, caller, one)).collect(),
            messages: messages.into_iter().map(Message::from).collect(),
            notes: notes.into_iter().map(Message::from).collect(),
            help: opened.help.iter().map(Help::from).collect(),
            linked: opened.links.into_iter().map(|(_, other)| other.reference).collect(),
            recurring: opened.recurring.into_iter().map(|other| other.reference).collect(),
            reference: row.reference,
            organisation: row.organisation,
            title: row.title,
            sector: row.sector,
            subsector: row.subsector,
            kind: row.kind,
            duty: row.duty,
            state: row.state,
            mark: row.mark,
            mark_note: row.mark_note,
            channel: row.channel,
            language: row.language,
            urgency: row.urgency,
            score: row.score,
            category: row.category,
            decision: row.decision,
            assignee: row.assignee,
        }
    }
}

/// Open a dossier. Each opening is an entry in its journal.
#[utoipa::path(
    get,
    path = "/api/v1/dossiers/{reference}",
    tag = "desk",
    params(("reference" = String, Path, description = "The reference")),
    responses(
        (status = 200, description = "The dossier as the CSIRT sees it", body = Dossier),
        (status = 401, description = "No token, or one that does not live", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, description = "The role may not do this", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 404, description = "No such dossier", body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("token" = []))
)]
pub(super) async fn open(
    State(server): State<Server>,
    Path(reference): Path<String>,
    caller: Caller,
) -> Result<Json<Dossier>, Problem> {
    let opened = read::open(&server.house, &caller.signed_in()?, &reference).await?;
    Ok(Json(Dossier::of(&server, &caller, opened)))
}
