//! Legal holds, and marks that change how long a dossier is kept.

use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Choice, Field, Kind, Page, Sample, samples_of},
    problem::Problem,
    rooms::sign_in::say::Say,
    route::{Gate, Route},
    texts::Texts,
    words::Words,
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use meldkamer_app::{
    Failed,
    account::Faults,
    erasing::hold::{self, Marks},
};
use meldkamer_domain::{access::Verb, refused::Refused};
use meldkamer_store::hold::HoldRow;
use serde::Serialize;

/// So many holds are shown: those that stand first.
const SHOWN: i64 = 200;
const HERE: &str = "/running/personal/holds";

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(HERE, Gate::SignedIn(Verb::PlaceHold), show),
        Route::post(HERE, Gate::SignedIn(Verb::PlaceHold), place),
        Route::post("/running/personal/holds/{id}/lift", Gate::SignedIn(Verb::LiftHold), lift),
        Route::post("/running/personal/marks", Gate::SignedIn(Verb::MarkKeeping), mark),
    ]
}

pub(super) fn samples() -> Vec<Sample> {
    samples_of::<Holds>()
}

/// The holds, and forms for a hold and a mark.
#[derive(Serialize)]
pub struct Holds {
    holds: Vec<HoldView>,
    place: Vec<Field>,
    marks: Vec<Field>,
}

#[derive(Serialize)]
struct HoldView {
    id: String,
    reference: String,
    reason: String,
    placed_at: i64,
    lifted_at: Option<i64>,
    lift_reason: String,
    lift: Field,
}

/// What was typed, and into which of the forms.
#[derive(Default)]
struct Typed {
    form: &'static str,
    reference: String,
    reason: String,
    special: bool,
    proceedings: bool,
}

impl Holds {
    fn new(say: &Say<'_>, none: &Say<'_>, rows: Vec<HoldRow>, typed: &Typed) -> Self {
        let fill = |form: &str, text: &str| if typed.form == form { text.to_owned() } else { String::new() };
        let say_in = |form: &str| if typed.form == form { say } else { none };
        let field = |form: &str, name: &str, text: &str| {
            let words = say_in(form);
            words.must(name, Kind::text(fill(form, text)))
        };
        let choice =
            |name: &str, on| Choice::new(name, none.words(&format!("personal-mark-{name}"))).chosen(on);
        let marks = vec![
            choice("special", typed.form == "mark" && typed.special),
            choice("proceedings", typed.form == "mark" && typed.proceedings),
        ];
        let view = |row: HoldRow| {
            let form = row.id.clone();
            let mut lift = field(if typed.form == "lift" { "lift" } else { "" }, "reason", "");
            lift.name = "reason".into();
            HoldView {
                id: form,
                reference: row.reference,
                reason: row.reason,
                placed_at: row.placed_at,
                lifted_at: row.lifted_at,
                lift_reason: row.lift_reason,
                lift,
            }
        };
        let mut named = vec![
            field("mark", "reference", &typed.reference),
            none.may("marks", Kind::Choices { choices: marks }),
            field("mark", "reason", &typed.reason),
        ];
        // Two forms on one page: the names that are sent are the same, what labels point at is not.
        named.iter_mut().for_each(|field| field.name = format!("mark-{}", field.name));
        Self {
            holds: rows.into_iter().map(view).collect(),
            place: vec![field("hold", "reference", &typed.reference), field("hold", "reason", &typed.reason)],
            marks: named,
        }
    }
}

impl Page for Holds {
    const TEMPLATE: &'static str = "personal/holds.html";

    fn title(&self) -> &'static str {
        "personal-holds-title"
    }

    fn samples() -> Vec<Self> {
        let Ok(words) = Words::read(&Texts::embedded()) else { return Vec::new() };
        let (none, faults) = (Vec::new(), vec![("reference", "no-dossier"), ("reason", "missing")]);
        let (quiet, loud) = (Say::sample(&words, &none), Say::sample(&words, &faults));
        let row = |id: &str, lifted_at| HoldRow {
            id: id.into(),
            dossier: "dos_1".into(),
            reference: "NL-26-ABCD-EF12-3".into(),
            reason: "Procedure bij de rechtbank <b>".into(),
            placed_by: "administrator:sta_1".into(),
            placed_at: 1_763_653_200_000_000,
            lifted_by: None,
            lifted_at,
            lift_reason: "Uitspraak is onherroepelijk".into(),
        };
        let rows = || vec![row("hol_1", None), row("hol_2", Some(1_773_653_200_000_000))];
        let typed = Typed { form: "mark", reference: "NL".into(), special: true, ..Typed::default() };
        let wrong = Typed { form: "hold", reference: "NL".into(), ..Typed::default() };
        vec![
            Self::new(&quiet, &quiet, Vec::new(), &Typed::default()),
            Self::new(&loud, &quiet, rows(), &typed),
            Self::new(&loud, &quiet, rows(), &wrong),
        ]
    }
}

async fn page(server: &Server, caller: &Caller, typed: &Typed, faults: &Faults) -> Result<Holds, Problem> {
    let none = Vec::new();
    let (say, quiet) = (Say::new(server, caller.language, faults), Say::new(server, caller.language, &none));
    Ok(Holds::new(&say, &quiet, hold::list(&server.house, SHOWN).await?, typed))
}

async fn show(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let page = page(&server, &caller, &Typed::default(), &Vec::new()).await?;
    server.show(&server.frame_of(&caller), &page)
}

/// Back to the page, or the page again with what is wrong.
async fn settle(
    server: &Server,
    caller: &Caller,
    typed: &Typed,
    done: Result<(), Failed>,
) -> Result<Response, Problem> {
    let fault = match done {
        Ok(()) => return Ok(Redirect::to(HERE).into_response()),
        Err(Failed::Refused(Refused::ReasonNeeded { .. })) => ("reason", "missing"),
        Err(Failed::Refused(Refused::NotUnderstood { fault, .. })) => ("reference", fault),
        Err(Failed::Refused(Refused::AlreadyDone)) if typed.form == "hold" => ("reference", "held"),
        Err(other) => return Err(other.into()),
    };
    let page = page(server, caller, typed, &vec![fault]).await?;
    server.show_again(&server.frame_of(caller), &page)
}

async fn place(State(server): State<Server>, caller: Caller, form: Form) -> Result<Response, Problem> {
    let text = |name: &str| form.text(name).to_owned();
    let typed =
        Typed { form: "hold", reference: text("reference"), reason: text("reason"), ..Typed::default() };
    let done = hold::place(&server.house, &caller.signed_in()?, &typed.reference, &typed.reason).await;
    settle(&server, &caller, &typed, done).await
}

async fn lift(
    State(server): State<Server>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let typed = Typed { form: "lift", ..Typed::default() };
    let done = hold::lift(&server.house, &caller.signed_in()?, &id, form.text("reason")).await;
    settle(&server, &caller, &typed, done).await
}

async fn mark(State(server): State<Server>, caller: Caller, form: Form) -> Result<Response, Problem> {
    let chosen = form.all("mark-marks");
    let typed = Typed {
        form: "mark",
        reference: form.text("mark-reference").to_owned(),
        reason: form.text("mark-reason").to_owned(),
        special: chosen.contains(&"special"),
        proceedings: chosen.contains(&"proceedings"),
    };
    let marks = Marks { special: typed.special, proceedings: typed.proceedings };
    let done = hold::mark(&server.house, &caller.signed_in()?, &typed.reference, marks, &typed.reason).await;
    settle(&server, &caller, &typed, done).await
}
