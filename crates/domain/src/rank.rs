//! The order of the queue, and why each row stands where it stands.
//!
//! A pure function of a dossier's standing: store `tier` and `key`, sort by them, and rank again
//! when something happens or at [`next_change`]. Nothing here decides anything; people do.

mod stored;
mod words;

pub use words::words;

use crate::time::Instant;
use crate::triage::Urgency;
use alloc::{string::String, vec::Vec};

/// What kind of report it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The law obliges the organisation to report.
    Mandatory,
    /// Reported without duty; may come after mandatory ones (NIS2 30).
    Voluntary,
    /// It could have gone wrong.
    NearMiss,
    /// A threat, not an incident.
    Threat,
}

/// Where the dossier stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// We are to act.
    Open,
    /// We wait for the organisation.
    Waiting,
    /// Done: out of the queue.
    Closed,
}

/// How urgently help was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Asked {
    /// Lives or an essential service at risk.
    Now,
    /// Within four hours.
    FourHours,
    /// The next working day, or information only.
    Later,
}

/// How the law classes the organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Essential entity (NIS2 3(1)).
    Essential,
    /// Important entity (NIS2 3(2)).
    Important,
}

/// All that the order of the queue looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// What kind of report it is.
    pub kind: Kind,
    /// An exercise: always after everything real.
    pub exercise: bool,
    /// Danger to life, health or safety was reported.
    pub danger_to_life: bool,
    /// An essential service is hit.
    pub essential_service: bool,
    /// The incident is still going on.
    pub ongoing: bool,
    /// The attacker is still active.
    pub attacker_active: bool,
    /// The reporter expects it to get worse within six hours.
    pub worsening: bool,
    /// Until when evidence can still be saved, when it is about to vanish.
    pub evidence_until: Option<Instant>,
    /// How urgently help was asked, if at all.
    pub help: Option<Asked>,
    /// Whether the duty officer has seen the request for help.
    pub acknowledged: bool,
    /// Sector, by its id in the rulebooks.
    pub sector: Option<String>,
    /// Class of the organisation, once known.
    pub class: Option<Class>,
    /// The urgency that a person decided; `None` while undecided.
    pub decided: Option<Urgency>,
    /// Whether our first answer went out (NIS2 23(5)).
    pub answered: bool,
    /// When our first answer is due.
    pub answer_due: Option<Instant>,
    /// The next moment at which the organisation owes us something.
    pub next_deadline: Option<Instant>,
    /// Messages that nobody here has read.
    pub unread: u32,
    /// Where the dossier stands.
    pub state: State,
    /// When it came in.
    pub received: Instant,
    /// The moment of ranking.
    pub at: Instant,
}

/// A place in the queue: lower comes first, by `tier`, then by `key`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rank {
    /// 0 is the most urgent.
    pub tier: u8,
    /// The next moment that matters, in microseconds since the epoch.
    pub key: i64,
    /// Why, the weightiest first.
    pub reasons: Vec<Reason>,
}

/// One reason, told by [`words`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// An exercise.
    Exercise,
    /// Danger to life.
    DangerToLife,
    /// Urgent help was asked and nobody has seen it.
    HelpUnseen,
    /// Help was asked.
    Help(Asked),
    /// A person decided this urgency.
    Decided(Urgency),
    /// The sector, by id.
    Sector(String),
    /// The class of the organisation.
    Class(Class),
    /// An essential service is hit.
    EssentialService,
    /// The attacker is still active.
    AttackerActive,
    /// The incident goes on.
    Ongoing,
    /// It will get worse.
    Worsening,
    /// Evidence will be gone by this moment.
    EvidenceVanishing(Instant),
    /// Our answer is due, or was.
    AnswerDue(Instant),
    /// Something of the organisation is due, or was.
    DeadlineDue(Instant),
    /// Messages wait.
    Unread(u32),
    /// Reported without duty.
    Kind(Kind),
}

const EXERCISE: u8 = 11;
/// Tiers between a mandatory report and the same one without duty.
const VOLUNTARY: u8 = 5;

/// Where a dossier stands in the queue; `None` when it is closed.
///
/// 0 danger to life, or urgent help that nobody has seen; then for mandatory reports: 1 at once,
/// 2 within hours, 3 without our answer, 4 something waits for us, 5 the rest; 6 to 10 the same
/// without duty; 11 exercises. Only danger to life and an unseen call for help go before duty.
pub fn rank(standing: &Standing) -> Option<Rank> {
    if standing.state == State::Closed {
        return None;
    }
    Some(Rank { tier: tier(standing), key: due(standing).micros(), reasons: reasons(standing) })
}

/// The first moment after `standing.at` at which the place changes by time alone.
pub fn next_change(standing: &Standing) -> Option<Instant> {
    let place = |s: &Standing| rank(s).map(|rank| (rank.tier, rank.key));
    let now = place(standing)?;
    let mut moments: Vec<Instant> = [standing.answer_due, standing.evidence_until, standing.next_deadline]
        .into_iter()
        .flatten()
        .filter(|moment| *moment > standing.at)
        .collect();
    moments.sort_unstable();
    moments.into_iter().find(|moment| place(&Standing { at: *moment, ..standing.clone() }) != Some(now))
}

fn tier(s: &Standing) -> u8 {
    if s.exercise {
        return EXERCISE;
    }
    if (s.danger_to_life && s.decided.is_none_or(|urgency| urgency == Urgency::Now)) || unseen(s) {
        return 0;
    }
    pressing(s) + if s.kind == Kind::Mandatory { 0 } else { VOLUNTARY }
}

/// From 1 to 5; what a person decided goes before what the report suggests.
fn pressing(s: &Standing) -> u8 {
    if passed(s.answer_due, s) && !s.answered {
        return 1;
    }
    let urgency = s.decided.unwrap_or_else(|| suggested(s));
    match urgency {
        Urgency::Now => 1,
        Urgency::FourHours => 2,
        _ if !s.answered || s.decided.is_none() => 3,
        _ if s.unread > 0 || passed(s.next_deadline, s) => 4,
        Urgency::Day if s.state == State::Open => 4,
        Urgency::Day | Urgency::Planned => 5,
    }
}

/// What the report itself suggests while no person has decided.
fn suggested(s: &Standing) -> Urgency {
    if s.essential_service && s.ongoing {
        Urgency::Now
    } else if s.attacker_active
        || s.worsening
        || vanishing(s)
        || matches!(s.help, Some(Asked::Now | Asked::FourHours))
    {
        Urgency::FourHours
    } else {
        Urgency::Day
    }
}

fn unseen(s: &Standing) -> bool {
    s.help == Some(Asked::Now) && !s.acknowledged
}

fn vanishing(s: &Standing) -> bool {
    s.evidence_until.is_some_and(|until| until > s.at)
}

fn passed(moment: Option<Instant>, s: &Standing) -> bool {
    moment.is_some_and(|moment| moment <= s.at)
}

/// The next moment that matters; without one, a day after it came in, so that nothing sinks.
fn due(s: &Standing) -> Instant {
    let answer = s.answer_due.filter(|_| !s.answered);
    let evidence = s.evidence_until.filter(|_| vanishing(s));
    [answer, evidence, s.next_deadline].into_iter().flatten().min().unwrap_or(s.received.plus_hours(24))
}

fn reasons(s: &Standing) -> Vec<Reason> {
    let answer = s.answer_due.filter(|_| !s.answered).map(Reason::AnswerDue);
    let evidence = s.evidence_until.filter(|_| vanishing(s)).map(Reason::EvidenceVanishing);
    let asked = if unseen(s) { Some(Reason::HelpUnseen) } else { s.help.map(Reason::Help) };
    let going_on = s.ongoing && !s.attacker_active;
    [
        s.exercise.then_some(Reason::Exercise),
        s.danger_to_life.then_some(Reason::DangerToLife),
        asked,
        s.decided.map(Reason::Decided),
        s.sector.clone().map(Reason::Sector),
        s.class.map(Reason::Class),
        s.essential_service.then_some(Reason::EssentialService),
        s.attacker_active.then_some(Reason::AttackerActive),
        going_on.then_some(Reason::Ongoing),
        s.worsening.then_some(Reason::Worsening),
        evidence,
        answer,
        s.next_deadline.map(Reason::DeadlineDue),
        (s.unread > 0).then_some(Reason::Unread(s.unread)),
        (s.kind != Kind::Mandatory).then_some(Reason::Kind(s.kind)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests;
