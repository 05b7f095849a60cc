//! The journal as staff see it: the newest entries, one subject's chain, and the newest checkpoint.

use crate::{
    Server,
    door::Caller,
    page::{Page, Sample, samples_of},
    problem::Problem,
    route::{Gate, Route},
};
use axum::{
    extract::{Query, State},
    response::Response,
};
use meldkamer_domain::{access::Verb, reference::Reference};
use meldkamer_store::{
    Database, account, dossier,
    journal::{self, CheckpointRow, EntryRow},
};
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};

/// How many are shown.
const SHOWN: usize = 100;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/running/journal", Gate::SignedIn(Verb::ReadJournal), show)]
}

pub(super) fn samples() -> Vec<Sample> {
    samples_of::<Journal>()
}

/// Entries of the journal, the newest first.
#[derive(Serialize)]
pub struct Journal {
    subject: String,
    entries: Vec<Entry>,
    older: Option<i64>,
    checkpoint: Option<Checkpoint>,
}

#[derive(Serialize)]
struct Entry {
    at: i64,
    role: String,
    name: String,
    verb: String,
    refused: bool,
    subject: String,
    about: String,
    seq: i64,
    hash: String,
    sealed: bool,
}

#[derive(Serialize)]
struct Checkpoint {
    size: i64,
    at: i64,
    note: String,
}

impl Journal {
    fn new(
        subject: &str,
        rows: Vec<EntryRow>,
        checkpoint: Option<CheckpointRow>,
        names: &[(String, String)],
    ) -> Self {
        let full = rows.len() == SHOWN;
        let entries: Vec<Entry> = rows.into_iter().map(|row| entry(row, names)).collect();
        Self {
            older: entries
                .last()
                .filter(|_| full)
                .map(|last| if subject.is_empty() { last.at } else { last.seq }),
            entries,
            subject: subject.to_owned(),
            checkpoint: checkpoint.map(|row| Checkpoint { size: row.size, at: row.at, note: row.note }),
        }
    }
}

/// Role and id of who did something.
fn actor(row: &EntryRow) -> (&str, &str) {
    let mut parts = row.actor.split(':');
    (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
}

/// The journal knows ids; the names of people and the references of dossiers are looked up beside it.
fn entry(row: EntryRow, names: &[(String, String)]) -> Entry {
    let (role, id) = actor(&row);
    let named = |id: &str| names.iter().find(|one| one.0 == id).map(|one| one.1.clone());
    let about = row.subject.split_once(':').and_then(|(_, id)| named(id));
    Entry {
        at: row.at,
        role: role.to_owned(),
        name: named(id).unwrap_or_else(|| short(id)),
        about: about.unwrap_or_else(|| short(&row.subject)),
        verb: row.verb.replace('.', "-"),
        refused: row.outcome == "refused",
        subject: row.subject,
        seq: row.seq,
        hash: row.hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect(),
        sealed: row.leaf.is_some(),
    }
}

/// The end of a long id is enough to tell it from others on a page.
fn short(id: &str) -> String {
    match id.split_once('_') {
        Some((kind, rest)) if rest.len() > 8 => {
            format!("{kind}_…{}", rest.get(rest.len() - 8..).unwrap_or(rest))
        }
        _ => id.to_owned(),
    }
}

impl Page for Journal {
    const TEMPLATE: &'static str = "staff/journal.html";

    fn title(&self) -> &'static str {
        "staff-journal-title"
    }

    fn samples() -> Vec<Self> {
        let at = 1_763_653_200_000_000;
        let row = |seq, outcome: &str, leaf| EntryRow {
            subject: "dossier:dos_1".into(),
            seq,
            id: format!("ent_{seq}"),
            at,
            actor: "duty-officer:acc_1".into(),
            verb: "dossier.read".into(),
            outcome: outcome.into(),
            salt: Vec::new(),
            digest: Vec::new(),
            prev: Vec::new(),
            hash: vec![7; 32],
            leaf,
        };
        let people = [("acc_1".to_owned(), "Ans <b>".to_owned())];
        let checkpoint = CheckpointRow { size: 2, root: Vec::new(), note: "x\n2\nAAAA\n".into(), at };
        let many = (0..100).map(|seq| row(seq, "done", Some(seq))).collect();
        vec![
            Self::new("", Vec::new(), None, &[]),
            Self::new(
                "dossier:dos_1",
                vec![row(1, "refused", None), row(0, "done", Some(1))],
                Some(checkpoint),
                &people,
            ),
            Self::new("", many, None, &people),
        ]
    }
}

/// `?subject=` shows one chain; `?before=` goes on to what is older: from an instant on
/// in microseconds, or from a number on within a chain.
async fn show(
    State(server): State<Server>,
    caller: Caller,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Problem> {
    caller.signed_in()?;
    let database = &server.house.database;
    let typed = query.get("subject").map_or("", |text| text.trim());
    let subject = &subject_of(database, typed).await?;
    let before = query.get("before").and_then(|text| text.parse().ok()).unwrap_or(i64::MAX);
    let rows = if subject.is_empty() {
        journal::newest(database, before, SHOWN as i64).await?
    } else {
        journal::newest_of(database, subject, before, SHOWN as i64).await?
    };
    let about = |row: &EntryRow| row.subject.split_once(':').map(|(_, id)| id.to_owned());
    let met: BTreeSet<String> =
        rows.iter().flat_map(|row| about(row).into_iter().chain([actor(row).1.to_owned()])).collect();
    let met = Vec::from_iter(met);
    let names = [account::names(database, &met).await?, dossier::references(database, &met).await?].concat();
    let page = Journal::new(typed, rows, journal::checkpoint(database).await?, &names);
    server.show(&server.frame_of(&caller), &page)
}

/// What entries are about in the journal's own words: people type a dossier's reference or somebody's login.
async fn subject_of(asks: &Database, typed: &str) -> Result<String, Problem> {
    if let Ok(reference) = typed.parse::<Reference>()
        && let Some(row) = dossier::by_reference(asks, reference.as_str()).await?
    {
        return Ok(format!("dossier:{}", row.id));
    }
    let login = account::by_login(asks, &typed.to_lowercase()).await?;
    Ok(login.map_or_else(|| typed.to_owned(), |row| format!("account:{}", row.id)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_cut_and_a_plain_name_is_not() {
        assert_eq!(short("dossier:dos_01a20a6cdb1578fb930ee03956cf23f0"), "dossier:dos_…56cf23f0");
        assert_eq!(short("house"), "house");
    }
}
