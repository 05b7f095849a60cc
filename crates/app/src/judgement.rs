//! The judgement: what the law makes of a set of facts on a day.
//!
//! Pages, the API, the command line and the act of filing read the same one. It decides which laws
//! apply, whether the incident is significant under each, and whom a report concerns; how bad it is
//! and whether we help are other decisions.

use crate::{House, library::Library};
use jiff::{civil::Date, tz::TimeZone};
use meldkamer_domain::{
    deadline::{Moments, Pace},
    fact::Facts,
    law::condition::Truth,
    regime::{Applies, Bearer},
    route::Routes,
    significance::{Significant, Verdict},
    time::Instant,
};

/// One regime as it bears on the facts.
#[derive(Debug)]
pub struct Bearing<'a> {
    /// Whether it applies, and why.
    pub applies: Applies<'a>,
    /// Whether the incident is significant under it.
    pub verdict: Verdict<'a>,
}

impl Bearing<'_> {
    /// The regime's id.
    pub fn id(&self) -> &str {
        self.applies.regime.id.get_ref()
    }

    /// Whether reports under it come to us: it applies, or may, and has no other door.
    pub fn ours(&self) -> bool {
        self.applies.verdict != Truth::No && self.applies.regime.door.is_none()
    }
}

/// What the law makes of the facts.
#[derive(Debug)]
pub struct Judgement<'a> {
    /// The law of this day.
    pub day: Date,
    /// Every regime that could bear on an entity.
    pub bearings: Vec<Bearing<'a>>,
    /// Whom a report concerns.
    pub routes: Routes<'a>,
    /// Whether a duty makes this report, rather than free will (NIS2 23 against 30).
    pub mandatory: bool,
}

impl<'a> Judgement<'a> {
    /// Judges facts under the law of a day.
    pub fn of(library: &'a Library, facts: &Facts, day: Date) -> Self {
        let law = &library.law;
        let weighed = |applies: Applies<'a>| {
            let verdict = law.significance(applies.regime.id.get_ref(), facts, day);
            Bearing { applies, verdict }
        };
        let bearings: Vec<_> = law.regimes(facts, day).into_iter().map(weighed).collect();
        let mandatory = is_mandatory(facts);
        let routes = if mandatory { law.route(facts, day) } else { law.voluntary_route(facts, day) };
        Self { day, bearings, routes, mandatory }
    }

    /// The bearings whose stages are reported to us: those that certainly apply, else the general one
    /// of those that may: in doubt its clocks run.
    pub fn ours(&self) -> Vec<&Bearing<'a>> {
        let ours = || self.bearings.iter().filter(|bearing| bearing.ours());
        let sure: Vec<_> = ours().filter(|bearing| bearing.applies.verdict == Truth::Yes).collect();
        if !sure.is_empty() {
            return sure;
        }
        // The general law is the one that the others make way for: the national text of NIS2.
        let makes_way = |other: &Bearing<'_>, id: &str| {
            other.applies.regime.excluded_by.iter().any(|by| by.get_ref() == id)
        };
        let general = ours().find(|bearing| ours().any(|other| makes_way(other, bearing.id())));
        general.or_else(|| ours().next()).into_iter().collect()
    }

    /// The verdict that counts: of our regimes the one that says most.
    pub fn significant(&self) -> Significant {
        let ours = self.ours();
        let any = |answer| ours.iter().any(|bearing| bearing.verdict.answer == answer);
        [Significant::Yes, Significant::Contradictory, Significant::Unknown]
            .into_iter()
            .find(|answer| any(*answer))
            .unwrap_or(if ours.is_empty() { Significant::Unknown } else { Significant::No })
    }
}

/// A report is made under a duty unless the reporter says that it is not: in doubt the clocks run.
pub fn is_mandatory(facts: &Facts) -> bool {
    let kind = facts.text("not.kind").unwrap_or("significant-incident");
    kind == "significant-incident" && facts.has("not.duty", "voluntary") != Some(true)
}

/// One limit, worked out and named, without a borrow on the law.
#[derive(Clone, Debug)]
pub struct Limit {
    /// The regime.
    pub regime: String,
    /// The stage.
    pub stage: String,
    /// The moment to aim for.
    pub aim: Instant,
    /// The legal limit.
    pub due: Instant,
    /// The limit without extension, where that differs.
    pub plain: Option<Instant>,
    /// The clause.
    pub clause: String,
    /// Whether the rule was confirmed in the text itself.
    pub confirmed: bool,
    /// Whether the stage came after its limit.
    pub late: bool,
    /// Why it is this moment: codes and their arguments.
    pub why: Vec<(String, Vec<(String, String)>)>,
}

/// The limits of one regime.
pub fn limits(
    library: &Library,
    regime: &str,
    moments: &Moments,
    facts: &Facts,
    zone: &TimeZone,
    pace: Pace,
    day: Date,
) -> Vec<Limit> {
    let Some(regime) = library.law.regime(regime, day) else { return Vec::new() };
    let calendar = library.law.calendar(regime.holidays.as_ref(), zone, pace, day);
    let planned = meldkamer_domain::deadline::plan(regime, moments, facts, &calendar, day);
    let limit = |deadline: meldkamer_domain::deadline::Deadline<'_>| Limit {
        regime: regime.id.get_ref().clone(),
        stage: deadline.stage.id.get_ref().clone(),
        aim: deadline.aim,
        due: deadline.due,
        plain: deadline.plain,
        clause: deadline.basis.clause.clone(),
        confirmed: deadline.basis.confirmed,
        late: deadline.late,
        why: deadline
            .why
            .iter()
            .map(|reason| {
                let arguments =
                    reason.arguments.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
                (reason.code.to_owned(), arguments.collect())
            })
            .collect(),
    };
    planned.into_iter().map(limit).collect()
}

/// When the CSIRT owes its first answer, under the regime that binds the CSIRT (NIS2 23(5), Cbw 36).
pub fn answer_due(
    library: &Library,
    received: Instant,
    zone: &TimeZone,
    pace: Pace,
    day: Date,
) -> Option<Instant> {
    let moments = Moments { received: Some(received), ..Moments::default() };
    let csirts =
        library.law.regimes.iter().filter(|one| one.bearer == Bearer::Csirt && one.basis.holds_on(day));
    let all = csirts
        .flat_map(|one| limits(library, one.id.get_ref(), &moments, &Facts::default(), zone, pace, day));
    all.map(|limit| limit.due).min()
}

impl House {
    /// The legal zone of this installation.
    pub fn zone(&self) -> TimeZone {
        self.zone.clone()
    }

    /// The civil day of a moment in the legal zone.
    pub fn day(&self, at: Instant) -> Date {
        at.in_zone(&self.zone()).date()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use meldkamer_domain::fact::Fact;

    #[test]
    fn who_says_nothing_about_size_reports_under_the_general_law() {
        let (library, _) = Library::open(None).unwrap();
        let day = jiff::civil::date(2026, 11, 20);
        for sector in ["drinking-water", "energy", "health"] {
            let mut facts = Facts::default();
            facts.set("org.sector", Fact::Text(sector.into()));
            let judgement = Judgement::of(&library, &facts, day);
            let ids: Vec<&str> = judgement.ours().iter().map(|bearing| bearing.id()).collect();
            assert_eq!(ids, ["nl-cbw"], "{sector}");
        }
    }
}
