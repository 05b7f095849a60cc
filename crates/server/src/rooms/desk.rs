//! The desk: the queue, the dossier, other channels, ties between dossiers and the shift.
//!
//! Not here: assessing, deciding and answering, which hang on the same dossier.

pub mod binding;
pub mod dossier;
pub mod intake;
pub mod queue;
pub mod shift;
pub mod ties;

use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Choice, Frame, Sample},
    problem::Problem,
    route::Route,
};
use axum::response::{IntoResponse, Redirect, Response};
use meldkamer_store::view::ColleagueRow;
use serde::Serialize;

/// Every route of the desk.
pub fn routes() -> Vec<Route> {
    let rooms = [
        queue::routes(),
        dossier::routes(),
        binding::routes(),
        ties::routes(),
        shift::routes(),
        intake::routes(),
    ];
    rooms.into_iter().flatten().collect()
}

/// Every state of every page of the desk.
pub fn samples() -> Vec<Sample> {
    let mut all = crate::page::samples_of::<queue::QueuePage>();
    all.extend(crate::page::samples_of::<dossier::DossierPage>());
    all.extend(crate::page::samples_of::<shift::ShiftPage>());
    all.extend(intake::samples());
    all
}

/// The frame of a page for staff.
pub(crate) fn frame(server: &Server, caller: &Caller) -> Frame {
    server.frame_of(caller)
}

/// What the query of an address asks for, read like a form.
pub(crate) fn asked(caller: &Caller) -> Form {
    Form::of_query(caller.path.split_once('?').map_or("", |(_, query)| query))
}

/// Back to a page after something was done.
pub(crate) fn back(address: &str) -> Response {
    Redirect::to(address).into_response()
}

/// The address of a dossier at the desk.
pub(crate) fn address(reference: &str) -> String {
    format!("/desk/dossiers/{reference}")
}

/// The version of the dossier that the person looked at; none fits when it was not sent.
pub(crate) fn version(form: &Form) -> i64 {
    form.text("version").parse().unwrap_or(-1)
}

/// The id of the member of staff who asks.
pub(crate) fn me(caller: &Caller) -> Result<String, Problem> {
    Ok(caller.signed_in()?.actor.id)
}

/// Somebody beside what they did: a name, or else a capacity (`desk-by-<role>`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Who {
    /// The name, or nothing.
    pub name: String,
    /// The role as the journal names it.
    pub role: String,
}

impl Who {
    /// Reads an actor as the journal names it: `duty-officer:acc_…`.
    pub fn of(actor: &str, colleagues: &[ColleagueRow]) -> Self {
        let mut parts = actor.split(':');
        let (role, id) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let name = colleagues.iter().find(|one| one.id == id).map(|one| one.name.clone());
        Self { name: name.unwrap_or_default(), role: role.to_owned() }
    }
}

/// Choices out of a list of (id, label), with the one that is chosen.
pub(crate) fn choices<'a>(all: impl IntoIterator<Item = (&'a str, String)>, chosen: &str) -> Vec<Choice> {
    all.into_iter().map(|(id, label)| Choice::new(id, label).chosen(id == chosen)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_actor_is_told_by_name_where_we_know_it() {
        let row = ColleagueRow { id: "acc_1".into(), name: "Ans".into(), role: "analyst".into(), active: 1 };
        let who = |actor| Who::of(actor, std::slice::from_ref(&row));
        assert_eq!(who("analyst:acc_1"), Who { name: "Ans".into(), role: "analyst".into() });
        assert_eq!(who("stranger"), Who { name: String::new(), role: "stranger".into() });
    }
}
