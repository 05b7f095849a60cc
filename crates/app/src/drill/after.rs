//! After the exercise: times, limits met or missed, what stayed open, what was changed or lost.

use super::{Look, look};
use crate::{Failed, House};
use meldkamer_domain::{
    drill::{Filed, Hope, Played, Review, Shown, Watched},
    time::Instant,
};
use meldkamer_store::{
    Asks, clock, dossier,
    dossier::DossierRow,
    draft::{self, AnswerRow, DraftRow},
    drill::DrillRow,
    filing::{self, FilingRow},
    help, message,
};
use serde_json::Value;
use std::collections::BTreeMap;

/// What came of an exercise.
#[derive(Clone, Debug)]
pub struct After {
    /// What happened and what players said.
    pub look: Look,
    /// What happened, as the review weighs it.
    pub played: Played,
    /// Times and verdicts.
    pub review: Review,
    /// The moment until which it was looked at: its end, or now.
    pub until: i64,
    /// References of the reports that were made.
    pub references: Vec<String>,
    /// Questions that were still open in the newest version of each stage: stage, question, why.
    pub gaps: Vec<(String, String, String)>,
    /// Questions whose answer was changed after it was first given, and how often.
    pub changed: Vec<(String, usize)>,
    /// Questions whose answer was given and then emptied, or written over by somebody else.
    pub lost: Vec<String>,
    /// Answers in reports that were begun and never sent.
    pub unsent: usize,
}

/// Gathers what came of an exercise, as it stands at a moment.
pub async fn after(house: &House, row: DrillRow, at: Instant) -> Result<After, Failed> {
    let asks = &house.database;
    let drafts = draft::begun_by(asks, &format!("drill:{}", row.id)).await?;
    let mut after = blank(look(house, row).await?, at);
    for one in &drafts {
        after.read_draft(one, &draft::history(asks, &one.id).await?);
        if let Some(id) = one.filed_as.as_ref().and(one.dossier.as_deref())
            && let Some(dossier) = dossier::by_id(asks, id).await?
        {
            after.read_dossier(asks, &dossier).await?;
        }
    }
    after.played.filed.sort_by_key(|one| one.at);
    after.played.messages.sort_unstable();
    after.played.limits.sort_by_key(|one| one.due);
    after.review = after.played.review(Instant::from_micros(after.until));
    Ok(after)
}

fn blank(look: Look, at: Instant) -> After {
    let until = look.row.ended_at.unwrap_or(at.micros());
    let shown = |one: &meldkamer_store::drill::InjectRow| Shown {
        id: one.id.clone(),
        at: one.shown_at,
        answered: look.answers.iter().find(|answer| answer.inject == one.id).map(|answer| answer.at),
        within: one.within_minutes,
        hopes: [Hope::EarlyWarning, Hope::Notification, Hope::Help, Hope::Message]
            .into_iter()
            .find(|hope| hope.name() == one.hopes),
    };
    let played = Played {
        started: look.row.started_at,
        injects: look.injects.iter().map(shown).collect(),
        ..Played::default()
    };
    After {
        review: played.review(Instant::from_micros(until)),
        played,
        until,
        look,
        references: Vec::new(),
        gaps: Vec::new(),
        changed: Vec::new(),
        lost: Vec::new(),
        unsent: 0,
    }
}

impl After {
    /// What was changed and what was lost while a report was written.
    fn read_draft(&mut self, row: &DraftRow, history: &[AnswerRow]) {
        let mut questions: BTreeMap<&str, Vec<&AnswerRow>> = BTreeMap::new();
        for version in history {
            questions.entry(&version.question).or_default().push(version);
        }
        let empty = |one: &AnswerRow| one.value == "null";
        for (question, versions) in questions {
            let given = versions.last().is_some_and(|one| !empty(one));
            if row.filed_as.is_none() {
                self.unsent += usize::from(given);
            }
            let over = |pair: &[&AnswerRow]| {
                !empty(pair[0]) && pair[0].author != pair[1].author && pair[0].value != pair[1].value
            };
            if !given && versions.iter().any(|one| !empty(one)) || versions.windows(2).any(over) {
                self.lost.push(question.to_owned());
            } else if versions.len() > 1 {
                self.changed.push((question.to_owned(), versions.len() - 1));
            }
        }
    }

    async fn read_dossier(&mut self, asks: &impl Asks, row: &DossierRow) -> Result<(), Failed> {
        self.references.push(row.reference.clone());
        let before = |at: &i64| *at <= self.until;
        let mut filings = filing::of_dossier(asks, &row.id).await?;
        filings.retain(|one| before(&one.submitted_at));
        let asked = help::of_dossier(asks, &row.id).await?.into_iter().map(|one| one.asked_at);
        let help = asked.chain(self.played.help).filter(before).min();
        let messages = message::of_dossier(asks, &row.id, false).await?;
        let of = |direction: &str| {
            messages
                .iter()
                .filter(|one| one.direction == direction && one.kind != "event")
                .map(|one| one.at)
                .filter(|at| *at <= self.until)
                .collect::<Vec<_>>()
        };
        let (told, answered) = (of("in"), of("out").into_iter().chain(self.played.answered).min());
        for limit in clock::deadlines(asks, &row.id).await? {
            if limit.retired_at.is_none() || limit.met_at.is_some() {
                let met = limit.met_at.filter(|at| *at <= self.until);
                let (regime, stage) = (limit.regime, limit.stage);
                self.played.limits.push(Watched { regime, stage, due: limit.due, met });
            }
        }
        self.played.help = help;
        self.played.messages.extend(told);
        self.played.answered = answered;
        self.read_filings(&filings);
        Ok(())
    }

    fn read_filings(&mut self, filings: &[FilingRow]) {
        for row in filings {
            self.played.filed.push(Filed {
                stage: row.stage.clone(),
                version: row.version,
                at: row.submitted_at,
            });
            if filings.iter().any(|one| one.stage == row.stage && one.version > row.version) {
                continue;
            }
            let gaps: Vec<Value> = serde_json::from_str(&row.gaps).unwrap_or_default();
            for gap in gaps {
                let text = |name: &str| gap[name].as_str().unwrap_or_default().to_owned();
                self.gaps.push((row.stage.clone(), text("question"), text("code")));
            }
        }
        for pair in filings.windows(2).filter(|pair| pair[0].stage == pair[1].stage) {
            let read = |text: &str| serde_json::from_str::<Value>(text).unwrap_or(Value::Null);
            let (old, new) = (read(&pair[0].answers), read(&pair[1].answers));
            for (question, value) in old.as_object().into_iter().flatten() {
                match new.get(question) {
                    None | Some(Value::Null) => self.lost.push(question.clone()),
                    Some(now) if now != value => self.changed.push((question.clone(), 1)),
                    Some(_) => {}
                }
            }
        }
    }
}
