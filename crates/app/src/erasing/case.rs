//! One case: what of it is due, and by which rule.

mod support;

use super::{Rule, Whose, write_down};
use crate::{
    Act, Door, Failed, House, Subject, desk,
    filing::{self, stored},
    library::Library,
    triage::kept,
};
use meldkamer_domain::{
    access::{Permit, Tie, Verb},
    question::Personal,
    retention::{Case, Category},
    time::Instant,
};
use meldkamer_store::{
    assessment,
    dossier::{self, DossierRow},
    erasure::{
        self,
        case::{self, Found},
    },
    filing as filings, help, hold,
};
use serde_json::{Value, json};
use std::{collections::BTreeMap, sync::Arc};

/// A case that is open or on hold is looked at again after so many days.
const SPARED_DAYS: i64 = 7;
/// A case of which something is still to come, at the latest after so many days.
const SOON_DAYS: i64 = 30;
/// A case of which everything is gone, in case something is added.
const LATE_DAYS: i64 = 365;

/// Looks at a case and erases what is due. Answers whether anything was.
pub async fn look(house: &House, door: &Door, id: &str, walked: Option<i64>) -> Result<bool, Failed> {
    let mut act = house.begin(door).await?;
    let row = dossier::for_change(act.tx()?, id).await?.ok_or(Failed::NOT_FOUND)?;
    let case = case_of(&act, &row).await?;
    let work = Work::new(house, act.at, case);
    if case.spared().is_some() {
        let at = act.at.plus_hours(24 * SPARED_DAYS);
        return leave(act, id, walked, at).await;
    }
    let permit = act.may(Verb::EraseData, Subject::dossier(id), Tie::None).await?;
    let told = work.erase(&act, &permit, &row).await?;
    let next = work.next(act.at, &row);
    if told.is_empty() {
        return leave(act, id, walked, next).await;
    }
    erasure::look_again(act.tx()?, id, walked, next.micros()).await?;
    erasure::erased(act.tx()?, &permit, id, act.at.micros()).await?;
    act.note(permit, json!({"erased": told})).await?;
    Ok(true)
}

/// Keeps when to look again, which is no act and leaves no line; what the act began is undone.
async fn leave(act: Act<'_>, id: &str, walked: Option<i64>, at: Instant) -> Result<bool, Failed> {
    let house = act.house;
    drop(act);
    let tx = house.database.begin().await?;
    erasure::look_again(&tx, id, walked, at.micros()).await?;
    tx.commit().await?;
    Ok(false)
}

/// What decides how long the data of a dossier is kept.
pub(super) async fn case_of(act: &Act<'_>, row: &DossierRow) -> Result<Case, Failed> {
    let keeping = erasure::keeping(act.tx()?, &row.id).await?.unwrap_or_default();
    let held = hold::standing(act.tx()?, &row.id).await?.is_some();
    let open = match &row.merged_into {
        Some(other) => dossier::by_id(act.tx()?, other).await?.is_some_and(|other| !desk::is_over(&other)),
        None => !desk::is_over(row),
    };
    Ok(Case {
        open,
        held,
        exercise: row.exercise == 1,
        test: row.mark == "test",
        special: keeping.special == 1,
        proceedings: keeping.proceedings == 1,
    })
}

/// The rules for one case, and what they did to it.
struct Work<'h> {
    house: &'h House,
    library: Arc<Library>,
    case: Case,
    rules: BTreeMap<Category, Rule>,
}

/// What was erased by one rule of one kind.
type Tally = BTreeMap<(&'static str, Category), Found>;

impl<'h> Work<'h> {
    fn new(house: &'h House, now: Instant, case: Case) -> Self {
        let library = house.law();
        let rules = [Personal::Free, Personal::Ordinary, Personal::Special]
            .into_iter()
            .filter_map(|personal| case.category(personal))
            .filter_map(|category| Some((category, Rule::of(house, &library.law, category, now)?)))
            .collect();
        Self { house, library, case, rules }
    }

    /// The rule that data of this kind falls under.
    fn rule(&self, personal: Personal) -> Option<(Category, &Rule)> {
        let category = self.case.category(personal)?;
        Some((category, self.rules.get(&category)?))
    }

    /// Whether data of this kind that was first processed at a moment has to be gone.
    fn is_due(&self, personal: Personal, since: i64) -> bool {
        self.rule(personal).is_some_and(|(_, rule)| since <= rule.cut.micros())
    }

    async fn erase(&self, act: &Act<'_>, permit: &Permit, row: &DossierRow) -> Result<Vec<Value>, Failed> {
        let mut tally = Tally::new();
        self.answers(act, permit, row, &mut tally).await?;
        self.drafts(act, permit, row, &mut tally).await?;
        self.help(act, permit, row, &mut tally).await?;
        if let Some((category, rule)) = self.rule(Personal::Free) {
            let (cut, now) = (rule.cut.micros(), act.at.micros());
            self.decisions(act, permit, row, &mut tally).await?;
            for file in case::files(act.tx()?, &row.id, cut).await? {
                support::drop_file(act, permit, &file).await?;
                add(&mut tally, "file", category, 1, file.at);
            }
            for (part, found) in case::blank(act.tx()?, permit, &row.id, cut, now).await? {
                add(&mut tally, part, category, found.count, found.since.unwrap_or(row.received_at));
            }
            self.support(act, permit, row, &mut tally).await?;
            if row.received_at <= cut && case::leave_skeleton(act.tx()?, permit, &row.id).await? {
                add(&mut tally, "dossier", category, 1, row.received_at);
            }
            if row.received_at <= cut && !tally.is_empty() {
                let known = if row.entity.is_some() { row.organisation.as_str() } else { "" };
                let words = format!("{} {known}", row.reference);
                dossier::keep_words(act.tx()?, permit, row.serial, &words).await?;
            }
        }
        let whose = Whose { kind: "dossier", id: &row.id, name: &row.reference };
        let mut told = Vec::new();
        for ((part, category), found) in tally {
            let Some(rule) = self.rules.get(&category) else { continue };
            told.push(write_down(act, permit, whose, part, rule, found).await?);
        }
        Ok(told)
    }

    /// Answers of filings: each counts from the first filing in which its question was answered.
    async fn answers(
        &self,
        act: &Act<'_>,
        permit: &Permit,
        row: &DossierRow,
        tally: &mut Tally,
    ) -> Result<(), Failed> {
        let rows = filings::of_dossier(act.tx()?, &row.id).await?;
        let mut first: BTreeMap<String, i64> = BTreeMap::new();
        let mut read = Vec::new();
        for one in rows {
            let told = stored(self.house, &one.stage, &one.answers, one.submitted_at)?;
            let names = told.answers().map(|(id, _)| id).chain(told.extra().map(|(id, _)| id));
            for id in names {
                let since = first.entry(id.to_owned()).or_insert(one.submitted_at);
                *since = one.submitted_at.min(*since);
            }
            read.push((one, told));
        }
        let since = |id: &str| first.get(id).copied().unwrap_or(row.received_at);
        for (one, told) in read {
            let due = |id: &str, personal| self.is_due(personal, since(id));
            let (left, gone) = told.without(&self.library.catalogue, &due);
            if gone.is_empty() {
                continue;
            }
            for name in &gone {
                let id = self.question_of(name);
                if let Some((category, _)) = self.rule(self.personal(name)) {
                    add(tally, "answer", category, 1, since(id));
                }
            }
            case::put_answers(act.tx()?, permit, &one.id, &left.to_json().to_string()).await?;
        }
        Ok(())
    }

    /// The question that an answer's name belongs to: itself, or what is before its last point.
    fn question_of<'n>(&self, name: &'n str) -> &'n str {
        if self.library.catalogue.question(name).is_some() {
            return name;
        }
        let whole = name.rsplit_once('.').map(|(whole, _)| whole);
        whole.filter(|whole| self.library.catalogue.question(whole).is_some()).unwrap_or(name)
    }

    /// The kind of personal data under a name; free words when nobody knows it.
    fn personal(&self, name: &str) -> Personal {
        let catalogue = &self.library.catalogue;
        let whole = catalogue.question(name).map(|one| one.personal());
        let part = || {
            let (whole, part) = name.rsplit_once('.')?;
            Some(catalogue.question(whole)?.field.part(part)?.personal)
        };
        let known = whole.or_else(part).filter(|personal| *personal != Personal::None);
        known.unwrap_or(Personal::Free)
    }

    /// What was typed before it was filed.
    async fn drafts(
        &self,
        act: &Act<'_>,
        permit: &Permit,
        row: &DossierRow,
        tally: &mut Tally,
    ) -> Result<(), Failed> {
        for asked in case::asked(act.tx()?, &row.id).await? {
            // What was typed may be anything, also where a choice is asked.
            let personal = self.personal(&asked.question);
            if !self.is_due(personal, asked.since) {
                continue;
            }
            case::drop_answer(act.tx()?, permit, &row.id, &asked.question).await?;
            if let Some((category, _)) = self.rule(personal) {
                add(tally, "draft", category, asked.count, asked.since);
            }
        }
        Ok(())
    }

    async fn help(
        &self,
        act: &Act<'_>,
        permit: &Permit,
        row: &DossierRow,
        tally: &mut Tally,
    ) -> Result<(), Failed> {
        for asked in help::of_dossier(act.tx()?, &row.id).await? {
            let told = stored(self.house, "early-warning", &asked.answers, asked.asked_at)?;
            let due = |_: &str, personal| self.is_due(personal, asked.asked_at);
            let (left, gone) = told.without(&self.library.catalogue, &due);
            if gone.is_empty() {
                continue;
            }
            case::put_help(act.tx()?, permit, &asked.id, &left.to_json().to_string()).await?;
            if let Some((category, _)) = self.rule(Personal::Free) {
                add(tally, "help", category, gone.len() as i64, asked.asked_at);
            }
        }
        Ok(())
    }

    /// What was chosen stays; the words about it and the name of who decided go.
    async fn decisions(
        &self,
        act: &Act<'_>,
        permit: &Permit,
        row: &DossierRow,
        tally: &mut Tally,
    ) -> Result<(), Failed> {
        for one in assessment::of_dossier(act.tx()?, &row.id).await? {
            let bare = kept::without_words(&one);
            if !self.is_due(Personal::Free, one.at) || bare == one.decision && one.reasons == "{}" {
                continue;
            }
            case::put_decision(act.tx()?, permit, &one.id, &bare).await?;
            if let Some((category, _)) = self.rule(Personal::Free) {
                add(tally, "decision", category, 1, one.at);
            }
        }
        Ok(())
    }

    /// When to look again: when the next rule bites, or once in a while.
    fn next(&self, now: Instant, row: &DossierRow) -> Instant {
        let received = Instant::from_micros(row.received_at);
        let zone = self.house.zone();
        let coming =
            self.rules.values().map(|rule| rule.period.due(received, &zone)).filter(|due| *due > now);
        let gone = self.rules.values().all(|rule| row.changed_at <= rule.cut.micros());
        coming.min().unwrap_or_else(|| now.plus_hours(24 * if gone { LATE_DAYS } else { SOON_DAYS }))
    }
}

fn add(tally: &mut Tally, part: &'static str, category: Category, count: i64, since: i64) {
    let found = tally.entry((part, category)).or_default();
    found.count += count;
    found.since = Some(found.since.map_or(since, |known| known.min(since)));
}

/// Whether a stored filing still has its salt, and so its digest can still be matched.
pub fn can_be_matched(row: &meldkamer_store::filing::FilingRow) -> bool {
    let salt = row.salt.as_deref().unwrap_or_default();
    !salt.is_empty() && filing::digest(salt, &row.answers).as_slice() == row.digest
}
