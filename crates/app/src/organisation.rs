//! The organisation's own room: its dossiers and limits, and beginning a report with what the
//! register knows. The dossier itself is `mine`'s, whose it is `binding`'s.

use crate::{
    Door, Failed, House,
    binding::{claim, contact},
    draft::{self, Opened, Opening},
};
use meldkamer_domain::{
    access::{Role, Verb},
    question::Stage,
};
use meldkamer_store::{
    account,
    binding::NamingRow,
    dossier::{
        Filter,
        listed::{self, ListedRow, Match, Turn},
    },
    entity,
};
use serde_json::{Map, Value, json};

/// Rows on a page.
pub const ROWS: usize = 20;

/// What the home shows.
#[derive(Debug)]
pub struct Look {
    /// Dossiers of the entity, the newest first.
    pub rows: Vec<ListedRow>,
    /// Whether there are rows before these.
    pub earlier: bool,
    /// Whether there are rows after these.
    pub later: bool,
    /// Dossiers in its name that are not bound to it, the newest first; for who may say whose they are.
    pub naming: Vec<NamingRow>,
}

/// Looks at the dossiers of the entity that somebody acts for. Looking changes nothing.
pub async fn look(house: &House, door: &Door, turn: Turn<i64>) -> Result<Look, Failed> {
    let limit = i64::try_from(ROWS + 1).unwrap_or(i64::MAX);
    let (scope, filter) = (door.actor.scope(), Filter::default());
    let mut rows = listed::newest(&house.database, &scope, &filter, turn, Match::Whole, limit).await?;
    let (back, first) = (matches!(turn, Turn::Before(_)), matches!(turn, Turn::First));
    let more = rows.len() > ROWS;
    if more && back {
        rows.remove(0);
    }
    rows.truncate(ROWS);
    let naming = claim::naming(house, door, None).await?;
    Ok(Look { earlier: if back { more } else { !first }, later: back || more, rows, naming })
}

/// Begins a report for the entity that somebody acts for, with what the register knows filled in.
pub async fn begin(house: &House, door: &Door, kind: &str, exercise: bool) -> Result<Opened, Failed> {
    let mut answers = known(house, door).await?;
    answers.insert("not.kind".into(), json!(kind));
    let opening = Opening {
        stage: draft::stage_of(kind, Stage::EarlyWarning),
        kind: kind.to_owned(),
        exercise,
        channel: "form".into(),
        origin: String::new(),
        answers,
    };
    draft::open(house, door, &opening).await
}

/// What is known before the first question.
async fn known(house: &House, door: &Door) -> Result<Map<String, Value>, Failed> {
    let asks = &house.database;
    let id = door.actor.entity().ok_or(Failed::NOT_FOUND)?;
    let row = entity::by_id(asks, id).await?.ok_or(Failed::NOT_FOUND)?;
    let mut answers = Map::new();
    let mut organisation = json!({"name": row.name});
    if !row.register_number.is_empty() {
        organisation["number"] = json!(row.register_number);
    }
    answers.insert("org.id".into(), organisation);
    let listed = [("org.sector", &row.sector), ("org.subsector", &row.subsector), ("org.kind", &row.kind)];
    for (question, value) in listed.into_iter().filter(|(_, value)| !value.is_empty()) {
        answers.insert(question.into(), json!([value]));
    }
    if matches!(row.class.as_str(), "essential" | "important") {
        answers.insert("org.class".into(), json!(row.class));
    }
    if let Some(me) = account::by_id(asks, &door.actor.id).await? {
        answers.insert("rep.person".into(), json!({"name": me.name, "email": me.email, "phone": me.phone}));
    }
    let contacts = contact::of_entity(asks, id).await?;
    if let Some(one) = contacts.iter().find(|one| one.role == "technical") {
        let person = json!({"name": one.name, "email": one.email, "phone": one.phone});
        answers.insert("rep.tech".into(), person);
    }
    if let Some(mandate) = door.actor.mandate.as_ref().filter(|_| door.actor.role == Role::Provider) {
        let behalf = json!({"answer": "yes", "organisation": mandate.firm, "relation": "provider",
            "mandate": mandate.id});
        answers.insert("rep.behalf".into(), behalf);
    }
    Ok(answers)
}

/// Whether somebody may begin a report here.
pub fn may_report(role: Role) -> bool {
    use meldkamer_domain::access::{Tie, ruling};
    [Tie::Own, Tie::Mandated].into_iter().any(|tie| ruling(role, Verb::OpenDraft, tie))
}
