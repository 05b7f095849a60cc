//! The list of cases at the desk, page by page, and how much each colleague has in hand.

use crate::{database::Asks, query::Query, trouble::Trouble};
use sea_orm::FromQueryResult;

/// What a list of cases shows.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// `open`, `waiting` or `closed`; empty for all that are not closed; `all` for all.
    pub state: String,
    /// Cases in this form.
    pub form: String,
    /// Cases that this account leads or works on.
    pub account: String,
    /// What the title, the reference or an organisation contains, in any case.
    pub words: String,
}

/// One case in the list.
#[derive(Debug, Clone, FromQueryResult)]
pub struct ListedRow {
    /// Its id.
    pub id: String,
    /// Its reference.
    pub reference: String,
    /// What it is about.
    pub title: String,
    /// Its forms, a JSON list of names.
    pub forms: String,
    /// Its intensity.
    pub intensity: String,
    /// Where it stands.
    pub state: String,
    /// Whether it is an exercise.
    pub exercise: i64,
    /// The name of who leads it.
    pub lead_name: Option<String>,
    /// When it was opened.
    pub opened_at: i64,
    /// When anything in it last changed.
    pub changed_at: i64,
    /// How many dossiers are in it.
    pub dossiers: i64,
    /// The first of its organisations.
    pub organisation: Option<String>,
    /// The earliest clock that was not met.
    pub next_due: Option<i64>,
}

/// The place after which a page begins: when the case was opened, and its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct After {
    /// When the last case of the page before was opened.
    pub opened_at: i64,
    /// Its id.
    pub id: String,
}

/// What one colleague has in hand.
#[derive(Debug, Clone, FromQueryResult)]
pub struct LoadRow {
    /// The account.
    pub account: String,
    /// The name.
    pub name: String,
    /// Cases they lead.
    pub leads: i64,
    /// Cases they work on, those they lead among them.
    pub works: i64,
}

/// A page of the list, the newest case first.
pub async fn page(
    asks: &impl Asks,
    filter: &Filter,
    after: Option<&After>,
    limit: i64,
) -> Result<Vec<ListedRow>, Trouble> {
    let mut asked = Query::default();
    match filter.state.as_str() {
        "" => asked.wheres.push("c.state <> 'closed'".into()),
        "all" => {}
        state => asked.only("c.state", state),
    }
    if !filter.form.is_empty() {
        let like = asked.value(format!("%\"{}\"%", escaped(&filter.form)));
        asked.wheres.push(format!("c.forms LIKE {like} ESCAPE '!'"));
    }
    if !filter.account.is_empty() {
        let who = asked.value(filter.account.as_str());
        asked.wheres.push(format!(
            "(c.lead = {who} OR EXISTS (SELECT 1 FROM case_member m WHERE m.case_id = c.id AND m.account = {who} \
             AND m.left_at IS NULL))"
        ));
    }
    if !filter.words.is_empty() {
        let like = asked.value(format!("%{}%", escaped(&filter.words.to_lowercase())));
        asked.wheres.push(format!(
            "(lower(c.title) LIKE {like} ESCAPE '!' OR lower(c.reference) LIKE {like} ESCAPE '!' OR EXISTS \
             (SELECT 1 FROM case_dossier j JOIN dossier d ON d.id = j.dossier WHERE j.case_id = c.id \
             AND lower(d.organisation) LIKE {like} ESCAPE '!'))"
        ));
    }
    if let Some(after) = after {
        let (at, id) = (asked.value(after.opened_at), asked.value(after.id.as_str()));
        asked.wheres.push(format!("(c.opened_at < {at} OR (c.opened_at = {at} AND c.id < {id}))"));
    }
    let what = "c.id, c.reference, c.title, c.forms, c.intensity, c.state, c.exercise, a.name AS lead_name, \
         c.opened_at, c.changed_at, \
         (SELECT CAST(count(*) AS BIGINT) FROM case_dossier j WHERE j.case_id = c.id AND j.left_at IS NULL) AS dossiers, \
         (SELECT min(d.organisation) FROM case_dossier j JOIN dossier d ON d.id = j.dossier \
          WHERE j.case_id = c.id AND j.left_at IS NULL) AS organisation, \
         (SELECT min(k.due_at) FROM case_clock k WHERE k.case_id = c.id AND k.met_at IS NULL) AS next_due \
         FROM support_case c LEFT JOIN account a ON a.id = c.lead";
    asked.page(asks, what, "c.opened_at DESC, c.id DESC", false, limit).await
}

/// How many cases are open by colleague, who has most first; who has none is not in it.
pub async fn load(asks: &impl Asks) -> Result<Vec<LoadRow>, Trouble> {
    let sql = "SELECT a.id AS account, a.name, \
               (SELECT CAST(count(*) AS BIGINT) FROM support_case c WHERE c.lead = a.id AND c.state <> 'closed') AS leads, \
               (SELECT CAST(count(*) AS BIGINT) FROM case_member m JOIN support_case c ON c.id = m.case_id \
                WHERE m.account = a.id AND m.left_at IS NULL AND c.state <> 'closed') AS works \
               FROM account a WHERE EXISTS (SELECT 1 FROM case_member m JOIN support_case c ON c.id = m.case_id \
                WHERE m.account = a.id AND m.left_at IS NULL AND c.state <> 'closed') \
               ORDER BY 4 DESC, a.name, a.id";
    asks.all(sql, []).await
}

/// A text in which the signs of a pattern mean themselves.
fn escaped(text: &str) -> String {
    text.replace('!', "!!").replace('%', "!%").replace('_', "!_")
}
