//! Whose a dossier is, at the desk: bound to an entity, only naming one, or unknown; binding it after
//! a call back, and undoing what was wrong.

use crate::{
    Server,
    door::Caller,
    form::Form,
    problem::Problem,
    route::{Gate, Route},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use meldkamer_app::binding::call_back::{self, Call, Standing};
use meldkamer_domain::access::{self, Tie, Verb};
use meldkamer_store::{binding::BindingRow, dossier::DossierRow, entity::contact::ContactRow};
use serde::Serialize;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/desk/dossiers/{reference}/bind", Gate::SignedIn(Verb::BindDossier), bind),
        Route::post("/desk/dossiers/{reference}/unbind", Gate::SignedIn(Verb::UnbindDossier), unbind),
    ]
}

/// Whose the dossier is, as the page shows it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Whose {
    /// The entity that it is bound to, or nothing.
    bound: String,
    /// How, and since when.
    how: String,
    since: Option<i64>,
    /// The entity that it only names, or nothing.
    named: String,
    /// The firm that reports for it.
    behalf: String,
    /// What to type in the form to mean the entity that it names.
    id: String,
    /// Known numbers to call, each with whose it is.
    numbers: Vec<(String, String)>,
    before: Vec<Before>,
    /// Whether this person may bind and undo.
    binds: bool,
}

/// A binding that was made, and perhaps undone.
#[derive(Clone, Debug, Serialize)]
struct Before {
    how: String,
    at: i64,
    number: String,
    spoken_to: String,
    note: String,
    undone_at: Option<i64>,
    reason: String,
}

impl From<&BindingRow> for Before {
    fn from(row: &BindingRow) -> Self {
        Self {
            how: row.how.clone(),
            at: row.at,
            number: row.number.clone(),
            spoken_to: row.spoken_to.clone(),
            note: row.note.clone(),
            undone_at: row.undone_at,
            reason: row.undone_reason.clone(),
        }
    }
}

impl Whose {
    /// Whose a dossier is, for somebody at the desk.
    pub fn of(row: &DossierRow, standing: &Standing, caller: &Caller) -> Self {
        let number = |one: &ContactRow| {
            let numbers = [&one.phone, &one.outside_phone].into_iter().filter(|phone| !phone.is_empty());
            let named = numbers.map(|phone| (phone.clone(), one.name.clone()));
            named.collect::<Vec<_>>()
        };
        let name = |one: &Option<meldkamer_store::entity::EntityRow>| {
            one.as_ref().map(|one| one.name.clone()).unwrap_or_default()
        };
        let role = caller.signed_in.as_ref().map(|one| one.role);
        Self {
            bound: name(&standing.bound),
            how: row.bound_how.clone(),
            since: row.bound_at,
            named: name(&standing.named),
            behalf: row.behalf.clone(),
            id: standing.named.as_ref().map(|one| one.name.clone()).unwrap_or_default(),
            numbers: standing.contacts.iter().flat_map(number).collect(),
            before: standing.bindings.iter().map(Before::from).collect(),
            binds: role.is_some_and(|role| access::ruling(role, Verb::BindDossier, Tie::Other)),
        }
    }

    /// Every look of it.
    pub fn samples() -> Vec<Self> {
        let at = 1_763_653_200_000_000;
        let row = BindingRow {
            how: "call-back".into(),
            number: "+31 20 000 00 00".into(),
            spoken_to: "Noor <b>".into(),
            note: "Nummer uit het register".into(),
            at,
            undone_at: Some(at),
            undone_reason: "Verkeerde organisatie".into(),
            ..BindingRow::default()
        };
        let named = Self {
            named: "Waterbedrijf <b>Noord</b>".into(),
            id: "Waterbedrijf Noord".into(),
            numbers: vec![("+31 20 000 00 00".into(), "Noor 24/7".into())],
            before: vec![Before::from(&row)],
            binds: true,
            ..Self::default()
        };
        let how = ["filed", "sign-in", "contact", "call-back"].map(|how| Self {
            bound: "Waterbedrijf <b>Noord</b>".into(),
            how: how.into(),
            since: Some(at),
            behalf: "Sloten <b>BV".into(),
            named: String::new(),
            ..named.clone()
        });
        let unknown = Self { binds: true, ..Self::default() };
        [named, unknown].into_iter().chain(how).collect()
    }
}

async fn bind(
    State(server): State<Server>,
    Path(reference): Path<String>,
    caller: Caller,
    form: Form,
) -> Result<Response, Problem> {
    let text = |name: &str| form.text(name).to_owned();
    let call = Call {
        entity: text("entity"),
        number: text("number"),
        spoken_to: text("spoken_to"),
        note: text("note"),
    };
    let done = call_back::bind_after_call(&server.house, &caller.signed_in()?, &reference, &call).await;
    super::dossier::after(&server, &caller, &reference, &form, done).await
}

async fn unbind(
    State(server): State<Server>,
    Path(reference): Path<String>,
    caller: Caller,
    form: Form,
) -> Result<Response, Problem> {
    let done = call_back::undo(&server.house, &caller.signed_in()?, &reference, form.text("reason")).await;
    super::dossier::after(&server, &caller, &reference, &form, done).await
}
