//! Recurring incidents: earlier ones of the same organisation with the same apparent cause.
//!
//! The law counts them together within six months (Implementing Regulation 2024/2690, 4; Delegated
//! Regulation 2024/1772, 8(2)). Nobody is asked: it is looked up and added to the facts.

use super::stored;
use crate::{Failed, House};
use jiff::ToSpan;
use meldkamer_domain::{
    fact::{Fact, Facts},
    law::Law,
    time::Instant,
};
use meldkamer_store::{Asks, dossier, filing};

/// The criterion whose amounts the incidents must reach together.
const TOGETHER: &str = "cir.3.1.a";
/// The amounts that are added up.
const AMOUNTS: [&str; 2] = ["i.money.loss", "i.money.turnover-percent"];

/// Adds `recurring.count`, `recurring.same-cause` and `recurring.together` to the facts.
///
/// Without a name or a cause there is nothing to compare, and the three stay unknown. `own` is the
/// dossier that the facts are of.
pub async fn look_up(
    house: &House,
    asks: &impl Asks,
    at: Instant,
    (own, organisation): (&str, &str),
    facts: &mut Facts,
) -> Result<(), Failed> {
    let Some(cause) = facts.text("w.cause").map(str::to_owned).filter(|_| !organisation.is_empty()) else {
        return Ok(());
    };
    let since = half_a_year_before(house, at);
    let mut alike = Vec::new();
    for row in dossier::recent_of(asks, organisation, since.micros()).await? {
        if row.id == own || matches!(row.state.as_str(), "withdrawn" | "merged") || !row.mark.is_empty() {
            continue;
        }
        let filings = filing::of_dossier(asks, &row.id).await?;
        let read = filings.iter().map(|one| stored(house, &one.stage, &one.answers, one.submitted_at));
        let told = super::together(read.collect::<Result<Vec<_>, _>>()?).facts();
        if told.text("w.cause") == Some(&cause) {
            alike.push(told);
        }
    }
    tell(&house.law().law, &alike, facts);
    Ok(())
}

fn half_a_year_before(house: &House, at: Instant) -> Instant {
    let now = at.in_zone(&house.zone());
    now.checked_sub(6.months()).map_or(at, |then| Instant::from_zoned(&then))
}

/// What earlier incidents of the same cause add to the facts of this one.
fn tell(law: &Law, alike: &[Facts], facts: &mut Facts) {
    let count = u32::try_from(alike.len() + 1).unwrap_or(u32::MAX);
    let together = together(law, alike.iter().chain([&*facts]));
    facts.set("recurring.count", Fact::Number(f64::from(count)));
    facts.set("recurring.same-cause", Fact::Flag(count > 1));
    facts.set("recurring.together", together);
}

/// Whether the amounts of all incidents together reach the law's; unknown when some did not tell theirs.
fn together<'a>(law: &Law, all: impl Iterator<Item = &'a Facts> + Clone) -> Fact {
    let mut criteria = law.criteria.iter().flat_map(|set| &set.criteria);
    let Some(criterion) = criteria.find(|one| one.id.get_ref() == TOGETHER) else { return Fact::Unknown };
    let (mut least, mut whole) = (Facts::default(), true);
    for name in AMOUNTS {
        let told = all.clone().map(|facts| facts.number(name));
        whole &= told.clone().all(|amount| amount.is_some());
        least.set(name, Fact::Number(told.flatten().sum()));
    }
    match criterion.fires.of(&least) {
        meldkamer_domain::law::condition::Truth::Yes => Fact::Flag(true),
        _ if whole => Fact::Flag(false),
        _ => Fact::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Library;

    fn incident(loss: Option<f64>) -> Facts {
        let mut facts = Facts::default();
        facts.set("w.cause", Fact::Text("third-party".into()));
        if let Some(loss) = loss {
            facts.set("i.money.loss", Fact::Number(loss));
            facts.set("i.money.turnover-percent", Fact::Number(0.1));
        }
        facts
    }

    #[test]
    fn amounts_count_together_and_what_is_not_told_stays_open() {
        let law = Library::open(None).unwrap().0.law;
        let of = |losses: &[Option<f64>]| {
            let mut all: Vec<Facts> = losses.iter().map(|loss| incident(*loss)).collect();
            let mut last = all.pop().unwrap();
            tell(&law, &all, &mut last);
            (
                last.number("recurring.count"),
                last.flag("recurring.same-cause"),
                last.flag("recurring.together"),
            )
        };
        assert_eq!(of(&[Some(300_000.0), Some(250_000.0)]), (Some(2.0), Some(true), Some(true)));
        assert_eq!(of(&[Some(300_000.0), Some(200_000.0)]), (Some(2.0), Some(true), Some(false)));
        assert_eq!(of(&[None, Some(200_000.0)]), (Some(2.0), Some(true), None));
        assert_eq!(of(&[None, Some(600_000.0)]), (Some(2.0), Some(true), Some(true)));
        assert_eq!(of(&[Some(1.0)]), (Some(1.0), Some(false), Some(false)));
    }
}
