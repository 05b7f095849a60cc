//! The order of the queue, by examples and by chance.

use super::*;
use proptest::prelude::*;
use std::vec;

const NOON: Instant = Instant::from_micros(1_795_000_000_000_000);

fn quiet() -> Standing {
    Standing {
        kind: Kind::Mandatory,
        exercise: false,
        danger_to_life: false,
        essential_service: false,
        ongoing: false,
        attacker_active: false,
        worsening: false,
        evidence_until: None,
        help: None,
        acknowledged: false,
        sector: None,
        class: None,
        decided: None,
        answered: false,
        answer_due: Some(NOON.plus_hours(3)),
        next_deadline: None,
        unread: 0,
        state: State::Open,
        received: NOON.plus_hours(-21),
        at: NOON,
    }
}

fn tier_of(change: impl FnOnce(&mut Standing)) -> u8 {
    let mut standing = quiet();
    change(&mut standing);
    rank(&standing).unwrap().tier
}

#[test]
fn each_circumstance_has_its_tier() {
    assert_eq!(tier_of(|_| ()), 3);
    assert_eq!(tier_of(|s| s.danger_to_life = true), 0);
    assert_eq!(tier_of(|s| s.help = Some(Asked::Now)), 0);
    assert_eq!(tier_of(|s| (s.help, s.acknowledged) = (Some(Asked::Now), true)), 2);
    assert_eq!(tier_of(|s| (s.essential_service, s.ongoing) = (true, true)), 1);
    assert_eq!(tier_of(|s| s.essential_service = true), 3);
    assert_eq!(tier_of(|s| s.attacker_active = true), 2);
    assert_eq!(tier_of(|s| s.worsening = true), 2);
    assert_eq!(tier_of(|s| s.evidence_until = Some(NOON.plus_hours(1))), 2);
    assert_eq!(tier_of(|s| s.help = Some(Asked::FourHours)), 2);
    assert_eq!(tier_of(|s| s.help = Some(Asked::Later)), 3);
    assert_eq!(tier_of(|s| s.answer_due = Some(NOON)), 1);
    assert_eq!(tier_of(|s| s.decided = Some(Urgency::Now)), 1);
    assert_eq!(tier_of(|s| (s.decided, s.answered) = (Some(Urgency::Planned), true)), 5);
    assert_eq!(tier_of(|s| (s.decided, s.answered, s.unread) = (Some(Urgency::Planned), true, 1)), 4);
    assert_eq!(tier_of(|s| (s.decided, s.answered) = (Some(Urgency::Day), true)), 4);
}

#[test]
fn a_persons_decision_goes_before_the_reports_own_words() {
    assert_eq!(
        tier_of(|s| {
            (s.danger_to_life, s.attacker_active) = (true, true);
            (s.decided, s.answered) = (Some(Urgency::Planned), true);
        }),
        5
    );
}

#[test]
fn duty_before_choice_exercise_last_closed_out() {
    let calm = tier_of(|s| (s.decided, s.answered) = (Some(Urgency::Planned), true));
    assert!(tier_of(|s| (s.kind, s.attacker_active) = (Kind::Voluntary, true)) > calm);
    assert_eq!(tier_of(|s| (s.kind, s.danger_to_life) = (Kind::Voluntary, true)), 0);
    assert_eq!(tier_of(|s| (s.exercise, s.danger_to_life) = (true, true)), EXERCISE);
    assert_eq!(rank(&Standing { state: State::Closed, ..quiet() }), None);
}

#[test]
fn the_tier_changes_when_the_answer_is_overdue() {
    assert_eq!(next_change(&quiet()), Some(NOON.plus_hours(3)));
    assert_eq!(next_change(&Standing { answered: true, ..quiet() }), None);
    let evidence = Standing { evidence_until: Some(NOON.plus_hours(1)), ..quiet() };
    assert_eq!(next_change(&evidence), Some(NOON.plus_hours(1)));
}

#[test]
fn a_row_says_why() {
    let standing = Standing {
        sector: Some("drinking-water".into()),
        attacker_active: true,
        ongoing: true,
        unread: 2,
        ..quiet()
    };
    let told = |language: &str, now| {
        let reasons = rank(&standing).unwrap().reasons;
        reasons.iter().map(|one| words(one, language, now)).collect::<Vec<_>>().join("; ")
    };
    assert_eq!(
        told("en", NOON),
        "drinking water; attacker still active; answer due in 3 h; 2 unread messages"
    );
    assert_eq!(
        told("nl", NOON.plus_hours(5)),
        "drinkwater; aanvaller nog actief; antwoord 2 uur te laat; 2 ongelezen berichten"
    );
}

fn moments() -> impl Strategy<Value = Option<Instant>> {
    proptest::option::of((-48i64..48).prop_map(|hours| NOON.plus_hours(hours)))
}

prop_compose! {
    fn standings()(
        flags in proptest::array::uniform8(any::<bool>()),
        answer_due in moments(),
        evidence_until in moments(),
        next_deadline in moments(),
        kind in proptest::sample::select(vec![Kind::Mandatory, Kind::Voluntary, Kind::NearMiss, Kind::Threat]),
        help in proptest::option::of(proptest::sample::select(vec![Asked::Now, Asked::FourHours, Asked::Later])),
        decided in proptest::option::of(proptest::sample::select(Urgency::ALL.to_vec())),
        unread in 0u32..3,
    ) -> Standing {
        let [exercise, danger_to_life, essential_service, ongoing, attacker_active, worsening, acknowledged, answered]
            = flags;
        Standing {
            kind, exercise, danger_to_life, essential_service, ongoing, attacker_active, worsening,
            acknowledged, answered, answer_due, evidence_until, next_deadline, help, decided, unread, ..quiet()
        }
    }
}

proptest! {
    #[test]
    fn between_now_and_the_next_change_the_order_holds(standing in standings(), minutes in 0i64..5000) {
        let later = NOON.plus_seconds(minutes * 60);
        let then = rank(&Standing { at: later, ..standing.clone() }).unwrap();
        match next_change(&standing) {
            Some(change) if later >= change => prop_assert!(change > NOON),
            _ => {
                let now = rank(&standing).unwrap();
                prop_assert_eq!((then.tier, then.key), (now.tier, now.key));
            }
        }
    }

    #[test]
    fn places_are_bounded_and_kinds_never_mix(one in standings(), other in standings()) {
        let (a, b) = (rank(&one).unwrap(), rank(&other).unwrap());
        prop_assert!(a.tier <= EXERCISE);
        prop_assert!(one.exercise == (a.tier == EXERCISE));
        if a.tier > 0 && b.tier > 0 && !other.exercise && one.kind == Kind::Mandatory && !one.exercise
            && other.kind != Kind::Mandatory {
            prop_assert!((a.tier, a.key) < (b.tier, b.key));
        }
    }
}
