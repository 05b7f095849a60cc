//! One dossier as an authority sees it: its part, its limits, and its own requests.

use super::view::{Group, Limit, Stage, Voice};
use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Field, Kind, Page, Sample, samples_of},
    problem::Problem,
    rooms::desk,
    route::{Gate, Route},
    words::{Gaps, sample_words},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use jiff::{civil::Date, tz::TimeZone};
use meldkamer_app::{
    Failed, answer,
    authority::{
        part::{self, Opened},
        request,
    },
};
use meldkamer_domain::{access::Verb, refused::Refused, time::Instant};
use meldkamer_store::request::RequestRow;
use serde::Serialize;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/authority/dossiers/{reference}", Gate::SignedIn(Verb::ReadPart), open),
        Route::post("/authority/dossiers/{reference}/request", Gate::SignedIn(Verb::RequestReport), ask),
    ]
}

pub(super) fn samples() -> Vec<Sample> {
    samples_of::<PartPage>()
}

/// The page.
#[derive(Clone, Debug, Serialize)]
pub struct PartPage {
    /// Only the form, with what is wrong: what was refused shows nothing of the dossier.
    form_only: bool,
    reference: String,
    organisation: String,
    withdrawn: bool,
    stages: Vec<Stage>,
    limits: Vec<Limit>,
    requests: Vec<Asked>,
    by: Field,
    body: Field,
    wrong: Vec<Field>,
}

/// One request of this authority.
#[derive(Clone, Debug, Serialize)]
struct Asked {
    at: i64,
    due: Option<i64>,
    met: Option<i64>,
}

impl Page for PartPage {
    const TEMPLATE: &'static str = "authority/dossier.html";

    fn title(&self) -> &'static str {
        "authority-dossier"
    }

    fn samples() -> Vec<Self> {
        let group = Group::sample();
        let stage = |version, newest| Stage {
            stage: "early-warning".into(),
            version,
            at: 1_763_653_200_000_000,
            newest,
            groups: vec![group.clone()],
        };
        let limit = |state| Limit {
            stage: "Incidentmelding".into(),
            regime: "Cyberbeveiligingswet".into(),
            clause: "Cbw 27".into(),
            state,
            due: 1_763_739_600_000_000,
            met: (state == "done").then_some(1_763_653_200_000_000),
        };
        let asked = |due| Asked { at: 1_763_653_200_000_000, due, met: due };
        let (due, body) = fields(&sample_words(), &Form::default(), None);
        let bare = Self {
            form_only: false,
            reference: "NL-26-ABCD-EFGH-J".into(),
            organisation: String::new(),
            withdrawn: true,
            stages: Vec::new(),
            limits: Vec::new(),
            requests: Vec::new(),
            by: due.clone(),
            body: body.clone(),
            wrong: Vec::new(),
        };
        let wrong = body.clone().error("Vul dit in.");
        let refused = Self { form_only: true, withdrawn: false, wrong: vec![wrong.clone()], ..bare.clone() };
        vec![
            bare.clone(),
            refused,
            Self {
                organisation: "Waterbedrijf <Noord>".into(),
                withdrawn: false,
                stages: vec![stage(2, true), stage(1, false)],
                limits: ["open", "soon", "late", "done"].map(limit).into(),
                requests: vec![asked(None), asked(Some(1_763_739_600_000_000))],
                wrong: vec![wrong.clone()],
                body: wrong,
                ..bare
            },
        ]
    }
}

/// The fields of a request, with what was typed and what is wrong.
fn fields(say: &dyn Fn(&str) -> String, typed: &Form, wrong: Option<(&str, &'static str)>) -> (Field, Field) {
    let text = |name: &str| typed.text(name).to_owned();
    let moment = Kind::Moment {
        date: text("due.date"),
        time: text("due.time"),
        now_date: String::new(),
        now_time: String::new(),
    };
    let most = u32::try_from(answer::LONGEST).unwrap_or(u32::MAX);
    let due = Field::new("due", say("authority-ask-due"), moment).hint(say("authority-ask-due.hint"));
    let body = Kind::Long { value: text("body"), rows: 5, most };
    let body = Field::new("body", say("authority-ask-body"), body).required();
    let fault = |field: Field| match wrong {
        Some((name, fault)) if name == field.name => field.error(say(&format!("authority-fault-{fault}"))),
        _ => field,
    };
    (fault(due), fault(body))
}

/// The moment that was typed: none when the fields are empty, a fault when it is no moment.
fn moment(typed: &Form, zone: &TimeZone) -> Result<Option<Instant>, (&'static str, &'static str)> {
    let (date, time) = (typed.text("due.date"), typed.text("due.time"));
    if date.is_empty() && time.is_empty() {
        return Ok(None);
    }
    let day: Date = date.parse().map_err(|_| ("due", "impossible-date"))?;
    let clock: jiff::civil::Time =
        if time.is_empty() { "23:59" } else { time }.parse().map_err(|_| ("due", "impossible-date"))?;
    let zoned = day.to_datetime(clock).to_zoned_datetime(zone.clone());
    zoned.map(|zoned| Some(Instant::from_zoned(&zoned))).map_err(|_| ("due", "impossible-date"))
}

impl PartPage {
    fn of(server: &Server, caller: &Caller, opened: &Opened) -> Self {
        let voice = Voice::new(server, caller);
        let row = voice.row(&opened.held);
        let asked = |one: &RequestRow| Asked { at: one.at, due: one.due_at, met: one.met_at };
        Self {
            form_only: false,
            organisation: row.organisation,
            withdrawn: row.withdrawn,
            stages: voice.stages(&opened.held),
            limits: opened.limits.iter().map(|one| voice.limit(one)).collect(),
            requests: opened.requests.iter().map(asked).collect(),
            ..Self::form(server, caller, row.reference, &Form::default(), None)
        }
    }

    /// The form of a request, and nothing of the dossier.
    fn form(
        server: &Server,
        caller: &Caller,
        reference: String,
        typed: &Form,
        wrong: Option<(&str, &'static str)>,
    ) -> Self {
        let words = server.pages.words();
        let say = |key: &str| words.say_anyhow(caller.language, key, &Gaps::new());
        let (due, body) = fields(&say, typed, wrong);
        Self {
            form_only: true,
            reference,
            organisation: String::new(),
            withdrawn: false,
            stages: Vec::new(),
            limits: Vec::new(),
            requests: Vec::new(),
            wrong: [&due, &body].into_iter().filter(|field| !field.error.is_empty()).cloned().collect(),
            by: due,
            body,
        }
    }
}

async fn open(
    State(server): State<Server>,
    Path(reference): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let opened = part::open(&server.house, &caller.signed_in()?, &reference).await?;
    let page = PartPage::of(&server, &caller, &opened);
    let mut frame = server.frame_of(&caller);
    frame.reference = Some(page.reference.clone());
    server.show(&frame, &page)
}

async fn ask(
    State(server): State<Server>,
    Path(reference): Path<String>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let door = caller.signed_in()?;
    let wrong = match moment(&typed, &server.house.zone()) {
        Err(wrong) => wrong,
        Ok(due) => match request::ask(&server.house, &door, &reference, due, typed.text("body")).await {
            Ok(()) => return Ok(desk::back(&format!("/authority/dossiers/{reference}#requests"))),
            Err(Failed::Refused(Refused::NotUnderstood { field, fault })) => {
                (if field == "due" { "due" } else { "body" }, fault)
            }
            Err(failed) => return Err(failed.into()),
        },
    };
    let held = part::holds(&server.house, &door, &reference).await?;
    let page = PartPage::form(&server, &caller, held.reference, &typed, Some(wrong));
    server.show_again(&server.frame_of(&caller), &page)
}
