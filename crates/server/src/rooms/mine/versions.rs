//! One version of a stage as it was filed: its answers, what changed since the one before, its receipt.

use super::{Holder, OfVersion, both, voice::Voice};
use crate::{
    Server,
    page::{Page, Sample, samples_of},
    problem::Problem,
    route::Route,
};
use axum::{
    extract::{Path, State},
    http::Method,
    response::Response,
};
use meldkamer_app::{
    filing::{stored, together},
    mine::{Mine, Reading},
};
use meldkamer_domain::{
    access::Verb,
    filing::{Answer, Filing, difference, shown},
};
use meldkamer_store::filing::FilingRow;
use serde::Serialize;

pub(super) fn routes() -> Vec<Route> {
    both(Method::GET, paths!("/filings/{stage}/{version}"), Verb::ReadOwn, show).into()
}

pub(super) fn samples() -> Vec<Sample> {
    samples_of::<VersionPage>()
}

/// One answer that changed, in words.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    /// The question.
    pub label: String,
    /// What it was, or nothing.
    pub before: String,
    /// What it became, or nothing.
    pub after: String,
}

/// One version of a stage.
#[derive(Clone, Debug, Serialize)]
pub struct VersionPage {
    stage: String,
    name: String,
    version: i64,
    newest: i64,
    at: i64,
    reason: String,
    /// Whether the changes are against an earlier version, or against all that was known before.
    corrects: bool,
    changes: Vec<Change>,
    answers: Vec<(String, String)>,
    gaps: Vec<String>,
    /// Whether the reader may correct it.
    open: bool,
}

async fn show(
    State(server): State<Server>,
    holder: Holder,
    Path(OfVersion { stage, version }): Path<OfVersion>,
) -> Result<Response, Problem> {
    let mine = holder.read(&server, Reading::Filing).await?;
    let row = mine.version(&stage, version).ok_or_else(Problem::not_found)?;
    let mut page = VersionPage::of(&server, &holder.voice(&server), &mine, row)?;
    page.open &= holder.writes();
    server.show(&holder.frame(&server), &page)
}

impl VersionPage {
    fn of(server: &Server, voice: &Voice<'_>, mine: &Mine, row: &FilingRow) -> Result<Self, Problem> {
        let house = &server.house;
        let read = |one: &FilingRow| stored(house, &one.stage, &one.answers, one.submitted_at);
        let filing = read(row)?;
        let earlier = mine.version(&row.stage, row.version - 1);
        let before = match earlier {
            Some(earlier) => read(earlier)?,
            None => {
                let until = mine.filings.iter().take_while(|one| one.id != row.id);
                let all = together(until.map(read).collect::<Result<Vec<_>, _>>()?);
                only(&all, &filing)
            }
        };
        Ok(Self {
            stage: row.stage.clone(),
            name: voice.plain_stage(&row.stage),
            version: row.version,
            newest: mine.newest(&row.stage).map_or(row.version, |one| one.version),
            at: row.submitted_at,
            reason: row.reason.clone(),
            corrects: earlier.is_some(),
            changes: if mine.filings.first().is_some_and(|one| one.id == row.id) {
                Vec::new()
            } else {
                differences(voice, &before, &filing)
            },
            answers: lines(voice, &filing),
            gaps: gaps(voice, &row.gaps),
            open: super::view::is_open(mine),
        })
    }
}

/// Of all that was told, what this filing speaks of too.
fn only(all: &Filing, of: &Filing) -> Filing {
    let mut some = Filing::new(of.stage());
    for (id, answer) in all.answers().filter(|(id, _)| of.get(id).is_some()) {
        some.set(id, answer.clone());
    }
    some
}

/// What changed, in words.
pub(super) fn differences(voice: &Voice<'_>, before: &Filing, after: &Filing) -> Vec<Change> {
    let change = |one: meldkamer_domain::filing::Change| Change {
        label: label(voice, &one.question),
        before: in_words(voice, &one.question, one.before.as_ref()),
        after: in_words(voice, &one.question, one.after.as_ref()),
    };
    difference(before, after).into_iter().map(change).collect()
}

fn label(voice: &Voice<'_>, id: &str) -> String {
    let question = voice.library.catalogue.question(id);
    question.map_or(id, |one| one.field.label.in_language(voice.language.code())).to_owned()
}

/// An answer in words, its parts one after another.
pub(super) fn in_words(voice: &Voice<'_>, id: &str, answer: Option<&Answer>) -> String {
    let Some(answer) = answer else { return String::new() };
    let Some(question) = voice.library.catalogue.question(id) else { return answer.to_json().to_string() };
    let said = shown(question, answer, voice.language.code(), &voice.zone);
    said.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join("; ")
}

/// All answers of a filing as label and text, in the catalogue's order.
pub(crate) fn lines(voice: &Voice<'_>, filing: &Filing) -> Vec<(String, String)> {
    let questions = voice.library.catalogue.questions().iter();
    let known = questions.filter_map(|question| {
        let answer = filing.get(question.id())?;
        Some(shown(question, answer, voice.language.code(), &voice.zone))
    });
    let extra = filing.extra().map(|(id, value)| (id.to_owned(), value.to_string()));
    known.flatten().chain(extra).collect()
}

/// The gaps of a filing as sentences.
fn gaps(voice: &Voice<'_>, kept: &str) -> Vec<String> {
    let kept: Vec<serde_json::Value> = serde_json::from_str(kept).unwrap_or_default();
    let sentence = |gap: &serde_json::Value| {
        let label = label(voice, gap["question"].as_str().unwrap_or_default());
        let code = gap["code"].as_str().unwrap_or("missing");
        let argument = gap["arguments"][0].as_str().unwrap_or_default();
        let said = match code {
            "missing" => voice.say("mine-gap-missing"),
            _ => voice.fill(&format!("door-gap-{code}"), &[("argument", argument)]),
        };
        format!("{label} {said}")
    };
    kept.iter().map(sentence).collect()
}

/// Whether these very answers are the newest filing of their stage: pressed twice, they change nothing and
/// need no reason.
pub fn is_filed(server: &Server, mine: &Mine, typed: &Filing) -> Result<bool, Problem> {
    let Some(newest) = mine.newest(typed.stage().id()) else { return Ok(false) };
    let filed = stored(&server.house, &newest.stage, &newest.answers, newest.submitted_at)?;
    Ok(filed == *typed)
}

impl Page for VersionPage {
    const TEMPLATE: &'static str = "mine/version.html";

    fn title(&self) -> &'static str {
        "mine-version-title"
    }

    fn samples() -> Vec<Self> {
        let first = Self {
            stage: "early-warning".into(),
            name: "Vroegtijdige waarschuwing".into(),
            version: 1,
            newest: 1,
            at: super::view::examples::now().micros(),
            reason: String::new(),
            corrects: false,
            changes: Vec::new(),
            answers: vec![("Wat is er gebeurd?".into(), "De servers <b>staan</b> stil.".into())],
            gaps: vec!["Wie bent u? Dit hebt u nog niet ingevuld.".into()],
            open: true,
        };
        let change =
            Change { label: "Wat is er gebeurd?".into(), before: String::new(), after: "Meer".into() };
        let second = Self {
            version: 2,
            newest: 3,
            corrects: true,
            reason: "De logboeken laten meer zien.".into(),
            changes: vec![change],
            gaps: Vec::new(),
            ..first.clone()
        };
        let third = Self { changes: Vec::new(), version: 3, open: false, ..second.clone() };
        vec![first, second, third]
    }
}
