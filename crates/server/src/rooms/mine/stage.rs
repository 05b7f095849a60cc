//! Later stages and corrections: the questions of a stage, filled with what is known, what changes
//! beside them. Nothing is refused for being incomplete; what was not understood is asked once more.

mod examples;
mod keep;

use super::{
    Holder, OfStage, both,
    versions::{Change, differences, is_filed},
    view::{LATER, is_open},
    voice::Voice,
};
use crate::{
    Server,
    form::Form,
    page::{Field, Kind, Sample, samples_of},
    problem::Problem,
    rooms::draft::{
        fields::{self, Asked, Group, View},
        sent::answers,
    },
    route::Route,
};
use axum::{
    extract::{Path, State},
    http::Method,
    response::Response,
};
use meldkamer_app::{
    chance,
    filing::{later, stored},
    mine::{
        self, Mine, Reading,
        pending::{self, Pending},
    },
};
use meldkamer_domain::{
    access::Verb,
    filing::{Answer, Filing, Gap, Precision, Severity, prefill, read},
    question::Stage,
    refused::Refused,
    time::Instant,
};
use serde::Serialize;
use serde_json::Value;

/// Names in the form that are no questions, besides those of every form about questions.
const OURS: [&str; 2] = ["reason", "anyway"];

pub(super) fn routes() -> Vec<Route> {
    [
        both(Method::GET, paths!("/stage/{stage}"), Verb::FileStage, show),
        both(Method::POST, paths!("/stage/{stage}"), Verb::FileStage, file),
        both(Method::POST, paths!("/stage/{stage}/keep"), Verb::KeepDraft, keep::keep),
    ]
    .into_iter()
    .flatten()
    .collect()
}

pub(super) fn samples() -> Vec<Sample> {
    samples_of::<StagePage>()
}

/// The form of one stage.
#[derive(Debug, Serialize)]
pub struct StagePage {
    stage: String,
    name: String,
    /// Version that this filing becomes.
    version: i64,
    groups: Vec<Group>,
    /// What the stage must have and nobody answered: the field's name and label.
    missing: Vec<(String, String)>,
    wrong: Vec<Field>,
    reason: Field,
    /// What differs from what was filed before; only when it was asked for.
    changes: Option<Vec<Change>>,
    /// Whether it can be sent as it stands although something was not understood.
    anyway: bool,
    late: bool,
    due: Option<i64>,
    clause: String,
    /// Names this form in the browser while the line is down.
    key: String,
    /// Which page writes, to tell two people at one form apart.
    writer: String,
    clashes: usize,
}

/// What the form is made of.
struct Desk<'a> {
    voice: Voice<'a>,
    stage: Stage,
    known: Filing,
    version: i64,
    now: Instant,
    due: Option<(i64, String)>,
    typed: Pending,
    key: String,
}

async fn show(
    State(server): State<Server>,
    holder: Holder,
    Path(OfStage { stage }): Path<OfStage>,
) -> Result<Response, Problem> {
    let mine = holder.look(&server).await?;
    let desk = Desk::of(&server, &holder, &mine, &stage).await?;
    mine::read(&server.house, &holder.door, &holder.row, Reading::Filing).await?;
    let (typed, gaps) = desk.typed();
    let page = desk.page(&typed, &gaps, None, "");
    server.show(&holder.frame(&server), &page)
}

async fn file(
    State(server): State<Server>,
    holder: Holder,
    Path(OfStage { stage }): Path<OfStage>,
    form: Form,
) -> Result<Response, Problem> {
    let mine = holder.look(&server).await?;
    let desk = Desk::of(&server, &holder, &mine, &stage).await?;
    if form.text("then") == "save" || !form.text("use").is_empty() {
        return keep::keep_words(&server, &holder, &mine, &desk, &form, false).await;
    }
    let (answers, typed, gaps) = desk.read(&form);
    let reason = form.text("reason");
    if form.text("then") == "check" {
        let changes = differences(&desk.voice, &desk.known, &typed);
        return server.show(&holder.frame(&server), &desk.page(&typed, &[], Some(changes), reason));
    }
    let garbled = desk.garbled(&form);
    let doubtful: Vec<Gap> = gaps.into_iter().filter(worth_asking).chain(garbled).collect();
    let ask_reason = desk.version > 1 && reason.is_empty();
    if ask_reason && is_filed(&server, &mine, &typed)? {
        return Ok(holder.to(&format!("/filings/{}/{}?done=again", desk.stage.id(), desk.version - 1)));
    }
    if ask_reason || (!doubtful.is_empty() && form.text("anyway").is_empty()) {
        let mut page = desk.page(&typed, &doubtful, None, reason);
        page.anyway = !doubtful.is_empty();
        if ask_reason {
            page.reason.error = desk.voice.say("mine-fault-reason");
            page.wrong.push(page.reason.clone());
        }
        return server.show_again(&holder.frame(&server), &page);
    }
    let next = later::Next { stage: desk.stage, answers, reason: reason.to_owned() };
    let filed = later::file(&server.house, &holder.door, &holder.row.id, &next).await?;
    let version = if filed.again { desk.version - 1 } else { desk.version };
    let done = if filed.again { "again" } else { "filed" };
    Ok(holder.to(&format!("/filings/{}/{version}?done={done}", desk.stage.id())))
}

/// What is asked once more before it is filed; all else is filed as it is.
fn worth_asking(gap: &Gap) -> bool {
    gap.severity == Severity::Wrong || matches!(gap.code, "in-the-future" | "before-another")
}

/// What the stage must have and nobody answered.
fn is_missing(one: &Asked, typed: &Filing) -> bool {
    one.field.required && typed.get(&one.id).is_none()
}

/// All that is known: earlier filings, the newest moments, the newest request for help.
fn known(server: &Server, mine: &Mine, stage: Stage) -> Result<Filing, Problem> {
    let library = server.house.law();
    let filings = mine.filings.iter();
    let earlier = filings.map(|one| stored(&server.house, &one.stage, &one.answers, one.submitted_at));
    let earlier = earlier.collect::<Result<Vec<_>, _>>()?;
    let mut known = prefill(&library.catalogue, &earlier, stage);
    for (name, question) in meldkamer_app::clocks::TOLD {
        let value = mine.moment(name).and_then(|one| one.value).map(Instant::from_micros);
        let asked = library.catalogue.question(question).is_some_and(|one| one.at(stage).is_some());
        let same = known.facts().at(question) == value;
        if let Some(at) = value.filter(|_| asked && !same) {
            known.set(question, Answer::Moment { at, precision: Precision::Exact });
        }
    }
    if let Some(help) = mine.help.first() {
        // The request as it stands, so that filing it again is not another one.
        let asked = stored(&server.house, stage.id(), &help.answers, help.asked_at)?;
        for (id, answer) in asked.answers() {
            known.set(id, answer.clone());
        }
    }
    Ok(known)
}

impl<'a> Desk<'a> {
    async fn of(server: &'a Server, holder: &Holder, mine: &Mine, stage: &str) -> Result<Self, Problem> {
        let stage = Stage::parse(stage).ok_or_else(Problem::not_found)?;
        let newest = mine.newest(stage.id());
        if !LATER.contains(&stage) && newest.is_none() {
            return Err(Problem::not_found());
        }
        if !is_open(mine) {
            return Err(Refused::Closed.into());
        }
        let law = |one: &&meldkamer_store::clock::DeadlineRow| {
            one.retired_at.is_none()
                && super::view::filed_as(&one.stage) == stage.id()
                && one.met_at.is_none()
        };
        let due = mine.deadlines.iter().filter(law).min_by_key(|one| one.due);
        Ok(Self {
            voice: holder.voice(server),
            stage,
            known: known(server, mine, stage)?,
            version: newest.map_or(1, |one| one.version + 1),
            now: holder.caller.at,
            due: due.map(|one| (one.due, one.clause.clone())),
            typed: pending::of_stage(&server.house, mine, stage).await?,
            key: format!("{}-{}", holder.row.reference, stage.id()),
        })
    }

    /// What is known with what was typed over it; of the gaps only what was not understood.
    fn typed(&self) -> (Filing, Vec<Gap>) {
        let value = self.typed.over(&self.known);
        let catalogue = &self.voice.library.catalogue;
        let (filing, gaps) = read(catalogue, self.stage, &value, self.now, &self.voice.zone);
        (filing, gaps.into_iter().filter(worth_asking).collect())
    }

    /// Answers in which something was not UTF-8: what could be read of them is kept.
    fn garbled(&self, form: &Form) -> Vec<Gap> {
        let bad = form.pairs.iter().filter(|(_, text)| text.contains('\u{fffd}'));
        let gap = |(name, _): &(String, String)| {
            let ids = self.voice.library.catalogue.questions().iter().map(|one| one.id());
            let at = |id: &&str| {
                name.strip_prefix(id).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
            };
            let question = ids.filter(at).max_by_key(|id| id.len())?.to_owned();
            Some(Gap {
                question,
                part: None,
                code: "not-utf8",
                severity: Severity::Wrong,
                arguments: Vec::new(),
            })
        };
        bad.filter_map(gap).collect()
    }

    fn read(&self, form: &Form) -> (Value, Filing, Vec<Gap>) {
        let theirs = form.pairs.iter().filter(|(name, _)| !OURS.contains(&name.as_str()));
        let pairs: Vec<_> = theirs.cloned().collect();
        let answers = Value::Object(answers(&self.voice.library.catalogue, &pairs));
        let (filing, gaps) =
            read(&self.voice.library.catalogue, self.stage, &answers, self.now, &self.voice.zone);
        (answers, filing, gaps)
    }

    fn page(&self, typed: &Filing, gaps: &[Gap], changes: Option<Vec<Change>>, reason: &str) -> StagePage {
        let voice = &self.voice;
        let view = View { language: voice.language, words: voice.words, zone: &voice.zone, now: self.now };
        let mut groups = fields::of(view, &voice.library.catalogue, self.stage, typed, gaps);
        for asked in groups.iter_mut().flat_map(|group| &mut group.asked) {
            self.remember(&mut asked.field, &asked.id, typed);
            asked.version = self.typed.version(&asked.id);
        }
        for asked in groups.iter_mut().flat_map(|group| &mut group.asked) {
            if gaps.iter().any(|gap| gap.code == "not-utf8" && gap.question == asked.id) {
                asked.field.error = voice.say("mine-fault-not-utf8");
            }
        }
        for group in groups.iter_mut().filter(|group| !group.core) {
            group.open = group.asked.iter().any(|one| self.needs_a_look(one, typed));
        }
        let asked = groups.iter().flat_map(|group| &group.asked);
        let missing = asked.filter(|one| is_missing(one, typed));
        let missing = missing.map(|one| (one.field.name.clone(), one.field.label.clone())).collect();
        let wrong = fields::faults(&groups);
        let key = if self.version > 1 { "mine-correction-reason" } else { "mine-late-reason" };
        let kind = Kind::Long { value: reason.to_owned(), rows: 2, most: 2000 };
        let mut why = Field::new("reason", voice.say(key), kind);
        why.required = self.version > 1;
        StagePage {
            stage: self.stage.id().to_owned(),
            name: voice.plain_stage(self.stage.id()),
            version: self.version,
            groups,
            missing,
            wrong,
            reason: why,
            changes,
            anyway: false,
            late: self.due.as_ref().is_some_and(|(due, _)| *due < self.now.micros()),
            due: self.due.as_ref().map(|(due, _)| *due),
            clause: self.due.as_ref().map(|(_, clause)| clause.clone()).unwrap_or_default(),
            key: self.key.clone(),
            writer: format!("{:08x}", u32::from_be_bytes(chance::bytes())),
            clashes: 0,
        }
    }

    /// Whether a question must be seen: it is still to be answered, wrong, or answered anew.
    fn needs_a_look(&self, one: &Asked, typed: &Filing) -> bool {
        is_missing(one, typed) || fields::wrong(&one.field) || typed.get(&one.id) != self.known.get(&one.id)
    }

    /// Says beside a field what was filed before.
    fn remember(&self, field: &mut Field, id: &str, typed: &Filing) {
        let Some(before) = self.known.get(id) else { return };
        let said = if typed.get(id) == Some(before) {
            self.voice.say("mine-known-same")
        } else {
            let text = super::versions::in_words(&self.voice, id, Some(before));
            self.voice.fill("mine-known-other", &[("before", &text)])
        };
        field.hint = format!("{} {said}", field.hint).trim().to_owned();
    }
}
