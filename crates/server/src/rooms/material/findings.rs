//! Findings and courses of action of a case at the desk, and letting the organisation see them.

mod view;

pub use view::{Action, Finding};

use super::{
    address, at_its_field,
    form::{Asked, sampled, wrong},
    frame, text,
};
use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Field, Kind, Page},
    problem::Problem,
    rooms::{case::Head, desk},
    route::{Gate, Route},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use meldkamer_app::material::{
    Faults,
    findings::{self, TEXT, Wish},
    look,
};
use meldkamer_domain::{
    access::Verb,
    course::{self, Both, Course},
    marking::Confidence,
    technique::TACTICS,
};
use meldkamer_store::material::{Part, finding::CourseRow};
use serde::Serialize;

/// The routes of findings and courses of action.
pub fn routes() -> Vec<Route> {
    let release = Gate::SignedIn(Verb::ReleaseMaterial);
    vec![
        Route::get("/desk/case/{case}/findings", Gate::SignedIn(Verb::ReadCase), show),
        Route::post("/desk/case/{case}/findings", Gate::SignedIn(Verb::AddMaterial), add),
        Route::post("/desk/case/{case}/courses", Gate::SignedIn(Verb::AddMaterial), add_course),
        Route::post("/desk/case/{case}/findings/{id}/release", release, release_finding),
        Route::post("/desk/case/{case}/courses/{id}/release", release, release_course),
    ]
}

/// The page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FindingsPage {
    head: Head,
    findings: Vec<Finding>,
    courses: Vec<Action>,
    fields: Vec<Field>,
    course_fields: Vec<Field>,
    wrong: Vec<Field>,
    /// Which form has something wrong: `finding`, `course`, or nothing.
    open: &'static str,
    removed: Vec<(&'static str, String, String)>,
}

fn fields(asked: &Asked<'_>) -> Vec<Field> {
    let tactics: Vec<&str> = TACTICS.iter().map(|(name, _)| *name).collect();
    let sure: Vec<_> = Confidence::ALL.iter().map(|one| one.code()).collect();
    vec![
        asked.line("title").required(),
        asked.long("body", 5, TEXT).required(),
        asked.helped(asked.line("technique")),
        asked.one_of("tactic", "tactic", &tactics, true),
        asked.helped(asked.line("evidence")),
        asked.one_of("confidence", "confidence", &sure, true).required(),
    ]
}

/// The texts of a course stand in both languages, one under the other.
fn course_fields(asked: &Asked<'_>) -> Vec<Field> {
    let blank = Course::default();
    let mut all = Vec::new();
    for (name, _) in blank.texts() {
        for language in ["nl", "en"] {
            let field = format!("{name}_{language}");
            let rows = if name == "name" { 1 } else { 3 };
            all.push(if rows == 1 { asked.line(&field) } else { asked.long(&field, rows, course::LONGEST) });
        }
    }
    for (name, _, list) in blank.choices() {
        let prefix = if ["cost", "efficacy", "impact"].contains(&name) { "amount" } else { name };
        let field = asked.one_of(name, prefix, list, true);
        all.push(if name == "verb" { field } else { field.required() });
    }
    let effort =
        Kind::Number { value: asked.typed("effort").to_owned(), unit: asked.say("material-minutes") };
    all.push(asked.field("effort", effort));
    let expires = Kind::Text { value: asked.typed("expires").to_owned(), input: "date", autocomplete: "off" };
    all.push(asked.helped(asked.field("expires", expires)));
    all
}

async fn show(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    page(&server, &caller, &case, &Form::default(), ("", &Faults::new())).await
}

async fn page(
    server: &Server,
    caller: &Caller,
    case: &str,
    typed: &Form,
    (open, faults): (&'static str, &Faults),
) -> Result<Response, Problem> {
    let row = look(&server.house, &caller.signed_in()?, case, Part::Finding).await?;
    let (all, courses) = findings::all(&server.house, case).await?;
    let (blank, none) = (Form::default(), Faults::new());
    let asked = |form: &str| {
        let mine = form == open;
        (if mine { typed } else { &blank }, if mine { faults } else { &none })
    };
    let ((one, first), (two, second)) = (asked("finding"), asked("course"));
    let fields = fields(&Asked::new(server, caller, one, first));
    let course_fields = course_fields(&Asked::new(server, caller, two, second));
    let language = caller.language.code();
    let action = |row: &CourseRow| Action::of(&row.id, &findings::course_of(row), row.released_at, language);
    let gone = all.iter().filter(|row| row.removed_at.is_some());
    let gone = gone.map(|row| ("findings", row.id.clone(), row.title.clone()));
    let more = courses.iter().filter(|row| row.removed_at.is_some());
    let more = more.map(|row| ("courses", row.id.clone(), action(row).name));
    let page = FindingsPage {
        head: Head::at_the_desk(&row, caller, "findings"),
        findings: all.iter().filter(|row| row.removed_at.is_none()).map(Finding::of).collect(),
        courses: courses.iter().filter(|row| row.removed_at.is_none()).map(action).collect(),
        removed: gone.chain(more).collect(),
        wrong: wrong(&[fields.clone(), course_fields.clone()].concat()),
        fields,
        course_fields,
        open,
    };
    let frame = frame(server, caller, &row);
    if faults.is_empty() { server.show(&frame, &page) } else { server.show_again(&frame, &page) }
}

async fn add(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let wish = Wish {
        title: text(&typed, "title"),
        body: text(&typed, "body"),
        technique: text(&typed, "technique"),
        tactic: text(&typed, "tactic"),
        evidence: text(&typed, "evidence"),
        confidence: text(&typed, "confidence"),
    };
    let faults = findings::faults(&wish);
    if !faults.is_empty() {
        return page(&server, &caller, &case, &typed, ("finding", &faults)).await;
    }
    findings::add(&server.house, &caller.signed_in()?, &case, &wish).await?;
    Ok(desk::back(&address(&case, Part::Finding)))
}

/// The course of action that was typed; an effort that is no number is one that is out of range.
fn course_of(typed: &Form) -> Course {
    let both = |name: &str| Both {
        nl: text(typed, &format!("{name}_nl")).trim().to_owned(),
        en: text(typed, &format!("{name}_en")).trim().to_owned(),
    };
    let one = |name: &str| typed.text(name).to_owned();
    let effort = typed.text("effort");
    Course {
        name: both("name"),
        description: both("description"),
        objective: both("objective"),
        preconditions: both("preconditions"),
        risk: both("risk"),
        verify: both("verify"),
        level: one("level"),
        who: one("who"),
        stage: one("stage"),
        kind: one("kind"),
        verb: one("verb"),
        cost: one("cost"),
        efficacy: one("efficacy"),
        impact: one("impact"),
        reversible: one("reversible"),
        effort: (!effort.is_empty()).then(|| effort.parse().unwrap_or(-1)),
        expires: one("expires"),
    }
}

async fn add_course(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let course = course_of(&typed);
    let mut faults = findings::course_faults(&course);
    for (field, _) in &mut faults {
        // A text has two fields; what is wrong is told at the first.
        if course.texts().iter().any(|(name, _)| name == field) {
            field.push_str("_nl");
        }
    }
    if !faults.is_empty() {
        return page(&server, &caller, &case, &typed, ("course", &faults)).await;
    }
    findings::add_course(&server.house, &caller.signed_in()?, &case, &course).await?;
    Ok(desk::back(&address(&case, Part::Course)))
}

async fn release_finding(
    State(server): State<Server>,
    Path((case, id)): Path<(String, String)>,
    caller: Caller,
) -> Result<Response, Problem> {
    findings::release(&server.house, &caller.signed_in()?, &case, Part::Finding, &id).await?;
    Ok(desk::back(&address(&case, Part::Finding)))
}

async fn release_course(
    State(server): State<Server>,
    Path((case, id)): Path<(String, String)>,
    caller: Caller,
) -> Result<Response, Problem> {
    let done = findings::release(&server.house, &caller.signed_in()?, &case, Part::Course, &id).await;
    let mut faults = at_its_field(done)?;
    if faults.is_empty() {
        return Ok(desk::back(&address(&case, Part::Course)));
    }
    faults.iter_mut().for_each(|(field, _)| field.push_str("_nl"));
    page(&server, &caller, &case, &Form::default(), ("course", &faults)).await
}

impl Page for FindingsPage {
    const TEMPLATE: &'static str = "material/findings.html";

    fn title(&self) -> &'static str {
        "material-findings-title"
    }

    fn samples() -> Vec<Self> {
        let none = Self {
            head: Head::sample("findings", true),
            fields: sampled(&[], &[], fields),
            course_fields: sampled(&[], &[], course_fields),
            ..Self::default()
        };
        let bad = sampled(&[], &["name_nl", "level", "effort"], course_fields);
        let (finding, action) = (Finding::sample(), Action::sample());
        let at = Some(1_763_653_200_000_000);
        vec![
            Self {
                findings: vec![finding.clone(), Finding { id: "fnd_2".into(), released_at: at, ..finding }],
                courses: vec![
                    action.clone(),
                    Action { id: "cou_2".into(), released_at: at, gaps: vec![], ..action },
                ],
                removed: vec![("courses", "cou_3".into(), "Weg <b>".into())],
                wrong: wrong(&bad),
                course_fields: bad,
                open: "course",
                ..none.clone()
            },
            none,
        ]
    }
}
