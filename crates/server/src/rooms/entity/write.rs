//! Entering an entity by hand, and changing one. What was typed is kept even when it cannot be right;
//! the page of the entity says what is to be put right.

use super::{
    fields::{Group, Typed, faults, groups},
    list::address,
    say::Say,
};
use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Field, Page, Sample, samples_of},
    problem::Problem,
    rooms::desk::{back, version},
    route::{Gate, Route},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use meldkamer_app::{Failed, entity};
use meldkamer_domain::{
    access::Verb,
    entity::{Entity, FIELDS, Gap, Severity},
    refused::Refused,
};
use serde::Serialize;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/desk/register/new", Gate::SignedIn(Verb::ChangeEntity), blank),
        Route::post("/desk/register/new", Gate::SignedIn(Verb::ChangeEntity), enter),
        Route::get("/desk/register/{id}/edit", Gate::SignedIn(Verb::ReadEntity), edit),
        Route::post("/desk/register/{id}/edit", Gate::SignedIn(Verb::ChangeEntity), change),
    ]
}

pub(super) fn samples() -> Vec<Sample> {
    samples_of::<WritePage>()
}

/// The form of an entity.
#[derive(Clone, Debug, Serialize)]
pub struct WritePage {
    /// Empty for a new one.
    id: String,
    name: String,
    version: i64,
    reason: String,
    groups: Vec<Group>,
    faults: Vec<Field>,
    /// What somebody else wrote meanwhile: field and text.
    others: Vec<(String, String)>,
    moved: bool,
}

impl WritePage {
    fn of(say: &Say<'_>, typed: &Typed, gaps: &[Gap]) -> Self {
        let groups = groups(say, typed, gaps, None);
        Self {
            id: String::new(),
            name: String::new(),
            version: 0,
            reason: String::new(),
            faults: faults(&groups),
            groups,
            others: Vec::new(),
            moved: false,
        }
    }
}

async fn blank(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let page = WritePage::of(&Say::new(&server, caller.language), &Typed::default(), &[]);
    server.show(&server.frame_of(&caller), &page)
}

async fn enter(State(server): State<Server>, caller: Caller, form: Form) -> Result<Response, Problem> {
    let typed = Typed::of(&form);
    match entity::add(&server.house, &caller.signed_in()?, &typed.told()).await {
        Ok((id, _)) => Ok(back(&format!("{}?saved", address(&id)))),
        Err(failed) => {
            let gaps = [gap_of(failed)?];
            let page = WritePage::of(&Say::new(&server, caller.language), &typed, &gaps);
            server.show_again(&server.frame_of(&caller), &page)
        }
    }
}

/// A field that an act refused, as a gap of the form; any other failure goes on.
pub(crate) fn gap_of(failed: Failed) -> Result<Gap, Problem> {
    match failed {
        Failed::Refused(Refused::NotUnderstood { field, fault }) => {
            Ok(Gap { field, code: fault, severity: Severity::Wrong, value: String::new() })
        }
        failed => Err(failed.into()),
    }
}

async fn edit(
    State(server): State<Server>,
    Path(id): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let opened = entity::open(&server.house, &caller.signed_in()?, &id).await?;
    let gaps = opened.kept.gaps(&server.house);
    let wrong: Vec<Gap> = gaps.into_iter().filter(|gap| gap.severity == Severity::Wrong).collect();
    let page = WritePage::of(&Say::new(&server, caller.language), &Typed::known(&opened.kept.entity), &wrong);
    let page = WritePage { id, name: opened.kept.row.name, version: opened.kept.row.version, ..page };
    server.show(&server.frame_of(&caller), &page)
}

async fn change(
    State(server): State<Server>,
    Path(id): Path<String>,
    caller: Caller,
    form: Form,
) -> Result<Response, Problem> {
    let (typed, door) = (Typed::of(&form), caller.signed_in()?);
    let seen = (version(&form), form.text("reason"));
    let failed = match entity::change(&server.house, &door, &id, seen, &typed.told()).await {
        Ok(_) => return Ok(back(&format!("{}?saved", address(&id)))),
        Err(failed) => failed,
    };
    let moved = matches!(failed, Failed::Refused(Refused::Moved));
    let gaps = if moved { Vec::new() } else { vec![gap_of(failed)?] };
    // Shown again, with what stands there now beside it.
    let now = entity::as_it_stands(&server.house, &id).await?;
    let say = Say::new(&server, caller.language);
    let page = WritePage::of(&say, &typed, &gaps);
    let others = if moved { differing(&say, &now.entity, &typed) } else { Vec::new() };
    let (name, version) = (now.row.name, if moved { now.row.version } else { seen.0 });
    let page = WritePage { id, name, version, reason: seen.1.to_owned(), others, moved, ..page };
    server.show_again(&server.frame_of(&caller), &page)
}

/// Where what stands there now differs from what was typed.
fn differing(say: &Say<'_>, now: &Entity, typed: &Typed) -> Vec<(String, String)> {
    let (mine, _) = meldkamer_domain::entity::read(now, &typed.told(), None);
    let differs = FIELDS.iter().filter(|field| now.texts(field.id) != mine.texts(field.id));
    differs.map(|field| (say.field(field.id), now.texts(field.id).join("; "))).collect()
}

impl Page for WritePage {
    const TEMPLATE: &'static str = "entity/write.html";

    fn title(&self) -> &'static str {
        if self.id.is_empty() { "entity-new-title" } else { "entity-edit-title" }
    }

    fn samples() -> Vec<Self> {
        Say::sample(|say| {
            let entity = super::page::sample_entity();
            let gap = |field: &str, code| Gap {
                field: field.into(),
                code,
                severity: Severity::Wrong,
                value: "10.0.0.0/8".into(),
            };
            let gaps = [gap("networks", "private-network"), gap("contacts.0.email", "not-an-email")];
            let known = Self {
                id: "org_1".into(),
                name: "Ans <b>".into(),
                version: 3,
                ..Self::of(say, &Typed::known(&entity), &gaps)
            };
            let moved =
                Self { moved: true, others: vec![("Naam".into(), "Ans <b>".into())], ..known.clone() };
            vec![Self::of(say, &Typed::default(), &[gap("name", "missing")]), known, moved]
        })
    }
}
