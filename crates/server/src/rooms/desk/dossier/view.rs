//! What the page of a dossier shows.

use super::{facts, law, story, works};
use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Frame, Page},
    rooms::desk::{Who, queue},
};
use meldkamer_app::{desk::read::Opened, library::Library};
use meldkamer_domain::{access::Role, refused::Refused, time::Instant};
use meldkamer_store::{dossier::DossierRow, errand::ErrandRow, message::MessageRow};
use serde::Serialize;

/// The page of a dossier at the desk.
#[derive(Debug, Default, Serialize)]
pub struct DossierPage {
    head: Head,
    /// An act that was refused, with what was typed.
    undone: Option<Undone>,
    groups: Vec<facts::Group>,
    missing: Vec<facts::Missing>,
    verdict: String,
    regimes: Vec<law::Regime>,
    clocks: Vec<law::Clock>,
    story: Vec<story::Event>,
    looks: Vec<story::Event>,
    messages: Vec<Message>,
    help: Vec<Help>,
    links: Vec<Link>,
    others: Vec<Other>,
    merged: Vec<Other>,
    files: Vec<File>,
    errands: Vec<Errand>,
    colleagues: Vec<(String, String)>,
    csirts: Vec<(String, String)>,
}

/// What is above everything.
#[derive(Clone, Debug, Default, Serialize)]
struct Head {
    reference: String,
    version: i64,
    organisation: String,
    title: String,
    sector: String,
    kind: String,
    duty: String,
    state: String,
    mark: String,
    mark_note: String,
    channel: String,
    language: String,
    exercise: bool,
    received_at: i64,
    answer_due: i64,
    answered_at: Option<i64>,
    /// Our own clock: `open`, `soon`, `late`, `done`, or nothing.
    clock: &'static str,
    urgency: String,
    score: Option<i64>,
    decision: String,
    assignee: String,
    assignee_name: String,
    mine: bool,
    me: String,
    reasons: Vec<String>,
    into: Option<Other>,
    /// Whether an urgent request waits to be seen.
    unseen: bool,
    over: bool,
    works: bool,
    answers: bool,
}

/// An act that was refused: why, and what was typed.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Undone {
    code: &'static str,
    field: String,
    typed: Vec<String>,
}

impl Undone {
    /// Keeps every word that was typed.
    pub fn of(refused: &Refused, form: &Form) -> Self {
        let field = match refused {
            Refused::NotUnderstood { field, .. } | Refused::ReasonNeeded { field } => field.clone(),
            _ => String::new(),
        };
        let typed = form.pairs.iter().filter(|(name, text)| name != "version" && !text.trim().is_empty());
        Self { code: refused.code(), field, typed: typed.map(|(_, text)| text.clone()).collect() }
    }
}

#[derive(Clone, Debug, Default, Serialize)]
struct Message {
    /// `in`, `out` or `own`.
    direction: String,
    author: String,
    body: String,
    at: i64,
    read_at: Option<i64>,
}

#[derive(Clone, Debug, Default, Serialize)]
struct Help {
    urgency: String,
    asked_at: i64,
    seen_at: Option<i64>,
    seen_name: String,
}

/// Another dossier.
#[derive(Clone, Debug, Default, Serialize)]
struct Other {
    reference: String,
    organisation: String,
    /// `recurring` or the kind of trait that is shared.
    kind: String,
    value: String,
    at: i64,
}

#[derive(Clone, Debug, Default, Serialize)]
struct Link {
    id: String,
    kind: String,
    reason: String,
    who: Who,
    at: i64,
    other: Other,
}

#[derive(Clone, Debug, Default, Serialize)]
struct File {
    id: String,
    name: String,
    kib: i64,
    who: Who,
    at: i64,
}

#[derive(Clone, Debug, Default, Serialize)]
struct Errand {
    /// `mail`, `webhook` or `copy`.
    kind: String,
    target: String,
    /// `waiting`, `done` or `stuck`.
    state: String,
    attempts: i64,
    error: String,
    proof: String,
    at: i64,
}

impl DossierPage {
    /// Everything about a dossier as this person reads it.
    pub fn of(server: &Server, caller: &Caller, opened: Opened, undone: Option<Undone>) -> Self {
        let house = &server.house;
        let (library, language) = (house.law(), caller.language.code());
        let day = house.day(Instant::from_micros(opened.row.received_at));
        let (story, looks) = story::story(&opened, &library, language);
        let (verdict, regimes) = law::regimes(&opened.row.significance, &library, day, language);
        let active = opened
            .colleagues
            .iter()
            .filter(|one| one.active == 1 && Role::staff(&one.role).is_some_and(works));
        Self {
            head: head(&opened, &library, caller),
            undone,
            groups: facts::groups(&opened, &library, language, &house.zone()),
            missing: facts::missing(&opened, &library, language),
            verdict,
            regimes,
            clocks: law::clocks(&opened.clocks, &library, day, language, caller.at),
            story,
            looks,
            messages: opened.messages.iter().filter(|one| one.kind != "event").map(message).collect(),
            help: help(&opened),
            links: links(&opened),
            others: others(&opened),
            merged: opened.merged.iter().map(other).collect(),
            files: files(&opened),
            errands: opened.errands.iter().map(|one| errand(one, &library, day, language)).collect(),
            colleagues: active.map(|one| (one.id.clone(), one.name.clone())).collect(),
            csirts: law::csirts(&library, &house.settings.csirt_id, day, language),
        }
    }

    /// The frame with the reference on every sheet, and the mark of an exercise.
    pub fn framed(&self, mut frame: Frame) -> Frame {
        frame.reference = Some(self.head.reference.clone());
        frame.exercise = self.head.exercise;
        frame
    }
}

fn head(opened: &Opened, library: &Library, caller: &Caller) -> Head {
    let (row, language) = (&opened.row, caller.language.code());
    let staff = caller.staff.as_ref();
    let me = staff.map(|staff| staff.id.clone()).unwrap_or_default();
    let assignee = row.assignee.clone().unwrap_or_default();
    let named = opened.colleagues.iter().find(|one| one.id == assignee);
    let kept: Vec<String> = serde_json::from_str(&row.reasons).unwrap_or_default();
    let reasons = kept.iter().filter_map(|text| meldkamer_domain::rank::Reason::from_text(text));
    let say = |reason| meldkamer_domain::rank::words(&reason, language, caller.at);
    Head {
        reference: row.reference.clone(),
        version: row.version,
        organisation: row.organisation.clone(),
        title: row.title.clone(),
        sector: queue::sector(library, &row.sector, language),
        kind: queue::kind(library, &row.kind, language),
        duty: row.duty.clone(),
        state: row.state.clone(),
        mark: row.mark.clone(),
        mark_note: mark_note(row, library, language),
        channel: row.channel.clone(),
        language: row.language.clone(),
        exercise: row.exercise == 1,
        received_at: row.received_at,
        answer_due: row.answer_due.unwrap_or_default(),
        answered_at: row.answered_at,
        clock: queue::clock(row.answer_due, row.answered_at, caller.at),
        urgency: row.urgency.clone(),
        score: row.score,
        decision: row.decision.clone(),
        mine: !me.is_empty() && me == assignee,
        me,
        assignee_name: named.map(|one| one.name.clone()).unwrap_or_default(),
        assignee,
        reasons: reasons.map(say).collect(),
        into: opened.into.as_ref().map(other),
        unseen: opened
            .help
            .first()
            .is_some_and(|one| one.seen_at.is_none() && matches!(one.urgency.as_str(), "now" | "four-hours")),
        over: matches!(row.state.as_str(), "closed" | "withdrawn" | "merged"),
        works: staff.is_some_and(|staff| works(staff.role)),
        answers: staff.is_some_and(|staff| staff.role == Role::DutyOfficer),
    }
}

/// The right CSIRT by its name; any other note as it was written.
fn mark_note(row: &DossierRow, library: &Library, language: &str) -> String {
    let body = library.law.bodies.iter().find(|one| one.id.get_ref() == &row.mark_note);
    body.filter(|_| row.mark == "out-of-constituency")
        .map_or_else(|| row.mark_note.clone(), |one| one.name.in_language(language).to_owned())
}

fn message(row: &MessageRow) -> Message {
    Message {
        direction: row.direction.clone(),
        author: row.author.clone(),
        body: row.body.clone(),
        at: row.at,
        read_at: row.read_at,
    }
}

fn help(opened: &Opened) -> Vec<Help> {
    let one = |row: &meldkamer_store::help::HelpRow| Help {
        urgency: row.urgency.clone(),
        asked_at: row.asked_at,
        seen_at: row.seen_at,
        seen_name: row.seen_name.clone(),
    };
    opened.help.iter().map(one).collect()
}

fn other(row: &DossierRow) -> Other {
    Other {
        reference: row.reference.clone(),
        organisation: row.organisation.clone(),
        kind: "recurring".into(),
        value: row.title.clone(),
        at: row.received_at,
    }
}

fn others(opened: &Opened) -> Vec<Other> {
    let sharing = opened.sharing.iter().map(|row| Other {
        reference: row.reference.clone(),
        organisation: row.organisation.clone(),
        kind: row.kind.clone(),
        value: row.value.clone(),
        at: 0,
    });
    sharing.chain(opened.recurring.iter().map(other)).collect()
}

fn links(opened: &Opened) -> Vec<Link> {
    let link = |(row, to): &(meldkamer_store::link::LinkRow, DossierRow)| Link {
        id: row.id.clone(),
        kind: row.kind.clone(),
        reason: row.reason.clone(),
        who: Who::of(&row.actor, &opened.colleagues),
        at: row.at,
        other: other(to),
    };
    opened.links.iter().map(link).collect()
}

fn files(opened: &Opened) -> Vec<File> {
    let file = |row: &meldkamer_store::message::AttachmentRow| File {
        id: row.id.clone(),
        name: row.name.clone(),
        kib: (row.size + 1023) / 1024,
        who: Who::of(&row.actor, &opened.colleagues),
        at: row.at,
    };
    opened.files.iter().map(file).collect()
}

fn errand(row: &ErrandRow, library: &Library, day: jiff::civil::Date, language: &str) -> Errand {
    let copy = row.kind == "copy";
    Errand {
        kind: row.kind.clone(),
        target: if copy { law::body(library, &row.target, day, language) } else { row.target.clone() },
        state: row.state.clone(),
        attempts: row.attempts,
        error: row.error.clone(),
        proof: row.proof.clone(),
        at: row.done_at.unwrap_or(row.created_at),
    }
}

impl Page for DossierPage {
    const TEMPLATE: &'static str = "desk/dossier.html";

    fn title(&self) -> &'static str {
        "desk-dossier-title"
    }

    fn samples() -> Vec<Self> {
        let head = Head {
            reference: "NL-26-K7M4".into(),
            organisation: "Waterbedrijf <b>".into(),
            title: "Servers versleuteld".into(),
            duty: "mandatory".into(),
            state: "received".into(),
            channel: "form".into(),
            language: "nl".into(),
            clock: "soon",
            ..Head::default()
        };
        let empty = Self { head: head.clone(), ..Self::default() };
        vec![empty, full(head.clone()), over(head)]
    }
}

/// A dossier with everything in it, on which an act was refused.
fn full(head: Head) -> DossierPage {
    let (groups, missing) = facts::samples();
    let (regimes, clocks) = law::samples();
    let at = 1_763_653_200_000_000;
    let message = |direction: &str| Message {
        direction: direction.into(),
        author: "Ans".into(),
        body: "Eerste regel\nTweede regel".into(),
        at,
        read_at: (direction == "out").then_some(at),
    };
    let to = |kind: &str| Other {
        reference: "NL-26-2".into(),
        kind: kind.into(),
        value: "192.0.2.7".into(),
        at,
        ..Other::default()
    };
    let errand = |state: &str, kind: &str| Errand {
        state: state.into(),
        kind: kind.into(),
        target: "RDI".into(),
        error: "550 vol".into(),
        proof: "250 ok".into(),
        at,
        attempts: 2,
    };
    let link = |kind: &str| Link {
        id: format!("lnk_{kind}"),
        kind: kind.into(),
        reason: "Zelfde mail".into(),
        at,
        other: to(""),
        ..Link::default()
    };
    let urgencies = ["now", "four-hours", "next-working-day", "information-only"];
    let help = urgencies.map(|urgency| Help {
        urgency: urgency.into(),
        asked_at: at,
        seen_at: (urgency != "now").then_some(at),
        seen_name: "Ans".into(),
    });
    DossierPage {
        head: Head {
            unseen: true,
            works: true,
            answers: true,
            score: Some(71),
            urgency: "now".into(),
            decision: "partly".into(),
            mine: true,
            me: "sta_1".into(),
            assignee: "sta_1".into(),
            assignee_name: "Ans".into(),
            reasons: vec!["antwoord over 3 uur".into()],
            ..head
        },
        undone: Some(Undone { code: "moved", field: String::new(), typed: vec!["Mijn reden".into()] }),
        groups,
        missing,
        verdict: "contradictory".into(),
        regimes,
        clocks,
        story: story::samples(),
        looks: story::samples().into_iter().take(2).collect(),
        messages: ["in", "out", "own"].map(message).into(),
        help: help.into(),
        links: ["related", "campaign", "merged"].map(link).into(),
        others: ["address", "domain", "hash", "vulnerability", "supplier", "recurring"].map(to).into(),
        merged: vec![to("recurring")],
        files: vec![File { id: "att_1".into(), name: "log.txt".into(), kib: 12, at, ..File::default() }],
        errands: vec![errand("waiting", "copy"), errand("done", "mail"), errand("stuck", "webhook")],
        colleagues: vec![("sta_1".into(), "Ans".into()), ("sta_2".into(), "Bas".into())],
        csirts: vec![("z-cert".into(), "Z-CERT".into())],
    }
}

/// One that is over: merged, in an exercise, told by a third party.
fn over(head: Head) -> DossierPage {
    let into = Some(Other { reference: "NL-26-9".into(), ..Other::default() });
    let head = Head {
        state: "merged".into(),
        mark: "duplicate".into(),
        mark_note: "Zie ander".into(),
        over: true,
        works: true,
        answers: true,
        into,
        exercise: true,
        clock: "done",
        answered_at: Some(1),
        channel: "third-party".into(),
        duty: "voluntary".into(),
        ..head
    };
    let undone = Some(Undone { code: "reason-needed", field: "reason".into(), typed: Vec::new() });
    DossierPage { head, undone, ..DossierPage::default() }
}
