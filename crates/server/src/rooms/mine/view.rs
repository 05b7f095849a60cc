//! What the page of a dossier shows, worked out from what is kept.

pub(crate) mod examples;
mod help;
mod moments;

pub use help::{HelpView, help};
pub use moments::{Earlier, MomentView};

use super::voice::Voice;
use meldkamer_app::mine::Mine;
use meldkamer_domain::question::Stage;
use meldkamer_store::{
    clock::DeadlineRow,
    filing::FilingRow,
    message::{AttachmentRow, MessageRow},
    support_case::CaseRow,
};
use serde::Serialize;

/// A limit that passes within this many microseconds is "soon".
const SOON: i64 = 12 * 3600 * 1_000_000;

/// A dossier as its reporter sees it, in plain words.
#[derive(Clone, Debug, Serialize)]
pub struct Overview {
    pub reference: String,
    pub organisation: String,
    pub title: String,
    /// Last part of the keys `mine-state-…` and `mine-state-…-text`.
    pub state: &'static str,
    /// Last part of the key `mine-mark-…`, or nothing.
    pub mark: &'static str,
    pub received_at: i64,
    pub answered_at: Option<i64>,
    pub answer_due: Option<i64>,
    /// Whether anything can still be filed.
    pub open: bool,
    pub voluntary: bool,
    pub next: Option<Next>,
    pub clocks: Vec<ClockView>,
    pub retired: Vec<ClockView>,
    pub moments: Vec<MomentView>,
    pub help: Option<HelpView>,
    pub messages: Vec<MessageView>,
    pub unread: usize,
    pub filings: Vec<FilingView>,
    pub files: Vec<FileView>,
    pub stages: Vec<StageView>,
    /// The words of the code, when the browser holds them.
    pub code: String,
    /// The firm that reports for the organisation, or nothing.
    pub behalf: String,
    /// The cases in which they have a part: address, reference, title and state.
    pub cases: Vec<(String, String, String, String)>,
    /// Whether it is bound to an entity in the register.
    pub bound: bool,
    /// Whether this reader may write, and not only read along.
    pub writes: bool,
}

/// What to do first.
#[derive(Clone, Debug, Serialize)]
pub struct Next {
    pub stage: String,
    pub address: String,
    pub due: i64,
    pub late: bool,
}

/// One limit.
#[derive(Clone, Debug, Serialize)]
pub struct ClockView {
    pub stage: String,
    pub regime: String,
    /// As the clock macro wants it: open, soon, late, done.
    pub state: &'static str,
    pub due: i64,
    pub aim: Option<i64>,
    pub plain: Option<i64>,
    pub done_at: Option<i64>,
    pub late: bool,
    pub late_reason: String,
    pub clause: String,
    pub why: Vec<String>,
    pub retired_at: Option<i64>,
    pub address: String,
}

/// One message.
#[derive(Clone, Debug, Serialize)]
pub struct MessageView {
    pub id: String,
    pub mine: bool,
    pub author: String,
    pub lines: Vec<String>,
    pub at: i64,
    pub read_at: Option<i64>,
    pub new: bool,
    pub files: Vec<FileView>,
}

/// One version of a stage.
#[derive(Clone, Debug, Serialize)]
pub struct FilingView {
    pub stage: String,
    pub name: String,
    pub version: i64,
    pub at: i64,
    pub reason: String,
    pub gaps: usize,
}

/// One file.
#[derive(Clone, Debug, Serialize)]
pub struct FileView {
    pub id: String,
    pub name: String,
    pub size: String,
    pub at: i64,
    pub digest: String,
}

/// A stage that can be filed or corrected now.
#[derive(Clone, Debug, Serialize)]
pub struct StageView {
    pub id: String,
    pub name: String,
    pub filed: bool,
    /// Whether some clock waits for it.
    pub due: bool,
}

fn case(row: &CaseRow) -> (String, String, String, String) {
    (format!("/case/{}", row.id), row.reference.clone(), row.title.clone(), row.state.clone())
}

/// The stages that follow a first report.
pub const LATER: [Stage; 4] = [Stage::Notification, Stage::Intermediate, Stage::Progress, Stage::Final];

/// The stage under which a stage of law is filed: a final report after a progress report is a final
/// report.
pub fn filed_as(stage: &str) -> &str {
    if stage == "final-after-progress" { "final" } else { stage }
}

/// Whether reports can still be filed in a dossier.
pub fn is_open(mine: &Mine) -> bool {
    !matches!(mine.row.state.as_str(), "withdrawn" | "merged")
}

impl Overview {
    /// The page's contents, at a moment.
    pub fn of(voice: &Voice<'_>, mine: &Mine, now: i64, code: String) -> Self {
        let row = &mine.row;
        let standing = mine.deadlines.iter().filter(|one| one.retired_at.is_none());
        let mut clocks: Vec<_> = standing.map(|one| clock(voice, one, now)).collect();
        clocks.sort_by_key(|one| (one.done_at.is_some(), one.due));
        let retired = mine.deadlines.iter().rev().filter(|one| one.retired_at.is_some());
        Self {
            reference: row.reference.clone(),
            organisation: row.organisation.clone(),
            title: row.title.clone(),
            state: state(&row.state),
            mark: mark(&row.mark),
            received_at: row.received_at,
            answered_at: row.answered_at,
            answer_due: row.answer_due,
            open: is_open(mine),
            voluntary: row.duty == "voluntary",
            next: next(&clocks).filter(|_| is_open(mine)),
            retired: retired.map(|one| clock(voice, one, now)).collect(),
            moments: moments::moments(mine),
            help: help(mine),
            messages: mine.messages.iter().map(|one| message(voice, mine, one)).collect(),
            unread: mine.unread(),
            filings: mine.filings.iter().rev().map(|one| filing(voice, one)).collect(),
            files: mine
                .files
                .iter()
                .filter(|one| one.message.is_none())
                .map(|one| file(voice, one))
                .collect(),
            stages: stages(voice, mine, &clocks),
            clocks,
            code,
            behalf: row.behalf.clone(),
            cases: mine.cases.iter().map(case).collect(),
            bound: row.entity.is_some(),
            writes: true,
        }
    }
}

/// The state as the reporter reads it: the last part of a key `mine-state-…`.
pub(crate) fn state(state: &str) -> &'static str {
    const KNOWN: [&str; 8] =
        ["received", "assessed", "answered", "working", "waiting", "closed", "withdrawn", "merged"];
    KNOWN.into_iter().find(|known| *known == state).unwrap_or("working")
}

fn mark(mark: &str) -> &'static str {
    const KNOWN: [&str; 3] = ["duplicate", "test", "out-of-constituency"];
    KNOWN.into_iter().find(|known| *known == mark).unwrap_or_default()
}

/// The first limit that is open and can be met here.
fn next(clocks: &[ClockView]) -> Option<Next> {
    let first = clocks.iter().find(|one| one.done_at.is_none() && !one.address.is_empty())?;
    Some(Next {
        stage: first.stage.clone(),
        address: first.address.clone(),
        due: first.due,
        late: first.state == "late",
    })
}

fn clock(voice: &Voice<'_>, row: &DeadlineRow, now: i64) -> ClockView {
    let state = match row.met_at {
        Some(_) => "done",
        None if row.due < now => "late",
        None if row.due - now < SOON => "soon",
        None => "open",
    };
    let stage = filed_as(&row.stage);
    ClockView {
        stage: voice.stage(&row.regime, &row.stage),
        regime: voice.regime(&row.regime),
        state,
        due: row.due,
        aim: (row.aim < row.due).then_some(row.aim),
        plain: row.plain,
        done_at: row.met_at,
        late: row.met_at.is_some_and(|met| met > row.due),
        late_reason: row.late_reason.clone(),
        clause: row.clause.clone(),
        why: voice.why(&row.why),
        retired_at: row.retired_at,
        address: Stage::parse(stage).map(|stage| format!("/stage/{}", stage.id())).unwrap_or_default(),
    }
}

fn message(voice: &Voice<'_>, mine: &Mine, row: &MessageRow) -> MessageView {
    let with = mine.files.iter().filter(|one| one.message.as_deref() == Some(&*row.id));
    MessageView {
        id: row.id.clone(),
        mine: row.direction == "in",
        author: row.author.clone(),
        lines: row.body.lines().map(str::to_owned).collect(),
        at: row.at,
        read_at: row.read_at,
        new: row.direction == "out" && row.read_at.is_none(),
        files: with.map(|one| file(voice, one)).collect(),
    }
}

fn filing(voice: &Voice<'_>, row: &FilingRow) -> FilingView {
    let gaps: Vec<serde_json::Value> = serde_json::from_str(&row.gaps).unwrap_or_default();
    FilingView {
        stage: row.stage.clone(),
        name: voice.plain_stage(&row.stage),
        version: row.version,
        at: row.submitted_at,
        reason: row.reason.clone(),
        gaps: gaps.len(),
    }
}

fn file(voice: &Voice<'_>, row: &AttachmentRow) -> FileView {
    FileView {
        id: row.id.clone(),
        name: row.name.clone(),
        size: voice.size(row.size),
        at: row.at,
        digest: row.digest.clone(),
    }
}

fn stages(voice: &Voice<'_>, mine: &Mine, clocks: &[ClockView]) -> Vec<StageView> {
    let filed = mine.filings.iter().filter_map(|one| Stage::parse(&one.stage));
    let mut all: Vec<Stage> = filed.chain(LATER).collect();
    all.sort();
    all.dedup();
    let view = |stage: Stage| {
        let address = format!("/stage/{}", stage.id());
        StageView {
            id: stage.id().to_owned(),
            name: voice.plain_stage(stage.id()),
            filed: mine.newest(stage.id()).is_some(),
            due: clocks.iter().any(|one| one.done_at.is_none() && one.address == address),
        }
    };
    all.into_iter().map(view).collect()
}
